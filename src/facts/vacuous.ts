import type { Node, NodeOf } from '../model/tree.js';
import { constantOf, type Known, truthOf } from './always.js';
import type { Asserted, AssertionKind } from './assertions.js';
import type { Check } from './checks.js';
import { isCount, isEmptyCollection } from './reachable.js';
import type { Taint } from './taint.js';
import type { TestProject } from './test-project.js';
import { nodesOf, pathOf, rootName, sameTree, statementsOf, withoutPlace } from './walk.js';

/** Why an assertion holds whatever the port does, as a clause; undefined if it can fail. */
export function whyVacuous(asserted: Asserted, taint: Taint, project: TestProject): string | undefined {
  const { kind } = asserted;
  if (kind === 'fail') return undefined;
  if (kind === 'received') return neverHanded(asserted, taint);
  const operands = relevant(asserted);
  const [actual] = operands;
  if (!operands.some((operand) => taint.depends(operand))) return independent(operands);
  if (actual === undefined) return undefined;
  return whyOfKind(asserted, operands, taint, project) ?? (holdsAnyway(asserted, operands, taint, project) ? ANYWAY : undefined);
}

const ANYWAY = 'it holds for any value';

/** Whether a reason is the assertion's own form, which nobody writes as a mere guard: a comparison with itself, `… || true`. */
export function isByForm({ vacuous, asserted }: Check): boolean {
  return (
    vacuous !== undefined &&
    !/^(not-null|type)$/.test(asserted.kind) &&
    /^(it compares a value with itself|it holds for any value|its condition is|one side of its|a count is never|its comparer|its range|it allows both)/.test(
      vacuous,
    )
  );
}

/** By the form of what it compares: `n >= 0` of a count, a comparison with itself, a predicate that is always true. */
function holdsAnyway({ kind, name, operands: whole }: Asserted, operands: readonly Node[], taint: Taint, project: TestProject): boolean {
  const [actual, expected, upper] = operands;
  const known = knownTo(taint, project);
  if (actual === undefined) return false;
  const holds = (op: string, left: Node, right: Node | undefined) =>
    right !== undefined && truthOf({ k: 'binary', op, left, right, at: left.at }, known) === true;
  const predicate = expected?.k === 'lambda' ? constantOf(expected, known) : undefined;
  switch (kind) {
    case 'true':
    case 'false':
      return truthOf(actual, known) === (kind === 'true');
    case 'within':
      return upper !== undefined && holds('>=', actual, expected) && holds('<=', actual, upper);
    case 'one-of':
      return operands.slice(1).some((each) => isSame(actual, each, taint, project));
    case 'not-null':
      return known.isNeverNull(actual);
    case 'other':
      if (/Not(BeSame(As)?|Same)$|AreNotSame$/.test(name)) return actual.k === 'create' || expected?.k === 'create';
      if (/(All|AllBe|OnlyContain|AllSatisfy)$/.test(name)) return predicate === true;
      if (/(DoesNotContain|NotContain)$/.test(name)) return predicate === false;
      if (/(^|[.d])(Empty|BeEmpty)$/.test(name))
        return isEmptyCollection(actual.k === 'name' && taint.isUntouched(actual.name) ? taint.settled(actual) : actual);
      if (/(^|[.d])Contains?$/.test(name) && expected !== undefined)
        return (
          isSame(actual, expected, taint, project) ||
          hasItem(actual, expected, taint, project) ||
          hasBoth(itemsOf(actual, taint)) ||
          hasText(actual, expected, taint)
        );
      return /(Start|End)s?With$/.test(name) && expected !== undefined
        ? isSame(actual, expected, taint, project) || hasText(actual, expected, taint)
        : false;
    default: {
      const op = OPS[kind];
      return op !== undefined && !isCompared(whole[2]) && holds(op, actual, expected);
    }
  }
}

const OPS: Readonly<Partial<Record<AssertionKind, string>>> = {
  equal: '==',
  'not-equal': '!=',
  more: '>',
  'at-least': '>=',
  less: '<',
  'at-most': '<=',
};

function knownTo(taint: Taint, project: TestProject): Known {
  return {
    settled: (node) => taint.settled(node),
    isSame: (left, right) => isSame(left, right, taint, project),
    isNeverNull: (node) => isNeverNull(node, taint, project),
    isOfPort: (member) => project.portMembers(member).length > 0,
    isCount,
    keyOf: (node) => JSON.stringify(taint.original(essence(node)), withoutPlace),
  };
}

