import { testRule } from '../test/rule-tester.js';
import { comparing, store as csharp, failing, smoke } from '../test/store-port.js';
import rule from './thin-test.js';

const act = 'var s = new Store(); s.Add("a");';
const many = `func TestStore(t *testing.T) { s := newStore(); s.Add("a"); ${['s.Count() != 1', 's.Size() != 1', 's.Get(0) != "a"', 's.Total() != 1', 's.Name() != "x"', 's.Last() != "a"'].map((each) => `if ${each} { t.Fatal("x") }`).join('; ')} }`;
const late =
  'func TestRemove(t *testing.T) { s := newStore(); s.Add("a"); if s.Count() != 1 { t.Fatal("x") }\n s.Remove("a")\n if s.Count() != 0 { t.Fatal("x") } }';
const expiring =
  'func TestExpire(t *testing.T) { s := newStore(); s.Add("a"); if n := s.Expire(); n != 1 { t.Fatalf("got %d", n) }; if s.Count() != 0 { t.Fatal("x") } }';
const refusing =
  'func TestGet(t *testing.T) { s := newStore(); s.Add("a"); if s.Get(0) != "a" { t.Fatal("x") }; if _, err := s.Get(9); err == nil { t.Fatal("no error") } }';
const naming =
  'func TestName(t *testing.T) { for i, want := range []string{"22s", "4m22s", "4h4m22s", "32d4h", "22y32d"} { if got := uptime(i); got != want { t.Fatalf("got %s", got) } } }';
const feature = {
  kind: 'feature' as const,
  id: 7,
  item: 'feature/7',
  name: 'store.Remove',
  goClass: 'store',
  goMethod: 'Remove',
  dotnetClass: 'Store',
  dotnetMethod: 'Remove',
};

