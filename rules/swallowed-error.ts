import { isLog, lockChange } from '../src/facts/behaviour.js';
import { resolveCall } from '../src/facts/calls.js';
import { plural, sizeOf } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { isErrorName } from '../src/facts/profile.js';
import { returnsOf } from '../src/facts/results.js';
import { calleeName, namesIn, nodesOf, pathOf, statementsOf, walk } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import type { Catch, Node, NodeOf } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'swallowed-error',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member catches every exception and goes on, though the Go function returns the error.',
  precision: 'high',
  on: 'pair',
  messages: {
    dropped:
      '`{{csharp}}` catches every exception of its work in line {{line}} and {{how}}; `{{go}}` returns an error in {{count}}. Let the exception out, or return the error as Go does.',
    invented:
      '`{{csharp}}` catches every exception of all its work in line {{line}} and {{how}}; `{{go}}` knows no error there, so a fault of the port is hidden. Remove the catch, or catch what may happen.',
    helper:
      '`{{csharp}}` runs its work in `{{helper}}` (line {{line}}), which catches every exception and {{how}}; `{{go}}` returns an error in {{count}}. Let the exception out, or return the error as Go does.',
  },
  *check({ row, go, members, facts }) {
    const goBody = facts.bodyOf(go);
    if (goBody === undefined || recovers(goBody)) return;
    const errors = nodesOf(goBody, 'raise');
    const handedOn = errors.filter(isHandedOn).length + returnedCalls(goBody, go);
    const isWithoutErrors = errors.length + handedOn === 0;
    if (isWithoutErrors && handlesErrors(goBody, go, facts)) return;
    for (const member of members) {
      const body = facts.reachable(member)?.body;
      if (body === undefined) continue;
      const data = { csharp: symbolOf(member), go: row.name };
      const dropped = droppedIn(body, go);
      if (dropped !== undefined && isWithoutErrors) {
        const { at: line } = dropped.clause;
        if (isWhole(dropped.attempt, body))
          yield { at: member, message: 'invented', data: { ...data, line, how: dropped.how }, focus: line };
        continue;
      }
      if (dropped !== undefined) {
        // What Go itself drops, C# may drop: only errors that come out of Go's work are missed, or those that C# throws and catches again.
        const own = raisesItself(dropped.attempt.body) || isWhole(dropped.attempt, body) ? errors.length : 0;
        const count = Math.max(own, handedOn);
        if (count === 0) continue;
        const { at: line } = dropped.clause;
        yield { at: member, message: 'dropped', data: { ...data, line, how: dropped.how, count: plural(count, 'place') }, focus: line };
        continue;
      }
      const guard = handedOn === 0 ? undefined : guardedRun(body, member, go, facts);
      if (guard !== undefined) {
        const { helper, how, at: line } = guard;
        const count = plural(handedOn, 'place');
        yield { at: member, message: 'helper', data: { ...data, helper: symbolOf(helper), line, how, count }, focus: line };
      }
    }
  },
});

interface Dropped {
  readonly attempt: NodeOf<'try'>;
  readonly clause: Catch;
  readonly how: string;
}

/** The first attempt that holds most of a body's work and drops whatever goes wrong in it. */
function droppedIn(body: Node, go: Routine): Dropped | undefined {
  const all = sizeOf(body).statements;
  for (const attempt of nodesOf(body, 'try')) {
    // A guard around one call among many is a choice for that call, as Go's `_ = os.Remove(…)` is.
    const work = sizeOf(attempt.body);
    const isIdle = work.calls === 0 && !raisesItself(attempt.body) && !isWhole(attempt, body);
    if (isIdle || work.statements * 2 < all - 1) continue;
    const thrown = nodesOf(attempt.body, 'raise').flatMap(({ value }) => (value?.k === 'create' ? [value.type] : []));
    // What catches just what the attempt itself throws catches all of it.
    const clause = attempt.catches.find((each) => isGeneral(each) || (each.guard === undefined && thrown.includes(each.type ?? '')));
    const how = clause === undefined ? undefined : swallows(clause, go);
    if (clause !== undefined && how !== undefined && !isAskedFor(clause, attempt, body)) return { attempt, clause, how };
  }
  return undefined;
}

