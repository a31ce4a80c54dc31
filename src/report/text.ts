import picocolors from 'picocolors';
import type { Colors, Formatter } from 'picocolors/types.js';
import type { Finding, Level, Location } from '../model/finding.js';
import { bar, codeFrame, type FrameStyle } from './code-frame.js';
import { widthOf, wrap } from './columns.js';
import { CODE_LINES, isWithin, type LinesOf, lineRange, linesAround, linesFrom, primarySpot } from './excerpt.js';
import { counterpartOf, type Item, itemsOf, labelOf, titleOf } from './items.js';
import type { Place, Report, RowResult, TextOf } from './report.js';
import { visible } from './sanitize.js';
import { headline, summary } from './summary.js';

const DEFAULT_WIDTH = 100;
const MIN_WIDTH = 40;
/** Under a row's header nothing starts at the first column. */
const INDENT = 2;

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; 100 if not given. */
  readonly width?: number | undefined;
  /** Errors only, and the summary in one line. */
  readonly quiet?: boolean | undefined;
  /** Options that the commands to go on with need: `--root ../port`. */
  readonly given?: string | undefined;
}

/** The report for a terminal: the rows with findings, each with its code, then a summary. No character of the sources reaches the terminal as a control. */
export function text(report: Report, textOf: TextOf, options: TextOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.max(MIN_WIDTH, options.width ?? DEFAULT_WIDTH);
  const page: Page = { colors, width, linesOf: linesFrom(textOf) };
  const findings = options.quiet ? report.findings.filter(({ level }) => level === 'error') : report.findings;
  const blocks = itemsOf(report, findings).map((item) => itemBlock(item, page));
  const end = options.quiet ? wrap(headline(report), width) : summary(report, colors, width, options.given);
  return `${[...blocks, end].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

interface Page {
  readonly colors: Colors;
  readonly width: number;
  readonly linesOf: LinesOf;
}

function itemBlock(item: Item, page: Page): readonly string[] {
  const { findings, row } = item;
  const style = frameStyle(findings, row, page);
  return [
    ...header(item, page),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, row, style, page)]),
    ...(row?.go && !findings.some((finding) => isWithin(finding.location, row.go)) ? ['', ...goLines(row.go, style, page)] : []),
  ];
}

function header(item: Item, { colors, width }: Page): readonly string[] {
  const [label, title] = [visible(labelOf(item)), visible(titleOf(item))];
  if (!item.row) return [`${colors.bold(label)}${title === '' ? '' : ` ${title}`}`];
  const { status } = item.row.row;
  const start = `${colors.bold(`${label} ${title}`)}  ${colors.cyan(status)}`;
  const target = `-> ${visible(counterpartOf(item.row))}`;
  const fits = widthOf(`${label} ${title}  ${status}  ${target}`) <= width;
  return fits ? [`${start}  ${target}`] : [start, `  ${target}`];
}

function findingLines(finding: Finding, row: RowResult | undefined, style: FrameStyle, page: Page): readonly string[] {
  const lines = page.linesOf(finding.location.file);
  const spot = primarySpot(finding, lines);
  return [
    ...messageLines(finding, page.colors, page.width),
    arrow(place(finding.location.file, spot.line, spot.column), style),
    ...codeFrame(lines, linesAround(finding, row, lines), { ...style, mark: levelColor(finding.level, page.colors) }),
    ...finding.related.flatMap((spot) => (isWithin(spot, row?.go) ? [] : note(spot, style, page))),
  ];
}

/** `error[rule]: message`, indented below a header. */
export function messageLines({ level, rule, message }: Finding, colors: Colors, width: number): readonly string[] {
  const label = `${level}[${rule}]:`;
  const [first = '', ...rest] = wrap(`${label} ${visible(message)}`, width - 4);
  const paint = levelColor(level, colors);
  return [
    `  ${colors.bold(paint(level))}${colors.bold(`[${visible(rule)}]:`)}${first.slice(label.length)}`,
    ...rest.map((line) => `    ${line}`),
  ];
}

function note(spot: Location & { readonly message: string }, style: FrameStyle, { width }: Page): readonly string[] {
  const text = `${visible(spot.message).replace(/\.$/, '')}: ${place(spot.file, spot.line, spot.column)}`;
  const [first = '', ...rest] = wrap(text, width - style.gutter - 3);
  const indent = ' '.repeat(style.gutter + 3);
  return [`${' '.repeat(style.gutter)} ${style.number('=')} ${first}`, ...rest.map((line) => indent + line)];
}

function goLines(go: Place, style: FrameStyle, page: Page): readonly string[] {
  const last = Math.min(go.endLine, go.line + CODE_LINES - 1);
  const left = go.endLine - last;
  const lines = page.linesOf(go.file);
  const code = codeFrame(lines, lineRange(go.line, last), style);
  const more = left > 0 && code.length > 0 ? [`${bar(style)} ${page.colors.dim(`... ${left} more ${left === 1 ? 'line' : 'lines'}`)}`] : [];
  const where = go.endLine > go.line ? `${go.line}-${go.endLine}` : `${go.line}`;
  return [`  Go: ${visible(go.symbol)}`, `${arrow(`${visible(go.file)}:${where}`, style)}`, ...code, ...more];
}

function frameStyle(findings: readonly Finding[], row: RowResult | undefined, { colors, width }: Page): FrameStyle {
  const numbers = findings.flatMap(({ location, focus }) => [location.line + CODE_LINES, (focus ?? 0) + 1]);
  const gutter = INDENT + Math.max(2, ...[...numbers, (row?.go?.line ?? 0) + CODE_LINES].map((line) => String(line).length));
  return { gutter, width, number: colors.blue, mark: colors.blue };
}

function arrow(where: string, style: FrameStyle): string {
  return `${' '.repeat(style.gutter - 1)}${style.number('-->')} ${where}`;
}

function place(file: string, line: number, column: number): string {
  return `${visible(file)}:${line}:${column}`;
}

export function levelColor(level: Level, colors: Colors): Formatter {
  return { error: colors.red, warning: colors.yellow, note: colors.cyan }[level];
}
