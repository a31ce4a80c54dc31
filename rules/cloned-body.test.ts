import { testRule } from '../test/rule-tester.js';
import rule from './cloned-body.js';

const purge =
  'func (s *Store) Purge() int { s.mu.Lock(); defer s.mu.Unlock(); n := s.state.Msgs; s.msgs = nil; s.state.Bytes = 0; s.state.Msgs = 0; s.notify(n); return n }';
const purgeEx =
  'func (s *Store) PurgeEx(subject string, keep int) int { if subject == "" && keep == 0 { return s.Purge() }; n := 0; for seq := s.first; seq < s.last; seq++ { if m := s.load(seq); matches(m.subj, subject) { s.remove(seq); n++ } }; return n }';
const body = '{ lock (_gate) { var n = State.Msgs; _msgs = []; State.Bytes = 0; State.Msgs = 0; Notify(n); return n; } }';
const go = `${purgeEx}\n${purge}`;
const others = [{ item: 'feature/2', name: 'Store.Purge', goMethod: 'Purge', dotnetMethod: 'Purge' }];

testRule(rule, {
  valid: [
    {
      name: 'each does its own',
      go,
      csharp: `public int PurgeEx(string subject, int keep) { var n = 0; for (var seq = _first; seq < _last; seq++) if (Matches(Load(seq).Subject, subject)) { Remove(seq); n++; } return n; } public int Purge() ${body}`,
      others,
    },
    {
      name: 'two types of one kind write a byte alike',
      go: 'func (p *Compact) WriteByte(b byte) error { return p.direct(b) }\nfunc (p *Binary) WriteByte(b byte) error { v := p.buffer[0:1]; v[0] = b; _, e := p.trans.Write(v); return wrap(e) }\ntype Compact struct{}\ntype Binary struct{}',
      csharp:
        'public class Compact { public void WriteByte(byte b) { _buffer[0] = b; _trans.Write(_buffer, 0, 1); } } public class Binary { public void WriteByte(byte b) { _buffer[0] = b; _trans.Write(_buffer, 0, 1); } }',
      row: { goClass: 'Compact', goMethod: 'WriteByte', dotnetClass: 'Compact', dotnetMethod: 'WriteByte' },
      others: [
        {
          item: 'feature/2',
          name: 'Binary.WriteByte',
          goClass: 'Binary',
          goMethod: 'WriteByte',
          dotnetClass: 'Binary',
          dotnetMethod: 'WriteByte',
        },
      ],
    },
    {
      name: 'the original',
      go: `${purge}\n${purgeEx}`,
      csharp: `public int Purge() ${body} public int PurgeEx(string subject, int keep) ${body}`,
      others: [{ item: 'feature/2', name: 'Store.PurgeEx', goMethod: 'PurgeEx', dotnetMethod: 'PurgeEx' }],
    },
    {
      name: 'the Go functions are alike too',
      go: `${purge.replace('Purge', 'Clear')}\n${purge}`,
      csharp: `public int Clear() ${body} public int Purge() ${body}`,
      others,
    },
    {
      name: 'the Go functions differ in their locks only',
      go: `${purge.replace('Purge', 'Clear').replace('s.mu.Lock(); defer s.mu.Unlock();', 's.mu.RLock(); defer s.mu.RUnlock();')}\n${purge}`,
      csharp: `public int Clear() ${body} public int Purge() ${body}`,
      others,
    },
    {
      name: 'short bodies',
      go: 'func (s *Store) Msgs() int { s.mu.RLock(); defer s.mu.RUnlock(); return s.msgs }\nfunc (s *Store) Bytes() int { return s.bytes + s.extra }',
      csharp: 'public int Msgs() { return _n; } public int Bytes() { return _n; }',
      others: [{ item: 'feature/2', goMethod: 'Bytes', dotnetMethod: 'Bytes' }],
    },
    {
      name: 'the same text over other fields',
      go: `func (s *Store) Acks() int { s.mu.Lock(); defer s.mu.Unlock(); n := s.acks.size; s.acks.clear(); s.acks.size = 0; return n }\n${purge}`,
      csharp:
        'public int Acks() { lock (gate) { var n = acks.Size; acks.Clear(); acks.Size = 0; Done(n); return n; } } public int Purge() { lock (gate) { var n = msgs.Size; msgs.Clear(); msgs.Size = 0; Done(n); return n; } }',
      others,
    },
    {
      name: 'a helper beside it says what Go says',
      go: purge,
      csharp: `public int Purge() ${body} public int Wipe() ${body}`,
    },
    {
      name: 'a copy of what another type has beside itself',
      go: purgeEx,
      csharp: `public class Store { public int PurgeEx(string subject, int keep) ${body} } public class Board { public int Wipe() ${body} }`,
    },
    {
      name: 'one Go function once per type',
      go,
      csharp: `public class Store { public int PurgeEx(string subject, int keep) ${body} } public class MemStore { public int PurgeEx(string subject, int keep) ${body} }`,
      others: [
        {
          item: 'feature/2',
          name: 'memStore.PurgeEx',
          goMethod: 'PurgeEx',
          goClass: 'Store',
          dotnetClass: 'MemStore',
          dotnetMethod: 'PurgeEx',
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'a copy',
      go,
      csharp: `public int PurgeEx(string subject, int keep) ${body} public int Purge() ${body}`,
      others,
      finds:
        '`Store.PurgeEx` has the same body as `Store.Purge` (Store.cs:1), the port of `Store.Purge`; `Store.PurgeEx` is another function',
    },
    {
      name: 'a copy of a helper beside it',
      go: purgeEx,
      csharp: `public int PurgeEx(string subject, int keep) ${body} private int Wipe() ${body}`,
      finds: '`Store.PurgeEx` has the same body as `Store.Wipe` (Store.cs:1), and nothing that `Store.PurgeEx` names',
    },
    {
      name: 'Go decides by what only one of two functions names',
      go: 'func (s *Store) Start() error { if s.state == Running { return ErrState }; s.started = true; s.state = Running; return nil }\nfunc (s *Store) Reset() error { if s.state != Stopped { return ErrState }; s.laps = nil; s.elapsed = 0; s.started = false; s.state = Ready; return nil }',
      csharp:
        'public void Start() { if (State != Phase.Stopped) throw new InvalidOperationException(); _laps.Clear(); _elapsed = TimeSpan.Zero; State = Phase.Ready; } public void Reset() { if (State != Phase.Stopped) throw new InvalidOperationException(); _laps.Clear(); _elapsed = TimeSpan.Zero; State = Phase.Ready; }',
      others: [{ item: 'feature/2', name: 'Store.Reset', goMethod: 'Reset', dotnetMethod: 'Reset' }],
      finds: 'has the same body as `Store.Reset`',
    },
    {
      name: 'a copy with other names, spaces and comments',
      go,
      csharp: `public int PurgeEx(string subject, int keep)\n{\n  // all of it\n  lock (_gate) { var gone = State.Msgs; _msgs = [];\n State.Bytes = 0; State.Msgs = 0; Notify(gone); return gone; } } public int Purge() ${body}`,
      others,
      finds: 'has the same body as `Store.Purge`',
    },
    {
      name: 'a copy with other parameter names',
      go: 'func (s *Store) DropPrefix(prefix string) int { n := 0; for k := range s.all { if strings.HasPrefix(k, prefix) { delete(s.all, k); n++ } }; return n }\nfunc (s *Store) Drop(key string) int { at := s.position(key); if at < 0 { return 0 }; s.items = s.cut(at); s.bytes -= len(key); return 1 }',
      csharp:
        'public int DropPrefix(string prefix) { var at = Position(prefix); if (at < 0) { return 0; } _items = Cut(at); _bytes -= prefix.Length; return 1; } public int Drop(string key) { var at = Position(key); if (at < 0) { return 0; } _items = Cut(at); _bytes -= key.Length; return 1; }',
      others: [{ item: 'feature/2', name: 'Store.Drop', goMethod: 'Drop', dotnetMethod: 'Drop' }],
      finds: 'has the same body as `Store.Drop`',
    },
    {
      name: 'a copy of another type',
      go: `${purgeEx}\nfunc (m *memStore) Purge() int { n := m.state.Msgs; m.msgs = nil; m.state.Bytes = 0; m.state.Msgs = 0; m.notify(n); return n }`,
      csharp: `public class Store { public int PurgeEx(string subject, int keep) ${body} } public class MemStore { public int Purge() ${body} }`,
      others: [
        {
          item: 'feature/2',
          name: 'memStore.Purge',
          goClass: 'memStore',
          goMethod: 'Purge',
          dotnetClass: 'MemStore',
          dotnetMethod: 'Purge',
        },
      ],
      finds: 'has the same body as `MemStore.Purge`',
    },
    {
      name: 'the Go function is in no file of the scope, and of another length',
      go: purgeEx,
      csharp: `public int PurgeEx(string subject, int keep) ${body} public int Purge() ${body}`,
      others: [{ ...others[0], goFile: 'other.go', goLineCount: 20 }],
      finds: 'has the same body as `Store.Purge`',
    },
    {
      name: 'a copy that names parameters it does not have',
      go: `${purgeEx}\nfunc (s *Store) Drop(key string) int { at := s.position(key); if at < 0 { return 0 }; s.items = s.cut(at); s.bytes -= len(key); return 1 }`,
      csharp:
        'public int PurgeEx(string subject, int keep) { var at = Position(key); if (at < 0) { return 0; } _items = Cut(at); _bytes -= key.Length; return 1; } public int Drop(string key) { var at = Position(key); if (at < 0) { return 0; } _items = Cut(at); _bytes -= key.Length; return 1; }',
      others: [{ item: 'feature/2', name: 'Store.Drop', goMethod: 'Drop', dotnetMethod: 'Drop' }],
      finds: 'has the same body as `Store.Drop`',
    },
    {
      name: 'a copy of a member without a row, whose Go function has its name',
      go,
      csharp: `public int PurgeEx(string subject, int keep) ${body} internal int Purge() ${body}`,
      finds: 'has the same body as `Store.Purge`',
    },
  ],
});
