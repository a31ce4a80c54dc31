import { testRule } from '../test/rule-tester.js';
import { store as csharp, comparing as goTest } from '../test/store-port.js';
import rule from './no-production-call.js';

testRule(rule, {
  valid: [
    {
      name: 'the port is in a property of the class fixture',
      goTest: 'func TestHealth(t *testing.T) { s := run(t); if got := s.get("/healthz"); got != "ok" { t.Fatal(got) } }',
      csharp:
        'public sealed class Store { public static Store Run() => new(); public string Get(string path) => path.Length > 1 ? "ok" : "no"; }',
      csharpTest:
        'public sealed class Running { public Store Server { get; } = Store.Run(); } public sealed class StoreTests(Running running) : IClassFixture<Running> { [Fact] public void Health() => running.Server.Get("/healthz").ShouldBe("ok"); }',
      row: { dotnetMethod: 'Health' },
    },
    { name: 'calls the port', goTest, csharp, csharpTest: '[Fact] public void Count() { var s = new Store(); s.Count().ShouldBe(0); }' },
    { name: 'calls a static member', goTest, csharp, csharpTest: '[Fact] public void Valid() => Store.IsValid("a").ShouldBeTrue();' },
    {
      name: 'calls by `using static`',
      goTest,
      csharp,
      csharpTest: 'using static Store;\npublic class StoreTests { [Fact] public void Valid() => IsValid("a").ShouldBeTrue(); }',
    },
    {
      name: 'calls through a helper',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() => Make().Count().ShouldBe(0); static IStore Make() => new Store();',
    },
    {
      name: 'a fixture holds the port',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { readonly StoreFixture _fixture; public StoreTests(StoreFixture fixture) { _fixture = fixture; } [Fact] public void Count() => _fixture.Items().ShouldBe(0); }\npublic class StoreFixture { readonly Store _store = new(); public int Items() => _store.Count(); }',
    },
    {
      name: 'a fixture by a primary constructor',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests(StoreFixture fixture) { [Fact] public void Count() => fixture.Items().ShouldBe(0); }\npublic class StoreFixture { readonly Store _store = new(); public int Items() => _store.Count(); }',
    },
    {
      name: 'the base class makes it',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests : Base { [Fact] public void Count() => Subject.Count().ShouldBe(0); }\npublic abstract class Base { protected IStore Subject { get; } = new Store(); }',
    },
    {
      name: 'a set-up makes it',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { IStore _s = null!; [SetUp] public void SetUp() { _s = new Store(); } [Test] public void Count() { Assert.That(_s.Count(), Is.EqualTo(0)); } }',
    },
    {
      name: 'reads a property of a field',
      goTest,
      csharp,
      csharpTest: 'public class StoreTests { readonly Store _s = new(); [Fact] public void Size() => Assert.Equal(0, _s.Size); }',
    },
    {
      name: 'by reflection on a private member',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Count() { var m = typeof(Store).GetMethod("Count")!; var r = (int)m.Invoke(Activator.CreateInstance(typeof(Store)), null)!; r.ShouldBe(0); }',
    },
    {
      name: 'JSON of a type of the port',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Json() { var o = JsonSerializer.Deserialize<Options>("{}"); o!.Depth.ShouldBe(3); }',
    },
    {
      name: 'a container of services gives it',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { readonly IServiceProvider _services; public StoreTests(Host host) { _services = host.Services; } [Fact] public void Count() => _services.GetRequiredService<IStore>().Count().ShouldBe(0); }',
    },
    {
      name: 'a member of a base class of the port',
      goTest,
      csharp: `${csharp}\npublic abstract class Harness { protected int CountOf(string items) => items.Length; }`,
      csharpTest: 'public class StoreTests : Harness { [Fact] public void Count() => CountOf("abc").ShouldBe(3); }',
    },
    {
      name: 'an extension method of the port',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Twice() { IStore s = Substitute.For<IStore>(); s.Count().Returns(2); s.Twice().ShouldBe(4); }',
    },
    {
      name: 'a default that the port gives',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Depth() => Limits.Default.Depth.ShouldBe(3);',
    },
    {
      name: 'a constant that Go compares, too',
      goTest: 'func TestMax(t *testing.T) { if load().MaxItems != 100 { t.Fatal("x") } }',
      csharp,
      csharpTest: '[Fact] public void Max() => Limits.MaxItems.ShouldBe(100);',
    },
    {
      name: 'Go calls nothing of it either',
      goTest: 'func TestNames(t *testing.T) { if strings.ToUpper("a") != "A" { t.Fatal("x") } }',
      csharp,
      csharpTest: '[Fact] public void Names() => "a".ToUpper().ShouldBe("A");',
    },
    {
      name: 'asserts nothing: that is no-assertion',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { var a = new List<int>(); a.Add(1); }',
    },
  ],
  invalid: [
    {
      name: 'literals',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { (1 + 1).ShouldBe(2); }',
      finds:
        '`StoreTests.Count` calls nothing of the port, neither itself nor in the helpers that it calls: its values do not come from production code (line 1)@1',
    },
    {
      name: 'Assert.True(true)',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { Assert.True(true); }',
      finds: 'it asserts on the literal `true`',
    },
    {
      name: 'its own name',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { nameof(Count).ShouldBe("Count"); }',
      finds: 'it looks at names and types only',
    },
    {
      name: 'a round trip of its own dictionary',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Count() { var d = new Dictionary<string, int> { ["a"] = 1 }; var r = JsonSerializer.Deserialize<Dictionary<string, int>>(JsonSerializer.Serialize(d))!; r["a"].ShouldBe(1); }',
      finds: 'calls nothing of the port',
    },
    {
      name: 'a simulated stand-in',
      goTest,
      csharp,
      csharpTest:
        'public class StoreTests { [Fact] public void Count() { var s = new FakeStore(); s.Add("a"); s.Count().ShouldBe(1); } }\npublic class FakeStore : IStore { int _n; public int Count() => _n; public string? Get(int i) => null; public void Add(string item) { _n++; } }',
      finds: 'calls nothing of the port',
    },
    {
      name: 'a constant of the port',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Max() => Limits.MaxItems.ShouldBe(100);',
      finds: 'calls nothing of the port',
    },
    {
      name: 'a value of an enum',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Mode() => ((int)Mode.Safe).ShouldBe(1);',
      finds: 'calls nothing of the port',
    },
    {
      name: 'reflection alone',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { typeof(Store).GetMethod("Count").ShouldNotBeNull(); }',
      finds: 'it looks at names and types only',
    },
    {
      name: 'its own substitute',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { var s = Substitute.For<IStore>(); s.Count().Returns(3); s.Count().ShouldBe(3); }',
      finds: 'calls nothing of the port',
    },
    {
      name: 'the file system',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { File.WriteAllText("x", "a"); File.ReadAllText("x").ShouldBe("a"); }',
      finds: 'calls nothing of the port',
    },
    {
      name: 'a helper that computes by itself',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() => Add(1, 2).ShouldBe(3); static int Add(int a, int b) => a + b;',
      finds: 'calls nothing of the port',
    },
  ],
});
