import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { keyOf } from './profile.js';
import { calleeName, NOTHING, nodesOf, pathOf, rootName, walk } from './walk.js';

/** Names by which people say that they don't need it. */
const MEANT = /^(_.*|unused\w*|ignored?\w*|dummy|discard\w*)$/i;
/** Calls that are made for what they take away, or to see if something can be read. */
const TAKES = /^(Try)?(Remove|Dequeue|Take|Pop|Parse)/;

/**
 * The first local or `out` variable of a C# body that is given something and stands nowhere else: what it was got for is not there.
 * Where Go throws the result of the same call away too, that is how it is meant, and so is a call that checks.
 */
export function unreadLocal(member: Routine, go: Routine, facts: Facts): { readonly name: string; readonly at: number } | undefined {
  const [body, goBody] = [facts.bodyOf(member), facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  const checks = (call: NodeOf<'call'>) => nodesOf(goBody, 'raise').length > 0 && mayRaise(call, member, facts);
  const reads = namesRead(body);
  const declares = nodesOf(body, 'declare').filter(
    ({ names, constant }) => constant !== true && names.every((name) => !reads.has(name) && !MEANT.test(name)),
  );
  if (declares.length === 0) return undefined;
  const outs = new Map<Node, NodeOf<'call'>>();
  for (const call of nodesOf(body, 'call')) for (const { value } of call.args) if (value.k === 'declare') outs.set(value, call);
  const given = new Map<string, readonly Node[]>();
  for (const { targets, values, op } of nodesOf(body, 'assign'))
    for (const target of targets)
      if (target.k === 'name' && op === '=') given.set(target.name, [...(given.get(target.name) ?? []), ...values]);
  const unread = declares.find((declare) => {
    const call = outs.get(declare);
    if (call !== undefined) return !TAKES.test(calleeName(call.callee) ?? '') && !throwsAway(goBody);
    const values = [...declare.values, ...(given.get(declare.names[0] ?? '') ?? [])];
    return values.some((value) => isWorkedOut(value, goBody, checks));
  });
  return unread === undefined ? undefined : { name: unread.names[0] as string, at: unread.at };
}

/** The first call of a delegate that gives an answer, of which a C# body makes a statement, though Go never drops that of a function that it is given. */
export function droppedAnswer(member: Routine, go: Routine, facts: Facts): { readonly name: string; readonly at: number } | undefined {
  const [body, goBody] = [facts.bodyOf(member), facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  const given = new Set(go.parameters.filter(({ type }) => /^func\(.*\)\s*\S/s.test(type)).map(({ name }) => name));
  if (given.size === 0 || droppedCalls(goBody).some((call) => given.has(calleeName(call.callee) ?? ''))) return undefined;
  const delegates = new Set(member.parameters.filter(({ type }) => /^(System\.)?(Func|Predicate)</.test(type)).map(({ name }) => name));
  const call = droppedCalls(body).find(
    ({ callee }) => delegates.has(rootName(callee) ?? '') && /^(\w+|\w+\.Invoke)$/.test(pathOf(callee) ?? ''),
  );
  return call === undefined ? undefined : { name: rootName(call.callee) ?? '', at: call.at };
}

/** Calls that are statements: nobody looks at what they give. */
function droppedCalls(body: Node): readonly NodeOf<'call'>[] {
  const statements = nodesOf(body, 'block').flatMap((block) => block.body);
  return statements.flatMap((each) => (each.k === 'call' ? [each] : each.k === 'await' && each.value.k === 'call' ? [each.value] : []));
}

/** Names that something reads; `nameof(x)` and the disposal of a `using` do. */
function namesRead(body: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const given = new Set<Node>();
  walk(body, (node) => {
    if (node.k === 'assign' && node.op === '=') for (const target of node.targets) given.add(target);
    if (node.k === 'meta') names.add(node.of);
    else if (node.k === 'name' && !given.has(node)) names.add(node.name);
  });
  return names;
}

/** Whether a value says that something was done to get it: a plain one may be there for its name. */
function isWorkedOut(value: Node, goBody: Node, checks: (call: NodeOf<'call'>) => boolean): boolean {
  if (value.k === 'await') return isWorkedOut(value.value, goBody, checks);
  if (value.k === 'call') {
    const name = calleeName(value.callee) ?? '';
    // A task that runs beside, as a goroutine does.
    if (/^(Task\.Run|Task\.Factory\.StartNew|ThreadPool\.\w+)$/.test(pathOf(value.callee) ?? '')) return false;
    return !checks(value) && !droppedCalls(goBody).some((call) => keyOf(calleeName(call.callee) ?? '') === keyOf(name));
  }
  return value.k === 'create' ? value.args.length + value.items.length > 0 : value.k === 'index' || value.k === 'binary';
}

/** Whether a call is of a member of the port that may throw: it may be made for that. */
function mayRaise(call: NodeOf<'call'>, from: Routine, facts: Facts): boolean {
  return resolveCall(call, from, facts.csharp).some((target) => nodesOf(facts.bodyOf(target) ?? NOTHING, 'raise').length > 0);
}

/** `_, ok := m[k]` */
function throwsAway(goBody: Node): boolean {
  const isDiscard = (node: Node) => node.k === 'name' && node.name === '_';
  return (
    nodesOf(goBody, 'declare').some(({ names }) => names.includes('_')) ||
    nodesOf(goBody, 'assign').some(({ targets }) => targets.some(isDiscard))
  );
}
