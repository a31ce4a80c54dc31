import { type CodeComment, codeIn } from '../src/facts/commented-code.js';
import { describeWork, plural, sizeOf } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { calleeName, nodesOf } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'commented-out-code',
  level: 'warning',
  category: 'body',
  summary: 'The implementation of a mapped C# member stands in comments.',
  precision: 'high',
  on: 'pair',
  messages: {
    most: '{{count}} of code in `{{csharp}}` stand in comments (line {{line}}), and {{live}} beside them; `{{go}}` has {{work}}. Let the code run or finish it, or set the row back to `stub`.',
    call: 'The call of `{{name}}` in `{{csharp}}` is commented out (line {{line}}), and nothing else there calls it; `{{go}}` calls `{{goName}}`. Let the call run, or set the row back to `stub` and say what it waits for.',
  },
  *check({ row, go, members, facts }) {
    if (facts.behaviour(go)?.kind !== 'works') return;
    for (const member of members) {
      const code = codeIn(member.comments.filter((comment) => comment.at >= member.nameLine));
      const [first] = code;
      if (first === undefined) continue;
      const live = sizeOf(facts.effective(member)).statements;
      const data = { csharp: symbolOf(member), go: row.name };
      if (code.length > 1 && code.length > live * 2) {
        const count = plural(code.length, 'line');
        const beside = live === 0 ? 'nothing runs' : `only ${plural(live, 'statement')} run${live === 1 ? 's' : ''}`;
        yield {
          at: member,
          message: 'most',
          data: { ...data, count, line: first.at, live: beside, work: describeWork(facts.bodyOf(go)) },
          focus: first.at,
        };
        continue;
      }
      const missing = missingCall(code, member, go, facts);
      if (missing !== undefined) yield { at: member, message: 'call', data: { ...data, ...missing }, focus: missing.line };
    }
  },
});

/** The first call that only a comment has, though Go makes it. */
function missingCall(code: readonly CodeComment[], member: Routine, go: Routine, facts: Facts) {
  const [body, goBody] = [facts.bodyOf(member), facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  const plain = (name: string | undefined) => (name ?? '').toLowerCase().replace(/async$/, '');
  const live = new Set(nodesOf(body, 'call').map((call) => plain(calleeName(call.callee))));
  const goNames = nodesOf(goBody, 'call').map((call) => calleeName(call.callee) ?? '');
  for (const { at, calls } of code) {
    for (const name of calls) {
      const goName = live.has(plain(name)) ? undefined : goNames.find((each) => plain(each) === plain(name));
      if (goName !== undefined) return { name, goName, line: at };
    }
  }
  return undefined;
}
