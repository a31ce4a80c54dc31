import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Refusal } from '../../src/errors.js';
import { openLedger } from '../../src/ledger/ledger.js';
import type { Random } from './random.js';

/** Text that acts on a terminal, a page, a path or a statement instead of being read. */
export const HOSTILE_TEXTS: readonly string[] = [
  '\x1b[31mred\x1b[0m',
  '\x1b]0;title\x07',
  '\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\',
  '\x9b31mred',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'two\nlines\r\nor three',
  '\u202egnp.exe',
  '\u2066hidden\u2069',
  '\u200bzero\u200bwidth',
  '\ud800',
  '::error file=a::b',
  '| a | b |\n|---|---|',
  '```',
  "'; DROP TABLE features; --",
  '../../../../etc/passwd',
  '/etc/passwd',
  '..\\..\\secret',
  'C:\\Windows\\win.ini',
  'server/../../outside.go',
  'file:///etc/passwd',
  'a\0b',
  '[x](javascript:alert(1))',
  '{{item}}',
  '$(id)',
  '%s%n',
  '__proto__',
  'constructor',
  'x'.repeat(100_000),
  '.*(a+)+$',
  '',
];

const NUMBERS: readonly string[] = ['NULL', '-1', '0', '2147483648', '9223372036854775807', '1e308', "'text'", "X'00ff'", '1.5', "''"];

/** Changes a good database into one that no tool of the port wrote; says how. */
export function spoil(random: Random, file: string): string {
  const [name, change] = random.pick([...BYTES, ...STATEMENTS]);
  change(random, file);
  return name;
}

type Change = (random: Random, file: string) => void;

const rewritten =
  (change: (random: Random, bytes: Buffer) => Buffer): Change =>
  (random, file) =>
    writeFileSync(file, change(random, readFileSync(file)));

const BYTES: readonly (readonly [string, Change])[] = [
  ['cut off', rewritten((random, bytes) => bytes.subarray(0, random.number(bytes.length)))],
  ['bytes changed', rewritten((random, bytes) => flipped(random, bytes, 1 + random.number(200), bytes.length))],
  ['header changed', rewritten((random, bytes) => flipped(random, bytes, 1 + random.number(5), 100))],
  ['a page of noise', rewritten((random, bytes) => noise(random, bytes))],
  ['no database', rewritten((random) => random.bytes(random.number(3000)))],
  ['only a header', rewritten((_, bytes) => bytes.subarray(0, 100))],
  ['empty', rewritten(() => Buffer.alloc(0))],
  ['bytes behind the end', rewritten((random, bytes) => Buffer.concat([bytes, random.bytes(5000)]))],
  ['a WAL of noise', (random, file) => writeFileSync(`${file}-wal`, random.bytes(5000))],
  ['a journal of noise', (random, file) => writeFileSync(`${file}-journal`, random.bytes(5000))],
];

const TABLES = [
  'features',
  'unit_tests',
  'modules',
  'dependencies',
  'implementation_batches',
  'batch_features',
  'batch_tests',
  'batch_dependencies',
  'status_overrides',
];
const TEXT_COLUMNS = ['name', 'go_file', 'go_class', 'go_method', 'status', 'dotnet_project', 'dotnet_class', 'dotnet_method', 'notes'];

const executed =
  (sql: (random: Random) => string): Change =>
  (random, file) => {
    const db = new Sqlite(file);
    try {
      db.pragma('foreign_keys = OFF');
      db.pragma('ignore_check_constraints = ON');
      db.pragma('writable_schema = ON');
      for (let i = 0; i <= random.number(5); i++) attempt(() => db.exec(sql(random)));
    } finally {
      db.close();
    }
  };

