import { describe, expect, it } from 'vitest';
import type { TestVerdict } from '../../src/facts/test-facts.js';
import type { Routine } from '../../src/model/source.js';
import { openPort } from '../rule-tester.js';
import { store as csharp } from '../store-port.js';

function testIn(csharpTest: string) {
  const { tests, facts } = openPort({ csharp, csharpTest });
  return { tests, test: facts.csharp.routinesNamed('X')[0] as Routine };
}

// One fault, one rule: the first thing that is wrong decides.
it.each([
  ['empty', '{ }'],
  ['no-check', '{ new Store().Count(); }'],
  ['no-check', '{ var list = new List<int>(); list.Add(1); Use(list); } void Use(List<int> l) { l.Sort(); }'],
  ['dead', '{ var s = new Store(); return; s.Count().ShouldBe(0); }'],
  ['lost', '{ try { new Store().Count().ShouldBe(0); } catch { } }'],
  ['no-port', '{ (1 + 1).ShouldBe(2); }'],
  ['vacuous', '{ new Store().Add("a"); true.ShouldBeTrue(); }'],
  ['sound', '{ new Store().Count().ShouldBe(0); true.ShouldBeTrue(); }'],
] satisfies [TestVerdict, string][])('%s: %s', (verdict, body) => {
  const { tests, test } = testIn(`[Fact] public void X() ${body}`);
  expect(tests.verdict(test)).toBe(verdict);
});

describe('a check in a helper', () => {
  it('counts for the line of the call, with the helper that holds it', () => {
    const { tests, test } = testIn(
      '[Fact] public void X()\n{ var s = new Store();\n Outer(s); }\nvoid Outer(Store s) => Inner(s);\nvoid Inner(Store s) => s.Count().ShouldBe(0);',
    );
    expect(tests.summary(test).checks.map(({ at, helper, vacuous }) => [at, helper?.name, vacuous])).toEqual([[3, 'Inner', undefined]]);
  });

  it('depends on what the helper is given', () => {
    const helper = 'void Same(int a, int b) => a.ShouldBe(b);';
    expect(testIn(`[Fact] public void X() { var s = new Store(); Same(s.Count(), 0); } ${helper}`)).toSatisfy(
      ({ tests, test }) => tests.verdict(test) === 'sound',
    );
    expect(testIn(`[Fact] public void X() { var s = new Store(); Same(1, 1); } ${helper}`)).toSatisfy(
      ({ tests, test }) => tests.verdict(test) === 'vacuous',
    );
  });

  it('ends where helpers call each other', () => {
    const { tests, test } = testIn(
      '[Fact] public void X() => A(1); void A(int n) { if (n > 0) B(n); } void B(int n) { A(n - 1); new Store().Count().ShouldBe(0); }',
    );
    expect(tests.verdict(test)).toBe('sound');
  });
});
