import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkRuleIds, configDigest, configSettings, loadConfig } from '../../src/config/config.js';
import { DEFAULTS } from '../../src/config/defaults.js';
import { readSchema } from '../../src/config/file.js';
import type { Schema } from '../../src/config/schema.js';

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'parity-config-')));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(file: string, content: unknown): string {
  const target = path.join(dir, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  return target;
}

function load(content: unknown) {
  write('parity.config.json', content);
  return loadConfig({ cwd: dir });
}

describe('where the config and the root are', () => {
  test('nothing found: the layout of natsnet below cwd', () => {
    const config = loadConfig({ cwd: dir });
    expect(config).toMatchObject({ root: dir, base: dir, file: undefined, db: path.join(dir, 'porting.db') });
    expect(config.go.root).toBe(path.join(dir, 'golang/nats-server'));
    expect(config.csharp).toEqual(DEFAULTS.csharp);
  });

  test('without a config file the root is the nearest directory with a porting.db', () => {
    write('porting.db', '');
    mkdirSync(path.join(dir, 'a/b'), { recursive: true });
    expect(loadConfig({ cwd: path.join(dir, 'a/b') }).root).toBe(dir);
    expect(loadConfig({ cwd: dir, root: 'a/b' }).root).toBe(path.join(dir, 'a/b'));
  });

  test('a config file upward sets the root and the base, --root overrides only the root', () => {
    write('parity.config.json', { db: 'data/p.db', go: { root: '../go' } });
    mkdirSync(path.join(dir, 'a/b'), { recursive: true });
    const expected = { base: dir, db: path.join(dir, 'data/p.db'), file: path.join(dir, 'parity.config.json') };
    expect(loadConfig({ cwd: path.join(dir, 'a/b') })).toMatchObject({ ...expected, root: dir });
    const rooted = loadConfig({ cwd: dir, root: 'a', db: 'other.db' });
    expect(rooted).toMatchObject({ base: dir, root: path.join(dir, 'a'), db: path.join(dir, 'other.db') });
    expect(rooted.go.root).toBe(path.join(path.dirname(dir), 'go'));
  });

  test('--config names the file', () => {
    write('conf/my.json', { go: { root: 'g' } });
    expect(loadConfig({ cwd: dir, config: 'conf/my.json' })).toMatchObject({ root: path.join(dir, 'conf') });
    expect(() => loadConfig({ cwd: dir, config: 'no.json' })).toThrow('config file no.json does not exist');
    expect(() => loadConfig({ cwd: dir, config: 'conf' })).toThrow('config file conf cannot be read: it is a directory');
    expect(() => loadConfig({ cwd: dir, root: 'no' })).toThrow('--root no is not a directory');
  });
});

test('keys that are set replace their default, the others stay', () => {
  const config = load({ csharp: { exclude: [] }, limits: { parseMs: 5 }, rules: { 'thin-body': 'off' }, naming: { types: { a: 'B' } } });
  expect(config.csharp).toEqual({ ...DEFAULTS.csharp, exclude: [] });
  expect(config.limits).toEqual({ fileBytes: 64 * 1024 * 1024, parseMs: 5 });
  expect(config.rules).toEqual({ 'thin-body': 'off' });
  expect(config.naming).toEqual({ rows: {}, patterns: [], types: { a: 'B' } });
});

const BROKEN: readonly [content: unknown, message: string][] = [
  ['{\n  "db": "x"\n  "go": {}\n}', 'parity.config.json:3:3: not JSON: comma expected'],
  ['{ "db": "x", }', 'parity.config.json:1:14: not JSON: property name expected'],
  ['{\n  // why\n}', 'parity.config.json:2:3: not JSON: invalid comment token'],
  ['', 'parity.config.json:1:1: not JSON: value expected'],
  ['{"db": "x"', 'parity.config.json:1:11: not JSON: close brace expected'],
  [[], 'parity.config.json:1:1: the config must be an object; found an empty list'],
  [{ csharp: { test: [] } }, 'unknown key `csharp.test`; did you mean `csharp.tests`?'],
  [{ exclude: [] }, 'unknown key `exclude`; did you mean `go.exclude`?'],
  [{ database: 'x' }, 'unknown key `database`; did you mean `db`?'],
  [{ goRoot: 'x' }, 'unknown key `goRoot`; did you mean `go.root`?'],
  [{ 'a/b~c %#': 1 }, 'unknown key `a/b~c %#`'],
  [{ 'csharp.tests': [] }, 'unknown key `csharp.tests`; did you mean `csharp.tests`, written as `"csharp": { "tests": … }`?'],
  ['{\n "db": "x",\n "csharp": {\n  "source": "src" } }', ':4:13: `csharp.source` must be a list of globs; found the string "src"'],
  [{ csharp: { source: [] } }, '`csharp.source` must be a list of globs; found an empty list'],
  [{ csharp: { defines: ['A', 'B-C'] } }, '`csharp.defines[1]` must be a preprocessor symbol; found the string "B-C"'],
  [{ rules: { 'thin-body': 'warn' } }, '`rules.thin-body` must be a level ("error", "warning", "note", "off"); found the string "warn"'],
  [{ limits: { fileBytes: 1.5 } }, '`limits.fileBytes` must be a whole number of bytes, 1 or more; found the number 1.5'],
  [{ policy: null }, '`policy` must be an object; found null'],
  [{ policy: { verified: ['mapping'], idsPerUpdate: 0 } }, '`policy.idsPerUpdate` must be a whole number, 1 or more; found the number 0'],
  [{ policy: { verify: [] } }, 'unknown key `policy.verify`; did you mean `policy.verified`?'],
  [{ naming: { rows: { '955': 'A.B' } } }, 'key `955` of `naming.rows` must be `feature/<id>` or `test/<id>`'],
  [{ naming: { patterns: [{ go: '(' }] } }, '`naming.patterns[0]` must be an object with `go` and `csharp`; found an object (and 1 more)'],
  [{ naming: { patterns: [{ go: '(', csharp: 'x' }] } }, '`naming.patterns[0].go` must be a regular expression; found the string "("'],
];

describe('a config file that is wrong', () => {
  test.each(BROKEN)('%j', (content, message) => {
    expect(() => load(content)).toThrow(expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(message) }));
  });

  test('is told in the order of the file', () => {
    expect(() => load('{\n"zz": 1,\n"db": 2}')).toThrow('parity.config.json:2:1: unknown key `zz`; did you mean `db`? (and 1 more)');
  });
});

