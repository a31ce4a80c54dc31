import type { Finding } from '../model/finding.js';
import { escaped } from './escape.js';
import { groupBy } from './group-by.js';
import { itemsOf, labelOf } from './items.js';
import { firstSentence } from './prose.js';
import type { Report, RowResult } from './report.js';

/** A row, or a file with findings, as a test case. */
interface Case {
  readonly className: string;
  readonly name: string;
  readonly at: { readonly file: string; readonly line: number } | undefined;
  readonly findings: readonly Finding[];
  /** Why the row may not be promoted, beside its findings. */
  readonly refused: readonly string[];
  /** Why there was nothing to judge; undefined if there was. */
  readonly skipped: string | undefined;
}

/**
 * JUnit's XML: one suite for the scope, a case for every row. Errors fail a case, as does a refused promotion, in one `failure`,
 * of which many readers take the first only; warnings and notes are its output. No times, so that the same report gives the same bytes.
 */
export function junit(report: Report): string {
  const cases = casesOf(report);
  const failures = cases.filter((each) => failureOf(each).length > 0).length;
  const skipped = cases.filter((each) => failureOf(each).length === 0 && each.skipped !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="parity" ${counts}>`,
    `  <testsuite name="${escaped(`parity ${report.scope.label}`)}" ${counts}>`,
    ...cases.flatMap(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf(report: Report): readonly Case[] {
  const byItem = groupBy(report.findings, ({ item }) => item);
  const reasons = new Map(report.verdict?.reasons?.map(({ item, reasons }) => [item, reasons]));
  const refused = new Set(report.verdict?.refused);
  const ofRow = (result: RowResult): Case => {
    const { row, state, csharp, go } = result;
    return {
      className: row.dotnetClass || '(not mapped)',
      name: `${row.item} ${row.name}`,
      at: csharp ?? go,
      findings: byItem.get(row.item) ?? [],
      refused: refused.has(row.item) ? (reasons.get(row.item) ?? ['the promotion is refused']) : [],
      skipped: state === 'not-judged' ? `not judged: the status ${row.status} claims nothing` : undefined,
    };
  };
  const files = itemsOf(report)
    .filter(({ row }) => row === undefined)
    .map((item): Case => {
      const at = item.findings[0]?.location;
      return { className: 'files', name: labelOf(item), at, findings: item.findings, refused: [], skipped: undefined };
    });
  return [...report.rows.map(ofRow), ...files];
}

/** Lines that say why a case fails; none if it does not. */
function failureOf({ findings, refused }: Case): readonly string[] {
  return [...findings.filter(({ level }) => level === 'error').map(line), ...refused.map((reason) => `promotion refused: ${reason}`)];
}

function testCase(each: Case): readonly string[] {
  const { className, name, at, findings, skipped } = each;
  const place = at ? ` file="${escaped(at.file)}" line="${at.line}"` : '';
  const open = `    <testcase classname="${escaped(className)}" name="${escaped(name)}"${place}`;
  const content = [...failure(each), ...output(findings)];
  if (content.length === 0 && skipped !== undefined) content.push(`      <skipped message="${escaped(skipped)}"/>`);
  return content.length === 0 ? [`${open}/>`] : [`${open}>`, ...content, '    </testcase>'];
}

function failure(each: Case): readonly string[] {
  const lines = failureOf(each);
  if (lines.length === 0) return [];
  const errors = each.findings.filter(({ level }) => level === 'error');
  const [first] = errors;
  const message = first === undefined ? (lines[0] ?? '') : firstSentence(first.message);
  const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
  const type = [...new Set(errors.map(({ rule }) => rule))].join(' ') || 'promotion';
  return [`      <failure message="${escaped(message + more)}" type="${escaped(type)}">${lines.map(escaped).join('\n')}</failure>`];
}

function output(findings: readonly Finding[]): readonly string[] {
  const lines = findings.filter(({ level }) => level !== 'error').map(line);
  return lines.length === 0 ? [] : [`      <system-out>${lines.map(escaped).join('\n')}</system-out>`];
}

function line({ level, rule, message, location, focus }: Finding): string {
  return `${level}[${rule}]: ${message} (${location.file}:${focus ?? location.line})`;
}
