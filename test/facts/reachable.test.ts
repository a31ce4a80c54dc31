import { describe, expect, it } from 'vitest';
import { openPort } from '../rule-tester.js';

/** Why parts of the first member's body never run. */
function cuts(text: string): string[] {
  const { facts, subject } = openPort({ csharp: text, go: 'func (s *Store) F() {}', row: { dotnetClass: 'Store', dotnetMethod: 'F' } });
  if (subject.csharp.kind !== 'found') throw new Error(`not found: ${text}`);
  return (facts.reachable(subject.csharp.members[0] as never)?.cuts ?? []).map(({ why }) => why.replace(/ in line \d+/, ''));
}

const ALL_RUNS: readonly string[] = [
  'void F() { A(); B(); }',
  'void F() { if (_n > 0) return; A(); }',
  'void F() { if (_n > 0) return; else A(); B(); }',
  'int F() { switch (_n) { case 1: { A(); break; } default: { B(); break; } } return 1; }',
  'int F() { switch (_n) { case 1: if (_m) { break; } else { break; } default: return 2; } return 1; }',
  'void F() { while (true) { if (_n > 0) break; A(); } B(); }',
  'void F() { foreach (var m in _all) { if (m == 1) continue; A(); } }',
  'void F() { try { A(); return; } catch (IOException) { } B(); }',
  'void F() { var on = false; if (_n > 0) on = true; if (on) A(); }',
  'void F() { var on = false; Set(ref on); if (on) A(); }',
  'void F(bool on) { if (on) A(); }',
  'void F() { goto end; A(); end: B(); }',
  'static bool On = false; void F() { if (On) A(); }',
  'virtual bool On => false; void F() { if (On) A(); }',
  'int F() { return G(); int G() { return 1; } }',
  'IEnumerable<int> F() { yield return 1; A(); }',
  'void F() { do { A(); } while (false); }',
  'void F() { for (var i = 0; i < 1; i++) { A(); } }',
];

const CUT: readonly (readonly [body: string, why: string])[] = [
  ['void F() { return; A(); }', 'it stands behind the return'],
  ['void F() { throw new IOException(); A(); }', 'it stands behind the throw'],
  ['void F() { if (_n > 0) { return; } else { throw new IOException(); } A(); }', 'it stands behind the return'],
  ['void F() { lock (_gate) { return; } A(); }', 'it stands behind the return'],
  ['void F() { while (_n > 0) { break; A(); } }', 'it stands behind the break'],
  ['void F() { if (false) A(); }', 'its condition is always false'],
  ['void F() { if (true) return; else A(); }', 'its condition is always true'],
  ['void F() { if (!true) A(); }', 'its condition is always false'],
  ['void F() { if (1 == 2) A(); }', 'its condition is always false'],
  ['void F() { if (_n != _n) A(); }', 'its condition is always false'],
  ['void F() { if (_all.Count < 0) A(); }', 'its condition is always false'],
  ['void F() { if (_n > 0 && false) A(); }', 'its condition is always false'],
  ['void F() { const bool On = false; if (On) A(); }', 'its condition is always false'],
  ['void F() { var on = false; if (on) A(); }', 'its condition is always false'],
  ['void F() { if (On) A(); } const bool On = false;', 'its condition is always false'],
  ['void F() { if (On) A(); } bool On => false;', 'its condition is always false'],
  ['void F() { while (false) { A(); } }', "the loop's condition is always false"],
  ['void F() { for (var i = 3; i < 3; i++) { A(); } }', "the loop's condition is always false"],
  ['void F() { foreach (var m in Array.Empty<int>()) { A(); } }', 'the loop runs over nothing'],
  ['void F() { foreach (var m in _all.Take(0)) { A(); } }', 'the loop runs over nothing'],
];

describe('what of a body runs', () => {
  it.each(ALL_RUNS)('all: %s', (text) => expect(cuts(text)).toEqual([]));
  it.each(CUT)('not all: %s', (text, why) => expect(cuts(text)).toEqual([why]));
});
