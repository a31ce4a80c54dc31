import { testRule } from '../test/rule-tester.js';
import rule from './trivial-body.js';

const count = 'func (s *Store) Count(subj string) int { n := 0; for _, m := range s.msgs { if m.subj == subj { n++ } }; return n }';
const has = 'func (s *Store) Has(subj string) bool { _, ok := s.subjects[subj]; return ok }';
const apply = 'func (s *Store) Apply(cfg *Config) error { if cfg.Name == "" { return errName }; s.cfg = cfg; s.trim(cfg.Max); return nil }';

testRule(rule, {
  valid: [
    {
      name: 'a name for nothing, beside what is found',
      go: 'func (s *Store) Compact(seq int) int { if seq == 0 { return s.purge() }; return s.drop(seq) }',
      csharp: 'public int Compact(int seq) { var none = 0; if (seq == 0) return Purge(); return Has(seq) ? Drop(seq) : none; }',
    },
    {
      name: 'a handler is given what nobody looks at, one thing here and two in Go',
      go: 'func (s *Store) OnTick(at int64, name string) { s.ticks++; s.flush(at) }',
      csharp: 'public void OnTick(object? state) { _ticks++; Flush(Now()); }',
    },
    {
      name: 'numbers for the names that Go counts',
      go: 'const (\n\ta kind = iota + 1\n\tb\n)\nfunc (k kind) Lasts() bool { switch k { case a, b: return true }; return k.more() }',
      csharp: 'public static bool Lasts(int k) { if (k == 1) return true; if (k == 2) return true; return false; }',
      row: { goClass: 'kind', goMethod: 'Lasts', dotnetMethod: 'Lasts' },
    },
    {
      name: 'texts that Go has in a pattern',
      go: 'var on = regexp.MustCompile("^(true|enabled)$")\nfunc (s *Store) IsOn(v string) bool { return on.MatchString(v) }',
      csharp: 'public bool IsOn(string v) { if (v == "true") return true; if (v == "enabled") return true; return false; }',
    },
    {
      name: 'an object that can not change is its own copy',
      go: 'func (c *Store) Clone() *Store { d := *c; d.names = append([]string(nil), c.names...); return &d }',
      csharp: 'public Store Clone() => this; public ImmutableArray<string> Names { get; init; } = []; private readonly int _max;',
    },
    {
      name: 'a property of an object that the type has',
      go: 'func (s *Store) Line() int { return s.interp.line() }',
      csharp:
        'public int Line { get { return Interpreter.Line; } set { Interpreter.Line = value; } } public Simulator Interpreter { get; set; }',
    },
    {
      name: 'a property of which Go has the setter',
      go: 'func (s *Store) SetText(text string) { s.dirty = true; s.text = text }',
      csharp: 'public string Text { get => string.Empty; set { _dirty = true; _text = value; } }',
    },
    {
      name: 'a few values by their names in Go',
      go: 'const (\n\topAck = 43\n\topNak = 45\n)\nfunc (s *Store) Known(op int) bool { return op == opAck || op == opNak || s.more(op) }',
      csharp: 'public bool Known(int op) { if (op == 43) return true; if (op == 45) return true; return false; }',
    },
    {
      name: 'a switch for a table of Go',
      go: 'func (s *Store) Kind(op string) int { k, ok := kinds[op]; if !ok { return 1 }; return k }',
      csharp: 'public int Kind(string op) { switch (op) { case "plus": return 2; case "minus": return 3; default: return 1; } }',
    },
    {
      name: 'Go chooses among plain values in a local',
      go: 'func (s *Store) Kind(n int) int { k := 1; if n > 1 { k = 2 }; s.n++; return k }',
      csharp: 'public int Kind(int n) { _n++; if (n > 1) return 2; return 1; }',
    },
    {
      name: 'an array of zeros, as Go makes it',
      go: 'func (s *Store) Pad(n int) []byte { b := make([]byte, n); s.pads++; return b }',
      csharp: 'public byte[] Pad(int n) { var b = new byte[n]; _pads++; return b; }',
    },
    {
      name: 'a new buffer where the pool has none',
      go: 'func (s *Store) Buf(n int) []byte { if b := s.pool.get(n); b != nil { return b }; return s.grow(n) }',
      csharp: 'public byte[] Buf(int n) { if (_pool.TryGet(n, out var b)) return b; var fresh = new byte[n]; return fresh; }',
    },
    {
      name: 'an empty list where there is nothing',
      go: 'func (s *Store) Find(k string) []int { if v, ok := s.m[k]; ok { return v }; return nil }',
      csharp: 'public List<int> Find(string k) { var none = new List<int>(); return _m.TryGetValue(k, out var v) ? v : none; }',
    },
    {
      name: 'a list that is kept in a tuple',
      go: 'func (s *Store) Get(k string) *L { l := newL(); s.m[k] = pair{l, 1}; return l }',
      csharp: 'public List<int> Get(string k) { var made = new List<int>(); _m[k] = (made, 1); return made; }',
    },
    {
      name: 'a table of Go that is a switch here',
      go: 'func (s *Store) Name(k int) string { return names[k] }',
      csharp: 'public string Name(int k) { switch (k) { case 0: return "file"; case 1: return "memory"; default: return "any"; } }',
    },
    {
      name: 'a number that leaves a call by `out`',
      go: 'func (s *Store) Num(k string) int { n, _ := strconv.Atoi(k); return n }',
      csharp: 'public int Num(string k) { int n = 0; if (!int.TryParse(k, out n)) _errors++; return n; }',
    },
    {
      name: 'a number to start at',
      go: 'func (s *Store) Find(k string) int { return strings.Index(k, ".") }',
      csharp: 'public int Find(string k) { var start = 0; return k.IndexOf(".", start); }',
    },
    {
      name: 'a number to compare with',
      go: 'func (s *Store) Has(k string) bool { return s.m[k].n > 0 }',
      csharp: 'public bool Has(string k) { var none = 0; return _m[k].N > none; }',
    },
    {
      name: 'an array that is filled through another type of it',
      go: 'func (s *Store) Get(n int) []byte { b := make([]byte, n); for i := range b { b[i] = s.next(i) }; return b }',
      csharp:
        'public byte[] Get(int n) { var b = new byte[n]; var w = MemoryMarshal.Cast<byte, int>(b); for (var i = 0; i < w.Length; i++) w[i] = Next(i); return b; }',
    },
    {
      name: 'Go gives one of a few fixed values, too',
      go: 'func (s *Store) Kind(n int) int { if n > s.max { return 3 }; if n > 1 { return 2 }; return 1 }',
      csharp: 'public int Kind(int n) { if (n > _max) return 3; if (n > 1) return 2; return 1; }',
    },
    {
      name: 'yes or no, after a decision',
      go: 'func (s *Store) Has(k string) bool { _, ok := s.msgs[k]; return ok && !s.isGone(k) }',
      csharp: 'public bool Has(string k) { if (!_msgs.ContainsKey(k)) return false; if (_gone.Contains(k)) return false; return true; }',
    },
    {
      name: 'an array that is filled through a view of it',
      go: 'func (s *Store) All() []byte { buf := make([]byte, s.n); for _, b := range s.bufs { buf = append(buf, b...) }; return buf }',
      csharp:
        'public byte[] All() { var buf = new byte[_n]; var rest = buf.AsSpan(); foreach (var b in _bufs) { b.CopyTo(rest); rest = rest[b.Length..]; } return buf; }',
    },
    {
      name: 'a list that another member fills',
      go: 'func (s *Store) Keys() []string { var keys []string; s.collect(&keys); return keys }',
      csharp:
        'public List<string> Keys() { var keys = new List<string>(); Collect(keys); return keys; } void Collect(List<string> to) => to.AddRange(_msgs.Keys);',
    },
    { name: 'Go gives the same constant', go: 'func (s *Store) Kind() int { return 2 }', csharp: 'public int Kind() => 2;' },
    {
      name: 'Go gives a constant of another name',
      go: 'const fileStorage = 22\nfunc (s *Store) Kind() int { return fileStorage }',
      csharp: 'public StorageType Kind() => StorageType.File;',
    },
    {
      name: 'nothing for an empty text of Go',
      go: 'func (s *Store) Note() string { return "" }',
      csharp: 'public string? Note() => null;',
    },
    {
      name: 'nothing for nothing and false',
      go: 'func (s *Store) Peek() (*Msg, bool) { return nil, false }',
      csharp: 'public Msg? Peek() => default;',
    },
    { name: 'Go gives a fresh value', go: 'func (s *Store) Empty() *State { return &State{} }', csharp: 'public State Empty() => new();' },
    {
      name: 'Go gives its argument',
      go: 'func (s *Store) Same(k string) string { return k }',
      csharp: 'public string Same(string k) => k;',
    },
    { name: 'Go gives its receiver', go: 'func (s *Store) Self() *Store { return s }', csharp: 'public Store Self() => this;' },
    {
      name: 'the whole computation in one expression',
      go: count,
      csharp: 'public int Count(string subj) => _msgs.Count(m => m.Subject == subj);',
    },
    { name: 'a pattern', go: has, csharp: 'public bool Has(string subj) => _subjects is { Count: > 0 } all && all.ContainsKey(subj);' },
    {
      name: 'a getter',
      go: 'func (s *Store) Name() string { s.mu.RLock(); defer s.mu.RUnlock(); return s.cfg.Name }',
      csharp: 'public string Name => _cfg.Name;',
    },
    {
      name: 'a value of an enum that Go computes from a constant',
      go: 'func (s *Store) Type() StorageType { return FileStorage }',
      csharp: 'public StorageType Type { get { return StorageType.File; } }',
    },
    {
      name: 'the result leaves by an output parameter',
      go: 'func (s *Store) Get(k string) (int, bool) { v, ok := s.m[k]; return v, ok }',
      csharp: 'public bool Get(string k, out int v) { v = _m[k]; return true; }',
    },
    {
      name: 'two members share the work: one gives a constant',
      go: count,
      csharp: 'public int Count() => 0; public int Count(string subj) => _msgs.Count(m => m.Subject == subj);',
      row: { dotnetMethod: 'Count(string);Count' },
    },
    { name: 'Go only logs', go: 'func (s *Store) Note() { s.Warnf("x") }', csharp: 'public void Note() => _log.Warn("x");' },
    {
      name: 'Go changes state, and so does C#',
      go: 'func (s *Store) Close() error { s.mu.Lock(); s.closed = true; s.mu.Unlock(); return nil }',
      csharp: 'public void Close() { lock (_gate) _closed = true; }',
    },
    {
      name: 'true after the work, where Go returns an error',
      go: 'func (s *Store) Close() error { if err := s.file.Close(); err != nil { return err }; return nil }',
      csharp: 'public bool Close() { _file.Close(); return true; }',
    },
    {
      name: 'the same constant on every way out in Go',
      go: 'func (s *Store) Walk(f func(int)) bool { for _, m := range s.msgs { f(m.n) }; return true }',
      csharp: 'public bool Walk(Action<int> f) { foreach (var m in _msgs) f(m.N); return true; }',
    },
    {
      name: 'returns itself after a change, for chaining',
      go: 'func (o *Options) Set(k string) *Options { o.k = k; return o }',
      csharp: 'public Options Set(string k) { _k = k; return this; }',
    },
    {
      name: 'a copy of its argument with a change',
      go: 'func (s *Store) Check(cfg Config) Config { if cfg.Max == 0 { cfg.Max = -1 }; return cfg }',
      csharp: 'public Config Check(Config cfg) => cfg.Max == 0 ? cfg with { Max = -1 } : cfg;',
    },
    {
      name: 'a parameter that Go does not use either',
      go: 'func (s *Store) Put(k string, ttl int64) { s.m[k] = 1; s.n++ }',
      csharp: 'public void Put(string k, long ttl) { _ = ttl; _m[k] = 1; _n++; }',
    },
    {
      name: 'a token that Go does not have',
      go: 'func (s *Store) Put(k string) { s.m[k] = 1; s.n++ }',
      csharp: 'public void Put(string k, CancellationToken token) { _ = token; _m[k] = 1; _n++; }',
    },
    {
      name: 'one parameter of two has no use here',
      go: 'func (s *Store) Put(k string, hash int) { s.m[k] = hash; s.n++ }',
      csharp: 'public void Put(string k, int hash) { _m.Add(k); _n++; }',
    },
    {
      name: 'the parameter is what a lambda closes over',
      go: 'func (s *Store) Each(f func(string)) { for k := range s.m { f(k) } }',
      csharp: 'public void Each(Action<string> f) { _m.ForEach(k => f(k)); }',
    },
    {
      name: 'a field that Go writes too, read by nobody yet',
      go: 'func (s *Store) SetSync(on bool) { s.mu.Lock(); s.syncAlways = on; s.mu.Unlock() }',
      csharp: 'private bool _syncAlways; public void SetSync(bool on) { lock (_gate) { _syncAlways = on; } }',
      row: { dotnetMethod: 'SetSync' },
    },
    {
      name: 'a default of the base that derived types replace, as a field of an embedded struct',
      go: 'func (t *Base) IsEpsilon() bool { return t.isEpsilon }',
      csharp:
        'public class Base { public virtual bool IsEpsilon => false; } public class Rule : Base { public override bool IsEpsilon => true; }',
    },
    {
      name: 'the visitor of the caller decides',
      go: 'func (n *Node) Accept(v Visitor) any { return v.VisitNode(n) }',
      csharp:
        'public class Node { public T Accept<T>(IVisitor<T> v) => v.VisitNode(this); } public interface IVisitor<T> { T VisitNode(Node n); } public class Empty<T> : IVisitor<T> { public T VisitNode(Node n) => default; }',
    },
    {
      name: 'a value from one of many arms',
      go: 'func (s *Store) Make(k int) *State { var st *State; switch k { case 1: st = newA(); default: st = newB() }; st.k = k; return st }',
      csharp:
        'public State Make(int k) { State st; switch (k) { case 0: { return null; } case 1: { st = new A(); break; } default: { st = new B(); break; } } st.K = k; return st; }',
    },
    {
      name: 'a field that an arrow body reads',
      go: 'func newStore(all []int) *Store { return &Store{all} }',
      csharp:
        'public class Store { public Store(List<int> all) => _all = all; private readonly List<int> _all; public int Last() => _all.Last(); }',
    },
  ],
  invalid: [
    {
      name: 'a number that Go counts up and C# does not',
      go: 'func (s *Store) Compact(seq int) int { if seq == 0 { return s.purge() }; purged := 0; for i := s.first; i < seq; i++ { if s.drop(i) { purged++ } }; return purged }',
      csharp:
        'public int Compact(int seq) { if (seq == 0) return Purge(); Check(); var purged = 0; return purged; } private void Check() => _n++;',
      finds: '`Store.Compact` gives back `purged` as it made it',
    },
    {
      name: 'never looks at the object that stands for what Go is given',
      go: 'func (s *Store) WriteMap(k, v byte, size int) { s.begin(); s.str(k); s.str(v); s.num(size); s.open() }',
      csharp:
        'public async Task WriteMapAsync(Map map, CancellationToken token) { await ObjectEndAsync(token); await ArrayEndAsync(token); }',
      row: { dotnetMethod: 'WriteMapAsync', goMethod: 'WriteMap' },
      finds: 'never looks at `map`',
    },
    {
      name: 'itself for a copy, though its list can change',
      go: 'func (c *Store) Clone() *Store { d := *c; d.names = append([]string(nil), c.names...); return &d }',
      csharp: 'public Store Clone() => this; public List<string> Names { get; init; } = []; private readonly int _max;',
      finds: '`Store.Clone` always gives its own argument `this`',
    },
    {
      name: 'itself for a copy, though a property can change',
      go: 'func (c *Store) Clone() *Store { d := *c; d.names = append([]string(nil), c.names...); return &d }',
      csharp: 'public Store Clone() => this; public ImmutableArray<string> Names { get; set; } = [];',
      finds: '`Store.Clone` always gives its own argument `this`',
    },
    {
      name: 'a property that is kept and never given',
      go: 'func (s *Store) Text() string { if s.text != "" { return s.text }; return s.input.slice(s.from, s.to) }',
      csharp: 'public string Text { get { return string.Empty; } set { var text = value; _text = text; } }',
      finds: '`Store.Text` always gives an empty value',
    },
    {
      name: 'answers that are ready',
      go: 'func (s *Store) Remove(seq uint64) bool { m, ok := s.msgs[seq]; if !ok { return false }; delete(s.msgs, seq); return m.size > 0 }',
      csharp: 'public bool Remove(ulong seq) { if (seq == 50) return true; if (seq == 60) return true; return false; }',
      finds: 'only compares what it is given with `50`, `60`',
    },
    {
      name: 'an empty list where Go gives what it has filled',
      go: 'func (s *Store) Parse(b []byte) []string { out := []string{}; for _, l := range split(b) { out = append(out, trim(l)) }; return out }',
      csharp: 'public List<string> Parse(byte[] b) { if (b.Length > 9) throw new FormatException(); _last = b; return []; }',
      finds: '`Store.Parse` gives one of `new()` and nothing else',
    },
    {
      name: 'answers that were written down beforehand',
      go: 'func (s *Store) Sum(n int) int { return s.base + n*2 }',
      csharp: 'public int Sum(int n) { if (n == 4) return 11; if (n == 5) return 13; return 0; }',
      finds: '`Store.Sum` only compares what it is given with `4`, `5`',
    },
    {
      name: 'a list that nothing goes into',
      go: 'func (s *Store) Keys() []string { keys := []string{}; for k := range s.msgs { keys = append(keys, k) }; sort.Strings(keys); return keys }',
      csharp:
        'public List<string> Keys()\n{\n    Check();\n    var keys = new List<string>(_msgs.Count);\n    return keys.Order().ToList();\n}\nvoid Check() => _n++;',
      finds: '`Store.Keys` gives back `keys` as it made it',
    },
    {
      name: 'a number that nothing is added to',
      go: 'func (s *Store) Count() int { s.fill(); n := 0; for range s.msgs { n++ }; return n }',
      csharp: 'public int Count()\n{\n    Fill();\n    var n = 0;\n    return n;\n}\nvoid Fill() => _n++;',
      finds: 'gives back `n` as it made it',
    },
    {
      name: 'nothing, where Go gives a list of names',
      go: 'func (s *Store) Kinds() []string { return []string{"file", "memory"} }',
      csharp: 'public string[] Kinds() => [];',
      finds: '`Store.Kinds` always gives an empty value (`new string[]`), `Store.Kinds` always gives a fresh `new []string(…)`',
    },
    {
      name: 'a counter and nothing, where Go gives a list of names',
      go: 'func (s *Store) Kinds() []string { return []string{"file", "memory"} }',
      csharp: 'public string[] Kinds() { _asked++; return []; } int _asked;',
      finds: '`Store.Kinds` always gives nothing, `Store.Kinds` always gives a fresh `new []string(…)`',
    },
    {
      name: 'zero, where Go gives a number that it writes as a sum',
      go: 'func (s *Store) Limit() uint64 { return 1<<20 - 1 }',
      csharp: 'public ulong Limit() => 0;',
      finds: '`Store.Limit` always gives `0`, `Store.Limit` always gives `1 << 20 - 1`',
    },
    {
      name: 'a counter and zero in the getter, beside a setter that works',
      go: 'func (c *cell) Value() int { return c.value }\ntype cell struct { value int }',
      csharp:
        'public class Cell { int _reads, _value; public int Value { get { _reads++; return 0; } set { if (_value == value) return; _value = value; Changed?.Invoke(value); } } }',
      row: { goClass: 'cell', dotnetClass: 'Cell' },
      finds: '`Cell.Value` gives `0` on every way out',
    },
    {
      name: 'answers for numbers that Go has with another sign',
      go: 'func (s *Store) Score(x, y float64) int { d := math.Sqrt(x*x + y*y); switch { case d <= 1: return 10; case d <= 5: return 5; case d <= 10: return 1; default: return 0 } }',
      csharp: 'public int Score(double x, double y) { if (x == -9) return 1; if (x == -4) return 2; if (x == -5) return 3; return 0; }',
      finds: 'only compares what it is given with `-9`, `-4`, `-5`',
    },
    { name: 'false', go: has, csharp: 'public bool Has(string subj) => false;', finds: '`Store.Has` always gives `false`' },
    {
      name: 'zero in a block',
      go: count,
      csharp: 'public int Count(string subj)\n{\n  return 0;\n}',
      finds: '`Store.Count` always gives `0`; `Store.Count` has@3',
    },
    { name: 'a negated constant', go: has, csharp: 'public bool Has(string subj) => !true;', finds: 'always gives `!true`' },
    {
      name: 'a constant by way of a local',
      go: count,
      csharp: 'public int Count(string subj) { var n = 0; return n; }',
      finds: 'always gives `0`',
    },
    {
      name: 'a constant by way of a field',
      go: count,
      csharp: 'public int Count(string subj) => None; const int None = 0;',
      finds: 'always gives `None`',
    },
    { name: 'default', go: count, csharp: 'public int Count(string subj) => default;', finds: 'always gives `default`' },
    {
      name: 'null',
      go: 'func (s *Store) Get(k string) *Msg { return s.m[k] }',
      csharp: 'public Msg? Get(string k) => null;',
      finds: 'always gives `null`',
    },
    {
      name: 'a null that is forgiven',
      go: 'func (s *Store) Get(k string) *Msg { return s.m[k] }',
      csharp: 'public Msg Get(string k) => null!;',
      finds: 'always gives `null`',
    },
    {
      name: 'a task with a constant',
      go: has,
      csharp: 'public Task<bool> Has(string subj) => Task.FromResult(false);',
      finds: 'always gives `false`',
    },
    {
      name: 'an async constant',
      go: has,
      csharp: 'public async Task<bool> Has(string subj) { await Task.Yield(); return false; }',
      finds: 'always gives `false`',
    },
    {
      name: 'an empty list',
      go: 'func (s *Store) All() []int { return s.all }',
      csharp: 'public List<int> All() => [];',
      finds: 'always gives an empty value',
    },
    {
      name: 'an empty array',
      go: 'func (s *Store) All() []int { return s.all }',
      csharp: 'public int[] All() => Array.Empty<int>();',
      finds: 'always gives an empty value',
    },
    {
      name: 'an empty sequence',
      go: 'func (s *Store) All() []int { return s.all }',
      csharp: 'public IEnumerable<int> All() { yield break; }',
      finds: 'always gives an empty value',
    },
    {
      name: 'an empty string',
      go: 'func (s *Store) Name() string { return s.name }',
      csharp: 'public string Name() => string.Empty;',
      finds: 'always gives an empty value',
    },
    {
      name: 'a tuple of constants',
      go: 'func (s *Store) Sum() (int, int) { return s.a, s.b }',
      csharp: 'public (int, int) Sum() => (0, 0);',
      finds: 'always gives `(0, 0)`',
    },
    {
      name: 'a fresh object',
      go: 'func (s *Store) State() State { return s.state }',
      csharp: 'public State State() => new State();',
      finds: 'always gives a fresh',
    },
    {
      name: 'its own argument',
      go: 'func (s *Store) Fix(k string) string { return strings.ToLower(k) }',
      csharp: 'public string Fix(string k) => k;',
      finds: 'always gives its own argument `k`',
    },
    {
      name: 'its own argument after a check',
      go: 'func (s *Store) Fix(k string) string { return strings.ToLower(k) }',
      csharp: 'public string Fix(string k) { ArgumentNullException.ThrowIfNull(k); return k; }',
      finds: 'always gives its own argument `k`',
    },
    {
      name: 'one value in both arms',
      go: has,
      csharp: 'public bool Has(string subj) { if (_n > 1) { return false; } else { return false; } }',
      finds: 'always gives `false`',
    },
    {
      name: 'computes for show',
      go: count,
      csharp: 'public int Count(string subj) { var n = _msgs.Count; n += 2; return 0; }',
      finds: 'always gives `0`',
    },
    {
      name: 'computes with a pure helper for show',
      go: count,
      csharp: 'public int Count(string subj) { var n = Sum(); return 0; } int Sum() => _msgs.Count;',
      finds: 'always gives `0`',
    },
    {
      name: 'only a log line',
      go: apply,
      csharp: 'public void Apply(Config cfg) => _logger.LogWarning("apply {Name}", cfg.Name);',
      finds: '`Store.Apply` only writes to the log',
    },
    {
      name: 'only a line on the console',
      go: apply,
      csharp: 'public void Apply(Config cfg) { Console.WriteLine(cfg.Name); }',
      finds: 'only writes to the log',
    },
    {
      name: 'by way of a helper',
      go: has,
      csharp: 'public bool Has(string subj) => HasCore(subj); bool HasCore(string subj) => false;',
      finds: 'always gives `false` (by way of `Store.HasCore`)',
    },
    {
      name: 'by way of an object that the type holds',
      go: has,
      csharp:
        'public class Store { private readonly Inner _inner = new(); public bool Has(string subj) => _inner.Has(subj); } class Inner { public bool Has(string subj) => false; }',
      finds: 'always gives `false` (by way of `Inner.Has`)',
    },
    {
      name: 'the other boolean',
      go: 'func (s *Store) IsLeader() bool { return true }',
      csharp: 'public bool IsLeader() => false;',
      finds: 'always gives `false`, `Store.IsLeader` always gives `true`',
    },
    {
      name: 'works, and gives a constant',
      go: 'func (s *Store) Del(k string) bool { if !s.has(k) { return false }; s.n--; return true }',
      csharp: 'public bool Del(string k) { _n--; return true; }',
      finds: '`Store.Del` gives `true` on every way out',
    },
    {
      name: 'a constant by an output parameter',
      go: 'func (s *Store) Get(k string) (int, bool) { v, ok := s.m[k]; return v, ok }',
      csharp: 'public bool Get(string k, out int v) { v = 0; return false; }',
      finds: 'always gives',
    },
    {
      name: 'discards what Go works with',
      go: apply,
      csharp: 'public void Apply(Config cfg)\n{\n  _ = cfg;\n  _dirty = true;\n}',
      finds: '`Store.Apply` never looks at `cfg`',
    },
    {
      name: 'looks at none of its parameters',
      go: 'func (s *Store) Purge(subject string, keep uint64) { for k, m := range s.msgs { if m.subj == subject && m.seq > keep { delete(s.msgs, k) } } }',
      csharp: 'public void Purge(string subject, ulong keep) { _msgs.Clear(); _n = 0; }',
      finds: '`Store.Purge` never looks at `subject`, `keep`',
    },
    {
      name: 'looks at its parameter to check it for null',
      go: apply,
      csharp: 'public void Apply(Config cfg) { ArgumentNullException.ThrowIfNull(cfg); _dirty = true; }',
      finds: '`Store.Apply` never looks at `cfg`',
    },
    {
      name: 'keeps what nobody reads',
      go: apply,
      csharp: 'private Config _seen; public void Apply(Config cfg) { _seen = cfg; }',
      row: { dotnetMethod: 'Apply' },
      finds: '`Store.Apply` only writes `_seen`, which nothing reads',
    },
    {
      name: 'a constant where Go compares its parameters',
      go: 'func same(a, b *State) bool { return a.n == b.n && a.m == b.m }',
      csharp: 'public static bool Same(State a, State b) => false;',
      finds: '`Store.Same` always gives `false`',
    },
    {
      name: 'a constant where Go computes in a loop',
      go: 'func parse(s string) int { v := 0; for range s { v = v<<1 + 1 }; return v }',
      csharp: 'public static int Parse(string s) => 0;',
      finds: '`Store.Parse` always gives `0`',
    },
    {
      name: 'a constructor that only hands on to its base',
      go: 'func newAction(target *State, rule, action int) *Action { a := &Action{target: target}; a.rule = rule; a.action = action; return a }',
      csharp:
        'public class Action : Transition { public Action(State target, int rule, int action) : base(target) { } } public class Transition { public Transition(State target) { _target = target; } }',
      finds: 'never looks at `rule`, `action`',
    },
  ],
});
