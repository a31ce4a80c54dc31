import { testRule } from '../test/rule-tester.js';
import rule from './placeholder-comment.js';

const go = 'func (s *Store) Trim(max int) { for s.n > max { s.drop() }; s.dirty = true }';
const goTodo =
  'func (s *Store) Trim(max int) {\n// TODO(dlc) - should use the index of subjects here\nfor s.n > max { s.drop() }\ns.dirty = true }';
const says = (comment: string) => `public void Trim(int max)\n{\n  ${comment}\n  while (_n > max) Drop();\n  _dirty = true;\n}`;

testRule(rule, {
  valid: [
    { name: 'an ordinary comment', go, csharp: says('// Drop the oldest first.') },
    { name: 'the same remark as in Go', go: goTodo, csharp: says('// TODO(dlc) - should use the index of subjects here') },
    { name: 'the same remark in other words', go: goTodo, csharp: says('// TODO: use the subject index') },
    { name: 'a word inside another', go, csharp: says('// Mastodons and hackathons, stubborn as they are.') },
    { name: 'a word inside a name', go, csharp: says('// See TodoList, hackAttempts and StubResolver.') },
    {
      name: 'the word in a string',
      go,
      csharp: 'public void Trim(int max) { _log.Info("TODO"); while (_n > max) Drop(); _dirty = true; }',
    },
    { name: 'a file that is temporary', go, csharp: says('// Written to a temporary file first, renamed at the end.') },
    { name: 'a hold that is temporary', go, csharp: says('// The lock is temporarily released while the callback runs.') },
    { name: 'a placeholder of the subject itself', go, csharp: says('// The placeholder for the subject token is replaced below.') },
    { name: 'an entry of a linked list', go, csharp: says('// A placeholder entry keeps the list from being empty.') },
    { name: 'waits until something is done', go, csharp: says('// If the flush is not done, the next round picks it up.') },
    {
      name: 'says what is not supported by the protocol',
      go,
      csharp: says('// Clients that do not support headers get the bare message.'),
    },
    { name: 'for now, as a time', go, csharp: says('// Expired for now means: before the timestamp taken above.') },
    { name: 'a real-world remark', go, csharp: says('// In real deployments this list is short.') },
    { name: 'stub as a domain word', go, csharp: says('// A leaf with one stub connection has no cluster.') },
  ],
  invalid: [
    {
      name: 'TODO',
      go,
      csharp: says('// TODO: drop the index too'),
      finds: 'A comment in `Store.Trim` says "TODO" (line 3); `Store.Trim` has no such comment.@3',
    },
    { name: 'todo in small letters', go, csharp: says('// todo drop the index too'), finds: 'says "todo"' },
    { name: 'FIXME', go, csharp: says('// FIXME'), finds: 'says "FIXME"' },
    { name: 'HACK', go, csharp: says('/* HACK around the missing index */'), finds: 'says "HACK"' },
    { name: 'STUB', go, csharp: says('// STUB'), finds: 'says "STUB"' },
    { name: 'PLACEHOLDER', go, csharp: says('// PLACEHOLDER implementation'), finds: 'says "PLACEHOLDER"' },
    { name: 'a placeholder for the time being', go, csharp: says('// Placeholder until the index is there.'), finds: 'says "Placeholder' },
    {
      name: 'in the documentation of the member',
      go,
      csharp: `\n/// <summary>TODO</summary>\n${says('// x')}`,
      finds: 'says "TODO" (line 2)',
    },
    { name: 'simplified', go, csharp: says('// Simplified version: only drops messages.'), finds: 'says "Simplified version"' },
    { name: 'a simplification', go, csharp: says('// Simplified: the index is left alone.'), finds: 'says "Simplified' },
    { name: 'for now', go, csharp: says('// For now, drop everything.'), finds: 'says "For now"' },
    { name: 'for now at the end', go, csharp: says('// Ignore the index for now.'), finds: 'says "for now"' },
    {
      name: 'a real implementation',
      go,
      csharp: says('// In a real implementation the index would be trimmed.'),
      finds: 'says "In a real implementation"',
    },
    {
      name: 'what a full port would do',
      go,
      csharp: says('// A full implementation would also trim the index.'),
      finds: 'says "full implementation would"',
    },
    { name: 'omitted', go, csharp: says('// Index handling omitted for brevity.'), finds: 'says "omitted for brevity"' },
    { name: 'the rest', go, csharp: says('// ... rest of the implementation'), finds: 'says "rest of the implementation"' },
    { name: 'not implemented', go, csharp: says('// Index: not yet implemented.'), finds: 'says "not yet implemented"' },
    { name: 'not ported', go, csharp: says('// The index has not been ported.'), finds: 'says "not been ported"' },
    { name: 'will be', go, csharp: says('// The index will be ported with batch 12.'), finds: 'says "will be ported"' },
    { name: 'a later batch', go, csharp: says('// The index follows in a later batch.'), finds: 'says "in a later batch"' },
    { name: 'a temporary measure', go, csharp: says('// Temporary: keeps the build green.'), finds: 'says "Temporary"' },
    { name: 'a no-op', go, csharp: says('// No-op stub'), finds: 'says "No-op stub"' },
    {
      name: 'a remark of its own beside one of Go',
      go: goTodo,
      csharp: says('// TODO: port the whole trimming of consumers and their state'),
      finds: 'says "TODO"',
    },
    { name: 'two remarks', go, csharp: says('// TODO one\n // TODO two'), finds: 'and in 1 more place' },
  ],
});
