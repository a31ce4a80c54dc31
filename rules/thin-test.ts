import { csharpCasesOf, goCasesOf } from '../src/facts/cases.js';
import { plural } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { quoted } from '../src/facts/loss.js';
import { asksForErrors, textsOf, untestedCalls, withSiblings } from '../src/facts/lost-checks.js';
import { Sources } from '../src/facts/same-source.js';
import type { Check, TestFacts } from '../src/facts/test-facts.js';
import { calleeName, namesIn, nodesOf, pathOf } from '../src/facts/walk.js';
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
    calls:
      '`{{csharp}}` never calls {{calls}}, which the port has; `{{go}}` does (from line {{line}} on), to see what that gives. Call it as Go does, and assert on what comes of it.',
    same: '`{{csharp}}` compares what `{{name}}` gives with what the same call gives (line {{line}}); `{{go}}` compares it with what it wants. Assert on the value that Go wants.',
    errors:
      '`{{csharp}}` never asks for an exception, nor for anything that may stand for one; `{{go}}` wants errors. Assert that the port refuses what Go refuses.',
    dropped: '`{{csharp}}` records an exception in `{{name}}` (line {{line}}) and never looks at it. Assert on it as `{{go}}` does.',
    texts: '`{{csharp}}` has none of the {{count}} texts that `{{go}}` works with, as {{texts}}. Assert on the values that Go wants.',
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
    const same = members.map((member) => selfCompared(member, goBody, tests)).find((each) => each !== undefined);
    if (same !== undefined) {
      yield { at: first, message: 'same', data: { ...data, ...same }, focus: same.line };
      return;
    }
    const together = withSiblings(members, facts);
    const calls = untestedCalls(go, together, facts);
    if (calls[0] !== undefined) {
      yield { at: first, message: 'calls', data: { ...data, calls: quoted(calls), line: calls[0].at } };
      return;
    }
    const dropped = members.map((member) => droppedException(member, facts)).find((each) => each !== undefined);
    if (dropped !== undefined) {
      yield { at: first, message: 'dropped', data: { ...data, ...dropped }, focus: dropped.line };
      return;
    }
    if (wanted.wantsErrors && !asksForErrors(together, facts)) {
      yield { at: first, message: 'errors', data };
      return;
    }
    const texts = textsOf(goBody);
    if (texts.length > 4 && !members.some((member) => hasText(member, texts, facts))) {
      const shown = texts.slice(0, 3).map((text) => `\`"${text}"\``);
      yield { at: first, message: 'texts', data: { ...data, count: `${texts.length}`, texts: shown.join(', ') } };
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

/** A call whose result most checks compare with the result of the same call, where Go does no such thing. */
function selfCompared(test: Routine, goBody: Node, tests: TestFacts) {
  const body = tests.facts.bodyOf(test);
  const checks = tests.sound(test).filter((check) => !check.weak);
  if (body === undefined || checks.length === 0) return undefined;
  const sources = new Sources(body);
  const same = checks.filter(({ asserted }) => comparedBy(asserted).some(([left, right]) => sources.isSame(left, right)));
  if (same.length * 2 <= checks.length || comparesItself(goBody)) return undefined;
  for (const { asserted, at } of same)
    for (const [left] of comparedBy(asserted))
      for (const { callee } of nodesOf(sources.whole(left), 'call')) {
        const name = calleeName(callee) ?? '';
        if (tests.project.portMembers(name).length > 0) return { name, line: at };
      }
  return undefined;
}

/** What an assertion holds against each other. */
function comparedBy({ kind, operands: [left, right] }: Check['asserted']): readonly (readonly [Node, Node])[] {
  if (kind === 'equal' && left !== undefined && right !== undefined) return [[left, right]];
  if (left?.k === 'binary' && left.op === '==') return [[left.left, left.right]];
  const argument =
    left?.k === 'call' && left.callee.k === 'member' && calleeName(left.callee) === 'SequenceEqual' ? left.args[0]?.value : undefined;
  return left?.k === 'call' && left.callee.k === 'member' && argument !== undefined ? [[left.callee.of, argument]] : [];
}

/** Whether a Go test asks if two calls give the same. */
function comparesItself(goBody: Node): boolean {
  const sources = new Sources(goBody);
  return (
    nodesOf(goBody, 'binary').some(({ op, left, right }) => /^[!=]=$/.test(op) && sources.isSame(left, right)) ||
    nodesOf(goBody, 'call').some(({ args }) =>
      args.some(({ value }, i) => args.slice(i + 1).some((other) => sources.isSame(value, other.value))),
    )
  );
}

/** A local that holds what `Record.Exception` gave, and that stands nowhere else. */
function droppedException(test: Routine, facts: Facts) {
  const body = facts.bodyOf(test);
  const isRecorded = (value: Node): boolean =>
    value.k === 'await' ? isRecorded(value.value) : value.k === 'call' && /^Record\.Exception(Async)?$/.test(pathOf(value.callee) ?? '');
  const declares = body === undefined ? [] : nodesOf(body, 'declare').filter(({ values }) => values.some(isRecorded));
  const names = new Set(declares.length === 0 || body === undefined ? [] : nodesOf(body, 'name').map(({ name }) => name));
  const unread = declares.find((declare) => declare.names.every((name) => name !== '_' && !names.has(name)));
  return unread === undefined ? undefined : { name: unread.names[0] ?? '', line: unread.at };
}

/** Whether the file of a C# test has one of Go's texts. */
function hasText(member: Routine, texts: readonly string[], facts: Facts): boolean {
  // However it is quoted.
  const plain = (text: string) => text.replace(/[\\"\s]/g, '');
  const file = plain(facts.csharp.unit(member.file)?.text ?? '');
  return texts.some((text) => file.includes(plain(text)));
}

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
