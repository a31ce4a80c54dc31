import { lostChanges } from '../src/facts/changes.js';
import { describeWork } from '../src/facts/describe.js';
import { emptyEnding } from '../src/facts/endings.js';
import type { Facts } from '../src/facts/facts.js';
import { differencesOf, fidelityOfPair, isTelling, isThin, OWN_WAY } from '../src/facts/fidelity.js';
import { firstOnly } from '../src/facts/first-only.js';
import { armsOf, writesLog } from '../src/facts/hollow.js';
import { quoted } from '../src/facts/loss.js';
import { lostCalls } from '../src/facts/lost-calls.js';
import { lostEntries } from '../src/facts/lost-entries.js';
import { lostState } from '../src/facts/lost-state.js';
import { lostPowers } from '../src/facts/powers.js';
import { resultVaries } from '../src/facts/results.js';
import { emptyLoops } from '../src/facts/unfilled.js';
import { droppedAnswer, unreadLocal } from '../src/facts/unread.js';
import { NOTHING, nodesOf, rootName } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'thin-body',
  level: 'warning',
  category: 'body',
  summary: 'A mapped C# member leaves out much of what the Go function does.',
  precision: 'medium',
  on: 'pair',
  messages: {
    thin: '`{{csharp}}` leaves out much of what `{{go}}` does: {{differences}}. Port what is missing, or set the row back to `stub` and say what is left.',
    vain: '`{{csharp}}` computes what nothing looks at (line {{line}}): it is as if it had never been done. `{{go}}` has {{work}}. Use the result as Go does, or set the row back to `stub` and say what is left.',
    unread:
      '`{{csharp}}` keeps what it works out on line {{line}} to itself, and gives a plain value instead; `{{go}}` has {{work}}. Give the result that Go gives, or set the row back to `stub` and say what is left.',
    never:
      'The loop on line {{line}} of `{{csharp}}` goes through `{{name}}`, which nothing is ever put into; `{{go}}` has {{work}}. Fill it as Go does, or set the row back to `stub` and say what is left.',
    first:
      '`{{csharp}}` takes the first of `{{name}}` (line {{line}}) and no other; `{{go}}` goes through all: it has {{work}}. Go through all as Go does, or set the row back to `stub` and say what is left.',
    answer:
      '`{{csharp}}` calls `{{name}}` on line {{line}} and does not look at its answer; `{{go}}` does: it has {{work}}. Do with it what Go does, or set the row back to `stub` and say what is left.',
    unused:
      '`{{csharp}}` gets `{{name}}` on line {{line}} and never looks at it; `{{go}}` has {{work}}. Do with it what Go does, or set the row back to `stub` and say what is left.',
    ending:
      '`{{csharp}}` gives nothing at its end (line {{line}}), where `{{go}}` gives what it has worked out: it has {{work}}. Give the result that Go gives, or set the row back to `stub` and say what is left.',
    hollow:
      'Nothing is done where the condition on line {{line}} of `{{csharp}}` holds; `{{go}}` has no condition without a consequence. Port what Go does there, or set the row back to `stub` and say what is left.',
    power:
      '`{{go}}` {{verb}} (`{{call}}`, line {{line}}); nothing that `{{csharp}}` does, or calls in the port, can. Port it, or set the row back to `stub` and say what is left.',
    state:
      '`{{go}}` works with {{fields}} (from line {{line}} on), which the port has by that name, and nothing that `{{csharp}}` does or calls names {{it}}. Port what Go does with {{it}}, or set the row back to `stub` and say what is left.',
    entry:
      '`{{go}}` {{verb}} `{{name}}` (line {{line}}), and `{{csharp}}`, for all that it looks at it, never does. Do so where Go does, or set the row back to `stub` and say what is left.',
    call: '`{{go}}` calls {{calls}} (from line {{line}} on), and `{{csharp}}` calls nothing that could stand for {{it}}. Port that, or set the row back to `stub` and say what is left.',
    change:
      '`{{go}}` changes {{changes}} (from line {{line}} on), and `{{csharp}}` changes nothing that could stand for them. Port that, or set the row back to `stub` and say what is left.',
    cut: 'A loop of `{{csharp}}` always ends in its first round (line {{line}}), and `{{go}}` has no such loop. Let it run as long as Go does.',
  },
  *check({ row, go, csharp, members, facts }) {
    // A body that does nothing at all is what other rules speak of.
    if (facts.settledBehaviour(go).behaviour?.kind !== 'works') return;
    if (members.every((member) => facts.settledBehaviour(member).behaviour?.kind !== 'works')) return;
    const fidelity = fidelityOfPair(go, members, facts);
    if (fidelity === undefined) return;
    const [goProfile, profile] = [facts.profile([go]), facts.profile(members, go)];
    const names = { csharp: symbolOf(csharp), go: row.name };
    const [cut] = profile.cutLoops;
    // Where every loop is cut, `unreachable-body` says so.
    if (cut !== undefined && fidelity.features.cutLoops > 0 && profile.cutLoops.length < profile.loops)
      yield { at: csharp, message: 'cut', data: { ...names, line: cut }, focus: cut };
    const idle = members.map((member) => idleWork(go, member, facts)).find((each) => each !== undefined);
    if (idle !== undefined) {
      const { member: at, message, line, name = '' } = idle;
      yield { at, message, data: { ...names, name, line, work: describeWork(facts.bodyOf(go)) }, focus: line };
      return;
    }
    const differences = isThin(fidelity) ? differencesOf(fidelity, goProfile, profile) : [];
    if (differences.length > 0) {
      yield { at: csharp, message: 'thin', data: { ...names, differences: differences.join('; ') } };
      return;
    }
    const [power] = lostPowers(go, members, facts);
    if (power !== undefined) {
      yield { at: csharp, message: 'power', data: { ...names, verb: power.verb, call: power.call, line: power.at } };
      return;
    }
    const state = isTelling(fidelity) ? lostState(go, members, facts) : [];
    if (state[0] !== undefined) {
      yield { at: csharp, message: 'state', data: { ...names, fields: quoted(state), it: itOrThem(state), line: state[0].at } };
      return;
    }
    const [entry] = isTelling(fidelity) ? lostEntries(go, members, facts) : [];
    if (entry !== undefined) {
      const verb = entry.isTaken ? 'takes something out of' : 'puts something into';
      yield { at: csharp, message: 'entry', data: { ...names, verb, name: entry.text, line: entry.at } };
      return;
    }
    const calls = isTelling(fidelity) && fidelity.features.surplus < OWN_WAY ? lostCalls(go, members, facts) : [];
    if (calls[0] !== undefined) {
      yield { at: csharp, message: 'call', data: { ...names, calls: quoted(calls), it: itOrThem(calls), line: calls[0].at } };
      return;
    }
    const changes = lostChanges(go, members, facts);
    if (changes[0] !== undefined)
      yield { at: csharp, message: 'change', data: { ...names, changes: quoted(changes), line: changes[0].at } };
  },
});

