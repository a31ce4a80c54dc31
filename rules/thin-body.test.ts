import { testRule } from '../test/rule-tester.js';
import rule from './thin-body.js';

const go = `func (s *Store) Add(m *Msg) error {
	if s.closed {
		return errClosed
	}
	if m.size > s.maxSize {
		return errTooLarge
	}
	s.index(m)
	s.msgs = append(s.msgs, m)
	s.bytes += m.size
	for s.bytes > s.maxBytes {
		s.removeFirst()
	}
	s.notify(m)
	return nil
}`;
const whole = `public void Add(Msg m)
{
    if (_closed) throw new StoreClosedException();
    if (m.Size > _maxSize) throw new MessageTooLargeException();
    Index(m);
    _msgs.Add(m);
    _bytes += m.Size;
    while (_bytes > _maxBytes) RemoveFirst();
    Notify(m);
}`;
const others = ['index', 'removeFirst', 'notify'].map((name, i) => ({
  id: i + 2,
  goMethod: name,
  dotnetMethod: (name[0] as string).toUpperCase() + name.slice(1),
}));

const remove =
  'func (s *Store) Remove(k string) bool { m, ok := s.msgs[k]; if !ok { return false }; delete(s.msgs, k); s.bytes -= m.size; s.notify(m); return true }';
const removed = (then: string) => `public class Store {
    long _bytes; readonly Dictionary<string, Msg> _msgs = new();
    public bool Remove(string k) { if (!_msgs.Remove(k, out var m)) return false; ${then} Notify(m); return true; }
    void Notify(Msg m) { _bytes -= m.Size; Changed?.Invoke(m); }
    void Log(Msg m) { Changed?.Invoke(m); }
  }`;

const save = `func (s *Store) save(k string, b []byte) error {
  sum := sha256.Sum256(b)
  s.sums[k] = sum
  return os.WriteFile(s.pathOf(k), b, 0600)
}`;
const elect =
  'func (n *Node) elect() { if n.observer { return }; n.term++; n.vote = n.id; n.saveTerm(); n.resetTimer(); for _, p := range n.peers { n.askVote(p) } }\ntype Node struct{}';

