import { plural } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'no-assertion',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test asserts nothing that is ever run, though the Go test checks something.',
  precision: 'high',
  on: 'test',
  messages: {
    none: 'The test `{{csharp}}` asserts nothing, neither itself nor in the helpers that it calls; `{{go}}` has {{checks}}. Assert on what the port returns, as the Go test does.',
    dead: 'The only assertion of `{{csharp}}` is never run: {{why}} (line {{line}}); `{{go}}` has {{checks}}. Make it run.',
  },
  *check({ row, go, members, facts, tests }) {
    const expected = tests.goTest(go).checks;
    // Go's own smoke test: it only must not crash.
    if (expected === 0) return;
    for (const member of members) {
      const kind = facts.behaviour(member)?.kind;
      // An empty test is another rule's.
      if (kind === undefined || kind === 'nothing' || kind === 'logs') continue;
      const { checks } = tests.summary(member);
      if (checks.some((check) => check.dead === undefined)) continue;
      const data = { csharp: symbolOf(member), go: row.name, checks: plural(expected, 'check') };
      const [dead] = checks;
      if (dead?.dead !== undefined) yield { at: member, message: 'dead', data: { ...data, why: dead.dead, line: dead.at }, focus: dead.at };
      else yield { at: member, message: 'none', data };
    }
  },
});
