import type { Invocation, Location, Log, PhysicalLocation, PropertyBag, ReportingDescriptor, Result, Run, Suppression } from 'sarif';
import { type Finding, LEVELS, type Location as Spot } from '../model/finding.js';
import { countsOf } from './counts.js';
import { groupBy } from './group-by.js';
import { lineHashesOf } from './line-hash.js';
import type { Report, RowResult, RuleInfo, TextOf } from './report.js';
import { jsonText, uriOf, visible } from './sanitize.js';

// GitHub code scanning's limits.
const MAX_RESULTS = 25_000;
const MAX_NAME = 255;
const MAX_DESCRIPTION = 1024;

// Viewers and the multitool refuse files above some 10 MB; indentation is half of the size.
const MAX_INDENTED = 1000;

const SEVERITY = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

export interface SarifOptions {
  /** Results above this number are left out, the least severe first. */
  readonly maxResults?: number;
}

/** A SARIF 2.1.0 log with one run, as GitHub code scanning wants it. The same report gives the same bytes. */
export function sarif(report: Report, textOf: TextOf, options: SarifOptions = {}): string {
  const accepted = new Map<Finding, Suppression>(
    (report.suppressed ?? []).map(({ finding, kind, reason }) => [finding, { kind, justification: visible(reason) }]),
  );
  const all = [...report.findings, ...accepted.keys()];
  const findings = mostSevere(all, options.maxResults ?? MAX_RESULTS);
  const context: Context = {
    ruleIndex: new Map(report.rules.map(({ id }, index) => [id, index])),
    rows: new Map(report.rows.map((row) => [row.row.item, row])),
    hashOf: lineHashes(findings, textOf),
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(report) },
        automationDetails: { id: `parity/${report.scope.id}/` },
        invocations: [invocation(report, all.length, findings.length)],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, accepted.get(finding), context)),
        properties: { parity: parityProperties(report) },
      } satisfies Run,
    ],
  };
  return jsonText(log, findings.length > MAX_INDENTED ? 0 : 2);
}

interface Context {
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, RowResult>;
  readonly hashOf: (spot: Spot) => string | undefined;
}

function driver({ tool, rules }: Report): Run['tool']['driver'] {
  return {
    name: tool.name,
    semanticVersion: tool.version,
    informationUri: tool.informationUri,
    rules: rules.map((rule) => descriptor(rule, tool.informationUri)),
  };
}

function descriptor(rule: RuleInfo, informationUri: string): ReportingDescriptor {
  return {
    id: rule.id,
    name: clip(pascalCase(rule.id), MAX_NAME),
    shortDescription: { text: clip(rule.summary, MAX_DESCRIPTION) },
    fullDescription: { text: clip(firstParagraph(rule.markdown) || rule.summary, MAX_DESCRIPTION) },
    help: { text: rule.markdown || rule.summary, markdown: rule.markdown || rule.summary },
    helpUri: `${informationUri.replace(/\/*(#.*)?$/, '')}/blob/main/rules/${rule.id}.md`,
    defaultConfiguration: { level: rule.defaultLevel },
    properties: {
      tags: ['parity', 'porting', rule.category],
      precision: rule.precision,
      'problem.severity': SEVERITY[rule.level],
    },
  };
}

function invocation({ rules }: Report, found: number, kept: number): Invocation {
  const overrides = rules.flatMap(({ id, level, defaultLevel }, index) =>
    level === defaultLevel ? [] : [{ descriptor: { id, index }, configuration: { level } }],
  );
  const notification = {
    level: 'warning',
    message: { text: `Kept the ${kept} most severe of ${found} results, as code scanning takes no more.` },
  } as const;
  return {
    executionSuccessful: true,
    ...(overrides.length > 0 && { ruleConfigurationOverrides: overrides }),
    ...(kept < found && { toolExecutionNotifications: [notification] }),
  };
}

