import { testRule } from '../test/rule-tester.js';
import { store as csharp, failing, comparing as goTest, smoke } from '../test/store-port.js';
import rule from './always-pass-assertion.js';

const act = 'var s = new Store(); s.Add("a");';
const valid = (name: string, asserts: string) => ({ name, goTest, csharp, csharpTest: `[Fact] public void Count() { ${act} ${asserts} }` });
const invalid = (name: string, asserts: string, finds: string) => ({ ...valid(name, asserts), finds });

testRule(rule, {
  valid: [
    valid('a method of a list as the handler', 'var seen = new List<object?>(); s.Added += seen.Add; s.Add("b"); seen.Count.ShouldBe(1);'),
    valid(
      'the previous value, in a loop',
      'var last = s.Get(0); for (var i = 0; i < 3; i++) { s.Get(0).ShouldBe(last); last = s.Get(0); }',
    ),
    valid('what is counted in a loop over the port', 'var n = 0; while (n < s.Count()) { n++; } n.ShouldBe(1);'),
    valid(
      'rounds until the port says so',
      'var left = 100; while (s.Count() != 1 && left-- > 0) { Thread.Sleep(1); } Assert.True(left > 0);',
    ),
    valid('a setter that refuses', 'Assert.Throws<ArgumentNullException>(() => s.Added = null!);'),
    valid('a set drops what is equal', 'var all = new HashSet<string?> { s.Get(0), s.Get(0) }; all.Count.ShouldBe(1);'),
    valid('a failure by another word', 'if (s.Count() != 1) Assert.True(false, "wrong"); s.Get(0).ShouldBe("a");'),
    valid('a ready-made object in a local', 'var o = Limits.Default; o.Twice().ShouldBe(14);'),
    valid('a task of a local function', 'int Run() => s.Count(); var t = Task.Run(Run); (await t).ShouldBe(1);'),
    valid('a result', 's.Count().ShouldBe(1);'),
    valid('a result in a local', 'var n = s.Count(); n.ShouldBe(1);'),
    valid('an expected local', 'var expected = 1; Assert.Equal(expected, s.Count());'),
    valid('an out result', 's.TryGet(0, out var item); item.ShouldBe("a");'),
    valid('a list that the port fills', 'var all = new List<string>(); s.CopyTo(all); all.Count.ShouldBe(1);'),
    valid(
      'a list that a loop over the port fills',
      'var all = new List<string>(); for (var i = 0; i < s.Count(); i++) all.Add(s.Get(i)!); all.ShouldBe(["a"]);',
    ),
    valid('a counter that a callback moves', 'var seen = 0; s.Walk(x => { seen++; return true; }); seen.ShouldBe(1);'),
    valid('a flag that an event sets', 'var seen = false; s.Changed += (_, _) => seen = true; s.Add("b"); seen.ShouldBeTrue();'),
    valid(
      "a list that a property's callback fills",
      'var all = new List<string>(); s.Added = all.Add; s.Added = x => all.Add(x); s.Add("b"); all.ShouldBe(["b"]);',
    ),
    valid('what was caught', 'StoreException? got = null; try { s.Get(9); } catch (StoreException e) { got = e; } got.ShouldNotBeNull();'),
    valid('Record.Exception', 'var e = Record.Exception(() => s.Get(9)); Assert.NotNull(e);'),
    valid('two calls that have to agree', 's.Get(0).ShouldBe(s.Get(0));'),
    valid('two instances that have to agree', 'var t = new Store(); t.Add("a"); s.Get(0).ShouldBe(t.Get(0));'),
    valid('a computed property, twice', 'Assert.Equal(s.Size, s.Size);'),
    valid('not null of a result', 's.Get(0).ShouldNotBeNull();'),
    valid('a bound that can be missed', 's.Count().ShouldBeGreaterThan(0);'),
    valid('a range', 's.Count().ShouldBeInRange(1, 3);'),
    valid('an index that may be -1', '(s.Get(0)!.IndexOf("a") >= 0).ShouldBeTrue();'),
    valid(
      'how long the port took',
      'var watch = Stopwatch.StartNew(); s.Count(); watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));',
    ),
    valid('a local function with an argument', 'void Has(int n, int expected) => n.ShouldBe(expected); Has(s.Count(), 1);'),
    valid('a lambda with an argument', 'Action<int> has = n => n.ShouldBe(1); has(s.Count());'),
    valid('what the port left in the world', 'File.Exists("store").ShouldBeTrue();'),
    valid('an item of a tuple', 'var (n, item) = (s.Count(), s.Get(0)); item.ShouldBe("a");'),
    valid('a value by `ref`', 'var n = 0; Interlocked.Exchange(ref n, s.Count()); n.ShouldBe(1);'),
    valid('a pattern', 'if (s is { Size: var n }) n.ShouldBe(1); s.Count().ShouldBe(1);'),
    valid('a task', 'var t = s.CountAsync(); t.Result.ShouldBe(1);'),
    {
      name: 'Received',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Add() { var l = Substitute.For<IListener>(); new Store(l).Add("a"); l.Received(1).OnAdded("a"); }',
    },
    {
      name: 'Received on a field that the constructor hands over',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { readonly IListener _l = Substitute.For<IListener>(); readonly Store _s; public StoreTests() { _s = new Store(_l); } [Fact] public void Add() { _s.Add("a"); _l.Received(1).OnAdded("a"); } }',
    },
    {
      name: 'what a substitute was given',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Add() { var seen = ""; var l = Substitute.For<IListener>(); l.When(x => x.OnAdded(Arg.Any<string>())).Do(c => seen = c.Arg<string>()); new Store(l).Add("a"); seen.ShouldBe("a"); }',
    },
    {
      name: 'a stand-in of the test that the port calls',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { [Fact] public void Add() { var l = new Listener(); new Store(l).Add("a"); l.Seen.ShouldBe(1); } class Listener : IListener { public int Seen; public void OnAdded(string item) => Seen++; } }',
    },
    {
      name: 'in a helper, by its arguments',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Same(s.Count(), 1); } static void Same(int a, int b) => Assert.Equal(b, a);`,
    },
    {
      name: 'set up for any argument, and received',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Add() { var l = Substitute.For<IListener>(); l.OnAdded(Arg.Any<string>()).Returns(1); new Store(l).Add("a"); l.Received(1).OnAdded("a"); }',
    },
    {
      name: 'a list that the port works on',
      goTest,
      csharp: `${csharp}\npublic class View : Collection<string> { readonly List<string> _of; public View(List<string> of) { _of = of; } protected override void ClearItems() => _of.Clear(); }`,
      csharpTest: '[Fact] public void View() { var all = new List<string> { "a" }; var v = new View(all); v.Clear(); Assert.Empty(all); }',
    },
    {
      name: 'a method of a stand-in as the callback',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { [Fact] public void Walk() { var s = new Store(); s.Add("a"); var c = new Counter(); s.Walk(c.See); c.Seen.ShouldBe(1); } class Counter { public int Seen; public bool See(string x) { Seen++; return true; } } }',
    },
    {
      name: 'a stand-in made of a lambda',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { [Fact] public void Add() { var seen = ""; var l = new Listener(x => seen = x); new Store(l).Add("a"); seen.ShouldBe("a"); } class Listener(Action<string> on) : IListener { public void OnAdded(string item) => on(item); } }',
    },
    {
      name: 'what a stand-in has counted for all',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { [Fact] public void Add() { var s = new Store(new Listener()); s.Add("a"); Listener.Seen.ShouldBe(1); } class Listener : IListener { public static int Seen; public void OnAdded(string item) => Seen++; } }',
    },
    {
      name: 'a helper that runs what it is given',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { [Fact] public void Walk() => Runs((s, f) => s.Walk(f)); static void Runs(Action<Store, Func<string, bool>> walk) { var s = new Store(); s.Add("a"); var seen = false; walk(s, x => { seen = true; return true; }); Assert.True(seen); } }',
    },
    {
      name: 'equality that the port defines',
      goTest,
      csharp: `${csharp}\npublic class Key { readonly int _v; public Key(int v) { _v = v; } public override bool Equals(object? o) => o is Key k && k._v == _v; public override int GetHashCode() => _v; }`,
      csharpTest: '[Fact] public void Key() { var a = new Key(1); var b = new Key(1); Assert.Equal(a, b); }',
    },
    {
      name: 'a ready-made object of the port is given a stand-in',
      goTest,
      csharp: `${csharp}\npublic class Hub { public static readonly Hub Shared = new(new Options()); public Hub(Options o) { } public Hub With(IListener l) { l.OnAdded("a"); return this; } }`,
      csharpTest:
        'public class StoreTests { [Fact] public void Add() { var l = new Listener(); Hub.Shared.With(l); l.Seen.ShouldBe(1); } class Listener : IListener { public int Seen; public void OnAdded(string item) => Seen++; } }',
    },
    {
      name: 'verify by dispose',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests : IDisposable { readonly Store _s = new(); public void Dispose() => _s.Dispose(); [Fact] public void Count() { _s.Add("a"); _s.Count().ShouldBe(1); } }',
    },
    {
      name: "a form's assertion where Go only must not crash",
      goTest: smoke,
      csharp,
      csharpTest: `[Fact] public void Stop() { ${act} Assert.True(true); }`,
    },
    {
      name: 'any error where Go takes any',
      goTest: 'func TestGet(t *testing.T) { s := newStore(); if _, err := s.Get(9); err == nil { t.Fatal("no error") } }',
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Should.Throw<Exception>(() => s.Get(9)); }`,
    },
    {
      name: 'any error, looked at',
      goTest: failing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} var e = Should.Throw<Exception>(() => s.Get(9)); e.Message.ShouldContain("404"); }`,
    },
    {
      name: "xUnit's Throws wants the very type",
      goTest: failing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Assert.Throws<Exception>(() => s.Get(9)); }`,
    },
    {
      name: 'a guard of a helper beside an assertion',
      goTest,
      csharp,
      csharpTest: `[Fact] public void Count() { Make("a").Count().ShouldBe(1); } static Store Make(string item) { Assert.NotNull(item); var s = new Store(); s.Add(item); return s; }`,
    },
    {
      name: 'calls nothing of the port: that is no-production-call',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { Assert.True(true); }',
    },
  ],
  invalid: [
    invalid(
      'a substitute that nobody was given',
      'var l = Substitute.For<IListener>(); l.DidNotReceive().OnAdded("a");',
      'the substitute `l` was never handed to the port',
    ),
    invalid(
      'the expected value is set to the actual one',
      'var expected = 5; var n = s.Count(); if (n != expected) { expected = n; }\n n.ShouldBe(expected);',
      'the expected value was set to the actual one',
    ),
    invalid('starts with the empty text', 's.Get(0).ShouldStartWith(string.Empty);', 'every text contains the empty one'),
    invalid('the same object by another name', 'var t = s; t.GetHashCode().ShouldBe(s.GetHashCode());', 'it compares a value with itself'),
    invalid(
      'the count of what the test has listed',
      'var all = new List<string?> { s.Get(0), s.Get(0) }; all.Count.ShouldBe(2);',
      'it counts what the test itself has listed',
    ),
    invalid(
      'a sum of its own',
      'int[] sizes = [1, 2]; var total = 0; foreach (var n in sizes) { s.Get(n); total += n; } Assert.Equal(3, total);',
      'its values do not come from production code',
    ),
    invalid(
      'what it has written, with changes',
      'var o = new Options { Size = 3 }; o = o with { Size = 4 }; o.Size.ShouldBe(4);',
      'its values do not come from production code',
    ),
    invalid('names of an enum', 'Enum.GetNames<Mode>().ShouldContain("Safe");', 'its values do not come from production code'),
    invalid(
      'Assert.True(true)',
      'Assert.True(true);',
      'The only assertion of `StoreTests.Count` can not fail: it asserts on the literal `true` (line 1)@1',
    ),
    invalid('true.ShouldBeTrue()', 'true.ShouldBeTrue();', 'it asserts on the literal `true`'),
    invalid('NUnit', 'Assert.That(true, Is.True);', 'it asserts on the literal `true`'),
    invalid('MSTest', 'Assert.IsTrue(true);', 'it asserts on the literal `true`'),
    invalid('FluentAssertions', 'true.Should().BeTrue();', 'it asserts on the literal `true`'),
    invalid('a local that holds true', 'var ok = true; ok.ShouldBeTrue();', 'its values do not come from production code'),
    invalid('own locals', 'var max = 10; var min = 3; min.ShouldBeLessThan(max);', 'its values do not come from production code'),
    invalid(
      'own locals that the port was given',
      'var max = 10; var o = new Store(new Options { Size = max }); max.ShouldBe(10);',
      'its values do not come from production code',
    ),
    invalid('a message from the port does not help', 'Assert.True(true, $"{s.Count()}");', 'it asserts on the literal `true`'),
    invalid(
      'what it has just written',
      'var o = new Options { Size = 3 }; o.Size.ShouldBe(3);',
      'its values do not come from production code',
    ),
    invalid('a value with itself', 'var n = s.Get(0); n.ShouldBe(n);', 'it compares a value with itself'),
    invalid('a value with another name of it', 'var n = s.Get(0); var m = n; Assert.Equal(m, n);', 'it compares a value with itself'),
    invalid('not null of a new object', 'Assert.NotNull(new Store());', 'was made by `new` a moment before'),
    invalid('not null of a new local', 's.ShouldNotBeNull();', 'was made by `new` a moment before'),
    invalid('the type of a new object', 'Assert.IsType<Store>(s);', 'was made by `new` a moment before'),
    invalid('is an interface of a new object', 's.ShouldBeAssignableTo<IStore>();', 'was made by `new` a moment before'),
    invalid('not null of a number', 's.Count().ShouldNotBeNull();', 'of a type that is never null'),
    invalid('`|| true`', '(s.Count() == 5 || true).ShouldBeTrue();', 'its condition is `… || true`'),
    invalid('`&& false`', 'Assert.False(s.Count() == 1 && false);', 'its condition is `… && false`'),
    invalid(
      'a condition or its opposite',
      'var n = s.Count(); Assert.True(n == 1 || n != 1);',
      'one side of its condition is the opposite of the other',
    ),
    invalid(
      'a flag or its opposite',
      'var ok = s.Remove("a"); Assert.True(ok || !ok);',
      'one side of its condition is the opposite of the other',
    ),
    invalid('a length that is not negative', 's.Get(0)!.Length.ShouldBeGreaterThanOrEqualTo(0);', 'a count is never below zero'),
    invalid('a length, in a condition', 'Assert.True(s.Get(0)!.Length >= 0);', 'a count is never below zero'),
    invalid('a length greater than -1', 's.Get(0)!.Length.ShouldBeGreaterThan(-1);', 'a count is never below zero'),
    invalid('an unsigned result', 's.Total().ShouldBeGreaterThanOrEqualTo(0UL);', 'a count is never below zero'),
    invalid('a range that leaves nothing out', 's.Size.ShouldBeInRange(int.MinValue, int.MaxValue);', 'its range leaves nothing out'),
    invalid('both booleans', 's.Remove("a").ShouldBeOneOf(true, false);', 'it allows both'),
    invalid(
      'a clock against itself',
      'var start = DateTime.UtcNow; s.Count(); DateTime.UtcNow.ShouldBeGreaterThanOrEqualTo(start);',
      'it compares the clock with itself',
    ),
    invalid(
      'time that has passed',
      'var watch = Stopwatch.StartNew(); s.Count(); Assert.True(watch.ElapsedMilliseconds >= 0);',
      'it compares the clock with itself',
    ),
    invalid('a constant of the port', 'Limits.MaxItems.ShouldBe(100);', 'its values do not come from production code'),
    invalid('a constant object of the port', 'Limits.Default.Size.ShouldBe(7);', 'its values do not come from production code'),
    invalid('an enum member', '((int)Mode.Safe).ShouldBe(1);', 'its values do not come from production code'),
    invalid('names and types', 'typeof(Store).Name.ShouldBe("Store");', 'it looks at names and types only'),
    invalid(
      'its own substitute',
      'var l = Substitute.For<IStore>(); l.Count().Returns(2); l.Count().ShouldBe(2);',
      'its values do not come from production code',
    ),
    invalid(
      'a substitute that only the test calls',
      'var l = Substitute.For<IListener>(); l.OnAdded("a"); l.Received(1).OnAdded("a");',
      'the test itself calls `l.OnAdded`',
    ),
    invalid(
      'a literal beside an assertion',
      's.Count().ShouldBe(1); Assert.True(true);',
      'An assertion of `StoreTests.Count` is on a literal',
    ),
    {
      name: 'any exception where Go wants one',
      goTest: failing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Should.Throw<Exception>(() => s.Get(9)); }`,
      finds: 'takes any exception, also that of a member that is not ported',
    },
    {
      name: 'ThrowsAny where Go wants one',
      goTest: failing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Assert.ThrowsAny<Exception>(() => s.Get(9)); }`,
      finds: 'takes any exception',
    },
    {
      name: "NUnit's Catch",
      goTest: failing,
      csharp,
      csharpTest: `[Test] public void Get() { ${act} Assert.Catch(() => s.Get(9)); }`,
      finds: 'takes any exception',
    },
  ],
});
