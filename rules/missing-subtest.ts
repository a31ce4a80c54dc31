import { csharpCasesOf, goCasesOf } from '../src/facts/cases.js';
import { nodesOf } from '../src/facts/walk.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'missing-subtest',
  level: 'warning',
  category: 'test',
  summary: 'A mapped C# test runs far fewer cases than the Go test.',
  precision: 'medium',
  on: 'test',
  messages: {
    fewer:
      '`{{csharp}}` runs {{own}}, though `{{go}}` has {{cases}}{{names}}. Add the missing ones, as `[InlineData]` or as tests that the row names, too.',
  },
  *check({ row, go, members, facts, tests }) {
    const wanted = goCasesOf(go, facts.go);
    if (wanted.count < 3) return;
    if (members.some((member) => tests.verdict(member) !== 'sound')) return;
    let own = 0;
    for (const member of members) {
      const cases = csharpCasesOf(member, tests.sound(member).length, facts.csharp);
      if (cases === undefined) return;
      own += cases;
    }
    if (own * 2 > wanted.count || wanted.count - own < 2) return;
    const [first] = members;
    if (first === undefined) return;
    const bodies = members.flatMap((member) => facts.bodyOf(member) ?? []);
    const known = new Set([
      ...bodies.flatMap((body) => nodesOf(body, 'literal').map((literal) => literal.value)),
      ...members.flatMap((member) =>
        member.attributes.flatMap((attribute) => attribute.arguments.map(({ value }) => (value.k === 'literal' ? value.value : ''))),
      ),
    ]);
    const lacking = wanted.names.filter((name) => !known.has(name)).slice(0, 3);
    yield {
      at: first,
      message: 'fewer',
      data: {
        csharp: symbolOf(first),
        own: own === 1 ? 'one case' : `${own} cases`,
        go: row.name,
        cases: wanted.what,
        names: lacking.length === 0 ? '' : `, among them ${lacking.map((name) => `"${name}"`).join(', ')}`,
      },
    };
  },
});
