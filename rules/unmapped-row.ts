import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unmapped-row',
  level: 'error',
  category: 'mapping',
  summary: 'A row names no C# class or no C# member.',
  precision: 'very-high',
  on: 'row',
  messages: {
    unmapped:
      '{{item}} (`{{go}}`) names no C# {{what}}, so its status `{{status}}` rests on nothing. Set `dotnet_class` and `dotnet_method`, or set the row to `n_a` or `deferred` with a reason.',
  },
  *check({ row, csharp }) {
    if (csharp.kind !== 'unmapped' || row.status === 'n_a' || row.status === 'deferred') return;
    const what = row.dotnetClass.trim() === '' ? (row.dotnetMethod.trim() === '' ? 'class and member' : 'class') : 'member';
    yield { at: 'row', message: 'unmapped', data: { item: row.item, go: row.name, what, status: row.status } };
  },
});