interface IdleWork {
  readonly member: Routine;
  readonly message: 'vain' | 'unread' | 'ending' | 'hollow' | 'never' | 'first' | 'answer' | 'unused';
  readonly line: number;
  /** Of a local or a delegate that nobody looks at, or that stays empty. */
  readonly name?: string;
}

/** What a member does in vain, or does not do where it says that it would: the first of it. */
function idleWork(go: Routine, member: Routine, facts: Facts): IdleWork | undefined {
  const [vain] = facts.vainWork(member);
  if (vain !== undefined) return { member, message: 'vain', line: vain.at };
  const [unread] = givesSomething(facts.bodyOf(go)) ? facts.unreadResults(member) : [];
  if (unread !== undefined) return { member, message: 'unread', line: unread.at };
  const [body, goBody] = [facts.bodyOf(member), facts.bodyOf(go)];
  const ending = body === undefined || goBody === undefined ? undefined : emptyEnding(body, goBody, go);
  if (ending !== undefined) return { member, message: 'ending', line: ending.at };
  const line = hollowMore(go, member, facts);
  if (line !== undefined) return { member, message: 'hollow', line };
  const [loop] = body === undefined ? [] : emptyLoops(body);
  if (loop !== undefined) return { member, message: 'never', line: loop.at, name: rootName(loop.over ?? NOTHING) ?? '' };
  const first = body === undefined || goBody === undefined ? undefined : firstOnly(body, goBody);
  if (first !== undefined) return { member, message: 'first', line: first.at, name: first.name };
  const answer = droppedAnswer(member, go, facts);
  if (answer !== undefined) return { member, message: 'answer', line: answer.at, name: answer.name };
  const unused = unreadLocal(member, go, facts);
  return unused === undefined ? undefined : { member, message: 'unused', line: unused.at, name: unused.name };
}

function itOrThem(lost: readonly unknown[]): string {
  return lost.length === 1 ? 'it' : 'them';
}

/** Whether there is a result to lose: Go gives more than one plain value, or an error. */
function givesSomething(goBody: Node | undefined): boolean {
  return goBody !== undefined && (resultVaries(goBody, true) || nodesOf(goBody, 'raise').length > 0);
}

/** The first arm in which C# does nothing, where it has more such arms than Go. One that logs counts if there is less done in the others than in Go's. */
function hollowMore(go: Routine, csharp: Routine, facts: Facts): number | undefined {
  const [body, goBody] = [facts.bodyOf(csharp), facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  const ours = armsOf(body, ['if']);
  if (ours.empty.length + ours.logging.length === 0) return undefined;
  const theirs = armsOf(goBody, ['if', 'switch', 'type-switch', 'select'], (call) => writesLog(call, go, facts));
  const hollow = ours.full < theirs.full ? [...ours.empty, ...ours.logging] : ours.empty;
  return hollow.length > theirs.empty.length + theirs.logging.length ? Math.min(...hollow) : undefined;
}
