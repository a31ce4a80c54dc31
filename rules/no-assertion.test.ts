import { testRule } from '../test/rule-tester.js';
import { store as csharp, comparing as goTest, smoke } from '../test/store-port.js';
import rule from './no-assertion.js';

const act = 'var s = new Store(); s.Add("a");';

testRule(rule, {
  valid: [
    {
      name: 'the last arm of a switch throws',
      goTest: 'func TestKind(t *testing.T) { if got := kind("a"); got != 1 { t.Fatal(got) } }',
      csharp: 'public static class Store { public static int Kind(string s) => s.Length; }',
      csharpTest:
        '[Fact] public void Kind() { _ = Store.Kind("a") switch { 1 => true, var other => throw new InvalidOperationException($"{other}") }; }',
      row: { dotnetMethod: 'Kind' },
    },
    {
      name: 'in Dispose, after each test',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests : IDisposable { readonly Store _s = new(); [Fact] public void Add() { _s.Add("a"); } public void Dispose() => _s.Count().ShouldBe(1); }',
    },
    {
      name: 'awaits with a limit',
      goTest,
      csharp,
      csharpTest: '[Fact] public async Task Count() { await new Store().CountAsync().WaitAsync(TimeSpan.FromSeconds(5)); }',
    },
    { name: 'Go only must not crash', goTest: smoke, csharp, csharpTest: `[Fact] public void Stop() { ${act} s.Dispose(); }` },
    {
      name: 'Go looks at errors alone: exceptions fly',
      goTest: 'func TestAdd(t *testing.T) { s := newStore(); if err := s.Add("a"); err != nil { t.Fatal(err) } }',
      csharp,
      csharpTest: `[Fact] public void Add() { ${act} }`,
    },
    { name: 'Shouldly', goTest, csharp, csharpTest: `[Fact] public void Count() { ${act} s.Count().ShouldBe(1); }` },
    { name: 'xUnit', goTest, csharp, csharpTest: `[Fact] public void Count() { ${act} Assert.Equal(1, s.Count()); }` },
    {
      name: 'xUnit by its namespace',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Xunit.Assert.Equal(1, s.Count()); }`,
    },
    { name: 'NUnit', goTest, csharp, csharpTest: `[Test] public void Count() { ${act} Assert.That(s.Count(), Is.EqualTo(1)); }` },
    { name: 'MSTest', goTest, csharp, csharpTest: `[TestMethod] public void Count() { ${act} Assert.AreEqual(1, s.Count()); }` },
    {
      name: 'MSTest on collections',
      goTest,
      csharp,
      csharpTest: `[TestMethod] public void Count() { ${act} CollectionAssert.Contains(All(s), "a"); } List<string> All(Store s) { var all = new List<string>(); s.CopyTo(all); return all; }`,
    },
    {
      name: 'FluentAssertions',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} s.Count().Should().Be(1).And.BePositive(); }`,
    },
    {
      name: 'Assert.Throws',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Assert.Throws<StoreException>(() => s.Get(9)); }`,
    },
    {
      name: 'Should.Throw',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Should.Throw<StoreException>(() => s.Get(9)).Code.ShouldBe(404); }`,
    },
    {
      name: 'Record.Exception, looked at',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} var e = Record.Exception(() => s.Get(9)); Assert.IsType<StoreException>(e); }`,
    },
    {
      name: 'Received',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Add() { var l = Substitute.For<IListener>(); var s = new Store(l); s.Add("a"); l.Received(1).OnAdded("a"); }',
    },
    {
      name: 'Moq',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Add() { var l = new Mock<IListener>(); var s = new Store(l.Object); s.Add("a"); l.Verify(x => x.OnAdded("a")); }',
    },
    {
      name: 'in a helper of the class',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Check(s, 1); } static void Check(Store s, int n) => s.Count().ShouldBe(n);`,
    },
    {
      name: 'in a helper of the base class',
      goTest,
      csharp,
      csharpTest: `public class StoreTests : Base { [Fact] public void Count() { ${act} HasCount(s, 1); } }
public abstract class Base { protected static void HasCount(Store s, int n) => s.Count().ShouldBe(n); }`,
    },
    {
      name: 'in a class of its own, two calls deep',
      goTest,
      csharp,
      csharpTest: `public class StoreTests { [Fact] public void Count() { ${act} StoreAssert.Has(s, 1); } }
public static class StoreAssert { public static void Has(Store s, int n) { Same(s.Count(), n); } static void Same(int a, int b) => Assert.Equal(b, a); }`,
    },
    {
      name: 'an extension method of the test project',
      goTest,
      csharp,
      csharpTest: `public class StoreTests { [Fact] public void Count() { ${act} s.HasItems(1); } }
public static class More { public static void HasItems(this Store s, int n) { if (s.Count() != n) throw new Exception("wrong"); } }`,
    },
    {
      name: 'in a local function',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Has(1); void Has(int n) => s.Count().ShouldBe(n); }`,
    },
    {
      name: 'in plain words',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} if (s.Count() != 1) throw new InvalidOperationException("wrong"); }`,
    },
    { name: 'Assert.Fail', goTest, csharp, csharpTest: `[Fact] public void Count() { ${act} if (s.Count() != 1) Assert.Fail("wrong"); }` },
    {
      name: 'a helper that is known by its name only',
      goTest,
      csharp,
      csharpTest: `[Fact] public async Task Count() { ${act} await Verifier.Verify(s); }`,
    },
    {
      name: 'a method of the tests that is handed to who runs it',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} new[] { s }.ToList().ForEach(HasOne); } static void HasOne(Store s) => s.Count().ShouldBe(1);`,
    },
    {
      name: 'throws at the first item',
      goTest,
      csharp: `${csharp}\npublic class Empty { public IEnumerable<string> All() { yield break; } }`,
      csharpTest: '[Fact] public void All() { foreach (var _ in new Empty().All()) { throw new Exception("not empty"); } }',
    },
    {
      name: 'an assertion of its own that asserts',
      goTest,
      csharp,
      csharpTest: `public class StoreTests { [Fact] public void Count() { ${act} s.ShouldHave(1); } }\npublic static class Shoulds { public static void ShouldHave(this Store s, int n) { if (s.Count() != n) throw new Exception("wrong"); } }`,
    },
    {
      name: 'polls',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} CheckFor(() => s.Count() == 1); } static void CheckFor(Func<bool> f) => SpinWait.SpinUntil(f, 1000).ShouldBeTrue();`,
    },
    {
      name: 'in all the lambdas of a container',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} s.ShouldSatisfyAllConditions(() => s.Count().ShouldBe(1), () => s.Get(0).ShouldBe("a")); }`,
    },
  ],
  invalid: [
    {
      name: 'acts, and looks at nothing',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} s.Count(); }`,
      finds: '`StoreTests.Count` asserts nothing@1',
    },
    {
      name: 'the result goes into a discard',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} _ = s.Count(); }`,
      finds: '`TestStoreCount` has 1 check',
    },
    {
      name: 'the result is printed',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Console.WriteLine($"{s.Count()}"); }`,
      finds: 'asserts nothing',
    },
    {
      name: 'the assertion is a comment',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act}\n // s.Count().ShouldBe(1);\n }`,
      finds: 'asserts nothing',
    },
    {
      name: 'Record.Exception into a discard',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} _ = Record.Exception(() => s.Get(9)); }`,
      finds: 'asserts nothing',
    },
    {
      name: 'a helper that asserts nothing',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Use(s); } static void Use(Store s) { s.Count(); }`,
      finds: 'asserts nothing',
    },
    {
      name: 'a helper that asserts and is not called',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} } static void Has(Store s) => s.Count().ShouldBe(1);`,
      finds: 'asserts nothing',
    },
    {
      name: 'a member of the port that sounds like an assertion',
      goTest,
      csharp: `${csharp}\npublic class Gate { public bool Verify(string s) => s == "a"; }`,
      csharpTest: '[Fact] public void Gate() { var g = new Gate(); g.Verify("a"); }',
      finds: 'asserts nothing',
    },
    {
      name: 'an assertion of its own that does nothing',
      goTest,
      csharp,
      csharpTest: `public class StoreTests { [Fact] public void Count() { ${act} Assert.Equal(5, s.Count()); s.Count().ShouldBe(5); } }\npublic static class Assert { public static void Equal(int a, int b) { } }\npublic static class Shoulds { public static void ShouldBe(this int a, int b) { } }`,
      finds: 'asserts nothing',
    },
    {
      name: 'a container without anything in it',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} var all = new List<string>(); s.CopyTo(all); Assert.All(all, x => { }); s.ShouldSatisfyAllConditions(); }`,
      finds: 'asserts nothing',
    },
    {
      name: 'Should() and no more',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} s.Count().Should(); }`,
      finds: 'asserts nothing',
    },
    {
      name: 'a condition without a consequence',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} if (s.Count() != 1) { return; } }`,
      finds: 'asserts nothing',
    },
  ],
});
