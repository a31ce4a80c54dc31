import { testRule } from '../test/rule-tester.js';
import rule from './delegation-shell.js';

const load =
  'func (s *Store) Load(seq uint64) *Msg { s.mu.Lock(); defer s.mu.Unlock(); for _, b := range s.blks { if m := b.find(seq); m != nil { return m } }; return nil }';
const mem = 'public class MemStore { public Msg Load(ulong seq) { _hits++; return _msgs[seq]; } }';
const store = (body: string, more = mem) =>
  `public class Store { private readonly MemStore _mem = new(); public Msg Load(ulong seq) ${body} } ${more}`;
const memRow = {
  item: 'feature/2',
  name: 'memStore.Load',
  goClass: 'memStore',
  goMethod: 'Load',
  dotnetClass: 'MemStore',
  dotnetMethod: 'Load',
};

testRule(rule, {
  valid: [
    {
      name: 'the work is done here',
      go: load,
      csharp: 'public Msg Load(ulong seq) => _blks.Select(b => b.Find(seq)).FirstOrDefault(m => m != null);',
    },
    {
      name: 'the code lies in another type that nobody else claims',
      go: load,
      csharp: store('=> _mem.Load(seq);', '')
        .replaceAll('MemStore', 'BlockReader')
        .concat('public class BlockReader { public Msg Load(ulong seq) { _hits++; return _msgs[seq]; } }'),
    },
    {
      name: 'Go hands on to the original of that member',
      go: 'func (s *Store) Load(seq uint64) *Msg { s.mu.Lock(); defer s.mu.Unlock(); return s.mem.Load(seq) }',
      csharp: store('=> _mem.Load(seq);'),
      others: [memRow],
    },
    {
      name: 'a helper of the own type',
      go: load,
      csharp: 'public Msg Load(ulong seq) => LoadLocked(seq); private Msg LoadLocked(ulong seq) { _hits++; return _m[seq]; }',
    },
    {
      name: 'another object for a part of the work',
      go: load,
      csharp: store('{ _hits++; var m = _mem.Load(seq); _last = m; return m; }'),
      others: [memRow],
    },
    {
      name: 'what a parameter offers',
      go: load,
      csharp: `public class Store { public Msg Load(MemStore from, ulong seq) => from.Load(seq); } ${mem}`,
      others: [memRow],
    },
    {
      name: 'Go only hands on, too',
      go: 'func (s *Store) Load(seq uint64) *Msg { return s.load(seq) }',
      csharp: store('=> _mem.Load(seq);'),
    },
    {
      name: 'an overload with a default',
      go: load,
      csharp: 'public Msg Load(ulong seq) => Load(seq, false); public Msg Load(ulong seq, bool quick) { _hits++; return _m[seq]; }',
    },
    {
      name: 'an overload of other types',
      go: load,
      csharp: 'public Msg Load(ulong seq) => Load((long)seq); public Msg Load(long seq) { _hits++; return _m[seq]; }',
    },
    { name: 'recursion with another argument', go: load, csharp: 'public Msg Load(ulong seq) => Load(seq - 1);' },
    { name: 'recursion on a condition', go: load, csharp: 'public Msg Load(ulong seq) => seq == 0 ? _first : Load(seq);' },
    {
      name: 'the base does it',
      go: load,
      csharp:
        'public class Store : Base { public override Msg Load(ulong seq) => base.Load(seq); } public class Base { public virtual Msg Load(ulong seq) { _n++; return _m[seq]; } }',
    },
    {
      name: 'asks the base library',
      go: load,
      csharp: 'private readonly Dictionary<ulong, Msg> _m = new(); public Msg Load(ulong seq) => _m.GetValueOrDefault(seq);',
      row: { dotnetMethod: 'Load' },
    },
    {
      name: 'the type holds the port of a part of the Go type',
      go: load,
      csharp: store('=> _mem.Load(seq);'),
      others: [{ ...memRow, goClass: 'Store', goMethod: 'other', dotnetMethod: 'Other' }],
    },
  ],
  invalid: [
    {
      name: 'the port of another function',
      go: load,
      csharp: store('=> _mem.Load(seq);'),
      others: [memRow],
      finds:
        '`Store.Load` only hands its call to `_mem`: `MemStore.Load` is the port of `memStore.Load`, which `Store.Load` does not call. `Store.Load` has',
    },
    {
      name: 'under a lock',
      go: load,
      csharp: store('{ lock (_gate) { return _mem.Load(seq); } }'),
      others: [memRow],
      finds: 'is the port of `memStore.Load`',
    },
    {
      name: 'after argument checks and a log line',
      go: load,
      csharp: store('{ ArgumentNullException.ThrowIfNull(_mem); _log.Debug("load"); return _mem.Load(seq); }'),
      others: [memRow],
      finds: 'is the port of `memStore.Load`',
    },
    {
      name: 'by a local',
      go: load,
      csharp: store('{ var inner = _mem; return inner.Load(seq); }'),
      others: [memRow],
      finds: 'only hands its call to `_mem`',
    },
    {
      name: 'by way of an interface',
      go: load,
      csharp: `public class Store { private readonly IStore _inner; public Msg Load(ulong seq) => _inner.Load(seq); } public interface IStore { Msg Load(ulong seq); } ${mem.replace('MemStore', 'MemStore : IStore')}`,
      others: [memRow],
      finds: '`MemStore.Load` is the port of',
    },
    {
      name: 'awaited',
      go: load,
      csharp: store('=> await _mem.Load(seq).ConfigureAwait(false);'),
      others: [memRow],
      finds: 'is the port of',
    },
    {
      name: 'a member without a row of a type that is the port of another',
      go: load,
      csharp: store('=> _mem.Load(seq);'),
      others: [{ ...memRow, goMethod: 'Store', dotnetMethod: 'Put' }],
      finds: '`MemStore.Load` belongs to the port of `memStore`',
    },
    {
      name: 'a stand-in that nothing claims',
      go: load,
      csharp: store('=> _mem.Load(seq);').replaceAll('MemStore', 'InMemoryBlocks'),
      finds: '`InMemoryBlocks.Load` is a stand-in by its name',
    },
    {
      name: 'itself',
      go: load,
      csharp: 'public Msg Load(ulong seq) => Load(seq);',
      finds: '`Store.Load` only calls itself, so it never comes to an end',
    },
    { name: 'itself, with this', go: load, csharp: 'public Msg Load(ulong seq) { return this.Load(seq); }', finds: 'only calls itself' },
    {
      name: 'two that call each other',
      go: load,
      csharp: 'public Msg Load(ulong seq) => LoadCore(seq); private Msg LoadCore(ulong seq) => Load(seq);',
      finds: '`Store.Load` only calls `Store.LoadCore`, which only calls it back',
    },
    {
      name: 'a property of itself',
      go: 'func (s *Store) Len() int { s.mu.RLock(); defer s.mu.RUnlock(); return len(s.m) }',
      csharp: 'public int Len => Len;',
      finds: 'only calls itself',
    },
  ],
});
