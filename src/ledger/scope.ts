import { createHash } from 'node:crypto';
import { didYouMean } from '../config/nearest.js';
import { Refusal } from '../errors.js';
import type { Batch } from '../model/records.js';
import { type Row, STATUSES, type Status } from '../model/row.js';
import type { ScopeSummary } from '../report/report.js';
import type { Ledger, Table } from './ledger.js';

/** Ids from `from` to `to`, both included; one id when they are equal. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which rows are asked for: the union of batches, features and tests (everything when none is given), narrowed by modules and by statuses.
 * Sorted, without repetition.
 */
export interface Scope {
  readonly batches: readonly IdRange[];
  readonly features: readonly IdRange[];
  readonly tests: readonly IdRange[];
  readonly modules: readonly IdRange[];
  readonly statuses: readonly Status[];
}

type ListOption = string | readonly string[] | undefined;

/** As on the command line: comma-separated, repeatable. */
export interface ScopeOptions {
  readonly batch?: ListOption;
  readonly feature?: ListOption;
  readonly test?: ListOption;
  readonly module?: ListOption;
  readonly status?: ListOption;
  readonly all?: boolean | undefined;
}

/** What `selectRows` needs to know of a ledger. */
type Known = Pick<Ledger, 'path' | 'tables' | 'features' | 'tests' | 'modules' | 'batches'>;

const LARGEST_ID = 2 ** 31 - 1;
const LARGEST_RANGE = 100_000;
const MOST_LISTED = 5;
const LONGEST_SCOPE_ID = 100;

/** @throws Refusal that names the part of an option that is no id, range or status */
export function parseScope(options: ScopeOptions): Scope {
  const scope = {
    batches: parseIds('--batch', options.batch),
    features: parseIds('--feature', options.feature),
    tests: parseIds('--test', options.test),
    modules: parseIds('--module', options.module),
    statuses: parseStatuses(options.status),
  };
  const named = namedKinds(scope)[0];
  if (options.all && named !== undefined) throw new Refusal(`\`--all\` and \`--${named}\` exclude each other`);
  return scope;
}

/** How reports name the scope. */
export function scopeSummary(scope: Scope, ledger: Known): ScopeSummary {
  return { id: scopeId(scope), label: scopeLabel(scope, ledger), candidates: namedKinds(scope).length > 0 };
}

/** Backs `Ledger.rows`. */
export function selectRows(scope: Scope, ledger: Known): readonly Row[] {
  requireTables(scope, ledger);
  checkModules(scope, ledger);
  const named = namedKinds(scope).length > 0;
  const features = named ? new Set(namedIds('feature', scope, ledger)) : undefined;
  const tests = named ? new Set(namedIds('test', scope, ledger)) : undefined;
  const rows = [
    ...ledger.features.filter((row) => features?.has(row.id) ?? true),
    ...ledger.tests.filter((row) => tests?.has(row.id) ?? true),
  ].filter((row) => matchesModule(row, scope) && matchesStatus(row, scope));
  if (rows.length === 0) throw new Refusal(`nothing to check: no row in ${ledger.path} is in ${scopeLabel(scope, ledger)}`);
  return rows;
}

function namedKinds(scope: Scope): readonly ('batch' | 'feature' | 'test')[] {
  return [
    ...(scope.batches.length > 0 ? (['batch'] as const) : []),
    ...(scope.features.length > 0 ? (['feature'] as const) : []),
    ...(scope.tests.length > 0 ? (['test'] as const) : []),
  ];
}

function namedIds(kind: Row['kind'], scope: Scope, ledger: Known): readonly number[] {
  const list = kind === 'feature' ? 'features' : 'tests';
  const own = idsIn(
    scope[list],
    ledger[list].map((row) => row.id),
    kind,
    ledger.path,
  );
  return [...own, ...batchesIn(scope, ledger).flatMap((batch) => batch[list])];
}

