import { describe, expect, test } from 'vitest';
import { goFrontEnd } from '../../../src/lang/go/index.js';
import type { Routine, SourceIndex } from '../../../src/model/source.js';
import { print } from '../print.js';

function indexed(text: string, file = 'server/a.go'): SourceIndex {
  return goFrontEnd.open(file, text, new Set()).index;
}

function routine(text: string, file?: string): Routine {
  const { routines, problems } = indexed(`package a\n${text}\n`, file);
  expect(problems).toEqual([]);
  expect(routines).toHaveLength(1);
  return routines[0] as Routine;
}

describe('routines', () => {
  test('a function with all that the model says of it', () => {
    const text = 'package srv\n\n// Add adds.\nfunc Add[T any](a, b int, _ func(x  int), rest ...T) (sum int, err error) {\n\treturn\n}\n';
    expect(indexed(text).routines).toEqual([
      {
        language: 'go',
        file: 'server/a.go',
        namespace: 'srv',
        owner: '',
        kind: 'function',
        name: 'Add',
        parameters: [
          { name: 'a', type: 'int' },
          { name: 'b', type: 'int' },
          { name: '_', type: 'func(x int)' },
          { name: 'rest', type: '...T', by: 'params' },
        ],
        startLine: 4,
        endLine: 6,
        nameLine: 4,
        nameColumn: 6,
        nameEndColumn: 9,
        hasBody: true,
        test: false,
        results: ['int', 'error'],
        modifiers: ['public'],
        attributes: [],
        receiver: '',
        hash: expect.stringMatching(/^[0-9a-f]{16}$/),
        comments: [{ text: 'Add adds.', at: 3 }],
        start: 26,
        end: text.length - 1,
      },
    ]);
  });

  test.each([
    ['func (c *Client) f() {}', 'Client', 'c'],
    ['func (c Client) f() {}', 'Client', 'c'],
    ['func (*Client) f() {}', 'Client', ''],
    ['func (_ Client) f() {}', 'Client', '_'],
    ['func (c *(Client)) f() {}', 'Client', 'c'],
    ['func (c *Tree[K, V]) f() {}', 'Tree', 'c'],
    ['func (é *Größe) f() {}', 'Größe', 'é'],
    ['func (c pkg.T) f() {}', '', 'c'],
    ['func (c []int) f() {}', '', 'c'],
  ])('receiver of %s', (text, owner, receiver) => {
    expect(routine(text)).toMatchObject({ kind: 'method', name: 'f', owner, receiver, modifiers: [] });
  });

  test.each([
    ['func f()', []],
    ['func f() error', ['error']],
    ['func f() (error)', ['error']],
    ['func f() (int, *T)', ['int', '*T']],
    ['func f() (a, b int, c map[string] T)', ['int', 'int', 'map[string] T']],
    ['func f() func() error', ['func() error']],
  ])('results of %s', (text, results) => {
    expect(routine(text)).toMatchObject({ results, hasBody: false });
  });

  test('an unnamed parameter has the name ""', () => {
    expect(routine('func f(int, ...string) {}').parameters).toEqual([
      { name: '', type: 'int' },
      { name: '', type: '...string', by: 'params' },
    ]);
  });

  test('the hash ignores indentation and line ends, not words', () => {
    const { hash } = routine('func f() {\n\tg()\n}');
    expect(routine('func f() {\r\n    g()  \r\n}').hash).toBe(hash);
    expect(routine('func f() {\n\th()\n}').hash).not.toBe(hash);
  });

  test('columns are UTF-16 units, lines those of CRLF too', () => {
    expect(routine('/* 😀é */ func f() {\r\n\tg("😀")\r\n}')).toMatchObject({
      startLine: 2,
      endLine: 4,
      nameLine: 2,
      nameColumn: 16,
      nameEndColumn: 17,
    });
  });

  test('several functions on a line', () => {
    expect(indexed('package a; func f() {}; func g() {}').routines.map(({ name, nameColumn }) => [name, nameColumn])).toEqual([
      ['f', 17],
      ['g', 30],
    ]);
  });

  test('neither function literals nor interface methods are routines', () => {
    expect(indexed('package a\nvar f = func() {}\ntype I interface { F() }\n').routines).toEqual([]);
  });
});

describe('tests, as go test sees them', () => {
  test.each([
    ['func Test(t *testing.T) {}', true],
    ['func TestX(t *testing.T) {}', true],
    ['func Test_x(t *testing.T) {}', true],
    ['func Test9(t *testing.T) {}', true],
    ['func TestÉ(t *testing.T) {}', true],
    ['func Testify(t *testing.T) {}', false],
    ['func Testé(t *testing.T) {}', false],
    ['func TestTwo(t *testing.T, x int) {}', false],
    ['func TestTwo(t, u *testing.T) {}', false],
    ['func TestNone() {}', false],
    ['func TestResult(t *testing.T) int { return 1 }', false],
    ['func (s S) TestX(t *testing.T) {}', false],
    ['func TestMain(m *testing.M) {}', false],
    ['func TestMain(t *testing.T) {}', true],
    ['func BenchmarkX(b *testing.B) {}', true],
    ['func FuzzX(f *testing.F) {}', true],
    ['func ExampleX() {}', true],
    ['func ExampleX(x int) {}', false],
    ['func helper(t *testing.T) {}', false],
  ])('%s: %s', (text, expected) => {
    expect(routine(text, 'a_test.go').test).toBe(expected);
    expect(routine(text, 'a.go').test).toBe(false);
  });
});

