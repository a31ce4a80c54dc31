import type { TypeGroup } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Facts } from './facts.js';

/** Types whose content can change under a reference that can't. */
const CHANGEABLE =
  /^(System\.Collections\.Generic\.)?(List|Dictionary|HashSet|Queue|Stack|Sorted\w+|Linked\w+|Concurrent\w+|StringBuilder|I?Collection|IList|IDictionary|ISet)\b|\[\]\??$/;

/** Whether nothing of a C# type can change once it is made, so that an object of it is its own copy. False for a type that holds nothing. */
export function isImmutable(group: TypeGroup, facts: Facts): boolean {
  const properties = group.routines.filter(({ kind }) => kind === 'property' || kind === 'indexer');
  const captured = group.parts.flatMap(({ parameters }) => parameters ?? []);
  if (group.fields.length + properties.length + captured.length === 0) return false;
  return (
    captured.every(({ type }) => !CHANGEABLE.test(type)) &&
    group.fields.every((field) => field.constant || (field.readonly && !CHANGEABLE.test(field.type))) &&
    properties.every((property) => !CHANGEABLE.test(property.results[0] ?? '') && !/\bset\b/.test(textOf(property, facts)))
  );
}

function textOf(routine: Routine, facts: Facts): string {
  return facts.csharp.unit(routine.file)?.text.slice(routine.start, routine.end) ?? 'set';
}
