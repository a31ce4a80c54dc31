import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { isEmptyCollection } from './reachable.js';
import { statementsOf, walk } from './walk.js';

/**
 * The values of names that never have another: locals that are set once, constants, properties that give one.
 * @param isMapped whether a routine is a row's counterpart: what it gives is that row's concern
 */
export function constantsOf(
  body: Node,
  routine: Routine,
  code: CodeIndex,
  isMapped: (routine: Routine) => boolean,
): (path: string) => Node | undefined {
  let locals: ReadonlyMap<string, Node> | undefined;
  return (path) => {
    locals ??= settledLocals(body);
    const local = locals.get(path);
    if (local !== undefined || /^\w+$/.test(path) === false) return local ?? outerConstant(path, routine, code, isMapped);
    return routine.parameters.some((parameter) => parameter.name === path) ? undefined : outerConstant(path, routine, code, isMapped);
  };
}

/** Locals with one value: declared with it, never assigned, never handed out by reference, never called. */
function settledLocals(body: Node): ReadonlyMap<string, Node> {
  const values = new Map<string, Node>();
  const changed = new Set<string>();
  walk(body, (node) => {
    if (node.k === 'declare') {
      const [name] = node.names;
      const [value] = node.values;
      if (name === undefined) return;
      if (value === undefined || node.names.length > 1 || values.has(name)) changed.add(name);
      else values.set(name, value);
    } else if (node.k === 'assign') {
      for (const target of node.targets) walk(target, (each) => void (each.k === 'name' && changed.add(each.name)));
    } else if (node.k === 'call') {
      for (const { value } of node.args) if (value.k === 'name') changed.add(value.name);
      if (node.callee.k === 'member' && node.callee.of.k === 'name') changed.add(node.callee.of.name);
    }
  });
  for (const name of changed) values.delete(name);
  return values;
}

function outerConstant(path: string, routine: Routine, code: CodeIndex, isMapped: (routine: Routine) => boolean): Node | undefined {
  const name = lastSegment(path);
  for (const group of groupsNaming(path, routine, code)) {
    const field = group.fields.find((each) => each.name === name);
    // A list that is made empty is there to be filled, by whomever.
    const type = field?.init?.k === 'create' && isEmptyCollection(field.init) ? field.init.type || field.type : undefined;
    const isFilled = type !== undefined && !/\]$|^(Immutable|Frozen|I?ReadOnly|IEnumerable)/.test(type);
    if (field?.init !== undefined && !isFilled && (field.constant || (field.readonly && field.static))) return field.init;
    const property = field === undefined ? group.routines.find((each) => each.kind === 'property' && each.name === name) : undefined;
    if (property !== undefined && !isMapped(property) && !property.modifiers.some((each) => /^(virtual|override|abstract)$/.test(each)))
      return literalGiven(code.bodyOf(property));
    if (field !== undefined || property !== undefined) return undefined;
  }
  return undefined;
}

/** `=> false`, `{ get { return false; } }` */
function literalGiven(body: Node | undefined): Node | undefined {
  const [only, ...others] = body === undefined ? [] : statementsOf(body);
  const value = only?.k === 'return' && others.length === 0 ? only.values[0] : undefined;
  return value?.k === 'literal' ? value : undefined;
}

/** The types among whose members a dotted name may be: the own one for a bare name, else the named one; in Go the package. */
function groupsNaming(path: string, routine: Routine, code: CodeIndex): readonly TypeGroup[] {
  const dot = path.lastIndexOf('.');
  const own = code.groupOf(routine.language === 'go' ? { ...routine, owner: '' } : routine);
  if (routine.language === 'go') return dot < 0 && own !== undefined ? [own] : [];
  if (dot < 0) return own === undefined ? [] : [own, ...code.basesOf(own)];
  const owner = lastSegment(path.slice(0, dot));
  return code.typesNamed(owner).filter((group) => lastSegment(group.path) === owner);
}
