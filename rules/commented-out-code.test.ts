import { testRule } from '../test/rule-tester.js';
import rule from './commented-out-code.js';

const go =
  'func (s *Store) Trim(max int) { if s.ld == nil { return }; for s.n > max { s.drop(); s.n-- }; s.enforceLimits(); s.dirty = true }';
const live = 'while (_n > max)\n{ Drop(); _n--; }\nEnforceLimits();\n_dirty = true;';

testRule(rule, {
  valid: [
    { name: 'no comment', go, csharp: `public void Trim(int max)\n{\n${live}\n}` },
    {
      name: 'prose',
      go,
      csharp: `public void Trim(int max)\n{\n// Drop the oldest first; the limits follow.\n// (See the owner for the rest.)\n${live}\n}`,
    },
    { name: 'one line that was tried and left', go, csharp: `public void Trim(int max)\n{\n// _watch.Restart();\n${live}\n}` },
    {
      name: 'the Go code as an explanation',
      go,
      csharp:
        'public void Trim(int max)\n{\n// if s.ld == nil {\n//   return\n// }\n// for s.n > max {\n//   n := s.drop()\n// }\n_lost?.Trim(max); _dirty = true;\n}',
    },
    {
      name: 'an example in the documentation',
      go,
      csharp: `\n/// <code>\n/// store.Trim(3);\n/// store.Trim(4);\n/// var n = store.Count;\n/// </code>\npublic void Trim(int max)\n{\n${live}\n}`,
    },
    { name: 'a commented-out call that also runs', go, csharp: `public void Trim(int max)\n{\n// EnforceLimits();\n${live}\n}` },
    {
      name: 'a commented-out call that Go does not make',
      go,
      csharp: `public void Trim(int max)\n{\n// Console.WriteLine(max);\n${live}\n}`,
    },
    {
      name: 'Go does nothing',
      go: 'func (s *Store) Trim(max int) {}',
      csharp: 'public void Trim(int max)\n{\n// Drop();\n// _n--;\n// _dirty = true;\n}',
    },
    {
      name: 'a sentence that ends like a statement',
      go,
      csharp: `public void Trim(int max)\n{\n// Locks: held by the caller;\n// the order is messages, then limits;\n${live}\n}`,
    },
    {
      name: 'diagnostics that were switched off',
      go: 'func (s *Store) Trim(max int) { fmt.Println(max, s.Count()); s.drop(max) }',
      csharp: 'public void Trim(int max)\n{\n// System.Console.WriteLine(max + Count());\n// Println(max);\nDrop(max);\n}',
    },
  ],
  invalid: [
    {
      name: 'the whole body',
      go,
      csharp: 'public void Trim(int max)\n{\n// while (_n > max)\n// {\n//   Drop();\n//   _n--;\n// }\n// _dirty = true;\n}',
      finds: '6 lines of code in `Store.Trim` stand in comments (line 3), and nothing runs beside them; `Store.Trim` has',
    },
    {
      name: 'a block comment',
      go,
      csharp: 'public void Trim(int max)\n{\n/*\nwhile (_n > max) {\n  Drop();\n}\n_dirty = true;\n*/\n}',
      finds: 'stand in comments (line 3)',
    },
    {
      name: 'a return beside it',
      go,
      csharp: 'public bool Trim(int max)\n{\n// var n = Drop();\n// _n -= n;\n// _dirty = true;\nreturn true;\n}',
      finds: 'and only 1 statement runs beside them',
    },
    {
      name: 'one call that Go makes',
      go,
      csharp: 'public void Trim(int max)\n{\nwhile (_n > max)\n{ Drop(); _n--; }\n// EnforceLimits();\n_dirty = true;\n}',
      finds:
        'The call of `EnforceLimits` in `Store.Trim` is commented out (line 5), and nothing else there calls it; `Store.Trim` calls `enforceLimits`.@5',
    },
    {
      name: 'a call that is awaited',
      go,
      csharp:
        'public async Task Trim(int max)\n{\nwhile (_n > max)\n{ Drop(); _n--; }\n// await EnforceLimitsAsync().ConfigureAwait(false);\n_dirty = true;\n}',
      finds: 'The call of `EnforceLimitsAsync`',
    },
  ],
});
