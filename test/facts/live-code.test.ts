import { describe, expect, it } from 'vitest';
import { nodesOf, pathOf } from '../../src/facts/walk.js';
import { openPort } from '../rule-tester.js';

/** What is called in the part of the first member that runs and has an effect. */
function effectiveCalls(csharp: string): string[] {
  const { subject, facts } = openPort({ go: 'func (s *Store) Run() {}', csharp });
  if (subject.csharp.kind !== 'found' || subject.csharp.members[0] === undefined) throw new Error('no member');
  const body = facts.effective(subject.csharp.members[0]);
  return body === undefined ? [] : nodesOf(body, 'call').map((call) => pathOf(call.callee) ?? '?');
}

describe('what stands behind a switch', () => {
  it.each([
    ['an arm in braces breaks', 'switch (k) { case 1: { A(); break; } default: throw new Bad(); }'],
    ['an arm breaks in an if', 'switch (k) { case 1: if (x) { break; } return; default: return; }'],
    ['a goto leaves it', 'switch (k) { case 1: goto done; default: return; } done:'],
    ['it has no default', 'switch (k) { case 1: return; case 2: return; }'],
  ])('runs: %s', (_, code) => {
    expect(effectiveCalls(`void Run(int k, bool x) { ${code} Behind(); }`)).toContain('Behind');
  });

  it.each([
    ['all arms return', 'switch (k) { case 1: return; default: throw new Bad(); }'],
    ['a break belongs to a loop in the arm', 'switch (k) { case 1: while (x) { break; } return; default: return; }'],
    ['a goto stays in it', 'switch (k) { case 1: goto case 2; case 2: return; default: return; }'],
  ])('never runs: %s', (_, code) => {
    expect(effectiveCalls(`void Run(int k, bool x) { ${code} Behind(); }`)).not.toContain('Behind');
  });
});

describe('a call whose result is dropped', () => {
  it.each([
    ['encoding.GetBytes(text, span);', 'encoding.GetBytes'],
    ['rng.GetBytes(buffer);', 'rng.GetBytes'],
    ['builder.Replace("a", "b");', 'builder.Replace'],
    ['list.Reverse();', 'list.Reverse'],
    ['thread.Join();', 'thread.Join'],
    ['key.Builder.HasNoKey(key);', 'key.Builder.HasNoKey'],
    ['BitConverter.TryWriteBytes(span, 4);', 'BitConverter.TryWriteBytes'],
    ['var n = encoding.GetBytes(text, span);', 'encoding.GetBytes'],
    ['GetEntry(3); } void GetEntry(int k) { if (k > 3) throw new Bad();', 'GetEntry'],
  ])('may have an effect: %s', (code, call) => {
    expect(effectiveCalls(`void Run() { ${code} }`)).toContain(call);
  });

  it.each([
    ['list.OrderBy(x => x.Id);'],
    ['text.Trim();'],
    ['Math.Max(a, b);'],
    ['var first = list.First();'],
    ['var entry = GetEntry(3); } int GetEntry(int k) { return k + 1;'],
  ])('has none: %s', (code) => {
    expect(effectiveCalls(`void Run() { ${code} }`)).toEqual([]);
  });
});
