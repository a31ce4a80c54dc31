import type { Database } from 'better-sqlite3';
import { claimSql, EVIDENCE_SCHEMA } from './evidence.js';
import { columnNames } from './table.js';

interface Trigger {
  readonly name: string;
  readonly sql: string;
}

/** How the guard of a database stands. */
export type GuardState =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole' }
  /** `missing` and `changed` are names of triggers: dropped, or not as `guard install` writes them today. */
  | { readonly kind: 'broken'; readonly missing: readonly string[]; readonly changed: readonly string[] };

/** Names of all triggers of the guard start so. */
const GUARD_PREFIX = 'parity_guard_';

/** Statuses that need evidence. */
const GUARDED = "'complete', 'verified'";

/** White space and letter case do not make another status. */
function statusSql(row: string): string {
  return `lower(trim(CAST(${row}.status AS TEXT), ' ' || char(9, 10, 11, 12, 13, 160)))`;
}

function rankSql(status: string): string {
  return `CASE ${status} WHEN 'stub' THEN 1 WHEN 'complete' THEN 2 WHEN 'verified' THEN 3 ELSE 0 END`;
}

/**
 * The triggers for a table of rows. A row is refused a guarded status that it did not have, or did not have for this claim, unless evidence for
 * the row, for that status or a higher one, and for its claim is there. What takes a status away withdraws the evidence, so that it
 * serves once. `BEFORE INSERT` fires for REPLACE and upsert too, whatever `recursive_triggers` says.
 */
function rowTriggers(table: 'features' | 'unit_tests', columns: ReadonlySet<string>): Trigger[] {
  const rank = (row: string) => rankSql(statusSql(row));
  const claim = (row: string) => `(${claimSql(columns, row)})`;
  const refuse = `SELECT RAISE(ABORT, 'parity guard: no evidence for this status of this row; run parity promote')`;
  const noEvidence = `NOT EXISTS (SELECT 1 FROM parity_evidence e WHERE e.table_name = '${table}' AND e.item_id = NEW.id AND e.withdrawn_at IS NULL
    AND ${rankSql('e.status')} >= ${rank('NEW')} AND e.claim = ${claim('NEW')})`;
  const withdraw = (row: string) => `UPDATE parity_evidence SET withdrawn_at = CURRENT_TIMESTAMP
    WHERE table_name = '${table}' AND item_id = ${row}.id AND withdrawn_at IS NULL`;
  const name = (suffix: string) => `${GUARD_PREFIX}${table}_${suffix}`;
  return [
    {
      name: name('insert'),
      sql: `CREATE TRIGGER ${name('insert')} BEFORE INSERT ON ${table}
WHEN ${statusSql('NEW')} IN (${GUARDED})
  AND NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.id = NEW.id AND ${rank('o')} >= ${rank('NEW')} AND ${claim('o')} = ${claim('NEW')})
  AND ${noEvidence}
BEGIN ${refuse}; END`,
    },
    {
      name: name('update'),
      sql: `CREATE TRIGGER ${name('update')} AFTER UPDATE ON ${table}
WHEN ${statusSql('NEW')} IN (${GUARDED})
  AND (${rank('NEW')} > ${rank('OLD')} OR NEW.id IS NOT OLD.id OR ${claim('NEW')} <> ${claim('OLD')})
  AND ${noEvidence}
BEGIN ${refuse}; END`,
    },
    {
      name: name('lower'),
      sql: `CREATE TRIGGER ${name('lower')} AFTER UPDATE ON ${table}
WHEN ${rank('NEW')} < ${rank('OLD')} OR NEW.id IS NOT OLD.id
BEGIN ${withdraw('OLD')} AND (NEW.id IS NOT OLD.id OR ${rankSql('status')} > ${rank('NEW')}); END`,
    },
    {
      name: name('delete'),
      sql: `CREATE TRIGGER ${name('delete')} AFTER DELETE ON ${table}
BEGIN ${withdraw('OLD')}; END`,
    },
    {
      // REPLACE deletes without a DELETE trigger.
      name: name('replace'),
      sql: `CREATE TRIGGER ${name('replace')} AFTER INSERT ON ${table}
BEGIN ${withdraw('NEW')} AND ${rankSql('status')} > ${rank('NEW')}; END`,
    },
  ];
}

/** Evidence is written once: neither edited, nor replaced, nor taken away, nor brought back. */
function recordTriggers(table: 'parity_evidence' | 'parity_promotions'): Trigger[] {
  const refuse = (what: string) => `BEGIN SELECT RAISE(ABORT, 'parity guard: ${what}'); END`;
  const name = (suffix: string) => `${GUARD_PREFIX}${table.slice('parity_'.length)}_${suffix}`;
  const columns = ['id', 'promotion_id', 'table_name', 'item_id', 'status', 'claim', 'go_hash', 'csharp_hash', 'results', 'seal'];
  const same = columns.map((column) => `NEW.${column} IS OLD.${column}`).join(' AND ');
  const when = table === 'parity_evidence' ? `\nWHEN NOT (OLD.withdrawn_at IS NULL AND ${same})` : '';
  return [
    {
      name: name('update'),
      sql: `CREATE TRIGGER ${name('update')} BEFORE UPDATE ON ${table}${when}\n${refuse('evidence is never edited')}`,
    },
    { name: name('delete'), sql: `CREATE TRIGGER ${name('delete')} BEFORE DELETE ON ${table}\n${refuse('evidence is never deleted')}` },
    {
      name: name('insert'),
      sql: `CREATE TRIGGER ${name('insert')} BEFORE INSERT ON ${table}
WHEN EXISTS (SELECT 1 FROM ${table} o WHERE o.id = NEW.id)\n${refuse('evidence is never replaced')}`,
    },
  ];
}

/** All triggers that belong in the database, from the tables and columns that it has today. */
function guardTriggers(db: Database): Trigger[] {
  const rows = (['features', 'unit_tests'] as const).flatMap((table) => {
    const columns = columnNames(db, table);
    return columns?.has('status') && columns.has('id') ? rowTriggers(table, columns) : [];
  });
  return [...rows, ...recordTriggers('parity_evidence'), ...recordTriggers('parity_promotions')];
}

/** Compares the triggers that are there with those that belong there. */
export function guardState(db: Database): GuardState {
  const found = installed(db);
  if (found.size === 0) return { kind: 'none' };
  const wanted = guardTriggers(db);
  const missing = wanted.filter(({ name }) => !found.has(name)).map(({ name }) => name);
  const changed = wanted.filter(({ name, sql }) => found.has(name) && found.get(name) !== sql).map(({ name }) => name);
  return missing.length + changed.length === 0 ? { kind: 'whole' } : { kind: 'broken', missing, changed };
}

/** Puts the triggers in, those that are there afresh, inside the caller's transaction. */
export function installGuard(db: Database): void {
  removeGuard(db);
  db.exec(EVIDENCE_SCHEMA);
  for (const { sql } of guardTriggers(db)) db.exec(sql);
}

/** Takes the triggers out, inside the caller's transaction. The evidence stays. */
export function removeGuard(db: Database): void {
  for (const name of installed(db).keys()) db.exec(`DROP TRIGGER "${name.replaceAll('"', '""')}"`);
}

function installed(db: Database): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[string], { readonly name: string; readonly sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ${GUARD_PREFIX.length}) = ?`,
    )
    .all(GUARD_PREFIX);
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}
