import { plural } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'no-assertion',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test asserts nothing, though the Go test checks something.',
  precision: 'high',
  on: 'test',
  messages: {
    none: 'The test `{{csharp}}` asserts nothing, neither itself nor in the helpers that it calls; `{{go}}` has {{checks}}. Assert on what the port returns, as the Go test does.',
  },
  *check({ row, go, members, facts, tests }) {
    const expected = tests.goTest(go);
    // Go's own smoke test: it only must not crash. Where it looks at errors alone, an exception that flies is the check.
    if (expected.valueChecks === 0) return;
    for (const member of members) {
      if (facts.bodyOf(member) === undefined || tests.verdict(member) !== 'no-check') continue;
      yield {
        at: member,
        message: 'none',
        data: { csharp: symbolOf(member), go: row.name, checks: plural(expected.valueChecks, 'check') },
      };
    }
  },
});
