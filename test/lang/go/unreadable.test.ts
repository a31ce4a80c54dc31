import { describe, expect, test } from 'vitest';
import { goFrontEnd } from '../../../src/lang/go/index.js';
import { print } from '../print.js';

function opened(text: string) {
  return goFrontEnd.open('a.go', text, new Set());
}

function outline(text: string) {
  const { index } = opened(text);
  return {
    routines: index.routines.map(({ name, unreadable }) => (unreadable === undefined ? name : `${name}: ${unreadable}`)),
    problems: index.problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
  };
}

describe('what did not parse', () => {
  test('is a problem, and its routine unreadable; the others are read', () => {
    expect(outline('package a\nfunc f() {\n\tx := := 1\n}\nfunc g() {}\n')).toEqual({
      routines: ['f: Line 3: `:=` is not understood.', 'g'],
      problems: ['3:7 `:=` is not understood'],
    });
  });

  test('a missing part is one too', () => {
    expect(outline('package a\nfunc f(int {\n}\nfunc g() {}\n')).toEqual({
      routines: ['f: Line 2: something is missing here.', 'g'],
      problems: ['2:11 something is missing here'],
    });
  });

  test('an unclosed body takes the functions behind it along, by name', () => {
    const { index } = opened('package a\nfunc f() {\n\tif x {\n}\nfunc g() {}\nfunc h() {}\n');
    expect(index.routines.map(({ name, unreadable }) => [name, unreadable !== undefined])).toEqual([['f', true]]);
    expect(index.problems.flatMap(({ names }) => names)).toEqual(['g', 'h']);
  });

  test('a function whose body is the broken part is not one without a body', () => {
    const { routines } = outline('package a\nfunc f() { x := (((((((\n');
    expect(routines).toEqual([expect.stringMatching(/^f: Line 2: /)]);
  });

  test('statements outside of any function are what an extra brace leaves', () => {
    expect(outline('package a\nfunc f() {\n}\n\tx := 1\n}\nfunc g() {}\n')).toEqual({
      routines: ['f', 'g'],
      problems: ['4:2 `x := 1` stands outside of any function', '5:1 `}` is not understood'],
    });
  });

  test.each([
    ['a constant without a value', 'const (\n\ta\n\tb = 1\n\tc\n)', '3:2 `a` has no value'],
    ['an import of nothing', 'import (\n\t"fmt"\n\t""\n)', '4:2 `""` is no import path'],
  ])('%s, which the grammar takes, is a problem', (_, text, problem) => {
    expect(outline(`package a\n${text}\nfunc f() {}\n`)).toEqual({ routines: ['f'], problems: [problem] });
  });

  test('what can be lowered of a broken body still is', () => {
    const { index, body } = opened('package a\nfunc f() {\n\tg()\n\tx := := 1\n}\n');
    expect(index.routines.map((routine) => print(body(routine)))).toEqual(['{g(); (declare x = 1)}']);
  });
});

describe('odd texts', () => {
  test.each([
    ['a byte order mark', '\uFEFFpackage a\nfunc f() {}', ['f']],
    ['a lone surrogate', 'package a\nfunc f() { x("\uD800") }\nfunc g() {}', ['f', 'g']],
    ['no line end at the end', 'package a\nfunc f() {}', ['f']],
    ['a build constraint', '//go:build windows\n// +build windows\n\npackage a\nfunc f() {}', ['f']],
  ])('%s', (_, text, names) => {
    const { index } = opened(text);
    expect(index.routines.map(({ name }) => name)).toEqual(names);
    expect(index).toMatchObject({ problems: [], inactive: [] });
  });

  test.each([
    ['nothing', '', []],
    ['a comment only', '// hello', []],
    ['no package clause', 'func f() {}', ['f']],
  ])('%s is a problem', (_, text, routines) => {
    expect(outline(text)).toEqual({ routines, problems: ['1:1 there is no package clause'] });
  });

  test('a null character is a problem', () => {
    expect(outline('package a\n\0\0').problems).not.toEqual([]);
  });

  test.each([
    ['blocks', '{'.repeat(10_000) + '}'.repeat(10_000)],
    ['parentheses', `x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['calls', `x = ${'f('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['operators', `x = ${'1 + '.repeat(10_000)}1`],
    ['else branches', `${'if x {} else '.repeat(10_000)} {}`],
  ])('10,000 nested %s cost one body, not the file', (_, nested) => {
    const { index, body } = opened(`package a\nfunc f() { ${nested} }\nfunc g() { h() }\n`);
    expect(index.routines.map((routine) => print(body(routine)))).toEqual(['-', '{h()}']);
  });

  test('so do deep values of variables', () => {
    const { index } = opened(`package a\nvar x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\nfunc f() {}\n`);
    expect(index.routines.map(({ name }) => name)).toEqual(['f']);
    expect(index.fields.map(({ init }) => print(init))).toEqual(['(unknown nested more than 1200 levels deep)']);
  });

  test('a file that is too deep for its declarations is one problem', () => {
    const { index, body } = opened(`package a\nfunc lost() {}\ntype T ${'[]'.repeat(10_000)}int\n`);
    expect(index).toMatchObject({ routines: [], types: [], fields: [], problems: [{ line: 1, endLine: 4, column: 1 }] });
    expect(index.problems[0]?.message).toBe("the file can't be read: nested more than 1200 levels deep");
    expect(index.problems[0]?.names).toContain('lost');
    const [other] = opened('package a\nfunc lost() {}\n').index.routines;
    expect(other && body(other)).toBeUndefined();
  });
});

test('a body is found by offsets, so that an index from a cache serves', () => {
  const text = 'package a\nfunc f() { a() }\nfunc (T) g()\nfunc h() { b() }\n';
  const cached = JSON.parse(JSON.stringify(opened(text).index)) as ReturnType<typeof opened>['index'];
  const { body } = opened(text);
  expect(cached.routines.map((routine) => print(body(routine)))).toEqual(['{a()}', '-', '{b()}']);
});

test('two runs give the same index', () => {
  const text = 'package a\n// c\nfunc f() { x := := 1 }\ntype T struct { a int }\nvar v = 1\n';
  expect(opened(text).index).toEqual(opened(text).index);
});
