import type { Behaviour } from '../src/facts/behaviour.js';
import { isOverridden } from '../src/facts/confessions.js';
import { describeWork, sizeOf } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { isImmutable } from '../src/facts/immutable.js';
import { computesResult, fixedResults, onlyResult, resultVaries } from '../src/facts/results.js';
import { ignoredParameters, writtenForShow } from '../src/facts/show.js';
import { readyAnswers } from '../src/facts/special-cases.js';
import { givesEmpty, unfilledResults } from '../src/facts/unfilled.js';
import { NOTHING } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Node, NodeOf } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'trivial-body',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member gives a constant, its own argument or a log line, though the Go function computes.',
  precision: 'high',
  on: 'pair',
  messages: {
    value:
      '`{{csharp}}` always gives {{value}}{{via}}; `{{go}}` has {{work}}. Port the computation, or set the row back to `deferred` with a reason.',
    logs: '`{{csharp}}` only writes to the log{{via}}; `{{go}}` has {{work}}. Port it, or set the row back to `deferred` with a reason.',
    other: '`{{csharp}}` always gives {{value}}{{via}}, `{{go}}` always gives {{expected}}. Give the same value.',
    result:
      '`{{csharp}}` gives `{{value}}` on every way out, whatever it did before; the result of `{{go}}` depends on {{work}}. Give the result that Go gives, or set the row back to `deferred` with a reason.',
    fixed:
      '`{{csharp}}` gives one of {{values}} and nothing else; `{{go}}` works out what it gives: it has {{work}}. Give the result that Go gives, or set the row back to `deferred` with a reason.',
    answers:
      '`{{csharp}}` only compares what it is given with {{values}}, and has the answers ready; `{{go}}` has none of these values, but {{work}}. Port the computation, or set the row back to `deferred` with a reason.',
    unfilled:
      '`{{csharp}}` gives back `{{name}}` as it made it: nothing ever goes into it. `{{go}}` has {{work}}. Port what fills it, or set the row back to `stub` and say what is left.',
    ignores:
      '`{{csharp}}` never looks at {{names}}, so it does the same whatever it is given; `{{go}}` works with it: {{work}}. Port that work, or set the row back to `deferred` with a reason.',
    show: '`{{csharp}}` only writes {{names}}, which nothing reads; `{{go}}` has {{work}}, and writes no such field. Port the work, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts }) {
    const expected = facts.settledBehaviour(go).behaviour;
    if (expected === undefined) return;
    const judged = members.map((member) => ({ member, ...facts.settledBehaviour(member, go) }));
    // Several members share the work of one Go function: one of them has to do it.
    if (judged.some(({ behaviour }) => behaviour === undefined || behaviour.kind === 'works' || behaviour.kind === 'raises')) {
      const [only, ...others] = members;
      if (only !== undefined && others.length === 0) yield* hollowWork(only, go, row.name, facts);
      return;
    }
    for (const { member, behaviour, through } of judged) {
      if (behaviour === undefined || behaviour.kind === 'nothing' || isDefaultOfBase(member, go, facts)) continue;
      if (isItsOwnCopy(member, behaviour, facts)) continue;
      const via = through.length === 0 ? '' : ` (by way of \`${through.map(symbolOf).join('` and `')}\`)`;
      const data = { csharp: symbolOf(member), go: row.name, via, work: describeWork(facts.bodyOf(go)) };
      const focus = through.length === 0 ? behaviour.at : member.nameLine;
      if (expected.kind === 'works') {
        if (behaviour.kind === 'logs') yield { at: member, message: 'logs', data, focus };
        else yield { at: member, message: 'value', data: { ...data, value: describeValue(behaviour) }, focus };
      } else if (isOther(behaviour, expected)) {
        yield {
          at: member,
          message: 'other',
          data: { ...data, value: describeValue(behaviour), expected: describeValue(expected) },
          focus,
        };
      }
    }
  },
});

/** What a base type gives where derived types give their own, as Go's embedded struct does from a field. */
function isDefaultOfBase(member: Routine, go: Routine, facts: Facts): boolean {
  const goBody = facts.bodyOf(go);
  return goBody !== undefined && sizeOf(goBody).statements <= 1 && sizeOf(goBody).calls === 0 && isOverridden(member, facts.csharp);
}

/** `Clone` of an object that can't change gives the object itself. */
function isItsOwnCopy(member: Routine, behaviour: Behaviour, facts: Facts): boolean {
  const group = facts.csharp.groupOf(member);
  const isSelf = behaviour.kind === 'argument' && behaviour.value === 'this';
  return isSelf && /^(Deep|Shallow)?(Clone|Copy)$/.test(member.name) && group !== undefined && isImmutable(group, facts);
}

