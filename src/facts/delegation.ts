import { lastSegment, type TypeGroup } from '../index/code-index.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { NodeOf } from '../model/tree.js';
import { isGuard, isLog } from './behaviour.js';
import { resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { onlyComputes } from './purity.js';
import { groupsOf, typeOfPath } from './types.js';
import { calleeName, nodesOf, pathOf, statementsOf, walk } from './walk.js';

/** A member that leaves all of its work to another object of the port. */
export interface Delegation {
  /** The field or property that is asked: `_mem`. */
  readonly to: string;
  /** Its declared type. */
  readonly type: TypeGroup;
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
  const aliases = aliasesIn(nodesOf(body, 'declare'));
  const calls: Delegation[] = [];
  let worksItself = false;
  walk(body, (node) => {
    if (worksItself) return false;
    if (node.k === 'assign' || node.k === 'loop' || node.k === 'spawn' || node.k === 'unknown') worksItself = true;
    if (node.k !== 'call' || isLog(node) || isLockCall(node)) return undefined;
    const call = foreignCall(node, routine, aliases, facts);
    if (call !== undefined) calls.push(call);
    else if (!onlyComputes(node) && !isGuard(node)) worksItself = true;
    return undefined;
  });
  const [first] = calls;
  if (worksItself || first === undefined || calls.some((call) => call.to !== first.to)) return undefined;
  return { ...first, targets: calls.flatMap((call) => call.targets) };
}

/** `var store = _mem;`: the local is another name of the field. */
function aliasesIn(declarations: readonly NodeOf<'declare'>[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const { names, values } of declarations) {
    const path = values[0] === undefined ? undefined : pathOf(values[0]);
    if (names.length === 1 && path !== undefined) aliases.set(names[0] as string, path);
  }
  return aliases;
}

function foreignCall(call: NodeOf<'call'>, from: Routine, aliases: ReadonlyMap<string, string>, facts: Facts): Delegation | undefined {
  const name = calleeName(call.callee);
  if (call.callee.k !== 'member' || name === undefined) return undefined;
  const written = pathOf(call.callee.of)?.replace(/^this\./, '');
  const path = written === undefined ? undefined : (aliases.get(written)?.replace(/^this\./, '') ?? written);
  if (path === undefined || path === 'this' || path === 'base') return undefined;
  const code = facts.csharp;
  const own = code.groupOf(from);
  const type = typeOfPath(path, from, code);
  const groups = type === '' ? [] : groupsOf(type, code).filter((group) => group !== own && group.role === 'production');
  const [group] = groups;
  // What a parameter offers is the caller's.
  if (group === undefined || from.parameters.some((parameter) => parameter.name === path.split('.')[0])) return undefined;
  // An interface stands for whatever implements it.
  const candidates = groups.flatMap((each) => [
    each,
    ...code.derivedOf(each).filter((derived) => derived !== own && derived.role === 'production'),
  ]);
  const targets = candidates.flatMap((each) => each.routines.filter((routine) => routine.name === name));
  return targets.length === 0 ? undefined : { to: path, type: group, targets, at: call.at };
}

function isLockCall(call: NodeOf<'call'>): boolean {
  return /^(Enter|Exit|TryEnter|EnterReadLock|EnterWriteLock|ExitReadLock|ExitWriteLock|EnterScope|Wait|WaitAsync|Release|Dispose|ConfigureAwait)$/.test(
    calleeName(call.callee) ?? '',
  );
}

/** Whether a Go body calls a function of one of these names, in any letter case. */
export function goCalls(go: Routine, names: ReadonlySet<string>, facts: Facts): boolean {
  const body = facts.bodyOf(go);
  return body !== undefined && nodesOf(body, 'call').some((call) => names.has((calleeName(call.callee) ?? '').toLowerCase()));
}

/** Why a target is not where the work of a Go function can be; undefined where it may be. */
export function whyForeign(target: Routine, go: Routine, facts: Facts): string | undefined {
  const { claims } = facts;
  const rows = claims.ofCSharp(target).filter((row) => row.kind === 'feature');
  const isOwn = (goClass: string, goMethod: string) => goClass === go.owner && goMethod === go.name;
  if (rows.some((row) => isOwn(row.goClass, row.goMethod))) return undefined;
  const [row] = rows;
  if (row !== undefined) {
    const names = new Set([target.name, ...rows.map((each) => each.goMethod)].map((name) => name.toLowerCase()));
    return goCalls(go, names, facts) ? undefined : `is the port of \`${row.name}\`, which \`${symbolOf(go)}\` does not call`;
  }
  if (goCalls(go, new Set([target.name.toLowerCase()]), facts)) return undefined;
  const ported = claims.goTypesOf(target.owner);
  const other = [...ported].find((type) => type !== '');
  if (other !== undefined && go.owner !== '' && !ported.has(go.owner))
    return `belongs to the port of \`${other}\`, which \`${symbolOf(go)}\` does not use`;
  if (ported.size === 0 && STAND_IN.test(lastSegment(target.owner)) && !STAND_IN.test(go.owner))
    return `is a stand-in by its name, and no row's counterpart`;
  return undefined;
}

const STAND_IN =
  /^(In-?Memory|Memory|Mem|Fake|Mock|Stub|Dummy|Simulated|Null|No-?Op|Shim|Placeholder|Temp)(?=[A-Z]|$)|(Stub|Fake|Mock|Dummy|StandIn|Shim|Placeholder)$/;

/** The members through which a member only hands its own arguments round until they come back to it, itself first; [] if they don't. */
export function circleOf(routine: Routine, facts: Facts): readonly Routine[] {
  const path: Routine[] = [routine];
  if (readsItself(routine, facts)) return path;
  for (let current = routine; path.length < 6; ) {
    const call = facts.forward(current);
    if (call === undefined) return [];
    const targets = resolveCall(call, current, facts.csharp).filter((target) => target.hasBody);
    const [target] = targets;
    if (target === undefined || targets.length > 1 || !handsOn(call, current, target)) return [];
    if (target === routine) return path;
    if (path.includes(target)) return [];
    path.push(target);
    current = target;
  }
  return [];
}

/** `public int Count => Count;` */
function readsItself(routine: Routine, facts: Facts): boolean {
  const body = routine.kind === 'property' ? facts.bodyOf(routine) : undefined;
  const [only, ...others] = body === undefined ? [] : statementsOf(body);
  const value = only?.k === 'return' && others.length === 0 ? only.values[0] : undefined;
  return value !== undefined && pathOf(value)?.replace(/^this\./, '') === routine.name;
}

/** Whether a call hands its routine's own parameters to a member of as many: an overload of other types would need others. */
function handsOn(call: NodeOf<'call'>, from: Routine, to: Routine): boolean {
  return (
    call.args.length === to.parameters.length &&
    call.args.every(({ value }) => value.k === 'literal' || from.parameters.some(({ name }) => name === pathOf(value)))
  );
}
