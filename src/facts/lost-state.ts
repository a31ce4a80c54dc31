import type { TypeGroup } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { withOverloads } from './calls.js';
import type { Facts } from './facts.js';
import { isIncidental } from './hollow.js';
import type { Loss } from './loss.js';
import { keyOf, type Profile } from './profile.js';
import { groupsOf } from './types.js';
import { NOTHING, namesIn, nodesOf, pathOf, walk } from './walk.js';

/**
 * Fields of Go's receiver and of its parameters that the function uses, and that the C# type, or the type of a parameter, has too: neither the
 * members nor what they call names them. A property that works stands for what it works on, and is left out; so is what only bounds a loop, as
 * C# goes through the whole of something. Empty where C# works with as much state of its own that Go does not know: it may stand for the other.
 */
export function lostState(go: Routine, members: readonly Routine[], facts: Facts): readonly Loss[] {
  const body = facts.bodyOf(go);
  if (body === undefined || members.some(({ kind }) => kind === 'constructor')) return [];
  const { csharp } = facts;
  const types = new Set(members.flatMap((member) => csharp.groupOf(member) ?? []));
  const own = identifiersOf([...types].flatMap((group) => [group, ...csharp.basesOf(group)]));
  const given = identifiersOf(members.flatMap(({ parameters }) => parameters.flatMap(({ type }) => groupsOf(type, csharp))));
  const parameters = new Set(go.parameters.map(({ name }) => name));
  const used = new Map<string, Loss & { readonly identifiers: ReadonlySet<string> }>();
  const left = new Set<Node>();
  walk(body, (node) => {
    if (node.k === 'call') {
      if (isIncidental(node, go, facts)) return false;
      left.add(node.callee);
    }
    if (node.k === 'loop')
      for (const part of [node.init, node.test, node.post])
        if (part !== undefined) for (const each of nodesOf(part, 'member')) left.add(each);
    if (node.k !== 'member' || left.has(node)) return undefined;
    const of = pathOf(node.of);
    const isOwn = of === go.receiver;
    const identifiers = isOwn ? own.get(keyOf(node.name)) : parameters.has(of ?? '') ? given.get(keyOf(node.name)) : undefined;
    const text = `${of}.${node.name}`;
    if (identifiers !== undefined && !used.has(text)) used.set(text, { text, at: node.at, identifiers });
    return undefined;
  });
  // What is copied or compared whole need not be named.
  if (used.size === 0 || facts.profile(members, go).copies) return [];
  const names = facts.reach.identifiersFrom(withOverloads(members, facts.csharp));
  const lost = [...used.values()].filter(({ identifiers }) => ![...identifiers].some((each) => names.has(each)));
  return lost.length > 0 && lost.length > strangeState(members, own, facts.profile([go]), facts) ? lost : [];
}

/** How many fields of their own the members name that Go does not know, locks, loggers and clocks aside. */
function strangeState(members: readonly Routine[], own: ReadonlyMap<string, ReadonlySet<string>>, go: Profile, facts: Facts): number {
  const strange = new Set<string>();
  for (const member of members) {
    const types = new Map(facts.csharp.groupOf(member)?.fields.map(({ name, type }) => [name, type]));
    for (const name of namesIn(facts.effective(member) ?? NOTHING)) {
      const key = keyOf(name);
      if (own.get(key)?.has(name) !== true || go.mentions.has(key) || go.touched.has(key) || SERVICES.test(types.get(name) ?? '')) continue;
      strange.add(key);
    }
  }
  return strange.size;
}

const SERVICES = /^(System\.Threading\.)?(Lock|object|SemaphoreSlim|ReaderWriterLockSlim|TimeProvider|ILogger|\w*Log(ger)?)\b/;

/** Names of the fields of types, and of their properties that only hold a value, by what both languages would call them. */
function identifiersOf(groups: readonly TypeGroup[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (name: string) => found.set(keyOf(name), (found.get(keyOf(name)) ?? new Set()).add(name));
  for (const { fields, routines, parts } of groups) {
    for (const { name, constant } of fields) if (!constant) add(name);
    for (const part of parts) for (const { name } of part.parameters ?? []) add(name);
    for (const { name, kind, hasBody } of routines) if (kind === 'property' && !hasBody) add(name);
  }
  for (const { routines } of groups)
    for (const { name, kind, hasBody } of routines) if (kind === 'property' && hasBody) found.delete(keyOf(name));
  return found;
}
