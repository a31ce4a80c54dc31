import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Cache, type Entry } from '../../src/index/cache.js';
import type { SourceIndex } from '../../src/model/source.js';
import { temporaryDirectory } from '../ledger/database.js';

const directory = temporaryDirectory();
const INDEX: SourceIndex = { file: 'a.go', language: 'go', routines: [], types: [], fields: [], problems: [], inactive: [] };
const OUTLINE = { types: ['store'], bases: [], routines: ['clear'], routineCount: 1, shapes: [], problems: 0, inactive: 0 };
const ENTRY: Entry = { stamp: '1 2 3 4', hash: 'h', variant: 'v', outline: OUTLINE };

function filled(): Cache {
  const cache = new Cache(directory.path, 'salt');
  cache.writeIndex('a.go', ENTRY, INDEX);
  cache.writeBodies('a.go', ENTRY, { 0: '{"k":"block","at":1,"body":[]}' });
  cache.writeEntries(new Map([['a.go', ENTRY]]));
  return cache;
}

function contentOf(cache: Cache) {
  return { index: cache.readIndex('a.go', ENTRY), bodies: cache.readBodies('a.go', ENTRY), entries: [...cache.entries] };
}

function files(): string[] {
  const root = directory.file('.parity-cache');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.join(root, file));
}

const NOTHING = { index: undefined, bodies: {}, entries: [] };

test('gives back what was written, to a later run too', () => {
  filled();
  expect(contentOf(new Cache(directory.path, 'salt'))).toEqual({
    index: INDEX,
    bodies: { 0: '{"k":"block","at":1,"body":[]}' },
    entries: [['a.go', ENTRY]],
  });
});

test.each([
  ['content', 'a.go', { hash: 'other', variant: 'v' }],
  ['variant', 'a.go', { hash: 'h', variant: 'other' }],
  ['file', 'b.go', { hash: 'h', variant: 'v' }],
])('knows nothing of another %s', (_, file, identity) => {
  const cache = filled();
  expect(cache.readIndex(file, identity)).toBeUndefined();
  expect(cache.readBodies(file, identity)).toEqual({});
});

test('knows nothing that other front ends wrote', () => {
  filled();
  expect(contentOf(new Cache(directory.path, 'other'))).toEqual(NOTHING);
});

describe('files that are not what was written', () => {
  const json = (text: string) => text.slice(text.indexOf('\n') + 1);
  test.each<[string, (text: string) => string | Buffer]>([
    ['cut off', (text) => text.slice(0, -10)],
    ['empty', () => ''],
    ['noise', () => Buffer.from([0xff, 0, 0xfe, 10, 13])],
    ['a letter changed', (text) => text.replace('"a.go"', '"b.go"').replace('block', 'black')],
    ['JSON of another form', () => '{"file":"a.go"}'],
    ['the same JSON without its sum', json],
    ['other JSON under the old sum', (text) => text.replace(json(text), '{"file":"a.go"}')],
    ['null', () => 'null'],
  ])('%s: as good as none', (_, spoil) => {
    filled();
    expect(files()).toHaveLength(3);
    for (const file of files()) writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    expect(contentOf(new Cache(directory.path, 'salt'))).toEqual(NOTHING);
  });

  test('one in the place of another', () => {
    filled();
    const [first = '', ...others] = files();
    for (const file of others) writeFileSync(file, readFileSync(first));
    const { index, bodies, entries } = contentOf(new Cache(directory.path, 'salt'));
    expect([index !== undefined, Object.keys(bodies).length > 0, entries.length > 0].filter(Boolean).length).toBeLessThanOrEqual(1);
  });
});

test('where nothing can be written the work is done again, without a word', () => {
  // A file in the place of the directory: also root cannot write below it.
  writeFileSync(directory.file('.parity-cache'), '');
  expect(contentOf(filled())).toEqual(NOTHING);
});

test('two runs at once leave whole files, and no drafts', () => {
  const [one, two] = [new Cache(directory.path, 'salt'), new Cache(directory.path, 'salt')];
  for (let i = 0; i < 20; i++) {
    for (const cache of [one, two]) {
      cache.writeIndex('a.go', ENTRY, INDEX);
      expect(new Cache(directory.path, 'salt').readIndex('a.go', ENTRY)).toEqual(INDEX);
    }
  }
  expect(files()).toHaveLength(1);
  expect(readdirSync(path.dirname(files()[0] ?? ''))).toHaveLength(1);
});

test('git does not see it', () => {
  filled();
  expect(readFileSync(directory.file('.parity-cache/.gitignore'), 'utf8')).toBe('*\n');
});

test('a directory that is there already is used as it is', () => {
  mkdirSync(directory.file('.parity-cache'));
  expect(contentOf(filled()).index).toEqual(INDEX);
});