function result(finding: Finding, suppression: Suppression | undefined, { ruleIndex, rows, hashOf }: Context): Result {
  const row = rows.get(finding.item);
  const related = relatedLocations(finding);
  const hash = hashOf(finding.location);
  return {
    ruleId: finding.rule,
    ruleIndex: ruleIndex.get(finding.rule) ?? -1,
    level: finding.level,
    message: { text: messageText(finding, row) },
    locations: [{ physicalLocation: physicalLocation(finding.location) }],
    ...(related.length > 0 && { relatedLocations: related }),
    partialFingerprints: { ...(hash !== undefined && { primaryLocationLineHash: hash }), 'parity/v1': finding.fingerprint },
    ...(suppression && { suppressions: [suppression] }),
    properties: { item: finding.item, ...(finding.status !== undefined && { status: finding.status }) },
  };
}

function relatedLocations({ related }: Finding): Location[] {
  return related.map((spot, index) => ({
    id: index + 1,
    physicalLocation: physicalLocation(spot),
    message: { text: plainText(spot.message) },
  }));
}

function physicalLocation({ file, line, column, endColumn }: Spot): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column, endLine: line, endColumn },
  };
}

/** GitHub shows a related location only if the message links to it, so the Go function's is linked from its name. */
function messageText(finding: Finding, row: RowResult | undefined): string {
  const message = plainText(finding.message);
  const name = row?.go?.symbol ?? finding.title;
  const id = finding.related.findIndex((spot) => isGoFunction(spot, row)) + 1;
  if (id === 0 || name === '') return message;
  const mention = `\`${plainText(name)}\``;
  const link = `[${linkText(name)}](${id})`;
  return message.includes(mention) ? message.replace(mention, () => link) : `${message} Go: ${link}.`;
}

function isGoFunction({ file, line }: Spot, row: RowResult | undefined): boolean {
  const go = row?.go;
  return go ? file === go.file && line >= go.line && line <= go.endLine : file.endsWith('.go');
}

/** Text that no viewer takes for a placeholder (`{0}`) or a link (`](`). */
function plainText(text: string): string {
  return visible(text)
    .replace(/\{(\d+)\}/g, '{{$1}}')
    .replaceAll('](', '] (');
}

function linkText(text: string): string {
  return visible(text).replace(/[\\[\]]/g, '\\$&');
}

function lineHashes(findings: readonly Finding[], textOf: TextOf): Context['hashOf'] {
  const byFile = groupBy(
    findings.map(({ location }) => location),
    ({ file }) => file,
  );
  const hashes = new Map<string, ReadonlyMap<number, string>>();
  for (const [file, spots] of byFile) {
    const text = textOf(file);
    if (text !== undefined) hashes.set(file, lineHashesOf(text, new Set(spots.map(({ line }) => line))));
  }
  return ({ file, line }) => hashes.get(file)?.get(line);
}

/** At most `limit` findings, in their order. */
function mostSevere(findings: readonly Finding[], limit: number): readonly Finding[] {
  if (findings.length <= limit) return findings;
  const bySeverity = LEVELS.flatMap((level) => [...findings.keys()].filter((index) => findings[index]?.level === level));
  const kept = new Set(bySeverity.slice(0, limit));
  return findings.filter((_, index) => kept.has(index));
}

function parityProperties(report: Report): PropertyBag {
  const { scope, digests, target, verdict } = report;
  return {
    scope: { id: scope.id, label: scope.label, candidates: scope.candidates },
    counts: countsOf(report),
    rows: { features: idRanges(report, 'feature'), tests: idRanges(report, 'test') },
    digests,
    ...((target || verdict) && { verdict: { ...(target && { target }), ...verdict } }),
  };
}

/** Ids as on the command line: `955-958,960`. */
function idRanges({ rows }: Report, kind: 'feature' | 'test'): string {
  const ranges: [from: number, to: number][] = [];
  for (const { row } of rows) {
    if (row.kind !== kind) continue;
    const last = ranges.at(-1);
    if (last !== undefined && row.id === last[1] + 1) last[1] = row.id;
    else ranges.push([row.id, row.id]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

function firstParagraph(markdown: string): string {
  const paragraphs = markdown.replace(/^#.*$/gm, '').split(/\n\s*\n/);
  return (paragraphs.find((paragraph) => paragraph.trim() !== '') ?? '').trim().replace(/\s+/g, ' ');
}

function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
