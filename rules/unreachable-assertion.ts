import { plural } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unreachable-assertion',
  level: 'error',
  category: 'test',
  summary: 'No assertion of a mapped C# test is certain to be run, though the Go test checks something in any case.',
  precision: 'high',
  on: 'test',
  messages: {
    dead: '{{subject}} of `{{csharp}}` is never run: {{why}} (line {{line}}). `{{go}}` has {{checks}}; make yours run, and see it fail once.',
    maybe:
      '{{subject}} of `{{csharp}}` may never be run: {{why}} (line {{line}}). `{{go}}` has {{checks}} that are run in any case; assert on what was seen, outside of the condition.',
  },
  *check({ row, go, members, tests }) {
    const { checks: expected, sureChecks } = tests.goTest(go);
    if (expected === 0) return;
    for (const member of members) {
      const { checks } = tests.summary(member);
      const [first] = checks;
      if (first === undefined) continue;
      const data = { csharp: symbolOf(member), subject: subjectOf(checks.length), line: first.at, go: row.name };
      const verdict = tests.verdict(member);
      if (verdict === 'dead') {
        yield { at: member, message: 'dead', data: { ...data, why: first.dead ?? '', checks: plural(expected, 'check') }, focus: first.at };
        continue;
      }
      if (verdict !== 'sound' || sureChecks === 0) continue;
      const sound = tests.sound(member);
      const [unsure] = sound;
      if (unsure?.maybe === undefined || sound.some((check) => check.maybe === undefined)) continue;
      yield {
        at: member,
        message: 'maybe',
        data: { ...data, subject: subjectOf(sound.length), line: unsure.at, why: unsure.maybe, checks: plural(sureChecks, 'check') },
        focus: unsure.at,
      };
    }
  },
});

function subjectOf(count: number): string {
  return count === 1 ? 'The only assertion' : `Each of the ${plural(count, 'assertion')}`;
}
