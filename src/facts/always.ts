import type { Node, NodeOf } from '../model/tree.js';
import { writtenNumber } from './reachable.js';
import { calleeName, pathOf, statementsOf } from './walk.js';

/** What is known of values beyond the expression that is looked at. */
export interface Known {
  /** The value behind a name that only ever had one. */
  settled(node: Node): Node;
  isSame(left: Node, right: Node): boolean;
  isNeverNull(node: Node): boolean;
  /** Whether the port says itself what this member gives. */
  isOfPort(member: string): boolean;
  /** Whether a value is a count, which is never below zero. */
  isCount(node: Node): boolean;
  /** What stands for a value when two are compared; undefined for one that is another each time it is asked for. */
  keyOf(node: Node): string | undefined;
}

/** Numbers from `low` to `high`; both may be infinite, both belong to it unless open. */
interface Interval {
  readonly low: number;
  readonly high: number;
  readonly open?: 'low' | 'high' | 'both';
}

/** A condition on one value: the set in which that has to be. False and true are 0 and 1, null is 0 among objects and 2 beside a truth. */
interface Atom {
  readonly subject: Node;
  readonly sort: 'number' | 'bool' | 'bool?' | 'null';
  readonly set: readonly Interval[];
}

const ALL: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
/** All values there are of a sort; a truth that is compared with one may be missing (`bool?`). */
const VALUES = { bool: [point(0), point(1)], 'bool?': [point(0), point(1), point(2)], null: [point(0), point(1)] } as const;
const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==', '!=': '!=' };

/** The value of a condition, if it has the same whatever its parts are. */
export function truthOf(condition: Node, known: Known): boolean | undefined {
  const node = plain(condition, known);
  switch (node.k) {
    case 'literal':
      return node.type === 'bool' ? node.value === 'true' : undefined;
    case 'unary': {
      const value = node.op === '!' ? truthOf(node.value, known) : undefined;
      return value === undefined ? undefined : !value;
    }
    case 'branch':
      return node.how === 'conditional' ? agreed(node.arms.map((arm) => truthOf(arm.body, known))) : undefined;
    case 'call':
      return callTruth(node, known);
    case 'binary':
      if (node.op === '||' || node.op === '&&') return chainTruth(node, known);
      if (FLIPPED[node.op] !== undefined && known.isSame(node.left, node.right)) return /=$/.test(node.op) && node.op !== '!=';
      break;
  }
  if (node.k === 'is' && isMadeOf(node, known)) return true;
  const atom = atomOf(node, known);
  if (atom === undefined) return undefined;
  const domain = domainOf(atom, known);
  if (covers(atom.set, domain)) return true;
  return domain.every((part) => atom.set.every((each) => !overlap(each, part))) ? false : undefined;
}

/** `store is Store` of what was made by `new Store()`. */
function isMadeOf({ value, type, test }: NodeOf<'is'>, known: Known): boolean {
  const made = plain(value, known);
  const wanted = type ?? (test?.k === 'name' ? test.name : undefined);
  return made.k === 'create' && made.type !== '' && made.type === wanted;
}

/** What a function without a condition gives, if its parameters have no part in it. */
export function constantOf(lambda: NodeOf<'lambda'>, known: Known): boolean | undefined {
  const [only, ...others] = statementsOf(lambda.body);
  const value = only?.k === 'return' ? only.values[0] : only;
  return value === undefined || others.length > 0 ? undefined : truthOf(value, known);
}

function chainTruth(node: NodeOf<'binary'>, known: Known): boolean | undefined {
  const parts = partsOf(node, node.op);
  const truths = parts.map((part) => truthOf(part, known));
  const decisive = node.op === '||';
  if (truths.includes(decisive)) return decisive;
  if (truths.every((truth) => truth === !decisive)) return !decisive;
  if (!decisive) return undefined;
  // `n > 0 || n <= 0`
  const bySubject = new Map<string, Atom[]>();
  for (const part of parts) {
    const atom = atomOf(plain(part, known), known);
    const subject = atom === undefined ? undefined : known.keyOf(atom.subject);
    if (atom === undefined || subject === undefined) continue;
    const key = `${atom.sort} ${subject}`;
    const atoms = bySubject.get(key);
    if (atoms === undefined) bySubject.set(key, [atom]);
    else atoms.push(atom);
  }
  const isCovered = ([first, ...others]: readonly Atom[]) =>
    first !== undefined &&
    others.length > 0 &&
    covers(
      [first, ...others].flatMap((atom) => atom.set),
      domainOf(first, known),
    );
  return [...bySubject.values()].some(isCovered) ? true : undefined;
}

