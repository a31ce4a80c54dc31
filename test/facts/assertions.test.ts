import { expect, it } from 'vitest';
import { assertionAt, isSubstitute, soundsLikeAssertion } from '../../src/facts/assertions.js';
import { nodesOf } from '../../src/facts/walk.js';
import { openPort } from '../rule-tester.js';

/** The outermost call of an expression, as the front end lowers it. */
function callIn(expression: string) {
  const { facts } = openPort({ csharp: `void M() { ${expression}; }` });
  const body = facts.csharp.bodyOf(facts.csharp.routinesNamed('M')[0] as never);
  const [call] = body === undefined ? [] : nodesOf(body, 'call');
  if (call === undefined) throw new Error(`no call in ${expression}`);
  return call;
}

it.each([
  ['Assert.Equal(1, n)', 'equal'],
  ['Xunit.Assert.True(n)', 'true'],
  ['Assert.NotNull(n)', 'not-null'],
  ['Assert.IsType<Store>(n)', 'type'],
  ['Assert.InRange(n, 1, 2)', 'within'],
  ['Assert.Fail("x")', 'fail'],
  ['Assert.Throws<StoreException>(() => n())', 'throws'],
  ['n.ShouldBe(1)', 'equal'],
  ['n.ShouldBeTrue()', 'true'],
  ['n.ShouldBeGreaterThanOrEqualTo(0)', 'at-least'],
  ['n.ShouldBeGreaterThan(0)', 'more'],
  ['n.ShouldBeOneOf(1, 2)', 'one-of'],
  ['n.ShouldNotBeOfType<Store>()', 'other'],
  ['Should.Throw<StoreException>(() => n())', 'throws'],
  ['n.Should().Be(1)', 'equal'],
  ['n.Should().NotBeNull()', 'not-null'],
  ['n.Should().HaveCount(2).And.Contain(1)', 'other'],
  ['n.Should().Throw<StoreException>()', 'throws'],
  ['Assert.That(n, Is.EqualTo(1))', 'equal'],
  ['Assert.That(n, Is.Not.Null)', 'not-null'],
  ['Assert.That(n, Is.Not.EqualTo(1))', 'other'],
  ['Assert.That(() => n(), Throws.TypeOf<StoreException>())', 'throws'],
  ['Assert.AreEqual(1, n)', 'equal'],
  ['Assert.IsInstanceOfType(n, typeof(Store))', 'type'],
  ['CollectionAssert.Contains(n, 1)', 'other'],
  ['n.Received(1).Add("a")', 'received'],
  ['n.DidNotReceive().Add("a")', 'received'],
  ['n.Verify(x => x.Add("a"))', 'received'],
] as const)('%s is %s', (expression, kind) => {
  expect(assertionAt(callIn(expression))?.kind).toBe(kind);
});

it.each(['n.Add(1)', 'Assert.Skip("x")', 'Assert.Inconclusive()', 'n.Verify(key)', 'Check(n)'])(
  '%s is no assertion by its own words',
  (expression) => {
    expect(assertionAt(callIn(expression))).toBeUndefined();
  },
);

it.each([
  ['Assert.Equal(1, n)', 'n'],
  ['Assert.That(n, Is.EqualTo(1))', 'n'],
  ['n.ShouldBe(1)', 'n'],
  ['n.Should().Be(1)', 'n'],
])('%s looks at %s first', (expression, name) => {
  expect(assertionAt(callIn(expression))?.operands[0]).toMatchObject({ k: 'name', name });
});

it.each([
  ['Assert.Throws<StoreException>(() => n())', 'StoreException', false],
  ['Assert.ThrowsAny<Exception>(() => n())', 'Exception', true],
  ['Assert.Throws(typeof(StoreException), () => n())', 'StoreException', false],
  ['Should.Throw<Exception>(() => n())', 'Exception', true],
  ['n.Should().ThrowExactly<StoreException>()', 'StoreException', false],
  ['Assert.Catch(() => n())', '', true],
] as const)('%s wants `%s`', (expression, exception, derived) => {
  expect(assertionAt(callIn(expression))).toMatchObject({ exception, derived });
});

it('knows which assertions give a task', () => {
  expect(assertionAt(callIn('Should.ThrowAsync<StoreException>(() => n())'))?.deferred).toBe(true);
  expect(assertionAt(callIn('Should.Throw<StoreException>(() => n())'))?.deferred).toBe(false);
});

it('knows substitutes, and names that sound like assertions', () => {
  expect(isSubstitute(callIn('Substitute.For<IStore>()'))).toBe(true);
  expect(isSubstitute(callIn('Store.For("a")'))).toBe(false);
  expect(['RequireState', 'checkFor', 'AssertSame', 'Checkpoint', 'Run'].map(soundsLikeAssertion)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});
