import { testRule } from '../test/rule-tester.js';
import rule from './missing-error-path.js';

const go = `func (s *Store) Load(seq uint64) (*Msg, error) {
	if s.closed {
		return nil, errClosed
	}
	m, ok := s.msgs[seq]
	if !ok {
		return nil, errNotFound
	}
	s.loads++
	return m, nil
}`;

testRule(rule, {
  valid: [
    {
      name: 'members of an enum tell them apart',
      go: 'func (b *Store) Pending() ([]byte, error) { if b.file == nil { return nil, errNoPending }; if b.cache == nil { return nil, errNoCache }; if len(b.cache.buf) <= b.cache.wp { return nil, errNoPending }; return b.cache.buf[b.cache.wp:], nil }\ntype Store struct { file *file; cache *cache }',
      csharp:
        'public class Store { File _file; Cache _cache; public Status Pending(out byte[] buf) { buf = []; if (_file is null) return Status.Missing; if (_cache is not { } c) return Status.Lost; if (c.Buf.Length <= c.Wp) return Status.Missing; buf = c.Buf[c.Wp..]; return Status.Ok; } } public enum Status { Ok, Missing, Lost }',
    },
    {
      name: 'a guard for what can not be, beside others by their names',
      go: 'func (e *Store) Encode() ([]byte, error) { if e == nil { return nil, errNilEntry }; if len(e.leader) != 8 { return nil, errLeaderLen }; if len(e.list) > e.most { return nil, errTooMany }; for _, x := range e.list { if len(x) > math.MaxInt32 { return nil, errBadEntry }; e.put(x) }; return e.buf, nil }\ntype Store struct { leader string; list [][]byte; most int; buf []byte }',
      csharp:
        'public byte[] Encode() { if (_leader.Length != 8) throw new RaftException("leader has a bad length"); if (_list.Count > _most) throw new RaftException("too many entries"); foreach (var x in _list) Put(x); return _buf; } string _leader; List<byte[]> _list; int _most; byte[] _buf;',
    },
    {
      name: 'each error by a name like it',
      go: 'func (s *Store) Renew(name, owner string) error { l, ok := s.leases[name]; if !ok { return errNoLease }; if l.expired() { return errLeaseExpired }; if l.owner != owner { return errNotOwner }; l.prolong(); return nil }\ntype Store struct { leases map[string]*lease }',
      csharp:
        'public void Renew(string name, string owner) { if (!_leases.TryGetValue(name, out var l)) throw new LeaseException(LeaseError.NoLease); if (l.Expired) throw new LeaseException(LeaseError.LeaseExpired); if (l.Owner != owner) throw new LeaseException(LeaseError.NotTheOwner); l.Prolong(); } readonly Dictionary<string, Lease> _leases = new();',
    },
    {
      name: 'none by a name like it',
      go: 'func (s *Store) Renew(name, owner string) error { l, ok := s.leases[name]; if !ok { return errNoLease }; if l.expired() { return errLeaseExpired }; if l.owner != owner { return errNotOwner }; l.prolong(); return nil }\ntype Store struct { leases map[string]*lease }',
      csharp:
        'public void Renew(string name, string owner) { if (!_leases.TryGetValue(name, out var l)) throw new KeyNotFoundException(); if (l.Expired) throw new TimeoutException(); if (l.Owner != owner) throw new UnauthorizedAccessException(); l.Prolong(); } readonly Dictionary<string, Lease> _leases = new();',
    },
    {
      name: 'an error of the library beside the own ones',
      go: 'func (s *Store) Decode(b []byte) (int, error) { if len(b) < s.header { return 0, io.ErrShortBuffer }; if b[0] != 1 { return 0, errVersion }; s.loads++; return int(b[1]), nil }\ntype Store struct { header, loads int }',
      csharp:
        'public int Decode(byte[] b) { if (b.Length < _header) throw new EndOfStreamException(); if (b[0] != 1) throw new InvalidDataException("encoded version not known"); _loads++; return b[1]; } int _header, _loads;',
    },
    {
      name: 'an error that another call gave and a field kept',
      go: 'func (g *Store) Do(key string, fn func() (string, error)) (string, error) { if f, ok := g.m[key]; ok { f.wg.Wait(); return f.val, f.err }; f := new(flight); g.m[key] = f; f.val, f.err = fn(); return f.val, f.err }\ntype Store struct { m map[string]*flight }',
      csharp:
        'public async Task<string> DoAsync(string key, Func<Task<string>> fn) { var f = _m.GetOrAdd(key, _ => new Lazy<Task<string>>(fn)); return await f.Value; } readonly ConcurrentDictionary<string, Lazy<Task<string>>> _m = new();',
      row: { goMethod: 'Do', dotnetMethod: 'DoAsync' },
    },
    {
      name: 'errors in the last place of a tuple',
      go: 'func (q *Store) Push(e int) (int, error) { if len(q.elts) == q.mlen { return 0, errLenLimit }; if q.sz+e > q.msz { return 0, errSizeLimit }; q.elts = append(q.elts, e); q.sz += e; return len(q.elts), nil }\ntype Store struct { elts []int; mlen, sz, msz int }',
      csharp:
        'public (int Length, Exception? Error) Push(int e) { if (_elts.Count == _mlen) return (0, LenLimit); if (_sz + e > _msz) return (0, SizeLimit); _elts.Add(e); _sz += e; return (_elts.Count, null); } readonly List<int> _elts = new(); int _mlen, _sz, _msz;',
    },
    {
      name: 'one wait that throws for each of three reasons',
      go: 'func (s *Store) await(r <-chan []byte, d time.Duration) ([]byte, error) { t := time.NewTimer(d); select { case m, ok := <-r: if !ok { return nil, errClosed }; return m, nil; case <-t.C: return nil, errTimeout; case <-s.quit: return nil, errStopped } }',
      csharp: 'public Task<byte[]> AwaitAsync(Task<byte[]> reply, TimeSpan limit) => reply.WaitAsync(limit, _quit.Token);',
      row: { goMethod: 'await', dotnetMethod: 'AwaitAsync' },
    },
    {
      name: 'a wait that throws when its time is up',
      go: 'func await(r <-chan []byte, d time.Duration) ([]byte, error) { t := time.NewTimer(d); defer t.Stop(); select { case m := <-r: return m, nil; case <-t.C: return nil, errors.New("timeout") } }',
      csharp: 'public static Task<byte[]> AwaitAsync(Task<byte[]> reply, TimeSpan limit) => reply.WaitAsync(limit);',
      row: { goClass: '', goMethod: 'await', dotnetMethod: 'AwaitAsync' },
    },
    {
      name: 'the library refuses what Go refuses',
      go: 'func allowed(ip string, nets []string) (bool, error) { for _, s := range nets { n, ok := parse(s); if !ok { return false, errors.New("bad network") }; if n.has(ip) { return true, nil } }; return false, nil }',
      csharp:
        'public static bool Allowed(IPAddress ip, IEnumerable<string> networks) => networks.Any(n => IPNetwork.Parse(n).Contains(ip));',
      row: { goClass: '', goMethod: 'allowed', dotnetMethod: 'Allowed' },
    },
    {
      name: 'throws where Go returns an error',
      go,
      csharp: `public Msg Load(ulong seq) {
        if (_closed) throw new StoreClosedException();
        if (!_msgs.TryGetValue(seq, out var m)) throw new KeyNotFoundException();
        _loads++;
        return m;
      }`,
    },
    {
      name: 'gives null for an error',
      go,
      csharp:
        'public Msg? Load(ulong seq) { if (_closed) return null; if (!_msgs.TryGetValue(seq, out var m)) return null; _loads++; return m; }',
    },
    {
      name: 'a helper throws',
      go,
      csharp: `public Msg Load(ulong seq) { Check(seq); _loads++; return _msgs[seq]; }
        void Check(ulong seq) { if (_closed || !_msgs.ContainsKey(seq)) throw new InvalidOperationException(); }`,
    },
    {
      name: 'the base library throws by a guard',
      go: 'func (s *Store) Stop() error { if s.closed { return errClosed }; s.closed = true; return nil }',
      csharp: 'public void Stop() { ObjectDisposedException.ThrowIf(_closed, this); _closed = true; }',
    },
    {
      name: 'Go only hands on what a call returned: an exception does so by itself',
      go: 'func (s *Store) Flush() error { buf, err := s.encode(); if err != nil { return fmt.Errorf("flush: %w", err) }; s.size = len(buf); return os.WriteFile(s.name, buf, 0o640) }',
      csharp: 'public void Flush() { var buf = Encode(); _size = buf.Length; File.WriteAllBytes(_name, buf); }',
    },
    {
      name: 'a panic in a default arm',
      go: 'func (s *Store) Size(k Kind) int { s.asked++; switch k { case A: return 1; case B: return 2; default: panic("kind") } }',
      csharp: 'public int Size(Kind k) { _asked++; return k == Kind.A ? 1 : 2; }',
    },
    {
      name: 'a result stands for the error that Go gives alone',
      go: 'func check(t string) error { if t == "" { return errEmpty }; for _, c := range t { if c == 0 { return errNul } }; return nil }',
      csharp: 'public static bool Check(string t) => t.Length > 0 && t.All(c => c != 0);',
    },
    {
      name: 'C# does it in a way of its own',
      go: 'func parse(text string) (int, error) { n := 0; for _, c := range text { if c < 48 { return 0, errBad }; n = n*10 + int(c) }; return n, nil }',
      csharp: 'public static int Parse(string text) => Convert.ToInt32(text.AsMemory().ToString(), Culture.Base);',
    },
  ],
  invalid: [
    {
      name: 'the name of another error has a word of it',
      go: 'func (s *Store) Update(a *Acc, jwt string) error { if a.closed { return ErrMissingAccount }; c := s.verify(jwt); if a.name != c.subject { return ErrAccountValidation }; a.claim = c; return nil }\ntype Store struct{}',
      csharp:
        'public void Update(Acc a, string jwt) { if (a.Closed) throw new ServerException(ServerErrors.MissingAccount); var c = Verify(jwt); a.Claim = c; }',
      finds: '`Store.Update` tells of `ErrAccountValidation` (from line 1 on)',
    },
    {
      name: 'one of three, by the names of the others',
      go: 'func (s *Store) Renew(name, owner string) error { l, ok := s.leases[name]; if !ok { return errNoLease }; if l.expired() { return errLeaseExpired }; if l.owner != owner { return errNotOwner }; l.prolong(); return nil }\ntype Store struct { leases map[string]*lease }',
      csharp:
        'public void Renew(string name, string owner) { if (!_leases.TryGetValue(name, out var l)) throw new LeaseException(LeaseError.NoLease, owner); if (l.Expired) throw new LeaseException(LeaseError.LeaseExpired, owner); l.Prolong(); } readonly Dictionary<string, Lease> _leases = new();',
      finds: '`Store.Renew` tells of `errNotOwner` (from line 1 on), and nothing that `Store.Renew` throws or gives back is like that',
    },
    {
      name: 'a null guard is none of two errors, though C# does it in a way of its own',
      go: 'func Sort(mods []*Mod) ([]*Mod, error) { for _, m := range mods { if m.name == "" { return nil, errors.New("a module has no name") }; if seen(m) { return nil, errors.New("a cycle") } }; return order(mods), nil }',
      csharp:
        'public static List<Mod> Sort(List<Mod> mods) { ArgumentNullException.ThrowIfNull(mods); var stack = new Stack<Mod>(mods); var done = new List<Mod>(); while (stack.TryPop(out var x)) { done.Add(x); } return done; }',
      row: { goClass: '' },
      finds: '`Store.Sort` never tells of an error; `Sort` has 2 error exits',
    },
    {
      name: 'neither error is told',
      go,
      csharp: 'public Msg Load(ulong seq)\n{\n    _loads++;\n    return _msgs[seq];\n}',
      finds: '`Store.Load` never tells of an error; `Store.Load` has 2 error exits that arise there (line 3, line 7)',
    },
    {
      name: 'one of four',
      go: `func (s *Store) Put(k string, v []byte) error {
	if s.closed { return errClosed }
	if k == "" { return errNoKey }
	if len(v) > s.max { return errTooLarge }
	if s.full() { return errFull }
	s.data[k] = v
	return nil
}`,
      csharp: 'public void Put(string k, byte[] v)\n{\n    if (_closed) throw new X();\n    _data[k] = v;\n}',
      finds: '`Store.Put` has 1 error exit for the 4 error exits of `Store.Put`',
    },
  ],
});
