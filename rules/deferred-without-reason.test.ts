import { testRule } from '../test/rule-tester.js';
import rule from './deferred-without-reason.js';

const port = { go: 'func (s *Store) Clear() { s.n = 0 }', csharp: 'public void Clear() { _n = 0; }' };
const says = (notes: string, status: 'deferred' | 'n_a' = 'deferred') => ({
  ...port,
  name: `${status}: ${notes || 'nothing'}`,
  row: { status, notes },
});

testRule(rule, {
  valid: [
    says('waits for the raft snapshots of batch 31'),
    says('deferred: blocked until limits per subject are enforced'),
    says('n_a: DriveInfo covers windows, see feature 880', 'n_a'),
    says('not implemented upstream either', 'n_a'),
    says('待機: クラスタが必要'),
    { ...port, name: 'verified, without notes', row: { status: 'verified', notes: '' } },
    { ...port, name: 'a stub, without notes', row: { status: 'stub', notes: '' } },
  ],
  invalid: [
    { ...says(''), finds: 'feature/1 (`Store.Clear`) is `deferred` without a reason: its notes are empty.' },
    { ...says('', 'n_a'), finds: 'is `n_a` without a reason' },
    { ...says('TODO'), finds: 'its notes only say "TODO".' },
    { ...says('deferred: not done yet'), finds: 'only say "deferred: not done yet"' },
    { ...says('will be implemented later'), finds: 'only say' },
    { ...says('n/a', 'n_a'), finds: 'only say "n/a"' },
    { ...says('???'), finds: 'only say "???"' },
    { ...says('see notes above'), finds: 'only say' },
  ],
});
