import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openLedger, openLedgerBytes } from '../../src/ledger/ledger.js';
import { create, ROWS, SCHEMA, temporaryDirectory } from './database.js';

const dir = temporaryDirectory();
const open = (...sql: readonly string[]) => openLedger(create(dir.file('p.db'), ...sql));

describe('a row', () => {
  test('has every column, trimmed, the receiver without its star', async () => {
    const ledger = await open(
      SCHEMA,
      `INSERT INTO features VALUES (955, 8, ' fileStore.init ', 'server/filestore.go', ' *fileStore ', 'init', 12, 3, 'stub', 'P', 'C', ' M ', 'why', '');
       INSERT INTO modules VALUES (8, 'server', 'stub');`,
    );
    expect(ledger.row('feature/955')).toEqual({
      kind: 'feature',
      id: 955,
      item: 'feature/955',
      module: 8,
      name: 'fileStore.init',
      goFile: 'server/filestore.go',
      goClass: 'fileStore',
      goMethod: 'init',
      goLine: 12,
      goLineCount: 3,
      status: 'stub',
      dotnetProject: 'P',
      dotnetClass: 'C',
      dotnetMethod: 'M',
      notes: 'why',
      dependsOn: [],
    });
    expect(ledger.faults).toEqual([]);
  });

  test('of a table with only id, name and strange columns has empty fields', async () => {
    const ledger = await open(
      `CREATE TABLE Features ("ID" INTEGER PRIMARY KEY, Name TEXT, "odd "" column" BLOB); INSERT INTO Features VALUES (1, 'f', x'00')`,
    );
    expect(ledger.features).toMatchObject([
      { id: 1, name: 'f', goFile: '', notes: '', module: undefined, goLine: undefined, status: 'unknown' },
    ]);
    expect(ledger.faults).toEqual([{ item: 'table/features', message: 'has no column `status`: every row counts as `unknown`' }]);
    expect(ledger.tables).toEqual(new Set(['features']));
  });

  test.each([
    ['go_line_number', `'abc'`, { goLine: undefined }],
    ['go_line_number', '-4', { goLine: undefined }],
    ['go_line_number', '1e300', { goLine: undefined }],
    ['go_line_number', `x'ff'`, { goLine: undefined }],
    ['go_line_count', `'12'`, { goLineCount: 12 }],
    ['module_id', 'NULL', { module: undefined }],
    ['go_method', '42', { goMethod: '42' }],
    ['go_method', 'NULL', { goMethod: '' }],
    ['notes', `x'616263'`, { notes: 'abc' }],
    ['notes', `'a' || char(0) || '"\\' || char(10) || 'ü'`, { notes: 'a\0"\\\nü' }],
    ['status', 'NULL', { status: 'unknown' }],
    ['status', `'Verified'`, { status: 'unknown' }],
  ])('%s = %s', async (column, value, expected) => {
    const ledger = await open(SCHEMA, `INSERT INTO features (id, name) VALUES (1, 'f'); UPDATE features SET ${column} = ${value}`);
    expect(ledger.features[0]).toMatchObject(expected);
  });

  test('without a usable or with a repeated id is left out and told', async () => {
    const ledger = await open(
      `CREATE TABLE features (id, name, status); INSERT INTO features VALUES (NULL, 'a', 'stub'), (2, 'b', 'stub'), (2, 'c', 'stub')`,
    );
    expect(ledger.features.map((row) => row.name)).toEqual(['b']);
    expect(ledger.faults).toEqual([
      { item: 'table/features', message: 'row `a` has no usable id and is left out' },
      { item: 'feature/2', message: 'has the id of another row; `c` is left out' },
    ]);
  });
});

test('what a test depends on: features that exist, once, sorted', async () => {
  const ledger = await open(
    SCHEMA,
    ROWS,
    `INSERT INTO dependencies (source_type, source_id, target_type, target_id) VALUES ('unit_test', 351, 'feature', 956), ('unit_test', 351, 'feature', 956),
      ('unit_test', 351, 'feature', 7), ('unit_test', 351, 'module', 8), ('unit_test', 99, 'feature', 955), ('unit_test', 'x', 'feature', NULL);
     UPDATE unit_tests SET feature_id = 955`,
  );
  expect(ledger.row('test/351')?.dependsOn).toEqual([955, 956]);
  expect(ledger.faults).toEqual([
    { item: 'test/99', message: 'depends on feature/955, but does not exist itself' },
    { item: 'test/351', message: 'depends on feature/7, which does not exist' },
  ]);
});

