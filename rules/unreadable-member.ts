import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unreadable-member',
  level: 'error',
  category: 'mapping',
  summary: 'The C# member of a row stands in code that does not parse, so it can not be judged.',
  precision: 'high',
  on: 'row',
  messages: {
    region:
      '`{{type}}.{{member}}` could not be read: {{file}}:{{line}}: {{reason}}. Mend the code, or report the construct if the compiler takes it; until then {{item}} can not be judged.',
    member:
      '`{{symbol}}` could not be read whole ({{reason}}). Mend the code, or report the construct if the compiler takes it; until then {{item}} can not be judged.',
  },
  *check({ row, csharp, facts }) {
    if (csharp.kind === 'unreadable') {
      const { file, line, reason } = csharp;
      yield {
        at: { file, line },
        message: 'region',
        data: { type: row.dotnetClass, member: row.dotnetMethod, file, line, reason, item: row.item },
      };
    }
    if (csharp.kind !== 'found') return;
    for (const routine of csharp.members) {
      const reason = facts.unreadable(routine);
      if (reason !== undefined) yield { at: routine, message: 'member', data: { symbol: symbolOf(routine), reason, item: row.item } };
    }
  },
});
