import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { csharpFrontEnd } from '../../../src/lang/csharp/index.js';
import { readSource } from '../../../src/sources/text.js';
import { print } from '../print.js';

const open = (text: string) => csharpFrontEnd.open('A.cs', text, new Set());

/** Members, each with `!` if it could not be read whole, and the lines of the problems. */
function outline(text: string) {
  const { index } = open(text);
  return {
    members: index.routines.map(({ owner, kind, name, unreadable }) => `${kind} ${owner}.${name}${unreadable === undefined ? '' : '!'}`),
    problems: index.problems.map(({ line }) => line),
  };
}

describe('what did not parse costs its member, and no other', () => {
  const AROUND = (broken: string) =>
    `namespace N {\nclass A {\nvoid B() { b(); }\n${broken}\nvoid D() { d(); }\nclass E { int F => 1; }\n}\n}`;

  test.each<[string, string, string[]]>([
    ['a method', 'void C() { x = = 1 2; }', ['method A.C!']],
    ['an expression body', 'int C() => 1 2 3;', ['method A.C!']],
    ['a property', 'int C { get { return 1 2; } set { } }', ['property A.C!']],
    ['junk among accessors', 'int C { get => 1; 1 2 = => 3; }', ['property A.C!']],
    ['an event', 'event Action C { add { x = = 1; } remove { } }', ['event A.C!']],
    ['a constructor', 'A() : base(1 2) { }', ['constructor A.A!']],
    ['an operator', 'public static A operator +(A a, A b) { match a with | b -> c; }', ['operator A.+!']],
    ['a local function', 'void C() { void L() { } x = = 1 2; }', ['method A.C!', 'local-function A.L']],
    ['a field', 'int C = 1 2 3;', []],
    ['a signature', 'void C(int int int) { }', []],
    ['a method of an inner type', 'class X { void C() { x = = 1 2; } void Y() { } }', ['method A.X.C!', 'method A.X.Y']],
  ])('%s', (_, broken, expected) => {
    const { members, problems } = outline(AROUND(broken));
    const rest = members.filter((each) => !['method A.B', 'method A.D', 'property A.E.F'].includes(each));
    expect(members).toEqual(expect.arrayContaining(['method A.B', 'method A.D', 'property A.E.F']));
    if (expected.length > 0) expect(rest.sort()).toEqual([...expected].sort());
    expect(problems).toContain(4);
  });

  test('in a type of any size', () => {
    const rest = Array.from({ length: 1500 }, (_, i) => `int P${i} => ${i};`).join('\n');
    const { members, problems } = outline(`namespace N {\nclass A {\nvoid B() { x = = 1 2; }\n${rest}\n}\n}`);
    expect(members.slice(0, 2)).toEqual(['method A.B!', 'property A.P0']);
    expect(members).toHaveLength(1501);
    expect(problems).toEqual([3]);
  });

  test('types in types without end', () => {
    const { index } = open(`${'class A { '.repeat(1000)}void B() { x = = 1 2; }${' }'.repeat(1000)}`);
    expect(index.problems).not.toEqual([]);
  });

  test('the time is that of all attempts together', () => {
    const text = `class A {\n${'void B() { x = = 1 2; }\n'.repeat(3000)}}`;
    const started = performance.now();
    const { index } = csharpFrontEnd.open('A.cs', text, new Set(), 300);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(index.problems.map(({ message }) => message)).toEqual(['parsing took longer than 300 ms']);
  });

  test.each([10_000, 300])('strings in the holes of strings, %i deep', (depth) => {
    const { index } = open(`class C {\n#if A\n#endif\nstring S = ${'$"{{{'.repeat(depth)}1${'}"'.repeat(depth)}; }`);
    expect(index.problems.map(({ message, names }) => [message, names])).toEqual([
      ['strings are nested more than 200 levels deep', expect.arrayContaining(['C', 'S'])],
    ]);
  });

  test('comparisons without end take no longer than they may', () => {
    const started = performance.now();
    open(`class C { void M() { F(${'a < b, '.repeat(20_000)} c > (d)); } }`);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('whoever is lost is named', () => {
    const { index } = open(AROUND('void Lost(int int int) { }'));
    const isThere = index.routines.some(({ name, unreadable }) => name === 'Lost' && unreadable !== undefined);
    expect(isThere || index.problems.some(({ names }) => names.includes('Lost'))).toBe(true);
  });

  test('the head of a type', () => {
    const { members, problems } = outline('class A : = 1 {\nvoid B() { }\n}\nclass C { void D() { } }');
    expect(members).toContain('method C.D');
    expect(problems).toContain(1);
  });

  test('a statement of a program', () => {
    expect(outline('using X;\nvar y = = 1 2;\nclass C { void M() { } }')).toEqual({ members: ['method C.M'], problems: [2] });
  });

  test('brackets that do not match', () => {
    const { index } = open('class A {\nvoid B() { b(; }\nvoid C() { }\n');
    expect(index.problems).not.toEqual([]);
    const seen = [...index.routines.map(({ name }) => name), ...index.problems.flatMap(({ names }) => names)];
    expect(seen).toEqual(expect.arrayContaining(['B', 'C']));
  });

  test('comments and bodies of the others are read as ever', () => {
    const { index, body } = open(AROUND('// before\nvoid C() { x = = 1 2; /* in */ }\n// parity: allow x -- y'));
    expect(index.routines.map(({ name, comments }) => [name, comments.map(({ text }) => text)])).toEqual([
      ['B', []],
      ['C', ['before', 'in']],
      ['D', ['parity: allow x -- y']],
      ['F', []],
    ]);
    const [b, , d, f] = index.routines.map((routine) => print(body(routine)));
    expect([b, d, f]).toEqual(['{b()}', '{d()}', '{(=> 1)}']);
  });
});

test("an accessor's attribute is no pattern, also where the file is rewritten", () => {
  const text = 'class A {\nint B { [C] get => 1; [D, E(F)] set => x = 1; }\nvoid G() { H(ref i) = j; } }';
  const { index, body } = open(text);
  expect(index.problems).toEqual([]);
  expect(index.routines.map((routine) => print(body(routine)))).toEqual([
    '{(accessor [get => {(=> 1)}] [set => {(=> (x = 1))}])}',
    '{(H(ref i) = j)}',
  ]);
});

describe('odd texts', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['a comment only', '// hello', []],
    ['a byte order mark', '\uFEFFclass C { void M() { } }', ['method C.M']],
    ['a lone surrogate', 'class C { string s = "\uD800"; void M() { } }', ['method C.M']],
    ['old line ends', 'class C {\r// x\rvoid M() { }\r}', ['method C.M']],
    ['a trailing semicolon', 'class C { void M() { } };', ['method C.M']],
    ['top-level statements', 'using System;\nawait F();\nvoid F() { }\nreturn 1;', ['local-function .F']],
    ['a script', '#!/usr/bin/env dotnet\n#:package A@1.0\nF();\nvoid F() { }', ['local-function .F']],
  ])('%s', (_, text, expected) => {
    expect(outline(text)).toEqual({ members: expected, problems: [] });
  });

  test('a null character is a problem', () => {
    expect(outline('class C { \0\0 }').problems).not.toEqual([]);
  });

  test.each([
    ['parentheses', `x = ${'('.repeat(5000)}1${')'.repeat(5000)};`],
    ['operators', `x = ${'1 + '.repeat(5000)}1;`],
    ['blocks', '{'.repeat(5000) + '}'.repeat(5000)],
  ])('5,000 nested %s cost one body, not the file', (_, nested) => {
    const { index, body } = open(`class C { void M() { ${nested} } void N() { n(); } }`);
    expect(index.routines.map(({ name }) => name)).toEqual(['M', 'N']);
    expect(index.routines.map((routine) => print(body(routine))).at(-1)).toBe('{n()}');
  });
});

