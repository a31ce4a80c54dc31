import { testRule } from '../test/rule-tester.js';
import rule from './empty-body.js';

const work = 'func (s *Store) Clear() { s.mu.Lock(); defer s.mu.Unlock(); for k := range s.msgs { delete(s.msgs, k) }; s.bytes = 0 }';

testRule(rule, {
  valid: [
    { name: 'Go is empty too', go: 'func (s *Store) Flush() {}', csharp: 'public void Flush() { }' },
    {
      name: 'Go only takes and frees a lock',
      go: 'func (s *Store) Sync() { s.mu.Lock(); s.mu.Unlock() }',
      csharp: 'public void Sync() { }',
    },
    { name: 'the work is done', go: work, csharp: 'public void Clear() { _msgs.Clear(); _bytes = 0; }' },
    {
      name: 'forwards to a helper that works',
      go: work,
      csharp: 'public void Clear() => ClearCore(); void ClearCore() { _msgs.Clear(); _bytes = 0; }',
    },
    {
      name: 'a constructor whose Go function only fills a struct',
      go: 'func newStore() *Store { return &Store{msgs: make(map[uint64]*Msg)} }',
      csharp: 'public class Store { readonly Dictionary<ulong, Msg> _msgs = new(); public Store() { } }',
    },
    {
      name: 'a change of a field',
      go: work,
      csharp: 'public void Clear() { _generation++; }',
    },
    { name: 'a call for its effect', go: work, csharp: 'public void Clear() { _bus.Publish(this); }' },
    { name: 'a value that leaves by an output parameter', go: work, csharp: 'public void Clear(out int bytes) { bytes = _bytes; }' },
    { name: 'a change to an object of the caller', go: work, csharp: 'public void Clear(State into) { into.Bytes = 0; }' },
    { name: 'an event is raised', go: work, csharp: 'public void Clear() => Cleared?.Invoke(this, _bytes);' },
    {
      name: 'a lock that is taken and kept',
      go: 'func (s *Store) Hold() { s.mu.Lock() }',
      csharp: 'public void Hold() => Monitor.Enter(_gate);',
    },
    {
      name: 'Go only takes a lock for the time of a check',
      go: 'func (s *Store) Sync() { s.mu.Lock(); defer s.mu.Unlock() }',
      csharp: 'public void Sync() { }',
    },
    { name: 'a finalizer of Go in a using', go: work, csharp: 'public void Clear() { using var scope = _scopes.Begin(); _msgs.Clear(); }' },
    {
      name: 'two members share the work: one is empty',
      go: work,
      csharp: 'public void Clear() { } public void ClearAll() { _msgs.Clear(); }',
      row: { dotnetMethod: 'Clear;ClearAll' },
    },
    {
      name: 'calls a member that is named like a query of the base library',
      go: 'func (a *Action) execute(l *Lexer) { l.Skip() }',
      csharp:
        'public class Action { public void Execute(Lexer lexer) { lexer.Skip(); } } public class Lexer { public void Skip() { _type = 1; } }',
    },
  ],
  invalid: [
    {
      name: 'a constructor that drops what it is given',
      go: 'func newStore(kind int, max int) *Store { return &Store{kind: kind, max: max, names: make(map[int]string)} }\ntype Store struct { kind, max int; names map[int]string }',
      csharp:
        'public class Store { readonly int _kind, _max; readonly Dictionary<int, string> _names = new(); public Store(int kind, int max) { } }',
      row: { goClass: '', goMethod: 'newStore', dotnetMethod: '.ctor' },
      finds: 'has an empty body; `newStore` has',
    },
    { name: 'no statement', go: work, csharp: 'public void Clear() { }', finds: '`Store.Clear` has an empty body@1' },
    { name: 'a comment only', go: work, csharp: 'public void Clear()\n{\n  // cleared by the owner\n}', finds: 'has an empty body@1' },
    {
      name: 'argument checks, discards and a lock around nothing',
      go: work,
      csharp: 'public void Clear(object key) { ArgumentNullException.ThrowIfNull(key); _ = key; lock (_gate) { } }',
      finds: '`Store.Clear` does nothing (argument checks, discards or locks around nothing)',
    },
    {
      name: 'a task that is done',
      go: work,
      csharp: 'public Task Clear() => Task.CompletedTask;',
      finds: '`Store.Clear` has an empty body',
    },
    {
      name: 'an async body that waits for nothing',
      go: work,
      csharp: 'public async Task Clear() { await Task.CompletedTask; }',
      finds: '`Store.Clear`',
    },
    {
      name: 'a way out and nothing else',
      go: work,
      csharp: 'public void Clear() { if (_closed) return; return; }',
      finds: '`Store.Clear` does nothing',
    },
    { name: 'a local that goes nowhere', go: work, csharp: 'public void Clear() { var n = _msgs.Count; n++; }', finds: '`Store.Clear`' },
    {
      name: 'a copy that goes nowhere',
      go: work,
      csharp: 'public void Clear() { var copy = _msgs.ToList(); copy.Clear(); }',
      finds: '`Store.Clear`',
    },
    { name: 'a loop that does nothing', go: work, csharp: 'public void Clear() { foreach (var m in _msgs) { } }', finds: '`Store.Clear`' },
    {
      name: 'a loop that counts for itself',
      go: work,
      csharp: 'public void Clear() { var n = 0; foreach (var m in _msgs) { n += m.Size; } }',
      finds: '`Store.Clear`',
    },
    { name: 'a try around nothing', go: work, csharp: 'public void Clear() { try { } finally { } }', finds: '`Store.Clear`' },
    {
      name: 'a local function that nobody calls',
      go: work,
      csharp: 'public void Clear() { void Core() { _msgs.Clear(); _bytes = 0; } }',
      finds: '`Store.Clear`',
    },
    {
      name: 'a lambda that nobody runs',
      go: work,
      csharp: 'public void Clear() { Action core = () => { _msgs.Clear(); _bytes = 0; }; }',
      finds: '`Store.Clear`',
    },
    {
      name: 'a pure call whose result is dropped',
      go: work,
      csharp: 'public void Clear() { _ = Size(); } long Size() => _msgs.Count;',
      finds: '`Store.Clear`',
    },
    {
      name: 'a member of the interface',
      go: work,
      csharp: 'public interface IStore { void Clear(); } public class Store : IStore { void IStore.Clear() { } }',
      row: { dotnetClass: 'Store', dotnetMethod: 'Clear' },
      finds: '`Store.Clear` has an empty body',
    },
    { name: 'a virtual member', go: work, csharp: 'public virtual void Clear() { }', finds: '`Store.Clear` has an empty body' },
    {
      name: 'forwards to an empty member of what it holds',
      go: work,
      csharp:
        'public class Store { private readonly Inner _inner = new(); public void Clear() => _inner.Clear(); } class Inner { public void Clear() { } }',
      finds: '`Store.Clear` only calls `Inner.Clear`, which does nothing',
    },
    {
      name: 'forwards to what is empty',
      go: work,
      csharp: 'public void Clear() => ClearCore(); void ClearCore() { }',
      finds: '`Store.Clear` only calls `Store.ClearCore`, which does nothing',
    },
  ],
});
