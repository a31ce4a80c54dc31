import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import { simpleTypeName } from '../index/type-names.js';
import type { Routine } from '../model/source.js';

export { simpleTypeName };

/** The declared type of a field, property or parameter that a routine can name by itself; '' where it is not known. */
export function typeOfName(name: string, routine: Routine, code: CodeIndex): string {
  const parameter = routine.parameters.find((each) => each.name === name);
  if (parameter !== undefined) return parameter.type;
  const own = code.groupOf(routine);
  for (const group of own === undefined ? [] : [own, ...code.basesOf(own)]) {
    const type = memberType(group, name);
    if (type !== '') return type;
  }
  return '';
}

function memberType(group: TypeGroup, name: string): string {
  const field = group.fields.find((each) => each.name === name);
  if (field !== undefined) return field.type;
  const property = group.routines.find((each) => each.kind === 'property' && each.name === name);
  if (property !== undefined) return property.results[0] ?? '';
  return group.parts.flatMap((part) => part.parameters ?? []).find((each) => each.name === name)?.type ?? '';
}

/** The type of `a.b.c`, member by member; '' as soon as one is not known. */
export function typeOfPath(path: string, routine: Routine, code: CodeIndex): string {
  const [first, ...rest] = path.replace(/^this\./, '').split('.');
  let type = typeOfName(first ?? '', routine, code);
  for (const name of rest) {
    if (type === '') return '';
    type =
      groupsOf(type, code)
        .map((group) => memberType(group, name))
        .find((each) => each !== '') ?? '';
  }
  return type;
}

/** The types of the port that a written type may mean. */
export function groupsOf(type: string, code: CodeIndex): readonly TypeGroup[] {
  const name = simpleTypeName(type);
  return code.typesNamed(name).filter((group) => lastSegment(group.path) === name && group.parts.length > 0);
}

/** Whether a dotted name holds an object of the port. */
export function isOfPort(path: string, routine: Routine, code: CodeIndex): boolean {
  return path === 'this' || groupsOf(typeOfPath(path, routine, code), code).length > 0;
}

/** Whether a dotted name holds a struct of the port: reading it makes a copy. */
export function isValueType(path: string, routine: Routine, code: CodeIndex): boolean {
  const type = typeOfPath(path, routine, code);
  // An array of structs is an object, of which every name has the same.
  return type !== '' && !type.includes('[') && groupsOf(type, code).some((group) => group.parts.some((part) => part.kind === 'struct'));
}
