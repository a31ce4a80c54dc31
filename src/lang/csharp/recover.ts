import { type Grammar, LineTable, type SourceTree, type Syntax, SyntaxTree } from '../syntax.js';
import { blank } from './mask.js';
import { type MaskedCode, maskedCodeOf, type Outline, outlineOf } from './outline.js';
import { AMBIGUOUS, rewriteAmbiguous, rewriteBroken, rewriteKnown } from './rewrite.js';

/** What one search of a tree finds, by type of node. */
export const SOUGHT = { comment: '(comment) @n', local_function_statement: '(local_function_statement) @n', ...AMBIGUOUS };

/**
 * Parses a file. What the parser can't understand costs the member that it is in, and no other: then the file is read in parts,
 * found by their brackets.
 * @throws Unreadable when parsing takes too long
 */
export function parse(grammar: Grammar, text: string, timeoutMs?: number): SourceTree {
  const known = rewriteKnown(text);
  const lines = new LineTable(text);
  const options = { lines, since: performance.now(), ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const treeOf = (parsed: string, from: number) => new SyntaxTree(grammar, text, { ...options, parsed, from });
  const read: Reader = (parsed, from = 0) => {
    const tree = treeOf(parsed, from);
    const ambiguous = tree.find(...Object.keys(AMBIGUOUS)).map(({ type, start }) => ({ type, at: start - from }));
    const rewritten = rewriteAmbiguous(parsed, ambiguous);
    return rewritten === parsed ? tree : treeOf(rewritten, from);
  };
  const whole = read(known);
  if (!whole.hasError) return whole;
  const rewritten = rewriteBroken(known);
  const second = rewritten === known ? whole : read(rewritten);
  return second.hasError ? (inParts(known, rewritten, read) ?? second) : second;
}

/** @param from offset in the text of what is to be parsed */
type Reader = (parsed: string, from?: number) => SyntaxTree;

/** Declarations side by side that are parsed together. */
interface Part {
  readonly container: Container;
  readonly start: number;
  readonly end: number;
  /** Where its declarations are read from. */
  readonly shape: SyntaxTree;
  /** Where all else is: another tree only where the parser lost the declaration itself. */
  readonly tree: SyntaxTree;
}

interface Container {
  /** Offset of the brace that its declarations stand behind; -1 for the top of the file. */
  readonly open: number;
  readonly isType: boolean;
}

/** What the parser is given around the members of a type, in place of what is before them. */
const WRAPPER = 'class X{';

/** Undefined where not even the brackets match. */
function inParts(known: string, rewritten: string, read: Reader): SourceTree | undefined {
  const masked = maskedCodeOf(known);
  const outline = masked && outlineOf(masked);
  if (masked === undefined || outline === undefined) return undefined;
  const parts: Part[] = [];

  const only = (source: string, start: number, end: number, { isType }: Container) => {
    const own = source.slice(start, end);
    return isType ? read(`${WRAPPER}${own}}`, start - WRAPPER.length) : read(own, start);
  };
  const add = (leaves: readonly Outline[], container: Container): void => {
    const [first, last] = [leaves[0], leaves.at(-1)];
    if (first === undefined || last === undefined) return;
    const { start } = first;
    const { end } = last;
    const tree = only(known, start, end, container);
    if (!tree.hasError) parts.push({ container, start, end, shape: tree, tree });
    else if (leaves.length > 1 && leaves.every((leaf) => !CONTINUES.test(known.slice(leaf.start, leaf.start + 10)))) {
      const middle = leaves.length >> 1;
      add(leaves.slice(0, middle), container);
      add(leaves.slice(middle), container);
    } else {
      const tree = only(rewritten, start, end, container);
      const shape =
        tree.hasError && container.isType ? shapeOf(masked, known, first, (source) => only(source, start, end, container)) : tree;
      parts.push({ container, start, end, shape: shape ?? tree, tree });
    }
  };
  const collect = (items: readonly Outline[], container: Container): void => {
    let run: Outline[] = [];
    for (const item of items) {
      if (item.kind === 'leaf' && !/^namespace\b/.test(known.slice(item.start, item.start + 20))) run.push(item);
      else {
        add(run, container);
        run = [];
        if (item.open !== undefined) collect(item.inner, { open: item.open, isType: item.kind === 'type' });
      }
    }
    add(run, container);
  };
  collect(outline, { open: -1, isType: false });
  return new PartedTree(frameOf(known, parts, read), parts);
}

/** Starts what is no statement of its own. */
const CONTINUES = /^(?:else|catch|finally)\b/;

/** The file without its parts: namespaces and the heads of types. */
function frameOf(known: string, parts: readonly Part[], read: Reader): SyntaxTree {
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end } of parts) {
    pieces.push(known.slice(last, start), blank(known.slice(start, end)));
    last = end;
  }
  return read(pieces.join('') + known.slice(last));
}

const ACCESSORS = /^\s*(?:\[[^\]]*\]\s*)*(?:(?:public|private|protected|internal|readonly)\s+)*(?:get|set|init|add|remove)\b/;

/** The declaration alone: its bodies and its value emptied, or its accessors too. */
function shapeOf(masked: MaskedCode, known: string, leaf: Outline, read: Reader): SyntaxTree | undefined {
  const { open, close } = leaf;
  const shape = read(withoutBody(masked, known, leaf));
  if (!shape.hasError) return shape;
  if (open === undefined || close === undefined || close - open < 6) return undefined;
  const accessor = read(known.slice(0, open + 1) + 'get{}'.padEnd(close - open - 1) + known.slice(close));
  return accessor.hasError ? undefined : accessor;
}

