import { testRule } from '../test/rule-tester.js';
import { store } from '../test/store-port.js';
import rule from './misses-feature.js';

const csharp = `${store}
public class Cache { private readonly Store _s = new(); public Cache(int n) { Fill(n); } private void Fill(int n) { for (var i = 0; i < n; i++) _s.Add("x"); } public int Load() => _s.Count(); public override string ToString() => "cache"; }`;
const goTest = 'func TestRemove(t *testing.T) { s := newStore(); s.Add("a"); if !s.Remove("a") { t.Fatal("x") } }';
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
const row = { dependsOn: [7] };
const adds = '[Fact] public void Remove() { var s = new Store(); s.Add("a"); s.Count().ShouldBe(1); }';

testRule(rule, {
  valid: [
    {
      name: 'calls it',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Remove() { var s = new Store(); s.Remove("a").ShouldBeFalse(); }',
      row,
      others: [feature],
    },
    {
      name: 'calls it in a helper',
      goTest,
      csharp,
      csharpTest:
        '[Fact] public void Remove() { var s = new Store(); Drop(s).ShouldBeFalse(); } static bool Drop(Store s) => s.Remove("a");',
      row,
      others: [feature],
    },
    {
      name: 'calls it by its async name',
      goTest,
      csharp: csharp
        .replace('bool Remove(', 'Task<bool> RemoveAsync(')
        .replace('_items.Remove(item)', 'Task.FromResult(_items.Remove(item))'),
      csharpTest: '[Fact] public async Task Remove() { var s = new Store(); (await s.RemoveAsync("a")).ShouldBeFalse(); }',
      row,
      others: [feature],
    },
    {
      name: 'calls one of two',
      goTest,
      csharp,
      csharpTest: adds,
      row: { dependsOn: [7, 8] },
      others: [feature, { ...feature, id: 8, goMethod: 'Add', dotnetMethod: 'Add' }],
    },
    {
      name: 'comes to it through a constructor of the port',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Fill() { new Cache(3).Load().ShouldBe(3); }',
      row,
      others: [{ ...feature, dotnetClass: 'Cache', dotnetMethod: 'Fill' }],
    },
    {
      name: 'makes what a constructor is mapped to',
      goTest,
      csharp,
      csharpTest: '[Fact] public void New() { new Cache(3).Load().ShouldBe(3); }',
      row,
      others: [{ ...feature, goMethod: 'newCache', dotnetClass: 'Cache', dotnetMethod: 'Cache' }],
    },
    {
      name: 'an override is called by others',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Text() { $"{new Cache(3)}".ShouldBe("cache"); }',
      row,
      others: [{ ...feature, dotnetClass: 'Cache', dotnetMethod: 'ToString' }],
    },
    { name: 'the feature is not there', goTest, csharp, csharpTest: adds, row, others: [{ ...feature, dotnetMethod: 'Shrink' }] },
    { name: 'the feature is n_a', goTest, csharp, csharpTest: adds, row, others: [{ ...feature, status: 'n_a' as const }] },
    { name: 'the row depends on nothing', goTest: goTest.replace('TestRemove', 'TestThings'), csharp, csharpTest: adds },
    {
      name: 'depends on nothing, and calls what Go is named for',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Remove() { new Store().Remove("a").ShouldBeFalse(); }',
    },
    { name: 'Go is named for what the port does not have', goTest: goTest.replaceAll('Remove', 'Forget'), csharp, csharpTest: adds },
    {
      name: 'asserts nothing: that is no-assertion',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Remove() { new Store().Add("a"); }',
      row,
      others: [feature],
    },
  ],
  invalid: [
    {
      name: 'calls something else',
      goTest,
      csharp,
      csharpTest: adds,
      row,
      others: [feature],
      finds: '`StoreTests.Remove` calls none of the features that test/1 depends on (`Store.Remove`)',
    },
    {
      name: 'not what Go is named for',
      goTest,
      csharp,
      csharpTest: adds,
      finds: '`StoreTests.Remove` never calls `Remove`, which `TestRemove` calls and is named for',
    },
    {
      name: 'none of two',
      goTest,
      csharp,
      csharpTest: '[Fact] public void Valid() => Store.IsValid("a").ShouldBeTrue();',
      row: { dependsOn: [7, 8] },
      others: [feature, { ...feature, id: 8, goMethod: 'Add', dotnetMethod: 'Add' }],
      finds: '(`Store.Remove`, `Store.Add`)',
    },
  ],
});
