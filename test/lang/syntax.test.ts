import { describe, expect, test } from 'vitest';
import {
  childOf,
  commentsOf,
  commentText,
  fieldOf,
  fieldsOf,
  foldSpace,
  grammarOf,
  hashOf,
  hasToken,
  identifiersIn,
  LineTable,
  MAX_DEPTH,
  partsOf,
  problemsOf,
  type Syntax,
  SyntaxTree,
  Unreadable,
} from '../../src/lang/syntax.js';

const grammar = grammarOf('tree-sitter-go');
const parse = (text: string) => new SyntaxTree(grammar, text);

function descendants(node: Syntax): Syntax[] {
  return [node, ...node.children.flatMap(descendants)];
}

function firstOf(tree: SyntaxTree, type: string): Syntax {
  const found = descendants(tree.root()).find((node) => node.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}

describe('reading a tree', () => {
  test('copies types, fields, tokens and offsets', () => {
    const tree = parse('package a\n\nfunc f(x int) {}\n');
    const f = firstOf(tree, 'function_declaration');
    expect(f.children.map(({ type, named, field, start, end, line }) => [type, named, field, start, end, line])).toEqual([
      ['func', false, undefined, 11, 15, 3],
      ['identifier', true, 'name', 16, 17, 3],
      ['parameter_list', true, 'parameters', 17, 24, 3],
      ['block', true, 'body', 25, 27, 3],
    ]);
  });

  test('tells aliases of one symbol apart', () => {
    const types = descendants(parse('package a\nfunc (r T) m() { x.y.z(pkg.U{}) }').root()).filter((node) =>
      node.type.endsWith('identifier'),
    );
    expect(types.map(({ type }) => type)).toEqual([
      'package_identifier',
      'identifier',
      'type_identifier',
      'field_identifier',
      'identifier',
      'field_identifier',
      'field_identifier',
      'package_identifier',
      'type_identifier',
    ]);
  });

  test('stops where told', () => {
    const root = parse('package a\nfunc f() { g() }').root(new Set(['block']));
    const block = descendants(root).find((node) => node.type === 'block');
    expect(block).toMatchObject({ children: [], end: 26 });
  });

  test.each([
    ['astral and accented characters', 'package a\nvar é = "😀😀"; var x = 1\n', 2],
    ['CRLF', 'package a\r\n\r\nvar x = 1\r\n', 3],
    ['CR in a comment', 'package a\n/* \r */\nvar x = 1\n', 4],
    ['a byte order mark', '\uFEFFpackage a\nvar x = 1\n', 2],
    ['a text over 32 KB', `package a\n${'// 😀\n'.repeat(20_000)}var x = 1\n`, 20_002],
  ])('offsets and lines with %s', (_, text, line) => {
    const tree = parse(text);
    const literal = firstOf(tree, 'int_literal');
    expect(tree.textOf(literal)).toBe('1');
    expect(literal.line).toBe(line);
    expect(tree.find('int_literal')).toEqual([{ ...literal, field: undefined }]);
  });

  test('refuses what is nested too deep, and only there', () => {
    const tree = parse(`package a\nfunc f() { x = ${'('.repeat(MAX_DEPTH)}1${')'.repeat(MAX_DEPTH)} }\nfunc g() {}\n`);
    expect(() => tree.root()).toThrow(Unreadable);
    expect(tree.root(new Set(['block'])).children).toHaveLength(3);
  });

  test('gives up after a time', () => {
    expect(() => new SyntaxTree(grammar, `package a\n${'func f() { g(a, b) }\n'.repeat(100_000)}`, { timeoutMs: 1 })).toThrow(
      /took longer than 1 ms/,
    );
    expect(parse('package a').hasError).toBe(false);
  });
});

describe('a part of a tree', () => {
  const tree = parse('package a\nfunc f() { a() }\nfunc g() { b() }\n');

  test('is found by its offsets', () => {
    for (const node of descendants(tree.root()).filter(({ type }) => type.endsWith('_declaration')))
      expect(tree.at(node.start, node.end)).toEqual(node);
  });

  test('is the outermost that spans them', () => {
    const call = firstOf(tree, 'call_expression');
    expect(tree.at(call.start, call.end)?.type).toBe('statement_list');
  });

  test.each([
    [10, 25],
    [11, 26],
    [0, 43],
    [44, 50],
    [-1, 5],
  ])('no node spans %i to %i', (start, end) => {
    expect(tree.at(start, end)).toBeUndefined();
  });

  test('the only declaration of a file is not the file', () => {
    expect(parse('func f() {}').at(0, 11)?.type).toBe('function_declaration');
  });
});

describe('problems', () => {
  const problems = (text: string) => problemsOf(parse(text)).map(({ line, endLine, column, message }) => [line, endLine, column, message]);

  test('none', () => {
    expect(problems('package a\nfunc f() {}\n')).toEqual([]);
  });

  test('an error and a missing part, in order', () => {
    expect(problems('package a\nfunc f(int {\n}\nfunc g() { x := := 1 }\n')).toEqual([
      [2, 2, 11, 'something is missing here'],
      [4, 4, 17, '`:=` is not understood'],
    ]);
  });

  test('name what they hold', () => {
    expect(problemsOf(parse('package a\n)) lost found ((\n')).flatMap(({ names }) => names)).toEqual(['found', 'lost']);
  });
});

test('comments, with offsets', () => {
  const text = 'package a // one\n/* two\n * three */\n';
  expect(commentsOf(parse(text))).toEqual([
    { text: 'one', at: 1, start: 10, end: 16 },
    { text: 'two\nthree', at: 2, start: 17, end: 35 },
  ]);
});

test.each([
  ['// a ', 'a'],
  ['/// a', 'a'],
  ['//a\r', 'a'],
  ['//', ''],
  ['/**/', ''],
  ['/* a */', 'a'],
  ['/** a **/', 'a'],
  ['/**\n * a\n *\n * b\n */', 'a\n\nb'],
])('text of the comment %j', (source, text) => {
  expect(commentText(source)).toBe(text);
});

describe('lines', () => {
  const text = 'a\r\nbc\n\rd';

  test('are found in any order', () => {
    const table = new LineTable(text);
    const lines = [1, 1, 1, 2, 2, 2, 3, 4];
    for (const offset of [0, 7, 3, 2, 6, 1, 5, 4, 7, 0]) expect(table.lineAt(offset)).toBe(lines[offset]);
    expect(table.count).toBe(4);
  });

  test('columns begin at 1', () => {
    const table = new LineTable('ab\n😀c');
    expect([0, 1, 3, 5].map((offset) => table.columnAt(offset))).toEqual([1, 2, 1, 3]);
  });

  test('an offset at the end lies on the last line', () => {
    expect(new LineTable('a\n').lineAt(2)).toBe(2);
    expect(new LineTable('').lineAt(0)).toBe(1);
  });
});

test('parts, fields and tokens', () => {
  const list = firstOf(parse('package a\nfunc f(a, /* c */ b int) {}'), 'parameter_declaration');
  expect(fieldOf(list, 'name')?.type).toBe('identifier');
  expect(fieldsOf(list, 'name')).toHaveLength(2);
  expect(fieldOf(list, 'none')).toBeUndefined();
  expect(partsOf(list).map(({ type }) => type)).toEqual(['identifier', 'identifier', 'type_identifier']);
  expect(childOf(list, 'none', 'type_identifier')?.field).toBe('type');
  expect([hasToken(list, ','), hasToken(list, ';')]).toEqual([true, false]);
});

test('folded space', () => {
  expect(foldSpace(' a\n\t b ')).toBe('a b');
});

test('the hash ignores space at line ends and starts', () => {
  expect(hashOf('a\n  b')).toBe(hashOf(' a \r\nb'));
  expect(hashOf('a b')).not.toBe(hashOf('a  b'));
});

test('identifiers are distinct, sorted and not too many', () => {
  expect(identifiersIn('b é_1 a b 9c')).toEqual(['a', 'b', 'c', 'é_1']);
  expect(identifiersIn(Array.from({ length: 3000 }, (_, i) => `x${i}`).join(' '))).toHaveLength(2000);
});
