import { plural } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'swallowed-assertion',
  level: 'error',
  category: 'test',
  summary: 'An assertion of a mapped C# test can fail without failing the test.',
  precision: 'very-high',
  on: 'test',
  messages: {
    all: '{{subject}} of `{{csharp}}` can not fail the test: {{why}} (line {{line}}). Let the failure reach the runner: await it, and catch only what the test expects.',
    some: 'An assertion of `{{csharp}}` can not fail the test: {{why}} (line {{line}}). Let the failure reach the runner: await it, and catch only what the test expects.',
  },
  *check({ go, members, tests }) {
    if (tests.goTest(go).checks === 0) return;
    for (const member of members) {
      const run = tests.summary(member).checks.filter((check) => check.dead === undefined);
      // What a helper drops beside what the test itself asserts is the helper's own business.
      const all = run.every((check) => check.lost !== undefined);
      // A function that is run twice may be heard once.
      const heard = new Set(run.filter((check) => check.lost === undefined).map((check) => check.asserted.operands[0]));
      const lost = run.filter(
        (check) => check.lost !== undefined && (all || (check.helper === undefined && !heard.has(check.asserted.operands[0]))),
      );
      const [first] = lost;
      if (first?.lost === undefined) continue;
      const data = { csharp: symbolOf(member), why: first.lost, line: first.at };
      if (!all) yield { at: member, message: 'some', data, focus: first.at };
      else {
        const subject = lost.length === 1 ? 'The only assertion' : `Each of the ${plural(lost.length, 'assertion')}`;
        yield { at: member, message: 'all', data: { ...data, subject }, focus: first.at };
      }
    }
  },
});
