import type { Routine } from '../model/source.js';
import type { NodeOf } from '../model/tree.js';
import { isLog } from './behaviour.js';
import type { Facts } from './facts.js';
import { onlyComputes } from './purity.js';
import { groupsOf, typeOfPath } from './types.js';
import { calleeName, nodesOf, pathOf, walk } from './walk.js';

/** A member that leaves all of its work to another object of the port. */
export interface Delegation {
  /** The field or property that is asked: `_mem`. */
  readonly to: string;
  /** Members that are asked. */
  readonly targets: readonly Routine[];
  readonly at: number;
}

/**
 * Whether everything of effect or value in a C# body is a call of members of one other object that the type holds.
 * Helpers of the own type, writes to own state, loops and calls of the base library are work of its own.
 */
export function delegationOf(routine: Routine, facts: Facts): Delegation | undefined {
  const body = facts.effective(routine);
  if (body === undefined) return undefined;
  const calls: { readonly to: string; readonly targets: readonly Routine[]; readonly at: number }[] = [];
  let worksItself = false;
  walk(body, (node) => {
    if (worksItself) return false;
    if (node.k === 'assign' || node.k === 'loop' || node.k === 'spawn' || node.k === 'unknown') worksItself = true;
    if (node.k !== 'call' || isLog(node) || isLockCall(node)) return undefined;
    const call = foreignCall(node, routine, facts);
    if (call !== undefined) calls.push(call);
    else if (!onlyComputes(node) && !isGuard(node)) worksItself = true;
    return undefined;
  });
  const [first] = calls;
  if (worksItself || first === undefined || calls.some((call) => call.to !== first.to)) return undefined;
  return { to: first.to, targets: calls.flatMap((call) => call.targets), at: first.at };
}

function foreignCall(call: NodeOf<'call'>, from: Routine, facts: Facts) {
  const name = calleeName(call.callee);
  if (call.callee.k !== 'member' || name === undefined) return undefined;
  const path = pathOf(call.callee.of)?.replace(/^this\./, '');
  if (path === undefined || path === 'this' || path === 'base') return undefined;
  const code = facts.csharp;
  const own = code.groupOf(from);
  const type = typeOfPath(path, from, code);
  const groups = type === '' ? [] : groupsOf(type, code).filter((group) => group !== own && group.role === 'production');
  if (groups.length === 0) return undefined;
  // An interface stands for whatever implements it.
  const candidates = groups.flatMap((group) => [
    group,
    ...code.groups.filter((each) => each !== own && each.role === 'production' && code.basesOf(each).includes(group)),
  ]);
  const targets = candidates.flatMap((group) => group.routines.filter((each) => each.name === name));
  return targets.length === 0 ? undefined : { to: path, targets, at: call.at };
}

function isLockCall(call: NodeOf<'call'>): boolean {
  return /^(Enter|Exit|TryEnter|EnterReadLock|EnterWriteLock|ExitReadLock|ExitWriteLock|EnterScope|Wait|WaitAsync|Release|Dispose|ConfigureAwait)$/.test(
    calleeName(call.callee) ?? '',
  );
}

function isGuard(call: NodeOf<'call'>): boolean {
  return /Exception\.ThrowIf\w*$/.test(pathOf(call.callee) ?? '');
}

/** Whether a Go body calls a function of one of these names, in any letter case. */
export function goCalls(go: Routine, names: ReadonlySet<string>, facts: Facts): boolean {
  const body = facts.bodyOf(go);
  return body !== undefined && nodesOf(body, 'call').some((call) => names.has((calleeName(call.callee) ?? '').toLowerCase()));
}
