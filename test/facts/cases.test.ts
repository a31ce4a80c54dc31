import { expect, it } from 'vitest';
import { csharpCasesOf, goCasesOf, rowsOf } from '../../src/facts/cases.js';
import type { Routine } from '../../src/model/source.js';
import { openPort } from '../rule-tester.js';

it.each([
  ['a table', 'for _, c := range []string{"a", "b", "c"} { check(t, c) }', 3],
  ['a table in a local', 'cases := []string{"a", "b", "c"}; for _, c := range cases { check(t, c) }', 3],
  ['a table of the package', 'for _, c := range cases { check(t, c) }', 4],
  ['subtests', 't.Run("a", f); t.Run("b", f)', 2],
  ['calls with literals', 'want(t, f("a")); want(t, f("b"))', 2],
  ['calls with one value', 'want(t, f(x)); want(t, f(y))', 0],
  ['a loop over a result', 'for _, c := range s.All() { check(t, c) }', 0],
] as const)('Go: %s', (_, body, count) => {
  const { facts } = openPort({ goTest: `func TestX(t *testing.T) { ${body} }\nvar cases = []string{"a", "b", "c", "d"}` });
  expect(goCasesOf(facts.go.routinesNamed('TestX')[0] as Routine, facts.go).count).toBe(count);
});

it.each([
  ['a fact', '[Fact] public void X() { }', 1],
  ['rows', '[Theory, InlineData(1), InlineData(2)] public void X(int n) { }', 2],
  ['no rows', '[Theory] public void X(int n) { }', 0],
  [
    'a member that lists them',
    'public static TheoryData<int> C => new() { 1, 2, 3 }; [Theory, MemberData(nameof(C))] public void X(int n) { }',
    3,
  ],
  [
    'a member that yields them',
    'public static IEnumerable<object[]> C() { yield return [1]; yield return [2]; } [Theory, MemberData("C")] public void X(int n) { }',
    2,
  ],
  [
    'a member that computes them',
    'public static IEnumerable<object[]> C() => Enumerable.Range(0, 9).Select(i => new object[] { i }); [Theory, MemberData("C")] public void X(int n) { }',
    undefined,
  ],
  ['a class', '[Theory, ClassData(typeof(C))] public void X(int n) { }', undefined],
] as const)('rows of %s', (_, csharpTest, rows) => {
  const { facts } = openPort({ csharpTest });
  expect(rowsOf(facts.csharp.routinesNamed('X')[0] as Routine, facts.csharp)).toBe(rows);
});

it.each([
  ['checks one after the other', 'a.ShouldBe(1); b.ShouldBe(2);', 2, 2],
  ['a loop over literals', 'foreach (var x in new[] { 1, 2, 3 }) x.ShouldBe(1);', 1, 3],
  ['a loop over a result', 'foreach (var x in s.All()) x.ShouldBe(1);', 1, undefined],
  ['one case, often', 'for (var i = 0; i < 5; i++) { s.Add(); } a.ShouldBe(5);', 1, 1],
] as const)('C#: %s', (_, body, checks, count) => {
  const { facts } = openPort({ csharpTest: `[Fact] public void X() { ${body} }` });
  expect(csharpCasesOf(facts.csharp.routinesNamed('X')[0] as Routine, checks, facts.csharp)).toBe(count);
});
