import picocolors from 'picocolors';
import type { Colors, Formatter } from 'picocolors/types.js';
import type { Evidence } from '../model/evidence.js';
import { type Finding, LEVELS, type Level } from '../model/finding.js';
import type { Row } from '../model/row.js';
import { type Cell, cellsOf, wrap } from './columns.js';
import { isWithin, type LinesOf, linesFrom } from './excerpt.js';
import { counterpartOf } from './items.js';
import { fixOf } from './prose.js';
import type { Place, TextOf } from './report.js';
import { linesIn, type RowPage, type Side } from './row-page.js';
import { visible } from './sanitize.js';
import { levelColor, messageLines } from './text.js';

/** Terminals as wide as this show both sides beside each other. */
const MIN_COLUMNS = 120;
const DEFAULT_WIDTH = 100;
const SEPARATOR = ' | ';

export interface RowTextOptions {
  readonly color: boolean;
  /** Columns of the terminal; undefined for a pipe or a file, which get lines of any length. */
  readonly width?: number | undefined;
}

/** The row for a terminal: what it claims, Go and C# side by side where there is room, then the findings with what to do. */
export function rowText(page: RowPage, textOf: TextOf, options: RowTextOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = options.width ?? DEFAULT_WIDTH;
  const linesOf = linesFrom(textOf);
  const isWide = options.width !== undefined && options.width >= MIN_COLUMNS;
  const sections = [
    claim(page, colors, width),
    ...(isWide
      ? [beside(page, linesOf, colors, width)]
      : [side('Go', page.go, page, linesOf, colors), side('C#', page.csharp, page, linesOf, colors)].map(texts)),
    findings(page, colors, width),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function claim({ result, batches, dependsOn, dependents, overrides, evidence }: RowPage, colors: Colors, width: number): readonly string[] {
  const { row } = result;
  const facts: readonly (readonly [string, string])[] = [
    [
      'Go',
      `${row.goFile}${row.goLine === undefined ? '' : `:${row.goLine}`} ${[row.goClass, row.goMethod].filter((name) => name !== '').join('.')}`,
    ],
    ['C#', `${row.dotnetProject} ${counterpartOf(result)}`],
    ['batches', batches.map(({ id, name }) => `${id} ${name}`.trim()).join(', ')],
    ['depends on', dependsOn.map(mention).join(', ')],
    ['tested by', dependents.map(mention).join(', ')],
    ['notes', row.notes],
    ...overrides.map(
      ({ auditStatus, requestedStatus, comment }) => ['override', `${auditStatus} -> ${requestedStatus}: ${comment}`] as const,
    ),
    ...evidence.map((each) => ['promoted', recorded(each)] as const),
    ['matched by', result.evidence.join('; ')],
  ];
  const known = facts.filter(([, value]) => value.trim() !== '');
  const label = Math.max(...known.map(([name]) => name.length));
  return [
    `${colors.bold(`${row.item} ${visible(row.name)}`)}  ${colors.cyan(row.status)}`,
    ...known.flatMap(([name, value]) => {
      const [first = '', ...rest] = wrap(visible(value.trim()), width - label - 4);
      return [`  ${colors.dim(name.padEnd(label))}  ${first}`, ...rest.map((line) => `${' '.repeat(label + 4)}${line}`)];
    }),
  ];
}

function mention({ item, name, status }: Row): string {
  return `${item} ${name} (${status})`;
}

function recorded({ status, results, promotion, isCurrent, isIntact, isWithdrawn }: Evidence): string {
  const doubts = [isWithdrawn ? ', withdrawn' : '', isCurrent ? '' : ', for another mapping', isIntact ? '' : ', edited'].join('');
  return [`${status} ${promotion.createdAt.slice(0, 10)}${doubts}`, promotion.report, ...results].filter((part) => part !== '').join('; ');
}

/** A line of a column: the text as printed, and the columns that it takes. */
interface Line {
  readonly text: string;
  readonly width: number;
}

function beside(page: RowPage, linesOf: LinesOf, colors: Colors, width: number): readonly string[] {
  const columns = (widths: readonly [number, number]) =>
    [side('Go', page.go, page, linesOf, colors, widths[0]), side('C#', page.csharp, page, linesOf, colors, widths[1])] as const;
  const room = width - SEPARATOR.length;
  const [goWidth = 0, csharpWidth = 0] = columns([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]).map((lines) =>
    lines.reduce((widest, line) => Math.max(widest, line.width), 0),
  );
  const goRoom = Math.max(Math.floor(room / 2), room - csharpWidth);
  const column = Math.min(goWidth, goRoom);
  const [left, right] = columns([column, room - column]);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [go, csharp] = [left[index] ?? { text: '', width: 0 }, right[index]?.text ?? ''];
    return `${go.text}${' '.repeat(column - go.width)}${colors.dim(SEPARATOR)}${csharp}`.trimEnd();
  });
}

