import { testRule } from '../test/rule-tester.js';
import rule from './unused-waiver.js';

const go = 'func (s *Store) Clear() { s.mu.Lock(); defer s.mu.Unlock(); s.bytes = 0 }';
const works = 'public void Clear() { _bytes = 0; }';

testRule(rule, {
  valid: [
    {
      name: 'on the line before',
      go,
      csharp: '\n// parity: allow empty-body -- the owner clears it\npublic void Clear() { }',
    },
    { name: 'inside the member', go, csharp: 'public void Clear()\n{\n  // parity: allow empty-body -- the owner clears it\n}' },
    { name: 'behind the member', go, csharp: 'public void Clear() { } // parity: allow empty-body -- the owner clears it' },
    {
      name: 'above the attributes, among other comments',
      go,
      csharp: '\n/// <summary>Clears.</summary>\n// parity: allow empty-body -- the owner clears it\n[Obsolete]\npublic void Clear() { }',
    },
    { name: 'a block comment', go, csharp: '/* parity: allow empty-body -- the owner\n * clears it */ public void Clear() { }' },
    { name: 'prose about parity bits', go, csharp: `// parity: even, as the wire wants it\n${works}` },
    { name: 'the words in a string', go, csharp: 'public void Clear() { _bytes = 0; _log = "// parity: allow empty-body -- no"; }' },
    { name: 'in code that #if leaves out', go, csharp: `${works}\n#if NEVER\n// parity: allow empty-body -- old\n#endif\n` },
    { name: 'without a reason: that is another finding', go, csharp: `// parity: allow empty-body\n${works}` },
  ],
  invalid: [
    {
      name: 'the rule has no finding there',
      go,
      csharp: `\n// parity: allow empty-body -- the owner clears it\n${works}`,
      finds: 'The waiver of `empty-body` on `Store.Clear` accepts nothing: the rule has no finding there.@2',
    },
    {
      name: 'one rule of two',
      go,
      csharp: '\n// parity: allow empty-body, not-implemented -- the owner clears it\npublic void Clear() { }',
      finds: 'The waiver of `not-implemented` on `Store.Clear` accepts nothing@2',
    },
    {
      name: 'behind another member: it is not about the next one',
      go,
      csharp: 'int _a() => 1; // parity: allow empty-body -- the owner clears it\npublic void Clear() { }',
      row: { dotnetMethod: 'Clear' },
      finds: 'The waiver of `empty-body` on `Store._a` accepts nothing@1',
    },
    {
      name: 'on no member',
      go,
      csharp: `${works}\n\n// parity: allow empty-body -- the owner clears it\n`,
      finds: 'The waiver of `empty-body` stands on no member, so it accepts nothing.@3',
    },
    {
      name: 'a rule that does not exist',
      go,
      csharp: '// parity: allow empty-bodies -- the owner clears it\npublic void Clear() { }',
      finds: '`empty-bodies`, which is no rule, so it accepts nothing. Did you mean `empty-body`?@1',
    },
    {
      name: 'a rule of the protocol, and one of parity itself',
      go,
      csharp: `// parity: allow deferred-without-reason, parse-error -- we know\n${works}`,
      finds: ['names `deferred-without-reason`, which no waiver silences', 'names `parse-error`, which no waiver silences'],
    },
    { name: 'no rule', go, csharp: `// parity: allow -- the owner clears it\n${works}`, finds: 'The waiver names no rule@1' },
    {
      name: 'another word for allow',
      go,
      csharp: '// parity: ignore empty-body -- the owner clears it\npublic void Clear() { }',
      finds: '`parity: ignore` is no directive@1',
    },
    {
      name: 'a baseline entry whose finding is gone',
      go,
      csharp: works,
      baseline: [{ rule: 'empty-body' }],
      finds: 'The baseline accepts a finding of `empty-body` about feature/1 that is not there any more.@1',
    },
    {
      name: 'a baseline entry whose row is gone',
      go,
      csharp: works,
      baseline: [{ item: 'feature/7' }],
      finds: 'about feature/7 that is not there any more',
    },
    {
      name: 'a baseline entry of a protocol rule',
      go,
      csharp: works,
      baseline: [{ rule: 'deferred-without-reason' }],
      finds: 'which no waiver silences',
    },
  ],
});
