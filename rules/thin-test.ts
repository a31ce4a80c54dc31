import { csharpCasesOf, goCasesOf } from '../src/facts/cases.js';
import { plural } from '../src/facts/describe.js';
import type { TestFacts } from '../src/facts/test-facts.js';
import { isWeak } from '../src/facts/vacuous.js';
import { calleeName, nodesOf } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { memberNames } from '../src/pair/names.js';
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
    if (weak !== undefined && wanted.firmChecks > 0 && sound.every((check) => isWeak(check.asserted))) {
      const more = { word: `\`${weak.asserted.name}\``, line: weak.at, wanted: plural(wanted.firmChecks, 'place') };
      yield { at: first, message: 'weak', data: { ...data, ...more }, focus: weak.at };
      return;
    }
    const features = tests.featuresOf(row);
    const late =
      members.length > 1
        ? undefined
        : features
            .map((each) =>
              lastCall(
                each.goMethod,
                memberNames(each.dotnetMethod).map(({ name }) => name),
                first,
                goBody,
                tests,
              ),
            )
            .find((each) => each !== undefined);
    if (late !== undefined && late.goLine < wanted.lastCheck) {
      yield { at: first, message: 'early', data: { ...data, name: late.name, line: late.line }, focus: late.line };
      return;
    }
    const cases = members.map((member) => csharpCasesOf(member, tests.sound(member).length, facts.csharp));
    if (cases.includes(undefined)) return;
    const own = cases.reduce<number>((sum, each) => sum + (each ?? 0), 0);
    if (wanted.valueChecks < 5 || own * 4 > wanted.valueChecks || goCasesOf(go, facts.go).count >= wanted.valueChecks) return;
    yield { at: first, message: 'few', data: { ...data, own: plural(own, 'check'), wanted: `${wanted.valueChecks}` } };
  },
});

/** The call of a feature that stands behind the last assertion, in C# as the last thing, with the line of its last call in Go. */
function lastCall(goName: string, names: readonly string[], test: Routine, goBody: Node, tests: TestFacts) {
  const lastCheck = Math.max(...tests.sound(test).map((check) => check.at));
  const body = tests.facts.reachable(test)?.body;
  const calls = body === undefined ? [] : nodesOf(body, 'call').filter((call) => names.includes(calleeName(call.callee) ?? ''));
  const [earliest] = calls;
  if (earliest === undefined || earliest.at <= lastCheck) return undefined;
  const goCalls = nodesOf(goBody, 'call').filter((call) => calleeName(call.callee) === goName);
  const goLine = goCalls.at(-1)?.at;
  return goLine === undefined ? undefined : { name: calleeName(earliest.callee) ?? '', line: earliest.at, goLine };
}
