import type { Finding, Level, Location, RelatedLocation } from '../model/finding.js';
import type { Status } from '../model/row.js';
import { type Counts, countsOf } from './counts.js';
import type { Digests, Place, Report, RowResult, ScopeSummary, SourceCount, Verdict } from './report.js';
import { jsonText } from './sanitize.js';

/** What `json` prints. Version 1 only ever gets new keys; what is not known is null. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: Report['tool'];
  readonly scope: ScopeSummary;
  /** The status asked for with `--to`. */
  readonly target: Status | null;
  readonly verdict: Verdict | null;
  readonly counts: Counts;
  readonly sources: { readonly go: SourceCount; readonly csharp: SourceCount };
  readonly rows: readonly JsonRow[];
  readonly findings: readonly JsonFinding[];
  /** Findings that a waiver or the baseline accepts; null without `--include-suppressed`. */
  readonly suppressed: readonly JsonSuppressed[] | null;
  readonly digests: Digests;
}

export interface JsonRow {
  readonly item: string;
  readonly kind: 'feature' | 'test';
  readonly id: number;
  readonly module: number | null;
  readonly name: string;
  readonly status: Status;
  readonly state: RowResult['state'];
  /** What the row says, as written in the database. */
  readonly claim: {
    readonly go: { readonly file: string; readonly class: string; readonly method: string; readonly line: number | null };
    readonly csharp: { readonly project: string; readonly class: string; readonly method: string };
  };
  /** What was found in the sources. */
  readonly go: Place | null;
  readonly csharp: Place | null;
  readonly evidence: readonly string[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly level: Level;
  readonly item: string;
  readonly title: string;
  readonly status: Status | null;
  readonly message: string;
  readonly location: Location;
  /** The line that shows the fault, when it is another than the location's. */
  readonly focus: number | null;
  readonly related: readonly RelatedLocation[];
  readonly fingerprint: string;
}

export interface JsonSuppressed {
  readonly kind: 'inSource' | 'external';
  readonly reason: string;
  readonly finding: JsonFinding;
}

/** The report as a `JsonReport`; keys are in the order of the interfaces above. */
export function json(report: Report): string {
  const { tool, scope, sources, digests, verdict } = report;
  const document: JsonReport = {
    version: 1,
    tool: { name: tool.name, version: tool.version, informationUri: tool.informationUri },
    scope: { id: scope.id, label: scope.label, candidates: scope.candidates },
    target: report.target ?? null,
    verdict: verdict ?? null,
    counts: countsOf(report),
    sources: { go: sourceCount(sources.go), csharp: sourceCount(sources.csharp) },
    rows: report.rows.map(jsonRow),
    findings: report.findings.map(jsonFinding),
    suppressed: report.suppressed?.map(({ kind, reason, finding }) => ({ kind, reason, finding: jsonFinding(finding) })) ?? null,
    digests,
  };
  return jsonText(document);
}

/** A row, its keys in the order of the interface. */
export function jsonRow({ row, state, go, csharp, evidence }: RowResult): JsonRow {
  return {
    item: row.item,
    kind: row.kind,
    id: row.id,
    module: row.module ?? null,
    name: row.name,
    status: row.status,
    state,
    claim: {
      go: { file: row.goFile, class: row.goClass, method: row.goMethod, line: row.goLine ?? null },
      csharp: { project: row.dotnetProject, class: row.dotnetClass, method: row.dotnetMethod },
    },
    go: go ? place(go) : null,
    csharp: csharp ? place(csharp) : null,
    evidence,
  };
}

/** A finding, likewise. */
export function jsonFinding(finding: Finding): JsonFinding {
  return {
    rule: finding.rule,
    level: finding.level,
    item: finding.item,
    title: finding.title,
    status: finding.status ?? null,
    message: finding.message,
    location: location(finding.location),
    focus: finding.focus ?? null,
    related: finding.related.map((spot) => ({ ...location(spot), message: spot.message })),
    fingerprint: finding.fingerprint,
  };
}

function place({ symbol, file, line, endLine }: Place): Place {
  return { symbol, file, line, endLine };
}

function location({ file, line, column, endColumn }: Location): Location {
  return { file, line, column, endColumn };
}

function sourceCount({ files, routines, unreadable }: SourceCount): SourceCount {
  return { files, routines, unreadable };
}
