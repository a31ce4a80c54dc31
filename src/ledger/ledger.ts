import type { Database } from 'better-sqlite3';
import { nearest } from '../config/nearest.js';
import { Refusal } from '../errors.js';
import type { Evidence } from '../model/evidence.js';
import type { Batch, StatusOverride } from '../model/records.js';
import { type Row, STATUSES, type Status } from '../model/row.js';
import { withBytes, withSnapshot } from './database.js';
import { readEvidence } from './evidence.js';
import { type GuardState, guardState } from './guard.js';
import { type Scope, selectRows } from './scope.js';
import { columnNames, readColumns } from './table.js';

/** The tables that parity reads, each with the columns that it is useless without. */
const TABLES = {
  features: ['id', 'name'],
  unit_tests: ['id', 'name'],
  modules: ['id'],
  dependencies: ['source_type', 'source_id', 'target_type', 'target_id'],
  status_overrides: ['table_name', 'item_id'],
  implementation_batches: ['id'],
  batch_features: ['batch_id', 'feature_id'],
  batch_tests: ['batch_id', 'test_id'],
  batch_dependencies: ['batch_id', 'depends_on_batch_id'],
} as const;
export type Table = keyof typeof TABLES;

export interface Module {
  readonly id: number;
  readonly name: string;
  readonly status: string;
}

/** Something in the database that can't be true. */
export interface LedgerFault {
  /** `feature/955`, `test/351`, `batch/11` or `table/features`. */
  readonly item: string;
  readonly message: string;
}

/** Everything that parity wants of `porting.db`, read at one moment. The file is closed. */
export interface Ledger {
  /** As it was given. */
  readonly path: string;
  /** Tables that the database has. */
  readonly tables: ReadonlySet<Table>;
  /** Sorted by id, as are all lists below. */
  readonly features: readonly Row[];
  readonly tests: readonly Row[];
  readonly modules: readonly Module[];
  readonly batches: readonly Batch[];
  readonly faults: readonly LedgerFault[];
  readonly counts: Readonly<Record<'features' | 'tests' | 'modules' | 'batches' | 'dependencies' | 'overrides', number>>;
  /**
   * The rows of a scope: features first, then by id.
   * @throws Refusal when it names what does not exist, or holds no row
   */
  rows(scope: Scope): readonly Row[];
  /** The row of `feature/955` or `test/351`. */
  row(item: string): Row | undefined;
  batchesOf(row: Row): readonly Batch[];
  /** Oldest first. */
  overridesOf(row: Row): readonly StatusOverride[];
  /** Rows need evidence for `complete` and `verified`: the guard, or what it leaves behind, is in the database. */
  readonly isGuarded: boolean;
  readonly guard: GuardState;
  /** What promotions recorded of the row, the latest first; see `evidenceProblem`. */
  evidenceOf(row: Row): readonly Evidence[];
}

const BUSY_TIMEOUT_MS = 5000;

/**
 * Reads the database whole, in one transaction, without writing anything (see `withSnapshot`).
 * @throws Refusal when it can't be read or is not a tracking database
 */
export function openLedger(path: string, timeoutMs = BUSY_TIMEOUT_MS): Promise<Ledger> {
  return withSnapshot(path, timeoutMs, (db) => readLedger(db, path));
}

/** The same for a database that is at hand as bytes; `name` is how messages name it. */
export function openLedgerBytes(bytes: Uint8Array, name: string): Promise<Ledger> {
  return withBytes(bytes, name, (db) => readLedger(db, name));
}

type Complain = (item: string, message: string) => void;
type Ids = ReadonlyMap<number, unknown>;

