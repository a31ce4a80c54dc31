import { readFileSync } from 'node:fs';
import { codeOf, Refusal, reasonOf } from '../errors.js';
import type { Digests } from '../report/report.js';

/** What a report says that can be compared with what is true now. Undefined: the report does not say it. */
export interface ReportClaims {
  readonly version: string;
  readonly target: string | undefined;
  /** `feature/955`, `test/351`: the rows that it judged. */
  readonly items: ReadonlySet<string>;
  readonly digests: Partial<Digests>;
  readonly allowed: boolean | undefined;
  /** One text for each finding, in the order of the report. */
  readonly findings: readonly string[];
}

type Json = { readonly [key: string]: unknown };

/**
 * Reads a report that `parity check` wrote, JSON or SARIF.
 * @throws Refusal when it is neither
 */
export function readReport(file: string): ReportClaims {
  const value = object(parsed(file));
  if (Array.isArray(value['runs'])) return sarifClaims(value, file);
  if (value['version'] === 1 && Array.isArray(value['rows'])) return jsonClaims(value);
  throw new Refusal(`${file} is no report of parity`, 'make one with `parity check … --to STATUS -o report.json`');
}

/** The text of a finding that both formats hold. */
export function findingText(finding: {
  readonly rule: string;
  readonly level: string;
  readonly item: string;
  readonly fingerprint: string;
}) {
  return `${finding.level} ${finding.rule} ${finding.item} ${finding.fingerprint}`;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Refusal(`the report ${file} does not exist`);
    throw new Refusal(`the report ${file} cannot be read: ${reasonOf(error)}`);
  }
}

function jsonClaims(report: Json): ReportClaims {
  return {
    version: text(object(report['tool'])['version']),
    target: optional(report['target']),
    items: new Set(list(report['rows']).map((row) => text(object(row)['item']))),
    digests: object(report['digests']) as Partial<Digests>,
    allowed: allowedOf(report['verdict']),
    findings: list(report['findings']).map((each) => {
      const finding = object(each);
      return findingText({
        rule: text(finding['rule']),
        level: text(finding['level']),
        item: text(finding['item']),
        fingerprint: text(finding['fingerprint']),
      });
    }),
  };
}

function sarifClaims(log: Json, file: string): ReportClaims {
  const [run] = list(log['runs']).map(object);
  const driver = object(object(run?.['tool'])['driver']);
  const properties = object(object(run?.['properties'])['parity']);
  if (driver['name'] !== 'parity') throw new Refusal(`${file} is no report of parity`);
  const rows = object(properties['rows']);
  return {
    version: text(driver['semanticVersion']),
    target: optional(object(properties['verdict'])['target']),
    items: new Set([...idsOf('feature', text(rows['features'])), ...idsOf('test', text(rows['tests']))]),
    digests: object(properties['digests']) as Partial<Digests>,
    allowed: allowedOf(properties['verdict']),
    findings: list(run?.['results'])
      .map(object)
      .filter((result) => list(result['suppressions']).length === 0)
      .map((result) =>
        findingText({
          rule: text(result['ruleId']),
          level: text(result['level']),
          item: text(object(result['properties'])['item']),
          fingerprint: text(object(result['partialFingerprints'])['parity/v1']),
        }),
      ),
  };
}

const LARGEST_RANGE = 1_000_000;

function* idsOf(kind: 'feature' | 'test', ranges: string): Iterable<string> {
  for (const range of ranges.split(',').filter((part) => part !== '')) {
    const [from = 0, to = from] = range.split('-').map(Number);
    for (let id = from; id <= to && id - from < LARGEST_RANGE; id++) yield `${kind}/${id}`;
  }
}

function object(value: unknown): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function optional(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function allowedOf(verdict: unknown): boolean | undefined {
  const { allowed } = object(verdict);
  return typeof allowed === 'boolean' ? allowed : undefined;
}
