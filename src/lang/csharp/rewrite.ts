/**
 * C# that the grammar does not know is overwritten by C# that it does, at equal length: the tree then has the places of
 * the original, and every name is read from the original text.
 */
import { blank, bracesBeforeHoles, maskText, textSpans } from './mask.js';
import { endOfTypes } from './types.js';

interface Edit {
  readonly at: number;
  /** As long as what it replaces. */
  readonly text: string;
}

interface Rewrite {
  /** A text without this needs no rewriting; asked of the text as it is, comments and strings included. */
  readonly hint: RegExp;
  /**
   * @param code the text without comments and literals
   * @param text the text with them
   */
  edits(code: string, text: string): Iterable<Edit>;
}

/** For every file: what the grammar would read wrongly, or recover from at the cost of the members around it. */
export function rewriteKnown(text: string): string {
  return rewrite(text, KNOWN);
}

/** For what did not parse: rewrites that lose a detail, or take a look at the surroundings. */
export function rewriteBroken(text: string): string {
  return rewrite(text, BROKEN);
}

/**
 * `a < b > (c)` is a call, says the language, and `F(a < b, c > d)` holds comparisons (Lexical structure, "Grammar ambiguities"). Where the
 * grammar read the one as the other, name and type arguments become one name, and the `<` an operator that opens nothing.
 * @param found what the grammar took for the `<` of a comparison, or for a list of type arguments where none can be
 */
export function rewriteAmbiguous(text: string, found: readonly { readonly type: string; readonly at: number }[]): string {
  const edits: Edit[] = [];
  for (const { type, at } of found) {
    const end = endOfTypes(text, at);
    const window = text.slice(Math.max(0, at - 200), at);
    const before = window.trimEnd();
    const next = end === undefined ? undefined : /\S/.exec(text.slice(end, end + 200))?.[0];
    if (type === 'type_argument_list') {
      if (next !== '(' && !/\b(?:out|ref|in|new)\s+[\p{L}\p{N}_.:\s]+$/u.test(before)) edits.push({ at, text: '-' });
      continue;
    }
    if (end === undefined) continue;
    const start = at - window.length + before.length;
    const isCreation = /\bnew\s+[\p{L}\p{N}_.:\s]+$/u.test(before);
    if (next === '(' || (isCreation && (next === '{' || next === '['))) edits.push({ at: start, text: 'X'.repeat(end - start) });
  }
  return edits.length === 0 ? text : applied(text, edits);
}

/** What {@link rewriteAmbiguous} is to be given, by type of node. */
export const AMBIGUOUS = {
  '<': '(binary_expression operator: "<" @n)',
  type_argument_list: [
    '(argument_list (argument . (declaration_expression type: (generic_name (type_argument_list) @n))))',
    '(argument_list (argument . (declaration_expression type: (qualified_name name: (generic_name (type_argument_list) @n)))))',
    '(type_argument_list (array_type rank: (array_rank_specifier (_)))) @n',
  ].join(' '),
};

function rewrite(text: string, rewrites: readonly Rewrite[]): string {
  const wanted = rewrites.filter(({ hint }) => hint.test(text));
  if (wanted.length === 0) return text;
  let code = maskText(text);
  let rewritten = text;
  for (const { edits } of wanted) {
    const made = [...edits(code, rewritten)].sort((a, b) => a.at - b.at);
    code = applied(code, made);
    rewritten = applied(rewritten, made);
  }
  return rewritten;
}

function applied(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const edit of edits) {
    if (edit.at < last) continue;
    parts.push(text.slice(last, edit.at), edit.text);
    last = edit.at + edit.text.length;
  }
  parts.push(text.slice(last));
  return parts.join('');
}

