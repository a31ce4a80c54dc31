import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { openLedger } from '../../src/ledger/ledger.js';
import { create, ROWS, SCHEMA, temporaryDirectory } from './database.js';
import { holder } from './holder.js';

const NOBODY = 65_534;
const WAL = 'PRAGMA journal_mode = WAL';
const ADD = `INSERT INTO features (id, name, status) VALUES (1000, 'added', 'stub')`;
/** More than the cache holds, so that pages reach the file before the commit. */
const SPILL = [
  'PRAGMA cache_size = 1',
  'BEGIN',
  `WITH RECURSIVE n(i) AS (SELECT 2000 UNION ALL SELECT i + 1 FROM n WHERE i < 2400) INSERT INTO features (id, name, notes) SELECT i, 'n', hex(randomblob(500)) FROM n`,
];

const dir = temporaryDirectory();
const porting = (...sql: readonly string[]) => create(dir.file('p.db'), ...sql, SCHEMA, ROWS);
const features = async (file: string) => (await openLedger(file, 200)).features.map((row) => row.id);

/** Every file of the directory with its size and content. */
function contents(): unknown {
  return readdirSync(dir.path).map((name) => [name, statSync(dir.file(name)).mtimeMs, readFileSync(dir.file(name)).toString('base64')]);
}

/** Runs without the rights that root has. */
async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(NOBODY);
  try {
    return await run();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
}

/** Runs in a directory that can't be written to. */
async function inReadOnlyDirectory<T>(run: () => Promise<T>): Promise<T> {
  chmodSync(dir.path, 0o555);
  try {
    return await asOrdinaryUser(run);
  } finally {
    chmodSync(dir.path, 0o755);
  }
}

describe('refused:', () => {
  const HEADER = `SQLite format 3\0${'\x10\0\x01\x01\0\x40\x20\x20'.padEnd(84, '\0')}`;
  test.each<[string, () => string, string]>([
    ['missing', () => dir.file('no.db'), 'no.db does not exist'],
    ['below a file', () => `${porting()}/x.db`, 'x.db does not exist'],
    ['a directory', () => dir.path, 'is a directory, not a database'],
    ['a device', () => '/dev/null', 'is not a file'],
    ['empty', () => written(''), 'p.db is empty'],
    ['text', () => written('hello\n'), 'p.db is not an SQLite database, or is encrypted'],
    ['encrypted', () => written(Buffer.alloc(8192, 0xa7)), 'p.db is not an SQLite database, or is encrypted'],
    ['a pointer of Git LFS', () => written('version https://git-lfs.github.com/spec/v1\n'), 'p.db is only a pointer of Git LFS'],
    ['only a header', () => written(Buffer.from(HEADER, 'latin1')), 'p.db is'],
    ['cut off', () => cutOff(), 'p.db is damaged: database disk image is malformed'],
    ['overwritten in the middle', () => overwritten(), 'p.db is damaged: '],
  ])('%s', async (_, file, message) => {
    await expect(openLedger(file(), 0)).rejects.toThrow(
      expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(message) }),
    );
  });

  test('without permission to read', async () => {
    const file = porting();
    chmodSync(file, 0o000);
    chmodSync(dir.path, 0o755);
    await asOrdinaryUser(() => expect(openLedger(file)).rejects.toThrow('p.db cannot be read: permission denied'));
  });

  test.each([
    [Object.assign(new Error('Could not locate the bindings file. Tried:\n → a\n → b'), {}), 'Could not locate the bindings file.'],
    [
      Object.assign(new Error('was compiled against another version'), { code: 'ERR_DLOPEN_FAILED' }),
      'was compiled against another version',
    ],
  ])('when the native addon does not load: %s', async (error, reason) => {
    vi.doMock('better-sqlite3', () => ({
      default: class {
        constructor() {
          throw error;
        }
      },
    }));
    const thrown = {
      name: 'Refusal',
      message: `the package better-sqlite3 does not load: ${reason}`,
      hint: 'run `npm rebuild better-sqlite3`',
    };
    await expect(openLedger(porting())).rejects.toMatchObject(thrown);
    vi.doUnmock('better-sqlite3');
  });

  function written(content: string | Buffer): string {
    writeFileSync(dir.file('p.db'), content);
    return dir.file('p.db');
  }

  function cutOff(): string {
    truncateSync(porting(), 8192);
    return dir.file('p.db');
  }

  function overwritten(): string {
    const bytes = readFileSync(porting());
    return written(Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0x5a)]));
  }
});

