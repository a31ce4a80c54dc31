import { delegationOf, goCalls } from '../src/facts/delegation.js';
import { describeWork } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'delegation-shell',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member only hands its call to another store of the port, though the Go function does the work itself.',
  precision: 'high',
  on: 'pair',
  messages: {
    shell:
      '`{{csharp}}` only hands its call to `{{to}}`: `{{target}}` is the port of `{{other}}`, which `{{go}}` does not call. It has {{work}}. Port that work, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts }) {
    if (facts.settledBehaviour(go).behaviour?.kind !== 'works') return;
    for (const member of members) {
      const delegation = delegationOf(member, facts);
      if (delegation === undefined) continue;
      // The work may well be split over two types; but not if the other member is the port of something else.
      for (const target of delegation.targets) {
        const others = facts.claims.ofCSharp(target).filter((each) => each.kind === 'feature' && each.item !== row.item);
        const [other] = others;
        if (other === undefined || others.some((each) => each.goClass === row.goClass && each.goMethod === row.goMethod)) continue;
        if (goCalls(go, new Set([target.name.toLowerCase(), ...others.map((each) => each.goMethod.toLowerCase())]), facts)) continue;
        const data = { csharp: symbolOf(member), to: delegation.to, target: symbolOf(target), other: other.name, go: row.name };
        yield {
          at: member,
          message: 'shell',
          data: { ...data, work: describeWork(facts.bodyOf(go)) },
          focus: delegation.at,
          related: [{ at: target, text: `Asked instead: \`${symbolOf(target)}\`` }],
        };
        break;
      }
    }
  },
});
