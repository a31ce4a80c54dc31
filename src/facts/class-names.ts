import type { TypeGroup } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { isSubstitute } from './assertions.js';
import type { TestProject } from './test-project.js';
import { nodesOf, pathOf, rootName } from './walk.js';

/** What the members of a test class and its bases hold, whichever of its tests runs. */
export interface ClassNames {
  /** Fields, properties and primary constructor parameters that hold the port, or are given something of it. */
  readonly tainted: ReadonlySet<string>;
  readonly substitutes: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Routine>;
}

/** What the search asks about expressions outside of any test's body. */
export interface Oracle {
  /** Whether an initialiser depends on the port. */
  depends(init: Node, from: Routine): boolean;
  /** Whether something in it calls or makes the port. */
  mentions(node: Node, from: Routine): boolean;
}

/**
 * Fills the names of a class. They are looked at while they grow: a helper that is asked about may read the fields in question.
 * @param group of the test or helper; its bases count, too
 */
export function fillClassNames(
  group: TypeGroup,
  project: TestProject,
  oracle: Oracle,
  into: { tainted: Set<string>; substitutes: Set<string>; fields: Set<string>; properties: Map<string, Routine> },
): void {
  const types = [group, ...project.code.basesOf(group)];
  for (const type of types) {
    for (const parameter of type.parts.flatMap((part) => part.parameters ?? []))
      if (project.actsForPort(parameter.type)) into.tainted.add(parameter.name);
    for (const field of type.fields) {
      into.fields.add(field.name);
      if (field.init !== undefined && isSubstitute(field.init)) into.substitutes.add(field.name);
      const made = field.init?.k === 'create' ? field.init.type : '';
      if (project.actsForPort(field.type) || (made !== '' && project.actsForPort(made))) into.tainted.add(field.name);
    }
    for (const routine of type.routines) {
      if (routine.kind !== 'property') continue;
      if (!into.properties.has(routine.name)) into.properties.set(routine.name, routine);
      // What an auto-property begins with is not in the model: an interface of the port may stand for anything.
      const holds = (type: string) => project.actsForPort(type) || (!routine.hasBody && project.isOfPort(type));
      if (routine.results.some(holds)) into.tainted.add(routine.name);
    }
  }
  for (const type of types) {
    const [first] = type.routines;
    for (const field of type.fields)
      if (field.init !== undefined && !field.constant && first !== undefined && oracle.depends(field.init, first))
        into.tainted.add(field.name);
    for (const routine of type.routines) if (!routine.test) fromMember(routine, into.fields, project, oracle, into);
  }
}

/** Fields that a constructor, a set-up or a helper fills with the port, and substitutes that it hands to the port. */
function fromMember(
  routine: Routine,
  fields: ReadonlySet<string>,
  project: TestProject,
  oracle: Oracle,
  into: { tainted: Set<string>; substitutes: Set<string> },
): void {
  const body = fields.size === 0 ? undefined : project.code.bodyOf(routine);
  if (body === undefined) return;
  for (const assign of nodesOf(body, 'assign')) {
    const [target] = assign.targets;
    const name =
      target === undefined
        ? undefined
        : (pathOf(target)
            ?.replace(/^this\./, '')
            .split('.')[0] ?? rootName(target));
    if (name === undefined || !fields.has(name)) continue;
    if (assign.values.some((value) => isSubstitute(value))) into.substitutes.add(name);
    else if (!into.tainted.has(name) && assign.values.some((value) => oracle.mentions(value, routine))) into.tainted.add(name);
  }
  const named = nodesOf(body, 'name').filter(({ name }) => into.substitutes.has(name) && !into.tainted.has(name));
  if (named.length > 0 && oracle.mentions(body, routine)) for (const { name } of named) into.tainted.add(name);
}