function isNeverNull(node: Node, taint: Taint, project: TestProject): boolean {
  const value = taint.settled(node);
  if (value.k === 'format' || isFresh(value, taint) || isValue(value, project)) return true;
  if (value.k === 'literal') return value.type !== 'null' && value.type !== 'default';
  return value.k === 'binary' && (value.op === '??' ? isNeverNull(value.right, taint, project) : isText(value));
}

/** `"a" + x` */
function isText(node: Node): boolean {
  if (node.k === 'literal') return node.type === 'string';
  return node.k === 'format' || (node.k === 'binary' && node.op === '+' && (isText(node.left) || isText(node.right)));
}

/** `Assert.Contains(n, new[] { n, 2 })` */
function hasItem(actual: Node, item: Node, taint: Taint, project: TestProject): boolean {
  return itemsOf(actual, taint).some((each) => isSame(each, item, taint, project));
}

function itemsOf(list: Node, taint: Taint): readonly Node[] {
  const made = taint.settled(list);
  return made.k === 'create' ? made.items : [];
}

/** `$"got {n}".ShouldContain("got")`: the test has written that itself. */
function hasText(actual: Node, part: Node, taint: Taint): boolean {
  const text = taint.settled(actual);
  const wanted = taint.settled(part);
  if (wanted.k !== 'literal' || wanted.type !== 'string' || !isText(text)) return false;
  return nodesOf(text, 'literal').some(
    (literal) => literal.type === 'string' && literal.value.includes(wanted.value) && isPartOf(literal, text),
  );
}

/** A piece of the text itself, not an argument of a call in it. */
function isPartOf(literal: Node, text: Node): boolean {
  if (text === literal) return true;
  if (text.k === 'binary' && text.op === '+') return isPartOf(literal, text.left) || isPartOf(literal, text.right);
  return text.k === 'format' && text.parts.includes(literal);
}

function whyOfKind(asserted: Asserted, operands: readonly Node[], taint: Taint, project: TestProject): string | undefined {
  const { kind, name } = asserted;
  const [actual, expected, upper] = operands;
  if (actual === undefined) return undefined;
  const count = isNeverNegative(actual, project);
  switch (kind) {
    case 'equal':
      if (likesEverything(asserted.operands[2], taint, project)) return 'its comparer takes any two values for the same';
      if (operands.some((operand) => isTypeOfFresh(operand, taint))) return 'it looks at names and types only';
      if (expected !== undefined && isCount(actual) && isOwnCount(actual, taint)) return 'it counts what the test itself has listed';
      if (expected?.k === 'name' && taint.wasSetTo(expected.name, actual, asserted.at))
        return 'the expected value was set to the actual one';
      return expected !== undefined && !isCompared(asserted.operands[2]) && isSame(actual, expected, taint, project)
        ? 'it compares a value with itself'
        : undefined;
    case 'true':
      return whyAlways(actual, true, taint, project);
    case 'false':
      return whyAlways(actual, false, taint, project);
    case 'not-null':
      if (isFresh(actual, taint)) return 'what it looks at was made by `new` a moment before';
      return isValue(actual, project) ? 'what it looks at is of a type that is never null' : undefined;
    case 'throws':
      return operands.some((operand) => operand.k === 'lambda' && statementsOf(operand.body).some((each) => each.k === 'raise'))
        ? 'what it runs throws that by itself'
        : undefined;
    case 'type':
      return isFresh(actual, taint) ? 'what it looks at was made by `new` a moment before' : undefined;
    case 'more':
      if (count && expected !== undefined && isNegative(expected)) return 'a count is never below zero';
      return isClockAgainstItself(actual, expected, taint) ? CLOCKS : undefined;
    case 'at-least':
      if (count && (expected === undefined || isNegative(expected) || isZero(expected))) return 'a count is never below zero';
      return isClockAgainstItself(actual, expected, taint) ? CLOCKS : undefined;
    case 'within':
      return isLowest(expected, count) && upper !== undefined && /(^|\.)MaxValue$/.test(pathOf(upper) ?? '')
        ? 'its range leaves nothing out'
        : undefined;
    case 'one-of':
      return hasBoth(operands.slice(1)) ? 'it allows both `true` and `false`' : undefined;
    case 'other':
      return /(Start|End)(s)?With$|Contains?$/.test(name) &&
        !/Not/.test(name) &&
        expected !== undefined &&
        isEmptyText(taint.settled(expected))
        ? 'every text contains the empty one'
        : undefined;
    default:
      return undefined;
  }
}

