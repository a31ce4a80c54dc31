import { plural } from '../src/facts/describe.js';
import { specialCases } from '../src/facts/special-cases.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'hardcoded-for-test',
  level: 'warning',
  category: 'body',
  summary: 'A mapped C# member knows the values of its tests, which the Go function does not have.',
  precision: 'medium',
  on: 'pair',
  messages: {
    special:
      '`{{csharp}}` treats `{{literal}}` as a case of its own (line {{line}}){{more}}: {{test}} has that value, and no other code of the port or of `{{go}}`. Port what Go computes, and remove the case.',
  },
  *check({ row, go, members, facts }) {
    for (const member of members) {
      const [first, ...rest] = specialCases(member, go, facts);
      if (first === undefined) continue;
      const data = { csharp: symbolOf(member), go: row.name, literal: first.literal, line: first.at };
      const more = rest.length === 0 ? '' : ` and ${plural(rest.length, 'more value')}`;
      yield {
        at: member,
        message: 'special',
        data: { ...data, more, test: first.test.slice(first.test.lastIndexOf('/') + 1) },
        focus: first.at,
      };
    }
  },
});
