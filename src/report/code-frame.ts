import type { Formatter } from 'picocolors/types.js';
import { type Cell, cellsOf } from './columns.js';

const MIN_ROOM = 20;

/** A source line to show, with the columns to point at (1-based UTF-16 units, the end exclusive). */
export interface FrameLine {
  readonly line: number;
  readonly mark?: { readonly column: number; readonly endColumn: number };
}

export interface FrameStyle {
  /** Width of the line numbers. */
  readonly gutter: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly number: Formatter;
  readonly mark: Formatter;
}

/** `120 | source` for each line, `^^^` below what is marked, `...` where lines are left out. Lines that the source does not have are skipped. */
export function codeFrame(source: readonly string[], lines: readonly FrameLine[], style: FrameStyle): readonly string[] {
  const shown = lines.filter(({ line }) => source[line - 1] !== undefined);
  return shown.flatMap((frameLine, index) => {
    const previous = shown[index - 1];
    const gap = previous !== undefined && frameLine.line > previous.line + 1 ? [style.number('...'.padStart(style.gutter))] : [];
    return [...gap, ...sourceLine(source[frameLine.line - 1] ?? '', frameLine, style)];
  });
}

/** The column and end of a line's text without the white space around it. */
export function trimmedSpan(text: string): { readonly column: number; readonly endColumn: number } {
  const column = text.length - text.trimStart().length + 1;
  return { column, endColumn: Math.max(column, text.trimEnd().length + 1) };
}

/** The empty start of a frame's line: `     | `. */
export function bar(style: FrameStyle): string {
  return style.number(`${' '.repeat(style.gutter)} |`);
}

function sourceLine(text: string, { line, mark }: FrameLine, style: FrameStyle): readonly string[] {
  const cells = cellsOf(text.trimEnd());
  const room = Math.max(MIN_ROOM, style.width - style.gutter - 3);
  const span = mark ? columnsOf(cells, mark) : { from: 0, to: 0 };
  const view = viewOf(cells, span.from, room);
  const code = `${style.number(`${String(line).padStart(style.gutter)} |`)} ${view.text}`.trimEnd();
  if (!mark) return [code];
  const from = Math.max(0, span.from - view.start);
  const to = Math.min(room, Math.max(from + 1, span.to - view.start));
  return [code, `${bar(style)} ${' '.repeat(from)}${style.mark('^'.repeat(to - from))}`];
}

function columnsOf(cells: readonly Cell[], mark: { readonly column: number; readonly endColumn: number }): { from: number; to: number } {
  return { from: widthBefore(cells, mark.column - 1), to: widthBefore(cells, mark.endColumn - 1) };
}

function widthBefore(cells: readonly Cell[], offset: number): number {
  return cells.reduce((sum, cell) => (cell.offset < offset ? sum + cell.width : sum), 0);
}

/** The part of a line that fits, around column `from`; `start` is the column it begins at. */
function viewOf(cells: readonly Cell[], from: number, room: number): { readonly text: string; readonly start: number } {
  const total = widthBefore(cells, Number.POSITIVE_INFINITY);
  if (total <= room) return { text: cells.map(({ text }) => text).join(''), start: 0 };
  const start = Math.max(0, Math.min(from - Math.floor(room / 3), total - room));
  const left = start > 0 ? start + 1 : 0;
  const right = start + room < total ? start + room - 1 : total;
  let text = '';
  let column = 0;
  for (const cell of cells) {
    const next = column + cell.width;
    const whole = column >= left && next <= right;
    text += whole ? cell.text : ' '.repeat(Math.max(0, Math.min(next, right) - Math.max(column, left)));
    column = next;
  }
  return { text: `${start > 0 ? '…' : ''}${text}${right < total ? '…' : ''}`, start };
}