testRule(rule, {
  valid: [
    {
      name: 'a body of many thousand statements',
      go: `func (s *Store) Fill() { ${'s.add(1); '.repeat(12_000)} }`,
      csharp: `public void Fill() { ${'Add(1); '.repeat(12_000)} }`,
    },
    {
      name: 'a call of the library for a function of Go that only works out a value',
      go: 'func (s *Store) Has(a string) bool { s.asked++; toks := tokenize(a); s.last = a; return s.match(toks) }\ntype Store struct { asked int; last string }\nfunc tokenize(a string) []string { var out []string; start := 0; for i := 0; i < len(a); i++ { if a[i] == 46 { out = append(out, a[start:i]); start = i + 1 } }; out = append(out, a[start:]); return out }',
      csharp: "public bool Has(string a) { _asked++; var parts = a.Split('.'); _last = a; return Match(parts); } int _asked; string _last;",
      others: [{ id: 2, goMethod: 'tokenize', goClass: '', dotnetMethod: 'Tokenize' }],
    },
    {
      name: 'a record whose places bear the names',
      go: 'func decode(b []byte) *resp { r := pool.Get().(*resp); r.term = u64(b[0:]); r.index = u64(b[8:]); r.peer = text(b[16:24]); r.success = b[24] == 1; return r }\ntype resp struct { term, index uint64; peer string; success bool }',
      csharp:
        'public sealed record Resp(ulong Term, ulong Index, string Peer, bool Success) { public static Resp Decode(byte[] b) => new(U64(b, 0), U64(b, 8), Text(b, 16), b[24] == 1); static ulong U64(byte[] b, int at) => BitConverter.ToUInt64(b, at); static string Text(byte[] b, int at) => Encoding.UTF8.GetString(b, at, 8); }',
      row: { goClass: '', goMethod: 'decode', dotnetClass: 'Resp', dotnetMethod: 'Decode' },
    },
    {
      name: 'a list of which some are taken out, where Go fills it anew',
      go: 'func (s *Store) Drop(now int) int { kept := s.list[:0]; for _, e := range s.list { if e.until > now { kept = append(kept, e) } }; n := len(s.list) - len(kept); for i := len(kept); i < len(s.list); i++ { s.list[i] = nil }; s.list = kept; return n }\ntype Store struct { list []*entry }',
      csharp: 'public int Drop(int now) { lock (_list) return _list.RemoveAll(e => e.Until <= now); } readonly List<Entry> _list = [];',
    },
    {
      name: 'a call by a name that is not cut short',
      go: 'func (s *Store) Take(b []byte) { s.seen++; s.rdDecodeMsg(b); s.last = len(b) }\ntype Store struct { seen, last int }',
      csharp: 'public void Take(byte[] b) { _seen++; ReaderDecodeMessage(b); RdDecodeMessage(b); _last = b.Length; } int _seen, _last;',
      others: [{ id: 2, goMethod: 'rdDecodeMsg', goClass: 'Store', dotnetMethod: 'Decoded', goLineCount: 20 }],
    },
    {
      name: 'a member that is called though it does nothing: its own row has to answer for that',
      go: 'func (fs *Store) Add(n int) { fs.count++; fs.bytes += n; fs.forget(n); fs.last = n }\ntype Store struct { count, bytes, last int }\nfunc (fs *Store) forget(n int) { for i, l := range fs.lost { if l == n { fs.lost = cut(fs.lost, i); fs.gaps-- } } }',
      csharp: 'public void Add(int n) { _count++; _bytes += n; Forget(n); _last = n; } int _count, _bytes, _last; void Forget(int n) { }',
      others: [{ id: 2, goMethod: 'forget', goClass: 'Store', dotnetMethod: 'Forget' }],
    },
    {
      name: 'a call that a helper of the base type makes',
      go: 'func (s *Store) Rotate() { s.out = 0; s.limit = s.olimit; s.purge(s.name) }\ntype Store struct { out, limit, olimit int; name string }\nfunc (s *Store) purge(n string) { for _, f := range s.files(n) { s.remove(f); s.count-- } }',
      csharp:
        'public class Store : Rotating { public void Rotate() { _out = 0; _limit = _olimit; Finish(); } int _out, _limit, _olimit; } public class Rotating { protected string _name; protected void Finish() => Purge(_name); void Purge(string n) { foreach (var f in Files(n)) { f.Delete(); _count--; } } int _count; }',
      others: [{ id: 2, goMethod: 'purge', goClass: 'Store', dotnetMethod: 'Purge' }],
    },
    {
      name: 'a call of two statements, in place',
      go: 'func (s *Store) Rotate() { s.out = 0; s.limit = s.olimit; s.bump() }\ntype Store struct { out, limit, olimit, n int }\nfunc (s *Store) bump() { s.n++ }',
      csharp: 'public void Rotate() { _out = 0; _limit = _olimit; _n++; } int _out, _limit, _olimit, _n;',
      others: [{ id: 2, goMethod: 'bump', goClass: 'Store', dotnetMethod: 'Bump' }],
    },
    {
      name: 'a name that says the same in other words',
      go: 'func (s *Store) Rotate() { s.out = 0; s.limit = s.olimit; s.removeFromCaches(s.name) }\ntype Store struct { out, limit, olimit int; name string }',
      csharp: 'public void Rotate() { _out = 0; _limit = _olimit; RemoveCache(_name); } int _out, _limit, _olimit; string _name;',
      others: [{ id: 2, goMethod: 'removeFromCaches', goClass: 'Store', dotnetMethod: 'DropCached', goLineCount: 20 }],
    },
    {
      name: 'another field of its own stands for that of Go',
      go: 'func (s *Store) Rebuild() { s.count = 0; for _, r := range s.read(s.path) { s.count += r.n } }\ntype Store struct { path string; count int }',
      csharp: 'public void Rebuild() { _count = 0; foreach (var r in Read(_file)) _count += r.N; } string _path; Stream _file; int _count;',
    },
    {
      name: 'what bounds a loop of Go',
      go: 'func (s *Store) Total(min int) (n int) { for i := s.first; i <= s.last; i++ { if r, ok := s.recs[i]; ok && r.size > min { n += r.size } }; return n }\ntype Store struct { first, last int; recs map[int]rec }',
      csharp:
        'public int Total(int min) => _recs.Values.Where(r => r.Size > min).Sum(r => r.Size); int _first, _last; Dictionary<int, Rec> _recs;',
    },
    {
      name: 'a timer that runs again where Go has a loop with a ticker',
      go: 'func (s *Store) Watch() { s.refs++; if s.refs == 1 { s.touch(); go func() { t := time.NewTicker(s.every); for { select { case <-t.C: s.touch(); case <-s.done: return } } }() } }\ntype Store struct { refs int; every time.Duration; done chan bool }',
      csharp:
        'public void Watch() { if (Interlocked.Increment(ref _refs) == 1) { Touch(); _timer = new Timer(_ => Touch(), null, _every, _every); } } int _refs; TimeSpan _every; Timer _timer;',
    },
    {
      name: 'the way out of a loop by a call of itself',
      go: 'func Is(err, target error) bool { if err == nil || target == nil { return err == target }; for { if err == target { return true }; if x, ok := err.(matcher); ok && x.Is(target) { return true }; if err = unwrap(err); err == nil { return false } } }',
      csharp:
        'public static bool Is(Exception? e, Exception? target) => ReferenceEquals(e, target) || (e is not null && target is not null && (e is IMatcher m && m.Is(target) || Is(e.InnerException, target)));',
      row: { goClass: '' },
    },
    {
      name: 'a lambda that a list of its own runs for each of its keys',
      go: 'func (s *Store) Prune() { for k, e := range s.cache { if e.closed { delete(s.cache, k) } } }\ntype Store struct { cache map[string]*entry }',
      csharp:
        'public void Prune() { var stale = _cache.Where(e => e.Value.Closed).Select(e => e.Key).ToList(); stale.ForEach(k => _cache.Remove(k)); } readonly Dictionary<string, Entry> _cache = new();',
    },
    {
      name: "a member of another type by a library's name runs what it is handed",
      go: 'func Union(sets []*Set) *Set { u := sets[0].Clone(); for _, s := range sets[1:] { s.Range(func(n uint64) bool { u.Insert(n); return true }) }; return u }',
      csharp:
        'public static Set Union(Set[] sets) { var u = sets[0].Clone(); foreach (var s in sets.Skip(1)) s.Range(n => { u.Insert(n); return true; }); return u; }',
      row: { goClass: '' },
    },
    {
      name: 'what a `ref` element is given goes into the buffer',
      go: 'func (s *Store) Unmask(buf []byte) { for i := range buf { buf[i] ^= s.key[s.pos&3]; s.pos++ } }\ntype Store struct { key [4]byte; pos int }',
      csharp: 'public void Unmask(Span<byte> buf) { foreach (ref var b in buf) { b ^= _key[_pos & 3]; _pos++; } } byte[] _key; int _pos;',
    },
    {
      name: 'a set that says of itself that it is emptied',
      go: 'func (s *Store) Drop(n uint64) bool { if !s.queued(n) { return false }; s.queue.remove(n); if s.queue.len() == 0 { s.index.Empty() } else { s.index.Delete(n) }; return true }\ntype Store struct { queue list; index set }',
      csharp:
        'public bool Drop(ulong n) { if (!Queued(n) || !_queue.Remove(n)) return false; if (_queue.Count == 0) _index.Empty(); else _index.Delete(n); return true; } readonly List<ulong> _queue = new(); readonly Set _index = new();',
    },
    {
      name: 'a count whose name is cut short in Go',
      go: 'func (a *Acc) Remove(c *Conn) int { n := len(a.conns); delete(a.conns, c); if c.isLeaf() { a.nleafs-- }; a.server.update(a); return n }\ntype Acc struct { conns map[*Conn]bool; nleafs int; server *Server }',
      csharp:
        'public class Acc { readonly HashSet<Conn> _conns = new(); int _leafNodes; Server _server; public int Remove(Conn c) { var n = _conns.Count; _conns.Remove(c); if (c.IsLeaf) _leafNodes--; _server.Update(this); return n; } }',
      row: { goClass: 'Acc', dotnetClass: 'Acc' },
    },
    {
      name: 'a short way for small buffers, which C# does not need',
      go: 'func (s *Store) Find(n uint64) int { if len(s.blks) < 32 { for i, b := range s.blks { if n <= b.last { return i } }; return -1 }; for low, high := 0, len(s.blks)-1; low <= high; { mid := (low + high) / 2; b := s.blks[mid]; if n > b.last { low = mid + 1 } else if n < b.first { high = mid - 1 } else { return mid } }; return -1 }\ntype Store struct { blks []*blk }',
      csharp:
        'public int Find(ulong n) { int low = 0, high = _blks.Count; while (low < high) { var mid = (low + high) >>> 1; if (_blks[mid].Last < n) low = mid + 1; else high = mid; } return low < _blks.Count ? low : -1; } readonly List<Blk> _blks = [];',
    },
    {
      name: 'the first of what Go looks at the first of, too',
      go: 'func (s *Store) Best() string { if len(s.urls) > 0 { return s.urls[0] }; for _, u := range s.urls { s.drop(u) }; return "" }\ntype Store struct { urls []string }',
      csharp:
        'public string Best() { if (_urls.Count > 0) return _urls[0]; foreach (var u in Others()) Drop(u); return ""; } readonly List<string> _urls = new();',
    },
    {
      name: 'an answer that Go does not look at either',
      go: 'func (s *Store) Each(visit func(k string) bool) { for k := range s.all { visit(k); s.seen++ } }\ntype Store struct { all map[string]int; seen int }',
      csharp:
        'public void Each(Func<string, bool> visit) { foreach (var k in _all.Keys) { visit(k); _seen++; } } readonly Dictionary<string, int> _all = new(); int _seen;',
    },
    {
      name: 'the clock is read by who calls',
      go: 'func (s *Store) Expire() int { now := time.Now(); n := 0; for k, t := range s.due { if t.Before(now) { delete(s.due, k); n++ } }; return n }\ntype Store struct { due map[string]time.Time }',
      csharp:
        'public int Expire(DateTimeOffset now) { var n = 0; foreach (var (k, t) in _due.ToArray()) if (t < now) { _due.Remove(k); n++; } return n; } readonly Dictionary<string, DateTimeOffset> _due = new();',
    },
    {
      name: 'the time that Go tells a log',
      go: 'func (s *Store) Compact() { start := time.Now(); s.blocks = s.merge(s.blocks); s.Debugf("took %v", time.Since(start)) }\ntype Store struct { blocks []int }',
      csharp: 'public void Compact() { _blocks = Merge(_blocks); } List<int> _blocks;',
    },
    {
      name: 'a local that is got for the exception that it may cost',
      go: 'func (s *Store) Encode(t string, a int) (string, error) { if gcd(a, 26) != 1 { return "", errPrime }; s.used++; return s.cipher(t, a), nil }',
      csharp: `public string Encode(string t, int a) { var inverse = InverseOf(a); _used++; return Cipher(t, a); }
        int InverseOf(int a) { for (var i = 1; i < 26; i++) if (a * i % 26 == 1) return i; throw new ArgumentException("no inverse"); }`,
    },
    {
      name: 'what a call takes away is not needed',
      go: 'func (s *Store) Drop(k string) bool { if _, ok := s.msgs[k]; !ok { return false }; delete(s.msgs, k); s.count--; return true }',
      csharp: 'public bool Drop(string k) { if (!_msgs.TryRemove(k, out var gone)) return false; _count--; return true; }',
    },
    {
      name: 'a discard, and a name that says so',
      go: 'func (s *Store) Has(k string) bool { m := s.find(k); s.asked++; return m != nil && m.live }',
      csharp: 'public bool Has(string k) { _asked++; _ = Touch(k); var ignored = Touch(k); return Find(k) is { Live: true }; }',
    },
    {
      name: 'Go drops the result of the same call',
      go: 'func (s *Store) Flush() int { s.fd.Sync(); n := s.pending; s.pending = 0; return n }',
      csharp: 'public int Flush() { var done = _file.Sync(); var n = _pending; _pending = 0; return n; }',
    },
    {
      name: 'an empty text at the end, where Go has it as a guard',
      go: 'func (s *Store) Name(id int) string { if id < 0 || id >= len(s.names) { return "" }; s.asked++; return s.names[id] }',
      csharp: 'public string Name(int id) { if (id >= 0 && id < _names.Count) { _asked++; return _names[id]; } return ""; }',
    },
    {
      name: 'nothing at the end for an error of Go',
      go: 'func (s *Store) Name(id int) (string, error) { if id < 0 || id >= len(s.names) { return "", errRange }; s.asked++; return s.names[id], nil }',
      csharp: 'public string Name(int id) { if (id >= 0 && id < _names.Count) { _asked++; return _names[id]; } return ""; }',
    },
    {
      name: 'nothing at the end where there is no object, for which Go does not ask',
      go: 'func (t *Node) Text() string { return t.symbol.Text() }',
      csharp: 'public string Text() { if (_symbol != null) { return _symbol.Text(); } return ""; }',
    },
    {
      name: 'a task that runs on, where Go gives a plain value',
      go: 'func (s *Store) Start() bool { go s.loop(); s.on = true; return true }',
      csharp: 'public bool Start() { var t = Task.Run(Loop); _on = true; return true; }',
    },
    {
      name: 'a count that the list of it keeps by itself',
      go: 'func (s *Store) Drop(k string) { delete(s.msgs, k); s.count-- }',
      csharp: 'public void Drop(string k) { _msgs.Remove(k); }',
    },
    {
      name: 'a log where Go has none',
      go: 'func (s *Store) Remove(k string) { delete(s.msgs, k); s.count-- }',
      csharp: 'public void Remove(string k) { if (!_msgs.Remove(k)) _logger.LogWarning("no {K}", k); _count--; }',
    },
    {
      name: 'a log that Go writes in a function of its own',
      go: 'func (s *Store) Add(k string) { if s.count > 10 { s.noteSlow(k) }; s.msgs[k] = 1; s.count++ }\nfunc (s *Store) noteSlow(k string) { s.log.Warnf("slow %s", k) }',
      csharp: 'public void Add(string k) { if (_count > 10) _logger.LogWarning("slow {K}", k); _msgs[k] = 1; _count++; }',
    },
    {
      name: 'a case without a consequence, in Go as well',
      go: 'func (s *Store) Set(k int) { switch { case k == s.old: case k > 3: s.mode = k } }',
      csharp: 'public void Set(int k) { if (k == _old) { } else if (k > 3) { _mode = k; } }',
    },
    {
      name: 'a property of another type does what the library of Go does',
      go: 'func (s *Store) Add(m *Msg) { sum := sha256.Sum256(m.data); s.sums[m.key] = sum; s.count++ }',
      csharp:
        'public class Store { readonly Dictionary<string, byte[]> _sums = new(); int _count; public void Add(Msg m) { _sums[m.Key] = m.Stamp; _count++; } } public class Msg { public string Key; byte[] _data; public byte[] Stamp => SHA256.HashData(_data); }',
    },
    {
      name: 'a local that only a log reads',
      go: 'func (s *Store) Drop(k string) { delete(s.msgs, k); s.log.Debugf("%d left", len(s.msgs)) }',
      csharp: 'public void Drop(string k) { _msgs.Remove(k); var left = _msgs.Count + 0; _log.LogDebug("{Left} left", left); }',
    },
    {
      name: 'an object that is made for its disposal',
      go: 'func (s *Store) Drop(k string) { defer s.timer.start(k)(); delete(s.msgs, k) }',
      csharp: 'public void Drop(string k) { using var running = _timer.Start(k); _msgs.Remove(k); }',
    },
    {
      name: 'Go has a condition without a consequence, too',
      go: 'func (s *Store) Drop(k string) { if k == s.last { /* kept */ } else { delete(s.msgs, k) } }',
      csharp: 'public void Drop(string k) { if (k == _last) { } else { _msgs.Remove(k); } }',
    },
    {
      name: 'a condition that is there for a line in the log',
      go: 'func (s *Store) Drop(k string) { delete(s.msgs, k) }',
      csharp: 'public void Drop(string k) { _msgs.Remove(k); if (_log.IsEnabled(LogLevel.Debug)) { _log.LogDebug("dropped"); } }',
    },
    {
      name: 'hash and file by way of a helper',
      go: save,
      csharp:
        'public void Save(string k, byte[] b) { _sums[k] = SumOf(b); File.WriteAllBytes(PathOf(k), b); } static byte[] SumOf(byte[] b) => SHA256.HashData(b);',
      row: { goMethod: 'save', dotnetMethod: 'Save' },
    },
    {
      name: 'the hash is known from the start',
      go: 'func (s *Store) sum(b []byte) []byte { s.n++; s.last = b; h := sha256.Sum256(s.seed); return h[:] }',
      csharp:
        'readonly byte[] _known; public Store(byte[] seed) => _known = SHA256.HashData(seed); public byte[] Sum(byte[] b) { _n++; _last = b; return _known; }',
      row: { goMethod: 'sum', dotnetMethod: 'Sum' },
    },
    {
      name: "a local of a package's name",
      go: 'func (s *Store) join(s2 *Set) int { n := 0; for _, k := range s2.Keys() { n += s.add(k) }; return n }',
      csharp: 'public int Join(Set other) { var n = 0; foreach (var k in other.Keys) { n += Add(k); } return n; }',
      row: { goMethod: 'join', dotnetMethod: 'Join' },
    },
    {
      name: 'the same changes under other names',
      go: elect,
      csharp: `public class Node { public void Elect() { if (_watches) return; _epoch++; _choice = _self; Persist(); Rearm(); foreach (var p in _others) Ballot(p); }
        void Persist() => File.WriteAllText(_path, _choice); void Rearm() => _due = 1; void Ballot(string p) => _out.Enqueue(p); }`,
      row: { goClass: 'Node', goMethod: 'elect', dotnetClass: 'Node', dotnetMethod: 'Elect' },
    },
    {
      name: 'an expression of the library does the loops',
      go: 'func join(tokens []string) string { if len(tokens) == 0 { return "" }; n := 0; for _, t := range tokens { n += len(t) }; var sb strings.Builder; sb.Grow(n); sb.WriteString(tokens[0]); for _, t := range tokens[1:] { sb.WriteByte(46); sb.WriteString(t) }; return sb.String() }',
      csharp: "public static string Join(IEnumerable<string> tokens) => string.Join('.', tokens);",
      row: { goClass: '', goMethod: 'join', dotnetMethod: 'Join' },
    },
    {
      name: 'a delegate sees to what Go does itself',
      go: 'func (s *Store) Run(k string) { defer func() { if r := recover(); r != nil { s.failed++ } }(); s.count++; s.handler(k) }',
      csharp:
        'long _failed; long _count; readonly Action<Action> _guarded; public void Run(string k) => _guarded(() => { _count++; _handler(k); });',
    },
    { name: 'state is changed', go: remove, csharp: removed('_bytes -= m.Size;') },
    {
      name: 'state is changed by a member with a row of its own',
      go: remove,
      others: [{ id: 2, goMethod: 'notify', dotnetMethod: 'Notify' }],
      csharp: removed(''),
    },
    { name: 'all of it is there', go, others, csharp: whole },
    {
      name: 'a helper that no row speaks of does the work',
      go,
      others,
      csharp: `public void Add(Msg m) { Check(m); Put(m); Trim(); Notify(m); }
        void Check(Msg m) { if (_closed) throw new X(); if (m.Size > _maxSize) throw new Y(); }
        void Put(Msg m) { Index(m); _msgs.Add(m); _bytes += m.Size; }
        void Trim() { while (_bytes > _maxBytes) RemoveFirst(); }`,
    },
    {
      name: 'short through LINQ',
      go: `func (s *Store) Names(prefix string) []string {
        var names []string
        for _, m := range s.msgs { if strings.HasPrefix(m.name, prefix) { names = append(names, m.name) } }
        sort.Strings(names)
        return names
      }`,
      csharp: `public List<string> Names(string prefix) =>
        _msgs.Where(m => m.Name.StartsWith(prefix)).Select(m => m.Name).Order().ToList();`,
    },
    {
      name: 'short through the base library',
      go: `func clamp(v, low, high int) int {
        if v < low { return low }
        if v > high { return high }
        return v
      }`,
      csharp: 'public static int Clamp(int v, int low, int high) => Math.Clamp(v, low, high);',
    },
    {
      name: 'Go leaves in the first round too',
      go: 'func (s *Store) First() *Msg { for _, m := range s.msgs { return m }; return nil }',
      csharp: 'public Msg? First() { foreach (var m in _msgs) { return m; } return null; }',
    },
    {
      name: 'a loop that goes on before it leaves',
      go: 'func (s *Store) Find(k int) *Msg { for _, m := range s.msgs { if m.k == k { return m } }; return nil }',
      csharp: 'public Msg? Find(int k) { foreach (var m in _msgs) { if (m.K != k) continue; return m; } return null; }',
    },
    {
      name: 'an empty body is what another rule speaks of',
      go,
      others,
      csharp: 'public void Add(Msg m) { }',
    },
    {
      name: 'an overload does the work',
      go,
      others,
      csharp: whole.replace('Add(Msg m)', 'Add(Msg m, bool sync)').concat('\npublic void Add(Msg m) => Add(m, true);'),
      row: { dotnetMethod: 'Add' },
    },
  ],
  invalid: [
    {
      name: 'an entry that stays in the map',
      go: 'func (c *Store) Put(k string, v []byte) { c.items[k] = c.ll.PushFront(k); for c.ll.Len() > c.max { last := c.ll.Back(); c.ll.Remove(last); delete(c.items, last.Value.(string)) } }\ntype Store struct { max int; ll *list.List; items map[string]*list.Element }',
      csharp:
        'public void Put(string k, byte[] v) { _items[k] = _list.AddFirst(k); while (_list.Count > _max) { _list.RemoveLast(); } } readonly int _max; readonly LinkedList<string> _list = new(); readonly Dictionary<string, LinkedListNode<string>> _items = new();',
      finds: '`Store.Put` takes something out of `c.items` (line 1), and `Store.Put`, for all that it looks at it, never does',
    },
    {
      name: 'an object that is made each time, and never put where it is looked for',
      go: 'func (s *Store) Manager(name string) *Manager { if m, ok := s.mqtt.sessions[name]; ok { return m }; m := s.create(name); s.mqtt.sessions[name] = m; return m }\ntype Store struct { mqtt *mqtt }',
      csharp:
        'public Manager Manager(string name) { if (_mqtt.Sessions.TryGetValue(name, out var m)) return m; return Create(name); } readonly Mqtt _mqtt;',
      finds: '`Store.Manager` puts something into `s.mqtt.sessions` (line 1)',
    },
    {
      name: 'a call on a receiver that is called as a package of the library is',
      go: 'func (fs *Store) Add(n int) { fs.count++; fs.bytes += n; fs.enforce(n); fs.last = n }\ntype Store struct { count, bytes, last int }\nfunc (fs *Store) enforce(n int) { for fs.bytes > fs.max { fs.removeFirst(n); fs.gone++ } }',
      csharp: 'public void Add(int n) { _count++; _bytes += n; _last = n; } int _count, _bytes, _last;',
      others: [{ id: 2, goMethod: 'enforce', goClass: 'Store', dotnetMethod: 'Enforce' }],
      finds: '`Store.Add` calls `fs.enforce` (from line 1 on)',
    },
    {
      name: 'an undoing for which the doing does not stand',
      go: 'func (s *Store) Save(k string) bool { if s.idx.Len() >= s.limit { s.unTrack(s.oldest()); s.dropped++ }; s.track(k); return true }\ntype Store struct { idx *index; limit, dropped int }',
      csharp:
        'public bool Save(string k) { if (_idx.Count >= _limit) { _dropped++; Oldest(); } Track(k); return true; } readonly List<string> _idx = new(); int _limit, _dropped;',
      others: [
        { id: 2, goMethod: 'unTrack', goClass: 'Store', dotnetMethod: 'UnTrack', goLineCount: 20 },
        { id: 3, goMethod: 'track', goClass: 'Store', dotnetMethod: 'Track', goLineCount: 20 },
      ],
      finds: '`Store.Save` calls `s.unTrack`',
    },
    {
      name: 'a call that nothing stands for',
      go: 'func (s *Store) Rotate() { s.out = 0; s.limit = s.olimit; s.purge(s.name) }\ntype Store struct { out, limit, olimit int; name string }\nfunc (s *Store) purge(n string) { for _, f := range s.files(n) { s.remove(f); s.count-- } }',
      csharp:
        'public void Rotate() { _out = 0; _limit = _olimit; Log(_name); } int _out, _limit, _olimit; string _name; void Log(string n) => Written?.Invoke(n);',
      others: [{ id: 2, goMethod: 'purge', goClass: 'Store', dotnetMethod: 'Purge' }],
      finds: '`Store.Rotate` calls `s.purge` (from line 1 on), and `Store.Rotate` calls nothing that could stand for it',
    },
    {
      name: 'a field that stands ready',
      go: 'func (s *Store) Track(k string) int { if k == "" { return 0 }; if len(s.pending) >= s.maxp { return 0 }; s.pending[k] = s.next(); return s.pending[k] }\ntype Store struct { pending map[string]int; maxp int }',
      csharp:
        'public int Track(string k) { if (k.Length == 0) return 0; _pending[k] = Next(); return _pending[k]; } readonly Dictionary<string, int> _pending = new(); readonly int _maxp;',
      finds: '`Store.Track` works with `s.maxp` (from line 1 on), which the port has by that name',
    },
    {
      name: 'a part of what is given',
      go: 'func (s *Store) Encode(st *State) []byte { s.put(len(st.Pending)); for k, v := range st.Pending { s.put(k); s.put(v) }; s.put(len(st.Redelivered)); return s.buf }\ntype Store struct { buf []byte }',
      csharp:
        'public class Store { byte[] _buf; public byte[] Encode(State st) { Put(st.Pending.Count); foreach (var (k, v) in st.Pending) { Put(k); Put(v); } Put(0); return _buf; } void Put(int n) { _buf[n] = 1; } } public class State { public Dictionary<int, int> Pending { get; } = new(); public Dictionary<int, int> Redelivered { get; } = new(); }',
      finds: '`Store.Encode` works with `st.Redelivered`',
    },
    {
      name: 'a list that stays empty is gone through',
      go: 'func (s *Store) StepDown() { nodes := make([]*Node, 0, len(s.all)); for _, n := range s.all { nodes = append(nodes, n) }; for _, n := range nodes { n.Down(); n.Watch(true) } }\ntype Store struct { all map[string]*Node }',
      csharp:
        'public void StepDown() { List<Node> nodes; lock (_gate) { if (_all.Count == 0) return; nodes = new List<Node>(_all.Count); } foreach (var n in nodes) { n.Down(); n.Watch(true); } } readonly Dictionary<string, Node> _all = new();',
      finds: 'The loop on line 1 of `Store.StepDown` goes through `nodes`, which nothing is ever put into',
    },
    {
      name: 'the first alone',
      go: 'func (s *Store) Fetch() ([]byte, error) { var err error; for _, u := range s.urls { var raw []byte; if raw, err = s.get(u); err == nil { return raw, nil } }; return nil, err }\ntype Store struct { urls []string }',
      csharp:
        'public byte[] Fetch() { if (_urls.Count == 0) throw new InvalidOperationException(); return Get(_urls[0]); } readonly List<string> _urls = new();',
      finds: '`Store.Fetch` takes the first of `_urls` (line 1) and no other',
    },
    {
      name: 'what a function that is given says is dropped',
      go: 'func (s *Store) Expire(drop func(k string) bool) { for k, t := range s.due { if t < s.now && drop(k) { delete(s.due, k); s.count-- } } }\ntype Store struct { due map[string]int; now, count int }',
      csharp:
        'public void Expire(Func<string, bool> drop) { foreach (var (k, t) in _due.ToArray()) if (t < _now) { drop(k); _due.Remove(k); _count--; } } readonly Dictionary<string, int> _due = new(); int _now, _count;',
      finds: '`Store.Expire` calls `drop` on line 1 and does not look at its answer',
    },
    {
      name: 'a window that no clock ends',
      go: 'func (r *Store) Allow() bool { now := time.Now(); if now.After(r.end) { r.count = 0; r.end = now.Add(r.every) } else { r.count++ }; return r.count < r.limit }\ntype Store struct { end time.Time; every time.Duration; count, limit int }',
      csharp: 'public bool Allow() { _count++; if (_count > 1_000_000) _count = 0; return _count < _limit; } int _count, _limit;',
      finds: '`Store.Allow` looks at the clock (`time.Now`, line 1)',
    },
    {
      name: 'a timer that is only stopped',
      go: 'func (s *Store) Purge() { for k, t := range s.ids { if t < s.now { delete(s.ids, k) } }; if len(s.ids) > 0 { s.tmr = time.AfterFunc(s.next, s.Purge) } else { s.tmr.Stop(); s.tmr = nil } }\ntype Store struct { ids map[string]int; now int; next time.Duration; tmr *time.Timer }',
      csharp:
        'public void Purge() { foreach (var (k, t) in _ids.ToArray()) if (t < _now) _ids.Remove(k); if (_ids.Count == 0) { _tmr?.Dispose(); _tmr = null; } } readonly Dictionary<string, int> _ids = new(); int _now; TimeSpan _next; ITimer? _tmr;',
      finds: '`Store.Purge` starts a timer (`time.AfterFunc`, line 1)',
    },
    {
      name: 'no hash, which Go works out by a field',
      go: 'func (s *Store) Load(b []byte) ([]byte, error) { if len(b) < 8 { return nil, errShort }; s.hh.Reset(); s.hh.Write(b[8:]); if !s.same(b[:8]) { return nil, errCorrupt }; return b[8:], nil }\ntype Store struct { hh *highwayhash.Digest64 }',
      csharp:
        'public byte[] Load(byte[] b) { if (b.Length < 8) throw new ShortException(); if (!Same(b)) throw new CorruptException(); return b[8..]; } bool Same(byte[] b) => b.Length > 0;',
      finds: '`Store.Load` hashes (`s.hh.Reset`, line 1)',
    },
    {
      name: 'what is found is never looked at',
      go: 'func (s *Store) Ack(k string, n int) bool { p, ok := s.pending[k]; if !ok { return false }; if n > p.seq { n = p.seq }; s.floor = n; s.notify(n); return true }',
      csharp:
        'public bool Ack(string k, int n) { if (!_pending.TryGetValue(k, out var p)) return false; _floor = n; Notify(n); return true; }',
      finds: '`Store.Ack` gets `p` on line 1 and never looks at it',
    },
    {
      name: 'what is read is never looked at',
      go: 'func (s *Store) Load(r *Reader) string { s.reset(); name := r.text(); s.seen[name] = true; return s.known(name) }',
      csharp: 'public async Task<string> Load(Reader r) { Reset(); var name = await r.Text(); return Known(_seen); }',
      finds: '`Store.Load` gets `name` on line 1 and never looks at it',
    },
    {
      name: 'nothing at the end',
      go: 'func (p *Proto) readBody(size int) (string, error) { if size == 0 { return "", nil }; if size <= len(p.small) { n, err := p.in.Read(p.small[:size]); return string(p.small[:n]), err }; buf, err := p.in.ReadAll(size); return string(buf), wrap(err) }',
      csharp:
        'public string ReadBody(int size) { if (size == 0) return string.Empty; if (size <= _small.Length) { _in.Read(_small, 0, size); return Text(_small, size); } Check(size); return ""; }',
      finds: '`Store.ReadBody` gives nothing at its end (line 1), where `Proto.readBody` gives what it has worked out',
    },
    {
      name: 'state that the port has is never changed',
      go: remove,
      others: [{ id: 2, goMethod: 'notify', dotnetMethod: 'Notify' }],
      csharp: removed('').replace('_bytes -= m.Size; Changed', 'Changed'),
      finds: 'Go writes `s.bytes`, C# does not',
    },
    {
      name: 'limits are never enforced, and nobody is told',
      go,
      others,
      csharp: 'public void Add(Msg m)\n{\n    if (_closed) throw new X();\n    _msgs.Add(m);\n}',
      finds: 'leaves out much of what `Store.Add` does: Go calls `s.index`, `s.removeFirst`, `s.notify`',
    },
    {
      name: 'a record is built and goes nowhere',
      go: 'func (s *Store) Drop(k string) bool { m, ok := s.msgs[k]; if !ok { return false }; rec := encode(m); s.fd.Write(rec); return true }',
      csharp:
        'public bool Drop(string k)\n{\n    if (!_msgs.TryGetValue(k, out var m)) return false;\n    var rec = new byte[8];\n    BinaryPrimitives.WriteInt32LittleEndian(rec, m.Seq);\n    return true;\n}',
      finds: '`Store.Drop` computes what nothing looks at (line 4)',
    },
    {
      name: 'a query that nobody goes through',
      go: 'func (s *Store) CloseAll() int { for _, c := range s.clients { c.close() }; return len(s.clients) }',
      csharp: 'public int CloseAll()\n{\n    var closing = _clients.Select(c => { c.Close(); return c; });\n    return _clients.Count;\n}',
      finds: 'computes what nothing looks at (line 3)',
    },
    {
      name: 'an iterator that is called as a statement',
      go: 'func (s *Store) Sweep(now int64) { for k, m := range s.msgs { if m.ts < now { delete(s.msgs, k) } }; s.swept++ }',
      csharp:
        'public void Sweep(long now)\n{\n    _swept++;\n    Expired(now);\n}\nIEnumerable<string> Expired(long now) { foreach (var (k, m) in _msgs) if (m.Ts < now) { _msgs.Remove(k); yield return k; } }',
      finds: 'computes what nothing looks at (line 4)',
    },
    {
      name: 'the result stays in a local',
      go: 'func (s *Store) Take(k string) *Msg { m := s.take(k); s.taken++; return m }',
      csharp:
        'public Msg Take(string k)\n{\n    _taken++;\n    var m = TakeCore(k);\n    return default;\n}\nMsg TakeCore(string k) { _msgs.Remove(k, out var m); return m; }',
      finds: '`Store.Take` keeps what it works out on line 4 to itself',
    },
    {
      name: 'a condition without a consequence',
      go: 'func (s *Store) Trim() { s.trims++; if s.bytes > s.max { s.removeFirst() } }',
      csharp: 'public void Trim()\n{\n    _trims++;\n    if (_bytes > _max)\n    {\n        _log.LogWarning("too large");\n    }\n}',
      finds: 'Nothing is done where the condition on line 4 of `Store.Trim` holds',
    },
    {
      name: 'no hash anywhere',
      go: save,
      csharp:
        'public void Save(string k, byte[] b)\n{\n    _sums[k] = b[..Math.Min(b.Length, 32)];\n    File.WriteAllBytes(PathOf(k), b);\n}',
      row: { goMethod: 'save', dotnetMethod: 'Save' },
      finds: '`Store.save` hashes (`sha256.Sum256`, line 2)',
    },
    {
      name: 'changes that nothing can stand for',
      go: elect,
      csharp: 'public class Node { public void Elect() { if (_observer) return; _term++; ResetTimer(); } void ResetTimer() => _due = 1; }',
      row: { goClass: 'Node', goMethod: 'elect', dotnetClass: 'Node', dotnetMethod: 'Elect' },
      finds: 'leaves out much of what `Node.elect` does',
    },
    {
      name: 'a member of the type stands ready and is not called',
      go: 'func (s *Store) Drop(k string) bool { m, ok := s.msgs[k]; if !ok { return false }; s.count--; s.bytes -= m.size; s.forget(m.subject); delete(s.msgs, k); return true }',
      csharp:
        'public bool Drop(string k) { if (!_msgs.Remove(k, out var m)) return false; _count--; _bytes -= m.Size; _dropped++; return true; } void Forget(string subject) => _subjects.Remove(subject);',
      finds: '`Store.Drop` changes `s.forget`',
    },
    {
      name: 'an object is made without a part that Go fills',
      go: 'func (q *Queue) Send(subject string, header, text []byte) { m := q.pool.get(); m.subject = subject; m.header = append(m.header[:0], header...); m.text = append(m.text[:0], text...); q.push(m) }\ntype Queue struct{}',
      csharp: `public class Queue { public void Send(string subject, byte[] header, byte[] text) { Push(new Msg { Subject = subject, Text = text }); } void Push(Msg m) => _all.Enqueue(m); }
        public class Msg { public string Subject { get; init; } public byte[] Header { get; init; } public byte[] Text { get; init; } }`,
      row: { goClass: 'Queue', goMethod: 'Send', dotnetClass: 'Queue', dotnetMethod: 'Send' },
      finds: 'Go writes `m.header`, C# does not',
    },
    {
      name: 'only a counter moves',
      go,
      others,
      csharp: 'public void Add(Msg m)\n{\n    _count++;\n}',
      finds: 'Go has 1 loop, C# none',
    },
    {
      name: 'a loop that leaves in its first round',
      go: 'func (s *Store) Sum() int { sum := 0; for _, m := range s.msgs { sum += m.size }; for _, b := range s.blks { sum += b.size }; return sum }',
      csharp:
        'public int Sum()\n{\n    var sum = 0;\n    foreach (var m in _msgs)\n    {\n        sum += m.Size;\n        break;\n    }\n    foreach (var b in _blks)\n    {\n        sum += b.Size;\n    }\n    return sum;\n}',
      finds: 'A loop of `Store.Sum` always ends in its first round@4',
    },
  ],
});
