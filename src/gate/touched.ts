import type { Workspace } from '../index/workspace.js';
import type { Ledger } from '../ledger/ledger.js';
import { rankOf } from '../model/evidence.js';
import type { Row } from '../model/row.js';
import { type Routine, symbolOf } from '../model/source.js';
import { memberNames, normalName, typeSegments } from '../pair/names.js';
import type { Subject } from '../pair/subject.js';

/** A row that the change gives another status or mapping. */
export interface ChangedRow {
  readonly row: Row;
  /** Undefined for a new row. */
  readonly before: Row | undefined;
  /** It claims more than before, or the same of something else. */
  readonly isRaised: boolean;
}

const CLAIM = ['name', 'goFile', 'goClass', 'goMethod', 'goLine', 'dotnetProject', 'dotnetClass', 'dotnetMethod'] as const;

/**
 * Rows whose status or mapping differs; for a row that waits its reason too.
 * @param before undefined when there was no database
 */
export function changedRows(before: Ledger | undefined, after: Ledger): ChangedRow[] {
  return [...after.features, ...after.tests].flatMap((row) => {
    const old = before?.row(row.item);
    const isSame = old !== undefined && CLAIM.every((key) => old[key] === row[key]);
    const waits = row.status === 'deferred' || row.status === 'n_a';
    if (old !== undefined && isSame && old.status === row.status && (!waits || old.notes === row.notes)) return [];
    const rank = rankOf(row.status);
    return [{ row, before: old, isRaised: rank > 0 && (!isSame || rank > rankOf(old.status)) }];
  });
}

/** Members that differ between two states of some files. */
export interface ChangedCode {
  /** `file|Owner.Name` of members that are there, with another text than before. */
  readonly changed: ReadonlySet<string>;
  /** Names of members that are gone, normalised. */
  readonly gone: ReadonlySet<string>;
  /** Names of all members and types that are concerned, normalised: whoever has none of them is not touched. */
  readonly names: ReadonlySet<string>;
  /** Files that can't be compared member by member. */
  readonly files: ReadonlySet<string>;
}

export function changedCode(before: Workspace, after: Workspace): ChangedCode {
  const changed = new Set<string>();
  const gone = new Set<string>();
  const names = new Set<string>();
  const files = new Set<string>();
  const pairs = new Map<string, { before?: readonly Routine[]; after?: readonly Routine[] }>();
  for (const [side, workspace] of [
    ['before', before],
    ['after', after],
  ] as const)
    for (const { index } of unitsOf(workspace)) {
      const entry = pairs.get(index.file) ?? {};
      entry[side] = index.routines;
      pairs.set(index.file, entry);
      if (index.problems.length > 0) files.add(index.file);
      for (const type of index.types) for (const segment of typeSegments(type.path)) names.add(normalName(segment));
    }
  for (const [file, sides] of pairs) {
    const [old, now] = [hashes(sides.before ?? []), hashes(sides.after ?? [])];
    for (const [symbol, hash] of now) if (old.get(symbol) !== hash) changed.add(`${file}|${symbol}`);
    for (const symbol of old.keys()) if (!now.has(symbol)) gone.add(normalName(lastName(symbol)));
    for (const symbol of [...old.keys(), ...now.keys()]) if (old.get(symbol) !== now.get(symbol)) names.add(normalName(lastName(symbol)));
  }
  return { changed, gone, names, files };
}

/** Rows that may be touched: few enough to be matched. A row that claims nothing is not judged by its code. */
export function possiblyTouched(rows: readonly Row[], { names }: ChangedCode, changedGo: ReadonlySet<string>): Row[] {
  return rows.filter((row) => {
    if (rankOf(row.status) === 0) return false;
    if (changedGo.has(row.goFile)) return true;
    const members = memberNames(row.dotnetMethod).flatMap(({ owner, name }) => [...owner, name]);
    return [...typeSegments(row.dotnetClass).slice(-2), ...members, row.goMethod].some((name) => names.has(normalName(name)));
  });
}

/** Whether the change touched what a row names. */
export function isTouched({ row, go, csharp }: Subject, { changed, gone, files }: ChangedCode): boolean {
  const isChanged = (routine: Routine) => changed.has(`${routine.file}|${symbolOf(routine)}`);
  if (go.kind === 'found' && isChanged(go.routine)) return true;
  if (csharp.kind === 'found') return csharp.members.some((member) => isChanged(member) || isWithinChanged(member, changed));
  if (csharp.kind === 'unreadable') return files.has(csharp.file);
  return memberNames(row.dotnetMethod).some(({ name }) => gone.has(normalName(name))) || gone.has(normalName(row.goMethod));
}

/** A local function changes with the member around it. */
function isWithinChanged({ file, owner, within }: Routine, changed: ReadonlySet<string>): boolean {
  return within !== undefined && changed.has(`${file}|${symbolOf({ owner, name: within })}`);
}

function unitsOf(workspace: Workspace) {
  return [...workspace.csharpUnits(), ...workspace.sources.go.map((file) => workspace.goUnit(file))];
}

/** Texts of the members by symbol; overloads go together. */
function hashes(routines: readonly Routine[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const routine of routines) {
    const symbol = symbolOf(routine);
    found.set(symbol, `${found.get(symbol) ?? ''}+${routine.hash}`);
  }
  return found;
}

function lastName(symbol: string): string {
  return symbol.slice(symbol.lastIndexOf('.') + 1);
}
