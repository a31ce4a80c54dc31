import { createHash } from 'node:crypto';
import type Parser from 'tree-sitter';
import type { Comment, Problem } from '../model/source.js';
import { grammarObject, treeSitter } from './native.js';

/**
 * A light copy of one syntax node. Copying through a tree cursor costs about 1 µs a node, a third of
 * what walking tree-sitter's own node objects costs; after it, lowering is plain JavaScript.
 */
export interface Syntax {
  readonly type: string;
  readonly named: boolean;
  /** Name of the field that this node fills in its parent. */
  readonly field: string | undefined;
  /** Offsets in the text, UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1-based line of `start`. */
  readonly line: number;
  /** Empty for a leaf, and for a node at which the reading stopped. */
  readonly children: readonly Syntax[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Growing extends Mutable<Omit<Syntax, 'children'>> {
  children: Growing[];
}

/** Deeper nesting than any honest source has; beyond it the lowering's recursion is not safe. */
export const MAX_DEPTH = 1200;

/**
 * Brackets that may be open at once, in strings and comments too. Where a text ends inside of too many, tree-sitter's recovery is one step that
 * takes time by the square of their number, and no look at the clock.
 */
const MAX_OPEN = 12_000;

function opensMoreThan(limit: number, text: string): boolean {
  if (text.length <= limit) return false;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // ( [ { and ) ] }
    if (code === 40 || code === 91 || code === 123) {
      if (++open > limit) return true;
    } else if (open > 0 && (code === 41 || code === 93 || code === 125)) open--;
  }
  return false;
}

/** The file or member can't be read; the message says why. Callers turn it into a {@link Problem}. */
export class Unreadable extends Error {}

export interface Grammar {
  /** Loaded, like the parser, when it is first asked for. */
  readonly language: Parser.Language;
  readonly parser: Parser;
  /** Node type names by symbol id and whether they are named, and field names by field id: filled as they are met. */
  readonly types: string[];
  readonly named: boolean[];
  readonly fields: string[];
  readonly queries: Map<string, Parser.Query>;
  /** What is looked for in every tree, by node type: found by one search. Each pattern captures its nodes as `@n`. */
  readonly sought: Readonly<Record<string, string>>;
}

/**
 * @param name of the npm package that holds the grammar
 * @param sought see {@link Grammar.sought}
 */
export function grammarOf(name: 'tree-sitter-go' | 'tree-sitter-c-sharp', sought: Grammar['sought'] = {}): Grammar {
  let parser: Parser | undefined;
  let language: Parser.Language | undefined;
  return {
    get language() {
      language ??= grammarObject(name);
      return language;
    },
    get parser() {
      if (parser === undefined) {
        const { language } = this;
        parser = new (treeSitter())();
        parser.setLanguage(language);
      }
      return parser;
    },
    types: [],
    named: [],
    fields: [],
    queries: new Map(),
    sought,
  };
}

/** What the declarations of a file are read from. */
export type SourceTree = Pick<SyntaxTree, 'text' | 'lines' | 'hasError' | 'root' | 'at' | 'find' | 'textOf'>;

/** A parsed text, and cheap ways to look at parts of it. */
export class SyntaxTree {
  readonly #tree: Parser.Tree;
  /** Offset in the text of the first character that was parsed. */
  readonly #from: number;
  /** Milliseconds left of the time that parsing and searching the tree may take. */
  #left: number;
  #sought: Syntax[] | undefined;
  readonly lines: LineTable;

