import { testRule } from '../test/rule-tester.js';
import rule from './illegal-transition.js';

const feature = { go: 'func (s *Store) Clear() { s.bytes = 0 }', csharp: 'public void Clear() { _bytes = 0; }' };
const test = {
  goTest: 'func TestClear(t *testing.T) { s := newStore(); s.Clear() }',
  csharpTest: '[Fact] public void Clear() { new Store().Clear(); }',
};

testRule(rule, {
  valid: [
    { ...feature, name: 'a verified feature without a history' },
    { ...feature, name: 'a complete feature', row: { status: 'complete' } },
    { ...test, name: 'a verified test' },
    { ...test, name: 'a status that claims nothing is no step of the flow', row: { status: 'unknown' } },
    {
      ...feature,
      name: 'one step after another',
      records: { evidence: [{ status: 'verified' }, { status: 'complete' }, { status: 'stub' }] },
    },
    { ...test, name: 'a test goes from stub to verified', records: { evidence: [{ status: 'verified' }, { status: 'stub' }] } },
    { ...feature, name: 'the first evidence: what was before is not on record', records: { evidence: [{ status: 'verified' }] } },
    {
      ...feature,
      name: 'set back in between: to what is not on record',
      records: { evidence: [{ status: 'verified' }, { status: 'stub', isWithdrawn: true }] },
    },
    { ...feature, name: 'promoted again', records: { evidence: [{ status: 'complete' }, { status: 'complete' }] } },
  ],
  invalid: [
    {
      ...test,
      name: 'a complete test',
      row: { status: 'complete' },
      finds: 'test/1 is `complete`, which no test ever is: its statuses are `deferred`, `stub`, `verified`.',
    },
    {
      ...feature,
      name: 'complete was skipped',
      records: { evidence: [{ status: 'verified' }, { status: 'stub' }] },
      finds: 'feature/1 was promoted to `verified` when it was `stub`, without having been `complete`.',
    },
    {
      ...feature,
      name: 'long ago',
      records: { evidence: [{ status: 'complete' }, { status: 'verified' }, { status: 'stub' }] },
      finds: 'promoted to `verified` when it was `stub`',
    },
  ],
});
