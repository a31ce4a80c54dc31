import { testRule } from '../test/rule-tester.js';
import rule from './hardcoded-for-test.js';

const go =
  'func (s *Store) Find(subj string) int { n := 0; for _, m := range s.msgs { if matches(m.subj, subj) { n += m.weight } }; return n }';
const csharpTest =
  '[Fact] public void T() { var s = new Store(); Assert.Equal(3, s.Find("orders.eu")); Assert.Equal(7, s.Find("orders.us")); Assert.Equal(4, s.At(1717)); }';
const loop = 'var n = 0; foreach (var m in _msgs) if (Matches(m.Subject, subj)) n += m.Weight; return n;';
const at = 'func (s *Store) At(seq int) int { if m := s.load(seq); m != nil { return m.size }; return 0 }';

testRule(rule, {
  valid: [
    { name: 'computes', go, csharp: `public int Find(string subj) { ${loop} }`, csharpTest },
    {
      name: 'a case that Go has too',
      go: go.replace('n := 0;', 'if subj == "orders.eu" { return s.eu }; n := 0;'),
      csharp: `public int Find(string subj) { if (subj == "orders.eu") return _eu; ${loop} }`,
      csharpTest,
    },
    {
      name: 'a constant of Go',
      go: `const home = "orders.eu"\n${go.replace('n := 0;', 'if subj == home { return s.eu }; n := 0;')}`,
      csharp: `public int Find(string subj) { if (subj == "orders.eu") return _eu; ${loop} }`,
      csharpTest,
      row: { goMethod: 'Find', goClass: 'Store', name: 'Store.Find' },
    },
    {
      name: 'a value that no test has',
      go,
      csharp: `public int Find(string subj) { if (subj == "orders.asia") return 0; ${loop} }`,
      csharpTest,
    },
    {
      name: 'a value that other code has too',
      go,
      csharp: `public int Find(string subj) { if (subj == "orders.eu") return _eu; ${loop} } public void Put() => _all.Add("orders.eu");`,
      csharpTest,
    },
    { name: 'an empty string', go, csharp: `public int Find(string subj) { if (subj == "") return 0; ${loop} }`, csharpTest },
    {
      name: 'small numbers',
      go: at,
      csharp: 'public int At(int seq) { if (seq == 1) return 0; return Load(seq)?.Size ?? 0; }',
      csharpTest: '[Fact] public void T() { Assert.Equal(0, new Store().At(1)); }',
    },
    {
      name: 'a number that no test gives it',
      go: at,
      csharp: 'public int At(int seq) { if (seq == 1718) return 0; return Load(seq)?.Size ?? 0; }',
      csharpTest,
    },
    {
      name: 'a number that leads to work',
      go: at,
      csharp: 'public int At(int seq) { if (seq == 1717) return Load(0).Size; return Load(seq)?.Size ?? 0; }',
      csharpTest,
    },
    { name: 'no test at all', go, csharp: `public int Find(string subj) { if (subj == "orders.eu") return 3; ${loop} }` },
  ],
  invalid: [
    {
      name: 'an if',
      go,
      csharp: `public int Find(string subj)\n{\n if (subj == "orders.eu") return 3;\n ${loop} }`,
      csharpTest,
      finds:
        '`Store.Find` treats `"orders.eu"` as a case of its own (line 3): StoreTests.cs has that value, and no other code of the port or of `Store.Find`.@3',
    },
    {
      name: 'two of them',
      go,
      csharp: `public int Find(string subj) { if (subj == "orders.eu") return 3; if (subj == "orders.us") return 7; return 0; }`,
      csharpTest,
      finds: 'and 1 more value',
    },
    {
      name: 'a switch',
      go,
      csharp:
        'public int Find(string subj) { switch (subj) { case "orders.eu": return 3; case "orders.us": return 7; default: return 0; } }',
      csharpTest,
      finds: 'treats `"orders.eu"` as a case',
    },
    {
      name: 'a switch expression',
      go,
      csharp: 'public int Find(string subj) => subj switch { "orders.eu" => 3, "orders.us" => 7, _ => 0 };',
      csharpTest,
      finds: 'treats `"orders.eu"`',
    },
    {
      name: 'a pattern',
      go,
      csharp: `public int Find(string subj) { if (subj is "orders.eu") return 3; ${loop} }`,
      csharpTest,
      finds: 'treats `"orders.eu"`',
    },
    {
      name: 'a comparison by call',
      go,
      csharp: `public int Find(string subj) { if (subj.StartsWith("orders.eu")) return 3; ${loop} }`,
      csharpTest,
      finds: 'treats `"orders.eu"`',
    },
    {
      name: 'a conditional',
      go,
      csharp: 'public int Find(string subj) => subj == "orders.eu" ? 3 : 7;',
      csharpTest,
      finds: 'treats `"orders.eu"`',
    },
    {
      name: 'a table',
      go,
      csharp: 'public int Find(string subj) => new Dictionary<string, int> { ["orders.eu"] = 3, ["orders.us"] = 7 }[subj];',
      csharpTest,
      finds: 'treats `"orders.eu"`',
    },
    {
      name: 'a number with its answer',
      go: at,
      csharp: 'public int At(int seq) { if (seq == 1717) return 4; return Load(seq)?.Size ?? 0; }',
      csharpTest,
      finds: 'treats `1717`',
    },
  ],
});