describe('files', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'parity-csharp-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  const CLASS = 'class C {\r\n  string é = "😀";\r\n  void M() { m(); }\r\n}\r\n';
  const utf16 = (text: string, swap: boolean) => (swap ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le'));

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(CLASS)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${CLASS}`)],
    ['UTF-16, little end first', utf16(`\uFEFF${CLASS}`, false)],
    ['UTF-16, big end first', utf16(`\uFEFF${CLASS}`, true)],
    ['UTF-16 without a mark', utf16(CLASS, false)],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('class C {\r\n  string e = "'), Buffer.from([0xe9, 0xff]), Buffer.from('";\r\n  void M() { m(); }\r\n}')]),
    ],
    ['more than 32 KB', Buffer.from(CLASS.replace('}\r\n}', `}\r\n${'  // filler\r\n'.repeat(20_000)}  void N() { }\r\n}`))],
  ])('%s', (_, bytes) => {
    const file = path.join(directory, 'A.cs');
    writeFileSync(file, bytes);
    const source = readSource(file, { fileBytes: 1 << 20 });
    if ('unreadable' in source) throw new Error(source.unreadable);
    const { index, body } = open(source.text);
    expect(index.problems).toEqual([]);
    expect(index.routines[0]).toMatchObject({ name: 'M', startLine: 3, endLine: 3, nameColumn: 8 });
    expect(index.routines.map((routine) => print(body(routine)))[0]).toBe('{m()}');
    if (bytes.length > 200_000) expect(index.routines[1]).toMatchObject({ name: 'N', startLine: 20_004 });
  });
});

test('a body is found by offsets, so that an index from a cache serves', () => {
  const text = 'class C { void A() { a(); } int P => 1; void B(); void D() { x = = 1 2; } void E() { e(); } }';
  const cached = JSON.parse(JSON.stringify(open(text).index)) as ReturnType<typeof open>['index'];
  const { body } = open(text);
  const bodies = cached.routines.map((routine) => print(body(routine)));
  expect([bodies[0], bodies[1], bodies[2], bodies[4]]).toEqual(['{a()}', '{(=> 1)}', '-', '{e()}']);
});

test('two runs give the same index', () => {
  const text = 'class C {\n// c\nvoid A() { x = = 1 2; }\nint P => 1;\n}';
  expect(open(text).index).toEqual(open(text).index);
});
