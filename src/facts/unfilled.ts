import type { Node, NodeOf } from '../model/tree.js';
import { computesInVain, onlyComputes } from './purity.js';
import { isFixedValue, returnsOf } from './results.js';
import { calleeName, namesIn, nodesOf, rootName, walk } from './walk.js';

/**
 * Locals that a body gives back as it made them: an array or a list that nothing is ever put into, a number that nothing is ever added to.
 * @param goBody where it changes a local of the same name, that name is not just another word for nothing
 */
export function unfilledResults(body: Node, goBody?: Node): readonly NodeOf<'declare'>[] {
  const isChangedInGo = (name: string) =>
    goBody !== undefined && nodesOf(goBody, 'assign').some(({ targets }) => targets.some((target) => rootName(target) === name));
  const results = returnsOf(body).flatMap(({ values }) => values.flatMap(alternativesOf));
  const [asIs, inSome] = [new Set(results.flatMap(givenBack)), new Set(results.flatMap(namesIn))];
  const empty = nodesOf(body, 'declare').filter(({ names: [name, ...others], values: [value], constant }) => {
    if (constant === true || name === undefined || others.length > 0 || value === undefined || !startsEmpty(value)) return false;
    // What it gives when there is nothing to give is no result.
    if (!results.every((result) => isFixedValue(result) || namesIn(result).includes(name)) && !isChangedInGo(name)) return false;
    // A number may be there to be compared with, or to start at.
    return (value.k === 'literal' ? asIs : inSome).has(name);
  });
  if (empty.length === 0) return [];
  const touched = new Set<string>();
  touch(body, touched);
  const counts = new Map<string, number>();
  for (const { names } of nodesOf(body, 'declare')) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return empty.filter(({ names }) => !touched.has(names[0] as string) && counts.get(names[0] as string) === 1);
}

/** Loops over a list, an array or a table that the body makes, and that nothing is ever put into: they never run. */
export function emptyLoops(body: Node): readonly NodeOf<'loop'>[] {
  const loops = nodesOf(body, 'loop').filter(({ over, how }) => how === 'each' && over?.k === 'name');
  if (loops.length === 0) return [];
  const touched = new Set<string>();
  touch(body, touched, true);
  const values = new Map<string, Node[]>();
  for (const declare of nodesOf(body, 'declare'))
    for (const name of declare.names) values.set(name, [...(values.get(name) ?? []), ...declare.values]);
  for (const { targets, values: given } of nodesOf(body, 'assign'))
    for (const target of targets) if (target.k === 'name') values.set(target.name, [...(values.get(target.name) ?? []), ...given]);
  return loops.filter(({ over }) => {
    const name = over?.k === 'name' ? over.name : '';
    const made = values.get(name) ?? [];
    return (
      made.length > 0 &&
      made.every((value) => value.k === 'create' && !value.type.endsWith(']') && startsEmpty(value)) &&
      !touched.has(name)
    );
  });
}

/** Whether a Go body gives back what it made empty. */
export function givesEmpty(goBody: Node): boolean {
  const isMade = (value: Node) => value.k === 'create' && startsEmpty(value);
  return returnsOf(goBody).some(({ values }) => values.some(isMade)) || unfilledResults(goBody).length > 0;
}

function alternativesOf(result: Node): readonly Node[] {
  if (result.k === 'branch') return result.arms.flatMap(({ body }) => alternativesOf(body));
  return result.k === 'binary' && result.op === '??' ? [result.left, result.right].flatMap(alternativesOf) : [result];
}

/** Names that are given back as they are: alone, in a tuple, as the result of a task. */
function givenBack(result: Node): string[] {
  if (result.k === 'name') return [result.name];
  if (result.k === 'list') return result.items.flatMap(givenBack);
  return result.k === 'call' && calleeName(result.callee) === 'FromResult' ? result.args.flatMap(({ value }) => givenBack(value)) : [];
}

/** `new int[n]`, `new List<T>()`, `[]`, `new StringBuilder()`, `0`, `""`. */
function startsEmpty(value: Node): boolean {
  if (value.k === 'literal') return /^(0[a-z]*|0\.0|)$/i.test(value.value) && (value.type === 'number' || value.type === 'string');
  if (value.k !== 'create' || value.items.length > 0) return false;
  // C#'s arrays, and Go's.
  if (/^\[|\]$/.test(value.type))
    return !(value.args.length === 1 && value.args[0]?.value.k === 'literal' && value.args[0].value.value === '0');
  // What is made of another collection has its content.
  return (
    (/^(List|Dictionary|HashSet|Queue|Stack|SortedDictionary|SortedSet|StringBuilder)\b/.test(value.type) ||
      /Collection(<.*)?$/s.test(value.type)) &&
    value.args.every(({ value: each }) => each.k === 'literal' || each.k === 'member')
  );
}

/**
 * Names that something is done to, or that are handed to what may do something to them.
 * @param isForLoops whether a name may be given something empty, and be gone through
 */
function touch(node: Node, touched: Set<string>, isForLoops = false): void {
  walk(node, (each) => {
    switch (each.k) {
      case 'assign':
        if (isForLoops && each.targets.every(({ k }) => k === 'name') && each.values.every(startsEmpty)) return undefined;
        for (const target of each.targets) for (const name of namesIn(target)) touched.add(name);
        // An alias, and what another object keeps.
        for (const value of each.values) if (/^(name|list|create)$/.test(value.k)) for (const name of namesIn(value)) touched.add(name);
        return undefined;
      case 'declare':
        for (const value of each.values)
          if (value.k === 'name' || value.k === 'index') for (const name of namesIn(value)) touched.add(name);
        return undefined;
      case 'call':
        // A view of it is written through.
        if (each.callee.k === 'member' && (!onlyComputes(each) || /^(AsSpan|AsMemory)$/.test(each.callee.name)))
          for (const name of namesIn(each.callee.of)) touched.add(name);
        for (const { value, by } of each.args)
          if (by !== undefined || !computesInVain(each) || rootName(each.callee) === 'MemoryMarshal')
            for (const name of namesIn(value)) touched.add(name);
        return undefined;
      case 'create':
        for (const { value } of each.args) if (value.k === 'name') touched.add(value.name);
        return undefined;
      case 'unary':
        if (/^(&|\+\+|--)$/.test(each.op)) for (const name of namesIn(each.value)) touched.add(name);
        return undefined;
      case 'loop':
        if (each.over?.k === 'name' && !isForLoops) touched.add(each.over.name);
        return undefined;
      default:
        return undefined;
    }
  });
}
