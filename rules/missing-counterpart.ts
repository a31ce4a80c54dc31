import { placeOf } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'missing-counterpart',
  level: 'error',
  category: 'mapping',
  summary: 'The C# class or member that a row names is not there.',
  precision: 'very-high',
  on: 'row',
  messages: {
    type: 'There is no C# type `{{type}}`, so `{{go}}` has no port{{near}}. Write it, or correct `dotnet_class` of {{item}}.',
    member: '`{{type}}` has no member `{{member}}`, so `{{go}}` has no port{{near}}. Write it, or correct `dotnet_method` of {{item}}.',
  },
  *check({ row, csharp }) {
    if (csharp.kind !== 'missing') return;
    const { near, inactive } = csharp;
    const hints = near.map((routine) => `\`${symbolOf(routine)}\` in ${placeOf(routine)}`);
    let hint = hints.length > 0 ? `; found ${hints.join(' and ')}` : '';
    if (inactive !== undefined)
      hint += `; the name stands in code that \`#if ${inactive.condition}\` leaves out (${inactive.file}:${inactive.line})`;
    const data = { type: row.dotnetClass, go: row.name, near: hint, item: row.item };
    const related = near.map((routine) => ({ at: routine, text: `Found \`${symbolOf(routine)}\` here` }));
    if (csharp.what === 'type') yield { at: 'row', message: 'type', data, related };
    else
      yield {
        at: csharp.type?.parts[0]
          ? {
              file: csharp.type.parts[0].file,
              line: csharp.type.parts[0].nameLine,
              column: csharp.type.parts[0].nameColumn,
              endColumn: csharp.type.parts[0].nameEndColumn,
            }
          : 'row',
        message: 'member',
        data: { ...data, member: csharp.name },
        related,
      };
  },
});
