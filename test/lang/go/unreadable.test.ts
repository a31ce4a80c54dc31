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

  test.each([
    ['no comma at the end of a line of arguments', 'f(a,\nb\n)', '4:2 `b` ends the line where a comma has to follow'],
    ['nor of a literal', 'x := T{\na: 1\n}', '4:5 `1` ends the line where a comma has to follow'],
    ['nor of one in another', 'x := []T{\n{1, 2\n},\n}', '4:6 `2` ends the line where a comma has to follow'],
    ['a value in parentheses, over two lines', 'return (a\n+ b)', '3:10 `a` ends the line where a comma has to follow'],
    ['a block on a line of its own', 'if a\n{\n}', '3:1 the `{` of `if` has to stand on its line'],
    ['a comparison over two lines', 'if a\n== b {\n}', "4:1 `==` can't begin a statement"],
    ['an increment as a value', 'x = a ++ b', '3:10 `b` stands behind `++`'],
    ['go without a call', 'go a', '3:1 `go` needs a call'],
    ['defer without a call', 'defer a.b\nc()', '3:1 `defer` needs a call'],
    ['a declaration of an element', 'a[0] := 1', '3:6 `a[0] :=` declares what is no name'],
    ['three variables of a range', 'for a, b, c := range d {\n}', '3:13 `range` has two values at most'],
    ['an unknown escape', 'x := "\\q"', '3:6 an unknown escape sequence'],
    ['a variable without a type', 'var a\nb = c', '3:1 `var a` ends too early'],
    ['a type without one', 'x := []\nint{}', '3:8 a type is missing at the end of the line'],
    ['an operator without its left side', 'x = (&& a)', '3:6 `&&` stands where a value has to'],
  ])('%s, which the grammar takes and Go does not, is a problem', (_, body, problem) => {
    expect(outline(`package a\nfunc f() {\n${body}\n}\nfunc g() {}\n`)).toEqual({ routines: ['f', 'g'], problems: [problem] });
  });

  test.each([
    ['func f(a int, string) {}', '2:7 `(a int, string)` names some parameters and not others'],
    ['func f(a\nint) {}', '2:9 `a` ends the line where a comma has to follow'],
    ['import "b" import "c"', '2:12 `import` has to begin a line'],
    ['type T\nstruct{}', '2:1 `type T` ends too early'],
  ])('%s is one too', (text, problem) => {
    expect(outline(`package a\n${text}\nfunc g() {}\n`).problems).toContain(problem);
  });

  test.each([
    'if a := (T{1}); a.b {\n} else if c := d(); c {\n}',
    'if a := func() int {\nreturn 1\n}(); a > 1 {\n}',
    'if a, b := [2]int{1, 2}, c; a != b {\nd()\n}',
    'switch a := b.(type) {\ncase func() error, map[string]int:\nc()\n}',
    'switch a\n{\n}',
    'if a\n(b) > c {\nd = e\n}',
    'for i := 0; i < 3; i++ {\nx--\n}',
    'L: for {\ncontinue L\n}',
    'L:\nfor a := range b {\nbreak L\n}',
    'x := map[string][]T{\n"a": {{1}, {2}},\n"b": nil}',
    'x := []func() error{\nfunc() error {\nreturn nil\n},\n}',
    'x := struct {\na int\nb string\n}{\n1, "\\u00e9\\\\q",\n}',
    'select {\ncase a, ok := <-b:\nc(a)\ndefault:\n}',
    'go func() {\na()\n}()\ndefer b.c(d)',
    'a.\nb().\nc()\n*p++\n<-c\n{\nvar x T\n}',
    'x := a +\nb && // why\nc',
    'var (\na int\nb = 1\n)',
    'x := `\n(a\n` + "(" // (\n/* (\n */ y()',
    'type T interface {\n~int | ~string\nM()\n}',
    'x, y := a[i:j], b[1:]\nif x := y.(*T); x != nil {\n}',
  ])('%s is well', (body) => {
    expect(outline(`package a\nfunc f() {\n${body}\n}\n`).problems).toEqual([]);
  });

  test('a file without line ends is a package clause with something behind it', () => {
    expect(outline('package a\rimport "b"\r// c\rfunc f() {}\r').problems).toEqual(['2:1 `import` has to begin a line']);
  });

  test('many names may share a type', () => {
    const { index } = opened('package a\nfunc f(a, b, c, d, e, f, g, h, i, j, k, l int) {}\n');
    expect(index.problems).toEqual([]);
    expect(index.routines.flatMap(({ parameters }) => parameters.map(({ name, type }) => `${name} ${type}`))).toEqual(
      [...'abcdefghijkl'].map((name) => `${name} int`),
    );
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