function batchesIn(scope: Scope, ledger: Known): readonly Batch[] {
  const ids = new Set(
    idsIn(
      scope.batches,
      ledger.batches.map((batch) => batch.id),
      'batch',
      ledger.path,
    ),
  );
  const batches = ledger.batches.filter((batch) => ids.has(batch.id));
  const empty = batches.find((batch) => size(batch) === 0 && scope.batches.some(({ from, to }) => from === to && from === batch.id));
  if (empty !== undefined) throw new Refusal(`nothing to check: batch ${named(empty)} has no rows in ${ledger.path}`);
  return batches;
}

function size(batch: Batch): number {
  return batch.features.length + batch.tests.length;
}

/** The known ids that the ranges hold. An id that is named alone must be known, a range must hold at least one that is. */
function idsIn(ranges: readonly IdRange[], known: readonly number[], kind: string, path: string): readonly number[] {
  const missing = ranges.filter(({ from, to }) => !known.some((id) => id >= from && id <= to));
  if (missing.length > 0) {
    const nouns =
      missing.length === 1 && missing[0]?.from === missing[0]?.to ? `${kind} ${rangeText(missing)}` : `${plural(kind)} ${listed(missing)}`;
    const has = known.length === 0 ? `no ${plural(kind)}` : `${plural(kind)} ${listed(mergedIds(known))}`;
    throw new Refusal(`unknown ${nouns}: ${path} has ${has}`);
  }
  return known.filter((id) => holds(ranges, id));
}

function checkModules(scope: Scope, ledger: Known): void {
  if (scope.modules.length === 0) return;
  const own = [...ledger.features, ...ledger.tests].flatMap((row) => (row.module === undefined ? [] : [row.module]));
  const known = ledger.tables.has('modules') ? ledger.modules.map((module) => module.id) : [...new Set(own)].sort((a, b) => a - b);
  idsIn(scope.modules, known, 'module', ledger.path);
}

function matchesModule(row: Row, scope: Scope): boolean {
  return scope.modules.length === 0 || (row.module !== undefined && holds(scope.modules, row.module));
}

function matchesStatus(row: Row, scope: Scope): boolean {
  return scope.statuses.length === 0 || scope.statuses.includes(row.status);
}

function requireTables(scope: Scope, ledger: Known): void {
  const lacks = (table: Table) => !ledger.tables.has(table);
  const refuse = (table: string, option: string) => {
    throw new Refusal(`${option} needs the table ${table}, which ${ledger.path} does not have`);
  };
  const kinds = namedKinds(scope);
  if (kinds.includes('batch') && lacks('batch_features') && lacks('batch_tests')) refuse('`batch_features` or `batch_tests`', '`--batch`');
  if (kinds.includes('feature') && lacks('features')) refuse('`features`', '`--feature`');
  if (kinds.includes('test') && lacks('unit_tests')) refuse('`unit_tests`', '`--test`');
  if (kinds.length > 0) return;
  if (lacks('features')) refuse('`features`', scopeId(scope) === 'all' ? '`--all`' : 'this scope');
  if (lacks('unit_tests')) refuse('`unit_tests`', scopeId(scope) === 'all' ? '`--all`' : 'this scope');
}

