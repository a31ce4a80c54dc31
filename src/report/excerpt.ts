import type { Finding, Location } from '../model/finding.js';
import { type FrameLine, trimmedSpan } from './code-frame.js';
import type { Place, RowResult, TextOf } from './report.js';

/** How much of a member's code is shown without a focus, and of its Go function. */
export const CODE_LINES = 3;

/** Gives the lines of a file; [] if its text is not known. */
export type LinesOf = (file: string) => readonly string[];

export function linesFrom(textOf: TextOf): LinesOf {
  const cache = new Map<string, readonly string[]>();
  return (file) => {
    const lines = cache.get(file) ?? textOf(file)?.split(/\r\n|\r|\n/) ?? [];
    cache.set(file, lines);
    return lines;
  };
}

/** Where a click should lead: the line that shows the fault. */
export function primarySpot({ location, focus }: Finding, lines: readonly string[]): { readonly line: number; readonly column: number } {
  if (focus === undefined) return { line: location.line, column: location.column };
  return { line: focus, column: trimmedSpan(lines[focus - 1] ?? '').column };
}

/** The member's name and what follows; with a focus, its name, then the lines around the focus. */
export function linesAround({ location, focus }: Finding, row: RowResult | undefined, lines: readonly string[]): readonly FrameLine[] {
  const member = [row?.csharp, row?.go].find((part) => isWithin(location, part));
  const name = { line: location.line, mark: { column: location.column, endColumn: location.endColumn } };
  if (focus === undefined || focus === location.line) return [name, ...lineRange(location.line + 1, lastShown(location.line, member))];
  const marked = { line: focus, mark: trimmedSpan(lines[focus - 1] ?? '') };
  const inner = (line: number) => line !== location.line && isWithin({ file: location.file, line }, member);
  const around = [focus - 1, focus + 1].filter(inner).map((line) => ({ line }));
  return [{ line: location.line }, ...around, marked].sort((a, b) => a.line - b.line);
}

export function isWithin({ file, line }: Pick<Location, 'file' | 'line'>, member: Place | undefined): boolean {
  return member !== undefined && file === member.file && line >= member.line && line <= member.endLine;
}

/** Both ends are included. */
export function lineRange(from: number, to: number): readonly FrameLine[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ line: from + index }));
}

function lastShown(line: number, member: Place | undefined): number {
  return Math.min(member?.endLine ?? line, line + CODE_LINES - 1);
}

/** The beginning of a member, and every marked line of it with its neighbours. */
export function memberLines<T extends FrameLine>(member: Place, marks: readonly T[], limit: number): readonly (T | FrameLine)[] {
  const inside = marks.filter(({ line }) => isWithin({ file: member.file, line }, member));
  const marked = new Map(inside.map((mark) => [mark.line, mark]));
  const last = Math.min(member.endLine, member.line + limit - 1);
  const around = inside.flatMap(({ line }) => [line - 1, line, line + 1]);
  const shown = new Set([...lineRange(member.line, last).map(({ line }) => line), ...around]);
  return [...shown]
    .filter((line) => line >= member.line && line <= member.endLine)
    .sort((a, b) => a - b)
    .map((line) => marked.get(line) ?? { line });
}
