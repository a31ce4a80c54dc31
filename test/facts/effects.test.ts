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
  'void F() { var n = 0; foreach (var m in _all) { n += m.Size; } }',
  'void F() { try { } finally { } }',
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
  'void F() { _all.TryGetValue(1, out _last); }',
  'class Lexer { int _type; public void Skip() { _type = 1; } } class Store { void F(Lexer lexer) { lexer.Skip(); } }',
];

describe('what of a body has an effect', () => {
  it.each(NONE)('nothing: %s', (text) => expect(left(text)).toBe('{}'));
  it.each(SOME)('something: %s', (text) => expect(left(text)).not.toBe('{}'));
  it('keeps what the rest depends on, and nothing else', () => {
    expect(left('void F() { var a = 1; var b = 2; var c = a + 1; _n = c; }')).toBe('{(declare a = 1); (declare c = (a + 1)); (_n = c)}');
  });
});
