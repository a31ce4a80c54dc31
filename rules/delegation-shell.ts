import { circleOf, delegationOf, whyForeign } from '../src/facts/delegation.js';
import { describeWork } from '../src/facts/describe.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'delegation-shell',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member only hands its call to another object of the port, though the Go function does the work itself.',
  precision: 'high',
  on: 'pair',
  messages: {
    shell:
      '`{{csharp}}` only hands its call to `{{to}}`: `{{target}}` {{why}}. `{{go}}` has {{work}}. Port that work, or set the row back to `deferred` with a reason.',
    circle:
      '`{{csharp}}` only calls {{itself}}, so it never comes to an end. `{{go}}` has {{work}}. Port that work, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts }) {
    if (facts.settledBehaviour(go).behaviour?.kind !== 'works') return;
    for (const member of members) {
      const data = { csharp: symbolOf(member), go: row.name, work: describeWork(facts.bodyOf(go)) };
      const circle = circleOf(member, facts);
      if (circle.length > 0) {
        yield { at: member, message: 'circle', data: { ...data, itself: describeCircle(circle) } };
        continue;
      }
      const delegation = delegationOf(member, facts);
      // The work may well be split over two types; but not if the other member is the port of something else.
      const foreign = delegation?.targets.flatMap((target) => {
        const why = whyForeign(target, go, facts);
        return why === undefined ? [] : [{ target, why }];
      });
      const [first] = foreign ?? [];
      if (delegation === undefined || first === undefined) continue;
      yield {
        at: member,
        message: 'shell',
        data: { ...data, to: delegation.to, target: symbolOf(first.target), why: first.why },
        focus: delegation.at,
        related: [{ at: first.target, text: `Asked instead: \`${symbolOf(first.target)}\`` }],
      };
    }
  },
});

function describeCircle([, ...others]: readonly Routine[]): string {
  const names = others.map((routine) => `\`${symbolOf(routine)}\``);
  return names.length === 0 ? 'itself' : `${names.join(', which only calls ')}, which only calls it back`;
}
