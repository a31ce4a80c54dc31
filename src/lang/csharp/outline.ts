import { closing } from './rewrite.js';

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

/**
 * Namespaces, types and members, told by brackets alone, so that no member can hide another.
 * @param code masked: without comments, literals and directives
 * @returns undefined when the brackets don't match
 */
export function outlineOf(code: string, from = 0, to = code.length): Outline[] | undefined {
  const found: Outline[] = [];
  for (let at = skipSpace(code, from, to); at < to; at = skipSpace(code, at, to)) {
    if (code[at] === ';') {
      at++;
      continue;
    }
    const next = declaration(code, at, to);
    if (next === undefined) return undefined;
    found.push(next);
    at = next.end;
  }
  return found;
}

function declaration(code: string, start: number, to: number): Outline | undefined {
  const kind = kindOf(code, start);
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
    const close = '([{'.includes(token) ? closing(code, match.index) : undefined;
    if (close === undefined || close >= to) return undefined;
    at = close + 1;
    if (token !== '{' || hasValue) continue;
    if (kind !== 'leaf') {
      const inner = outlineOf(code, match.index + 1, close);
      return inner && { kind, start, end: at, open: match.index, close, inner };
    }
    body ??= { open: match.index, close };
    // `{ get; } = value;`
    if (!/^\s*=(?!=)/.test(code.slice(at, at + 500))) return { kind, start, end: at, inner: [], ...body };
    hasValue = true;
  }
}

function kindOf(code: string, start: number): Outline['kind'] {
  let at = start;
  while (code[at] === '[') {
    const close = closing(code, at);
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
