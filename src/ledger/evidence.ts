import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Evidence, Promotion } from '../model/evidence.js';
import { type Row, STATUSES } from '../model/row.js';
import { columnNames } from './table.js';

/** Both tables only ever grow; triggers of the guard see to it. */
export const EVIDENCE_SCHEMA = `
CREATE TABLE IF NOT EXISTS parity_promotions (
  id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, status TEXT NOT NULL, tool_version TEXT NOT NULL, git_commit TEXT NOT NULL,
  report TEXT NOT NULL, report_digest TEXT NOT NULL, results_digest TEXT NOT NULL, coverage_digest TEXT NOT NULL, rows_digest TEXT NOT NULL,
  sources_digest TEXT NOT NULL, rules_digest TEXT NOT NULL, config_digest TEXT NOT NULL, waivers TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS parity_evidence (
  id INTEGER PRIMARY KEY, promotion_id INTEGER NOT NULL, table_name TEXT NOT NULL, item_id INTEGER NOT NULL, status TEXT NOT NULL,
  claim TEXT NOT NULL, go_hash TEXT NOT NULL, csharp_hash TEXT NOT NULL, results TEXT NOT NULL, seal TEXT NOT NULL, withdrawn_at TEXT);
CREATE INDEX IF NOT EXISTS parity_evidence_item ON parity_evidence (table_name, item_id);`;

/** What a row claims: another value in one of these is another claim. The line is not among them, as it drifts. */
const CLAIM_COLUMNS = ['name', 'go_file', 'go_class', 'go_method', 'dotnet_project', 'dotnet_class', 'dotnet_method'];

/**
 * SQL for a row's claim as one text, from the columns that the table has. Only core functions, so that any client's SQLite knows them.
 * @param row alias of the row: `NEW`, `OLD` or a table's
 */
export function claimSql(columns: ReadonlySet<string>, row: string): string {
  return CLAIM_COLUMNS.filter((name) => columns.has(name))
    .map((name) => `quote(ifnull(${row}."${name}", ''))`)
    .join(` || ' ' || `);
}

/** A promotion and an evidence row as their tables hold them. */
export interface PromotionRecord {
  readonly id: number;
  readonly created_at: string;
  readonly status: string;
  readonly tool_version: string;
  readonly git_commit: string;
  readonly report: string;
  readonly report_digest: string;
  readonly results_digest: string;
  readonly coverage_digest: string;
  readonly rows_digest: string;
  readonly sources_digest: string;
  readonly rules_digest: string;
  readonly config_digest: string;
  readonly waivers: string;
}

export interface EvidenceRecord {
  readonly id: number;
  readonly promotion_id: number;
  readonly table_name: string;
  readonly item_id: number;
  readonly status: string;
  readonly claim: string;
  readonly go_hash: string;
  readonly csharp_hash: string;
  readonly results: string;
}

const PROMOTION_COLUMNS = [
  'id',
  'created_at',
  'status',
  'tool_version',
  'git_commit',
  'report',
  'report_digest',
  'results_digest',
  'coverage_digest',
  'rows_digest',
  'sources_digest',
  'rules_digest',
  'config_digest',
  'waivers',
] as const satisfies readonly (keyof PromotionRecord)[];

const EVIDENCE_COLUMNS = [
  'id',
  'promotion_id',
  'table_name',
  'item_id',
  'status',
  'claim',
  'go_hash',
  'csharp_hash',
  'results',
] as const satisfies readonly (keyof EvidenceRecord)[];

