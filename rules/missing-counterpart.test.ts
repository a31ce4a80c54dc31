import { testRule } from '../test/rule-tester.js';
import rule from './missing-counterpart.js';

const go = 'func (s *store) recover() { s.open() }';
const store = 'public class Store { public void Clear() { } }';
const row = { dotnetClass: 'Store', dotnetMethod: 'Recover' };

testRule(rule, {
  valid: [
    { name: 'it is there', go, csharp: 'public class Store { void Recover() { Open(); } }', row },
    { name: 'it is there in another letter case', go, csharp: 'public class Store { void recover() { Open(); } }', row },
    { name: 'it is there with `Async`', go, csharp: 'public class Store { Task RecoverAsync() { return Open(); } }', row },
    {
      name: 'it is inherited',
      go,
      csharp: 'public class Store : Base { } public class Base { protected void Recover() { Open(); } }',
      row,
    },
    { name: 'it is a record', go, csharp: 'public record Store(int Recover);', row },
    {
      name: 'it is an extension of an enum',
      go,
      csharp: 'enum Store { A } static class X { static void Recover(this Store s) { Open(); } }',
      row,
    },
    {
      name: 'newX is the constructor',
      go: 'func newStore() *store { return open() }',
      csharp: 'public class Store { Store() { Open(); } }',
      row: { ...row, dotnetMethod: 'NewStore' },
    },
    { name: 'the row names nothing: that is another finding', go, csharp: store, row: { dotnetMethod: '' } },
    {
      name: 'it stands where nothing parses: that is another finding',
      go,
      csharp: 'public class Store {\n void Clear() { }\n ][ Recover }{ \n}',
      row,
    },
  ],
  invalid: [
    {
      name: 'no member',
      go,
      csharp: `\n${store}`,
      row,
      finds: '`Store` has no member `Recover`, so `store.recover` has no port. Write it, or correct `dotnet_method` of feature/1.@2',
    },
    {
      name: 'no type',
      go,
      csharp: store,
      row: { ...row, dotnetClass: 'Blocks' },
      finds: 'There is no C# type `Blocks`, so `store.recover` has no port. Write it',
    },
    {
      name: 'another class has it',
      go,
      csharp: `${store} public class Block { void Recover() { Open(); } }`,
      row,
      finds: 'has no port; found `Block.Recover` in Store.cs:1.',
    },
    {
      name: 'another name',
      go,
      csharp: 'public class Store { void RecoverCore() { Open(); } }',
      row,
      finds: '; found `Store.RecoverCore` in Store.cs:1.',
    },
    { name: 'another type', go, csharp: store, row: { ...row, dotnetClass: 'Stores' }, finds: '; found type `Store` in Store.cs:1.' },
    {
      name: 'a field of the name',
      go,
      csharp: 'public class Store {\n Action Recover;\n}',
      row,
      finds: '; the name is a field (Store.cs:2), which does nothing.',
    },
    {
      name: 'in code that #if leaves out',
      go,
      csharp: 'public class Store {\n#if LATER\n void Recover() { Open(); }\n#endif\n}',
      row,
      finds: '; the name stands in code that `#if LATER` leaves out (Store.cs:2).',
    },
    {
      name: 'a stand-in in the tests',
      go,
      csharp: store,
      csharpTest: 'public class StoreTests { class Store { void Recover() { Open(); } } }',
      row,
      finds: '; found `StoreTests.Store.Recover` in StoreTests.cs:1.',
    },
    { name: 'one of two', go, csharp: store, row: { ...row, dotnetMethod: 'Clear;Recover' }, finds: '`Store` has no member `Recover`' },
    {
      name: 'a test',
      goTest: 'func TestA(t *testing.T) { x() }',
      csharpTest: '[Fact] void A() { }',
      row: { dotnetMethod: 'B' },
      finds: '`StoreTests` has no member `B`, so `TestA` has no port',
    },
  ],
});
