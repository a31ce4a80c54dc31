import { type CodeIndex, lastSegment } from '../index/code-index.js';
import type { Field, Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { walk } from './walk.js';

/** The values of names that never have another: locals that are set once, constants, private fields that nothing sets. */
export function constantsOf(body: Node, routine: Routine, code: CodeIndex): (path: string) => Node | undefined {
  let locals: ReadonlyMap<string, Node> | undefined;
  return (path) => {
    locals ??= settledLocals(body);
    const local = locals.get(path);
    if (local !== undefined || /^\w+$/.test(path) === false) return local ?? fieldConstant(path, routine, code);
    return routine.parameters.some((parameter) => parameter.name === path) ? undefined : fieldConstant(path, routine, code);
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

function fieldConstant(path: string, routine: Routine, code: CodeIndex): Node | undefined {
  const name = lastSegment(path);
  const field = fieldsOf(path, routine, code).find((each) => each.name === name);
  if (field?.init === undefined) return undefined;
  if (field.constant || (field.readonly && field.static)) return field.init;
  return undefined;
}

/** The fields among which a dotted name may be: the own type's for a bare one, else the named type's; in Go the package's. */
function fieldsOf(path: string, routine: Routine, code: CodeIndex): readonly Field[] {
  const dot = path.lastIndexOf('.');
  if (routine.language === 'go')
    return dot < 0 ? code.units.flatMap((unit) => unit.index.fields.filter((field) => field.owner === '')) : [];
  if (dot < 0) {
    const own = code.groupOf(routine);
    return own === undefined ? [] : [own, ...code.basesOf(own)].flatMap((group) => group.fields);
  }
  const owner = lastSegment(path.slice(0, dot));
  return code
    .typesNamed(owner)
    .filter((group) => lastSegment(group.path) === owner)
    .flatMap((group) => group.fields);
}