/** `(_, _) => true`, or a comparer of the tests that does not look at what it is given. */
function likesEverything(comparer: Node | undefined, taint: Taint, project: TestProject): boolean {
  const value = comparer === undefined ? undefined : taint.settled(comparer);
  if (value?.k === 'lambda') return constantOf(value, knownTo(taint, project)) === true;
  return value?.k === 'create' && project.comparesNothing(value.type);
}

/** By a comparer, which may be what is tested; not with a message. */
function isCompared(third: Node | undefined): boolean {
  return third !== undefined && third.k !== 'literal' && third.k !== 'format';
}

/** `store.GetType().Name`, where the test has made the store. */
function isTypeOfFresh(node: Node, taint: Taint): boolean {
  if (node.k === 'member') return isTypeOfFresh(node.of, taint);
  return node.k === 'call' && node.callee.k === 'member' && node.callee.name === 'GetType' && isFresh(node.callee.of, taint);
}

/** `list.Count` of a list that was written down, and never touched since. */
function isOwnCount(node: Node, taint: Taint): boolean {
  const of = node.k === 'member' ? node.of : undefined;
  if (of?.k === 'name' && taint.isOwnList(of.name)) return true;
  const made = of?.k === 'name' && taint.isUntouched(of.name) ? taint.settled(of) : undefined;
  // A set drops what it takes for equal.
  return (
    made?.k === 'create' &&
    !/Set\b|Dictionary/.test(made.type) &&
    made.items.length > 0 &&
    !made.items.some((item) => item.k === 'unary' || item.k === 'assign')
  );
}

function isEmptyText(node: Node): boolean {
  return (node.k === 'literal' && node.type === 'string' && node.value === '') || /^[sS]tring\.Empty$/.test(pathOf(node) ?? '');
}

const CLOCKS = 'it compares the clock with itself';

/** Without the messages that some assertions take. */
function relevant({ kind, operands }: Asserted): readonly Node[] {
  if (kind === 'true' || kind === 'false' || kind === 'not-null') return operands.slice(0, 1);
  return kind === 'equal' || kind === 'not-equal' ? operands.slice(0, 2) : operands;
}

function independent(operands: readonly Node[]): string {
  const [only] = operands;
  if (only?.k === 'literal') return `it asserts on the literal \`${only.value}\``;
  if (operands.some((operand) => nodesOf(operand, 'meta').length > 0))
    return 'it looks at names and types only, and runs nothing of the port';
  return 'its values do not come from production code';
}

/** `sub.Received()` of a substitute that only the test itself has called. */
function neverHanded({ operands, received }: Asserted, taint: Taint): string | undefined {
  const root = operands[0] === undefined ? undefined : rootName(operands[0]);
  if (root !== undefined && received !== undefined && taint.calls(root, received)) return `the test itself calls \`${root}.${received}\``;
  return root !== undefined && taint.isSubstitute(root) && !taint.isTainted(root)
    ? `the substitute \`${root}\` was never handed to the port`
    : undefined;
}

/** Two calls may differ (a check of determinism), and so may two looks at a computed property; two looks at one name can't. */
function isSame(first: Node, second: Node, taint: Taint, project: TestProject): boolean {
  const [left, right] = [taint.original(essence(first)), taint.original(essence(second))];
  if (
    nodesOf(left, 'call').some((call) => !/^(GetHashCode|GetType)$/.test(call.callee.k === 'member' ? call.callee.name : '')) ||
    nodesOf(left, 'create').length > 0 ||
    !sameTree(left, right)
  )
    return false;
  return !nodesOf(left, 'member').some((member) => project.portMembers(member.name).some((each) => each.kind === 'property'));
}

/** A copy of a list has what the list has; `Count()` is its `Count`. */
function essence(node: Node): Node {
  if (node.k === 'call' && node.callee.k === 'member' && node.args.length === 0) {
    if (/^(ToList|ToArray|AsEnumerable|AsReadOnly|ToString|Clone)$/.test(node.callee.name)) return essence(node.callee.of);
    if (isCount(node)) return { k: 'member', of: essence(node.callee.of), name: 'Count', at: node.at };
  }
  if (node.k === 'branch' && node.how === 'conditional') {
    const [first, ...others] = node.arms.map((arm) => arm.body);
    if (first !== undefined && others.every((each) => sameTree(each, first))) return essence(first);
  }
  return node.k === 'member' && node.name === 'Length' ? { ...node, name: 'Count' } : node;
}

