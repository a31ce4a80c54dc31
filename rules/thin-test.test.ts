import { testRule } from '../test/rule-tester.js';
import { comparing, store as csharp, failing, smoke } from '../test/store-port.js';
import rule from './thin-test.js';

const act = 'var s = new Store(); s.Add("a");';
const many = `func TestStore(t *testing.T) { s := newStore(); s.Add("a"); ${['s.Count() != 1', 's.Size() != 1', 's.Get(0) != "a"', 's.Total() != 1', 's.Name() != "x"', 's.Last() != "a"'].map((each) => `if ${each} { t.Fatal("x") }`).join('; ')} }`;
const late =
  'func TestRemove(t *testing.T) { s := newStore(); s.Add("a"); if s.Count() != 1 { t.Fatal("x") }\n s.Remove("a")\n if s.Count() != 0 { t.Fatal("x") } }';
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
