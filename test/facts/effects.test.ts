import { describe, expect, it } from 'vitest';
import { print } from '../lang/print.js';
import { openPort } from '../rule-tester.js';

/** What is left of the first member's body when everything without an effect is taken out. */
function left(text: string): string {
  const { facts, subject } = openPort({ csharp: text, go: 'func (s *Store) F() {}', row: { dotnetClass: 'Store', dotnetMethod: 'F' } });
  if (subject.csharp.kind !== 'found') throw new Error(`not found: ${text}`);
  return print(facts.effective(subject.csharp.members[0] as never));
}

const NONE: readonly string[] = [
  'void F() { var n = _n; }',
  'void F() { var n = 0; n++; n += _n; }',
  'void F() { _ = _n; }',
  'void F(int a) { a = 3; }',
  'void F() { var all = _all.ToList(); all.Clear(); }',
  'void F() { var all = new List<int>(); all.Add(1); all.Sort(); }',
  'void F() { var s = new StringBuilder(); s.Append(1); }',
  'void F() { var s = new State(); s.N = 1; }',
  'void F() { foreach (var m in _all) { } }',
  'void F() { var old = _n; Interlocked.CompareExchange(ref _n, old, old); }',
  'void F() { _n = _n; }',
  'void F() { var n = 0; foreach (var m in _all) { n += m.Size; } }',
  'void F() { try { } finally { } }',
  'void F() { var n = 0; foreach (var m in _all) { if (m.Size > n) { n = m.Size; } if (n > 3) { break; } } }',
  'void F() { var s = new MemoryStream(); using var w = new StreamWriter(s); w.Write(_n); w.Flush(); }',
  'void F() { var b = new byte[8]; BinaryPrimitives.WriteInt64LittleEndian(b, _n); }',
  'void F() { var b = new byte[8]; var part = b.AsSpan(4); part[0] = 1; _bytes.CopyTo(part); }',
  'void F() { Span<int> a = new int[9]; Span<int> b = a[1..]; while (b.Length > 0) { a = b[1..]; b = a[1..]; } }',
  'void F() { var q = Channel.CreateUnbounded<int>(); q.Writer.TryWrite(_n); }',
  'void F() { using var quit = new CancellationTokenSource(); quit.Cancel(); }',
  'async Task F() { using var quit = new CancellationTokenSource(); await quit.CancelAsync().ConfigureAwait(false); }',
  'void F() { _all.ToList().RemoveAll(m => m.Size > 1); }',
  'void F() { _ = _state with { N = 1 }; }',
  'void F() { var sent = _all.Select(m => Send(m)); }',
  'void F() { Each(); } IEnumerable<int> Each() { _n = 1; yield return 1; }',
  'void F() { Put(); } [Conditional("STORE_IT")] void Put() { _n = 1; }',
  'void F() { Math.Max(1, _n); }',
  'void F() { _all.Where(m => m.Size > 1); }',
  'void F() { Size(); } int Size() => _all.Count;',
  'void F() { Action a = () => { _n = 1; }; }',
  'void F() { void Inner() { _n = 1; } }',
  'void F() { var ok = _all.TryGetValue(1, out var m); }',
  'public struct Pos { public int N; } public class Store { Pos _pos; void F() { var p = _pos; p.N = 1; } }',
];

const SOME: readonly string[] = [
  'void F() { _n = 1; }',
  'void F() { _n++; }',
  'void F() { var old = _n; Interlocked.CompareExchange(ref _n, old + 1, old); }',
  'void F(int n) { this.n = n; }',
  'void F() { State.N = 1; }',
  'void F(State a) { a.N = 1; }',
  'void F(out int a) { a = 1; }',
  'void F(ref int a) { a = 1; }',
  'void F() { var s = _state; s.N = 1; }',
  'void F() { _all.Add(1); }',
  'void F() { var all = _all; all.Add(1); }',
  'void F() { foreach (var m in _all) { m.Size = 0; } }',
  'void F() { Other(); }',
  'void F() { Set(); } void Set() { _n = 1; }',
  'void F() { var all = new List<int>(); all.Add(1); Send(all); }',
  'void F() { var s = new Sender(); s.Send(); }',
  'void F() { _all.ForEach(m => Send(m)); }',
  'void F() { void Inner() { _n = 1; } Inner(); }',
  'void F() { Changed?.Invoke(this, 1); }',
  'async Task F() { await SendAsync(); }',
  'int F() { var n = _n; return n; }',
  'void F() { var all = new List<Level>(); all.Add(_root); all[0].Prune(); }',
  'void F() { var all = new List<Level>(); all.Add(_root); all[0].Size = 0; }',
  'void F() { while (true) { if (!_queue.TryDequeue(out _)) { break; } } }',
  'void F() { foreach (var m in Each()) { _n = m; } } IEnumerable<int> Each() { _n = 1; yield return 1; }',
  'void F() { Each().ToList(); } IEnumerable<int> Each() { _n = 1; yield return 1; }',
  'void F() { using var w = new StreamWriter(_stream); w.Write(1); }',
  'byte[] F() { var s = new MemoryStream(); var w = new BinaryWriter(s); w.Write(1); return s.ToArray(); }',
  'void F() { ref var n = ref CollectionsMarshal.GetValueRefOrAddDefault(_map, 1, out _); n++; }',
  'public struct Entry { } public class Store { Entry[] _entries; void F() { var entries = _entries; entries[0] = entries[1]; } }',
  'void F() { var path = _dir + "/x"; using var w = new StreamWriter(path); w.Write(1); }',
  'void F() { _all.ToList().ForEach(m => Send(m)); }',
  'void F() { using var pair = Key.From(_seed); pair.Sign(_text, _signature); }',
  'void F() { using var quit = CancellationTokenSource.CreateLinkedTokenSource(_token); Run(quit.Token); quit.Cancel(); }',
  'void F() { _all.TryGetValue(1, out _last); }',
  'class Lexer { int _type; public void Skip() { _type = 1; } } class Store { void F(Lexer lexer) { lexer.Skip(); } }',
];

describe('what of a body has an effect', () => {
  it.each(NONE)('nothing: %s', (text) => expect(left(text)).toBe('{}'));
  it.each(SOME)('something: %s', (text) => expect(left(text)).not.toBe('{}'));
  it('keeps what ends a loop that does something', () => {
    expect(left('void F() { while (true) { var m = Next(); if (m is null) { break; } Send(); } }')).toContain('m is test=null');
  });
  it('keeps what the rest depends on, and nothing else', () => {
    expect(left('void F() { var a = 1; var b = 2; var c = a + 1; _n = c; }')).toBe('{(declare a = 1); (declare c = (a + 1)); (_n = c)}');
  });
});
