const WINDOW = 100;
const MULTIPLIER = 37;
const END_OF_TEXT = 0xffff;

/**
 * GitHub's `primaryLocationLineHash` for the lines asked for (1-based); lines that the text does not have are left out.
 * The text must be as decoded, with its byte order mark and line ends. Source: github/codeql-action `src/fingerprints.ts`.
 */
export function lineHashesOf(text: string, lines: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { highs, lows } = windowHashes(significantUnits(text, lastOf(lines)));
  const asked = [...lines].filter((line) => line >= 1 && line <= lows.length);
  return new Map(asked.map((line) => [line, `${hexOf(highs[line - 1] ?? 0, lows[line - 1] ?? 0)}:${occurrence(line - 1, highs, lows)}`]));
}

interface Units {
  /** Without spaces and tabs, line ends as LF, then the end mark, then at least a window of zeros. */
  readonly units: Uint16Array;
  /** Where each line starts in `units`. */
  readonly starts: readonly number[];
}

/** Reads no further than the hashes of the lines up to `lastLine` need. */
function significantUnits(text: string, lastLine: number): Units {
  const units = new Uint16Array(text.length + 1 + WINDOW);
  const starts: number[] = [];
  let size = 0;
  let needed = lastLine === 0 ? 0 : units.length;
  let lineStart = true;
  let afterCr = false;
  for (let i = 0; i <= text.length && size < needed; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : END_OF_TEXT;
    const skipped = unit === 32 || unit === 9 || (afterCr && unit === 10);
    afterCr = unit === 13;
    if (skipped) continue;
    if (lineStart) {
      if (starts.push(size) === lastLine) needed = size + WINDOW;
    }
    lineStart = unit === 10 || unit === 13;
    units[size++] = lineStart ? 10 : unit;
  }
  return { units, starts: starts.slice(0, lastLine) };
}

/** The halves of a 64-bit number for each line, as signed integers: what an engine computes without boxing. */
interface Hashes {
  readonly highs: Int32Array;
  readonly lows: Int32Array;
}

/** The polynomial hash, modulo 2^64, of the window that begins at each start. */
function windowHashes({ units, starts }: Units): Hashes {
  const highs = new Int32Array(starts.length);
  const lows = new Int32Array(starts.length);
  for (const [index, start] of starts.entries()) {
    let high = 0;
    let middle = 0;
    let low = 0;
    for (let at = start; at < start + WINDOW; at++) {
      low = low * MULTIPLIER + (units[at] ?? 0);
      middle = middle * MULTIPLIER + (low >>> 16);
      high = (Math.imul(high, MULTIPLIER) + (middle >>> 16)) | 0;
      middle &= 0xffff;
      low &= 0xffff;
    }
    highs[index] = high;
    lows[index] = (middle << 16) | low;
  }
  return { highs, lows };
}

/** 1 for the first line with this hash, 2 for the second … */
function occurrence(line: number, highs: Int32Array, lows: Int32Array): number {
  let count = 1;
  for (let i = 0; i < line; i++) {
    if (lows[i] === lows[line] && highs[i] === highs[line]) count += 1;
  }
  return count;
}

function hexOf(high: number, low: number): string {
  const digits = (low >>> 0).toString(16);
  return high === 0 ? digits : (high >>> 0).toString(16) + digits.padStart(8, '0');
}

function lastOf(lines: ReadonlySet<number>): number {
  let last = 0;
  for (const line of lines) last = Math.max(last, line);
  return last;
}
