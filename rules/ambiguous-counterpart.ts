import { placeOf } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'ambiguous-counterpart',
  level: 'warning',
  category: 'mapping',
  summary: 'Members of several types fit a row equally well.',
  precision: 'high',
  on: 'row',
  messages: {
    ambiguous:
      '{{item}} fits {{count}} members equally well: `{{chosen}}` was judged, {{others}} was not. Qualify `dotnet_class` with its namespace.',
  },
  *check({ row, csharp }) {
    if (csharp.kind !== 'found' || csharp.rivals.length === 0) return;
    const [chosen] = csharp.members;
    if (chosen === undefined) return;
    const full = (routine: typeof chosen) => (routine.namespace === '' ? symbolOf(routine) : `${routine.namespace}.${symbolOf(routine)}`);
    const others = csharp.rivals.slice(0, 3).map((routine) => `\`${full(routine)}\` (${placeOf(routine)})`);
    yield {
      at: chosen,
      message: 'ambiguous',
      data: { item: row.item, count: csharp.rivals.length + 1, chosen: full(chosen), others: others.join(' and ') },
      related: csharp.rivals.map((routine) => ({ at: routine, text: `\`${full(routine)}\` fits too` })),
    };
  },
});
