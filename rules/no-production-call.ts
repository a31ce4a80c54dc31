import { describeWork } from '../src/facts/describe.js';
import { isComparedInGo } from '../src/facts/go-constants.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'no-production-call',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test asserts, but calls nothing of the port.',
  precision: 'high',
  on: 'test',
  messages: {
    none: 'The test `{{csharp}}` calls nothing of the port, neither itself nor in the helpers that it calls: {{why}} (line {{line}}). `{{go}}` has {{work}}; call the members that it tests, and assert on what they return.',
  },
  *check({ row, go, members, facts, tests }) {
    if (!tests.goTest(go).callsPort) return;
    const goBody = facts.bodyOf(go);
    for (const member of members) {
      if (tests.verdict(member) !== 'no-port') continue;
      const [first] = tests.summary(member).checks.filter((check) => check.vacuous !== undefined && !isComparedInGo(check, goBody));
      if (first === undefined) continue;
      yield {
        at: member,
        message: 'none',
        data: { csharp: symbolOf(member), go: row.name, why: first.vacuous ?? '', line: first.at, work: describeWork(goBody) },
        focus: first.at,
      };
    }
  },
});
