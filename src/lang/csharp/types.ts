const TOKEN = /\s*(?:([\p{L}_@][\p{L}\p{N}_]*)|(\?)|(\*)|(\[[\s,]*\])|(\.|::)|([<>(),]))/uy;

/** A list is short: a text made of comparisons must not be read again from each of them to its end. */
const LONGEST = 1000;

/**
 * Past the `>` of the list of type arguments that begins at `open`; undefined if none does. Read as the language reads them where a comparison
 * could stand too: names, their arguments, tuples, arrays, nullables, pointers.
 */
export function endOfTypes(code: string, open: number): number | undefined {
  const waiting: string[] = [];
  /** Whether a type has ended, so that no other can begin. */
  let ended = false;
  TOKEN.lastIndex = open;
  for (let match = TOKEN.exec(code); match !== null && match.index - open < LONGEST; match = TOKEN.exec(code)) {
    const [, name, nullable, pointer, rank, dot, bracket] = match;
    if (name !== undefined) {
      // The name of a tuple's element may follow its type.
      if (ended && waiting.at(-1) !== ')') return undefined;
      ended = true;
    } else if (nullable !== undefined || pointer !== undefined || rank !== undefined) {
      if (!ended) return undefined;
    } else if (dot !== undefined) {
      if (!ended) return undefined;
      ended = false;
    } else if (bracket === '<') {
      if (!ended && waiting.length > 0) return undefined;
      waiting.push('>');
      ended = false;
    } else if (bracket === '(') {
      if (ended) return undefined;
      waiting.push(')');
    } else if (!ended) return undefined;
    else if (bracket === ',') ended = false;
    else {
      if (waiting.pop() !== bracket) return undefined;
      if (waiting.length === 0) return TOKEN.lastIndex;
    }
  }
  return undefined;
}

/** The types of a list without its brackets. */
export function typesIn(list: string): string[] {
  const types: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of list.matchAll(/[<>(),[\]]/g)) {
    if ('<(['.includes(token)) depth++;
    else if (token !== ',') depth--;
    else if (depth === 0) {
      types.push(list.slice(start, index));
      start = index + 1;
    }
  }
  return [...types, list.slice(start)];
}
