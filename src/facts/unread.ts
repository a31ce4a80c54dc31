import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { keyOf } from './profile.js';
import { calleeName, NOTHING, nodesOf, pathOf, walk } from './walk.js';

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
  const unread = declares.find((declare) => {
    const call = outs.get(declare);
    if (call !== undefined) return !TAKES.test(calleeName(call.callee) ?? '') && !throwsAway(goBody);
    return declare.values.some((value) => isWorkedOut(value, goBody, checks));
  });
  return unread === undefined ? undefined : { name: unread.names[0] as string, at: unread.at };
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
    return !checks(value) && !nodesOf(goBody, 'block').some(({ body }) => body.some((each) => isDropped(each, name)));
  }
  return value.k === 'create' ? value.args.length + value.items.length > 0 : value.k === 'index' || value.k === 'binary';
}

/** Whether a call is of a member of the port that may throw: it may be made for that. */
function mayRaise(call: NodeOf<'call'>, from: Routine, facts: Facts): boolean {
  return resolveCall(call, from, facts.csharp).some((target) => nodesOf(facts.bodyOf(target) ?? NOTHING, 'raise').length > 0);
}

/** A call as a statement of its own, by the same name. */
function isDropped(statement: Node, name: string): boolean {
  return statement.k === 'call' && keyOf(calleeName(statement.callee) ?? '') === keyOf(name);
}

/** `_, ok := m[k]` */
function throwsAway(goBody: Node): boolean {
  const isDiscard = (node: Node) => node.k === 'name' && node.name === '_';
  return (
    nodesOf(goBody, 'declare').some(({ names }) => names.includes('_')) ||
    nodesOf(goBody, 'assign').some(({ targets }) => targets.some(isDiscard))
  );
}