/** A helper that is handed the work as a lambda, and drops whatever goes wrong in it. */
function guardedRun(body: Node, member: Routine, go: Routine, facts: Facts) {
  const all = sizeOf(body).statements;
  for (const call of nodesOf(body, 'call')) {
    const work = call.args.find(({ value }) => value.k === 'lambda')?.value;
    if (work === undefined || sizeOf(work).statements * 2 < all - 2 || nodesOf(work, 'call').length === 0) continue;
    for (const helper of resolveCall(call, member, facts.csharp)) {
      const inside = helper === member ? undefined : facts.reachable(helper)?.body;
      if (inside === undefined) continue;
      const attempt = nodesOf(inside, 'try').find((each) => runsParameter(each.body, helper));
      const clause = attempt?.catches.find((each) => isGeneral(each));
      const how = clause === undefined ? undefined : swallows(clause, go);
      if (how !== undefined) return { helper, how, at: call.at };
    }
  }
  return undefined;
}

/** `return m ?? throw …`, `return m != null` behind an attempt: the empty value that its catch leaves tells that it failed. */
function isAskedFor(clause: Catch, attempt: Node, body: Node): boolean {
  const left = new Set(nodesOf(clause.body, 'assign').flatMap(({ targets }) => targets.flatMap(namesIn)));
  let [isBehind, found] = [false, false];
  walk(body, (node) => {
    if (node === attempt) {
      isBehind = true;
      return false;
    }
    if (isBehind && (node.k === 'binary' || node.k === 'is') && namesIn(node).some((name) => left.has(name))) found = true;
    return undefined;
  });
  return found;
}

function runsParameter(body: Node, helper: Routine): boolean {
  const names = new Set(helper.parameters.map((parameter) => parameter.name));
  return nodesOf(body, 'call').some(
    ({ callee }) =>
      (callee.k === 'name' && names.has(callee.name)) ||
      (callee.k === 'member' && callee.name === 'Invoke' && callee.of.k === 'name' && names.has(callee.of.name)),
  );
}

function isGeneral(clause: Catch): boolean {
  const isOpen = clause.guard === undefined || (clause.guard.k === 'literal' && clause.guard.value === 'true');
  return isOpen && (clause.type === undefined || /^(System\.)?(Exception|SystemException)$/.test(clause.type));
}

/** What the clause does instead of telling; undefined if it tells. */
function swallows(clause: Catch, go: Routine): string | undefined {
  if (nodesOf(clause.body, 'raise').length > 0) return undefined;
  const statements = statementsOf(clause.body);
  // An empty value in the place of the one that was to come tells nobody.
  const isFiller = (each: Node) => each.k === 'assign' && each.op === '=' && each.values.every(isEmptyValue);
  const rest = statements.filter((each) => !(each.k === 'call' && isLog(each)) && !isDiscard(each) && !isFiller(each) && each.k !== 'jump');
  const logs = rest.length === statements.length || !statements.some((each) => each.k === 'call') ? 'does nothing with it' : 'only logs it';
  const [only] = rest;
  if (only === undefined) return logs;
  if (rest.length > 1 || only.k !== 'return') return undefined;
  const [value] = only.values;
  if (value === undefined) return logs;
  return returnsAsIfWell(value, go) ? `returns \`${textOf(value)}\`` : undefined;
}

