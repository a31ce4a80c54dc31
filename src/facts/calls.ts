import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { NodeOf } from '../model/tree.js';
import { groupsOf, typeOfName, typeOfPath } from './types.js';
import { calleeName, pathOf } from './walk.js';

export { simpleTypeName } from './types.js';

/**
 * The routines that a call may run, as far as names tell: members of the own type and its bases, local functions,
 * members of the type that a field, property or parameter is declared with and of those that derive from it, static
 * members of a named type. A call on some other object is not resolved: its type is not known by syntax.
 */
export function resolveCall(call: NodeOf<'call'>, from: Routine, code: CodeIndex): readonly Routine[] {
  const name = calleeName(call.callee);
  if (name === undefined) return [];
  const own = code.groupOf(from);
  if (call.callee.k === 'name') {
    const inType = own === undefined ? [] : byArguments(membersNamed(own, name, code), call);
    return inType.length > 0 ? inType : freeFunctions(name, from, code);
  }
  const receiver = call.callee.k === 'member' ? pathOf(call.callee.of) : undefined;
  if (receiver === undefined) return [];
  if (receiver === 'this' || receiver === from.receiver) return own === undefined ? [] : byArguments(membersNamed(own, name, code), call);
  if (receiver === 'base')
    return own === undefined ? [] : code.basesOf(own).flatMap((base) => byArguments(routinesNamed(base, name), call));
  const declared = typeOfPath(receiver, from, code);
  if (declared !== '')
    return groupsOf(declared, code).flatMap((group) => {
      const types = [group, ...code.derivedOf(group)].filter((type) => type.parts.some((part) => part.kind !== 'interface'));
      const found = types.flatMap((type) => byArguments(routinesNamed(type, name), call));
      return found.length > 0 ? found : byArguments(membersNamed(group, name, code), call);
    });
  const groups = code.typesNamed(lastSegment(receiver)).filter((group) => lastSegment(group.path) === lastSegment(receiver));
  return groups.flatMap((group) => byArguments(routinesNamed(group, name), call));
}

/** Go's package functions, and C# functions of top-level statements. */
function freeFunctions(name: string, from: Routine, code: CodeIndex): readonly Routine[] {
  return code
    .routinesNamed(name)
    .filter((routine) => routine.owner === '' && routine.name === name && routine.namespace === from.namespace);
}

/** Members of a type and its bases with this very name. */
export function membersNamed(group: TypeGroup, name: string, code: CodeIndex): readonly Routine[] {
  const own = routinesNamed(group, name);
  return own.length > 0 ? own : code.basesOf(group).flatMap((base) => routinesNamed(base, name));
}

/** Members with their overloads: a row that maps one of them maps all. */
export function withOverloads(members: readonly Routine[], code: CodeIndex): readonly Routine[] {
  const overloads = members.flatMap((member) => {
    const group = code.groupOf(member);
    return group === undefined ? [] : routinesNamed(group, member.name);
  });
  return [...new Set([...members, ...overloads])];
}

function routinesNamed(group: TypeGroup, name: string): Routine[] {
  return group.routines.filter((routine) => routine.name === name);
}

/** Overloads that take as many arguments as the call has; all of them if none does. */
function byArguments(routines: readonly Routine[], call: NodeOf<'call'>): readonly Routine[] {
  const fitting = routines.filter((routine) => {
    const { parameters } = routine;
    const required = parameters.filter((parameter) => parameter.optional !== true && parameter.by !== 'params').length;
    const isOpen = parameters.some((parameter) => parameter.by === 'params');
    return call.args.length >= required && (isOpen || call.args.length <= parameters.length);
  });
  return fitting.length > 0 ? fitting : routines;
}

/** Whether a call runs a delegate that a field or a parameter holds, other than one that writes a log or tells the time. */
export function isDelegateCall(call: NodeOf<'call'>, from: Routine, code: CodeIndex): boolean {
  const path = pathOf(call.callee)
    ?.replace(/^this\./, '')
    .replace(/\.Invoke$/, '');
  if (path === undefined || path.includes('.') || /log|debug|warn|trace|info|notice|clock|now|time/i.test(path)) return false;
  return calleeName(call.callee) === 'Invoke' || /^(Func|Action)\b/.test(typeOfName(path, from, code));
}