describe.each([[[]], [[WAL]]])('%j: nothing beside the database changes', (mode) => {
  test('in an ordinary directory, and through a symbolic link', async () => {
    const file = porting(...mode);
    symlinkSync('p.db', dir.file('link.db'));
    const before = contents();
    expect(await features(file)).toEqual([955, 956]);
    expect(await features(dir.file('link.db'))).toEqual([955, 956]);
    expect(contents()).toEqual(before);
  });

  test('in a read-only directory', async () => {
    const file = porting(...mode);
    chmodSync(file, 0o444);
    const before = contents();
    expect(await inReadOnlyDirectory(() => features(file))).toEqual([955, 956]);
    expect(contents()).toEqual(before);
  });

  test('with a writer in another process: only what it committed is read', async () => {
    const file = porting(...mode);
    await holder(file, ADD, 'BEGIN IMMEDIATE', 'DELETE FROM features');
    expect(await features(file)).toEqual([955, 956, 1000]);
  });

  test('with a writer in another process and a read-only directory', async () => {
    const file = porting(...mode);
    await holder(file, ADD, 'BEGIN IMMEDIATE', 'DELETE FROM features');
    expect(await inReadOnlyDirectory(() => features(file))).toEqual([955, 956, 1000]);
  });
});

describe('rollback journal', () => {
  test.each([
    ['BEGIN EXCLUSIVE', ['BEGIN EXCLUSIVE']],
    ['a spilled cache', SPILL],
  ])('locked by %s', async (_, sql) => {
    const file = porting();
    await holder(file, ...sql);
    const start = performance.now();
    await expect(features(file)).rejects.toMatchObject({ name: 'Refusal', message: `${file} is locked by another process (waited 0.2 s)` });
    expect(performance.now() - start).toBeGreaterThan(150);
  });

  test.each([['writable'], ['read-only']])('left hot by a crash in a %s directory: read as rolled back, and left alone', async (kind) => {
    const file = porting();
    await (await holder(file, ...SPILL)).kill();
    const before = contents();
    expect(readdirSync(dir.path)).toEqual(['p.db', 'p.db-journal']);
    const read = () => features(file);
    expect(await (kind === 'writable' ? read() : inReadOnlyDirectory(read))).toEqual([955, 956]);
    expect(contents()).toEqual(before);
  });
});

describe('WAL', () => {
  test.each([['-wal and -shm'], ['-wal only']])('left by a crash (%s): what was committed is read', async (kind) => {
    const file = porting(WAL);
    await (await holder(file, ADD)).kill();
    if (kind === '-wal only') rmSync(dir.file('p.db-shm'));
    expect(statSync(dir.file('p.db-wal')).size).toBeGreaterThan(0);
    expect(await inReadOnlyDirectory(() => features(file))).toEqual([955, 956, 1000]);
    const before = readdirSync(dir.path);
    expect(await features(file)).toEqual([955, 956, 1000]);
    expect(readdirSync(dir.path)).toEqual(before);
  });

  test('held by a process that keeps its index to itself', async () => {
    const file = porting(WAL);
    await holder(file, 'PRAGMA locking_mode = EXCLUSIVE', ADD, 'BEGIN', 'DELETE FROM features');
    expect(readdirSync(dir.path)).toEqual(['p.db', 'p.db-wal']);
    expect(await features(file)).toEqual([955, 956, 1000]);
  });

  test('empty side files', async () => {
    const file = porting(WAL);
    await (await holder(file, 'SELECT * FROM features')).kill();
    expect(await features(file)).toEqual([955, 956]);
  });
});

test('a writer does not wait for the ledger once it is open', async () => {
  const file = porting();
  await openLedger(file);
  await holder(file, 'PRAGMA busy_timeout = 0', 'BEGIN EXCLUSIVE', ADD, 'COMMIT');
  expect(await features(file)).toEqual([955, 956, 1000]);
});

test('a read-only file system', async ({ skip }) => {
  const mount = dir.file('mount');
  mkdirSync(mount);
  copyFileSync(porting(WAL), dir.file('mount/p.db'));
  try {
    execFileSync('mount', ['--bind', '-o', 'ro', mount, mount], { stdio: 'ignore' });
  } catch {
    skip('needs the right to mount');
  }
  try {
    expect(() => writeFileSync(dir.file('mount/x'), '')).toThrow('EROFS');
    expect(await features(dir.file('mount/p.db'))).toEqual([955, 956]);
  } finally {
    execFileSync('umount', [mount]);
  }
});
