import { testRule } from '../test/rule-tester.js';
import rule from './waiver-without-reason.js';

const go = 'func (s *Store) Clear() { s.bytes = 0 }';
const member = 'public void Clear() { }';

testRule(rule, {
  valid: [
    { name: 'a reason', go, csharp: `// parity: allow empty-body -- the owner clears it\n${member}` },
    { name: 'a dash that an editor made of two', go, csharp: `// parity: allow empty-body — the owner clears it\n${member}` },
    { name: 'a reason in another language', go, csharp: `// parity: allow empty-body -- 所有者がクリアする\n${member}` },
    { name: 'a reason that points elsewhere', go, csharp: `// parity: allow empty-body -- see issue 12\n${member}` },
    { name: 'a baseline entry with a reason', go, csharp: member, baseline: [{ reason: 'found in the audit of March' }] },
  ],
  invalid: [
    { name: 'no reason', go, csharp: `// parity: allow empty-body\n${member}`, finds: 'The waiver of `empty-body` gives no reason@1' },
    { name: 'dashes only', go, csharp: `// parity: allow empty-body --\n${member}`, finds: 'gives no reason@1' },
    {
      name: 'words without the dashes before them',
      go,
      csharp: `// parity: allow empty-body the owner clears it\n${member}`,
      finds: 'The waiver of `empty-body` gives no reason',
    },
    {
      name: 'words that say nothing',
      go,
      csharp: `// parity: allow empty-body, not-implemented -- TODO: fix later!\n${member}`,
      finds: 'The waiver of `empty-body`, `not-implemented` only says "TODO: fix later!"',
    },
    { name: 'a baseline entry', go, csharp: member, baseline: [{ reason: '' }], finds: 'about feature/1 without a reason@1' },
  ],
});
