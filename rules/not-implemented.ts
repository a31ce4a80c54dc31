import { resolveCall } from '../src/facts/calls.js';
import { NOT_IMPLEMENTED, type Refusal, refusalsIn } from '../src/facts/confessions.js';
import { describeWork, plural } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { nodesOf, walk } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'not-implemented',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member says that it is not implemented, though the Go function does its work.',
  precision: 'very-high',
  on: 'pair',
  messages: {
    confesses:
      '`{{csharp}}` {{does}} (line {{line}}){{more}}; `{{go}}` has {{work}}. Port what is missing, or set the row back to `stub` or `deferred` with a reason.',
    refuses:
      '`{{csharp}}` can only throw (line {{line}}); `{{go}}` has {{work}} and does not refuse. Port it, or set the row back to `deferred` with a reason.',
    unsupported:
      '`{{csharp}}` throws `{{type}}` (line {{line}}) where `{{go}}` goes on: it has {{work}} and no such error. Port that case, or set the row back to `stub` and say what is missing.',
  },
  *check({ row, go, members, facts }) {
    if (facts.alwaysRaises(go)) return;
    const body = facts.bodyOf(go);
    const work = describeWork(body);
    const excused = body === undefined ? 0 : refusedPlaces(body);
    for (const member of members) {
      const alwaysRaises = facts.alwaysRaises(member);
      const confessions = facts.confessions(member);
      const [first, ...rest] = confessions;
      const data = { csharp: symbolOf(member), go: row.name, work };
      if (first !== undefined && (alwaysRaises || confessions.length > excused)) {
        const more = rest.length === 0 ? '' : ` and in ${plural(rest.length, 'more place')}`;
        yield { at: member, message: 'confesses', data: { ...data, does: first.does, line: first.at, more }, focus: first.at };
        continue;
      }
      if (alwaysRaises) {
        const behaviour = facts.behaviour(member);
        const line = behaviour?.kind === 'raises' ? behaviour.at : member.nameLine;
        yield { at: member, message: 'refuses', data: { ...data, line }, focus: line };
        continue;
      }
      const refusal = excused > 0 ? undefined : standIn(member, go, facts);
      if (refusal !== undefined)
        yield { at: member, message: 'unsupported', data: { ...data, type: typeOf(refusal), line: refusal.at }, focus: refusal.at };
    }
  },
});

/** How often Go says the same: `panic("not implemented")`, `errors.New("not supported yet")`, `ErrUnsupported`. */
function refusedPlaces(body: Node): number {
  let count = 0;
  walk(body, (node) => {
    if (node.k === 'literal' && node.type === 'string' && (NOT_IMPLEMENTED.test(node.value) || UNSUPPORTED.test(node.value))) count++;
    else if ((node.k === 'name' || node.k === 'member') && UNSUPPORTED_NAME.test(node.name)) count++;
  });
  return count;
}

const UNSUPPORTED = /\bun-?supported\b|\bnot (yet )?(supported|available|allowed|permitted|possible)\b/i;
const UNSUPPORTED_NAME = /not_?(implemented|supported|available|allowed)|un(supported|implemented|available)/i;

/** A `NotSupportedException` in place of a part of the work: Go has no error with words like it. */
function standIn(member: Routine, go: Routine, facts: Facts): Refusal | undefined {
  const [body, goBody] = [facts.reachable(member)?.body, facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  const standIns = refusalsIn(body).filter((refusal) => /(^|\.)NotSupportedException$/.test(typeOf(refusal)) && !refusal.isRemainder);
  if (standIns.length === 0) return undefined;
  // C# may have in one member what Go has in two.
  const callees = nodesOf(goBody, 'call').flatMap((call) => resolveCall(call, go, facts.go));
  const errors = [goBody, ...callees.flatMap((callee) => facts.bodyOf(callee) ?? [])].flatMap(refusalsIn);
  return standIns.find((refusal) => !errors.some((error) => isLike(refusal.words, error.words)));
}

/** Two common words, or one among three. */
function isLike(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const common = [...words].filter((word) => others.has(word)).length;
  return common >= 2 || common * 3 >= Math.max(1, words.size);
}

function typeOf({ node }: Refusal): string {
  return node.value?.k === 'create' ? node.value.type : '';
}