/** Reads everything inside the caller's transaction. */
export function readLedger(db: Database, path: string): Ledger {
  const faults: LedgerFault[] = [];
  const complain: Complain = (item, message) => faults.push({ item, message });
  const tables = readTables(db, path, complain);
  const modules = tables.has('modules') ? readModules(db) : [];
  const moduleIds = tables.has('modules') ? byId(modules) : undefined;
  const drafts = {
    features: readRows(db, 'feature', tables, moduleIds, complain),
    tests: readRows(db, 'test', tables, moduleIds, complain),
  };
  const dependencies = linkDependencies(db, drafts, tables, complain);
  const batches = readBatches(db, drafts, tables, complain);
  const overrides = readOverrides(db, drafts, tables, complain);
  const evidence = readEvidence(db);
  const guard = guardState(db);
  const data = { path, tables, features: [...drafts.features.values()], tests: [...drafts.tests.values()], modules, batches, faults };
  return {
    ...data,
    counts: {
      features: data.features.length,
      tests: data.tests.length,
      modules: modules.length,
      batches: batches.length,
      dependencies,
      overrides: [...overrides.feature.values(), ...overrides.test.values()].flat().length,
    },
    rows: (scope) => selectRows(scope, data),
    row: (item) => rowOf(item, drafts),
    batchesOf: batchesByRow(batches),
    overridesOf: (row) => overrides[row.kind].get(row.id) ?? [],
    isGuarded: evidence !== undefined || guard.kind !== 'none',
    guard,
    evidenceOf: (row) => evidence?.get(row.item) ?? [],
  };
}

/** Few runs ask for it, so the index is made on the first call. */
function batchesByRow(batches: readonly Batch[]): Ledger['batchesOf'] {
  let index: Record<Row['kind'], Map<number, Batch[]>> | undefined;
  return (row) => {
    index ??= { feature: membership(batches, 'features'), test: membership(batches, 'tests') };
    return index[row.kind].get(row.id) ?? [];
  };
}

function membership(batches: readonly Batch[], list: 'features' | 'tests'): Map<number, Batch[]> {
  const found = new Map<number, Batch[]>();
  for (const batch of batches) for (const id of batch[list]) entry(found, id).push(batch);
  return found;
}

function rowOf(item: string, { features, tests }: Drafts): Row | undefined {
  const [, kind, id] = /^(feature|test)\/(\d+)$/.exec(item) ?? [];
  return (kind === 'feature' ? features : tests).get(Number(id));
}

/** Rows without id and name are no rows; any other table that lacks a column counts as missing. */
function readTables(db: Database, path: string, complain: Complain): ReadonlySet<Table> {
  const tables = new Set<Table>();
  for (const [table, needed] of Object.entries(TABLES) as [Table, readonly string[]][]) {
    const columns = columnNames(db, table);
    if (columns === undefined) continue;
    const missing = needed.find((column) => !columns.has(column));
    if (missing === undefined) tables.add(table);
    else if (table === 'features' || table === 'unit_tests') throw new Refusal(`${path}: table \`${table}\` has no column \`${missing}\``);
    else complain(`table/${table}`, `has no column \`${missing}\`, and is not used`);
  }
  if (!tables.has('features') && !tables.has('unit_tests')) {
    throw new Refusal(`${path} has neither a table \`features\` nor \`unit_tests\``, 'name the tracking database with `--db FILE`');
  }
  return tables;
}

type Draft = Row & { readonly dependsOn: number[] };

const ROW_COLUMNS = {
  id: 'integer',
  module_id: 'integer',
  name: 'text',
  go_file: 'text',
  go_class: 'text',
  go_method: 'text',
  go_line_number: 'integer',
  go_line_count: 'integer',
  status: 'text',
  dotnet_project: 'text',
  dotnet_class: 'text',
  dotnet_method: 'text',
  notes: 'text',
  feature_id: 'integer',
} as const;

function readRows(
  db: Database,
  kind: Row['kind'],
  tables: ReadonlySet<Table>,
  modules: Ids | undefined,
  complain: Complain,
): ReadonlyMap<number, Draft> {
  const table = kind === 'feature' ? 'features' : 'unit_tests';
  const read = readColumns(db, table, ROW_COLUMNS);
  const hasStatus = columnNames(db, table)?.has('status') ?? false;
  if (tables.has(table) && !hasStatus) complain(`table/${table}`, 'has no column `status`: every row counts as `unknown`');
  const rows: Draft[] = [];
  for (const [at, id] of read.id.entries()) {
    if (id === undefined) {
      complain(`table/${table}`, `row \`${read.name[at]}\` has no usable id and is left out`);
      continue;
    }
    const item = `${kind}/${id}`;
    const module = read.module_id[at];
    const feature = read.feature_id[at];
    if (module !== undefined && modules?.has(module) === false) complain(item, `belongs to module ${module}, which does not exist`);
    rows.push({
      kind,
      id,
      item,
      module,
      name: read.name[at] ?? '',
      goFile: read.go_file[at] ?? '',
      goClass: (read.go_class[at] ?? '').replace(/^\*\s*/, ''),
      goMethod: read.go_method[at] ?? '',
      goLine: positive(read.go_line_number[at]),
      goLineCount: positive(read.go_line_count[at]),
      status: hasStatus ? statusOf(read.status[at] ?? '', item, complain) : 'unknown',
      dotnetProject: read.dotnet_project[at] ?? '',
      dotnetClass: read.dotnet_class[at] ?? '',
      dotnetMethod: read.dotnet_method[at] ?? '',
      notes: read.notes[at] ?? '',
      dependsOn: kind === 'test' && feature !== undefined ? [feature] : [],
    });
  }
  return uniqueById(rows, complain);
}

