import { visible } from './sanitize.js';

const TAB_STOP = 4;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const COMBINING = /\p{M}/u;

/** A piece of a source line as a terminal shows it: a character, a tab's spaces, or the escape of a hidden character. */
export interface Cell {
  readonly text: string;
  /** Columns of the terminal. */
  readonly width: number;
  /** Index of the character in the line, UTF-16 units. */
  readonly offset: number;
}

/** A source line as the terminal shows it, tabs expanded. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  for (const char of line) {
    const text = isPlain(char) ? char : char === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : visible(char);
    const width = text === char ? charWidth(char) : text.length;
    cells.push({ text, width, offset });
    offset += char.length;
    column += width;
  }
  return cells;
}

/** Columns that a text without control characters takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** Lines of at most `width` columns, broken at spaces; a longer word stays whole, so that a path can be clicked. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function charWidth(char: string): number {
  if (isPlain(char)) return 1;
  if (COMBINING.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}

/** Most characters are, so the patterns need not be tried on them. */
function isPlain(char: string): boolean {
  return char >= ' ' && char <= '~';
}
