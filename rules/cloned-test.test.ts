import { testRule } from '../test/rule-tester.js';
import { store as csharp } from '../test/store-port.js';
import rule from './cloned-test.js';

const goAdd = 'func TestAdd(t *testing.T) { s := newStore(); s.Add("a"); if s.Count() != 1 { t.Fatal("x") } }';
const goRemove =
  'func TestRemove(t *testing.T) { s := newStore(); s.Add("a"); s.Add("b"); s.Remove("a"); if s.Get(0) != "b" { t.Fatal("x") } }';
const adds = '{ var s = new Store(); s.Add("a"); s.Count().ShouldBe(1); }';
const removes = '{ var s = new Store(); s.Add("a"); s.Add("b"); s.Remove("a").ShouldBeTrue(); s.Get(0).ShouldBe("b"); }';
const others = [{ kind: 'test' as const, id: 2, item: 'test/2', name: 'TestAdd', goMethod: 'TestAdd', dotnetMethod: 'Add_ShouldSucceed' }];
const removeRow = { name: 'TestRemove', goMethod: 'TestRemove', dotnetMethod: 'Remove_ShouldSucceed' };

testRule(rule, {
  valid: [
    {
      name: 'another body',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `[Fact] public void Add_ShouldSucceed() ${adds}\n[Fact] public void Remove_ShouldSucceed() ${removes}`,
      row: removeRow,
      others,
    },
    {
      name: 'the original',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `[Fact] public void Remove_ShouldSucceed() ${adds}\n[Fact] public void Add_ShouldSucceed() ${adds}`,
      row: { name: 'TestAdd', goMethod: 'TestAdd', dotnetMethod: 'Add_ShouldSucceed' },
      others: [{ ...others[0], ...removeRow, id: 2 }],
    },
    {
      name: 'Go has the same body twice',
      goTest: `${goAdd}\n${goAdd.replace('TestAdd', 'TestAddAgain')}`,
      csharp,
      csharpTest: `[Fact] public void Add_ShouldSucceed() ${adds}\n[Fact] public void AddAgain_ShouldSucceed() ${adds}`,
      row: { name: 'TestAddAgain', goMethod: 'TestAddAgain', dotnetMethod: 'AddAgain_ShouldSucceed' },
      others,
    },
    {
      name: 'a copy that no row names',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `[Fact] public void Other() ${adds}\n[Fact] public void Remove_ShouldSucceed() ${adds}`,
      row: removeRow,
    },
    {
      name: 'the same words about other fields',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest:
        'public class StoreTests { Store _s = new(); [Fact] public void Add_ShouldSucceed() { _s.Add("a"); _s.Count().ShouldBe(1); } }\npublic class OtherTests { IStore _s = new Store(); [Fact] public void Remove_ShouldSucceed() { _s.Add("a"); _s.Count().ShouldBe(1); } }',
      row: { ...removeRow, dotnetClass: 'OtherTests' },
      others: [{ ...others[0], dotnetClass: 'StoreTests' }],
    },
    {
      name: 'the same body with other data',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest:
        '[Theory, InlineData("a")] public void Add_ShouldSucceed(string x) { Store.IsValid(x).ShouldBeTrue(); }\n[Theory, InlineData("b")] public void Remove_ShouldSucceed(string x) { Store.IsValid(x).ShouldBeTrue(); }',
      row: removeRow,
      others,
    },
    {
      name: 'one C# test for two rows: that is shared-counterpart',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `[Fact] public void Add_ShouldSucceed() ${adds}`,
      row: { ...removeRow, dotnetMethod: 'Add_ShouldSucceed' },
      others,
    },
    {
      name: 'asserts nothing: that is no-assertion',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest:
        '[Fact] public void Add_ShouldSucceed() { new Store().Add("a"); }\n[Fact] public void Remove_ShouldSucceed() { new Store().Add("a"); }',
      row: removeRow,
      others,
    },
  ],
  invalid: [
    {
      name: 'a copy',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `[Fact] public void Add_ShouldSucceed() ${adds}\n[Fact] public void Remove_ShouldSucceed() ${adds}`,
      row: removeRow,
      others,
      finds:
        '`StoreTests.Remove_ShouldSucceed` is a copy of `StoreTests.Add_ShouldSucceed`, though `TestRemove` is another test than `TestAdd`',
    },
    {
      name: 'a copy with another comment',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `[Fact] public void Add_ShouldSucceed() ${adds}\n[Fact] public void Remove_ShouldSucceed() { /* T:2 */ var s = new Store(); s.Add("a"); s.Count().ShouldBe(1); }`,
      row: removeRow,
      others,
      finds: 'is a copy of',
    },
    {
      name: 'a copy in another class',
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest: `public class StoreTests { [Fact] public void Add_ShouldSucceed() ${adds} }\npublic class OtherTests { [Fact] public void Remove_ShouldSucceed() ${adds} }`,
      row: { ...removeRow, dotnetClass: 'OtherTests' },
      others: [{ ...others[0], dotnetClass: 'StoreTests' }],
      finds: 'is a copy of `StoreTests.Add_ShouldSucceed`',
    },
    {
      name: "a template with the test's name in it",
      goTest: `${goAdd}\n${goRemove}`,
      csharp,
      csharpTest:
        '[Fact] public void Add_ShouldSucceed() { var s = new Store(); s.Add("Add"); s.Count().ShouldBe(1); }\n[Fact] public void Remove_ShouldSucceed() { var s = new Store(); s.Add("Remove"); s.Count().ShouldBe(1); }',
      row: removeRow,
      others,
      finds: 'is a copy of',
    },
  ],
});
