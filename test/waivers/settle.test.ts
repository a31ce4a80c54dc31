import { expect, test } from 'vitest';
import { settledFindings } from '../rule-tester.js';

const go = 'func (s *Store) Clear() { s.mu.Lock(); defer s.mu.Unlock(); s.bytes = 0 }';
const rulesOf = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

test('a waiver takes out the findings of its rules alone', () => {
  const csharp = '\n// parity: allow placeholder-comment -- the word is part of the protocol\npublic void Clear() { /* TODO */ }';
  const { findings, suppressed } = settledFindings({ go, csharp });
  expect(rulesOf(findings)).toEqual(['empty-body']);
  expect(suppressed.map(({ finding, kind, reason }) => [finding.rule, kind, reason])).toEqual([
    ['placeholder-comment', 'inSource', 'the word is part of the protocol'],
  ]);
});

test('without a reason it silences nothing', () => {
  const { findings, suppressed } = settledFindings({ go, csharp: '// parity: allow empty-body -- later\npublic void Clear() { }' });
  expect(rulesOf(findings)).toEqual(['empty-body']);
  expect(suppressed).toEqual([]);
});

test('it silences no rule of the protocol, in the code as in the baseline', () => {
  const csharp = '// parity: allow deferred-without-reason -- everybody knows\npublic void Clear() { _bytes = 0; }';
  const row = { status: 'deferred' } as const;
  const [finding] = settledFindings({ go, csharp, row }).findings;
  expect(finding?.rule).toBe('deferred-without-reason');
  const baseline = [{ rule: 'deferred-without-reason', fingerprint: finding?.fingerprint ?? '' }];
  expect(rulesOf(settledFindings({ go, csharp, row, baseline }).findings)).toEqual(['deferred-without-reason']);
});

test('a baseline entry holds for one fingerprint: not for the member once it has changed', () => {
  const [finding] = settledFindings({ go, csharp: 'public void Clear() { }' }).findings;
  const baseline = [{ rule: 'empty-body', fingerprint: finding?.fingerprint ?? '' }];
  expect(rulesOf(settledFindings({ go, csharp: '\n\npublic void Clear() { }', baseline }).findings)).toEqual([]);
  expect(rulesOf(settledFindings({ go, csharp: 'public void Clear() { // changed\n}', baseline }).findings)).toEqual(['empty-body']);
});

test('where a waiver and the baseline accept the same finding, both are in use', () => {
  const csharp = '// parity: allow empty-body -- the owner clears it\npublic void Clear() { }';
  const [accepted] = settledFindings({ go, csharp }).suppressed;
  const { suppressed, uses } = settledFindings({ go, csharp, baseline: [{ fingerprint: accepted?.finding.fingerprint ?? '' }] });
  expect(suppressed.map(({ kind }) => kind)).toEqual(['inSource']);
  expect(uses.flatMap(({ fates }) => fates.map(({ fate }) => fate))).toEqual(['used', 'used']);
});

test('a waiver on a test works the same', () => {
  const port = {
    goTest: 'func TestClear(t *testing.T) { s := newStore(); s.Clear(); if s.bytes != 0 { t.Fatal("bytes") } }',
    csharpTest: '// parity: allow empty-test -- covered by StoreTests.Reset\n[Fact] public void Clear() { }',
  };
  const { findings, suppressed } = settledFindings(port);
  expect(rulesOf(suppressed.map(({ finding }) => finding))).toContain('empty-test');
  expect(rulesOf(findings)).not.toContain('empty-test');
});

test('a row whose status claims nothing leaves its waivers alone', () => {
  const csharp = '// parity: allow empty-body -- the owner clears it\npublic void Clear() { _bytes = 0; }';
  const { uses } = settledFindings({ go, csharp, row: { dotnetMethod: 'Reset' }, others: [{ dotnetMethod: 'Clear', status: 'deferred' }] });
  expect(uses.flatMap(({ fates }) => fates.map(({ fate }) => fate))).toEqual(['unjudged']);
});
