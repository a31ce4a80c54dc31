import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { withOverloads } from './calls.js';
import type { Facts } from './facts.js';
import type { Loss } from './loss.js';
import { arises, LIBRARY, skeletonOf, wordsOf } from './profile.js';
import { calleeName, namesIn, nodesOf, pathOf, rootName, walk } from './walk.js';

/**
 * Errors that arise in Go and that C# has no name and no text like, where it has one for as many others and more: then it does not word them anew.
 */
export function lostErrors(go: Routine, members: readonly Routine[], facts: Facts): readonly Loss[] {
  const body = facts.bodyOf(go);
  if (body === undefined) return [];
  const errors = new Map<string, Loss & { readonly words: ReadonlySet<string> }>();
  const impossible = new Set(nodesOf(body, 'branch').flatMap(impossibleRaises));
  for (const raise of nodesOf(body, 'raise')) {
    if (raise.value === undefined || !arises(raise.value) || impossible.has(raise)) continue;
    const told = toldBy(raise.value);
    const words = new Set(told === undefined ? [] : wordsIn(told));
    if (told !== undefined && words.size > 0 && !errors.has(told)) errors.set(told, { text: told, at: raise.at, words });
  }
  if (errors.size < 2) return [];
  const texts = textsFrom(withOverloads(members, facts.csharp), facts);
  // A text stands for the one error that it is most like.
  const told = new Set(texts.map((text) => bestOf([...errors.values()], text)));
  const lost = [...errors.values()].filter((error) => !told.has(error));
  return lost.length * 2 <= errors.size ? lost : [];
}

/** Errors for what C# cannot have: `nil` for what is there, a size beyond what a length can be. */
function impossibleRaises({ how, arms }: NodeOf<'branch'>): readonly Node[] {
  if (how !== 'if') return [];
  return arms.flatMap(({ tests, body }) => {
    const isImpossible = tests.some(
      (test) =>
        (test.k === 'binary' && test.op === '==' && test.right.k === 'literal' && test.right.type === 'null') ||
        nodesOf(test, 'member').some(({ of, name }) => of.k === 'name' && of.name === 'math' && name.startsWith('Max')),
    );
    return isImpossible ? nodesOf(body, 'raise') : [];
  });
}

/** The name of an error, or the text that it is made of. */
function toldBy(value: Node): string | undefined {
  // Of the library's errors C# has its own: `io.ErrUnexpectedEOF` is an `EndOfStreamException`.
  if (value.k === 'member' && LIBRARY.test(rootName(value) ?? '')) return undefined;
  if (value.k === 'name' || value.k === 'member') return /^[eE]rr[A-Z]/.test(value.name) ? value.name : undefined;
  const [literal] = nodesOf(value, 'literal').filter(({ type }) => type === 'string');
  if (literal !== undefined) return literal.value;
  const path = value.k === 'call' ? pathOf(value.callee) : undefined;
  return path !== undefined && /^New\w+Error$/.test(path) ? path : undefined;
}

const EMPTY = /^(err|error|errors|the|and|for|not|with|from|invalid|failed|unable|exception|argument|new|bad)$/;

function wordsIn(text: string): string[] {
  const parts = /^\w+$/.test(text)
    ? wordsOf(text)
    : text
        .replace(/%[#+\w.]+/g, ' ')
        .split(/[^A-Za-z]+/)
        .flatMap(wordsOf);
  return parts
    .map((word) => word.replace(/(s|ed|ing)$/, ''))
    .filter((word) => word.length > 2 && !EMPTY.test(word))
    .map(skeletonOf);
}

/** The error with which a text has most words in common, half of the error's and more. */
function bestOf<T extends { readonly words: ReadonlySet<string> }>(errors: readonly T[], text: ReadonlySet<string>): T | undefined {
  let [best, most]: [T | undefined, number] = [undefined, 0];
  for (const error of errors) {
    const common = [...error.words].filter((word) => text.has(word)).length;
    // Of two with as much in common the shorter one is meant.
    const closeness = common + common / error.words.size;
    if (common >= error.words.size * 0.5 && closeness > most) [best, most] = [error, closeness];
  }
  return best;
}

/** Words of each text, and of each name of a type or member, in what C# members and what they come to throw, or give back. */
function textsFrom(members: readonly Routine[], facts: Facts): readonly ReadonlySet<string>[] {
  const found = new Map<string, ReadonlySet<string>>();
  const add = (text: string) => {
    if (!found.has(text)) found.set(text, new Set(wordsIn(text)));
  };
  const told = (node: Node) => {
    if ((node.k === 'name' || node.k === 'member') && /^[A-Z]/.test(node.name)) add(node.name);
    else if (node.k === 'create') {
      // An exception that says more by what it is given may be thrown for anything.
      if (!node.args.some(({ value }) => /^(literal|format|member|call)$/.test(value.k))) add(node.type);
    } else if (node.k === 'literal' && node.type === 'string') add(node.value);
    else if (node.k === 'format') add(node.parts.map((part) => (part.k === 'literal' ? part.value : ' ')).join(' '));
  };
  for (const routine of facts.reach.from(members, 3)) {
    const body = facts.bodyOf(routine);
    if (body === undefined) continue;
    walk(body, (node) => {
      const isTold =
        node.k === 'raise' ||
        node.k === 'return' ||
        (node.k === 'assign' && /err|fail|exception|reason|problem/i.test(namesIn(node.targets[0] ?? node).join())) ||
        (node.k === 'call' &&
          /^(Throw|Fail|Report|Require|Ensure|Check|Verify|Validate|Guard|SetException|TrySetException|Add)/.test(
            calleeName(node.callee) ?? '',
          ));
      if (!isTold) return undefined;
      walk(node, told);
      return undefined;
    });
  }
  return [...found.values()].filter((words) => words.size > 0);
}
