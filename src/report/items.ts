import { type Finding, LEVELS, type Level } from '../model/finding.js';
import { groupBy } from './group-by.js';
import type { Report, RowResult } from './report.js';

/** A row or a file with what was found about it. */
export interface Item {
  /** `feature/955`, `test/351`, `file/<path>`. */
  readonly item: string;
  readonly findings: readonly Finding[];
  /** Undefined for a file. */
  readonly row: RowResult | undefined;
  /** The most severe level of the findings. */
  readonly worst: Level;
}

/** What has findings, in the order of the report. */
export function itemsOf(report: Report, findings: readonly Finding[] = report.findings): readonly Item[] {
  const rows = new Map(report.rows.map((row) => [row.row.item, row]));
  return [...groupBy(findings, ({ item }) => item)].map(([item, ofItem]) => ({
    item,
    findings: ofItem,
    row: rows.get(item),
    worst: worstOf(ofItem),
  }));
}

/** What follows `feature/955` or the path of a file: the row's name. */
export function titleOf({ row, findings }: Item): string {
  return row?.row.name ?? findings[0]?.title ?? '';
}

/** The path of a file's item, the item itself of a row's. */
export function labelOf({ item, row }: Item): string {
  return row ? item : item.replace(/^file\//, '');
}

const STATE_NOTE: Readonly<Record<RowResult['state'], string>> = {
  paired: '',
  'missing-go': ' (no Go function)',
  'missing-csharp': ' (missing)',
  ambiguous: ' (ambiguous)',
  unreadable: ' (unreadable)',
  unmapped: '',
  'not-judged': '',
};

/** The C# member that a row names, and what is the matter with it: `MessageBlock.Recover (missing)`. */
export function counterpartOf({ row, state, csharp }: RowResult): string {
  const claimed = [row.dotnetClass, row.dotnetMethod].filter((name) => name !== '').join('.');
  return `${csharp?.symbol ?? (claimed || '(not mapped)')}${STATE_NOTE[state]}`;
}

function worstOf(findings: readonly Finding[]): Level {
  return LEVELS.find((level) => findings.some((finding) => finding.level === level)) ?? 'note';
}