/** Why a condition has this value, whatever its parts are. */
function whyAlways(node: Node, wanted: boolean, taint: Taint, project: TestProject): string | undefined {
  const condition = node.k === 'name' ? taint.settled(node) : node;
  if (condition.k === 'unary' && condition.op === '!') return whyAlways(condition.value, !wanted, taint, project);
  if (condition.k === 'is' && isFresh(condition.value, taint) && truthOf(condition, knownTo(taint, project)) === wanted)
    return 'what it looks at was made by `new` a moment before';
  if (condition.k !== 'binary') return undefined;
  const { op, left, right } = condition;
  const sides = [left, right];
  const decides = wanted ? '||' : '&&';
  if (op === decides) {
    if (sides.some((side) => side.k === 'literal' && side.value === `${wanted}`)) return `its condition is \`… ${op} ${wanted}\``;
    if (isComplement(left, right)) return 'one side of its condition is the opposite of the other';
    return sides.map((side) => whyAlways(side, wanted, taint, project)).find((why) => why !== undefined);
  }
  if ((wanted ? /^(==|>=|<=)$/ : /^(!=|>|<)$/).test(op) && isSame(left, right, taint, project)) return 'it compares a value with itself';
  const count = isNeverNegative(left, project);
  if (
    count &&
    (wanted ? (op === '>=' && (isZero(right) || isNegative(right))) || (op === '>' && isNegative(right)) : op === '<' && isZero(right))
  )
    return 'a count is never below zero';
  if (wanted && /^>=?$/.test(op) && isClockAgainstItself(left, right, taint)) return CLOCKS;
  if (wanted && op === '!=' && right.k === 'literal' && right.type === 'null' && (isFresh(left, taint) || isValue(left, project)))
    return 'what it looks at is never null';
  return undefined;
}

const OPPOSITES: Readonly<Record<string, string>> = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };

function isComplement(left: Node, right: Node): boolean {
  if (right.k === 'unary' && right.op === '!' && sameTree(left, right.value)) return true;
  if (left.k === 'unary' && left.op === '!' && sameTree(left.value, right)) return true;
  return (
    left.k === 'binary' &&
    right.k === 'binary' &&
    OPPOSITES[left.op] === right.op &&
    sameTree(left.left, right.left) &&
    sameTree(left.right, right.right)
  );
}

/** `new T()`, or a local that was never anything else. */
export function isFresh(node: Node, taint: Taint): boolean {
  const value = taint.settled(node);
  if (value.k === 'create') return true;
  return value.k === 'call' && /(^|\.)Activator\.CreateInstance$/.test(pathOf(value.callee) ?? '');
}

const VALUE_TYPE =
  /^(bool|byte|sbyte|short|ushort|int|uint|long|ulong|nint|nuint|float|double|decimal|char|TimeSpan|DateTime|DateTimeOffset|Guid)$/;

/** A count or length, or a result that all the port's members of that name give as an unsigned number. */
function isNeverNegative(node: Node, project: TestProject): boolean {
  const value = unwrapped(node);
  return isCount(value) || hasResult(value, project, (type) => /^(ushort|uint|ulong|nuint|byte)$/.test(type));
}

function isValue(node: Node, project: TestProject): boolean {
  return hasResult(unwrapped(node), project, (type) => VALUE_TYPE.test(type));
}

function hasResult(node: Node, project: TestProject, isWanted: (type: string) => boolean): boolean {
  if (node.k !== 'call' || node.callee.k !== 'member') return false;
  const members = project.portMembers(node.callee.name);
  return members.length > 0 && members.every((member) => isWanted(member.results[0]?.replace(/^(Value)?Task<(.*)>$/, '$2') ?? ''));
}

function unwrapped(node: Node): Node {
  return node.k === 'await' || node.k === 'cast' ? unwrapped(node.value) : node;
}

function isZero(node: Node): boolean {
  if (node.k === 'literal') return node.type === 'default' || (node.type === 'number' && Number(node.value.replace(/[a-z]+$/i, '')) === 0);
  return /(^|\.)Zero$/.test(pathOf(node) ?? '');
}

function isNegative(node: Node): boolean {
  return (node.k === 'unary' && node.op === '-') || /(^|\.)MinValue$/.test(pathOf(node) ?? '');
}