/** The operands of a chain of one operator, in their order. */
export function partsOf(node: Node, op: string): readonly Node[] {
  const parts: Node[] = [];
  const add = (each: Node): void => {
    if (each.k !== 'binary' || each.op !== op) parts.push(each);
    else {
      add(each.left);
      add(each.right);
    }
  };
  add(node);
  return parts;
}

/** `x.Equals(x)`, `items.All(x => true)`, `SpinWait.SpinUntil(() => … || true, limit)`. */
function callTruth(call: NodeOf<'call'>, known: Known): boolean | undefined {
  const name = calleeName(call.callee) ?? '';
  if (known.isOfPort(name)) return undefined;
  const args = call.args.map((argument) => argument.value);
  const of = call.callee.k === 'member' ? call.callee.of : undefined;
  if (/^(Equals|ReferenceEquals|SequenceEqual|SetEquals|StartsWith|EndsWith|Contains)$/.test(name)) {
    const isStatic = args.length === 2 && /^(Equals|ReferenceEquals)$/.test(name);
    const [left, right] = isStatic ? args : [of, args[0]];
    return left !== undefined && right !== undefined && known.isSame(left, right) ? true : undefined;
  }
  const [predicate] = args;
  if (predicate?.k !== 'lambda') return undefined;
  const constant = constantOf(predicate, known);
  if (name === 'All' || name === 'TrueForAll' || name === 'SpinUntil') return constant === true ? true : undefined;
  return (name === 'Any' || name === 'Exists') && constant === false ? false : undefined;
}

function agreed(truths: readonly (boolean | undefined)[]): boolean | undefined {
  const [first] = truths;
  return truths.length > 1 && truths.every((truth) => truth === first) ? first : undefined;
}

function atomOf(node: Node, known: Known): Atom | undefined {
  if (node.k === 'is') {
    if (node.type !== undefined || node.test === undefined) return undefined;
    return patternOf(node.value, node.test);
  }
  if (node.k !== 'binary') {
    if (node.k === 'unary' && node.op === '!') return { subject: node.value, sort: 'bool', set: [point(0)] };
    return node.k === 'name' || node.k === 'call' || node.k === 'member' ? { subject: node, sort: 'bool', set: [point(1)] } : undefined;
  }
  const op = FLIPPED[node.op];
  if (op === undefined) return undefined;
  return compared(node.left, node.op, plain(node.right, known)) ?? compared(node.right, op, plain(node.left, known));
}

/** A value against something that is written down. */
function compared(subject: Node, op: string, limit: Node): Atom | undefined {
  if (limit.k === 'literal' && (limit.type === 'null' || limit.type === 'bool')) {
    if (op !== '==' && op !== '!=') return undefined;
    const sort = limit.type === 'bool' ? 'bool?' : 'null';
    const at = point(limit.value === 'true' ? 1 : 0);
    return { subject, sort, set: op === '==' ? [at] : VALUES[sort].filter(({ low }) => low !== at.low) };
  }
  const value = numberOf(limit);
  // Of the ends of a type only these say nothing: `<= MaxValue`, `>= MinValue`.
  if (value === ALL.high && op !== '<=') return undefined;
  if (value === ALL.low && op !== '>=') return undefined;
  return value === undefined ? undefined : { subject, sort: 'number', set: setOf(op, value) };
}

/** `x is null`, `x is >= 0 or -1`. */
function patternOf(subject: Node, pattern: Node): Atom | undefined {
  if (pattern.k === 'binary' && pattern.op === 'or') {
    const [left, right] = [patternOf(subject, pattern.left), patternOf(subject, pattern.right)];
    return left === undefined || right?.sort !== left.sort ? undefined : { ...left, set: [...left.set, ...right.set] };
  }
  if (pattern.k === 'unary' && pattern.op === 'not') return compared(subject, '!=', pattern.value);
  if (pattern.k === 'unary' && FLIPPED[pattern.op] !== undefined) return compared(subject, pattern.op, pattern.value);
  return compared(subject, '==', pattern);
}

function setOf(op: string, value: number): Interval[] {
  const below: Interval = { low: ALL.low, high: value, open: 'high' };
  const above: Interval = { low: value, high: ALL.high, open: 'low' };
  if (op === '==') return [point(value)];
  if (op === '!=') return [below, above];
  if (op === '<') return [below];
  if (op === '>') return [above];
  return op === '<=' ? [{ low: ALL.low, high: value }] : [{ low: value, high: ALL.high }];
}

