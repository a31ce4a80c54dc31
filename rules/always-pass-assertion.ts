import { describeWork, plural } from '../src/facts/describe.js';
import type { Check } from '../src/facts/test-facts.js';
import { namesIn, nodesOf, pathOf } from '../src/facts/walk.js';
import { symbolOf } from '../src/model/source.js';
import type { Node, NodeOf } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'always-pass-assertion',
  level: 'error',
  category: 'test',
  summary: 'Every assertion of a mapped C# test holds whatever the port does.',
  precision: 'high',
  on: 'test',
  messages: {
    all: '{{subject}} of `{{csharp}}` can not fail: {{why}} (line {{line}}). `{{go}}` has {{work}}. Assert on a value that a call of the port returned.',
    literal:
      'An assertion of `{{csharp}}` is on a literal, so it can not fail (line {{line}}). Remove it, or assert on a value that a call of the port returned.',
  },
  *check({ row, go, members, facts, tests }) {
    const goBody = facts.bodyOf(go);
    for (const member of members) {
      const { checks, callsProduction } = tests.summary(member);
      const live = checks.filter((check) => check.dead === undefined);
      // Where Go only must not crash, an assertion that is there for form's sake takes nothing away.
      if (live.length === 0 || (tests.goTest(go).checks === 0 && callsProduction)) continue;
      const vacuous = live.filter((check) => check.vacuous !== undefined && !comparedInGo(check, goBody));
      const [first] = vacuous;
      if (first === undefined) continue;
      const data = { csharp: symbolOf(member), line: first.at };
      if (vacuous.length === live.length) {
        const subject = live.length === 1 ? 'The only assertion' : `Each of the ${plural(live.length, 'assertion')}`;
        yield {
          at: member,
          message: 'all',
          data: { ...data, subject, why: first.vacuous ?? '', go: row.name, work: describeWork(goBody) },
          focus: first.at,
        };
        continue;
      }
      const literal = vacuous.find(
        (check) => check.asserted.operands[0]?.k === 'literal' && check.asserted.operands.every((operand) => operand.k === 'literal'),
      );
      if (literal !== undefined) yield { at: member, message: 'literal', data: { ...data, line: literal.at }, focus: literal.at };
    }
  },
});

/** A constant of the port that the Go test compares with the same literal: `JSNoAccount.Code` with 10035. */
function comparedInGo(check: Check, goBody: Node | undefined): boolean {
  if (goBody === undefined) return false;
  const { operands } = check.asserted;
  const members = operands
    .flatMap((operand) => nodesOf(operand, 'member'))
    .filter((member) => /^[A-Z]/.test(pathOf(member.of) ?? ''))
    .map((member) => member.name.toLowerCase());
  const literals = operands.flatMap((operand) => nodesOf(operand, 'literal')).map(plainLiteral);
  const goNames = namesIn(goBody).map((name) => name.toLowerCase());
  const goLiterals = new Set(nodesOf(goBody, 'literal').map(plainLiteral));
  return (
    members.some((member) => goNames.some((name) => name.endsWith(member))) &&
    literals.length > 0 &&
    literals.every((literal) => goLiterals.has(literal))
  );
}

/** A number without C#'s suffixes and separators; a string as it is. */
function plainLiteral(literal: NodeOf<'literal'>): string {
  return literal.type === 'number' ? literal.value.toLowerCase().replace(/_|[ulmfd]+$/g, '') : literal.value;
}
