import type { Node, NodeOf } from '../model/tree.js';
import { computesInVain, onlyComputes } from './purity.js';
import { returnsOf } from './results.js';
import { childrenOf, namesIn, nodesOf, walk } from './walk.js';

/**
 * Locals that a body gives back as it made them: an array or a list that nothing is ever put into, a number that nothing is ever added to.
 * @param body the reachable part of a C# body
 */
export function unfilledResults(body: Node): readonly NodeOf<'declare'>[] {
  const returned = new Set(returnsOf(body).flatMap(({ values }) => values.flatMap(namesIn)));
  const empty = nodesOf(body, 'declare').filter(
    ({ names, values, constant }) =>
      constant !== true && names.length === 1 && returned.has(names[0] as string) && values.length === 1 && startsEmpty(values[0] as Node),
  );
  if (empty.length === 0) return [];
  const touched = new Set<string>();
  touch(body, touched);
  const counts = new Map<string, number>();
  for (const { names } of nodesOf(body, 'declare')) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return empty.filter(({ names }) => !touched.has(names[0] as string) && counts.get(names[0] as string) === 1);
}

/** `new int[n]`, `new List<T>()`, `[]`, `new StringBuilder()`, `0`, `""`. */
function startsEmpty(value: Node): boolean {
  if (value.k === 'literal') return /^(0[a-z]*|0\.0|)$/i.test(value.value) && (value.type === 'number' || value.type === 'string');
  if (value.k !== 'create' || value.items.length > 0) return false;
  if (/\]$/.test(value.type))
    return !(value.args.length === 1 && value.args[0]?.value.k === 'literal' && value.args[0].value.value === '0');
  // What is made of another collection has its content.
  return (
    /^(List|Dictionary|HashSet|Queue|Stack|SortedDictionary|SortedSet|StringBuilder)\b/.test(value.type) &&
    value.args.every(({ value: each }) => each.k === 'literal' || each.k === 'member')
  );
}

/** Names that something is done to, or that are handed to what may do something to them. */
function touch(node: Node, touched: Set<string>): void {
  walk(node, (each) => {
    switch (each.k) {
      case 'assign':
        for (const target of each.targets) for (const name of namesIn(target)) touched.add(name);
        // An alias, and what another object keeps.
        for (const value of each.values) if (value.k === 'name') touched.add(value.name);
        return undefined;
      case 'declare':
        for (const value of each.values)
          if (value.k === 'name' || value.k === 'index') for (const name of namesIn(value)) touched.add(name);
        return undefined;
      case 'call':
        // A view of it is written through.
        if (each.callee.k === 'member' && (!onlyComputes(each) || /^(AsSpan|AsMemory)$/.test(each.callee.name)))
          for (const name of namesIn(each.callee.of)) touched.add(name);
        if (!computesInVain(each)) for (const { value } of each.args) for (const name of namesIn(value)) touched.add(name);
        return undefined;
      case 'create':
        for (const { value } of each.args) if (value.k === 'name') touched.add(value.name);
        return undefined;
      case 'lambda':
      case 'local':
        for (const child of childrenOf(each))
          for (const name of nodesOf(child, 'assign').flatMap(({ targets }) => targets.flatMap(namesIn))) touched.add(name);
        return undefined;
      case 'unary':
        if (/^(&|\+\+|--)$/.test(each.op)) for (const name of namesIn(each.value)) touched.add(name);
        return undefined;
      case 'loop':
        if (each.over?.k === 'name') touched.add(each.over.name);
        return undefined;
      default:
        return undefined;
    }
  });
}
