import { type Decided, decidedConditions } from '../src/facts/decided.js';
import { plural, sizeOf } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { isUnsetField } from '../src/facts/fields.js';
import { type Cut, endsInFirstRound, reachableOf } from '../src/facts/reachable.js';
import { namesIn, nodesOf, pathOf } from '../src/facts/walk.js';
import type { InactiveRegion, Routine } from '../src/model/source.js';
import { symbolOf } from '../src/model/source.js';
import type { Node, NodeOf } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

/** Symbols that tell builds apart for good reasons: the other branch is somebody's code. */
const BUILD_SYMBOLS = /^(DEBUG|RELEASE|TRACE|NET\w*|WINDOWS\w*|LINUX|UNIX|MACOS|OSX|ANDROID|IOS|BROWSER|true|UNITY\w*|MONO)$/;

export default defineRule({
  id: 'unreachable-body',
  level: 'error',
  category: 'body',
  summary: 'The real code of a mapped C# member never runs.',
  precision: 'high',
  on: 'pair',
  messages: {
    dead: '{{count}} of `{{csharp}}` never run: {{why}}. `{{go}}` has no such way out. Let the code run, or set the row back to `deferred` with a reason.',
    loop: 'The loop of `{{csharp}}` in line {{line}} ends in its first round, whatever it runs over; the loops of `{{go}}` go on. Let it run as Go does, or set the row back to `deferred` with a reason.',
    decided:
      'The condition in line {{line}} of `{{csharp}}` is always {{value}}, whatever the state is: it decides nothing. `{{go}}` has no such condition. Ask what Go asks, or set the row back to `deferred` with a reason.',
    inactive:
      'The code of `{{csharp}}` under `#if {{condition}}` is never compiled: nothing defines that symbol. `{{go}}` is always compiled. Remove the condition, or add the symbol to `csharp.defines` if a build sets it.',
  },
  *check({ row, go, members, facts }) {
    const goReachable = facts.reachable(go);
    for (const member of members) {
      const reachable = facts.reachable(member);
      if (reachable === undefined) continue;
      const live = sizeOf(reachable.body).statements;
      // Go may have its own switched-off code, and a switched-off line of diagnostics hides nothing.
      const isReal = (cut: Cut) => cut.statements * 3 >= live && !isSwitchOfGo(cut, facts.bodyOf(go));
      const cut = goReachable?.cuts.length === 0 ? (reachable.cuts.find(isReal) ?? unsetFlag(member, go, facts, isReal)) : undefined;
      const data = { csharp: symbolOf(member), go: row.name };
      if (cut !== undefined)
        yield { at: member, message: 'dead', data: { ...data, count: plural(cut.statements, 'statement'), why: cut.why }, focus: cut.at };
      const loop = cut === undefined ? oneRound(reachable.body, facts.bodyOf(go)) : undefined;
      if (loop !== undefined) yield { at: member, message: 'loop', data: { ...data, line: loop.at }, focus: loop.at };
      const [decided] = cut === undefined && loop === undefined ? decidedByForm(member, go, facts) : [];
      if (decided !== undefined)
        yield { at: member, message: 'decided', data: { ...data, line: decided.at, value: String(decided.value) }, focus: decided.at };
      const region = inactiveIn(member, facts);
      if (region !== undefined)
        yield { at: member, message: 'inactive', data: { ...data, condition: region.condition }, focus: region.line };
    }
  },
});

/** Conditions that their own form decides, if Go has none such (`f != f` asks for a NaN). */
function decidedByForm(member: Routine, go: Routine, facts: Facts): readonly Decided[] {
  const [body, goBody] = [facts.reachable(member)?.body, facts.bodyOf(go)];
  const found = body === undefined ? [] : decidedConditions(body, member, facts.csharp);
  return found.length > 0 && goBody !== undefined && decidedConditions(goBody, go, facts.go).length === 0 ? found : [];
}

/** Whether Go decides by a name like the one that switches the code off: `debug` and `ParserATNSimulatorDebug`. */
function isSwitchOfGo(cut: Cut, goBody: Node | undefined): boolean {
  const names = cut.names.map((name) => name.replace(/_/g, '').toLowerCase()).filter((name) => name.length > 3);
  if (names.length === 0 || goBody === undefined) return false;
  const tests = nodesOf(goBody, 'branch').flatMap((branch) => branch.arms.flatMap((arm) => arm.tests));
  const goNames = tests.flatMap(namesIn).map((name) => name.toLowerCase());
  return names.some((name) => goNames.some((each) => each.includes(name)));
}

/** What stands behind a private flag that nothing ever sets, and that Go does not have. */
function unsetFlag(member: Routine, go: Routine, facts: Facts, isReal: (cut: Cut) => boolean): Cut | undefined {
  const [body, goBody] = [facts.reachable(member)?.body, facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  const flags = nodesOf(body, 'branch')
    .filter((branch) => branch.how === 'if')
    .flatMap((branch) => flagOf(branch.arms[0]?.tests[0]) ?? []);
  for (const flag of new Set(flags)) {
    const plain = flag.replace(/_/g, '').toLowerCase();
    if (namesIn(goBody).some((name) => name.toLowerCase() === plain) || !isUnsetField(flag, member, facts)) continue;
    const constants = facts.constants(body, member);
    const unset: Node = { k: 'literal', type: 'bool', value: 'false', at: 0 };
    // What a length decides is cut already.
    const { cuts } = reachableOf(
      body,
      (path) => (path === flag ? unset : constants(path)),
      () => true,
    );
    const cut = cuts.find(isReal);
    if (cut !== undefined) return { ...cut, why: `${cut.why}, and \`${flag}\` is never set` };
  }
  return undefined;
}

/** `_ported`, `!_ported`, `this._ported` */
function flagOf(test: Node | undefined): string | undefined {
  if (test?.k === 'unary' && test.op === '!') return flagOf(test.value);
  return test === undefined ? undefined : /^(?:this\.)?(_?[a-z]\w*)$/.exec(pathOf(test) ?? '')?.[1];
}

/** A loop that is left in its first round, if no other loop or query of the body does what Go's loops do. */
function oneRound(body: Node, goBody: Node | undefined): NodeOf<'loop'> | undefined {
  const loops = nodesOf(body, 'loop');
  const [first] = loops;
  const goLoops = goBody === undefined ? [] : nodesOf(goBody, 'loop');
  if (first === undefined || goLoops.length === 0 || goLoops.some(endsInFirstRound) || !loops.every(endsInFirstRound)) return undefined;
  const hasQuery = nodesOf(body, 'call').some(({ args }) => args.some(({ value }) => value.k === 'lambda'));
  return hasQuery ? undefined : first;
}

/** A switched-off part that names more than all that is left of the member. */
function inactiveIn(member: Routine, facts: Facts): InactiveRegion | undefined {
  const regions = facts.csharp.unit(member.file)?.index.inactive ?? [];
  const body = facts.bodyOf(member);
  const left = new Set(body === undefined ? [] : namesIn(body)).size;
  return regions.find(
    (region) =>
      region.line > member.startLine &&
      region.endLine <= member.endLine &&
      new Set(region.names).size > left &&
      (region.condition.match(/\w+/g) ?? []).some((symbol) => !BUILD_SYMBOLS.test(symbol)),
  );
}
