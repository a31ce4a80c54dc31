import { plural } from '../src/facts/describe.js';
import { isSameRemark, type Placeholder, placeholdersIn } from '../src/facts/placeholders.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'placeholder-comment',
  level: 'warning',
  category: 'body',
  summary: 'A comment in a mapped C# member says that the work is not done, and the Go function has no such comment.',
  precision: 'high',
  on: 'either',
  messages: {
    says: 'A comment in `{{csharp}}` says "{{words}}" (line {{line}}){{more}}; `{{go}}` has no such comment. Do what is left to do, or set the row back to `stub` and say what is missing.',
  },
  *check({ row, go, members }) {
    let inGo: readonly Placeholder[] | undefined;
    const isGos = (placeholder: Placeholder) => {
      inGo ??= placeholdersIn(go.comments);
      return inGo.some((original) => isSameRemark(placeholder, original));
    };
    for (const member of members) {
      const [first, ...rest] = placeholdersIn(member.comments).filter((placeholder) => !isGos(placeholder));
      if (first === undefined) continue;
      const more = rest.length === 0 ? '' : ` and in ${plural(rest.length, 'more place')}`;
      yield {
        at: member,
        message: 'says',
        data: { csharp: symbolOf(member), words: first.words, line: first.at, more, go: row.name },
        focus: first.at,
      };
    }
  },
});
