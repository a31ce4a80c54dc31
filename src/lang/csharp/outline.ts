import { maskText } from './mask.js';
import { CLOSERS } from './rewrite.js';

/** A declaration as its brackets and semicolons show it. Offsets in UTF-16 units; `end` exclusive. */
export interface Outline {
  /** `leaf` is what no members are looked for in: a member, an enum, a directive, a statement. */
  readonly kind: 'namespace' | 'type' | 'leaf';
  readonly start: number;
  readonly end: number;
  /** Offset of the opening brace behind which the members are; of a leaf's body, if it has one in braces. */
  readonly open?: number;
  /** Offset of the matching brace. */
  readonly close?: number;
  readonly inner: readonly Outline[];
}

const MODIFIERS =
  '(?:(?:public|private|protected|internal|static|abstract|sealed|partial|unsafe|new|readonly|ref|file|required|virtual|override|extern)\\s+)*';
const HEAD = new RegExp(`${MODIFIERS}(namespace\\b|(?:class|struct|interface)\\b|record\\s+(?:(?:class|struct)\\s+)?@?[\\p{L}_])`, 'uy');
const TOKEN = /[()[\]{};]|=>|[=!<>]=|=/g;

/** A file of which only the code is left: without comments, literals and directives. */
export interface MaskedCode {
  readonly code: string;
  /** The offset of every closing bracket by that of its opening one. */
  readonly pairs: ReadonlyMap<number, number>;
}

/** Undefined where brackets cross, or one has no other. */
export function maskedCodeOf(text: string): MaskedCode | undefined {
  const code = maskText(text);
  const pairs = new Map<number, number>();
  const waiting: { readonly at: number; readonly closer: string }[] = [];
  for (const { 0: bracket, index } of code.matchAll(/[()[\]{}]/g)) {
    const closer = CLOSERS[bracket];
    if (closer !== undefined) {
      waiting.push({ at: index, closer });
      continue;
    }
    const opened = waiting.pop();
    if (opened?.closer !== bracket) return undefined;
    pairs.set(opened.at, index);
  }
  return waiting.length === 0 ? { code, pairs } : undefined;
}

/**
 * Namespaces, types and members, told by brackets alone, so that no member can hide another.
 * @returns undefined when they are nested too deep
 */
export function outlineOf(source: MaskedCode): Outline[] | undefined {
  return declarations(source, 0, source.code.length, 0);
}

/** Types in types: more than anybody writes, fewer than the stack holds. */
const DEEPEST = 200;

function declarations(source: MaskedCode, from: number, to: number, depth: number): Outline[] | undefined {
  if (depth > DEEPEST) return undefined;
  const { code } = source;
  const found: Outline[] = [];
  for (let at = skipSpace(code, from, to); at < to; at = skipSpace(code, at, to)) {
    if (code[at] === ';') {
      at++;
      continue;
    }
    const next = declaration(source, at, to, depth);
    if (next === undefined) return undefined;
    found.push(next);
    at = next.end;
  }
  return found;
}

function declaration(source: MaskedCode, start: number, to: number, depth: number): Outline | undefined {
  const { code, pairs } = source;
  const kind = kindOf(source, start);
  let hasValue = false;
  let body: { readonly open: number; readonly close: number } | undefined;
  let at = start;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(code);
    // Only a last statement of a file may lack its end: that is for the parser to say.
    if (match === null || match.index >= to) return { kind: 'leaf', start, end: to, inner: [], ...body };
    const [token] = match;
    at = match.index + token.length;
    if (token === ';') return { kind: 'leaf', start, end: at, inner: [], ...body };
    if (token === '=' || token === '=>')
      hasValue ||= !/\boperator\s*(?:checked\s*)?$/.test(code.slice(Math.max(start, match.index - 40), match.index));
    if (!'([{)]}'.includes(token)) continue;
    const close = '([{'.includes(token) ? pairs.get(match.index) : undefined;
    if (close === undefined || close >= to) return undefined;
    at = close + 1;
    if (token !== '{' || hasValue) continue;
    if (kind !== 'leaf') {
      const inner = declarations(source, match.index + 1, close, depth + 1);
      return inner && { kind, start, end: at, open: match.index, close, inner };
    }
    body ??= { open: match.index, close };
    // `{ get; } = value;`
    if (!/^\s*=(?!=)/.test(code.slice(at, at + 500))) return { kind, start, end: at, inner: [], ...body };
    hasValue = true;
  }
}

function kindOf({ code, pairs }: MaskedCode, start: number): Outline['kind'] {
  let at = start;
  while (code[at] === '[') {
    const close = pairs.get(at);
    if (close === undefined) return 'leaf';
    at = skipSpace(code, close + 1, code.length);
  }
  HEAD.lastIndex = at;
  const head = HEAD.exec(code)?.[1];
  if (head === undefined) return 'leaf';
  return head === 'namespace' ? 'namespace' : 'type';
}

function skipSpace(code: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(code[at] as string)) at++;
  return at;
}
