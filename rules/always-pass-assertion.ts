import { describeWork, plural } from '../src/facts/describe.js';
import { isComparedInGo, isTypeAskedInGo } from '../src/facts/go-constants.js';
import { isBroadThrow, isByForm } from '../src/facts/vacuous.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'always-pass-assertion',
  level: 'error',
  category: 'test',
  summary: 'Every assertion of a mapped C# test holds whatever the port does.',
  precision: 'high',
  on: 'test',
  messages: {
    all: '{{subject}} of `{{csharp}}` can not fail: {{why}} (line {{line}}). `{{go}}` has {{work}}; assert on a value that a call of the port returned.',
    literal:
      'An assertion of `{{csharp}}` is on a literal, so it can not fail (line {{line}}). Remove it, or assert on a value that a call of the port returned.',
    form: 'An assertion of `{{csharp}}` can not fail: {{why}} (line {{line}}). Remove it, or compare with the value that the Go test expects.',
    broad:
      '{{subject}} of `{{csharp}}` takes any exception, also that of a member that is not ported (line {{line}}). `{{go}}` wants a certain error; name the exception type that stands for it.',
  },
  *check({ row, go, members, facts, tests }) {
    const goBody = facts.bodyOf(go);
    const goTest = tests.goTest(go);
    // Where Go only wants no error, an assertion that is there for form's sake takes nothing away.
    if (goTest.valueChecks === 0) return;
    for (const member of members) {
      const verdict = tests.verdict(member);
      if (verdict !== 'vacuous' && verdict !== 'sound') continue;
      const live = tests.summary(member).checks.filter((check) => check.dead === undefined && check.lost === undefined);
      const vacuous = live.filter(
        (check) => check.vacuous !== undefined && !isComparedInGo(check, goBody) && !isTypeAskedInGo(check, goBody),
      );
      const [first] = vacuous;
      const subject = live.length === 1 ? 'The only assertion' : `Each of the ${plural(live.length, 'assertion')}`;
      const csharp = symbolOf(member);
      if (first !== undefined && vacuous.length === live.length) {
        const data = { csharp, subject, line: first.at, why: first.vacuous ?? '', go: row.name, work: describeWork(goBody) };
        yield { at: member, message: 'all', data, focus: first.at };
        continue;
      }
      const sound = tests.sound(member);
      if (goTest.certainErrors && sound.length > 0 && sound.every((check) => isBroadThrow(check.asserted))) {
        const at = sound[0]?.at ?? member.nameLine;
        yield { at: member, message: 'broad', data: { csharp, subject, line: at, go: row.name }, focus: at };
        continue;
      }
      const literal = vacuous.find(
        (check) => check.asserted.operands[0]?.k === 'literal' && check.asserted.operands.every((operand) => operand.k === 'literal'),
      );
      if (literal !== undefined) {
        yield { at: member, message: 'literal', data: { csharp, line: literal.at }, focus: literal.at };
        continue;
      }
      const form = vacuous.find((check) => check.helper === undefined && isByForm(check));
      if (form?.vacuous !== undefined)
        yield { at: member, message: 'form', data: { csharp, why: form.vacuous, line: form.at }, focus: form.at };
    }
  },
});