/** SHA-256 over a record and its promotion. No secret goes into it: it tells an edit and a copy, not a forger who computes it anew. */
export function sealOf(evidence: EvidenceRecord, promotion: PromotionRecord): string {
  const values = [...PROMOTION_COLUMNS.map((name) => promotion[name]), ...EVIDENCE_COLUMNS.map((name) => evidence[name])];
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** Adds a promotion with its rows, inside the caller's transaction. Ids are given here, as the seal covers them. */
export function recordPromotion(
  db: Database,
  promotion: Omit<PromotionRecord, 'id'>,
  rows: readonly Omit<EvidenceRecord, 'id' | 'promotion_id' | 'claim' | 'status'>[],
): void {
  db.exec(EVIDENCE_SCHEMA);
  const nextId = (table: string) => db.prepare<[], number>(`SELECT ifnull(max(id), 0) + 1 FROM ${table}`).pluck().get() as number;
  const insert = (table: string, names: readonly string[]) =>
    db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`);
  const record: PromotionRecord = { ...promotion, id: nextId('parity_promotions') };
  insert('parity_promotions', PROMOTION_COLUMNS).run(record);
  const insertRow = insert('parity_evidence', [...EVIDENCE_COLUMNS, 'seal']);
  let id = nextId('parity_evidence');
  for (const row of rows) {
    const columns = columnNames(db, row.table_name) ?? new Set<string>();
    const claim = db
      .prepare<[number], string>(`SELECT ${claimSql(columns, 'r')} FROM "${row.table_name}" r WHERE r.id = ?`)
      .pluck()
      .get(row.item_id) as string;
    const evidence: EvidenceRecord = { ...row, id, promotion_id: record.id, claim, status: record.status };
    insertRow.run({ ...evidence, seal: sealOf(evidence, record) });
    id += 1;
  }
}

/** Everything that the database holds of promotions, by item, the latest first; undefined without the tables. */
export function readEvidence(db: Database): ReadonlyMap<string, readonly Evidence[]> | undefined {
  const holds = (table: string, names: readonly string[]) => {
    const columns = columnNames(db, table);
    return columns !== undefined && names.every((name) => columns.has(name));
  };
  if (!holds('parity_promotions', PROMOTION_COLUMNS) || !holds('parity_evidence', [...EVIDENCE_COLUMNS, 'seal', 'withdrawn_at']))
    return undefined;
  const promotions = new Map(
    db
      .prepare<[], PromotionRecord>('SELECT * FROM parity_promotions')
      .all()
      .map((record) => [record.id, record] as const),
  );
  const found = new Map<string, Evidence[]>();
  for (const [kind, table] of [
    ['feature', 'features'],
    ['test', 'unit_tests'],
  ] as const) {
    const columns = columnNames(db, table);
    if (columns === undefined) continue;
    const records = db
      .prepare<[string], EvidenceRecord & { readonly seal: string; readonly withdrawn_at: string | null; readonly is_current: number }>(
        `SELECT e.*, e.claim = (${claimSql(columns, 'r')}) AS is_current FROM parity_evidence e JOIN "${table}" r ON r.id = e.item_id
         WHERE e.table_name = ? ORDER BY e.id DESC`,
      )
      .all(table);
    for (const record of records) {
      const evidence = evidenceOf(record, kind, promotions.get(record.promotion_id));
      if (evidence === undefined) continue;
      const list = found.get(evidence.item);
      if (list === undefined) found.set(evidence.item, [evidence]);
      else list.push(evidence);
    }
  }
  return found;
}

function evidenceOf(
  record: EvidenceRecord & { readonly seal: string; readonly withdrawn_at: string | null; readonly is_current: number },
  kind: Row['kind'],
  promotion: PromotionRecord | undefined,
): Evidence | undefined {
  const status = STATUSES.find((each) => each === record.status);
  if (status === undefined || promotion === undefined) return undefined;
  return {
    id: record.id,
    item: `${kind}/${record.item_id}`,
    status,
    goHash: record.go_hash,
    csharpHash: record.csharp_hash,
    results: lines(record.results),
    promotion: promotionOf(promotion),
    isCurrent: record.is_current === 1,
    isIntact: record.seal === sealOf(record, promotion),
    isWithdrawn: record.withdrawn_at !== null,
  };
}

function promotionOf(record: PromotionRecord): Promotion {
  return {
    id: record.id,
    createdAt: record.created_at,
    status: STATUSES.find((each) => each === record.status) ?? 'unknown',
    toolVersion: record.tool_version,
    gitCommit: record.git_commit,
    report: record.report,
    reportDigest: record.report_digest,
    resultsDigest: record.results_digest,
    coverageDigest: record.coverage_digest,
    rowsDigest: record.rows_digest,
    sourcesDigest: record.sources_digest,
    rulesDigest: record.rules_digest,
    configDigest: record.config_digest,
    waivers: lines(record.waivers),
  };
}

function lines(text: string): string[] {
  return text === '' ? [] : String(text).split('\n');
}