/** Whether a value does not tell that something went wrong: Go has the error beside it, or none such. */
function returnsAsIfWell(value: Node, go: Routine): boolean {
  const isBoolInGo = go.results[0] === 'bool' || !go.results.includes('error');
  if (value.k === 'create') return value.args.length === 0 && value.items.length === 0;
  if (value.k === 'member') return /(^|\.)(CompletedTask|Empty)$/.test(textOf(value));
  if (value.k === 'call') {
    const [first] = value.args;
    if (calleeName(value.callee) === 'FromResult') return first !== undefined && returnsAsIfWell(first.value, go);
    return calleeName(value.callee) === 'Empty' && first === undefined;
  }
  if (value.k !== 'literal') return false;
  // `false` is how C# says what Go says with an error, unless Go says both.
  if (value.type === 'bool') return value.value === 'true' || isBoolInGo;
  return value.type !== 'string' || value.value === '';
}

function isEmptyValue(value: Node): boolean {
  if (value.k === 'create') return [...value.args.map((argument) => argument.value), ...value.items].every(isEmptyValue);
  return value.k === 'literal' && /^(0|null|default|)$/.test(value.value) && value.type !== 'bool';
}

function textOf(value: Node): string {
  if (value.k === 'literal') return value.type === 'string' ? `"${value.value}"` : value.value === '' ? 'default' : value.value;
  if (value.k === 'create') return /^$|\]$/.test(value.type) ? '[]' : `new ${value.type}()`;
  return value.k === 'call' ? `${pathOf(value.callee) ?? ''}(…)` : (pathOf(value) ?? '');
}

function isDiscard(node: Node): boolean {
  return node.k === 'assign' && node.targets.every((target) => target.k === 'name' && target.name === '_');
}

/** `return err`, `return fmt.Errorf("…: %w", err)`, `return f()`: an error of something that Go called. */
function isHandedOn({ value }: NodeOf<'raise'>): boolean {
  if (value === undefined) return false;
  if (value.k === 'call' && !/^(New|Errorf)$/.test(calleeName(value.callee) ?? '')) return true;
  return namesIn(value).some((name) => /^e(rr)?$|Err$|^err/.test(name) && !/^err[A-Z]/.test(name));
}

/** Whether a Go function without an error exit has to do with errors: it names one, or drops what a call outside of the port gives. */
function handlesErrors(goBody: Node, go: Routine, facts: Facts): boolean {
  // `err`, `rerr`, `ErrNotFound`; a function that displays an error does not handle one.
  if (namesIn(goBody).some((name) => isErrorName(name) || /^[eE]rr(or)?s?$|^[eE]rr[A-Z]/.test(name))) return true;
  return nodesOf(goBody, 'block')
    .flatMap((block) => block.body)
    .some((each) => {
      const call = each.k === 'defer' ? each.body : isDiscard(each) && each.k === 'assign' ? (each.values[0] ?? each) : each;
      return (
        call.k === 'call' &&
        call.callee.k === 'member' &&
        !isLog(call) &&
        lockChange(call) === undefined &&
        resolveCall(call, go, facts.go).length === 0
      );
    });
}

function isWhole(attempt: NodeOf<'try'>, body: Node): boolean {
  return sizeOf(attempt).statements >= sizeOf(body).statements - 1 - nodesOf(body, 'lock').length;
}

/** `return f()` where `f` gives a value and an error: both are handed on. */
function returnedCalls(goBody: Node, go: Routine): number {
  if (go.results.length < 2 || go.results.at(-1) !== 'error') return 0;
  return returnsOf(goBody).filter(({ values }) => values.length === 1 && values[0]?.k === 'call').length;
}

/** Whether a C# body throws, or calls a check that does. */
function raisesItself(body: Node): boolean {
  return (
    nodesOf(body, 'raise').length > 0 ||
    nodesOf(body, 'call').some((call) => /^(Throw|Check|Ensure|Validate|Require|Verify)/.test(calleeName(call.callee) ?? ''))
  );
}

function recovers(goBody: Node): boolean {
  return nodesOf(goBody, 'call').some((call) => calleeName(call.callee) === 'recover');
}
