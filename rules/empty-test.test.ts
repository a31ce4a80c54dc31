import { testRule } from '../test/rule-tester.js';
import { store as csharp, comparing as goTest } from '../test/store-port.js';
import rule from './empty-test.js';

testRule(rule, {
  valid: [
    { name: 'Go is empty too', goTest: 'func TestNothing(t *testing.T) {}', csharp, csharpTest: '[Fact] public void Nothing() { }' },
    {
      name: 'asserts',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { var s = new Store(); s.Add("a"); s.Count().ShouldBe(1); }',
    },
    { name: 'an expression that asserts', goTest, csharp, csharpTest: '[Fact] public void Valid() => Store.IsValid("a").ShouldBeTrue();' },
    {
      name: 'calls the port and asserts nothing: that is no-assertion',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { var s = new Store(); _ = s.Count(); }',
    },
    {
      name: 'the work is in a helper',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() => Run(); void Run() { var s = new Store(); s.Count().ShouldBe(0); }',
    },
    {
      name: 'asserts on its own computation: that is no-production-call',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { var a = new[] { 1, 2 }; a.Length.ShouldBe(2); }',
    },
  ],
  invalid: [
    {
      name: 'no statement',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { }',
      finds: 'The test `StoreTests.Count` does nothing@1',
    },
    {
      name: 'a comment only',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count()\n{\n  // covered by the integration tests\n}',
      finds: 'does nothing@1',
    },
    {
      name: 'a completed task',
      goTest,
      csharp,
      csharpTest: '[Fact] public Task Count() => Task.CompletedTask;',
      finds: 'does nothing',
    },
    {
      name: 'an awaited completed task',
      goTest,
      csharp,
      csharpTest: '[Fact] public async Task Count() { await Task.CompletedTask; }',
      finds: 'does nothing',
    },
    {
      name: 'writes to the console',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { Console.WriteLine("Count"); }',
      finds: 'does nothing',
    },
    {
      name: 'commented-out work',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count()\n{\n  // var s = new Store();\n  // s.Count().ShouldBe(0);\n}',
      finds: 'does nothing',
    },
    {
      name: 'locals that nothing reads',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Count() { var name = "count"; }',
      finds: 'does nothing',
    },
    { name: 'returns at once', goTest, csharp, csharpTest: '[Fact] public void Count() { return; }', finds: 'does nothing' },
  ],
});