function parseIds(option: string, value: ListOption): readonly IdRange[] {
  const ranges = partsOf(option, value).map((part) => parseRange(option, part));
  const unique = new Map(ranges.map((range) => [`${range.from}-${range.to}`, range]));
  return [...unique.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

function parseRange(option: string, part: string): IdRange {
  const match = /^(\d+)(?:\s*-\s*(\d+))?$/.exec(part);
  if (match === null) throw new Refusal(`\`${option}\`: \`${part}\` is neither an id nor a range such as \`955-958\``);
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  if (from > LARGEST_ID || to > LARGEST_ID) throw new Refusal(`\`${option}\`: \`${part}\` is too large for an id`);
  if (from > to) throw new Refusal(`\`${option}\`: \`${part}\` runs backwards; did you mean \`${to}-${from}\`?`);
  if (to - from >= LARGEST_RANGE) throw new Refusal(`\`${option}\`: \`${part}\` spans more than ${LARGEST_RANGE} ids`);
  return { from, to };
}

function parseStatuses(value: ListOption): readonly Status[] {
  const parts = partsOf('--status', value);
  const unknown = parts.find((part) => !STATUSES.some((status) => status === part));
  if (unknown !== undefined) throw new Refusal(`\`--status\`: unknown status \`${unknown}\`${didYouMean(unknown, STATUSES)}`);
  return STATUSES.filter((status) => parts.includes(status));
}

function partsOf(option: string, value: ListOption): readonly string[] {
  const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return values.flatMap((list) => {
    const parts = list.split(',').map((part) => part.trim());
    if (parts.includes('')) throw new Refusal(`\`${option}\`: \`${list}\` has an empty part`);
    return parts;
  });
}

function scopeId(scope: Scope): string {
  const parts = [
    ['batch', rangeText(merged(scope.batches), '+')],
    ['features', rangeText(merged(scope.features), '+')],
    ['tests', rangeText(merged(scope.tests), '+')],
    ['module', rangeText(merged(scope.modules), '+')],
    ['status', scope.statuses.join('+')],
  ].filter(([, text]) => text !== '');
  return parts.length === 0 ? 'all' : shortened(parts.map((part) => part.join('-')).join('.'));
}

/** File names have a limit of 255 bytes. */
function shortened(id: string): string {
  if (id.length <= LONGEST_SCOPE_ID) return id;
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 12);
  return `${id.slice(0, id.lastIndexOf('+', LONGEST_SCOPE_ID - 20))}+etc-${digest}`;
}

function scopeLabel(scope: Scope, ledger: Known): string {
  const base = [batchLabel(scope, ledger), idsLabel('feature', scope.features), idsLabel('test', scope.tests)].filter(
    (text) => text !== '',
  );
  const narrowing = [moduleLabel(scope, ledger), scope.statuses.length === 0 ? '' : `status ${scope.statuses.join(' or ')}`];
  const all = base.length === 0 ? 'all rows' : base.join(' and ');
  return [all, ...narrowing.filter((text) => text !== '')].join(', ');
}

function batchLabel({ batches }: Scope, ledger: Known): string {
  if (batches.length === 0) return '';
  const known = ledger.batches.filter((batch) => holds(batches, batch.id)).map(named);
  return `${known.length === 1 ? 'batch' : 'batches'} ${known.length > 0 && known.length <= MOST_LISTED ? known.join(', ') : rangeText(merged(batches))}`;
}

function moduleLabel({ modules }: Scope, ledger: Known): string {
  if (modules.length === 0) return '';
  const known = ledger.modules.filter((module) => holds(modules, module.id)).map(named);
  return `${known.length === 1 ? 'module' : 'modules'} ${known.length > 0 && known.length <= MOST_LISTED ? known.join(', ') : rangeText(merged(modules))}`;
}

function named({ id, name }: { readonly id: number; readonly name: string }): string {
  return name === '' ? String(id) : `${id} (${name})`;
}

function idsLabel(kind: string, ranges: readonly IdRange[]): string {
  if (ranges.length === 0) return '';
  const all = merged(ranges);
  const single = all.length === 1 && all[0]?.from === all[0]?.to;
  return `${single ? kind : plural(kind)} ${rangeText(all)}`;
}

function plural(kind: string): string {
  return kind === 'batch' ? 'batches' : `${kind}s`;
}

/** The first few ranges, and how many more there are. */
function listed(ranges: readonly IdRange[]): string {
  const more = ranges.length - MOST_LISTED;
  return `${rangeText(ranges.slice(0, MOST_LISTED))}${more > 0 ? ` and ${more} more` : ''}`;
}

function rangeText(ranges: readonly IdRange[], separator = ', '): string {
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(separator);
}

function mergedIds(ids: readonly number[]): readonly IdRange[] {
  return merged(
    ids.map((id) => ({ from: id, to: id })),
    1,
  );
}

/** Ranges that overlap, or lie no more than `gap` apart, made one; the input is sorted. */
function merged(ranges: readonly IdRange[], gap = 0): readonly IdRange[] {
  const result: IdRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to + gap) result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
}

function holds(ranges: readonly IdRange[], id: number): boolean {
  return ranges.some(({ from, to }) => id >= from && id <= to);
}
