import type { CodeIndex } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { type Known, truthOf } from './always.js';
import { onlyComputes } from './purity.js';
import { typeOfPath } from './types.js';
import { namesIn, nodesOf, pathOf, sameTree, walk } from './walk.js';

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
    keyOf: (node) => JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value)),
  };
  const found: Decided[] = [];
  const look = (condition: Node): void => {
    for (const part of partsOf(condition)) {
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
      for (const value of node.values) if (value.k === 'binary' && /^(\|\||&&)$/.test(value.op)) look(value);
  });
  return found;
}

/** `bytes >= ulong.MinValue`, of an unsigned field. Other ends of types are asked for where a number comes from a wider one. */
function isNoLess(node: Node, routine: Routine, code: CodeIndex): boolean {
  if (node.k !== 'binary' || node.op !== '>=' || !/^(u\w+|byte|nuint|UInt\d+)\.MinValue$/.test(pathOf(node.right) ?? '')) return false;
  return /^(ulong|uint|ushort|byte|nuint|UInt\d+)$/.test(typeOfPath(pathOf(node.left) ?? '', routine, code));
}

function partsOf(node: Node): Node[] {
  if (node.k === 'unary' && node.op === '!') return partsOf(node.value);
  return node.k === 'binary' && /^(\|\||&&)$/.test(node.op) ? [...partsOf(node.left), ...partsOf(node.right), node] : [node];
}

/** Whether an expression gives the same twice in a row. */
function isStill(node: Node): boolean {
  return (
    nodesOf(node, 'call').every(onlyComputes) &&
    nodesOf(node, 'assign').length + nodesOf(node, 'create').length + nodesOf(node, 'await').length === 0
  );
}
