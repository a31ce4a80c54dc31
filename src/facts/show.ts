import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { isGuard, isLog, lockChange } from './behaviour.js';
import type { Facts } from './facts.js';
import { isUnreadField } from './fields.js';
import { onlyComputes } from './purity.js';
import { calleeName, pathOf, walk } from './walk.js';

/** The parameters of a C# member that it never looks at, though Go works with those that they stand for: all or most of them, else []. */
export function ignoredParameters(csharp: Routine, go: Routine, facts: Facts): readonly string[] {
  const body = facts.effective(csharp);
  const goBody = facts.bodyOf(go);
  if (body === undefined || goBody === undefined) return [];
  const own = csharp.parameters.filter(({ by, type }) => by !== 'this' && by !== 'out' && !type.endsWith('CancellationToken'));
  const theirs = go.parameters.filter(({ type }) => type !== 'context.Context');
  if (own.length === 0) return [];
  const isRead = readsOf(body);
  const isReadInGo = readsOf(goBody);
  if (own.length !== theirs.length) {
    // What Go takes one by one may be one object here, or the other way round.
    const isIgnored = theirs.length > 0 && own.every(({ name }) => !isRead(name)) && theirs.every(({ name }) => isReadInGo(name));
    return isIgnored ? own.map(({ name }) => name) : [];
  }
  const ignored = own.filter(({ name }, i) => !isRead(name) && isReadInGo(theirs[i]?.name ?? ''));
  // One among several may have no use in C#; most of them have one.
  const isMost = ignored.length === own.length || (ignored.length > 1 && ignored.length * 2 >= own.length);
  return isMost ? ignored.map(({ name }) => name) : [];
}

/** Whether a name is read for more than a log line, a check for null or a discard. */
function readsOf(body: Node): (name: string) => boolean {
  const names = new Set<string>();
  walk(body, (node) => {
    if (node.k === 'call' && (isLog(node) || isGuard(node))) return false;
    if (node.k === 'assign' && node.targets.every((target) => target.k === 'name' && target.name === '_'))
      return node.values.some((value) => value.k !== 'name');
    if (node.k === 'name') names.add(node.name);
    return undefined;
  });
  return (name) => names.has(name);
}

/**
 * The private fields that a C# member writes, if that is all it does and nothing in the port reads them; [] otherwise.
 * A field that Go writes too is read by what is not ported yet.
 */
export function writtenForShow(csharp: Routine, go: Routine, facts: Facts): readonly string[] {
  const body = facts.effective(csharp);
  const goBody = facts.bodyOf(go);
  if (body === undefined || goBody === undefined) return [];
  const written = new Set<string>();
  let works = false;
  walk(body, (node) => {
    if (works) return false;
    if (node.k === 'call') works = !(isLog(node) || isGuard(node) || lockChange(node) !== undefined || onlyComputes(node));
    else if (node.k === 'spawn' || node.k === 'unknown' || node.k === 'raise') works = true;
    else if (node.k === 'return' && node.implied !== true && node.values.some((value) => value.k !== 'literal')) works = true;
    else if (node.k === 'assign') {
      for (const target of node.targets) {
        const name = pathOf(target)?.replace(/^this\./, '');
        if (name === undefined || name.includes('.')) works = true;
        else if (name !== '_') written.add(name);
      }
    }
    return undefined;
  });
  if (works || written.size === 0) return [];
  const goNames = new Set(assignedIn(goBody).map(plainName));
  const names = [...written];
  return names.every((name) => !goNames.has(plainName(name)) && isUnreadField(name, csharp, facts)) ? names : [];
}

function assignedIn(goBody: Node): string[] {
  const names: string[] = [];
  walk(goBody, (node) => {
    if (node.k === 'assign') for (const target of node.targets) names.push(calleeName(target) ?? '');
  });
  return names;
}

function plainName(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}
