import type { CodeIndex } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { type Known, partsOf, truthOf } from './always.js';
import { computesInVain } from './purity.js';
import { countedIn, isCount } from './reachable.js';
import { isOfPort, typeOfPath } from './types.js';
import { namesIn, nodesOf, pathOf, sameTree, walk, withoutPlace } from './walk.js';

/** A condition that has the same value whatever the state is. */
export interface Decided {
  readonly at: number;
  readonly value: boolean;
}

/** Conditions of a C# body that their own form decides: `count >= 0`, `key == key`, `names.All(n => true)`. Literals are not among them. */
export function decidedConditions(body: Node, routine: Routine, code: CodeIndex): readonly Decided[] {
  const known: Known = {
    settled: (node) => node,
    isSame: (left, right) => sameTree(left, right) && isStill(left),
    isNeverNull: () => false,
    isOfPort: (member) => code.routinesNamed(member).length > 0,
    isCount: (node) => isCount(node) && !isOfPort(pathOf(countedIn(node)) ?? '', routine, code),
    keyOf: (node) => (isStill(node) ? JSON.stringify(node, withoutPlace) : undefined),
  };
  const found: Decided[] = [];
  const look = (condition: Node): void => {
    for (const part of conditionsIn(condition)) {
      if (part.k !== 'binary' && part.k !== 'is' && part.k !== 'call') continue;
      const value = isNoLess(part, routine, code)
        ? true
        : namesIn(part).some((name) => /^M(ax|in)Value$/.test(name))
          ? undefined
          : truthOf(part, known);
      if (value !== undefined) found.push({ at: part.at, value });
    }
  };
  walk(body, (node) => {
    if (node.k === 'branch' && (node.how === 'if' || node.how === 'conditional')) for (const { tests } of node.arms) tests.forEach(look);
    else if (node.k === 'loop' && node.test !== undefined) look(node.test);
    else if (node.k === 'declare' || node.k === 'assign' || node.k === 'return')
      for (const value of node.values) if (value.k === 'binary' && isChain(value)) look(value);
  });
  return found;
}

/** `bytes >= ulong.MinValue`, of an unsigned field. Other ends of types are asked for where a number comes from a wider one. */
function isNoLess(node: Node, routine: Routine, code: CodeIndex): boolean {
  if (node.k !== 'binary' || node.op !== '>=' || !/^(u\w+|byte|nuint|UInt\d+)\.MinValue$/.test(pathOf(node.right) ?? '')) return false;
  return /^(ulong|uint|ushort|byte|nuint|UInt\d+)$/.test(typeOfPath(pathOf(node.left) ?? '', routine, code));
}

/** A condition and those that it is made of; of a chain of one operator the operands and the whole. */
function conditionsIn(condition: Node): readonly Node[] {
  const found: Node[] = [];
  const add = (node: Node): void => {
    if (node.k === 'unary' && node.op === '!') {
      add(node.value);
      return;
    }
    if (node.k === 'binary' && isChain(node)) partsOf(node, node.op).forEach(add);
    found.push(node);
  };
  add(condition);
  return found;
}

function isChain({ op }: NodeOf<'binary'>): boolean {
  return op === '||' || op === '&&';
}

/** Whether an expression gives the same twice in a row; a name like `GetByte` may go on to the next. */
function isStill(node: Node): boolean {
  return (
    nodesOf(node, 'call').every(computesInVain) &&
    nodesOf(node, 'assign').length + nodesOf(node, 'create').length + nodesOf(node, 'await').length === 0
  );
}
