import { describeWork } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'empty-test',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test does nothing.',
  precision: 'very-high',
  on: 'test',
  messages: {
    empty:
      'The test `{{csharp}}` does nothing, so it passes whatever the port does; `{{go}}` has {{work}}. Port the Go test, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts, tests }) {
    const expected = facts.behaviour(go)?.kind;
    if (expected === undefined || expected === 'nothing') return;
    for (const member of members) {
      if (facts.bodyOf(member) === undefined || tests.verdict(member) !== 'empty') continue;
      yield { at: member, message: 'empty', data: { csharp: symbolOf(member), go: row.name, work: describeWork(facts.bodyOf(go)) } };
    }
  },
});
