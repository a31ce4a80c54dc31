import type { Evidence } from '../model/evidence.js';
import type { Row } from '../model/row.js';
import { type LinesOf, lineRange, linesFrom } from './excerpt.js';
import { jsonFinding, jsonRow } from './json.js';
import { fixOf } from './prose.js';
import type { Place, Report, RowResult, TextOf } from './report.js';
import { jsonText } from './sanitize.js';

/** One row with all that is known of it. */
export interface RowPage {
  readonly report: Report;
  readonly result: RowResult;
  readonly go: Side;
  readonly csharp: Side;
  readonly batches: readonly { readonly id: number; readonly name: string }[];
  /** Features that a test depends on. */
  readonly dependsOn: readonly Row[];
  /** Tests that depend on a feature. */
  readonly dependents: readonly Row[];
  readonly overrides: readonly {
    readonly auditStatus: string;
    readonly requestedStatus: string;
    readonly comment: string;
    readonly createdAt: string;
  }[];
  /** What promotions recorded, the latest first. */
  readonly evidence: readonly Evidence[];
}

export interface Side {
  /** One for each member that the row names. */
  readonly members: readonly Place[];
  /** Why there is none; '' if there is. */
  readonly problem: string;
}

/** The row for tools. Version 1 only ever gets new keys; what is not known is null. */
export function rowJson(page: RowPage, textOf: TextOf): string {
  const linesOf = linesFrom(textOf);
  const sources = ({ members }: Side) =>
    members.map((member) => ({ ...placeOf(member), text: linesIn(member, linesOf).map(({ text }) => text) }));
  const rules = new Map(page.report.rules.map((rule) => [rule.id, rule]));
  const named = ({ item, name, status }: Row) => ({ item, name, status });
  return jsonText({
    version: 1,
    row: { ...jsonRow(page.result), notes: page.result.row.notes },
    sources: { go: sources(page.go), csharp: sources(page.csharp) },
    problems: { go: page.go.problem || null, csharp: page.csharp.problem || null },
    batches: page.batches.map(({ id, name }) => ({ id, name })),
    dependsOn: page.dependsOn.map(named),
    dependents: page.dependents.map(named),
    overrides: page.overrides.map(({ auditStatus, requestedStatus, comment, createdAt }) => ({
      auditStatus,
      requestedStatus,
      comment,
      createdAt,
    })),
    evidence: page.evidence.map(({ status, results, promotion, isCurrent, isIntact, isWithdrawn }) => ({
      status,
      createdAt: promotion.createdAt,
      report: promotion.report,
      results,
      isCurrent,
      isIntact,
      isWithdrawn,
    })),
    findings: page.report.findings.map((finding) => {
      const rule = rules.get(finding.rule);
      return { ...jsonFinding(finding), fix: (rule && fixOf(rule)) || null };
    }),
  });
}

/** The source of a member, as far as the file has it. */
export function linesIn(member: Place, linesOf: LinesOf): readonly { readonly line: number; readonly text: string }[] {
  const lines = linesOf(member.file);
  return lineRange(member.line, Math.min(member.endLine, lines.length)).map(({ line }) => ({ line, text: lines[line - 1] ?? '' }));
}

function placeOf({ symbol, file, line, endLine }: Place): Place {
  return { symbol, file, line, endLine };
}
