import { testRule } from '../test/rule-tester.js';
import { store as csharp, failing, comparing as goTest } from '../test/store-port.js';
import rule from './asserts-not-implemented.js';

const test = (name: string, body: string) => ({
  name,
  goTest,
  csharp,
  csharpTest: `[Fact] public void Count() { var s = new Store(); ${body} }`,
});

testRule(rule, {
  valid: [
    test('another exception', 'Should.Throw<StoreException>(() => s.Get(9));'),
    test(
      'that it is not thrown',
      'var e = Record.Exception(() => s.Count()); e.ShouldNotBeOfType<NotImplementedException>(); s.Count().ShouldBe(0);',
    ),
    test('a message about something else', 'Should.Throw<StoreException>(() => s.Get(9)).Message.ShouldContain("not found");'),
    test('catches another exception', 'try { s.Get(9); } catch (StoreException) { }  s.Count().ShouldBe(0);'),
    test(
      'catches it, and fails',
      'try { s.Get(9); } catch (NotImplementedException) { Assert.Fail("not ported"); } s.Count().ShouldBe(0);',
    ),
    {
      name: 'not supported, where Go returns an error',
      goTest: failing,
      csharp,
      csharpTest: '[Fact] public void Get() { Should.Throw<NotSupportedException>(() => new Store().Get(9)); }',
    },
    {
      name: 'Go says so, too',
      goTest: 'func TestGet(t *testing.T) { s := newStore(); if err := s.Get(9); err.Error() != "not implemented" { t.Fatal(err) } }',
      csharp,
      csharpTest: '[Fact] public void Get() { Should.Throw<NotImplementedException>(() => new Store().Get(9)); }',
    },
  ],
  invalid: [
    {
      ...test('Should.Throw', 'Should.Throw<NotImplementedException>(() => s.Get(9));'),
      finds: 'asserts that the port is not implemented (`Should.Throw` wants `NotImplementedException`, line 1)@1',
    },
    {
      ...test('Assert.Throws', 'Assert.Throws<NotImplementedException>(() => s.Get(9));'),
      finds: 'asserts that the port is not implemented',
    },
    {
      ...test('by typeof', 'Assert.Throws(typeof(System.NotImplementedException), () => s.Get(9));'),
      finds: 'asserts that the port is not implemented',
    },
    {
      ...test('FluentAssertions', 'Action act = () => s.Get(9); act.Should().Throw<NotImplementedException>();'),
      finds: 'asserts that the port is not implemented',
    },
    {
      ...test('NUnit', 'Assert.That(() => s.Get(9), Throws.TypeOf<NotImplementedException>());'),
      finds: 'asserts that the port is not implemented',
    },
    {
      ...test('MSTest', 'Assert.ThrowsException<NotImplementedException>(() => s.Get(9));'),
      finds: 'asserts that the port is not implemented',
    },
    {
      ...test('the type of what was recorded', 'var e = Record.Exception(() => s.Get(9)); Assert.IsType<NotImplementedException>(e);'),
      finds: 'asserts that the port is not implemented',
    },
    {
      ...test('its message', 'Should.Throw<InvalidOperationException>(() => s.Get(9)).Message.ShouldBe("Get is not implemented yet");'),
      finds: 'its message is "Get is not implemented yet"',
    },
    {
      ...test('tolerates it', 'try { s.Get(9); } catch (NotImplementedException) { } s.Count().ShouldBe(0);'),
      finds: 'passes when the port throws `NotImplementedException`',
    },
    {
      ...test('not supported, though Go expects no error', 'Should.Throw<NotSupportedException>(() => s.Get(9));'),
      finds: 'asserts `NotSupportedException` (line 1), though `TestStoreCount` expects no error',
    },
    {
      ...test('in a helper', 'Refuses(() => s.Get(9)); void Refuses(Action a) => Should.Throw<NotImplementedException>(a);'),
      finds: 'asserts that the port is not implemented',
    },
  ],
});