/** What `extension(T receiver) { … }` is read as: a class, whose keyword is then not `class` in the text. */
const EXTENSION_HEADER = /(?<=[{};\]]\s*)\bextension\s*(?:<[^<>{};]*(?:<[^<>{};]*>[^<>{};]*)*>\s*)?\(/g;

const extensionBlocks: Rewrite = {
  hint: /\bextension\s*[<(]/,
  *edits(code) {
    for (const { index, 0: header } of code.matchAll(EXTENSION_HEADER)) {
      const close = closing(code, index + header.length - 1);
      const rest = close === undefined ? null : /^\s*(?:where\b[^{};]*)?\{/.exec(code.slice(close + 1, close + 2000));
      if (close === undefined || rest === null) continue;
      const open = close + rest[0].length;
      yield { at: index, text: `class e${blank(code.slice(index + 'class e'.length, open))}` };
    }
  },
};

/** Whether a type declaration is an extension block of the original text. */
export function isExtensionBlock(text: string, start: number): boolean {
  return text.startsWith('extension', start);
}

const asyncAsName: Rewrite = {
  hint: /\basync\s*[^\s\w@([<]/,
  *edits(code) {
    for (const { index } of code.matchAll(/\basync\b(?=\s*(?:[^\s\w@([<]|(?:is|as|switch|and|or|when|in)\b))/g))
      yield { at: index, text: 'aSYNC' };
  },
};

/** `[property]` is a list of one value, `[property: X]` an attribute: the grammar takes both for the latter. */
const attributeTargets: Rewrite = {
  hint: /\[\s*(?:property|type|field|method|param|module|assembly|typevar)\b/,
  *edits(code) {
    for (const { index, 0: found } of code.matchAll(
      /\[\s*(?=(?:property|type|field|method|param|module|assembly|typevar)\b(?!\s*:(?!:)))/g,
    ))
      yield { at: index + found.length, text: 'X' };
  },
};

/** `union U(A, B);` is read as a class. What stands in the parentheses are types, or it would be a method of a type called `union`. */
const unions: Rewrite = {
  hint: /\bunion\s+[\p{L}_@]/u,
  *edits(code) {
    for (const { index, 0: header } of code.matchAll(/\bunion\s+@?[\p{L}_][\p{L}\p{N}_]*\s*(?:<[^<>(){};]*>\s*)?\(/gu)) {
      const open = index + header.length - 1;
      const close = closing(code, open);
      if (close === undefined || !/^\s*[;{:w]/.test(code.slice(close + 1, close + 300))) continue;
      if (/[\p{L}\p{N}_>\])?]\s+[\p{L}_]/u.test(code.slice(open + 1, close))) continue;
      yield { at: index, text: 'class' };
      yield { at: open, text: blank(code.slice(open, close + 1)) };
    }
  },
};

const antiConstraints: Rewrite = {
  hint: /\ballows\s+ref\s+struct\b/,
  *edits(code) {
    for (const { index, 0: found } of code.matchAll(/\ballows(\s+ref\s+struct)\b/g))
      yield { at: index, text: `allows${blank(found.slice(6))}` };
  },
};

const compoundOperators: Rewrite = {
  hint: /\boperator\b[^(]*=\s*\(/,
  *edits(code) {
    for (const { index, 0: found } of code.matchAll(/\boperator\s+(?:checked\s+)?(?:>>>|>>|<<|[-+*/%&|^])(?==\s*\()/g))
      yield { at: index + found.length, text: ' ' };
  },
};

/** A doubled quote at either end of `$@"""{x}"""`: the grammar takes three for those of a raw string. */
const verbatimQuotes: Rewrite = {
  hint: /(?:\$@|@\$)"/,
  *edits(_, text) {
    for (const { start, end } of textSpans(text)) {
      if (!/^(?:\$@|@\$)"/.test(text.slice(start, start + 3))) continue;
      const inner = text.slice(start + 3, end - 1);
      const [first = ''] = /^(?:"")+/.exec(inner) ?? [];
      const [last = ''] = /(?:"")+$/.exec(inner.slice(first.length)) ?? [];
      yield { at: start + 3, text: blank(first) };
      yield { at: end - 1 - last.length, text: blank(last) };
    }
  },
};

const braces: Rewrite = {
  hint: /\{\{\{/,
  *edits(_, text) {
    for (const { start, end } of bracesBeforeHoles(text)) yield { at: start, text: ' '.repeat(end - start) };
  },
};

/** `(a)[0]`, an index: the grammar takes it for a cast of a list. */
const parenthesizedIndexes: Rewrite = {
  hint: /\(\s*[\p{L}_@][\p{L}\p{N}_.]*\s*\)\s*\[/u,
  *edits(code) {
    for (const { index, 0: found } of code.matchAll(
      /(?<=(?:=>|[=(,;{}?:&|+\-*/!<])\s*|\b(?:return|await|in|throw)\s*)\(\s*(?!(?:object|string|dynamic|[sn]?byte|u?short|nu?int|u?int|u?long|char|bool|float|double|decimal)\s*\))[\p{L}_@][\p{L}\p{N}_.]*\s*\)(?=\s*\[)/gu,
    ))
      yield { at: index, text: found.replace(/[()]/g, ' ') };
  },
};

/** `ref partial struct`: the grammar has `ref` before `struct` alone. */
const partialRefStructs: Rewrite = {
  hint: /\bref\s+partial\b/,
  *edits(code) {
    for (const { index } of code.matchAll(/\bref(?=\s+partial\s+(?:record\s+)?struct\b)/g)) yield { at: index, text: blank('ref') };
  },
};

const KNOWN: readonly Rewrite[] = [
  verbatimQuotes,
  braces,
  extensionBlocks,
  partialRefStructs,
  parenthesizedIndexes,
  unions,
  asyncAsName,
  attributeTargets,
  antiConstraints,
  compoundOperators,
];

/** `a?.b[0] = c`: the question marks of an assignment's target. */
const conditionalAssignments: Rewrite = {
  hint: /\?\s*[.[]/,
  *edits(code) {
    for (const { index } of code.matchAll(/\?(?=\s*(?:\.\s*[\p{L}_@]|\[))/gu)) {
      const end = endOfChain(code, index);
      if (/^\s*(?:[-+*/%&|^]|<<|>>>?|\?\?)?=(?![=>])/.test(code.slice(end, end + 200))) yield { at: index, text: ' ' };
    }
  },
};

/** Past the member accesses, calls and indexes that follow. */
function endOfChain(code: string, start: number): number {
  const link = /\s*(?:[?!]?\s*\.\s*@?[\p{L}_][\p{L}\p{N}_]*(?:\s*<[\p{L}\p{N}_.,<>?[\]\s]*>(?=\s*\())?|!(?!=)|\?(?=\s*\[))/uy;
  let at = start;
  for (;;) {
    link.lastIndex = at;
    const matched = link.exec(code);
    if (matched !== null) at = link.lastIndex;
    const bracket = /\s*[([]/y;
    bracket.lastIndex = at;
    if (bracket.exec(code) !== null) {
      const close = closing(code, bracket.lastIndex - 1);
      if (close === undefined) return at;
      at = close + 1;
    } else if (matched === null) return at;
  }
}

/** Slices of list patterns, and the patterns at the start of an arm, which the grammar takes for attributes. Those of accessors are attributes. */
const listPatterns: Rewrite = {
  hint: /\[/,
  *edits(code) {
    for (const { index } of code.matchAll(/\[/g)) {
      const before = /(\S)\s*$/.exec(code.slice(Math.max(0, index - 200), index))?.[1] ?? '';
      const word = /([\p{L}_][\p{L}\p{N}_]*)\s*$/u.exec(code.slice(Math.max(0, index - 200), index))?.[1] ?? '';
      if (/[\p{L}\p{N}_)\]?!>]/u.test(before) && !PATTERN_WORDS.has(word)) continue;
      const close = closing(code, index);
      if (close === undefined) continue;
      for (const slice of code.slice(index, close).matchAll(/\.\.(?=\s*(?:,|$))/g)) yield { at: index + slice.index, text: '_ ' };
      for (const slice of code.slice(index, close).matchAll(/\.\.(?=\s*(?:var\b|\{))/g)) yield { at: index + slice.index, text: '  ' };
      const behind = code.slice(close + 1, close + 300);
      const isArm =
        /[{,]/.test(before) &&
        /^\s*(?:=>|(?:when|and|or)\b|(?!(?:get|set|init|add|remove)\b)[\p{L}_][\p{L}\p{N}_]*\s*(?:=>|when\b))/u.test(behind);
      if (!isArm && !PATTERN_WORDS.has(word)) continue;
      yield { at: index, text: '(' };
      yield { at: close, text: ')' };
    }
  },
};

const PATTERN_WORDS: ReadonlySet<string> = new Set(['is', 'not', 'or', 'and', 'case']);

/** `(ref x, out y) => …`: modifiers of lambda parameters whose types are left out, and `params`. */
const lambdaModifiers: Rewrite = {
  hint: /\b(?:ref|out|in|scoped|params|readonly)\b[^()]*\)\s*=>/,
  *edits(code) {
    for (const { index } of code.matchAll(/(?<![\p{L}\p{N}_>@]\s*|\b(?:async|static)\s+)\(|(?<=\b(?:async|static)\s*)\(/gu)) {
      const close = closing(code, index);
      if (close === undefined || !/^\s*=>/.test(code.slice(close + 1, close + 200))) continue;
      for (const modifier of code.slice(index, close).matchAll(/(?<=[(,\s])(?:ref|out|in|scoped|params|readonly)(?=\s+[\p{L}_@(])/gu))
        yield { at: index + modifier.index, text: blank(modifier[0]) };
    }
  },
};

const references: Rewrite = {
  hint: /[=?:]\s*ref\b/,
  *edits(code) {
    for (const { index, 0: found } of code.matchAll(/[=?:]\s*ref(?=[\s(])(?!\s+struct\b)/g))
      yield { at: index, text: found.replace('ref', '   ') };
  },
};

/** The end of parentheses before `=` or a compound assignment. */
const ASSIGNED = /\)(?=\s*(?:[-+*/%&|^]|<<|>>>?|\?\?)?=(?![=>]))/g;

/** `F(ref x) = y`, where F returns a reference: the grammar knows no call as a target, so its parentheses become brackets. */
const assignedCalls: Rewrite = {
  hint: /\)\s*(?:[-+*/%&|^]|<<|>>>?|\?\?)?=[^=>]/,
  *edits(code) {
    for (const { index } of code.matchAll(ASSIGNED)) {
      const open = opening(code, index);
      const before = code.slice(Math.max(0, (open ?? 0) - 50), open);
      if (open === undefined || !/[\p{L}\p{N}_>]\s*$/u.test(before) || /\bvar\s*$/.test(before)) continue;
      yield { at: open, text: '[' };
      yield { at: index, text: ']' };
    }
  },
};

/** `(a ? ref b : ref c) = d`: the grammar knows no parentheses as a target, so they become an index of nothing. */
const assignedParentheses: Rewrite = {
  hint: /\)\s*(?:[-+*/%&|^]|<<|>>>?|\?\?)?=[^=>]/,
  *edits(code) {
    for (const { index } of code.matchAll(ASSIGNED)) {
      const open = opening(code, index);
      if (open === undefined || !/(?:^|[{};)]|\belse)\s*[ \t]$/.test(code.slice(Math.max(0, open - 50), open))) continue;
      if (!/^\([^,]*\?[^,]*:/.test(code.slice(open, index))) continue;
      yield { at: open - 1, text: 'X[' };
      yield { at: index, text: ']' };
    }
  },
};

/** Contextual keywords where only a name can stand. */
const contextualNames: Rewrite = {
  hint: /\b(?:required|scoped|file|record|partial|where|when|from|extension)\b/,
  *edits(code) {
    for (const { index } of code.matchAll(
      /(?<!\.\s*)\b(?:required|scoped|file|record|partial|where|when|from|extension)(?=\s*(?:[.,;)\]]|=(?![=>])))/g,
    ))
      yield { at: index, text: 'X' };
  },
};

const BROKEN: readonly Rewrite[] = [
  conditionalAssignments,
  listPatterns,
  lambdaModifiers,
  references,
  assignedCalls,
  assignedParentheses,
  contextualNames,
];

export const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What a rewrite is about is short; a text made of brackets must not be read again from each of them to its end. */
const LOOK_AHEAD = 20_000;

/** Where the bracket at `open` is closed; undefined if it is not, if that is too far away, or if brackets cross. */
export function closing(code: string, open: number): number | undefined {
  const waiting: string[] = [];
  const bracket = /[()[\]{}]/g;
  bracket.lastIndex = open;
  for (let match = bracket.exec(code); match !== null && match.index - open < LOOK_AHEAD; match = bracket.exec(code)) {
    const closer = CLOSERS[match[0]];
    if (closer !== undefined) waiting.push(closer);
    else if (waiting.pop() !== match[0]) return undefined;
    else if (waiting.length === 0) return match.index;
  }
  return undefined;
}

/** Where the bracket that `close` closes is opened. */
function opening(code: string, close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= 0 && close - at < LOOK_AHEAD; at--) {
    const char = code[at] as string;
    if (')]}'.includes(char)) depth++;
    else if ('([{'.includes(char) && --depth === 0) return at;
    if (char === ';') return undefined;
  }
  return undefined;
}
