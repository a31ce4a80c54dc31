/**
 * A lexer for C# that knows just enough to tell code from text: comments, character literals and every
 * form of string (escaped, verbatim, raw, interpolated with nested holes).
 */

import { Unreadable } from '../syntax.js';

/** Where code is not code: a comment or a literal's text. Offsets in UTF-16 units, `end` exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

const INTERESTING = /["'/]/g;

/** Strings in the holes of strings: more than anybody writes, fewer than the stack holds. */
const DEEPEST = 200;

/**
 * Finds comments and literals between `from` and `to`. Holes of interpolated strings count as part of their string.
 * An unterminated one-line literal ends at its line, an unterminated other one at `to`.
 * @throws Unreadable when they are nested too deep
 */
export function* textSpans(text: string, from = 0, to = text.length): Generator<TextSpan> {
  let at = from;
  while (at < to) {
    INTERESTING.lastIndex = at;
    const match = INTERESTING.exec(text);
    if (match === null || match.index >= to) return;
    const start = match.index;
    const end = Math.min(endOfText(text, start), to);
    if (end > start) yield { start: stringPrefix(text, start, from), end };
    at = Math.max(end, start + 1);
  }
}

/** The text with comments and literals replaced by spaces, line ends kept: equal length, so offsets stay. */
export function maskText(text: string): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of textSpans(text)) {
    parts.push(text.slice(last, start), blank(text.slice(start, end)));
    last = end;
  }
  parts.push(text.slice(last));
  return parts.join('');
}

/** Spaces for every character but line ends. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/**
 * Braces of text that stand right before the brace of a hole: `{{` in `$"{{{x}}}"`, the first in `$$"""{{{x}}}"""`; in strings inside of holes too.
 * The grammar takes such a hole for text.
 */
export function* bracesBeforeHoles(text: string): Generator<TextSpan> {
  for (const { start, end } of textSpans(text)) {
    const found: TextSpan[] = [];
    const quote = text.indexOf('"', start);
    if (text[start] === '$' || text[start] === '@')
      endOfString(text, quote, { holes: 0, onBraces: (from, to) => found.push({ start: from, end: to }) });
    // A string that does not end is cut off at the end of what was asked for.
    for (const span of found) if (span.end < end) yield span;
  }
}

interface Within {
  /** How many holes of strings are around. */
  readonly holes: number;
  /** Is told of every span of {@link bracesBeforeHoles}. */
  readonly onBraces?: (start: number, end: number) => void;
}

const OUTSIDE: Within = { holes: 0 };

/** Start of a string including its `$` and `@`. */
function stringPrefix(text: string, quote: number, from: number): number {
  let start = quote;
  if (text[quote] !== '"') return start;
  while (start > from && (text[start - 1] === '$' || text[start - 1] === '@')) start--;
  return start;
}

/** End of the comment or literal that begins at `start`; `start` itself if a lone slash does. */
function endOfText(text: string, start: number, within = OUTSIDE): number {
  const first = text[start];
  if (first === '/') {
    if (text[start + 1] === '/') return endOfLine(text, start);
    if (text[start + 1] !== '*') return start;
    const close = text.indexOf('*/', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  if (first === "'") return endOfEscaped(text, start, "'");
  return endOfString(text, start, within);
}

function endOfString(text: string, quote: number, within: Within): number {
  const prefix = text.slice(stringPrefix(text, quote, Math.max(0, quote - 12)), quote);
  const dollars = prefix.split('$').length - 1;
  let quotes = 1;
  while (text[quote + quotes] === '"') quotes++;
  if (quotes >= 3 && !prefix.includes('@')) return endOfRaw(text, quote + quotes, quotes, dollars, within);
  if (dollars > 0) return endOfInterpolated(text, quote + 1, prefix.includes('@'), within);
  return prefix.includes('@') ? endOfVerbatim(text, quote + 1) : endOfEscaped(text, quote, '"');
}

function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

function endOfEscaped(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return at + 1;
    else if (char === '\n' || char === '\r') return at;
  }
  return text.length;
}

function endOfVerbatim(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at + 1;
    at++;
  }
  return text.length;
}

/** A hole begins with as many braces as there are dollars; more before them are text. Only holes can hold quotes of their own. */
function endOfRaw(text: string, start: number, quotes: number, dollars: number, within: Within): number {
  const interesting = dollars === 0 ? /"+/g : /"+|\{+/g;
  interesting.lastIndex = start;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const [run] = match;
    const end = match.index + run.length;
    if (run.startsWith('"')) {
      if (run.length >= quotes) return end;
    } else if (run.length >= dollars) {
      if (run.length > dollars) within.onBraces?.(match.index, end - dollars);
      interesting.lastIndex = endOfHole(text, end, within);
    }
  }
  return text.length;
}

function endOfInterpolated(text: string, start: number, verbatim: boolean, within: Within): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && !verbatim) at++;
    else if (char === '"') {
      if (!verbatim || text[at + 1] !== '"') return at + 1;
      at++;
    } else if (char === '{') {
      let hole = at;
      while (text[hole + 1] === '{' && text[hole] === '{') hole += 2;
      const isHole = text[hole] === '{';
      if (isHole && hole > at) within.onBraces?.(at, hole);
      at = isHole ? endOfHole(text, hole + 1, within) - 1 : hole - 1;
    } else if (!verbatim && (char === '\n' || char === '\r')) return at;
  }
  return text.length;
}

/** Past the closing brace of a hole. Strings inside it may hold braces and quotes of their own. */
function endOfHole(text: string, start: number, within: Within): number {
  if (within.holes > DEEPEST) throw new Unreadable(`strings are nested more than ${DEEPEST} levels deep`);
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
    else if (char === '"' || char === "'" || (char === '/' && text[at + 1] === '*'))
      at = Math.max(endOfText(text, at, { ...within, holes: within.holes + 1 }) - 1, at);
  }
  return text.length;
}