const STATEMENTS: readonly (readonly [string, Change])[] = [
  [
    'hostile text',
    executed((random) => `UPDATE ${row(random)} SET ${random.pick(TEXT_COLUMNS)} = ${quoted(random.pick(HOSTILE_TEXTS))} WHERE id % 3 = 0`),
  ],
  [
    'other types',
    executed(
      (random) =>
        `UPDATE ${row(random)} SET ${random.pick([...TEXT_COLUMNS, 'go_line_number', 'go_line_count', 'module_id'])} = ${random.pick(NUMBERS)}`,
    ),
  ],
  ['bytes for text', executed((random) => `UPDATE ${row(random)} SET ${random.pick(TEXT_COLUMNS)} = randomblob(${random.number(300)})`)],
  ['other ids', executed((random) => `UPDATE ${row(random)} SET id = ${random.pick(['-id', 'id + 9007199254740992', 'id * 1000003'])}`)],
  ['text for ids', executed((random) => loose(row(random), `'x' || id`))],
  ['no ids', executed((random) => loose(row(random), 'NULL'))],
  ['a table gone', executed((random) => `DROP TABLE ${random.pick(TABLES)}`)],
  ['a column gone', executed((random) => `ALTER TABLE ${row(random)} DROP COLUMN ${random.pick(TEXT_COLUMNS)}`)],
  ['new columns', executed((random) => `ALTER TABLE ${row(random)} ADD COLUMN "odd ${random.number(1000)}" BLOB DEFAULT X'00'`)],
  ['new tables', executed((random) => `CREATE TABLE "odd ${random.number(1000)}" (a, b)`)],
  ['a view for a table', executed((random) => viewed(random.pick(TABLES)))],
  ['links to nowhere', executed((random) => `UPDATE dependencies SET target_id = ${random.pick(NUMBERS)} WHERE source_id % 2 = 0`)],
  ['links in a ring', executed(() => 'UPDATE batch_dependencies SET depends_on_batch_id = batch_id')],
  ['an endless view', executed(() => 'DROP TABLE IF EXISTS modules; CREATE VIEW modules AS SELECT * FROM modules')],
  ['a broken schema', executed(() => `UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'features'`)],
  ['many rows', executed((random) => many(row(random)))],
];

function row(random: Random): string {
  return random.pick(['features', 'unit_tests']);
}

/** The table without its key, so that its ids may be anything. */
function loose(table: string, id: string): string {
  return `CREATE TABLE loose AS SELECT * FROM ${table}; DROP TABLE ${table}; ALTER TABLE loose RENAME TO ${table}; UPDATE ${table} SET id = ${id} WHERE id % 5 = 0`;
}

function viewed(table: string): string {
  return `ALTER TABLE ${table} RENAME TO kept; CREATE VIEW ${table} AS SELECT * FROM kept`;
}

function many(table: string): string {
  return `WITH RECURSIVE n(i) AS (SELECT 100000 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) INSERT INTO ${table} (id, name, status) SELECT i, 'many' || i, 'deferred' FROM n`;
}

function quoted(text: string): string {
  return `CAST(X'${Buffer.from(text).toString('hex')}' AS TEXT)`;
}

function flipped(random: Random, bytes: Buffer, times: number, below: number): Buffer {
  for (let i = 0; i < times; i++) bytes[random.number(below)] = random.number(256);
  return bytes;
}

function noise(random: Random, bytes: Buffer): Buffer {
  random.bytes(4096).copy(bytes, 4096 * random.number(Math.ceil(bytes.length / 4096)));
  return bytes;
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // The database refuses this one; it is spoiled as far as it lets itself be.
  }
}

/** `read` with or without faults, or `refused` in one line. @throws whatever else parity throws */
export async function probeDatabase(file: string): Promise<'read' | 'with faults' | 'refused'> {
  try {
    const ledger = await openLedger(file, 100);
    for (const each of [...ledger.features, ...ledger.tests]) {
      if (!Number.isSafeInteger(each.id) || each.item !== `${each.kind}/${each.id}`) throw new Error(`broken: ${each.item} is a row`);
      ledger.batchesOf(each);
      ledger.overridesOf(each);
    }
    return ledger.faults.length > 0 ? 'with faults' : 'read';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (/[\r\n]/.test(error.message)) throw new Error(`broken: a refusal is one line: ${error.message}`);
    return 'refused';
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
  }
}
