import { testRule } from '../test/rule-tester.js';
import { store as csharp } from '../test/store-port.js';
import rule from './missing-subtest.js';

const table =
  'func TestValid(t *testing.T) { for _, c := range []struct { in string; want bool }{{"a", true}, {"", false}, {"*", false}, {"b", true}} { t.Run(c.in, func(t *testing.T) { if valid(c.in) != c.want { t.Fatal(c.in) } }) } }';
const named =
  'func TestStore(t *testing.T) { t.Run("add", func(t *testing.T) { if add() != 1 { t.Fatal("x") } }); t.Run("remove", func(t *testing.T) { if remove() != 1 { t.Fatal("x") } }); t.Run("walk", func(t *testing.T) { if walk() != 1 { t.Fatal("x") } }) }';
const repeated =
  'func TestValid(t *testing.T) { requireEqual(t, valid("a"), true); requireEqual(t, valid(""), false); requireEqual(t, valid("*"), false); requireEqual(t, valid("b"), true) }';
const local =
  'func TestValid(t *testing.T) { cases := map[string]bool{"a": true, "": false, "*": false, "b": true}; for in, want := range cases { if valid(in) != want { t.Fatal(in) } } }';

testRule(rule, {
  valid: [
    {
      name: 'calls that only arrange',
      goTest:
        'func TestNames(t *testing.T) { s := newStore(); s.add("c"); s.add("a"); s.add("b"); if got := s.names(); len(got) != 3 { t.Fatal(got) } }',
      csharp: 'public class Store { public List<string> Names(params string[] all) => [.. all]; }',
      csharpTest: '[Fact] public void Names() => Assert.Equal(["a", "b", "c"], new Store().Names("c", "a", "b"));',
      row: { dotnetMethod: 'Names' },
    },
    {
      name: 'a collection in one Assert.All',
      goTest:
        'func TestBase(t *testing.T) { for p, want := range map[string]string{"": ".", "/": "/", "/a": "a", "a/": "a"} { if got := base(p); got != want { t.Error(got) } } }',
      csharp: 'public static class Store { public static string Base(string p) => p.Trim(); }',
      csharpTest:
        '[Fact] public void Base() => Assert.All(new (string P, string W)[] { ("", "."), ("/", "/"), ("/a", "a"), ("a/", "a") }, c => Assert.Equal(c.W, Store.Base(c.P)));',
      row: { dotnetMethod: 'Base' },
    },
    {
      name: 'a row each',
      goTest: table,
      csharp,
      csharpTest:
        '[Theory, InlineData("a", true), InlineData("", false), InlineData("*", false), InlineData("b", true)] public void Valid(string s, bool want) => Store.IsValid(s).ShouldBe(want);',
    },
    {
      name: 'rows from a member',
      goTest: table,
      csharp,
      csharpTest:
        'public static TheoryData<string, bool> Cases => new() { { "a", true }, { "", false }, { "*", false }, { "b", true } };\n[Theory, MemberData(nameof(Cases))] public void Valid(string s, bool want) => Store.IsValid(s).ShouldBe(want);',
    },
    {
      name: 'rows that can not be counted',
      goTest: table,
      csharp,
      csharpTest:
        'public static IEnumerable<object[]> Cases() { foreach (var s in File.ReadAllLines("cases")) yield return [s]; }\n[Theory, MemberData(nameof(Cases))] public void Valid(string s) => Store.IsValid(s).ShouldBeTrue();',
    },
    {
      name: 'assertions one after the other',
      goTest: table,
      csharp,
      csharpTest:
        '[Fact] public void Valid() { Store.IsValid("a").ShouldBeTrue(); Store.IsValid("").ShouldBeFalse(); Store.IsValid("*").ShouldBeFalse(); Store.IsValid("b").ShouldBeTrue(); }',
    },
    {
      name: 'a loop over the same cases',
      goTest: local,
      csharp,
      csharpTest:
        '[Fact] public void Valid() { foreach (var (s, want) in new[] { ("a", true), ("", false), ("*", false), ("b", true) }) Store.IsValid(s).ShouldBe(want); }',
    },
    {
      name: 'a loop over a field',
      goTest: local,
      csharp,
      csharpTest:
        'static readonly string[] Good = ["a", "b", "c", "d"]; [Fact] public void Valid() { foreach (var s in Good) Store.IsValid(s).ShouldBeTrue(); }',
    },
    {
      name: 'several tests for one row',
      goTest: named,
      csharp,
      csharpTest:
        '[Fact] public void Add() { new Store().Count().ShouldBe(0); }\n[Fact] public void Remove() { new Store().Remove("a").ShouldBeFalse(); }\n[Fact] public void Walk() { new Store().Size.ShouldBe(0); }',
      row: { dotnetMethod: 'Add;Remove;Walk' },
    },
    {
      name: 'nearly all',
      goTest: table,
      csharp,
      csharpTest:
        '[Theory, InlineData("a", true), InlineData("", false), InlineData("*", false)] public void Valid(string s, bool want) => Store.IsValid(s).ShouldBe(want);',
    },
    {
      name: 'two cases in Go',
      goTest: 'func TestValid(t *testing.T) { requireEqual(t, valid("a"), true); requireEqual(t, valid(""), false) }',
      csharp,
      csharpTest: '[Fact] public void Valid() => Store.IsValid("a").ShouldBeTrue();',
    },
    {
      name: 'asserts nothing: that is no-assertion',
      goTest: table,
      csharp,
      csharpTest: '[Fact] public void Valid() { Store.IsValid("a"); }',
    },
  ],
  invalid: [
    {
      name: 'one case of a table',
      goTest: table,
      csharp,
      csharpTest: '[Fact] public void Valid() => Store.IsValid("a").ShouldBeTrue();',
      finds: '`StoreTests.Valid` runs one case, though `TestValid` has a table of 4 cases in line 1, among them "", "*", "b"',
    },
    {
      name: 'two rows of four',
      goTest: table,
      csharp,
      csharpTest:
        '[Theory, InlineData("a", true), InlineData("b", true)] public void Valid(string s, bool want) => Store.IsValid(s).ShouldBe(want);',
      finds: 'runs 2 cases',
    },
    {
      name: 'one subtest of three',
      goTest: named,
      csharp,
      csharpTest: '[Fact] public void Add() { new Store().Count().ShouldBe(0); }',
      finds: 'has 3 subtests, among them "add", "remove", "walk"',
    },
    {
      name: 'the cases that would fail are left out',
      goTest: repeated,
      csharp,
      csharpTest: '[Fact] public void Valid() { Store.IsValid("a").ShouldBeTrue(); Store.IsValid("b").ShouldBeTrue(); }',
      finds: 'has 4 checks of `valid` with values of their own',
    },
    {
      name: 'a table in a local',
      goTest: local,
      csharp,
      csharpTest: '[Fact] public void Valid() { foreach (var s in new[] { "a" }) Store.IsValid(s).ShouldBeTrue(); }',
      finds: 'runs one case',
    },
  ],
});