function domainOf({ subject, sort }: Atom, known: Known): readonly Interval[] {
  if (sort === 'number') return [rangeOf(subject, known)];
  if (sort === 'bool' || !known.isNeverNull(subject)) return VALUES[sort];
  return sort === 'null' ? [point(1)] : VALUES.bool;
}

function point(value: number): Interval {
  return { low: value, high: value };
}

/** Whether all of a domain lies in a set. */
function covers(set: readonly Interval[], domain: readonly Interval[]): boolean {
  return domain.every((part) => {
    let low = part.low;
    let isLowIn = true;
    for (const each of [...set].sort((a, b) => a.low - b.low || Number(startsOpen(a)) - Number(startsOpen(b)))) {
      const starts = each.low < low || (each.low === low && (!startsOpen(each) || !isLowIn || low === ALL.low));
      if (!starts) return false;
      if (each.high < low) continue;
      const endsOpen = each.open === 'high' || each.open === 'both';
      if (each.high > part.high || (each.high === part.high && (!endsOpen || part.high === ALL.high))) return true;
      // What is just behind it is still to be found.
      low = each.high;
      isLowIn = endsOpen;
    }
    return false;
  });
}

function startsOpen({ open }: Interval): boolean {
  return open === 'low' || open === 'both';
}

function overlap(a: Interval, b: Interval): boolean {
  const [first, second] = a.low <= b.low ? [a, b] : [b, a];
  if (first.high > second.low) return true;
  return first.high === second.low && first.open !== 'high' && first.open !== 'both' && !startsOpen(second);
}

/** Between which numbers a value is, whatever the port gives. */
function rangeOf(expression: Node, known: Known, depth = 0): Interval {
  const node = plain(expression, known);
  const value = numberOf(node);
  if (value !== undefined) return point(value);
  if (depth > 5) return ALL;
  if (known.isCount(node)) return { low: 0, high: ALL.high };
  if (node.k === 'call') return callRange(node, known, depth);
  if (node.k !== 'binary') return ALL;
  const [left, right] = [rangeOf(node.left, known, depth + 1), rangeOf(node.right, known, depth + 1)];
  switch (node.op) {
    case '-':
      return known.isSame(node.left, node.right) ? point(0) : ALL;
    case '*':
      return [left, right].some(({ low, high }) => low === 0 && high === 0) ? point(0) : ALL;
    case '+':
      return left.low >= 0 && right.low >= 0 ? { low: left.low + right.low, high: ALL.high } : ALL;
    case '%':
      if (right.low !== right.high || right.low <= 0) return ALL;
      return { low: left.low >= 0 ? 0 : 1 - right.low, high: right.low - 1 };
    default:
      return ALL;
  }
}

function callRange(call: NodeOf<'call'>, known: Known, depth: number): Interval {
  const path = pathOf(call.callee) ?? '';
  const [first, second, third] = call.args.map(({ value }) => rangeOf(value, known, depth + 1));
  if (first === undefined) return ALL;
  if (/(^|\.)Math\.Abs$/.test(path)) return { low: 0, high: ALL.high };
  if (second === undefined)
    return calleeName(call.callee) === 'CompareTo' && call.callee.k === 'member' && !known.isOfPort('CompareTo')
      ? known.isSame(call.callee.of, (call.args[0] as { value: Node }).value)
        ? point(0)
        : ALL
      : ALL;
  if (/(^|\.)Math\.Max$/.test(path)) return { low: Math.max(first.low, second.low), high: Math.max(first.high, second.high) };
  if (/(^|\.)Math\.Min$/.test(path)) return { low: Math.min(first.low, second.low), high: Math.min(first.high, second.high) };
  return /(^|\.)Math\.Clamp$/.test(path) && third !== undefined ? { low: second.low, high: third.high } : ALL;
}

/** A number that is written down; the ends of a type are the ends of all numbers. */
function numberOf(node: Node): number | undefined {
  if (node.k === 'unary' && node.op === '-') {
    const value = numberOf(node.value);
    return value === undefined ? undefined : -value;
  }
  if (node.k === 'literal' && node.type === 'number') {
    return writtenNumber(node.value);
  }
  const path = pathOf(node) ?? '';
  if (/(^|\.)MaxValue$/.test(path)) return ALL.high;
  if (/(^|\.)MinValue$/.test(path)) return ALL.low;
  return /^(TimeSpan|BigInteger|decimal)\.Zero$/.test(path) ? 0 : undefined;
}

function plain(node: Node, known: Known): Node {
  if (node.k === 'await' || node.k === 'cast') return plain(node.value, known);
  if (node.k !== 'name') return node;
  const settled = known.settled(node);
  return settled === node ? node : settled.k === 'name' ? settled : plain(settled, known);
}
