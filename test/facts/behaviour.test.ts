import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/facts/behaviour.js';
import { openPort } from '../rule-tester.js';

type Kind = Behaviour['kind'];

/** What the first C# member does, and what it gives. */
function csharp(text: string): string {
  const { facts, subject } = openPort({ csharp: text, go: 'func (s *Store) F() {}', row: { dotnetClass: 'Store', dotnetMethod: 'F' } });
  if (subject.csharp.kind !== 'found') throw new Error(`not found: ${text}`);
  return shown(facts.behaviour(subject.csharp.members[0] as never));
}

function go(text: string): string {
  const { facts, subject } = openPort({ go: text });
  if (subject.go.kind !== 'found') throw new Error(`not found: ${text}`);
  return shown(facts.behaviour(subject.go.routine));
}

function shown(behaviour: Behaviour | undefined): string {
  return behaviour === undefined ? '-' : behaviour.value === '' ? behaviour.kind : `${behaviour.kind} ${behaviour.value}`;
}

const CSHARP: readonly (readonly [body: string, does: `${Kind}${string}`])[] = [
  ['void F() { }', 'nothing'],
  ['void F() { ; }', 'nothing'],
  ['Task F() => Task.CompletedTask;', 'nothing'],
  ['async Task F() { await Task.Yield(); }', 'nothing'],
  ['void F(object a) { ArgumentNullException.ThrowIfNull(a); }', 'nothing'],
  ['void F() { lock (_gate) { } }', 'nothing'],
  ['void F() { Monitor.Enter(_gate); Monitor.Exit(_gate); }', 'nothing'],
  ['void F() { Monitor.Enter(_gate); }', 'works'],
  ['void F() { _log.LogInformation("x"); }', 'logs'],
  ['void F() => Console.WriteLine(1);', 'logs'],
  ['int F() => 0;', 'constant 0'],
  ['string? F() => null;', 'constant null'],
  ['string F() => "a";', 'constant "a"'],
  ['int F() => default;', 'constant default'],
  ['int F() { var n = 1; return n; }', 'constant 1'],
  ['int F() { var n = 1; n = 2; return n; }', 'constant 2'],
  ['int F(bool b) { var n = 1; if (b) n = 2; return n; }', 'works'],
  ['int F(bool b) { var n = 1; if (b) { n = 1; } return n; }', 'constant 1'],
  ['int F() { var n = 0; foreach (var m in _all) n += 1; return n; }', 'works'],
  ['int F() { var n = 0; for (var i = 0; i < 3; i++) { n = n + 1; } return n; }', 'works'],
  ['bool F(int a) { if (a > 1) return false; return false; }', 'constant false'],
  ['bool F(int a) { if (a > 1) return true; return false; }', 'works'],
  ['bool F(int a) => a > 1 ? false : false;', 'constant false'],
  ['Task<bool> F() => Task.FromResult(false);', 'constant false'],
  ['(int, int) F() => (0, 1);', 'constant (0, 1)'],
  ['const int Max = 3; int F() => Max;', 'constant Max'],
  ['static int Max = 3; int F() => Max;', 'works'],
  ['List<int> F() => [];', 'empty new List<int>'],
  ['int[] F() => Array.Empty<int>();', 'empty Array.Empty()'],
  ['string F() => string.Empty;', 'empty string.Empty'],
  ['IEnumerable<int> F() { yield break; }', 'empty an empty sequence'],
  ['State F() => new State();', 'fresh new State()'],
  ['State F() => new State { N = 1 };', 'fresh new State(…)'],
  ['State F(int n) => new State { N = n };', 'works'],
  ['string F(string a) => a;', 'argument a'],
  ['string F(string a) { var b = a; return b; }', 'argument a'],
  ['Store F() => this;', 'argument this'],
  ['int F(State a) => a.N;', 'works'],
  ['int F() => _n;', 'works'],
  ['int F() => _n + 1;', 'works'],
  ['DateTime F() => DateTime.UtcNow;', 'works'],
  ['void F() => throw new IOException();', 'raises'],
  ['Task F() => Task.FromException(new IOException());', 'raises'],
  ['void F() { _log.Warn("x"); throw new IOException(); }', 'raises'],
  ['void F(bool b) { if (b) throw new IOException(); }', 'nothing'],
  ['void F() { _n = 1; }', 'works'],
  ['void F() { _n++; }', 'works'],
  ['void F() { Other(); }', 'works'],
  ['void F(out int n) { n = 0; }', 'constant 0'],
  ['void F(out int n) { n = _n; }', 'works'],
  ['void F() { var n = _n; n++; }', 'nothing'],
  ['void F() { if (false) { _n = 1; } }', 'nothing'],
  ['void F() { return; _n = 1; }', 'nothing'],
];

const GO: readonly (readonly [body: string, does: `${Kind}${string}`])[] = [
  ['func f() {}', 'nothing'],
  ['func (s *store) f() { s.mu.Lock(); defer s.mu.Unlock() }', 'nothing'],
  ['func (s *store) f() { s.mu.Lock() }', 'works'],
  ['func f() int { return 3 }', 'constant 3'],
  ['const max = 3\nfunc f() int { return max }', 'constant max'],
  ['var max = 3\nfunc f() int { return max }', 'works'],
  ['func (s *store) f() *store { return s }', 'argument s'],
  ['func (s *store) f() int { return s.n }', 'works'],
  ['func f(a, b *state) bool { return a.n == b.n }', 'works'],
  ['func f(s string) int { v := 0; for range s { v = v<<1 + 1 }; return v }', 'works'],
  ['func f() error { return errors.New("no") }', 'raises'],
  ['func f() error { return g() }', 'works'],
  ['func f() { panic("no") }', 'raises'],
  ['func f() bool { if x := g(); x { return true }; return false }', 'works'],
];

describe('what a body does', () => {
  it.each(CSHARP)('C#: %s', (body, does) => expect(csharp(body)).toBe(does));
  it.each(GO)('Go: %s', (body, does) => expect(go(body)).toBe(does));
});
