import { testRule } from '../test/rule-tester.js';
import rule from './unreachable-body.js';

const trim = 'func (s *Store) Trim(max int) bool { for s.n > max { s.drop(); s.n-- }; s.dirty = true; return true }';
const work = 'while (_n > max) { Drop(); _n--; } _dirty = true; return true;';

testRule(rule, {
  valid: [
    {
      name: 'two readings, compared',
      go: 'func (s *Store) Same(r *R) bool { a := r.next(); b := r.next(); s.n++; return a == b && s.n > 1 }',
      csharp: 'public bool Same(R r) { _n++; return r.GetByte() == r.GetByte() && _n > 1; }',
    },
    {
      name: 'the same call twice, which goes on each time',
      go: 'func (s *Store) One(r *Reader) bool { if !r.read() { return false }; if r.read() { return false }; s.n++; return true }',
      csharp: 'public bool One(JsonReader r) { if (!r.Read() || r.Read()) return false; _n++; return true; }',
    },
    {
      name: 'a length of the port, which may be any number',
      go: 'func (s *Store) Add(m *Msg) { if m.size < 0 { return }; s.n += m.size }',
      csharp:
        'public class Store { int _n; public void Add(Msg m) { if (m.Length < 0) return; _n += m.Length; } } public class Msg { public int Length { get; set; } }',
    },
    {
      name: 'a length of the port beside another condition',
      go: 'func (s *Store) Add(m *Msg) { if m.size < 0 || m.key == "" { return }; s.n += m.size }',
      csharp:
        'public class Store { int _n; public void Add(Msg m) { if (m.Length <= -1 || m.Key == "") return; _n += m.Length; } } public class Msg { public string Key; public int Length { get; set; } }',
    },
    {
      name: 'a truth that may be missing',
      go: 'func (s *Store) Add(m *Opts) { if m.sync != nil { s.n++ } }',
      csharp: 'public void Add(Opts m) { if (m.Sync == true || m.Sync == false) _n++; }',
    },
    {
      name: 'a list that is filled elsewhere',
      go: 'func (s *Store) Each() { for _, n := range names { s.n += n } }',
      csharp:
        'private static readonly List<int> Names = new(); int _n; public void Each() { if (Names.Count == 0) return; foreach (var n in Names) _n += n; } static void Register(int n) => Names.Add(n);',
    },
    {
      name: 'the end of a narrower type',
      go: 'func (s *Store) Fits(n int64) bool { return n >= 0 && n <= s.max(255) }',
      csharp: 'public bool Fits(long n) { if (n >= byte.MinValue && n <= byte.MaxValue) { return _max > 1; } return false; }',
    },
    {
      name: 'Go asks a value for itself, too',
      go: 'func (s *Store) Put(f float64) { if f != f { return }; s.sum += f }',
      csharp: 'public void Put(double f) { if (f != f) { return; } _sum += f; }',
    },
    {
      name: 'two calls that may give two values',
      go: 'func (s *Store) Twice() bool { a := s.next(); return a == s.next() }',
      csharp: 'public bool Twice() { if (Next() == Next()) { _twice++; return true; } return false; }',
    },
    { name: 'all of it runs', go: trim, csharp: `public bool Trim(int max) { ${work} }` },
    { name: 'an early way out on a condition', go: trim, csharp: `public bool Trim(int max) { if (max < 0) return false; ${work} }` },
    {
      name: 'a local function behind the return',
      go: trim,
      csharp: 'public bool Trim(int max) { return Run(); bool Run() { while (_n > max) { Drop(); _n--; } _dirty = true; return true; } }',
    },
    {
      name: 'both builds have code',
      go: trim,
      csharp: `public bool Trim(int max) {\n#if WINDOWS\n  return TrimSlowly(max, _n, _dirty, _gate, _file, _path);\n#else\n  ${work}\n#endif\n}`,
    },
    {
      name: 'a switched-off line of diagnostics',
      go: trim,
      csharp: `public bool Trim(int max) { const bool Trace = false; if (Trace) Console.WriteLine(max); ${work} }`,
    },
    {
      name: 'Go has the same switch',
      go: 'func (s *Store) Trim(max int) bool { if false { s.drop(); s.n--; s.dirty = true }; return true }',
      csharp: 'public bool Trim(int max) { if (false) { Drop(); _n--; _dirty = true; } return true; }',
    },
    {
      name: 'a flag that somebody sets',
      go: trim,
      csharp: `public bool Trim(int max) { if (!_on) return false; ${work} } private bool _on; public void Start() { _on = true; }`,
    },
    {
      name: 'a flag of Go that nobody sets yet',
      go: 'func (s *Store) Trim(max int) bool { if !s.running { return false }; for s.n > max { s.drop(); s.n-- }; s.dirty = true; return true }',
      csharp: `public bool Trim(int max) { if (!_running) return false; ${work} } private bool _running;`,
    },
    {
      name: 'a loop that Go leaves in its first round too',
      go: 'func (s *Store) First() int { for k := range s.m { return k }; return -1 }',
      csharp: 'public int First() { foreach (var k in _m) { return k; } return -1; }',
    },
    {
      name: 'a retry',
      go: trim,
      csharp: 'public bool Trim(int max) { while (true) { try { Drop(); return true; } catch (IOException) { Wait(); } } }',
    },
    {
      name: 'a loop that ends on a condition',
      go: trim,
      csharp: 'public bool Trim(int max) { foreach (var x in _all) { if (x > max) continue; Drop(); return true; } return false; }',
    },
    {
      name: 'the first item, by a loop',
      go: 'func (s *Store) First() int { if len(s.m) == 0 { return -1 }; return s.m[0] }',
      csharp: 'public int First() { foreach (var k in _m) return k; return -1; }',
    },
    {
      name: 'diagnostics under a switch that Go has too',
      go: 'func (s *Store) Report(n int) { if storeDebug || s.retryDebug { fmt.Println(n) }; if s.listener != nil { s.listener.Report(n) } }',
      csharp:
        'private const bool debug = false; public void Report(int n) { if (debug) { var text = n.ToString(); Console.WriteLine(text); } _listener?.Report(n); }',
      row: { dotnetMethod: 'Report' },
    },
    {
      name: 'a switch whose arms are blocks that break',
      go: 'func (s *Store) Make(k int) *State { var st *State; switch k { case 1: st = newA(); default: st = newB() }; st.k = k; return st }',
      csharp:
        'public State Make(int k) { State st; switch (k) { case 1: { st = new A(); break; } default: { st = new B(); break; } } st.K = k; st.Check(); return st; }',
    },
  ],
  invalid: [
    {
      name: 'a count that is never below zero',
      go: 'func (s *Store) Allow(k string) bool { for _, d := range s.deny { if d == k { return false } }; s.asked++; return true }',
      csharp:
        'public bool Allow(string k)\n{\n    _asked++;\n    var denied = _deny.Where(d => d == k).ToList();\n    return k.Length == 0 || denied.Count >= 0;\n}',
      finds: 'The condition in line 5 of `Store.Allow` is always true',
    },
    {
      name: 'an unsigned number and the least there is',
      go: 'func (s *Store) Shrink() { if s.bytes <= s.max { return }; for s.bytes > s.max { s.drop() } }',
      csharp:
        'ulong _bytes;\npublic void Shrink()\n{\n    if (_max <= 0 || _bytes >= ulong.MinValue) return;\n    while (_bytes > _max) Drop();\n}',
      finds: 'The condition in line 4 of `Store.Shrink` is always true',
    },
    {
      name: 'a value against itself',
      go: 'func (s *Store) Check(p string) bool { if p != s.pass { s.failed++; return false }; return true }',
      csharp:
        'public bool Check(string p)\n{\n    if (!string.Equals(p, p))\n    {\n        _failed++;\n        return false;\n    }\n    return true;\n}',
      finds: 'The condition in line 3 of `Store.Check` is always true',
    },
    {
      name: 'behind a return',
      go: trim,
      csharp: `public bool Trim(int max)\n{\n return true;\n ${work} }`,
      finds: '4 statements of `Store.Trim` never run: it stands behind the return in line 3. `Store.Trim` has no such way out.',
    },
    {
      name: 'if (false)',
      go: trim,
      csharp: 'public bool Trim(int max) { if (false) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; }',
      finds: 'its condition in line 1 is always false',
    },
    {
      name: 'an else of if (true)',
      go: trim,
      csharp: `public bool Trim(int max) { if (true) { return true; } else { ${work} } }`,
      finds: 'its condition in line 1 is always true',
    },
    {
      name: 'a constant',
      go: trim,
      csharp: `public bool Trim(int max) { if (Off) return true; ${work} } private const bool Off = true;`,
      finds: 'stands behind the return',
    },
    {
      name: 'a static field that is never set',
      go: trim,
      csharp:
        'public bool Trim(int max) { if (On) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; } static readonly bool On = false;',
      finds: 'always false',
    },
    {
      name: 'a property that gives a constant',
      go: trim,
      csharp:
        'public bool Trim(int max) { if (IsOn) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; } private bool IsOn => false;',
      finds: 'always false',
    },
    {
      name: 'a flag that nobody sets',
      go: trim,
      csharp: `public bool Trim(int max) { if (!_ported) return false; ${work} } private bool _ported;`,
      finds: '`_ported` is never set',
    },
    {
      name: 'a comparison of constants',
      go: trim,
      csharp: 'public bool Trim(int max) { if (1 > 2) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; }',
      finds: 'always false',
    },
    {
      name: 'a comparison with itself',
      go: trim,
      csharp: 'public bool Trim(int max) { if (max != max) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; }',
      finds: 'always false',
    },
    {
      name: 'a length below zero',
      go: trim,
      csharp: 'public bool Trim(int max) { if (_all.Count < 0) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; }',
      finds: 'always false',
    },
    {
      name: 'a loop over nothing',
      go: trim,
      csharp: 'public bool Trim(int max) { foreach (var x in Array.Empty<int>()) { Drop(); _n--; _dirty = true; } return true; }',
      finds: 'runs over nothing',
    },
    {
      name: 'a loop without rounds',
      go: trim,
      csharp: 'public bool Trim(int max) { for (var i = 0; i < 0; i++) { Drop(); _n--; _dirty = true; } return true; }',
      finds: 'never',
    },
    {
      name: 'while (false)',
      go: trim,
      csharp: 'public bool Trim(int max) { while (false) { Drop(); _n--; _dirty = true; } return true; }',
      finds: 'always false',
    },
    {
      name: 'behind a throw',
      go: trim,
      csharp: `public bool Trim(int max) { throw new IOException(); ${work} }`,
      finds: 'behind the throw',
    },
    {
      name: 'behind yield break',
      go: 'func (s *Store) All() []int { a := s.sorted(); s.n++; return a }',
      csharp: 'public IEnumerable<int> All() { yield break; _n++; foreach (var x in Sorted()) yield return x; }',
      finds: 'behind the `yield break`',
    },
    {
      name: 'a filter that is never true',
      go: trim,
      csharp: 'public bool Trim(int max) { if (max > 0 && false) { while (_n > max) { Drop(); _n--; } _dirty = true; } return true; }',
      finds: 'always false',
    },
    {
      name: 'under a symbol that nothing defines',
      go: trim,
      csharp: `public bool Trim(int max)\n{\n#if PORTED\n  ${work}\n#else\n  return true;\n#endif\n}`,
      finds: 'under `#if PORTED` is never compiled@3',
    },
    {
      name: 'under #if false',
      go: trim,
      csharp: `public bool Trim(int max)\n{\n#if false\n  ${work}\n#endif\n  return true;\n}`,
      finds: 'under `#if false`',
    },
    {
      name: 'a loop that ends in its first round',
      go: 'func (s *Store) Trim(max int) bool { for _, k := range s.all { s.drop(k); if s.n <= max { return true } }; return false }',
      csharp: 'public bool Trim(int max) { foreach (var k in _all)\n { Drop(k); return _n <= max; } return false; }',
      finds: 'The loop of `Store.Trim` in line 1 ends in its first round',
    },
  ],
});
