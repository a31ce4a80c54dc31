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
      name: 'two members share the work: one is empty',
      go: work,
      csharp: 'public void Clear() { } public void ClearAll() { _msgs.Clear(); }',
      row: { dotnetMethod: 'Clear;ClearAll' },
    },
  ],
  invalid: [
    { name: 'no statement', go: work, csharp: 'public void Clear() { }', finds: '`Store.Clear` has an empty body@1' },
    { name: 'a comment only', go: work, csharp: 'public void Clear()\n{\n  // cleared by the owner\n}', finds: 'has an empty body@1' },
    {
      name: 'argument checks, discards and a lock around nothing',
      go: work,
      csharp: 'public void Clear(object key) { ArgumentNullException.ThrowIfNull(key); _ = key; lock (_gate) { } }',
      finds: '`Store.Clear` does nothing (argument checks, discards or locks around nothing)',
    },
    {
      name: 'forwards to what is empty',
      go: work,
      csharp: 'public void Clear() => ClearCore(); void ClearCore() { }',
      finds: '`Store.Clear` only calls `Store.ClearCore`, which does nothing',
    },
  ],
});
