import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { Workspace } from '../../src/index/workspace.js';
import { FRONT_ENDS } from '../../src/lang/front-ends.js';
import { findSources } from '../../src/sources/sources.js';
import { temporaryDirectory } from '../ledger/database.js';

const directory = temporaryDirectory();
const GO = 'golang/nats-server/server/store.go';
const CS = 'dotnet/src/Store.cs';

beforeEach(() => {
  write(GO, 'package server\n\nfunc (s *store) clear() { s.n = 0 }\n');
  write('golang/nats-server/server/store_test.go', 'package server\n\nfunc TestClear(t *testing.T) { clear() }\n');
  write(CS, 'class Store { void Clear() { n = 0; } }\n');
});
afterEach(() => vi.restoreAllMocks());

function write(file: string, text: string | Buffer): void {
  mkdirSync(path.dirname(directory.file(file)), { recursive: true });
  writeFileSync(directory.file(file), text);
}

async function open(options: { readonly cache: boolean; readonly parseMs?: number } = { cache: true }) {
  const config = loadConfig({ root: directory.path, cwd: directory.path });
  const limits = { ...config.limits, ...(options.parseMs === undefined ? {} : { parseMs: options.parseMs }) };
  return new Workspace({ ...config, limits }, await findSources(config), options);
}

/** All that a run can ask of the workspace. */
function contentOf(workspace: Workspace) {
  const units = [...workspace.sources.go.map((file) => workspace.goUnit(file)), ...workspace.csharpUnits()];
  const content = units.map((unit) => ({
    file: unit.file,
    role: unit.role,
    outline: unit.outline,
    index: unit.index,
    bodies: unit.index.routines.map((routine) => unit.body(routine)),
  }));
  workspace.save();
  return content;
}

/** Files that are parsed from here on. */
function parses(): string[] {
  const parsed: string[] = [];
  for (const language of ['go', 'csharp'] as const) {
    const { open: original } = FRONT_ENDS[language];
    vi.spyOn(FRONT_ENDS[language], 'open').mockImplementation((file, ...rest) => {
      parsed.push(file);
      return original(file, ...rest);
    });
  }
  return parsed;
}

/** So long ago that its times tell whether it changed. */
function age(file: string): void {
  utimesSync(directory.file(file), new Date(2020, 1), new Date(2020, 1));
}

test('a second run has the same content and parses nothing', async () => {
  const first = contentOf(await open());
  expect(first.map(({ index }) => index.routines.map(({ name }) => name))).toEqual([['clear'], ['TestClear'], ['Clear']]);
  expect(first.map(({ role }) => role)).toEqual(['production', 'test', 'production']);
  const parsed = parses();
  expect(contentOf(await open())).toEqual(first);
  expect(parsed).toEqual([]);
});

test('a file that changed is parsed again, and no other', async () => {
  contentOf(await open());
  write(CS, 'class Store { void Empty() { n = 1; } }\n');
  const parsed = parses();
  const content = contentOf(await open());
  expect(content.at(-1)?.index.routines.map(({ name }) => name)).toEqual(['Empty']);
  expect(new Set(parsed)).toEqual(new Set([CS]));
});

test('so is one that changed within its size and was given its old times', async () => {
  age(CS);
  contentOf(await open());
  write(CS, 'class Store { void Clean() { n = 1; } }\n');
  age(CS);
  expect(
    contentOf(await open())
      .at(-1)
      ?.index.routines.map(({ name }) => name),
  ).toEqual(['Clean']);
});

test('what took too long is tried again under another limit', async () => {
  write(GO, `package server\n\nfunc f() { ${'a(); '.repeat(50_000)} }\n`);
  const [slow] = contentOf(await open({ cache: true, parseMs: 1 }));
  expect(slow?.index.problems.map(({ message }) => message)).toEqual(["the file can't be read: parsing took longer than 1 ms"]);
  const [read] = contentOf(await open());
  expect(read?.index.routines.map(({ name }) => name)).toEqual(['f']);
});

test('without a cache nothing is written', async () => {
  contentOf(await open({ cache: false }));
  expect(readdirSync(directory.path)).not.toContain('.parity-cache');
});

describe('a cache that was tampered with', () => {
  test.each<[string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['no JSON', () => 'sum\n{'],
    ['another form', () => '{"file":"a.go","routines":null}'],
    ['other names', (text) => text.replaceAll('lear', 'uit')],
  ])('%s: the content is the same', async (_, spoil) => {
    const first = contentOf(await open());
    const root = directory.file('.parity-cache');
    const kept = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    expect(kept.length).toBeGreaterThan(3);
    for (const file of kept) writeFileSync(path.join(root, file), spoil(readFileSync(path.join(root, file), 'utf8')));
    expect(contentOf(await open())).toEqual(first);
    // And mended.
    const parsed = parses();
    expect(contentOf(await open())).toEqual(first);
    expect(parsed).toEqual([]);
  });

  test('a file in its place', async () => {
    writeFileSync(directory.file('.parity-cache'), '');
    const first = contentOf(await open());
    expect(contentOf(await open())).toEqual(first);
  });
});

test('two runs at once do not disturb each other', async () => {
  const [one, two] = [await open(), await open()];
  const units = (workspace: Workspace) => [...workspace.sources.go.map((file) => workspace.goUnit(file)), ...workspace.csharpUnits()];
  const [left, right] = [units(one), units(two)];
  const bodies = left.map((unit, i) => {
    const [first] = unit.index.routines;
    const [second] = right[i]?.index.routines ?? [];
    const found = [first && unit.body(first), second && right[i]?.body(second)];
    one.save();
    two.save();
    return found;
  });
  for (const [a, b] of bodies) expect(a).toEqual(b);
  const parsed = parses();
  contentOf(await open());
  expect(parsed).toEqual([]);
});

describe('files that can not be read', () => {
  test.each<[string, () => void, string]>([
    ['gone since it was found', () => rmSync(directory.file(CS)), 'the file cannot be read: no such file or directory'],
    ['binary', () => write(CS, Buffer.alloc(100)), 'the file is binary'],
    [
      'a directory by now',
      () => {
        rmSync(directory.file(CS));
        mkdirSync(directory.file(CS));
      },
      'the file is a directory',
    ],
  ])('%s: one problem, and nothing else', async (_, spoil, message) => {
    const workspace = await open();
    spoil();
    const unit = workspace.csharpUnits()[0];
    expect(unit?.index).toMatchObject({ routines: [], problems: [{ line: 1, message }] });
    expect(unit?.outline).toMatchObject({ problems: 1, routineCount: 0 });
    expect(unit?.text).toBe('');
    expect(workspace.textOf(CS)).toBeUndefined();
    expect(workspace.digestOf(CS)).not.toMatch(/^[0-9a-f]{64}$/);
    expect(() => workspace.save()).not.toThrow();
  });
});

test('functions of a name are found in all Go files', async () => {
  const workspace = await open();
  expect(workspace.searchGo('clear').map(({ owner, file }) => [owner, file])).toEqual([['store', GO]]);
  expect(workspace.searchGo('clear.*')).toEqual([]);
  expect(workspace.searchGo('(')).toEqual([]);
});