function uniqueById(rows: readonly Draft[], complain: Complain): ReadonlyMap<number, Draft> {
  const unique = new Map<number, Draft>();
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    if (unique.has(row.id)) complain(row.item, `has the id of another row; \`${row.name}\` is left out`);
    else unique.set(row.id, row);
  }
  return unique;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function statusOf(value: string, item: string, complain: Complain): Status {
  const known = STATUSES.find((status) => status === value);
  if (known !== undefined) return known;
  complain(
    item,
    value === '' ? 'has no status' : `has the status \`${value}\`, which does not exist; the nearest is \`${nearest(value, STATUSES)}\``,
  );
  return 'unknown';
}

const OVERRIDE_COLUMNS = {
  id: 'integer',
  item_id: 'integer',
  audit_status: 'text',
  audit_reason: 'text',
  requested_status: 'text',
  comment: 'text',
  created_at: 'text',
} as const;

type Overrides = Readonly<Record<Row['kind'], ReadonlyMap<number, readonly StatusOverride[]>>>;

interface Drafts {
  readonly features: ReadonlyMap<number, Draft>;
  readonly tests: ReadonlyMap<number, Draft>;
}

/** Fills in `dependsOn`, and says how many dependencies the table has. What a row depends on beside features is not parity's concern. */
function linkDependencies(db: Database, drafts: Drafts, tables: ReadonlySet<Table>, complain: Complain): number {
  if (tables.has('dependencies')) {
    linkKind(db, 'feature', drafts.features, tables, complain);
    linkKind(db, 'test', drafts.tests, tables, complain);
  }
  for (const row of [...drafts.features.values(), ...drafts.tests.values()]) settle(row, drafts, tables, complain);
  return tables.has('dependencies') ? (db.prepare<[], number>('SELECT count(*) FROM dependencies').pluck().get() ?? 0) : 0;
}

function linkKind(db: Database, kind: Row['kind'], rows: Drafts['features'], tables: ReadonlySet<Table>, complain: Complain): void {
  const where = `source_type IN (${TYPE_NAMES[kind]}) AND target_type IN (${TYPE_NAMES.feature})`;
  const read = readColumns(db, 'dependencies', { source_id: 'integer', target_id: 'integer' }, where);
  for (const [at, source] of read.source_id.entries()) {
    const target = read.target_id[at];
    if (source === undefined || target === undefined) continue;
    const row = rows.get(source);
    if (row !== undefined) row.dependsOn.push(target);
    else if (tables.has(tableOf(kind))) complain(`${kind}/${source}`, `depends on feature/${target}, but does not exist itself`);
  }
}

function settle(row: Draft, { features }: Drafts, tables: ReadonlySet<Table>, complain: Complain): void {
  if (row.dependsOn.length === 0) return;
  const ids = sortedUnique(row.dependsOn);
  row.dependsOn.length = 0;
  for (const id of ids) {
    if (features.has(id) || !tables.has('features')) row.dependsOn.push(id);
    else complain(row.item, `depends on feature/${id}, which does not exist`);
  }
}

/** What `dependencies` and `status_overrides` call the kinds of rows, by type or by table: a list in SQL. */
const TYPE_NAMES = { feature: `'feature', 'features'`, test: `'unit_test', 'unit_tests', 'test'` } as const;

