import { describe, expect, test } from 'vitest';
import { csharpFrontEnd } from '../../../src/lang/csharp/index.js';
import { preprocess } from '../../../src/lang/csharp/preprocess.js';

/** What is left of a text with the symbols A and B, white space folded. */
function active(...lines: string[]): string {
  const text = lines.join('\n');
  const result = preprocess(text, new Set(['A', 'B']));
  expect(result.faults).toEqual([]);
  expect(result.text).toHaveLength(text.length);
  expect(result.text.split('\n')).toHaveLength(lines.length);
  return result.text.replace(/\s+/g, ' ').trim();
}

describe('conditions', () => {
  test.each([
    ['A', true],
    ['X', false],
    ['!X', true],
    ['!!A', true],
    ['true', true],
    ['false', false],
    ['A && B', true],
    ['A && X', false],
    ['X || B', true],
    ['X || A && X', false],
    ['(X || A) && B', true],
    ['!(A && B)', false],
    ['A == B', true],
    ['A == X', false],
    ['A != X', true],
    ['A == true && X == false', true],
    ['A // && X', true],
    ['  (  A)', true],
  ])('%s is %s', (condition, expected) => {
    expect(active(`#if ${condition}`, 'yes', '#else', 'no', '#endif')).toBe(expected ? 'yes' : 'no');
  });

  test.each(['', 'A &&', '(A', 'A B', 'A + B', '1', '&& A', 'A)'])('#if %s can’t be read: the text is kept, with a fault', (condition) => {
    const { text, faults } = preprocess(`#if ${condition}\nyes\n#endif`, new Set());
    expect(text.trim()).toBe('yes');
    expect(faults).toEqual([{ line: 1, message: expect.stringContaining("the condition can't be read") }]);
  });
});

describe('branches', () => {
  test.each<[string, string[], string]>([
    ['the first that holds', ['#if X', 'x', '#elif A', 'a', '#elif B', 'b', '#else', 'c', '#endif', 'd'], 'a d'],
    ['else', ['#if X', 'x', '#elif Y', 'y', '#else', 'c', '#endif'], 'c'],
    ['nested', ['#if A', 'a', '#if X', 'x', '#else', 'b', '#endif', 'c', '#endif'], 'a b c'],
    ['nested in what is out', ['#if X', '#if A', 'a', '#else', 'b', '#endif', '#elif A', 'c', '#endif'], 'c'],
    ['defined and undefined', ['#define X', '#undef A', '#if X && !A', 'yes', '#endif'], 'yes'],
    ['defined in what is out', ['#if X', '#define Y', '#endif', '#if Y', 'y', '#endif'], ''],
    ['blanks before and behind the mark', ['  #  if A', 'a', '\t# endif // A', 'b'], 'a b'],
    [
      'other directives',
      [
        '#region a',
        '#nullable enable',
        '#pragma warning disable 1',
        'a',
        '#endregion',
        '#line 3 "x"',
        '#error no',
        '#:package X@1',
        '#!/bin/x',
      ],
      'a',
    ],
    ['in an expression', ['x = a', '#if X', ' + b', '#else', ' - c', '#endif', ';'], 'x = a - c ;'],
    ['in a parameter list', ['void M(int a', '#if X', ', int b', '#endif', ') { }'], 'void M(int a ) { }'],
    ['in an attribute list', ['[Fact', '#if X', '(Skip = "x")', '#endif', ']'], '[Fact ]'],
  ])('%s', (_, lines, expected) => {
    expect(active(...lines)).toBe(expected);
  });

  test.each([
    ['#endif', '#endif without #if'],
    ['#else', '#else without #if'],
    ['#if A', '#if A has no #endif'],
  ])('%s alone is a fault', (text, message) => {
    expect(preprocess(text, new Set()).faults.map((fault) => fault.message)).toEqual([message]);
  });

  test.each(['\n', '\r\n', '\r'])('lines end with %j', (end) => {
    const { text, inactive } = preprocess(['a', '#if X', 'b', '#endif', 'c'].join(end), new Set());
    expect(text.replace(/\s+/g, ' ')).toBe('a c');
    expect(inactive).toEqual([{ line: expect.any(Number), endLine: 3, condition: 'X', names: ['b'] }]);
  });
});

describe('a mark in text is none', () => {
  test.each([
    ['a verbatim string', 's = @"', '#if X', '" + "a";', '#if X', 'b', '#endif'],
    ['a raw string', 's = """', '#if X', '"""; a', '#if X', 'b', '#endif'],
    ['an interpolated raw string', 's = $$"""', '#if X {{y}}', '"""; a', '#if X', 'b', '#endif'],
    ['a comment', '/*', '#if X', '*/ a', '#if X', 'b', '#endif'],
  ])('%s', (_, ...lines) => {
    expect(active(...lines)).toMatch(/#if X.* ?a?/);
    expect(active(...lines)).not.toMatch(/b$/);
  });

  test('but inactive code has neither strings nor comments', () => {
    expect(active('#if X', 'it\'s " and /* and """', '#else', 'a', '#endif', 'b')).toBe('a b');
  });

  test('quotes inside of characters, escapes and holes are seen for what they are', () => {
    const strings = ["'\"'", '"\\""', '@""""', '$"{f("}")}"', '$@"{a["b"]}"', '""""a"""b""""', '$"""{x}"""', "'\\''"];
    expect(active(`s = ${strings.join(' + ')};`, '#if X', 'b', '#endif', 'c')).toMatch(/; c$/);
  });
});

test('inactive code is no member, but named', () => {
  const { index } = csharpFrontEnd.open('A.cs', 'class C {\n#if OLD\n  void Gone() { }\n#else\n  void Here() { }\n#endif\n}', new Set());
  expect(index.routines.map(({ name, startLine }) => [name, startLine])).toEqual([['Here', 5]]);
  expect(index.inactive).toEqual([{ line: 2, endLine: 3, condition: 'OLD', names: ['Gone', 'void'] }]);
});

test('a fault is a problem of the file', () => {
  const { index } = csharpFrontEnd.open('A.cs', '#if A &&\nclass C { void M() { } }\n#endif', new Set());
  expect(index.problems).toMatchObject([{ line: 1, message: expect.stringContaining('A &&') }]);
  expect(index.routines).toHaveLength(1);
});
