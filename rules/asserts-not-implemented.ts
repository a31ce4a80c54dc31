import { nodesOf } from '../src/facts/walk.js';
import { symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'asserts-not-implemented',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test is content when the port says that it is not implemented.',
  precision: 'very-high',
  on: 'test',
  messages: {
    asserts:
      '`{{csharp}}` asserts that the port is not implemented ({{how}}, line {{line}}), so it fails as soon as it is. Port the member, and assert what `{{go}}` asserts.',
    tolerates:
      '`{{csharp}}` passes when the port throws `{{type}}` (it is caught in line {{line}}), so it tells nothing of the port. Port the member, and let the exception fail the test.',
    refuses:
      '`{{csharp}}` asserts `NotSupportedException` (line {{line}}), though `{{go}}` expects no error. Port the member, and assert what `{{go}}` asserts.',
  },
  *check({ row, go, members, facts, tests }) {
    const goBody = facts.bodyOf(go);
    if (goBody !== undefined && nodesOf(goBody, 'literal').some((literal) => literal.type === 'string' && SAYS.test(literal.value))) return;
    for (const member of members) {
      const data = { csharp: symbolOf(member), go: row.name };
      const checks = tests.summary(member).checks.filter((check) => check.dead === undefined);
      const confession = checks.flatMap((check) => {
        const { exception, type, operands } = check.asserted;
        const named = [exception, type].find((each) => each !== undefined && /(^|\.)NotImplementedException$/.test(each));
        const said = operands.slice(1).find((operand) => operand.k === 'literal' && operand.type === 'string' && SAYS.test(operand.value));
        const how =
          named !== undefined
            ? `\`${check.asserted.name}\` wants \`${named}\``
            : said?.k === 'literal'
              ? `its message is "${said.value}"`
              : undefined;
        return how === undefined ? [] : [{ how, line: check.at }];
      })[0];
      if (confession !== undefined) {
        yield { at: member, message: 'asserts', data: { ...data, ...confession }, focus: confession.line };
        continue;
      }
      const tolerated = toleratedAt(facts.reachable(member)?.body);
      if (tolerated !== undefined) {
        yield { at: member, message: 'tolerates', data: { ...data, ...tolerated }, focus: tolerated.line };
        continue;
      }
      const refusal = checks.find((check) => /(^|\.)NotSupportedException$/.test(check.asserted.exception ?? ''));
      if (refusal !== undefined && !tests.goTest(go).wantsErrors)
        yield { at: member, message: 'refuses', data: { ...data, line: refusal.at }, focus: refusal.at };
    }
  },
});

/** Narrower than the words of a body: a test may well look for "stub" or "todo". */
const SAYS = /\b(not|never)\s+(yet\s+|been\s+)*(implemented|ported)\b|\bun-?implemented\b/i;

/** `catch (NotImplementedException) { }`, without a word to the runner. */
function toleratedAt(body: Node | undefined): { readonly type: string; readonly line: number } | undefined {
  if (body === undefined) return undefined;
  for (const attempt of nodesOf(body, 'try'))
    for (const clause of attempt.catches)
      if (
        /(^|\.)NotImplementedException$/.test(clause.type ?? '') &&
        nodesOf(clause.body, 'raise').length + nodesOf(clause.body, 'call').length === 0
      )
        return { type: clause.type ?? '', line: clause.at };
  return undefined;
}
