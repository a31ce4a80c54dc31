import type { Comment } from '../model/source.js';

export interface Placeholder {
  readonly at: number;
  /** The words as written. */
  readonly words: string;
  /** What kind of words: two comments of one kind say the same in two languages. */
  readonly kind: string;
}

/** Words that mark unfinished work; bounded by non-letters, as other linters have it. */
const WORDS = /(?<![\p{L}\p{N}_])(TODO|FIXME|PLACEHOLDER|HACK|STUB|XXX)(?![\p{L}\p{N}_])/u;
/** In small letters these are words like any other, unless they begin the comment or are followed by a colon. */
const SMALL_WORDS = /^\W*(todo|fixme|placeholder|hack|stub|xxx)\b(?!-)|(?<![\p{L}\p{N}_])(todo|fixme)\s*[:(]/iu;
const PHRASES: readonly (readonly [kind: string, phrase: RegExp])[] = [
  [
    'omitted',
    /\b(rest|remainder) of (the )?(implementation|code|logic|method|function)\b|\bomitted for (brevity|now|clarity)\b|\b(implementation|logic|body) (is )?omitted\b/i,
  ],
  ['simplified', /\b(simplified|minimal|naive|dummy|fake|mock|skeleton|toy) (version|implementation|port|stand-?in)\b|\bfor simplicity\b/i],
  ['for now', /\b(for now|for the time being|as a first (step|cut))\b/i],
  ['real', /\bin (a|the) (real|full|actual|complete|production) (application|app|implementation|world|system|version|port|server)\b/i],
  [
    'temporary',
    /\btemporar(y|ily)\b(?! (file|dir|directory|folder|table|store|storage|buffer|name|path|variable|failure|error|key|copy|files|index))/i,
  ],
  [
    'not implemented',
    /\b(not|isn't) (yet |been |fully )*(implemented|ported|wired( up)?|done)\b|\bun-?implemented\b|\bto be (implemented|ported|done|completed|filled in)\b|\bwill be (implemented|ported|completed)\b|\bimplement(ed|ation)? (me|later|pending)\b|\bport(ed)? later\b/i,
  ],
  [
    'placeholder',
    /\bplaceholder\b(?! (for|in|of) (the )?(subject|token|name|value|format|argument|parameter|key)s?\b)|\bstubbed( out)?\b|\bno-?op (stub|for now)\b/i,
  ],
];

/** Comments that say that something is not done. */
export function placeholdersIn(comments: readonly Comment[]): Placeholder[] {
  return comments.flatMap((comment) => {
    const found = placeholderIn(comment.text);
    return found === undefined ? [] : [{ at: comment.at, ...found }];
  });
}

function placeholderIn(text: string): Omit<Placeholder, 'at'> | undefined {
  const word = WORDS.exec(text) ?? SMALL_WORDS.exec(text);
  if (word !== null) return { words: word[0].trim(), kind: 'todo' };
  for (const [kind, phrase] of PHRASES) {
    const match = phrase.exec(text);
    if (match !== null) return { words: match[0], kind };
  }
  return undefined;
}
