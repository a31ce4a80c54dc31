import { csharpCasesOf, goCasesOf } from '../src/facts/cases.js';
import { plural } from '../src/facts/describe.js';
import type { Check, TestFacts } from '../src/facts/test-facts.js';
import { calleeName, namesIn, nodesOf } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'thin-test',
  level: 'warning',
  category: 'test',
  summary: 'A mapped C# test demands far less of the port than the Go test.',
  precision: 'medium',
  on: 'test',
  messages: {
    few: '`{{csharp}}` has {{own}}, though `{{go}}` has {{wanted}}. Port the checks that are missing.',
    weak: '`{{csharp}}` asserts only that something is there ({{word}}, line {{line}}), though `{{go}}` compares values in {{wanted}}. Assert on the value that Go wants.',
    early:
      '`{{csharp}}` asserts nothing after it calls `{{name}}` in line {{line}}, though `{{go}}` looks at what that did. Assert on the state after the call.',
  },
  *check({ row, go, members, facts, tests }) {
    const wanted = tests.goTest(go);
    const goBody = facts.bodyOf(go);
    if (wanted.valueChecks === 0 || goBody === undefined || members.some((member) => tests.verdict(member) !== 'sound')) return;
    const [first] = members;
    if (first === undefined) return;
    const data = { csharp: symbolOf(first), go: row.name };
    const sound = members.flatMap((member) => tests.sound(member));
    const [weak] = sound;
    if (weak !== undefined && wanted.firmChecks > 0 && sound.every((check) => check.weak) && !TIMES.test(namesIn(goBody).join(' '))) {
      const more = { word: `\`${weak.asserted.name}\``, line: weak.at, wanted: plural(wanted.firmChecks, 'place') };
      yield { at: first, message: 'weak', data: { ...data, ...more }, focus: weak.at };
      return;
    }
    const late = members.length > 1 ? undefined : lateCall(first, goBody, wanted.lastCheck, tests);
    if (late !== undefined) {
      yield { at: first, message: 'early', data: { ...data, ...late }, focus: late.line };
      return;
    }
    const cases = members.map((member) => csharpCasesOf(member, widthOf(tests.sound(member)), facts.csharp));
    if (cases.includes(undefined)) return;
    const own = cases.reduce<number>((sum, each) => sum + (each ?? 0), 0);
    if (wanted.valueChecks < 5 || own * 4 > wanted.valueChecks || goCasesOf(go, facts.go).count >= wanted.valueChecks) return;
    yield { at: first, message: 'few', data: { ...data, own: plural(own, 'check'), wanted: `${wanted.valueChecks}` } };
  },
});

/** Go looks at the time that something takes. */
const TIMES = /\b(Since|Elapsed|Until)\b/;

/** How many values checks compare: one for each part of a tuple or of an object that is written down. */
function widthOf(checks: readonly Check[]): number {
  return checks.reduce((sum, { asserted }) => {
    const parts = asserted.operands.map((operand) =>
      operand.k === 'list' ? operand.items.length : operand.k === 'create' ? operand.args.length + operand.items.length : 1,
    );
    return sum + Math.max(1, ...parts);
  }, 0);
}

/** A member that is called for the first time behind the last assertion, though Go looks at something behind its last call of it. */
function lateCall(test: Routine, goBody: Node, lastGoCheck: number, tests: TestFacts) {
  const lastCheck = tests.sound(test).reduce((last, check) => Math.max(last, check.at), 0);
  const body = tests.facts.reachable(test)?.body;
  const calls = body === undefined || lastCheck === test.nameLine ? [] : nodesOf(body, 'call').filter((call) => call.callee.k === 'member');
  const goCalls = nodesOf(goBody, 'call');
  const inner = new Set(
    body === undefined ? [] : [...nodesOf(body, 'local'), ...nodesOf(body, 'lambda')].flatMap((each) => nodesOf(each, 'call')),
  );
  for (const call of calls) {
    const name = calleeName(call.callee) ?? '';
    const simple = name.toLowerCase().replace(/async$/, '');
    if (
      inner.has(call) ||
      call.at <= lastCheck ||
      tests.project.portMembers(name).length === 0 ||
      calls.some((each) => each.at <= lastCheck && calleeName(each.callee) === name)
    )
      continue;
    const goLine = goCalls.filter((each) => calleeName(each.callee)?.toLowerCase() === simple).at(-1)?.at;
    if (goLine !== undefined && goLine < lastGoCheck) return { name, line: call.at };
  }
  return undefined;
}
