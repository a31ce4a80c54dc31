import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordPromotion } from '../../src/ledger/evidence.js';
import { installGuard, removeGuard } from '../../src/ledger/guard.js';
import { type Ledger, openLedger } from '../../src/ledger/ledger.js';
import { withTransaction } from '../../src/ledger/write.js';
import { evidenceProblem } from '../../src/model/evidence.js';
import type { Row } from '../../src/model/row.js';
import { create, ROWS, SCHEMA, temporaryDirectory } from '../ledger/database.js';

const directory = temporaryDirectory();
const file = () => directory.file('porting.db');
const REFUSED = /no evidence for this status of this row/;

/** Feature 956 was verified before there was a guard, feature 957 and test 351 claim nothing yet. */
const MORE = `
  UPDATE features SET go_file = 'server/a.go', go_method = name, dotnet_class = 'FileStore', dotnet_method = 'M' || id;
  INSERT INTO features (id, module_id, name, status, dotnet_class, dotnet_method) VALUES (957, 8, 'other', 'stub', 'FileStore', 'M957');`;

const PROMOTION = {
  created_at: '2026-01-01T00:00:00Z',
  tool_version: '1',
  git_commit: '',
  report: 'r.json',
  report_digest: '1',
  results_digest: '2',
  coverage_digest: '',
  rows_digest: '3',
  sources_digest: '4',
  rules_digest: '5',
  config_digest: '6',
  waivers: '',
};

function sql(text: string): void {
  const db = new Sqlite(file());
  try {
    db.exec(text);
  } finally {
    db.close();
  }
}

function statusOf(id: number): unknown {
  const db = new Sqlite(file());
  try {
    return db.prepare('SELECT status FROM features WHERE id = ?').pluck().get(id);
  } finally {
    db.close();
  }
}

function record(table: 'features' | 'unit_tests', id: number, status: string): Promise<void> {
  return withTransaction(file(), (db) =>
    recordPromotion(db, { ...PROMOTION, status }, [{ table_name: table, item_id: id, go_hash: 'g', csharp_hash: 'c', results: '' }]),
  );
}

function problem(ledger: Ledger, item: string): string | undefined {
  const row = ledger.row(item) as Row;
  return evidenceProblem(row, ledger.evidenceOf(row));
}

beforeEach(async () => {
  create(file(), SCHEMA, ROWS, MORE);
  await withTransaction(file(), installGuard);
});

describe('a row is not raised without evidence by', () => {
  it.each([
    ['an UPDATE', `UPDATE features SET status = 'verified' WHERE id = 955`],
    ['an UPDATE of many', `UPDATE features SET status = 'verified' WHERE module_id = 8`],
    ['an UPDATE to complete', `UPDATE features SET status = 'complete' WHERE id = 955`],
    ['an UPDATE of a test', `UPDATE unit_tests SET status = 'verified' WHERE id = 351`],
    ['UPDATE OR IGNORE', `UPDATE OR IGNORE features SET status = 'verified' WHERE id = 955`],
    ['UPDATE OR REPLACE', `UPDATE OR REPLACE features SET status = 'verified' WHERE id = 955`],
    ['an UPDATE with other white space', `UPDATE features SET status = ' verified' || char(10) WHERE id = 955`],
    ['an UPDATE with other letter case', `UPDATE features SET status = 'Verified' WHERE id = 955`],
    ['an UPDATE to a blob', `UPDATE features SET status = CAST('verified' AS BLOB) WHERE id = 955`],
    ['an UPDATE through FROM', `UPDATE features SET status = o.status FROM features o WHERE features.id = 955 AND o.id = 956`],
    ['an INSERT', `INSERT INTO features (id, name, status) VALUES (1000, 'new', 'verified')`],
    ['an INSERT without id', `INSERT INTO features (name, status) VALUES ('new', 'verified')`],
    ['INSERT OR REPLACE', `INSERT OR REPLACE INTO features (id, name, status) VALUES (955, 'newFileStore', 'verified')`],
    ['REPLACE with recursive triggers', `PRAGMA recursive_triggers = ON; REPLACE INTO features (id, status) VALUES (955, 'verified')`],
    ['INSERT OR IGNORE', `INSERT OR IGNORE INTO features (id, name, status) VALUES (1000, 'new', 'verified')`],
    ['an upsert', `INSERT INTO features (id, status) VALUES (955, 'verified') ON CONFLICT (id) DO UPDATE SET status = excluded.status`],
    [
      'an upsert that sets it later',
      `INSERT INTO features (id, status) VALUES (955, 'stub') ON CONFLICT DO UPDATE SET status = 'verified'`,
    ],
    [
      'DELETE and INSERT',
      `DELETE FROM features WHERE id = 955; INSERT INTO features (id, name, status) VALUES (955, 'newFileStore', 'verified')`,
    ],
    [
      'a view’s trigger',
      `CREATE VIEW v AS SELECT * FROM features; CREATE TRIGGER t INSTEAD OF UPDATE ON v BEGIN UPDATE features SET status = NEW.status WHERE id = NEW.id; END; UPDATE v SET status = 'verified' WHERE id = 955`,
    ],
    [
      'another trigger',
      `CREATE TRIGGER t AFTER UPDATE ON features BEGIN UPDATE features SET status = 'verified' WHERE id = 955; END; UPDATE features SET notes = 'x' WHERE id = 957`,
    ],
    ['taking the id of a verified row', `UPDATE features SET id = 1956 WHERE id = 956`],
    ['a new mapping of a verified row', `UPDATE features SET dotnet_method = 'Other' WHERE id = 956`],
    [
      'a legacy row deleted and put back',
      `CREATE TABLE t AS SELECT * FROM features WHERE id = 956; DELETE FROM features WHERE id = 956; INSERT INTO features SELECT * FROM t`,
    ],
  ])('%s', (_, text) => {
    const before = statusOf(955);
    expect(() => sql(`BEGIN; ${text}; COMMIT;`)).toThrow(REFUSED);
    expect(statusOf(955)).toBe(before);
  });
});

