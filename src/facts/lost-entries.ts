import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { withOverloads } from './calls.js';
import type { Facts } from './facts.js';
import type { Loss } from './loss.js';
import { keyOf, writtenName } from './profile.js';
import { onlyComputes } from './purity.js';
import { calleeName, namesIn, pathOf, walk } from './walk.js';

/** An entry that Go puts into a map of some object, or takes out of it, and C# does not. */
export interface LostEntry extends Loss {
  readonly isTaken: boolean;
}

/** Maps and lists into which Go puts something, or from which it takes something, and that C# looks at by the same name, and does not change so. */
export function lostEntries(go: Routine, members: readonly Routine[], facts: Facts): readonly LostEntry[] {
  const body = facts.bodyOf(go);
  if (body === undefined) return [];
  const wanted = entriesIn(body);
  if (wanted.size === 0) return [];
  const seen = new Set<string>();
  const put = new Set<string>();
  const taken = new Set<string>();
  for (const routine of facts.reach.from(withOverloads(members, facts.csharp), 3)) {
    const reached = facts.csharp.bodyOf(routine);
    if (reached !== undefined) noteChanges(reached, seen, put, taken);
  }
  return [...wanted.values()].filter(({ text, isTaken }) => {
    const key = keyOf(text.slice(text.lastIndexOf('.') + 1));
    return seen.has(key) && !taken.has(key) && (isTaken || !put.has(key));
  });
}

/** Only members of something: a local's entries are its own. */
function entriesIn(body: Node): ReadonlyMap<string, LostEntry> {
  const found = new Map<string, LostEntry>();
  const add = (of: Node | undefined, isTaken: boolean, at: number) => {
    const text = of?.k === 'member' ? pathOf(of) : undefined;
    if (text !== undefined && !found.has(`${isTaken}${text}`)) found.set(`${isTaken}${text}`, { text, at, isTaken });
  };
  walk(body, (node) => {
    if (node.k === 'assign' && node.op === '=') for (const target of node.targets) if (target.k === 'index') add(target.of, false, node.at);
    if (node.k === 'call' && node.callee.k === 'name' && node.callee.name === 'delete') add(node.args[0]?.value, true, node.at);
  });
  return found;
}

const TAKES = /^(Try)?(Remove|Clear|Pop|Dequeue|Take|Except|Intersect|Drain|Purge|Delete|Evict|Expire|Prune|Reset|Dispose)/;

function noteChanges(body: Node, seen: Set<string>, put: Set<string>, taken: Set<string>): void {
  for (const name of namesIn(body)) seen.add(keyOf(name));
  const note = (node: Node, ...sets: Set<string>[]) => {
    for (const name of namesIn(node)) for (const set of sets) set.add(keyOf(name));
  };
  walk(body, (node) => {
    if (node.k === 'assign')
      for (const target of node.targets) {
        if (target.k === 'index') note(target.of, put);
        else if (writtenName(target) !== undefined) note(target, put, taken);
      }
    else if (node.k === 'declare')
      for (const value of node.values) {
        if (value.k === 'name' || value.k === 'member') note(value, put, taken);
      }
    else if (node.k === 'call') {
      const name = calleeName(node.callee) ?? '';
      if (node.callee.k === 'member' && !onlyComputes(node)) note(node.callee.of, TAKES.test(name) ? taken : put);
      // Who is handed it may do anything with it.
      for (const { value } of node.args) if (value.k === 'name' || value.k === 'member') note(value, put, taken);
    }
  });
}
