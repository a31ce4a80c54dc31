import picocolors from 'picocolors';
import type { Colors, Formatter } from 'picocolors/types.js';
import type { Finding, Level, Location } from '../model/finding.js';
import { bar, codeFrame, type FrameLine, type FrameStyle, trimmedSpan } from './code-frame.js';
import { widthOf, wrap } from './columns.js';
import { groupBy } from './group-by.js';
import type { Place, Report, RowResult, TextOf } from './report.js';
import { visible } from './sanitize.js';
import { headline, summary } from './summary.js';

const DEFAULT_WIDTH = 100;
const MIN_WIDTH = 40;
/** Under a row's header nothing starts at the first column. */
const INDENT = 2;
/** How much of a member's code is shown without a focus, and of its Go function. */
const CODE_LINES = 3;

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; 100 if not given. */
  readonly width?: number | undefined;
  /** Errors only, and the summary in one line. */
  readonly quiet?: boolean | undefined;
}

/** The report for a terminal: the rows with findings, each with its code, then a summary. No character of the sources reaches the terminal as a control. */
export function text(report: Report, textOf: TextOf, options: TextOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.max(MIN_WIDTH, options.width ?? DEFAULT_WIDTH);
  const page: Page = { colors, width, linesOf: lineCache(textOf) };
  const findings = options.quiet ? report.findings.filter(({ level }) => level === 'error') : report.findings;
  const rows = new Map(report.rows.map((row) => [row.row.item, row]));
  const blocks = [...groupBy(findings, ({ item }) => item)].map(([item, ofItem]) => itemBlock(item, ofItem, rows.get(item), page));
  const end = options.quiet ? wrap(headline(report), width) : summary(report, colors, width);
  return `${[...blocks, end].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

interface Page {
  readonly colors: Colors;
  readonly width: number;
  /** The lines of a file; [] if its text is not known. */
  readonly linesOf: (file: string) => readonly string[];
}

function itemBlock(item: string, findings: readonly Finding[], row: RowResult | undefined, page: Page): readonly string[] {
  const style = frameStyle(findings, row, page);
  return [
    ...header(item, findings, row, page),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, row, style, page)]),
    ...(row?.go && !findings.some((finding) => within(finding.location, row.go)) ? ['', ...goLines(row.go, style, page)] : []),
  ];
}

function header(item: string, findings: readonly Finding[], result: RowResult | undefined, { colors, width }: Page): readonly string[] {
  if (!result) return [colors.bold(visible(item.replace(/^file\//, ''))) + titleOf(findings)];
  const { row } = result;
  const start = `${colors.bold(`${row.item} ${visible(row.name)}`)}  ${colors.cyan(visible(row.status))}`;
  const target = `-> ${visible(counterpart(result))}`;
  const fits = widthOf(`${row.item} ${visible(row.name)}  ${row.status}  ${target}`) <= width;
  return fits ? [`${start}  ${target}`] : [start, `  ${target}`];
}

function titleOf(findings: readonly Finding[]): string {
  const title = findings[0]?.title ?? '';
  return title === '' ? '' : ` ${visible(title)}`;
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

function counterpart({ row, state, csharp }: RowResult): string {
  const claimed = [row.dotnetClass, row.dotnetMethod].filter((name) => name !== '').join('.');
  return `${csharp?.symbol ?? (claimed || '(not mapped)')}${STATE_NOTE[state]}`;
}

function findingLines(finding: Finding, row: RowResult | undefined, style: FrameStyle, page: Page): readonly string[] {
  const lines = page.linesOf(finding.location.file);
  return [
    ...message(finding, page),
    arrow(primarySpot(finding, lines), style),
    ...codeFrame(lines, frameLines(finding, row, lines), { ...style, mark: levelColor(finding.level, page.colors) }),
    ...finding.related.flatMap((spot) => (within(spot, row?.go) ? [] : note(spot, style, page))),
  ];
}

function message({ level, rule, message: text }: Finding, { colors, width }: Page): readonly string[] {
  const label = `${level}[${rule}]:`;
  const [first = '', ...rest] = wrap(`${label} ${visible(text)}`, width - 4);
  const paint = levelColor(level, colors);
  return [
    `  ${colors.bold(paint(level))}${colors.bold(`[${visible(rule)}]:`)}${first.slice(label.length)}`,
    ...rest.map((line) => `    ${line}`),
  ];
}

/** Where a click should lead: the line that shows the fault. */
function primarySpot({ location, focus }: Finding, lines: readonly string[]): string {
  if (focus === undefined) return place(location.file, location.line, location.column);
  return place(location.file, focus, trimmedSpan(lines[focus - 1] ?? '').column);
}

/** The member's name and what follows; with a focus, its name, then the lines around the focus. */
function frameLines({ location, focus }: Finding, row: RowResult | undefined, lines: readonly string[]): readonly FrameLine[] {
  const member = [row?.csharp, row?.go].find((part) => within(location, part));
  const name = { line: location.line, mark: { column: location.column, endColumn: location.endColumn } };
  if (focus === undefined || focus === location.line) return [name, ...range(location.line + 1, lastShown(location.line, member))];
  const marked = { line: focus, mark: trimmedSpan(lines[focus - 1] ?? '') };
  const inner = (line: number) => line !== location.line && within({ file: location.file, line }, member);
  const around = [focus - 1, focus + 1].filter(inner).map((line) => ({ line }));
  return [{ line: location.line }, ...around, marked].sort((a, b) => a.line - b.line);
}

function lastShown(line: number, member: Place | undefined): number {
  return Math.min(member?.endLine ?? line, line + CODE_LINES - 1);
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
  const code = codeFrame(lines, range(go.line, last), style);
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

function levelColor(level: Level, colors: Colors): Formatter {
  return { error: colors.red, warning: colors.yellow, note: colors.cyan }[level];
}

function within({ file, line }: Pick<Location, 'file' | 'line'>, member: Place | undefined): boolean {
  return member !== undefined && file === member.file && line >= member.line && line <= member.endLine;
}

function range(from: number, to: number): readonly FrameLine[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ line: from + index }));
}

function lineCache(textOf: TextOf): (file: string) => readonly string[] {
  const cache = new Map<string, readonly string[]>();
  return (file) => {
    const lines = cache.get(file) ?? textOf(file)?.split(/\r\n|\r|\n/) ?? [];
    cache.set(file, lines);
    return lines;
  };
}