describe('comments of a routine', () => {
  test.each<[string, string, string[]]>([
    ['the block before it', '// a\n// b\nfunc f() {}', ['a', 'b']],
    ['not what a blank line parts from it', '// a\n\n// b\nfunc f() {}', ['b']],
    ['not what belongs to the line before', 'var x = 1 // a\nfunc f() {}', []],
    ['a block comment', '/*\n * a\n * b\n */\nfunc f() {}', ['a\nb']],
    ['one on its own line', '/* a */ func f() {}', ['a']],
    ['those inside, nested ones too', 'func f( /* p */ ) {\n\tgo func() {\n\t\t// TODO\n\t}()\n}', ['p', 'TODO']],
    ['not the one behind it', 'func f() {} // a\n// b', []],
    ['none in strings', 'func f() { g("// a", `/* b */`, \'"\', "\\"// c") }', []],
  ])('%s', (_, text, expected) => {
    expect(routine(text).comments.map((comment) => comment.text)).toEqual(expected);
  });

  test('a waiver is found with its line', () => {
    expect(routine('// parity: allow x -- y\nfunc f() {}').comments).toEqual([{ text: 'parity: allow x -- y', at: 2 }]);
  });
});

describe('types', () => {
  function types(text: string) {
    return indexed(`package a\n${text}\n`).types.map(({ path, kind, bases, arity }) => ({ path, kind, bases, arity }));
  }

  test.each([
    ['type T struct { a int; *B; pkg.C; L[int] }', { path: 'T', kind: 'struct', bases: ['B', 'pkg.C', 'L[int]'], arity: 0 }],
    ['type T[K comparable, A, B any] struct{}', { path: 'T', kind: 'struct', bases: [], arity: 3 }],
    ['type I interface { io.Reader; F() error; ~int | ~string; ~int }', { path: 'I', kind: 'interface', bases: ['io.Reader'], arity: 0 }],
    ['type A = pkg.B', { path: 'A', kind: 'alias', bases: ['pkg.B'], arity: 0 }],
    ['type F func(int) error', { path: 'F', kind: 'class', bases: [], arity: 0 }],
  ])('%s', (text, expected) => {
    expect(types(text)).toEqual([expected]);
  });

  test('a group has a type per spec, on the spec’s lines', () => {
    const text = 'package a\n\ntype (\n\tOne int\n\ttwo struct {\n\t\tx int\n\t}\n)\n\ntype Three struct {\n}\n';
    expect(
      indexed(text).types.map(({ path, startLine, endLine, nameColumn, modifiers }) => [path, startLine, endLine, nameColumn, modifiers]),
    ).toEqual([
      ['One', 4, 4, 2, ['public']],
      ['two', 5, 7, 2, []],
      ['Three', 10, 11, 6, ['public']],
    ]);
  });
});

describe('fields', () => {
  function fields(text: string): string[] {
    return indexed(`package a\n${text}\n`).fields.map(
      ({ owner, name, type, constant, init, at }) => `${at} ${owner}.${name} ${type}${constant ? ' const' : ''} ${print(init)}`,
    );
  }

  test('of structs', () => {
    expect(fields('type T struct {\n\ta, b int `json:"x"`\n\t*pkg.C\n\tf func()\n}')).toEqual([
      '3 T.a int -',
      '3 T.b int -',
      '4 T.C *pkg.C -',
      '5 T.f func() -',
    ]);
  });

  test('variables of the package', () => {
    expect(fields('var x, y = 1, "a"\nvar (\n\tz T\n\tok, err = f()\n)')).toEqual([
      '2 .x  1',
      '2 .y  "a"',
      '4 .z T -',
      '5 .ok  f()',
      '5 .err  f()',
    ]);
  });

  test('constants repeat the values of the one before', () => {
    expect(fields('const (\n\ta T = iota\n\tb\n\tc = "x"\n\td\n)')).toEqual([
      '3 .a T const iota',
      '4 .b T const iota',
      '5 .c  const "x"',
      '6 .d  const "x"',
    ]);
  });

  test('a function literal is lowered with its body', () => {
    expect(fields('var f = func(x int) error { return g(x) }')).toEqual(['2 .f  (lambda (x) {(error g(x))})']);
  });

  test('not those inside of functions', () => {
    expect(fields('func f() { var x = 1; type T struct { y int } }')).toEqual([]);
  });
});
