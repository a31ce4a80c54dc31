import type { Node, NodeOf } from '../model/tree.js';
import { nodesOf, rootName, sameTree, walk } from './walk.js';

/** The values that a body gives back, by return; those of lambdas and local functions inside are theirs. */
export function returnsOf(body: Node): NodeOf<'return'>[] {
  const found: NodeOf<'return'>[] = [];
  walk(body, (node) => {
    if (node.k === 'lambda' || node.k === 'local') return false;
    if (node.k === 'return') found.push(node);
    return undefined;
  });
  return found;
}

/** The one plain value that every way out gives; undefined if there are two, or one that depends on something. */
export function onlyResult(body: Node): NodeOf<'literal'> | undefined {
  const returns = returnsOf(body);
  const [first] = returns.map((each) => each.values[0]);
  if (first?.k !== 'literal') return undefined;
  return returns.every((each) => each.yields !== true && each.values.length === 1 && sameTree(each.values[0] as Node, first))
    ? first
    : undefined;
}

/**
 * The plain values that a body gives back, if it gives nothing else: numbers, texts, `null`, empty collections. Empty if there is another
 * value, or none but `true` and `false`, between which to decide is work.
 */
export function fixedResults(body: Node): readonly Node[] {
  const values = returnsOf(body).map((each) => each.values[0]);
  const isFixed = values.every((value) => value !== undefined && isFixedValue(value));
  return isFixed && values.some((value) => value?.k !== 'literal' || value.type !== 'bool') ? (values as Node[]) : [];
}

/** A number, a text, `null`, `default`, or an object made of nothing. */
export function isFixedValue(value: Node): boolean {
  return value.k === 'literal' || (value.k === 'create' && value.args.length === 0 && value.items.length === 0);
}

/**
 * Whether a Go body works out what it gives back on some way out, or in a local that it gives back. What it looks up in a table
 * (`names[kind]`), a `switch` may give as well.
 */
export function computesResult(body: Node, parameters: readonly { readonly name: string }[]): boolean {
  const isTable = (node: Node) => node.k === 'name' && parameters.every(({ name }) => name !== node.name);
  const computes = (value: Node): boolean => {
    let found = false;
    walk(value, (node) => {
      if (node.k === 'call' || node.k === 'binary' || (node.k === 'index' && !isTable(node.of))) found = true;
    });
    return found;
  };
  const results = returnsOf(body).flatMap(({ values: [value] }) => (value === undefined ? [] : [value]));
  if (results.some(computes)) return true;
  const given = new Set(results.flatMap((value) => (value.k === 'name' ? [value.name] : [])));
  const isGiven = (name: string | undefined) => name !== undefined && given.has(name);
  return (
    nodesOf(body, 'declare').some(({ names, values }) => names.some(isGiven) && values.some(computes)) ||
    nodesOf(body, 'assign').some(({ targets, values }) => targets.map(rootName).some(isGiven) && values.some(computes))
  );
}

/** Whether the first result of a Go function differs from way out to way out, or depends on something. */
export function resultVaries(body: Node, hasResult: boolean): boolean {
  if (!hasResult) return false;
  const values = returnsOf(body).map((each) => each.values[0]);
  // A bare return gives named results, which were assigned somewhere.
  if (values.some((value) => value === undefined || value.k !== 'literal')) return true;
  const [first, ...rest] = values as Node[];
  return first !== undefined && rest.some((value) => !sameTree(value, first));
}
