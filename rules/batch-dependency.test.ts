import { testRule } from '../test/rule-tester.js';
import rule from './batch-dependency.js';

testRule(rule, {
  valid: [
    { name: 'all that it needs is done', batch: { needed: [{ status: 'verified' }, { status: 'complete' }, { status: 'n_a' }] } },
    { name: 'a row is put off with a reason', batch: { needed: [{ status: 'deferred', notes: 'needs the raft snapshots of batch 31' }] } },
    { name: 'a batch without rows', batch: { needed: [] } },
  ],
  invalid: [
    {
      name: 'one row is a stub',
      batch: { needed: [{ status: 'verified' }, { status: 'stub' }] },
      finds: 'Batch 12 (Recovery) needs batch 11 (Init), of which 1 of 2 rows is not done: feature/11 is `stub`.',
    },
    {
      name: 'many rows, deferred without a reason',
      batch: { needed: [1, 2, 3, 4, 5].map(() => ({ status: 'deferred', notes: 'later' })) },
      finds: '5 of 5 rows are not done: feature/10 is `deferred`, feature/11 is `deferred`, feature/12 is `deferred` and 2 more.',
    },
    { name: 'a batch without a name', batch: { name: '', needed: [{ status: 'unknown' }] }, finds: 'Batch 12 needs batch 11 (Init)' },
  ],
});
