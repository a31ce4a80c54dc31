import { testRule } from '../test/rule-tester.js';
import { store as csharp, comparing as goTest } from '../test/store-port.js';
import rule from './skipped-test.js';

const body = '{ new Store().Count().ShouldBe(0); }';
const test = (name: string, csharpTest: string) => ({ name, goTest, csharp, csharpTest });

testRule(rule, {
  valid: [
    test('runs', `[Fact] public void Count() ${body}`),
    test(
      'a skip that depends on a condition',
      `[Fact(Skip = "Windows only", SkipUnless = nameof(IsWindows))] public void Count() ${body}\npublic static bool IsWindows => OperatingSystem.IsWindows();`,
    ),
    test(
      'a condition that a static constructor finds out',
      `static StoreTests() { IsReady = Environment.ProcessorCount > 1; } [Fact(Skip = "slow", SkipUnless = nameof(IsReady))] public void Count() ${body}\npublic static bool IsReady { get; } = false;`,
    ),
    test(
      'an attribute that skips by a condition',
      `public class StoreTests { [WindowsFact] public void Count() ${body} }\npublic sealed class WindowsFactAttribute : FactAttribute { public WindowsFactAttribute() { if (!OperatingSystem.IsWindows()) Skip = "Windows only"; } }`,
    ),
    test(
      'Skip.If by a condition',
      '[SkippableFact] public void Count() { Skip.If(OperatingSystem.IsWindows()); new Store().Count().ShouldBe(0); }',
    ),
    test('a skip that is null', `[Fact(Skip = null)] public void Count() ${body}`),
    test('not explicit', `[Fact(Explicit = false)] public void Count() ${body}`),
    test(
      'Assert.SkipWhen',
      '[Fact] public void Count() { Assert.SkipWhen(OperatingSystem.IsWindows(), "not there"); new Store().Count().ShouldBe(0); }',
    ),
    test(
      'Assert.Skip behind a condition',
      '[Fact] public void Count() { if (OperatingSystem.IsWindows()) Assert.Skip("not there"); new Store().Count().ShouldBe(0); }',
    ),
    test('one row of a theory is skipped', `[Theory, InlineData(1), InlineData(2, Skip = "slow")] public void Count(int n) ${body}`),
    {
      name: 'Go skips it, too',
      goTest: 'func TestCount(t *testing.T) { t.Skip("flaky"); if count() != 1 { t.Fatal("x") } }',
      csharp,
      csharpTest: `[Fact(Skip = "flaky in Go, too")] public void Count() ${body}`,
    },
  ],
  invalid: [
    {
      ...test(
        'each row is skipped',
        `[Theory, InlineData(1, Skip = "slow"), InlineData(2, Skip = "slow")] public void Count(int n) ${body}`,
      ),
      finds: '`Skip = "slow"`',
    },
    {
      ...test(
        'an attribute that always skips',
        `public class StoreTests { [LaterFact] public void Count() ${body} }\npublic sealed class LaterFactAttribute : FactAttribute { public LaterFactAttribute() { Skip = "later"; } }`,
      ),
      finds: '`[LaterFact]` always sets `Skip`',
    },
    {
      ...test(
        'unless what never is',
        `[Fact(Skip = "x", SkipUnless = nameof(IsReady))] public void Count() ${body}\npublic static bool IsReady { get; } = false;`,
      ),
      finds: 'which is always false',
    },
    {
      ...test('Skip.If(true)', '[SkippableFact] public void Count() { Skip.If(true); new Store().Count().ShouldBe(0); }'),
      finds: '`Skip.If(true, …)`',
    },
    { ...test('Skip', `[Fact(Skip = "later")]\npublic void Count() ${body}`), finds: '`StoreTests.Count` is skipped (`Skip = "later"`)@1' },
    {
      ...test('a skip by a constant', `const string Later = "later";\n[Fact(Skip = Later)] public void Count() ${body}`),
      finds: '`Skip = …`',
    },
    { ...test('a skipped theory', `[Theory(Skip = "later"), InlineData(1)] public void Count(int n) ${body}`), finds: 'is skipped' },
    { ...test('explicit', `[Fact(Explicit = true)] public void Count() ${body}`), finds: '`Explicit = true`' },
    { ...test("NUnit's Ignore", `[Test, Ignore("later")] public void Count() ${body}`), finds: '`[Ignore]`' },
    {
      ...test("MSTest's Ignore on the class", `[TestClass, Ignore] public class StoreTests { [TestMethod] public void Count() ${body} }`),
      row: { dotnetClass: 'StoreTests', dotnetMethod: 'Count' },
      finds: '`[Ignore]`',
    },
    {
      ...test('Assert.Skip at the start', '[Fact] public void Count() { Assert.Skip("later"); new Store().Count().ShouldBe(0); }'),
      finds: '`Assert.Skip(…)` at its start',
    },
    {
      ...test(
        'Assert.Skip after some set-up',
        '[Fact] public void Count() { var s = new Store(); Assert.Skip("later"); s.Count().ShouldBe(0); }',
      ),
      finds: '`Assert.Skip(…)` at its start',
    },
    { ...test('Assert.Inconclusive', '[TestMethod] public void Count() { Assert.Inconclusive(); }'), finds: '`Assert.Inconclusive(…)`' },
    {
      ...test('SkipWhen true', '[Fact] public void Count() { Assert.SkipWhen(true, "later"); new Store().Count().ShouldBe(0); }'),
      finds: '`Assert.SkipWhen(true, …)`',
    },
    {
      ...test(
        'a condition that never holds',
        `[Fact(Skip = "later", SkipUnless = nameof(Ready))] public void Count() ${body}\npublic static bool Ready => false;`,
      ),
      finds: '`SkipUnless = Ready`, which is always false',
    },
  ],
});