/** @param width of the column; lines that are longer are broken. Undefined: they stay whole */
function side(name: string, { members, problem }: Side, page: RowPage, linesOf: LinesOf, colors: Colors, width?: number): readonly Line[] {
  const plain = (text: string, paint: Formatter) => broken(cellsOf(text), width).map((line) => ({ ...line, text: paint(line.text) }));
  if (members.length === 0) return [...plain(name, colors.bold), ...plain(`  ${problem}`, colors.red)];
  const gutter = Math.max(...members.map(({ endLine }) => String(endLine).length));
  return members.flatMap((member, index) => {
    const marks = marksIn(member, page.report.findings);
    const lines = linesIn(member, linesOf);
    // A column has no room for how deep the member's type stands.
    const indent = width === undefined ? 0 : commonIndent(lines.map(({ text }) => text)).length;
    const code = lines.flatMap(({ line, text }) => codeLine(line, text.slice(indent), gutter, marks.get(line), colors, width));
    const title = `${name}  ${member.file}:${member.line === member.endLine ? member.line : `${member.line}-${member.endLine}`}`;
    return [...(index > 0 ? [{ text: '', width: 0 }] : []), ...plain(title, colors.bold), ...code];
  });
}

/** ` 120 | source`, with `>` before the number where a finding points. */
function codeLine(line: number, text: string, gutter: number, level: Level | undefined, colors: Colors, width?: number): readonly Line[] {
  const start = gutter + 5;
  const paint = level === undefined ? String : levelColor(level, colors);
  const number = `${level === undefined ? ' ' : '>'} ${String(line).padStart(gutter)}`;
  const pieces = broken(cellsOf(text.trimEnd()), width === undefined ? undefined : width - start);
  return pieces.map((piece, index) => ({
    text: `${index === 0 ? (level === undefined ? colors.blue(number) : paint(number)) : ' '.repeat(gutter + 2)}${colors.blue(' |')} ${paint(piece.text)}`,
    width: start + piece.width,
  }));
}

/** The cells in lines of at most `width` columns, broken after a space where one is near the end; at least one line. */
function broken(cells: readonly Cell[], width = Number.POSITIVE_INFINITY): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (let over = fittingEnd(cells, from, width); over < cells.length; over = fittingEnd(cells, from, width)) {
    const fitting = cells.slice(from, over);
    const space = fitting.findLastIndex(({ text }) => text === ' ');
    const line = space > fitting.length / 2 ? fitting.slice(0, space + 1) : fitting;
    lines.push(lineOf(line));
    from += line.length;
  }
  return [...lines, lineOf(cells.slice(from))];
}

/** Where the cells from `from` on no longer fit; after one cell at least. */
function fittingEnd(cells: readonly Cell[], from: number, width: number): number {
  let room = width;
  for (let index = from; index < cells.length; index++) {
    room -= cells[index]?.width ?? 0;
    if (room < 0) return Math.max(from + 1, index);
  }
  return cells.length;
}

function lineOf(cells: readonly Cell[]): Line {
  return { text: cells.map(({ text }) => text).join(''), width: cells.reduce((sum, cell) => sum + cell.width, 0) };
}

/** The white space that all lines begin with, blank ones aside. */
function commonIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  return indents.reduce((shared, indent) => {
    let length = 0;
    while (length < shared.length && shared[length] === indent[length]) length++;
    return shared.slice(0, length);
  }, indents[0] ?? '');
}

/** The most severe level of what points at a line. */
function marksIn(member: Place, findings: readonly Finding[]): ReadonlyMap<number, Level> {
  const lightFirst = [...LEVELS].reverse().flatMap((level) => findings.filter((finding) => finding.level === level));
  return new Map(
    lightFirst
      .map(({ level, location, focus }) => ({ level, file: location.file, line: focus ?? location.line }))
      .filter((spot) => isWithin(spot, member))
      .map(({ level, line }) => [line, level]),
  );
}

function findings({ report, result }: RowPage, colors: Colors, width: number): readonly string[] {
  const accepted = (report.suppressed ?? []).map(({ finding, reason }) => `accepted: ${finding.rule}: ${reason}`);
  const rest = accepted.flatMap((line) => ['', ...wrap(visible(line), width - 4).map(indented)]);
  if (report.findings.length === 0) return [colors.green('no findings'), ...rest];
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const blocks = report.findings.map((finding) => {
    const rule = rules.get(finding.rule);
    const fix = rule ? fixOf(rule) : '';
    const elsewhere = finding.related.filter((spot) => !isWithin(spot, result.go));
    return [
      ...messageLines(finding, colors, width),
      `    ${colors.blue('-->')} ${visible(finding.location.file)}:${finding.focus ?? finding.location.line}`,
      ...elsewhere.map((spot) => `    ${colors.blue('=')} ${visible(`${spot.message.replace(/\.$/, '')}: ${spot.file}:${spot.line}`)}`),
      ...(fix === '' ? [] : wrap(`How to fix: ${visible(fix)}`, width - 4).map(indented)),
    ];
  });
  return [...blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block])), ...rest];
}

function indented(line: string): string {
  return `    ${line}`;
}

function texts(lines: readonly Line[]): readonly string[] {
  return lines.map(({ text }) => text.trimEnd());
}