/** A member that works, but not on what it is given, or not for anybody. */
function* hollowWork(csharp: Routine, go: Routine, goName: string, facts: Facts) {
  const data = { csharp: symbolOf(csharp), go: goName, work: describeWork(facts.bodyOf(go)) };
  const value = constantResult(csharp, go, facts);
  if (value !== undefined) yield { at: csharp, message: 'result', data: { ...data, value: value.value }, focus: value.at } as const;
  const expected = facts.settledBehaviour(go).behaviour;
  const results = fixedResults(facts.accessorFor(csharp, go) ?? facts.effective(csharp) ?? NOTHING);
  if (expected !== undefined && isSomething(expected) && results.length > 0 && results.every(isNothing)) {
    yield { at: csharp, message: 'other', data: { ...data, via: '', value: 'nothing', expected: describeValue(expected) } } as const;
    return;
  }
  if (!/works/.test(facts.behaviour(go)?.kind ?? '') || facts.alwaysRaises(csharp)) return;
  const body = facts.reachable(csharp)?.body;
  const goBody = facts.bodyOf(go);
  if (value === undefined && body !== undefined && goBody !== undefined) {
    const fixed = csharp.parameters.some(({ by }) => by === 'out' || by === 'ref') ? [] : fixedResults(body);
    const [unfilled] = unfilledResults(body, goBody);
    const answers = readyAnswers(csharp, go, facts);
    if (answers.length > 0) {
      yield { at: csharp, message: 'answers', data: { ...data, values: quoted(answers.slice(0, 4)) } } as const;
    } else if (fixed.length > 0 && computesResult(goBody, go.parameters)) {
      const values = quoted([...new Set(fixed.map((each) => (each.k === 'literal' ? each.value : 'new()')))].slice(0, 4));
      yield { at: csharp, message: 'fixed', data: { ...data, values } } as const;
    } else if (unfilled !== undefined && !givesEmpty(goBody)) {
      yield { at: csharp, message: 'unfilled', data: { ...data, name: unfilled.names[0] ?? '' }, focus: unfilled.at } as const;
    }
  }
  const shown = writtenForShow(csharp, go, facts);
  if (shown.length > 0) yield { at: csharp, message: 'show', data: { ...data, names: quoted(shown) } } as const;
  const ignored = shown.length > 0 || value !== undefined ? [] : ignoredParameters(csharp, go, facts);
  if (ignored.length > 0) yield { at: csharp, message: 'ignores', data: { ...data, names: quoted(ignored) } } as const;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The constant that a working C# member always gives though Go's result varies; a value may also leave by `out`. */
function constantResult(csharp: Routine, go: Routine, facts: Facts): NodeOf<'literal'> | undefined {
  const body = facts.accessorFor(csharp, go) ?? facts.effective(csharp);
  const goBody = facts.bodyOf(go);
  if (body === undefined || goBody === undefined || csharp.parameters.some(({ by }) => by === 'out' || by === 'ref')) return undefined;
  const [result] = go.results;
  return resultVaries(goBody, result !== undefined && result !== 'error') ? onlyResult(body) : undefined;
}

function describeValue(behaviour: Behaviour): string {
  if (behaviour.kind === 'argument') return `its own argument \`${behaviour.value}\``;
  if (behaviour.kind === 'empty') return `an empty value (\`${behaviour.value}\`)`;
  if (behaviour.kind === 'fresh') return `a fresh \`${behaviour.value}\``;
  return `\`${behaviour.value}\``;
}

/** Whether of two fixed values one says yes and the other no, or C# has nothing where Go has something. */
function isOther(csharp: Behaviour, go: Behaviour): boolean {
  if (isBoolean(go)) return isBoolean(csharp) && go.value !== csharp.value;
  const isNone = csharp.kind === 'empty' || (csharp.kind === 'constant' && /^(null|default|""|0[uUlL]*)$/.test(csharp.value));
  return isNone && isSomething(go);
}

/** A list, a text or a number that is written down, and is not empty. */
function isSomething({ kind, value }: Behaviour): boolean {
  return (
    (kind === 'fresh' && value.includes('…')) ||
    (kind === 'constant' && /^("[^"]+"|[1-9][\dxXa-fA-F_.]*|[\w.]+ [-+*/|&<]+ .*)$/.test(value))
  );
}

function isNothing(value: Node): boolean {
  return value.k === 'literal'
    ? /^(null|default)$/.test(value.type) || /^(0[uUlL]*|)$/.test(value.value)
    : value.k === 'create' && value.items.length === 0;
}

function isBoolean(behaviour: Behaviour): boolean {
  return behaviour.kind === 'constant' && /^(true|false)$/.test(behaviour.value);
}
