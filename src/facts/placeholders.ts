import type { Comment } from '../model/source.js';

export interface Placeholder {
  readonly at: number;
  /** The words as written. */
  readonly words: string;
  /** The whole comment. */
  readonly text: string;
}

/** Words that mark unfinished work; bounded by non-letters, as other linters have it. */
const WORDS = /(?<![\p{L}\p{N}_])(TODO|FIXME|PLACEHOLDER|HACK|STUB|XXX)(?![\p{L}\p{N}_])/u;
/** In small letters these are words like any other, unless they begin the comment or are followed by a colon. */
const SMALL_WORDS =
  /^\W*(todo|fixme)\b(?!-)|^\W*(placeholder|hack|stub|xxx)\b(?=\s*([.:;,!()–—]|- |$|(for|until|implementation|body|so|because|only)\b))|(?<![\p{L}\p{N}_])(todo|fixme)\s*[:(]/iu;
const PHRASES: readonly RegExp[] = [
  /\b(rest|remainder) of (the )?(implementation|code|logic|method|function)\b|\bomitted for (brevity|now|clarity)\b|\b(implementation|logic|body) (is )?omitted\b/i,
  /\b(simplified|minimal|naive|dummy|fake|mock|skeleton|toy) (version|implementation|port|stand-?in)\b|^\W*simplified\s*[:;,(.–—-]|\bfor simplicity\b/i,
  /\bfor now\b(?=\W*$|\s*[.,;:!)–—-])|^\W*for now\b|\bfor the time being\b|\bas a first (step|cut)\b/i,
  /\bin (a|the) (real|full|actual|complete|production) (application|app|implementation|version|port|server)\b|\b(real|full|complete|proper|actual) (implementation|port|version|logic) (would|should|will|needs|goes|comes|follows)\b/i,
  /^\W*temporary\s*([:;,.!(–—-]|$)|\btemporary (implementation|hack|solution|workaround|measure|fix|code|stub|stand-?in)\b|\btemporarily (returns?|ignored?|disabled?|stubbed|hard-?coded|skipped|always|empty)\b/i,
  /\b(not|isn't) (yet |been |fully |currently )*(implemented|ported|wired( up)?)\b|\bnot (yet (done|supported|handled)|(done|supported|handled|available) yet)\b|\bun-?implemented\b/i,
  /\b(to|will|must|still has to) be (implemented|ported|completed|filled in|wired( up)?)\b|\bimplement(ed|ation)? (me|later|pending)\b|\b(port|wire)(ed|d)? (up |in )?later\b|\bin an? (later|future|subsequent|follow-?up) (batch|step|change|commit|iteration|pass)\b|\b(left|remains) (to be )?(unported|unimplemented|unfinished)\b/i,
  /\b(as|just|only|is) a placeholder\b(?! (for|in|of) the\b)|\bplaceholder (implementation|body|until|return|result|logic|code|values? for now)\b|\bstubbed( out)?\b|\bno-?op (stub|for now)\b/i,
];

/** Comments that say that something is not done. */
export function placeholdersIn(comments: readonly Comment[]): Placeholder[] {
  return comments.flatMap(({ text, at }) => {
    const match = WORDS.exec(text) ?? SMALL_WORDS.exec(text) ?? firstPhrase(text);
    return match === null ? [] : [{ at, words: match[0].replace(/^\W+|[\s:(]+$/g, ''), text }];
  });
}

function firstPhrase(text: string): RegExpExecArray | null {
  for (const phrase of PHRASES) {
    const match = phrase.exec(text);
    if (match !== null) return match;
  }
  return null;
}

/** Whether two remarks are about one thing: most content words of the first are in the second, or it has none. */
export function isSameRemark(remark: Placeholder, original: Placeholder): boolean {
  const words = contentWords(remark.text);
  const others = contentWords(original.text);
  const common = [...words].filter((word) => others.has(word)).length;
  return words.size === 0 || common * 2 >= words.size;
}

const MARKS: ReadonlySet<string> = new Set(
  'todo fixme hack stub placeholder with this that from have should would could here there when then also'.split(' '),
);

function contentWords(text: string): ReadonlySet<string> {
  const words = (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/(ies|es|s)$/, ''));
  return new Set(words.filter((word) => !MARKS.has(word)));
}
