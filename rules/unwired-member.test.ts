import { testRule } from '../test/rule-tester.js';
import rule from './unwired-member.js';

const go =
  'func (s *Store) writeState() error { s.n++; return s.flush() }\nfunc (s *Store) Stop() error { return s.writeState() }\nfunc (s *Store) sync() { s.writeState() }';
const stop = { item: 'feature/2', name: 'Store.Stop', goMethod: 'Stop', dotnetMethod: 'Stop' };
const sync = { item: 'feature/3', name: 'Store.sync', goMethod: 'sync', dotnetMethod: 'Sync' };
const write = 'private void WriteState() { _n++; Flush(); }';
const row = { dotnetMethod: 'WriteState' };

testRule(rule, {
  valid: [
    { name: 'called where Go calls it', go, csharp: `${write} public void Stop() { WriteState(); }`, row, others: [stop] },
    { name: 'called elsewhere', go, csharp: `${write} public void Stop() { } void Other() => this.WriteState();`, row, others: [stop] },
    { name: 'handed to a timer', go, csharp: `${write} public void Stop() { _timer = new Timer(WriteState); }`, row, others: [stop] },
    {
      name: 'called by another type',
      go,
      csharp: `public class Store { internal void WriteState() { _n++; } public void Stop() { } } class Flusher { void Run() => _store.WriteState(); }`,
      row,
      others: [stop],
    },
    {
      name: 'called by another part of the type',
      go,
      csharp: `public partial class Store { ${write} } public partial class Store { public void Stop() => WriteState(); }`,
      row,
      others: [stop],
    },
    {
      name: 'the callers are not ported yet',
      go,
      csharp: `${write} public void Stop() { }`,
      row,
      others: [{ ...stop, status: 'deferred' }],
    },
    { name: 'the callers have no row', go, csharp: `${write} public void Stop() { }`, row },
    { name: 'the caller is not there yet', go, csharp: write, row, others: [stop] },
    {
      name: 'nobody calls it in Go',
      go: 'func (s *Store) writeState() error { s.n++; return nil }\nfunc (s *Store) Stop() error { return nil }',
      csharp: `${write} public void Stop() { }`,
      row,
      others: [stop],
    },
    {
      name: 'only a comment of Go names it',
      go: 'func (s *Store) writeState() error { s.n++; return nil }\n// Stop does not writeState.\nfunc (s *Store) Stop() error {\n// writeState comes later\nreturn nil }',
      csharp: `${write} public void Stop() { }`,
      row,
      others: [stop],
    },
    {
      name: 'part of the public face',
      go: 'func (s *Store) State() int { s.n++; return s.n }\nfunc (s *Store) Stop() int { return s.State() }',
      csharp: 'public int State() { _n++; return _n; } public int Stop() => ++_n;',
      others: [stop],
    },
    {
      name: 'an override',
      go,
      csharp: 'public class Store : Base { protected override void WriteState() { _n++; } public void Stop() { } }',
      row,
      others: [stop],
    },
    {
      name: 'an explicit implementation',
      go,
      csharp: 'public class Store : IState { void IState.WriteState() { _n++; } public void Stop() { } }',
      row,
      others: [stop],
    },
    {
      name: 'what a method of another Go type of that name calls',
      go: 'func (s *Store) close() { s.n++ }\nfunc (b *Block) close() { b.n++ }\nfunc (s *Store) Stop() { for _, b := range s.blks { b.close() } }',
      csharp: 'private void Close() { _n++; } public void Stop() { foreach (var b in _blks) b.Shut(); }',
      row: { dotnetMethod: 'Close' },
      others: [stop],
    },
    {
      name: 'an attribute tells who calls it',
      go,
      csharp: '[JSInvokable] private void WriteState() { _n++; } public void Stop() { }',
      row,
      others: [stop],
    },
    {
      name: 'a public member for a helper of Go',
      go,
      csharp: 'public void WriteState() { _n++; } public void Stop() { _n++; }',
      row,
      others: [stop],
    },
    { name: 'the caller does nothing itself', go, csharp: `${write} public void Stop() { }`, row, others: [stop] },
    {
      name: 'the caller is not implemented',
      go,
      csharp: `${write} public void Stop() { _n++; throw new NotImplementedException(); }`,
      row,
      others: [stop],
    },
  ],
  invalid: [
    {
      name: 'nothing calls it',
      go,
      csharp: `${write} public void Stop() { _n++; }`,
      row,
      others: [stop],
      finds:
        '`Store.WriteState` is private, and nothing in the port calls it; in Go `Store.Stop` calls `Store.writeState`, and that is ported.',
    },
    {
      name: 'two callers',
      go,
      csharp: `${write} public void Stop() { _n++; } public void Sync() { _n--; }`,
      row,
      others: [stop, sync],
      finds: 'in Go `Store.Stop` and `Store.sync` call `Store.writeState`, and both are ported',
    },
    {
      name: 'only a comment names it',
      go,
      csharp: `/// <see cref="WriteState"/>\n${write}\n// WriteState is called by the owner.\npublic void Stop() { _n++; }`,
      row,
      others: [stop],
      finds: 'nothing in the port calls it',
    },
    {
      name: 'it only calls itself',
      go,
      csharp: 'private void WriteState() { if (_n++ < 3) WriteState(); } public void Stop() { _n++; }',
      row,
      others: [stop],
      finds: 'nothing in the port calls it',
    },
    {
      name: 'only a test calls it',
      go,
      csharp: 'internal void WriteState() { _n++; } public void Stop() { _n++; }',
      csharpTest: '[Fact] public void T() { new Store().WriteState(); }',
      row,
      others: [stop],
      finds: '`Store.WriteState` is internal',
    },
    {
      name: 'the caller asks another object instead',
      go,
      csharp: `${write} public void Stop() => _mem.Stop();`,
      row,
      others: [stop],
      finds: 'nothing in the port calls it',
    },
    {
      name: 'a caller without a row, in the type of the helper',
      go,
      csharp: `${write} public void Stop() { _n++; }`,
      row,
      finds: 'in Go `Store.Stop` calls `Store.writeState`',
    },
  ],
});
