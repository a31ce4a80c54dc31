import { placeOf } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import type { MissingSide } from '../src/pair/subject.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'missing-counterpart',
  level: 'error',
  category: 'mapping',
  summary: 'The C# class or member that a row names is not there.',
  precision: 'very-high',
  on: 'row',
  messages: {
    type: 'There is no C# type `{{type}}`, so `{{go}}` has no port{{hints}}. Write it, or correct `dotnet_class` of {{item}}.',
    member: '`{{type}}` has no member `{{member}}`, so `{{go}}` has no port{{hints}}. Write it, or correct `dotnet_method` of {{item}}.',
  },
  *check({ row, csharp }) {
    if (csharp.kind !== 'missing') return;
    const data = { type: row.dotnetClass, go: row.name, hints: hintsOf(csharp), item: row.item };
    const related = csharp.near.map((routine) => ({ at: routine, text: `Found \`${symbolOf(routine)}\` here` }));
    const [part] = csharp.type?.parts ?? [];
    if (part === undefined) yield { at: 'row', message: 'type', data, related };
    else {
      const at = { file: part.file, line: part.nameLine, column: part.nameColumn, endColumn: part.nameEndColumn };
      yield { at, message: 'member', data: { ...data, member: csharp.name }, related };
    }
  },
});

/** `; found `Block.Recover` in Block.cs:12`, and what else may be meant. */
function hintsOf({ near, nearTypes, field, inactive }: MissingSide): string {
  const members = near.map((routine) => `\`${symbolOf(routine)}\` in ${placeOf(routine)}`);
  const types = nearTypes.map(({ path, parts }) => `type \`${path}\` in ${placeOf(parts[0] as (typeof parts)[0])}`);
  const found = [...members, ...types].slice(0, 3);
  return [
    found.length === 0 ? '' : `; found ${found.join(' and ')}`,
    field === undefined ? '' : `; the name is a field (${placeOf({ file: field.file, nameLine: field.line })}), which does nothing`,
    inactive === undefined
      ? ''
      : `; the name stands in code that \`#if ${inactive.condition}\` leaves out (${placeOf({ file: inactive.file, nameLine: inactive.line })})`,
  ].join('');
}