it('a row is not raised by the default of its column', async () => {
  create(directory.file('b.db'), SCHEMA.replaceAll('status TEXT, dotnet_project', `status TEXT DEFAULT 'verified', dotnet_project`));
  await withTransaction(directory.file('b.db'), installGuard);
  const db = new Sqlite(directory.file('b.db'));
  expect(() => db.exec(`INSERT INTO features (id, name) VALUES (1, 'x')`)).toThrow(REFUSED);
  db.close();
});

describe('what the team does with its database goes on', () => {
  it.each([
    ['a lower status', `UPDATE features SET status = 'stub' WHERE id = 956`],
    ['notes and lines of a verified row', `UPDATE features SET notes = 'x', go_line_number = 7 WHERE id = 956`],
    [
      'an unguarded status',
      `UPDATE features SET status = 'stub' WHERE id = 955; INSERT INTO features (id, name, status) VALUES (1, 'a', 'deferred')`,
    ],
    ['a verified row written again as it is', `INSERT OR REPLACE INTO features SELECT * FROM features WHERE id = 956`],
    ['a new column', `ALTER TABLE features ADD COLUMN extra TEXT; UPDATE features SET extra = 'x'`],
    ['VACUUM', 'VACUUM'],
  ])('%s', (_, text) => {
    expect(() => sql(text)).not.toThrow();
  });

  it('the guard outlives VACUUM and a new column', async () => {
    sql('ALTER TABLE features ADD COLUMN extra TEXT; VACUUM');
    expect((await openLedger(file())).guard).toEqual({ kind: 'whole' });
  });

  it('a migration that builds the table anew loses the guard, and the ledger tells', async () => {
    sql('CREATE TABLE f2 AS SELECT * FROM features; DROP TABLE features; ALTER TABLE f2 RENAME TO features');
    const { guard, isGuarded } = await openLedger(file());
    expect(isGuarded).toBe(true);
    expect(guard).toMatchObject({ kind: 'broken', missing: expect.arrayContaining(['parity_guard_features_update']) });
  });

  it('a renamed column takes the triggers with it, and the ledger tells', async () => {
    sql(`ALTER TABLE features RENAME COLUMN status TO old_status; ALTER TABLE features ADD COLUMN status TEXT DEFAULT 'verified'`);
    expect((await openLedger(file())).guard).toMatchObject({
      kind: 'broken',
      changed: expect.arrayContaining(['parity_guard_features_update']),
    });
  });

  it('a trigger that was changed is told', async () => {
    sql(
      `DROP TRIGGER parity_guard_features_update; CREATE TRIGGER parity_guard_features_update AFTER UPDATE ON features BEGIN SELECT 1; END`,
    );
    expect((await openLedger(file())).guard).toEqual({ kind: 'broken', missing: [], changed: ['parity_guard_features_update'] });
  });

  it('the guard goes without a trace in the rows, and its evidence stays', async () => {
    await record('features', 955, 'verified');
    await withTransaction(file(), removeGuard);
    const ledger = await openLedger(file());
    expect(ledger.guard).toEqual({ kind: 'none' });
    expect(ledger.isGuarded).toBe(true);
    expect(() => sql(`UPDATE features SET status = 'verified'`)).not.toThrow();
  });
});

