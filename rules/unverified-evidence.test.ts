import { testRule } from '../test/rule-tester.js';
import rule from './unverified-evidence.js';

const port = { go: 'func (s *Store) Clear() { s.bytes = 0 }', csharp: 'public void Clear() { _bytes = 0; }' };
const testRow = { kind: 'test', item: 'test/7' } as const;

testRule(rule, {
  valid: [
    { ...port, name: 'no guard, no tests: nothing can be told' },
    { ...port, name: 'evidence', records: { isGuarded: true, evidence: [{}] } },
    { ...port, name: 'not verified yet', row: { status: 'complete' }, records: { isGuarded: true } },
    { ...port, name: 'a verified test', others: [{ ...testRow, status: 'verified' }] },
    {
      ...port,
      name: 'of the tests that reach it one is verified',
      others: [
        { ...testRow, status: 'verified' },
        { ...testRow, item: 'test/8', status: 'stub' },
      ],
    },
    { ...port, name: 'its test is put off with a reason', others: [{ ...testRow, status: 'deferred', notes: 'needs a cluster of three' }] },
    { ...port, name: 'its test does not apply', others: [{ ...testRow, status: 'n_a' }] },
  ],
  invalid: [
    {
      ...port,
      name: 'no evidence',
      records: { isGuarded: true },
      finds: 'feature/1 (`Store.Clear`) is `verified`, and it has no evidence.',
    },
    {
      ...port,
      name: 'evidence for less',
      records: { isGuarded: true, evidence: [{ status: 'complete' }] },
      finds: 'it has evidence for `complete` only',
    },
    {
      ...port,
      name: 'evidence for another mapping',
      records: { isGuarded: true, evidence: [{ isCurrent: false }] },
      finds: 'it has evidence for another mapping',
    },
    {
      ...port,
      name: 'edited evidence',
      records: { isGuarded: true, evidence: [{ isIntact: false }] },
      finds: 'was not written by `parity promote`, or was edited',
    },
    { ...port, name: 'its test is a stub', others: [{ ...testRow, status: 'stub' }], finds: 'none is: test/7 is `stub`.' },
    {
      ...port,
      name: 'its tests are put off without a reason',
      others: [1, 2, 3, 4].map((id) => ({ ...testRow, item: `test/${id}`, status: 'deferred', notes: 'later' })),
      finds: 'none is: test/1 is `deferred`, test/2 is `deferred`, test/3 is `deferred` and 1 more.',
    },
  ],
});
