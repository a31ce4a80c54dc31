import type { InactiveRegion } from '../../model/source.js';
import { identifiersIn, LineTable } from '../syntax.js';
import { blank, textSpans } from './mask.js';

export interface Preprocessed {
  /** The active code; inactive branches and all directives are blanked at equal length. */
  readonly text: string;
  readonly inactive: readonly InactiveRegion[];
  /** Directives that can't be understood. The text is then taken as active. */
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

interface Frame {
  readonly condition: string;
  /** Whether code outside this `#if` is active. */
  readonly outer: boolean;
  /** Whether a branch of this `#if` has been taken. */
  taken: boolean;
  active: boolean;
}

const DIRECTIVE = /^[ \t\uFEFF]*#/m;
const LINE_START = /(?:^|\r\n|[\r\n])([ \t\uFEFF]*)#/g;

/** Evaluates `#if`, `#elif`, `#else`, `#define` and `#undef` over the given symbols. */
export function preprocess(text: string, defined: ReadonlySet<string>): Preprocessed {
  if (!DIRECTIVE.test(text)) return { text, inactive: [], faults: [] };
  const symbols = new Set(defined);
  const lines = new LineTable(text);
  const parts: string[] = [];
  const inactive: InactiveRegion[] = [];
  const faults: { line: number; message: string }[] = [];
  const frames: Frame[] = [];
  let copied = 0;
  let skippedFrom = -1;
  const active = () => frames.every((frame) => frame.active);

  const startSkipping = (offset: number) => {
    parts.push(text.slice(copied, offset));
    copied = offset;
    skippedFrom = offset;
  };
  const stopSkipping = (offset: number, condition: string) => {
    const skipped = text.slice(skippedFrom, offset);
    if (skipped.trim() !== '') {
      inactive.push({
        line: lines.lineAt(skippedFrom),
        endLine: lines.lineAt(Math.max(skippedFrom, offset - 1)),
        condition,
        names: identifiersIn(skipped),
      });
    }
    parts.push(blank(skipped));
    copied = offset;
    skippedFrom = -1;
  };

  for (const directive of directives(text, active)) {
    const line = lines.lineAt(directive.start);
    const wasActive = active();
    const frame = frames[frames.length - 1];
    const described = frame?.condition ?? '';
    switch (directive.name) {
      case 'if': {
        const value = wasActive && evaluate(directive.argument, symbols, (message) => faults.push({ line, message }));
        frames.push({ condition: directive.argument, outer: wasActive, taken: value, active: value });
        break;
      }
      case 'elif':
      case 'else':
        if (frame === undefined) faults.push({ line, message: `#${directive.name} without #if` });
        else {
          const wanted = directive.name === 'else' || evaluate(directive.argument, symbols, (message) => faults.push({ line, message }));
          frame.active = frame.outer && !frame.taken && wanted;
          frame.taken ||= frame.active;
        }
        break;
      case 'endif':
        if (frames.pop() === undefined) faults.push({ line, message: '#endif without #if' });
        break;
      case 'define':
        if (wasActive) symbols.add(directive.argument);
        break;
      case 'undef':
        if (wasActive) symbols.delete(directive.argument);
        break;
    }
    if (skippedFrom >= 0 && active()) stopSkipping(directive.start, described);
    if (skippedFrom < 0) {
      parts.push(text.slice(copied, directive.start), blank(text.slice(directive.start, directive.end)));
      copied = directive.end;
      if (!active()) startSkipping(directive.end);
    }
  }
  if (skippedFrom >= 0) stopSkipping(text.length, frames[frames.length - 1]?.condition ?? '');
  if (frames.length > 0) faults.push({ line: lines.count, message: `#if ${frames[0]?.condition} has no #endif` });
  parts.push(text.slice(copied));
  return { text: parts.join(''), inactive, faults };
}

interface Directive {
  readonly name: string;
  readonly argument: string;
  /** From the start of the line (after its line end) to before the next line end. */
  readonly start: number;
  readonly end: number;
}

/** Directives in source order. A `#` inside a comment or string of active code is none; inactive code has no strings. */
function* directives(text: string, active: () => boolean): Generator<Directive> {
  let at = 0;
  let spans = textSpans(text);
  let span = spans.next();
  LINE_START.lastIndex = 0;
  for (;;) {
    LINE_START.lastIndex = at;
    const match = LINE_START.exec(text);
    if (match === null) return;
    const hash = match.index + match[0].length - 1;
    if (active()) {
      while (!span.done && span.value.end <= hash) span = spans.next();
      if (!span.done && span.value.start < hash) {
        at = Math.max(hash, match.index + 1);
        continue;
      }
    }
    const lineEnd = /[\r\n]/g;
    lineEnd.lastIndex = hash;
    const end = lineEnd.exec(text)?.index ?? text.length;
    const words = /^[ \t]*([A-Za-z!:]*)[ \t]*(.*)$/.exec(text.slice(hash + 1, end).replace(/\/\/.*$/, ''));
    yield { name: words?.[1] ?? '', argument: (words?.[2] ?? '').trim(), start: hash - (match[1] as string).length, end };
    at = end;
    // What lies between two directives is code or not as a whole: the lexer starts afresh behind each, unless it is ahead already.
    if (span.done || span.value.start >= end) continue;
    spans = textSpans(text, end);
    span = spans.next();
  }
}

/** Parentheses in parentheses: more than anybody writes, fewer than the stack holds. */
const DEEPEST = 200;

/** `||`, `&&`, `!`, `==`, `!=`, parentheses, `true`, `false` and symbols. What can't be read counts as true, and is a fault. */
function evaluate(condition: string, symbols: ReadonlySet<string>, fault: (message: string) => void): boolean {
  const tokens = condition.match(/\|\||&&|==|!=|[!()]|[\p{L}_][\p{L}\p{N}_]*|\S/gu) ?? [];
  let at = 0;
  let broken = tokens.length === 0;
  let depth = 0;
  const accept = (token: string) => tokens[at] === token && ++at > 0;
  const or = (): boolean => {
    let value = and();
    while (accept('||')) value = and() || value;
    return value;
  };
  const and = (): boolean => {
    let value = equality();
    while (accept('&&')) value = equality() && value;
    return value;
  };
  const equality = (): boolean => {
    let value = unary();
    for (;;) {
      if (accept('==')) value = value === unary();
      else if (accept('!=')) value = value !== unary();
      else return value;
    }
  };
  const unary = (): boolean => {
    let negated = false;
    while (accept('!')) negated = !negated;
    return primary() !== negated;
  };
  const primary = (): boolean => {
    if (accept('(')) {
      if (++depth > DEEPEST) at = tokens.length;
      const value = or();
      depth--;
      if (!accept(')')) broken = true;
      return value;
    }
    const token = tokens[at];
    if (token === undefined || !/^[\p{L}_]/u.test(token)) {
      broken = true;
      return true;
    }
    at++;
    return token === 'true' || (token !== 'false' && symbols.has(token));
  };
  const value = or();
  if (broken || at < tokens.length) {
    fault(`#if ${condition.slice(0, 60)}: the condition can't be read`);
    return true;
  }
  return value;
}
