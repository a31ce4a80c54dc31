import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { arises } from './profile.js';
import { isFixedValue, returnsOf } from './results.js';
import { calleeName, nodesOf, pathOf, statementsOf } from './walk.js';

/**
 * The last statement of a C# body, if it gives nothing where Go ends with what it worked out, and if C# gives nothing on more ways out than
 * Go: those that give nothing there, and errors.
 */
export function emptyEnding(body: Node, goBody: Node, go: Routine): NodeOf<'return'> | undefined {
  const last = lastOf(body);
  if (last?.k !== 'return' || last.yields === true || !givesNothing(last.values) || !endsWithResult(goBody)) return undefined;
  if (isAbsence(last, body)) return undefined;
  const empty = returnsOf(body).filter(({ values }) => givesNothing(values)).length;
  // A bare return behind an error hands it on.
  const mayHandOn = go.results.at(-1) === 'error';
  const emptyInGo = returnsOf(goBody).filter(({ values }) => (values.length === 0 ? !mayHandOn : givesNothing(values))).length;
  const errors = nodesOf(goBody, 'raise').filter((raise) => isSoft(body) || arises(raise.value)).length;
  return empty > emptyInGo + Math.max(0, errors - nodesOf(body, 'raise').length) ? last : undefined;
}

/** The statement that a body ends with: also in a lock, a `try`, a `using`. */
function lastOf(body: Node): Node | undefined {
  const last = statementsOf(body).at(-1);
  return last?.k === 'lock' || last?.k === 'try' ? lastOf(last.body) : last?.k === 'block' ? lastOf(last) : last;
}

/** Whether Go's last statement gives a value that it did not write down, be it with an error beside it that may be `nil`. */
function endsWithResult(goBody: Node): boolean {
  const last = lastOf(goBody);
  const values = last?.k === 'return' || (last?.k === 'raise' && last.how === 'error') ? last.values : undefined;
  const [first] = values ?? [];
  return first !== undefined && !givesNothing([first]);
}

/** Zero, an empty text or collection, `null`, `default`; in a task too. `false` and `true` are answers. */
function givesNothing([value, ...others]: readonly Node[]): boolean {
  if (value === undefined || others.length > 0) return value !== undefined && [value, ...others].every((each) => givesNothing([each]));
  if (value.k === 'literal') return /^(null|default)$/.test(value.type) || /^(0[a-z]*|0\.0|)$/i.test(value.value);
  if (value.k === 'list') return value.items.length > 0 && value.items.every((item) => givesNothing([item]));
  if (value.k === 'member') return value.name === 'Empty';
  if (value.k === 'call') {
    const isWrapped = /^(Task|ValueTask)\.FromResult$/.test(pathOf(value.callee) ?? '');
    return isWrapped ? givesNothing(value.args.map((each) => each.value)) : /^(Array|Enumerable)\.Empty$/.test(pathOf(value.callee) ?? '');
  }
  return isFixedValue(value);
}

/** Whether it stands for what is not there: `null`, or what is given where something else was `null`, for which Go has no need to ask. */
function isAbsence({ values: [value] }: NodeOf<'return'>, body: Node): boolean {
  const asksForNull = (test: Node) =>
    nodesOf(test, 'is').length > 0 || nodesOf(test, 'literal').some(({ type }) => type === 'null') || nodesOf(test, 'call').some(isTry);
  const isNull = value?.k === 'literal' && value.type === 'null';
  return isNull || nodesOf(body, 'branch').some(({ how, arms: [arm] }) => how === 'if' && arm?.tests.some(asksForNull) === true);
}

/** Whether an error may leave as nothing: where C# asks things that say yes or no, or catches. */
function isSoft(body: Node): boolean {
  return nodesOf(body, 'try').length > 0 || nodesOf(body, 'call').some(isTry);
}

function isTry({ callee }: NodeOf<'call'>): boolean {
  return /^Try[A-Z]/.test(calleeName(callee) ?? '');
}
