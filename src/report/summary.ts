import type { Colors } from 'picocolors/types.js';
import { type Finding, LEVELS } from '../model/finding.js';
import { STATUSES } from '../model/row.js';
import { widthOf, wrap } from './columns.js';
import { countsByRule, countsOf } from './counts.js';
import type { Report } from './report.js';
import { visible } from './sanitize.js';

const MAX_REFUSED = 5;
const MAX_REASONS = 20;

/** The whole report in one line: `batch 11: 4 errors, 1 note; 20 rows judged, 3 with findings, 17 clean`. */
export function headline(report: Report): string {
  const { rows, judged, clean, withFindings, findings, byLevel } = countsOf(report);
  const scope = visible(report.scope.label);
  if (rows === 0 && findings === 0) return `${scope}: no rows, nothing was judged`;
  const judgedRows = judged === 0 ? 'no row judged' : `${count(judged, 'row')} judged`;
  if (findings === 0) return `${scope}: ${judgedRows}, no findings`;
  const levels = LEVELS.filter((level) => byLevel[level] > 0).map((level) => count(byLevel[level], level));
  return `${scope}: ${levels.join(', ')}; ${judgedRows}, ${withFindings} with findings, ${clean} clean`;
}

/**
 * What a person needs to act: how much, of what, what could not be judged, and what to do next.
 * @param given options that the commands to go on with need
 */
export function summary(report: Report, colors: Colors, width: number, given = ''): readonly string[] {
  const paint = { bad: colors.red, doubtful: colors.yellow, good: colors.green }[outcomeOf(report)];
  const title = wrap(headline(report), width).map((line) => colors.bold(paint(line)));
  return sections([
    title,
    ruleTable(report.findings, colors),
    remarks(report).flatMap((remark) => wrap(remark, width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)),
    nextSteps(report.findings, colors, given),
  ]);
}

/** Good only if something was judged, nothing was found and nothing is refused. */
export function outcomeOf(report: Report): 'bad' | 'doubtful' | 'good' {
  const { judged, findings, byLevel } = countsOf(report);
  if (byLevel.error > 0 || report.verdict?.allowed === false) return 'bad';
  return findings > 0 || judged === 0 ? 'doubtful' : 'good';
}

function sections(parts: readonly (readonly string[])[]): readonly string[] {
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}

/** One line for each rule and level, the most severe and most frequent first. */
function ruleTable(findings: readonly Finding[], colors: Colors): readonly string[] {
  if (findings.length === 0) return [];
  const rows = countsByRule(findings).map(
    ({ rule, level, findings, items }) => [visible(rule), level, String(findings), String(items.length)] as const,
  );
  const [head = '', ...body] = table([['rule', 'level', 'findings', 'rows'], ...rows]);
  return [colors.dim(head), ...body];
}

function table(rows: readonly (readonly [string, string, string, string])[]): readonly string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const pad = (cell: string, column: number) => ' '.repeat((widths[column] ?? 0) - widthOf(cell));
  return rows.map(([rule, level, findings, items]) => {
    const numbers = `${pad(findings, 2)}${findings}  ${pad(items, 3)}${items}`;
    return `  ${rule}${pad(rule, 0)}  ${level}${pad(level, 1)}  ${numbers}`;
  });
}

/** What the findings alone do not say, one line each, with nothing hidden in it. */
export function remarks(report: Report): readonly string[] {
  return [...verdict(report), ...circumstances(report)];
}

/** How the findings have to be read: what was not there to judge, and what is accepted. */
export function circumstances(report: Report): readonly string[] {
  const { states } = countsOf(report);
  const counterparts = [
    [states['missing-csharp'], 'without a C# member'],
    [states['missing-go'], 'without a Go function'],
    [states.unmapped, 'not mapped'],
    [states.ambiguous, 'ambiguous'],
    [states.unreadable, 'in code that could not be read'],
  ] as const;
  return [
    ...list('rows', counterparts),
    ...notJudged(report),
    ...unreadable('Go', report.sources.go),
    ...unreadable('C#', report.sources.csharp),
    ...accepted(report),
  ];
}

function verdict({ target, verdict }: Report): readonly string[] {
  if (!verdict) return [];
  const what = target ? `promotion to ${target}` : 'promotions of this change';
  if (verdict.allowed) return [`${what}: allowed`];
  const { refused } = verdict;
  const named = refused.slice(0, MAX_REFUSED).join(', ');
  const more = refused.length > MAX_REFUSED ? ` and ${refused.length - MAX_REFUSED} more` : '';
  const { reasons = [], problems = [] } = verdict;
  const left = reasons.length - MAX_REASONS;
  return [
    `${what}: refused${refused.length > 0 ? ` for ${named}${more}` : ''}`,
    ...problems.map(visible),
    ...reasons.slice(0, MAX_REASONS).map((each) => `${each.item}: ${visible(each.reasons.join('; '))}`),
    ...(left > 0 ? [`and ${left} more: the JSON report has all`] : []),
  ];
}

function notJudged({ rows }: Report): readonly string[] {
  const left = rows.filter(({ state }) => state === 'not-judged');
  if (left.length === 0) return [];
  const byStatus = STATUSES.map((status) => [left.filter(({ row }) => row.status === status).length, status] as const);
  return [`${count(left.length, 'row')} not judged, as the status claims nothing: ${amounts(byStatus)}`];
}

function unreadable(language: string, { files, unreadable }: Report['sources']['go']): readonly string[] {
  return unreadable === 0 ? [] : [`${unreadable} of ${count(files, `${language} file`)} did not parse in full`];
}

function accepted(report: Report): readonly string[] {
  const { inSource, external } = countsOf(report).accepted;
  return list('findings accepted', [
    [inSource, 'by a waiver'],
    [external, 'by the baseline'],
  ]);
}

function list(label: string, parts: readonly (readonly [number, string])[]): readonly string[] {
  const text = amounts(parts);
  return text === '' ? [] : [`${label}: ${text}`];
}

function amounts(parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, what]) => `${amount} ${what}`)
    .join(', ');
}

function nextSteps(findings: readonly Finding[], colors: Colors, given: string): readonly string[] {
  const worst = LEVELS.map((level) => findings.filter((finding) => finding.level === level)).find((ofLevel) => ofLevel.length > 0);
  if (!worst?.[0]) return [];
  const ofRow = worst.find(({ item }) => /^(feature|test)\//.test(item));
  const show = ofRow ? [[`parity show ${ofRow.item.replace(/^feature\//, '')} ${visible(given)}`.trimEnd(), 'Go and C# side by side']] : [];
  const { rule } = ofRow ?? worst[0];
  const steps = [...show, [`parity explain ${visible(rule)}`, 'why this is a finding, and how to fix it']];
  const width = Math.max(...steps.map(([command = '']) => command.length));
  return steps.map(([command = '', what], index) => `${index === 0 ? 'Next: ' : '      '}${colors.bold(command.padEnd(width))}  ${what}`);
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
