import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { memberNames } from '../pair/names.js';
import { withOverloads } from './calls.js';
import { sizeOf } from './describe.js';
import type { Facts } from './facts.js';
import { isIncidental } from './hollow.js';
import type { Loss } from './loss.js';
import { keyOf, skeletonOf, wordsOf } from './profile.js';
import { simpleTypeName, typeOfPath } from './types.js';
import { calleeName, nodesOf, pathOf, walk } from './walk.js';

/**
 * What Go calls by functions that have rows of their own, and C# does not: neither the member of such a row, nor one of that name, nor a member
 * that calls it. Left out is what an expression may stand for: a function of a line or two, one that only tells something of its object, one that
 * makes an error.
 */
export function lostCalls(go: Routine, members: readonly Routine[], facts: Facts): readonly Loss[] {
  const body = facts.bodyOf(go);
  if (body === undefined) return [];
  const called = new Map<string, { readonly lost: Loss; readonly rows: readonly Row[] }>();
  walk(body, (node) => {
    // What is deferred sees to a panic, or gives something back: C# does so by other means.
    if (node.k === 'defer') return false;
    if (node.k !== 'call') return undefined;
    // What is called for a line in the log is part of it.
    if (isIncidental(node, go, facts)) return false;
    const name = calleeName(node.callee);
    const text = pathOf(node.callee);
    if (name === undefined || text === undefined || called.has(keyOf(name)) || isNoWork(name, node)) return undefined;
    const rows = rowsOf(node, name, go, facts);
    if (rows.length > 0 && !rows.some((row) => isSmall(row, facts))) called.set(keyOf(name), { lost: { text, at: node.at }, rows });
    return undefined;
  });
  if (called.size === 0) return [];
  const names = facts.reach.identifiersFrom(withOverloads(members, facts.csharp));
  return [...called.values()].filter(({ lost, rows }) => !isNamed(lost, rows, names)).map(({ lost }) => lost);
}

/** The rows of the function that a call runs: of the own type, of the type of a field or parameter, of the package. */
function rowsOf(call: NodeOf<'call'>, name: string, go: Routine, { claims, go: code }: Facts): readonly Row[] {
  if (call.callee.k === 'name') return go.parameters.some((each) => each.name === name) ? [] : features(claims.ofGo('', name));
  const receiver = call.callee.k === 'member' ? pathOf(call.callee.of) : undefined;
  if (receiver === undefined) return [];
  if (receiver === go.receiver) return features(claims.ofGo(go.owner, name));
  const inner = go.receiver !== undefined && receiver.startsWith(`${go.receiver}.`) ? receiver.slice(go.receiver.length + 1) : receiver;
  const type = simpleTypeName(typeOfPath(inner, go, code));
  return type === '' ? [] : features(claims.ofGo(type, name));
}

function features(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ kind }) => kind === 'feature');
}

/** A call that tells something of an object, makes or turns one into another, or makes an error: any expression may stand for it. */
function isNoWork(name: string, { args }: NodeOf<'call'>): boolean {
  return (args.length === 0 && TELLS.test(name)) || MAKES.test(name);
}

const TELLS =
  /^([gG]et|[iI]s|[hH]as|[lL]en|[sS]ize|[cC]ount|[sS]tring|[nN]ame|[iI]d|ID|[tT]ype|[sS]tate|[nN]um|[nN]ext|[cC]opy|[cC]lone)(?![a-z])/;
const MAKES = /^([nN]ew|[mM]ake|[lL]en|[sS]ize|[mM]in|[mM]ax|[tT]o|[aA]s)(?![a-z])|^errors?f?(?![a-z])|[eE]rr(or)?$/;

/**
 * Whether the Go function of a row is one that an expression may stand for: of two statements, or one that only works out a value, for which the
 * base library may have a call. One that says yes or no, or tells of an error, has to be short for that.
 */
function isSmall(row: Row, facts: Facts): boolean {
  const routine = facts.go.routinesNamed(row.goMethod).find((each) => each.name === row.goMethod && each.owner === row.goClass);
  // What only hands on is as large as what it hands on to.
  const body = routine && facts.bodyOf(facts.settledBehaviour(routine).through.at(-1) ?? routine);
  if (routine === undefined || body === undefined) return row.goLineCount !== undefined && row.goLineCount <= 4;
  const { statements } = sizeOf(body);
  const isVerdict = routine.results.every((type) => /^(bool|error)$/.test(type));
  return statements <= 2 || ((statements <= 5 || !isVerdict) && !changesAnything(body));
}

/** Whether a Go body writes more than its locals, or makes a call for what it does. */
function changesAnything(body: Node): boolean {
  const isDeed = (node: Node) => (node.k === 'call' && calleeName(node.callee) !== 'copy') || node.k === 'spawn' || node.k === 'defer';
  const isStatement = nodesOf(body, 'block').some((block) => block.body.some(isDeed));
  return isStatement || nodesOf(body, 'assign').some(({ targets }) => targets.some(({ k }) => k !== 'name'));
}

/** Whether a name says what is called: the row's member, Go's name, or one that has its words. */
function isNamed({ text }: Loss, rows: readonly Row[], names: ReadonlySet<string>): boolean {
  const name = text.slice(text.lastIndexOf('.') + 1);
  const keys = new Set([keyOf(name), ...rows.flatMap((row) => memberNames(row.dotnetMethod)).map((member) => keyOf(member.name))]);
  // `unTrack` is not `Track`.
  const words = /^(un|de|dis)[A-Z]/.test(name) ? [] : wordsOf(name).filter((word) => !FILLING.test(word));
  for (const each of names) {
    if (keys.has(keyOf(each))) return true;
    const others = each.split('.').flatMap(wordsOf);
    if (words.length > 0 && words.every((word) => others.some((other) => isSameWord(word, other)))) return true;
  }
  return false;
}

const FILLING = /^(from|with|and|for|the|all|option|options|info|locked|internal|helper)$/;

/** `msgs` and `message`, `valid` and `validate`. */
function isSameWord(a: string, b: string): boolean {
  return (
    skeletonOf(a.replace(/s$/, '')) === skeletonOf(b.replace(/s$/, '')) ||
    (a.length > 3 && b.startsWith(a)) ||
    (b.length > 3 && a.startsWith(b))
  );
}