  /**
   * @param options.parsed what the parser is given in place of the text: nodes have its structure and the text's words
   * @param options.from offset in the text of its first character
   * @param options.lines the lines of the text, where they are known already
   * @param options.since when the time began to run, as `performance.now()` tells it: where a text is parsed more than once
   * @throws Unreadable when parsing takes longer than `timeoutMs`; so does `find`.
   */
  constructor(
    readonly grammar: Grammar,
    readonly text: string,
    options: {
      readonly parsed?: string;
      readonly from?: number;
      readonly lines?: LineTable;
      readonly timeoutMs?: number;
      readonly since?: number;
    } = {},
  ) {
    const started = performance.now();
    const { parsed = text, timeoutMs = 20_000, since = started } = options;
    const tooLong = () => new Unreadable(`parsing took longer than ${timeoutMs} ms`);
    const left = timeoutMs - (started - since);
    if (left <= 0) throw tooLong();
    if (opensMoreThan(MAX_OPEN, parsed)) throw new Unreadable(`more than ${MAX_OPEN} brackets are open at once`);
    grammar.parser.setTimeoutMicros(Math.ceil(left * 1000));
    // A buffer that holds the whole text in UTF-16: older bindings refuse strings over 32 KB without it.
    const tree = grammar.parser.parse(parsed, null, { bufferSize: parsed.length * 2 + 1024 }) as Parser.Tree | null;
    if (tree === null) {
      grammar.parser.reset();
      throw tooLong();
    }
    this.#tree = tree;
    this.#from = options.from ?? 0;
    this.#left = left - (performance.now() - started);
    this.lines = options.lines ?? new LineTable(text);
  }

  get hasError(): boolean {
    return this.#tree.rootNode.hasError;
  }

  /** Copies the whole tree, but not what is below nodes of the types in `stop`. */
  root(stop: ReadonlySet<string> = NOTHING): Syntax {
    return this.#read(this.#tree.walk(), stop);
  }