describe('evidence', () => {
  it('lets its row through, for its status and those below', async () => {
    await record('features', 955, 'verified');
    sql(`UPDATE features SET status = 'complete' WHERE id = 955; UPDATE features SET status = 'verified' WHERE id = 955`);
    const ledger = await openLedger(file());
    expect(statusOf(955)).toBe('verified');
    expect(problem(ledger, 'feature/955')).toBeUndefined();
    expect(problem(ledger, 'feature/956')).toBe('has no evidence');
  });

  it('for complete does not serve verified', async () => {
    await record('features', 955, 'complete');
    expect(() => sql(`UPDATE features SET status = 'verified' WHERE id = 955`)).toThrow(REFUSED);
  });

  it('for a test does not serve the feature with its id', async () => {
    await record('unit_tests', 351, 'verified');
    sql(`INSERT INTO features (id, name, status) VALUES (351, 'TestFileStoreBasics', 'stub')`);
    expect(() => sql(`UPDATE features SET status = 'verified' WHERE id = 351`)).toThrow(REFUSED);
  });

  it('is for one mapping', async () => {
    await record('features', 955, 'verified');
    expect(() => sql(`UPDATE features SET status = 'verified', dotnet_method = 'Other' WHERE id = 955`)).toThrow(REFUSED);
    sql(`UPDATE features SET dotnet_method = 'Other' WHERE id = 955`);
    expect(() => sql(`UPDATE features SET status = 'verified' WHERE id = 955`)).toThrow(REFUSED);
  });

  it.each([
    ['an UPDATE', `UPDATE features SET status = 'stub' WHERE id = 955`],
    [
      'REPLACE',
      `INSERT OR REPLACE INTO features SELECT id, module_id, name, go_file, go_class, go_method, go_line_number, go_line_count, 'stub', dotnet_project, dotnet_class, dotnet_method, notes, created_at FROM features WHERE id = 955`,
    ],
    [
      'DELETE and INSERT',
      `CREATE TABLE t AS SELECT * FROM features WHERE id = 955; DELETE FROM features WHERE id = 955; UPDATE t SET status = 'stub'; INSERT INTO features SELECT * FROM t`,
    ],
  ])('serves once: after %s to a lower status it is withdrawn', async (_, lower) => {
    await record('features', 955, 'verified');
    sql(`UPDATE features SET status = 'verified' WHERE id = 955`);
    sql(lower);
    expect(() => sql(`UPDATE features SET status = 'verified' WHERE id = 955`)).toThrow(REFUSED);
  });

  const copied = `INSERT INTO parity_evidence SELECT 99, promotion_id, table_name, 957, status, (SELECT claim FROM c), go_hash, csharp_hash, results, seal, NULL FROM parity_evidence`;
  const claim = `CREATE TABLE c AS SELECT quote(name) || ' ' || quote('') || ' ' || quote('') || ' ' || quote('') || ' ' || quote('') || ' ' || quote(dotnet_class) || ' ' || quote(dotnet_method) AS claim FROM features WHERE id = 957`;

  it('copied for another row does not fit the row', async () => {
    await record('features', 955, 'verified');
    sql(
      `INSERT INTO parity_evidence SELECT 99, promotion_id, table_name, 957, status, claim, go_hash, csharp_hash, results, seal, NULL FROM parity_evidence`,
    );
    expect(() => sql(`UPDATE features SET status = 'verified' WHERE id = 957`)).toThrow(REFUSED);
  });

  it('copied and fitted to another row passes the triggers, and its seal is broken', async () => {
    await record('features', 955, 'verified');
    sql(`${claim}; ${copied}; UPDATE features SET status = 'verified' WHERE id = 957`);
    const ledger = await openLedger(file());
    expect(problem(ledger, 'feature/957')).toBe('has evidence that was not written by `parity promote`, or was edited');
    expect(
      problem({ ...ledger, row: () => ({ ...(ledger.row('feature/955') as Row), status: 'verified' }) }, 'feature/955'),
    ).toBeUndefined();
  });

  it.each([
    ['edited', `UPDATE parity_evidence SET item_id = 957`, /never edited/],
    ['brought back', `UPDATE parity_evidence SET withdrawn_at = 'x'; UPDATE parity_evidence SET withdrawn_at = NULL`, /never edited/],
    ['deleted', 'DELETE FROM parity_evidence', /never deleted/],
    ['replaced', `INSERT OR REPLACE INTO parity_evidence SELECT * FROM parity_evidence`, /never replaced/],
    ['given another promotion', `UPDATE parity_promotions SET report_digest = 'x'`, /never edited/],
  ])('is not %s', async (_, text, message) => {
    await record('features', 955, 'verified');
    expect(() => sql(text)).toThrow(message);
  });
});