describe('the schema', () => {
  const ajv = new Ajv({ strict: true, allErrors: true, formats: { regex: isRegex } });
  const accepts = ajv.compile(readSchema());

  test('says no to what loadConfig says no to', () => {
    const values = BROKEN.map(([content]) => content).filter((content) => typeof content !== 'string');
    expect(values.filter((value) => accepts(value))).toEqual([]);
  });

  test('says yes to the settings of a loaded config', () => {
    const settings = configSettings(
      load({ limits: { memberLines: 9 }, policy: { level: 'error' }, naming: { rows: { 'test/1': 'A.B' } } }),
    );
    expect(accepts(settings), JSON.stringify(accepts.errors)).toBe(true);
    expect(configSettings(load({ $schema: 's.json', ...settings }))).toEqual(settings);
  });

  test('has the defaults that the code has', () => {
    expect(defaultsOf(readSchema())).toEqual(DEFAULTS);
  });

  function defaultsOf(schema: Schema): unknown {
    if (schema.default !== undefined) return schema.default;
    const entries = Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, defaultsOf(inner)] as const);
    const known = entries.filter(([, value]) => value !== undefined);
    return known.length === 0 ? undefined : Object.fromEntries(known);
  }

  function isRegex(text: string): boolean {
    try {
      return Boolean(new RegExp(text, 'u'));
    } catch {
      return false;
    }
  }
});

test('an unknown rule is refused with the nearest one', () => {
  const config = load({ rules: { 'empty-boby': 'off' } });
  expect(() => checkRuleIds(config, ['no-assertion', 'empty-body'])).toThrow(
    'parity.config.json: unknown rule `empty-boby`; did you mean `empty-body`?',
  );
  expect(() => checkRuleIds(config, ['empty-boby'])).not.toThrow();
});

describe('the digest', () => {
  test('follows what results depend on, whatever the order of keys', () => {
    const digest = configDigest(load({ rules: { a: 'off', b: 'note' }, db: 'x.db' }));
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(configDigest(load({ db: 'y.db', rules: { b: 'note', a: 'off' } }))).toBe(digest);
    expect(configDigest(load({ rules: { a: 'off', b: 'error' } }))).not.toBe(digest);
  });

  test('is the same in another directory', () => {
    const here = configDigest(load({ go: { root: 'go' } }));
    const file = write('elsewhere/parity.config.json', { go: { root: './go' } });
    expect(configDigest(loadConfig({ cwd: path.dirname(file) }))).toBe(here);
  });
});

test('the schema file is what the package ships', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest.files).toContain('schema');
});