testRule(rule, {
  valid: [
    {
      name: 'two calls are compared, in Go as well',
      goTest:
        'func TestExpire(t *testing.T) { s := newStore(); before := s.Total(); s.Add("a"); s.Remove("a"); after := s.Total(); if before != after { t.Fatal("x") } }',
      csharp,
      csharpTest: `[Fact] public void Expire() { var s = new Store(); var before = s.Total(); ${'s.Add("a"); s.Remove("a");'} var after = s.Total(); Assert.Equal(before, after); }`,
    },
    {
      name: 'what the library counts, before and after',
      goTest:
        'func TestName(t *testing.T) { s := newStore(); if n := testing.AllocsPerRun(1, func() { s.Name() }); n != 0 { t.Fatal("x") } }',
      csharp,
      csharpTest:
        '[Fact] public void Name() { var s = new Store(); var before = GC.GetAllocatedBytesForCurrentThread(); s.Name(); var after = GC.GetAllocatedBytesForCurrentThread(); Assert.Equal(before, after); }',
    },
    {
      name: 'a helper calls it',
      goTest: expiring,
      csharp,
      csharpTest: `[Fact] public void Expire() { ${act} Expired(s).ShouldBe(1); s.Count().ShouldBe(0); } static int Expired(Store s) => s.Expire();`,
    },
    {
      name: 'a test beside it, of which no row speaks, calls it',
      goTest: expiring,
      csharp,
      csharpTest: `[Fact] public void Expire() { ${act} s.Count().ShouldBe(1); } [Fact] public void Expire_GivesTheNumber() { ${act} s.Expire().ShouldBe(1); }`,
    },
    {
      name: 'what only tells is told by something else',
      goTest: 'func TestSize(t *testing.T) { s := newStore(); s.Add("a"); if s.Total() != 1 || s.Twice() != 2 { t.Fatal("x") } }',
      csharp,
      csharpTest: `[Fact] public void Size() { ${act} s.Size.ShouldBe(1); }`,
    },
    {
      name: 'an error is `false` here',
      goTest: refusing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldBe("a"); s.TryGet(9, out _).ShouldBeFalse(); }`,
    },
    {
      name: 'an error is an exception, in a test beside it',
      goTest: refusing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldBe("a"); } [Fact] public void Get_PastTheEnd() { ${act} Assert.Throws<StoreException>(() => s.Get(9)); }`,
    },
    {
      name: 'an exception that is recorded and looked at',
      goTest: refusing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldBe("a"); var e = Record.Exception(() => s.Get(9)); Assert.IsType<StoreException>(e); }`,
    },
    {
      name: 'one of the texts in the rows of a theory',
      goTest: naming,
      csharp,
      csharpTest:
        '[Theory, InlineData(1, "22s"), InlineData(2, "4:22")] public void Name(int n, string want) { Assert.Equal(want, new Store().Get(n)); }',
    },
    {
      name: 'one check of a whole record',
      goTest: many,
      csharp,
      csharpTest: `[Fact] public void Store() { ${act} (s.Count(), s.Size, s.Get(0)).ShouldBe((1, 1, "a")); }`,
    },
    { name: 'as many checks', goTest: comparing, csharp, csharpTest: `[Fact] public void Count() { ${act} s.Count().ShouldBe(1); }` },
    {
      name: 'half of them',
      goTest: many,
      csharp,
      csharpTest: `[Fact] public void Store() { ${act} s.Count().ShouldBe(1); s.Size.ShouldBe(1); s.Get(0).ShouldBe("a"); }`,
    },
    {
      name: 'in a helper that is called often',
      goTest: many,
      csharp,
      csharpTest: `[Fact] public void Store() { ${act} Has(s, 1); s.Add("b"); Has(s, 2); } static void Has(Store s, int n) { s.Count().ShouldBe(n); s.Size.ShouldBe(n); }`,
    },
    {
      name: 'rows of a theory',
      goTest: many,
      csharp,
      csharpTest: '[Theory, InlineData("a"), InlineData("b")] public void Valid(string x) => Store.IsValid(x).ShouldBeTrue();',
    },
    {
      name: 'not null, where Go compares with nil',
      goTest: 'func TestGet(t *testing.T) { s := newStore(); if s.Get(0) == nil { t.Fatal("x") } }',
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldNotBeNull(); }`,
    },
    {
      name: 'not null, and then a value',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldNotBeNull(); s.Get(0).ShouldBe("a"); }`,
    },
    {
      name: 'an exception of a type',
      goTest: failing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Assert.Throws<StoreException>(() => s.Get(9)); }`,
    },
    {
      name: 'no exception, where Go looks at errors alone',
      goTest: 'func TestAdd(t *testing.T) { s := newStore(); if err := s.Add("a"); err != nil { t.Fatal(err) } }',
      csharp,
      csharpTest: `[Fact] public void Add() { ${act} Should.NotThrow(() => s.Add("b")); }`,
    },
    {
      name: 'asserts after the call',
      goTest: late,
      csharp,
      csharpTest: `[Fact] public void Remove() { ${act} s.Remove("a"); s.Count().ShouldBe(0); }`,
      row: { dependsOn: [7] },
      others: [feature],
    },
    {
      name: 'asserts on the call',
      goTest: late,
      csharp,
      csharpTest: `[Fact] public void Remove()\n{ ${act}\n s.Count().ShouldBe(1);\n s.Remove("a").ShouldBeTrue(); }`,
      row: { dependsOn: [7] },
      others: [feature],
    },
    {
      name: 'Go ends with the call, too',
      goTest: 'func TestStop(t *testing.T) { s := newStore(); if s.Count() != 0 { t.Fatal("x") }\n s.Remove("a") }',
      csharp,
      csharpTest: `[Fact] public void Remove()\n{ ${act}\n s.Count().ShouldBe(1);\n s.Remove("a"); }`,
      row: { dependsOn: [7] },
      others: [feature],
    },
    {
      name: 'Go only must not crash',
      goTest: smoke,
      csharp,
      csharpTest: `[Fact] public void Stop() { ${act} s.Get(0).ShouldNotBeNull(); }`,
    },
    {
      name: 'a table of Go: that is missing-subtest',
      goTest:
        'func TestValid(t *testing.T) { requireEqual(t, valid("a"), true); requireEqual(t, valid(""), false); requireEqual(t, valid("*"), false); requireEqual(t, valid("b"), true); requireEqual(t, valid("c"), true) }',
      csharp,
      csharpTest: '[Fact] public void Valid() => Store.IsValid("a").ShouldBeTrue();',
    },
    {
      name: 'nothing can fail: that is always-pass-assertion',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Assert.NotNull(s); }`,
    },
  ],
  invalid: [
    {
      name: 'the value that it wants is from the same call',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} var expected = s.Get(0); var actual = s.Get(0); Assert.Equal(expected, actual); }`,
      finds: '`StoreTests.Count` compares what `Get` gives with what the same call gives (line 1)',
    },
    {
      name: 'an object with itself under another name',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} var other = s; Assert.Equal(s.Count(), other.Count()); Assert.Equal(s.Get(0), other.Get(0)); }`,
      finds: 'with what the same call gives',
    },
    {
      name: 'a member that does it is never called',
      goTest: expiring,
      csharp,
      csharpTest: `[Fact] public void Expire() { ${act} s.Count().ShouldBe(1); s.Get(0).ShouldBe("a"); }`,
      finds: '`StoreTests.Expire` never calls `s.Expire`, which the port has; `TestExpire` does (from line 1 on)',
    },
    {
      name: 'it is called on a substitute alone',
      goTest: expiring,
      csharp: csharp.replace('public interface IStore {', 'public interface IStore { int Expire();'),
      csharpTest: `[Fact] public void Expire() { var fake = Substitute.For<IStore>(); fake.Expire().Returns(1); ${act} Assert.Equal(s.Count(), fake.Expire()); }`,
      finds: '`StoreTests.Expire` never calls `s.Expire`',
    },
    {
      name: 'nothing asks for an error',
      goTest: refusing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldBe("a"); s.Size.ShouldBe(1); }`,
      finds: '`StoreTests.Get` never asks for an exception, nor for anything that may stand for one; `TestGet` wants errors',
    },
    {
      name: 'an exception is recorded, and that is all',
      goTest: refusing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} var error = Record.Exception(() => s.Get(9)); s.Get(0).ShouldBe("a"); }`,
      finds: '`StoreTests.Get` records an exception in `error` (line 1) and never looks at it',
    },
    {
      name: 'none of the texts',
      goTest: naming,
      csharp,
      csharpTest:
        '[Fact] public void Name() { for (var n = 0; n < 3; n++) Assert.StartsWith("a", Added(n).Get(0)); } static Store Added(int n) { var s = new Store(); s.Add("a" + n); return s; }',
      finds: '`StoreTests.Name` has none of the 5 texts that `TestName` works with, as `"22s"`, `"4m22s"`, `"4h4m22s"`',
    },
    {
      name: 'only the time it took',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Count() { var watch = Stopwatch.StartNew(); ${act} watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1)); }`,
      finds: 'asserts only that something is there',
    },
    {
      name: 'one of six',
      goTest: many,
      csharp,
      csharpTest: `[Fact] public void Store() { ${act} s.Count().ShouldBe(1); }`,
      finds: '`StoreTests.Store` has 1 check, though `TestStore` has 6',
    },
    {
      name: 'not null',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldNotBeNull(); }`,
      finds: 'asserts only that something is there (`ShouldNotBeNull`, line 1), though `TestStoreCount` compares values in 1 place',
    },
    {
      name: 'of a type',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} Assert.IsType<string>(s.Get(0)); }`,
      finds: 'asserts only that something is there',
    },
    {
      name: 'not empty',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Get() { ${act} s.Get(0).ShouldNotBeNullOrEmpty(); }`,
      finds: 'asserts only that something is there',
    },
    {
      name: 'not negative',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} s.Expire().ShouldBeGreaterThanOrEqualTo(0); }`,
      finds: 'asserts only that something is there',
    },
    {
      name: 'does not throw',
      goTest: comparing,
      csharp,
      csharpTest: `[Fact] public void Count() { ${act} Should.NotThrow(() => s.Count()); }`,
      finds: 'asserts only that something is there',
    },
    {
      name: 'nothing after the call',
      goTest: late,
      csharp,
      csharpTest: `[Fact] public void Remove()\n{ ${act}\n s.Count().ShouldBe(1);\n s.Remove("a"); }`,
      row: { dependsOn: [7] },
      others: [feature],
      finds: 'asserts nothing after it calls `Remove` in line 4@4',
    },
  ],
});
