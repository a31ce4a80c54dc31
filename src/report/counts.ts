import { type Finding, LEVELS, type Level } from '../model/finding.js';
import { groupBy } from './group-by.js';
import type { Report, RowResult, Suppressed } from './report.js';

/** Numbers of a report, for people and for machines. Keys are in a fixed order. */
export interface Counts {
  readonly rows: number;
  /** Rows that were judged, or that have a finding all the same: `clean` plus `withFindings`. */
  readonly judged: number;
  readonly clean: number;
  readonly withFindings: number;
  readonly paired: number;
  /** Rows without their Go function or without their C# member. */
  readonly missing: number;
  /** Rows by state; all states are there. */
  readonly states: Readonly<Record<RowResult['state'], number>>;
  readonly findings: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  /** Only rules with findings, sorted by id. */
  readonly byRule: Readonly<Record<string, number>>;
  /** Findings that a waiver in the code (`inSource`) or the baseline (`external`) accepts; the numbers above are without them. */
  readonly accepted: Readonly<Record<Suppressed['kind'], number>>;
}

/** Counts a report's rows and findings; suppressed findings are not counted. */
export function countsOf(report: Report): Counts {
  const states = statesOf(report.rows);
  const items = new Set(report.findings.map((finding) => finding.item));
  const withFindings = report.rows.filter(({ row }) => items.has(row.item)).length;
  const clean = report.rows.filter(({ row, state }) => state !== 'not-judged' && !items.has(row.item)).length;
  return {
    rows: report.rows.length,
    judged: clean + withFindings,
    clean,
    withFindings,
    paired: states.paired,
    missing: states['missing-go'] + states['missing-csharp'],
    states,
    findings: report.findings.length,
    byLevel: levelsOf(report.findings),
    byRule: rulesOf(report.findings),
    accepted: report.accepted ?? { inSource: 0, external: 0 },
  };
}

function levelsOf(findings: readonly Finding[]): Record<Level, number> {
  const levels = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) levels[finding.level] += 1;
  return levels;
}

function statesOf(rows: readonly RowResult[]): Record<RowResult['state'], number> {
  const states = { paired: 0, 'missing-go': 0, 'missing-csharp': 0, ambiguous: 0, unreadable: 0, unmapped: 0, 'not-judged': 0 };
  for (const { state } of rows) states[state] += 1;
  return states;
}

function rulesOf(findings: readonly Finding[]): Record<string, number> {
  const rules = new Map<string, number>();
  for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return Object.fromEntries([...rules].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface RuleCount {
  readonly rule: string;
  readonly level: Level;
  readonly findings: number;
  /** What the findings are about, in the order of the report. */
  readonly items: readonly string[];
}

/** One entry for each rule and level, the most severe and most frequent first. */
export function countsByRule(findings: readonly Finding[]): readonly RuleCount[] {
  return LEVELS.flatMap((level) => {
    const ofLevel = findings.filter((finding) => finding.level === level);
    const counts = [...groupBy(ofLevel, ({ rule }) => rule)].map(([rule, group]) => ({
      rule,
      level,
      findings: group.length,
      items: [...new Set(group.map(({ item }) => item))],
    }));
    return counts.sort((a, b) => b.findings - a.findings || (a.rule < b.rule ? -1 : 1));
  });
}
