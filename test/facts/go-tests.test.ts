import { expect, it } from 'vitest';
import { goTestOf } from '../../src/facts/go-tests.js';
import type { Routine } from '../../src/model/source.js';
import { openPort } from '../rule-tester.js';

const helpers = `
func requireNoError(t testing.TB, err error) { t.Helper(); if err != nil { t.Fatal(err) } }
func requireEqual(t testing.TB, got, want any) { t.Helper(); if got != want { t.Fatal(got) } }
func fill(t *testing.T, s *store) { for i := 0; i < 3; i++ { if err := s.Add(i); err != nil { t.Fatal(err) } } }
func runs(t *testing.T, s *store) { if s.Count() != 3 { t.Fatal("x") } }`;

function demandsOf(body: string) {
  const { facts } = openPort({ goTest: `func TestX(t *testing.T) { ${body} }${helpers}` });
  return goTestOf(facts.go.routinesNamed('TestX')[0] as Routine, facts.go);
}

it.each([
  ['a comparison', 'if s.Count() != 1 { t.Fatal("x") }', { checks: 1, valueChecks: 1, firmChecks: 1 }],
  ['an error', 'if err := s.Add(1); err != nil { t.Fatal(err) }', { checks: 1, valueChecks: 0 }],
  ['an error, by a helper', 'requireNoError(t, s.Add(1))', { checks: 1, valueChecks: 0 }],
  [
    'that an error comes',
    'if _, err := s.Get(9); err == nil { t.Fatal("x") }',
    { valueChecks: 1, wantsErrors: true, certainErrors: false },
  ],
  ['a certain error', 'if _, err := s.Get(9); err != ErrNotFound { t.Fatal("x") }', { valueChecks: 1, certainErrors: true }],
  ['not nil', 'if s.Get(0) == nil { t.Fatal("x") }', { valueChecks: 1, firmChecks: 0 }],
  ['a value, by a helper', 'requireEqual(t, s.Count(), 1)', { valueChecks: 1, firmChecks: 1 }],
  ['errors in a helper that fills', 'fill(t, s)', { checks: 1, valueChecks: 0, callsPort: true }],
  ['values in a helper that is handed `t`', 'runs(t, s)', { valueChecks: 1 }],
  ['in a subtest', 't.Run("x", func(t *testing.T) { if s.Count() != 1 { t.Error("x") } })', { valueChecks: 1, sureChecks: 1 }],
  ['in a callback', 's.Walk(func(x string) { if x != "a" { t.Fatal(x) } })', { valueChecks: 1, sureChecks: 0 }],
  ['behind a return', 'if s.Count() == 0 { return }; if s.Get(0) != "a" { t.Fatal("x") }', { valueChecks: 1, sureChecks: 0 }],
  ['a panic', 'panic("x")', { checks: 1 }],
  ['nothing', 's.Add(1)', { checks: 0, callsPort: true }],
  ['nothing of the port', 'if strings.ToUpper("a") != "A" { t.Fatal("x") }', { checks: 1, callsPort: false }],
] as const)('%s', (_, body, wanted) => {
  expect(demandsOf(body)).toMatchObject(wanted);
});

it('is skipped only by its first statement', () => {
  expect(demandsOf('t.Skip("flaky"); s.Add(1)').skipped).toBe(true);
  expect(demandsOf('if testing.Short() { t.Skip("slow") }; s.Add(1)').skipped).toBe(false);
});
