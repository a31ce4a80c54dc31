import { describe, expect, test } from 'vitest';
import { csharpFrontEnd } from '../../../src/lang/csharp/index.js';

function open(text: string) {
  const { index } = csharpFrontEnd.open('A.cs', text, new Set());
  expect(index.problems).toEqual([]);
  return index;
}

describe('members of an extension block belong to the static class', () => {
  test.each<[string, string[]]>([
    ['extension(string s) { public int N => s.Length; public void M(int x) { } }', ['property E.N 0', 'method E.M 1']],
    [
      'extension(string) { public static int F() => 1; public static string operator +(string a, int b) => a; }',
      ['method E.F 0', 'operator E.+ 2'],
    ],
    ['extension<T>(IEnumerable<T> s) where T : class, new() { public T M() => s.First(); }', ['method E.M 0']],
    ['extension<K, V>([NotNull] ref readonly Dictionary<K, List<V>> s) { int N => 1; }', ['property E.N 0']],
    [
      'extension(ref int s) { void A() => s++; } extension(int s) { void B() { } } static void C(this int s) { }',
      ['method E.A 0', 'method E.B 0', 'method E.C 1'],
    ],
    ['extension(int s)\n  // c\n  { void A() { void L() { } } }', ['method E.A 0', 'local-function E.L 0']],
  ])('%s', (text, expected) => {
    const { routines, types } = open(`static class E { ${text} }`);
    expect(routines.map(({ kind, owner, name, parameters }) => `${kind} ${owner}.${name} ${parameters.length}`)).toEqual(expected);
    expect(types.map(({ path }) => path)).toEqual(['E']);
  });
});

test('places are those of the original text', () => {
  const [member] = open('static class E\n{\n  extension(string s)\n  {\n    public int N => 1;\n  }\n}\n').routines;
  expect(member).toMatchObject({ startLine: 5, endLine: 5, nameColumn: 16 });
});

test.each([
  'class C { void M() { extension(1); var extension = 2; F(extension, (extension)); } }',
  'class C { int extension(int x) => x; }',
  'class C { string s = "{ extension(int x) {"; /* ; extension(int x) { */ }',
])('what is only called extension stays what it is: %s', (text) => {
  expect(open(text).types.map(({ path }) => path)).toEqual(['C']);
});