  /** Copies the outermost node that spans exactly `start` to `end`, or undefined. */
  at(start: number, end: number, stop: ReadonlySet<string> = NOTHING): Syntax | undefined {
    const cursor = this.#tree.walk();
    const [from, to] = [start - this.#from, end - this.#from];
    for (;;) {
      if (cursor.startIndex === from && cursor.endIndex === to && cursor.nodeType !== this.#tree.rootNode.type)
        return this.#read(cursor, stop);
      // The first child that ends behind `from`: its index or null, whatever the typings say.
      if (from < 0 || (cursor.gotoFirstChildForIndex(from) as unknown) === null) return undefined;
      while (cursor.endIndex <= from || (cursor.endIndex < to && cursor.startIndex <= from))
        if (!cursor.gotoNextSibling()) return undefined;
      if (cursor.startIndex > from) return undefined;
    }
  }

  /** Nodes of the given types anywhere, found by tree-sitter itself, in source order; without their children. */
  find(...types: string[]): Syntax[] {
    const { sought } = this.grammar;
    if (!types.every((type) => type in sought)) return this.#search(types.map((type) => `(${type}) @n`).join(' '));
    this.#sought ??= this.#search(Object.values(sought).join(' '));
    return this.#sought.filter(({ type }) => types.includes(type));
  }

  #search(patterns: string): Syntax[] {
    let query = this.grammar.queries.get(patterns);
    if (query === undefined) {
      query = new (treeSitter().Query)(this.grammar.language, patterns);
      this.grammar.queries.set(patterns, query);
    }
    // Of a deep tree a search takes time by the square of the depth; it stops without a word when the time is over.
    const started = performance.now();
    const captures = query.captures(this.#tree.rootNode, { timeoutMicros: Math.max(1, this.#left * 1000) });
    this.#left -= performance.now() - started;
    if (this.#left <= 0) throw new Unreadable('it takes too long to be read');
    return captures.map(({ node }) => ({
      type: node.type,
      named: true,
      field: undefined,
      start: this.#from + node.startIndex,
      end: this.#from + node.endIndex,
      line: this.lines.lineAt(this.#from + node.startIndex),
      children: [],
    }));
  }

  textOf(node: Pick<Syntax, 'start' | 'end'>): string {
    return this.text.slice(node.start, node.end);
  }

  #read(cursor: Parser.TreeCursor, stop: ReadonlySet<string>): Syntax {
    const { types, named, fields } = this.grammar;
    const copy = (): Growing => {
      const id = cursor.nodeTypeId;
      if (types[id] === undefined) {
        types[id] = cursor.nodeType;
        named[id] = cursor.nodeIsNamed;
      }
      const fieldId = cursor.currentFieldId;
      let field: string | undefined;
      if (fieldId !== 0) field = fields[fieldId] ??= cursor.currentFieldName;
      const start = this.#from + cursor.startIndex;
      return {
        type: types[id],
        named: named[id] as boolean,
        field,
        start,
        end: this.#from + cursor.endIndex,
        line: this.lines.lineAt(start),
        children: [],
      };
    };
    const root = copy();
    const path = [root];
    const descend = (node: Growing) => node.named && !stop.has(node.type) && cursor.gotoFirstChild();
    if (!descend(root)) return root;
    for (;;) {
      const node = copy();
      (path[path.length - 1] as Growing).children.push(node);
      if (descend(node)) {
        path.push(node);
        if (path.length > MAX_DEPTH) throw new Unreadable(`nested more than ${MAX_DEPTH} levels deep`);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        path.pop();
        if (path.length === 0) return root;
        cursor.gotoParent();
      }
    }
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** Lines and columns of a text; line ends are LF, CRLF or CR. */
export class LineTable {
  readonly #starts: number[] = [0];
  #last = 0;

  constructor(readonly text: string) {
    const ends = /\r\n?|\n/g;
    while (ends.exec(text) !== null) this.#starts.push(ends.lastIndex);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** 1-based line of an offset. Fast when asked in rising order. */
  lineAt(offset: number): number {
    const starts = this.#starts;
    let low = (starts[this.#last] as number) <= offset ? this.#last : 0;
    if (offset < (starts[low + 1] ?? Number.POSITIVE_INFINITY)) return low + 1;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    this.#last = low;
    return low + 1;
  }

  /** 1-based column in UTF-16 units. */
  columnAt(offset: number): number {
    return offset - (this.#starts[this.lineAt(offset) - 1] as number) + 1;
  }
}

/** The first child in a field. */
export function fieldOf(node: Syntax, field: string): Syntax | undefined {
  return node.children.find((child) => child.field === field);
}

/** All children in a field. */
export function fieldsOf(node: Syntax, field: string): Syntax[] {
  return node.children.filter((child) => child.field === field);
}

/** Named children without comments. */
export function partsOf(node: Syntax): Syntax[] {
  return node.children.filter((child) => child.named && child.type !== 'comment');
}

/** The first child of one of the types. */
export function childOf(node: Syntax, ...types: string[]): Syntax | undefined {
  return node.children.find((child) => types.includes(child.type));
}

export function hasToken(node: Syntax, token: string): boolean {
  return node.children.some((child) => child.type === token);
}

/** Source text on one line: white space folded. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** See `Routine.hash`. */
export function hashOf(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/** A comment's text without `//`, `///`, `/*` and the stars of a block's lines. */
export function commentText(source: string): string {
  if (source.startsWith('/*')) {
    return source
      .slice(2)
      .replace(/\*+\/$/, '')
      .split(/\r\n?|\n/)
      .map((line) => line.replace(/^\s*\*+ ?/, '').trim())
      .join('\n')
      .trim();
  }
  return source.replace(/^\/\/+/, '').trim();
}

/** Comments with offsets, in source order; made once per file, and handed out to the routines that they belong to. */
export function commentsOf(tree: SourceTree): (Comment & { readonly start: number; readonly end: number })[] {
  return tree.find('comment').map((node) => ({ text: commentText(tree.textOf(node)), at: node.line, start: node.start, end: node.end }));
}

/** The parts that did not parse, outermost first; a part inside another is left out. */
export function problemsOf(tree: SourceTree): (Problem & { readonly start: number; readonly end: number })[] {
  if (!tree.hasError) return [];
  const found: (Problem & { start: number; end: number })[] = [];
  for (const node of tree.find('ERROR', 'MISSING')) {
    const last = found[found.length - 1];
    if (last !== undefined && node.start < last.end) continue;
    const text = tree.textOf(node);
    const shown = foldSpace(text).slice(0, 60);
    found.push({
      line: node.line,
      endLine: tree.lines.lineAt(Math.max(node.start, node.end - 1)),
      column: tree.lines.columnAt(node.start),
      message: shown === '' ? 'something is missing here' : `\`${shown}\` is not understood`,
      names: identifiersIn(text),
      start: node.start,
      end: node.end,
    });
  }
  return found;
}

/** The distinct identifiers in a text, sorted; at most 2,000. */
export function identifiersIn(text: string): string[] {
  const names = new Set<string>();
  for (const [name] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) {
    names.add(name);
    if (names.size >= 2000) break;
  }
  return [...names].sort();
}