function isLowest(node: Node | undefined, count: boolean): boolean {
  return node !== undefined && (/(^|\.)MinValue$/.test(pathOf(node) ?? '') || (count && (isZero(node) || isNegative(node))));
}

function hasBoth(nodes: readonly Node[]): boolean {
  const values = nodes.flatMap((node) => nodesOf(node, 'literal')).map((literal) => literal.value);
  return values.includes('true') && values.includes('false');
}

/** `DateTime.UtcNow >= start`, `watch.Elapsed >= TimeSpan.Zero`: time does not run backwards. */
function isClockAgainstItself(actual: Node, expected: Node | undefined, taint: Taint): boolean {
  if (expected === undefined || !isClock(actual, taint)) return false;
  return isClock(expected, taint) || isZero(expected);
}

function isClock(node: Node, taint: Taint, depth = 0): boolean {
  const value = taint.settled(node);
  if (depth > 5) return false;
  if (value.k === 'binary') return value.op === '-' && [value.left, value.right].every((side) => isClock(side, taint, depth + 1));
  const path = value.k === 'call' ? pathOf(value.callee) : pathOf(value);
  if (/(^|\.)((DateTime|DateTimeOffset)\.(Utc)?Now|Stopwatch\.GetTimestamp|Environment\.TickCount(64)?)$/.test(path ?? '')) return true;
  if (value.k !== 'member') return false;
  if (/^Elapsed(Milliseconds|Ticks)?$/.test(value.name)) return isStopwatch(value.of, taint);
  return /^(Ticks|Total\w+)$/.test(value.name) && isClock(value.of, taint, depth + 1);
}

function isStopwatch(node: Node, taint: Taint): boolean {
  const value = taint.settled(node);
  if (value.k === 'create') return /(^|\.)Stopwatch$/.test(value.type);
  return value.k === 'call' && /(^|\.)Stopwatch\.StartNew$/.test(pathOf(value.callee) ?? '');
}

/** An exception type that the exception of an unported member has, too. */
export function isBroadThrow({ kind, exception, derived }: Asserted): boolean {
  return kind === 'throws' && exception !== undefined && derived === true && /^((System\.)?(Exception|SystemException))?$/.test(exception);
}

/** `store.GetHashCode()`: any object has one. */
function isOfEveryObject(node: Node, taint: Taint): boolean {
  return (
    node.k === 'call' && node.callee.k === 'member' && /^(GetHashCode|ToString)$/.test(node.callee.name) && isFresh(node.callee.of, taint)
  );
}

function isRecorded(node: Node, taint: Taint): boolean {
  const value = taint.settled(node);
  return value.k === 'call' && /(^|\.)Record\.Exception$/.test(pathOf(value.callee) ?? '');
}

function isAlwaysTrue(predicate: NodeOf<'lambda'>): boolean {
  const [only] = statementsOf(predicate.body);
  const value = only?.k === 'return' ? only.values[0] : only;
  return value?.k === 'literal' && value.value === 'true';
}

/** Demands so little that most wrong results pass: a result that is there, of a type, not negative. */
export function isWeak(asserted: Asserted, taint: Taint): boolean {
  const { kind, operands, name } = asserted;
  if (operands[0] !== undefined && (isClock(operands[0], taint) || (kind !== 'equal' && isOfEveryObject(operands[0], taint)))) return true;
  // That nothing was thrown.
  if (/Null$/.test(name) && operands[0] !== undefined && isRecorded(operands[0], taint)) return true;
  if (/Contains?$/.test(name) && operands[1]?.k === 'lambda' && isAlwaysTrue(operands[1])) return true;
  if ((kind === 'true' || kind === 'false') && operands[0]?.k === 'call')
    return /(^|\.)IsNullOr(Empty|WhiteSpace)$/.test(pathOf(operands[0].callee) ?? '');
  if (kind === 'not-null' || kind === 'type' || isBroadThrow(asserted)) return true;
  if (kind === 'throws' && asserted.exception === undefined) return true;
  if (kind === 'at-least') return operands[1] === undefined || isZero(operands[1]);
  if (kind !== 'other') return false;
  const [actual, expected] = operands;
  if (/Not(BeNullOr(Empty|WhiteSpace)|BeEmpty|Empty)$/.test(name)) return actual !== undefined;
  return /Not(Be|Equal)$/.test(name) && expected?.k === 'literal' && (expected.type === 'null' || expected.value === '');
}
