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

testRule(rule, {
  valid: [
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
