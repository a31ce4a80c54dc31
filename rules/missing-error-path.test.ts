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