test('batches know their rows, needs and names; rows know their batches', async () => {
  const ledger = await open(SCHEMA, ROWS, `INSERT INTO batch_features VALUES (12, 955)`);
  expect(ledger.batches).toEqual([
    { id: 11, name: 'FileStore Init', status: 'pending', needs: [], features: [955, 956], tests: [351] },
    { id: 12, name: 'FileStore Recovery', status: 'pending', needs: [11], features: [955], tests: [] },
  ]);
  const [first, second] = ledger.features;
  expect([first, second].map((row) => row && ledger.batchesOf(row).map((batch) => batch.id))).toEqual([[11, 12], [11]]);
  expect(ledger.counts).toEqual({ features: 2, tests: 1, modules: 1, batches: 2, dependencies: 0, overrides: 0 });
});

test('overrides of a row, oldest first', async () => {
  const add = (id: number, comment: string) =>
    `INSERT INTO status_overrides VALUES (${id}, 'features', 955, 'stub', 'why', 'verified', '${comment}', '2026')`;
  const ledger = await open(SCHEMA, ROWS, add(2, 'later'), add(1, 'first'));
  const row = ledger.features[0];
  expect(row && ledger.overridesOf(row)).toEqual([
    { auditStatus: 'stub', auditReason: 'why', requestedStatus: 'verified', comment: 'first', createdAt: '2026' },
    { auditStatus: 'stub', auditReason: 'why', requestedStatus: 'verified', comment: 'later', createdAt: '2026' },
  ]);
});

test.each([
  [`INSERT INTO batch_features VALUES (11, 99)`, 'batch/11', 'lists feature/99, which does not exist'],
  [`INSERT INTO batch_tests VALUES (77, 351)`, 'batch/77', 'has rows, but does not exist itself'],
  [`INSERT INTO batch_dependencies VALUES (11, 78)`, 'batch/11', 'needs batch/78, which does not exist'],
  [`UPDATE features SET module_id = 9 WHERE id = 955`, 'feature/955', 'belongs to module 9, which does not exist'],
  [
    `UPDATE features SET status = 'Verified' WHERE id = 955`,
    'feature/955',
    'has the status `Verified`, which does not exist; the nearest is `verified`',
  ],
  [`UPDATE features SET status = NULL WHERE id = 955`, 'feature/955', 'has no status'],
  [`INSERT INTO status_overrides (table_name, item_id) VALUES ('unit_tests', 5)`, 'test/5', 'has a status override, but does not exist'],
  [`DROP TABLE modules; CREATE TABLE modules (name)`, 'table/modules', 'has no column `id`, and is not used'],
])('fault: %s', async (sql, item, message) => {
  expect((await open(SCHEMA, ROWS, sql)).faults).toEqual([{ item, message }]);
});

test('a module that does not exist is no fault without a table of modules', async () => {
  expect((await open(SCHEMA, ROWS, 'DROP TABLE modules')).faults).toEqual([]);
});

test.each([
  ['CREATE TABLE t (a)', 'has neither a table `features` nor `unit_tests`'],
  ['CREATE TABLE features (id)', 'table `features` has no column `name`'],
])('no tracking database: %s', async (sql, message) => {
  await expect(open(sql)).rejects.toThrow(expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(message) }));
});

test.each(['delete', 'wal'])('bytes of a database, journal mode %s', async (mode) => {
  const bytes = readFileSync(create(dir.file('p.db'), `PRAGMA journal_mode = ${mode}`, SCHEMA, ROWS));
  const ledger = await openLedgerBytes(bytes, 'HEAD:porting.db');
  expect(ledger.rows({ batches: [], features: [], tests: [], modules: [], statuses: [] })).toHaveLength(3);
  await expect(openLedgerBytes(bytes.subarray(0, 0), 'HEAD:porting.db')).rejects.toThrow('HEAD:porting.db is empty');
});
