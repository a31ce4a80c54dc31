import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/model/row.js';
import type { Routine } from '../../src/model/source.js';
import { findGo, type GoFile } from '../../src/pair/go.js';
import type { GoSide } from '../../src/pair/subject.js';
import { goCode, place, rowOf } from './open.js';

const STORE = `package store

func init() { a() }

type store struct{}
type tree[T any] struct{}

func newStore() *store { return &store{} }

func (s *store) clear() {}

func (s store) Clear() {}

func (t *tree[T]) walk(f func(T)) {}

func init() { b() }

func clear() {}
`;

function find(
  row: Partial<Row>,
  options: { readonly file?: GoFile; readonly text?: string; readonly elsewhere?: readonly Routine[] } = {},
): GoSide {
  const code = goCode({ 'go/store.go': options.text ?? STORE });
  const search = (name: string) => (options.elsewhere ?? []).filter((routine) => routine.name === name);
  return findGo(rowOf(row), options.file ?? { kind: 'file', file: 'go/store.go' }, code, search);
}

function line(side: GoSide): number | string {
  return side.kind === 'found' ? side.routine.startLine : `${side.kind}: ${side.reason}`;
}

describe('by receiver and name', () => {
  test.each([
    ['a package function', { goClass: '', goMethod: 'newStore' }, 8],
    ['a method', { goClass: 'store', goMethod: 'clear' }, 10],
    ['a method whose name differs by case alone', { goClass: 'store', goMethod: 'Clear' }, 12],
    ['a function of a method’s name', { goClass: '', goMethod: 'clear' }, 18],
    ['a receiver with a star', { goClass: '*store', goMethod: 'clear' }, 10],
    ['a generic receiver', { goClass: 'tree', goMethod: 'walk' }, 14],
    ['a generic receiver as Go writes it', { goClass: '*tree[T]', goMethod: 'walk' }, 14],
    ['the receiver written with the name', { goClass: '', goMethod: 'store.clear' }, 10],
    ['the receiver written with the name, as Go prints it', { goClass: '', goMethod: '(*store).clear' }, 10],
  ] as const)('%s', (_, row, at) => {
    expect(line(find(row))).toBe(at);
  });
});

describe('the line', () => {
  test.each([
    [3, 3],
    [16, 16],
    [15, 16],
    [5, 3],
    [400, 16],
    [undefined, 3],
  ])('%s settles which init is meant: %i', (goLine, at) => {
    expect(line(find({ goClass: '', goMethod: 'init', goLine }))).toBe(at);
  });

  test('a drift is kept, with where it was', () => {
    expect(find({ goLine: 9 })).toMatchObject({
      kind: 'found',
      movedFrom: 9,
      evidence: ['store.clear in store.go', 'the row says line 9, it is at line 10'],
    });
    const side = find({ goLine: 10 });
    expect(side.kind === 'found' && side.movedFrom).toBe(undefined);
    expect(find({}).kind === 'found' && 'movedFrom' in find({})).toBe(false);
  });
});

describe('what is not there', () => {
  test.each([
    ['no file in the row', { goFile: '' }, undefined, 'missing: the row names no Go file'],
    ['no function in the row', { goMethod: '' }, undefined, 'missing: the row names no Go function'],
    ['a file that cannot be', {}, { kind: 'problem', reason: '`../x.go` is outside' }, 'missing: `../x.go` is outside'],
    ['a file that is gone', { goFile: 'gone.go' }, { kind: 'file', file: 'go/gone.go' }, 'missing: `gone.go` is not there'],
    ['a function that is gone', { goMethod: 'compact' }, undefined, 'missing: `store.go` has no function `store.compact`'],
    ['a function of another receiver', { goClass: 'block' }, undefined, 'missing: `store.go` has no function `block.clear`'],
  ] as const)('%s', (_, row, file, text) => {
    expect(line(find(row, file === undefined ? {} : { file }))).toBe(text);
  });

  test('functions of the name in the file are named, else those elsewhere', () => {
    const [elsewhere] = goCode({ 'go/block.go': 'package store\nfunc (b *block) compact() {}' }).units[0]?.index.routines ?? [];
    const near = (row: Partial<Row>) => {
      const side = find(row, { elsewhere: [elsewhere as Routine] });
      return side.kind === 'missing' ? side.near.map(place) : [];
    };
    expect(near({ goClass: 'block' })).toEqual(['store.clear store.go:10', 'store.Clear store.go:12', 'clear store.go:18']);
    expect(near({ goMethod: 'compact' })).toEqual(['block.compact block.go:2']);
    expect(near({ goMethod: 'nothing' })).toEqual([]);
  });

  test('in a part that did not parse it is unreadable', () => {
    expect(find({ goMethod: 'broken' }, { text: 'package store\n\nfunc (s *store) broken( {\n' }).kind).toBe('unreadable');
    expect(find({ goMethod: 'other' }, { text: 'package store\n\nfunc (s *store) broken( {\n' }).kind).toBe('missing');
  });
});
