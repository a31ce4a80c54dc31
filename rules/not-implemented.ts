import { describeWork } from '../src/facts/describe.js';
import { NOT_IMPLEMENTED } from '../src/facts/facts.js';
import { nodesOf } from '../src/facts/walk.js';
import { symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'not-implemented',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member says that it is not implemented, though the Go function does its work.',
  precision: 'very-high',
  on: 'pair',
  messages: {
    confesses:
      '`{{csharp}}` {{does}} (line {{line}}){{more}}; `{{go}}` has {{work}}. Port what is missing, or set the row back to `stub` or `deferred` with a reason.',
    refuses:
      '`{{csharp}}` can only throw (line {{line}}); `{{go}}` has {{work}} and does not refuse. Port it, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts }) {
    const body = facts.bodyOf(go);
    if (body !== undefined && refusesToo(body)) return;
    const work = describeWork(body);
    for (const member of members) {
      const confessions = facts.confessions(member);
      const [first, ...rest] = confessions;
      const data = { csharp: symbolOf(member), go: row.name, work };
      if (first !== undefined) {
        const more = rest.length === 0 ? '' : ` and in ${rest.length} more place${rest.length > 1 ? 's' : ''}`;
        yield { at: member, message: 'confesses', data: { ...data, does: first.does, line: first.at, more }, focus: first.at };
        continue;
      }
      const { behaviour } = facts.settledBehaviour(member);
      if (behaviour?.kind !== 'raises' || facts.behaviour(go)?.kind === 'raises') continue;
      yield { at: member, message: 'refuses', data: { ...data, line: behaviour.at }, focus: behaviour.at };
    }
  },
});

/** Go says the same: `panic("not implemented")`, `errors.New("not supported yet")`. */
function refusesToo(body: Node): boolean {
  return nodesOf(body, 'literal').some(
    (literal) =>
      literal.type === 'string' && (NOT_IMPLEMENTED.test(literal.value) || /\bun-?supported\b|\bnot supported\b/i.test(literal.value)),
  );
}