function tableOf(kind: Row['kind']): Table {
  return kind === 'feature' ? 'features' : 'unit_tests';
}

function readModules(db: Database): readonly Module[] {
  const read = readColumns(db, 'modules', { id: 'integer', name: 'text', status: 'text' });
  const modules = read.id.map((id, at) => ({ id: id ?? 0, name: read.name[at] ?? '', status: read.status[at] ?? '' }));
  return modules.toSorted((a, b) => a.id - b.id);
}

function readBatches(db: Database, { features, tests }: Drafts, tables: ReadonlySet<Table>, complain: Complain): readonly Batch[] {
  const named = readColumns(db, 'implementation_batches', { id: 'integer', name: 'text', status: 'text' });
  const inFeatures = links(db, 'batch_features', 'feature_id');
  const inTests = links(db, 'batch_tests', 'test_id');
  const needs = links(db, 'batch_dependencies', 'depends_on_batch_id');
  const at = new Map(named.id.map((id, index) => [id, index]));
  const ids = sortedUnique([...named.id.filter((id) => id !== undefined), ...inFeatures.keys(), ...inTests.keys()]);
  return ids.map((id) => {
    const index = at.get(id) ?? -1;
    if (index < 0 && tables.has('implementation_batches')) complain(`batch/${id}`, 'has rows, but does not exist itself');
    const existing = (kind: Row['kind'], members: readonly number[] | undefined, rows: Ids) =>
      sortedUnique(members ?? []).filter((member) => {
        if (!rows.has(member)) complain(`batch/${id}`, `lists ${kind}/${member}, which does not exist`);
        return rows.has(member);
      });
    const needed = sortedUnique(needs.get(id) ?? []);
    for (const other of needed) if (!ids.includes(other)) complain(`batch/${id}`, `needs batch/${other}, which does not exist`);
    return {
      id,
      name: named.name[index] ?? '',
      status: named.status[index] ?? '',
      needs: needed,
      features: existing('feature', inFeatures.get(id), features),
      tests: existing('test', inTests.get(id), tests),
    };
  });
}

function links(db: Database, table: Table, column: string): ReadonlyMap<number, number[]> {
  const read = readColumns(db, table, { batch_id: 'integer', [column]: 'integer' });
  const found = new Map<number, number[]>();
  read.batch_id.forEach((batch, at) => {
    const member = read[column]?.[at];
    if (batch !== undefined && typeof member === 'number') entry(found, batch).push(member);
  });
  return found;
}

function readOverrides(db: Database, { features, tests }: Drafts, tables: ReadonlySet<Table>, complain: Complain): Overrides {
  const known = tables.has('status_overrides');
  return {
    feature: known ? overridesOf(db, 'feature', features, complain) : new Map(),
    test: known ? overridesOf(db, 'test', tests, complain) : new Map(),
  };
}

function overridesOf(db: Database, kind: Row['kind'], rows: Ids, complain: Complain): ReadonlyMap<number, StatusOverride[]> {
  const read = readColumns(db, 'status_overrides', OVERRIDE_COLUMNS, `table_name IN (${TYPE_NAMES[kind]})`);
  const overrides = new Map<number, StatusOverride[]>();
  const inOrder = [...read.item_id.keys()].sort((a, b) => (read.id[a] ?? 0) - (read.id[b] ?? 0));
  for (const at of inOrder) {
    const id = read.item_id[at] ?? 0;
    if (!rows.has(id)) complain(`${kind}/${id}`, 'has a status override, but does not exist');
    entry(overrides, id).push({
      auditStatus: read.audit_status[at] ?? '',
      auditReason: read.audit_reason[at] ?? '',
      requestedStatus: read.requested_status[at] ?? '',
      comment: read.comment[at] ?? '',
      createdAt: read.created_at[at] ?? '',
    });
  }
  return overrides;
}

function byId<T extends { readonly id: number }>(items: readonly T[]): ReadonlyMap<number, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function sortedUnique(ids: readonly number[]): number[] {
  if (ids.length < 2) return [...ids];
  return [...new Set(ids)].sort((a, b) => a - b);
}

function entry<K, V>(map: Map<K, V[]>, key: K): V[] {
  const found = map.get(key) ?? [];
  map.set(key, found);
  return found;
}
