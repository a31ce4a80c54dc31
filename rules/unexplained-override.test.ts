import { testRule } from '../test/rule-tester.js';
import rule from './unexplained-override.js';

const port = { go: 'func (s *Store) Clear() { s.bytes = 0 }', csharp: 'public void Clear() { _bytes = 0; }' };

testRule(rule, {
  valid: [
    { ...port, name: 'no override' },
    { ...port, name: 'the comment says why', records: { overrides: [{ comment: 'exists as RecoverAek' }] } },
    { ...port, name: 'to a status that the row has left', row: { status: 'complete' }, records: { overrides: [{ comment: '' }] } },
    {
      ...port,
      name: 'the last one counts',
      records: { overrides: [{ comment: '' }, { comment: 'the audit looks at classes alone, this is a record' }] },
    },
  ],
  invalid: [
    {
      ...port,
      name: 'no comment',
      records: { overrides: [{ comment: '' }] },
      finds: 'is `verified` by an override without a comment, against an audit that said `stub` (body throws NotImplementedException).',
    },
    { ...port, name: 'no reason of the audit', records: { overrides: [{ auditReason: '' }] }, finds: 'that said `stub`. Write' },
    {
      ...port,
      name: 'words that say nothing',
      records: { overrides: [{ comment: 'it is done, OK' }] },
      finds: 'by an override that only says "it is done, OK"',
    },
    {
      ...port,
      name: 'the last one counts',
      records: { overrides: [{ comment: 'exists as RecoverAek' }, { comment: 'fixed later' }] },
      finds: 'only says "fixed later"',
    },
  ].map((each) => ({ ...each, finds: each.finds.replace('', '') })),
});