function withoutBody(masked: MaskedCode, source: string, { start, end, open, close }: Outline): string {
  const { code, pairs } = masked;
  const cut = (from: number, to: number, text: string, by = '') =>
    text.slice(0, from) + by + blank(text.slice(from + by.length, to)) + text.slice(to);
  if (open === undefined || close === undefined) return withoutValues(masked, source, start, end);
  if (!ACCESSORS.test(code.slice(open + 1, close))) return cut(open + 1, close, source);
  let emptied = withoutValues(masked, source, open + 1, close);
  for (let at = code.indexOf('{', open + 1); at >= 0 && at < close; at = code.indexOf('{', at)) {
    const inner = pairs.get(at) ?? close;
    emptied = cut(at + 1, inner, emptied);
    at = inner;
  }
  return emptied;
}

/** `=> x;` and `= x;` become `=> 0;` and `= 0;`, where they stand between no brackets. */
function withoutValues(masked: MaskedCode, source: string, from: number, to: number): string {
  const { code, pairs } = masked;
  let emptied = source;
  const token = /[([{]|=>|[=!<>]=|=/g;
  token.lastIndex = from;
  for (let match = token.exec(code); match !== null && match.index < to; match = token.exec(code)) {
    const [found] = match;
    if ('([{'.includes(found)) token.lastIndex = (pairs.get(match.index) ?? to) + 1;
    else if (found === '=' || found === '=>') {
      const start = token.lastIndex;
      const end = endOfValue(masked, start, to);
      if (end - start < 2) continue;
      emptied = `${emptied.slice(0, start)} 0${blank(emptied.slice(start + 2, end))}${emptied.slice(end)}`;
      token.lastIndex = end;
    }
  }
  return emptied;
}

function endOfValue({ code, pairs }: MaskedCode, from: number, to: number): number {
  const token = /[([{;]/g;
  token.lastIndex = from;
  for (let match = token.exec(code); match !== null && match.index < to; match = token.exec(code)) {
    if (match[0] === ';') return match.index;
    token.lastIndex = (pairs.get(match.index) ?? to) + 1;
  }
  return to;
}

/** The parts, put back where they belong. */
class PartedTree implements SourceTree {
  readonly hasError: boolean;

  constructor(
    private readonly frame: SyntaxTree,
    private readonly parts: readonly Part[],
  ) {
    this.hasError = frame.hasError || parts.some(({ tree }) => tree.hasError);
  }

  get text(): string {
    return this.frame.text;
  }

  get lines(): LineTable {
    return this.frame.lines;
  }

  textOf(node: Pick<Syntax, 'start' | 'end'>): string {
    return this.frame.textOf(node);
  }

  root(stop: ReadonlySet<string> = new Set()): Syntax {
    const byContainer = new Map<number, Syntax[]>();
    for (const part of this.parts) {
      const nodes = byContainer.get(part.container.open) ?? [];
      byContainer.set(part.container.open, nodes);
      nodes.push(...declarationsOf(part, stop));
    }
    const graft = (node: Syntax): Syntax => {
      const own = byContainer.get(node.type === 'declaration_list' ? node.start : Number.NaN) ?? [];
      const children = node.children.map(graft);
      return own.length === 0 ? { ...node, children } : { ...node, children: [...children, ...own].sort((a, b) => a.start - b.start) };
    };
    const { children, ...root } = this.frame.root(stop);
    const all = [...children.map(graft), ...(byContainer.get(-1) ?? [])];
    return { ...root, children: all.sort((a, b) => a.start - b.start) };
  }

  at(start: number, end: number, stop?: ReadonlySet<string>): Syntax | undefined {
    const part = this.parts.find((each) => each.start <= start && end <= each.end);
    return part === undefined ? this.frame.at(start, end, stop) : (part.tree.at(start, end, stop) ?? part.shape.at(start, end, stop));
  }

  find(...types: string[]): Syntax[] {
    const found = this.parts.flatMap((part) => {
      const { start, end } = part;
      const within = part.tree.find(...types).filter((node) => isOwn(node, part));
      return within.map((node) => ({ ...node, start: Math.max(node.start, start), end: Math.min(Math.max(node.end, start), end) }));
    });
    return [...this.frame.find(...types), ...found].sort((a, b) => a.start - b.start || b.end - a.end);
  }
}

/** A member that the parser lost may look like a local function; a part that did not parse may begin anywhere. */
function isOwn(node: Syntax, { start, end, container, tree }: Part): boolean {
  if (node.type === 'ERROR' || node.type === 'MISSING') return true;
  if (node.start < start || node.end > end) return false;
  return !(tree.hasError && container.isType && node.type === 'local_function_statement' && node.start === start);
}

/** What stands between the braces of the wrapper, or at the top. */
function declarationsOf({ shape, start, end, container }: Part, stop: ReadonlySet<string>): Syntax[] {
  const open = (nodes: readonly Syntax[]): Syntax[] =>
    nodes.flatMap((node) => {
      const isAround = node.start < start || ['ERROR', 'declaration_list'].includes(node.type);
      return container.isType && isAround ? open(node.children) : [node];
    });
  return open(shape.root(stop).children).filter((node) => node.start >= start && node.end <= end);
}
