import type { Node } from '../model/tree.js';
import type { Asserted } from './assertions.js';
import { isCount } from './reachable.js';
import type { Taint } from './taint.js';
import type { TestProject } from './test-project.js';
import { nodesOf, pathOf, rootName, sameTree } from './walk.js';

/** Why an assertion holds whatever the port does, as a clause; undefined if it can fail. */
export function whyVacuous(asserted: Asserted, taint: Taint, project: TestProject): string | undefined {
  const { kind, name } = asserted;
  if (kind === 'fail') return undefined;
  if (kind === 'received') return neverHanded(asserted, taint);
  const operands = relevant(asserted);
  const [actual, expected, upper] = operands;
  if (!operands.some((operand) => taint.depends(operand))) return independent(operands);
  if (actual === undefined) return undefined;
  const count = isNeverNegative(actual, project);
  switch (kind) {
    case 'equal':
      if (expected !== undefined && isCount(actual) && isOwnCount(actual, taint)) return 'it counts what the test itself has listed';
      if (expected?.k === 'name' && taint.wasSetTo(expected.name, actual, asserted.at))
        return 'the expected value was set to the actual one';
      return expected !== undefined && isSame(taint.original(actual), taint.original(expected), project)
        ? 'it compares a value with itself'
        : undefined;
    case 'true':
      return whyAlways(actual, true, taint, project);
    case 'false':
      return whyAlways(actual, false, taint, project);
    case 'not-null':
      if (isFresh(actual, taint)) return 'what it looks at was made by `new` a moment before';
      return isValue(actual, project) ? 'what it looks at is of a type that is never null' : undefined;
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

/** `list.Count` of a list that was written down, and never touched since. */
function isOwnCount(node: Node, taint: Taint): boolean {
  const of = node.k === 'member' ? node.of : undefined;
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
  return kind === 'equal' ? operands.slice(0, 2) : operands;
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
function isSame(left: Node, right: Node, project: TestProject): boolean {
  if (
    nodesOf(left, 'call').some((call) => !/^(GetHashCode|GetType)$/.test(call.callee.k === 'member' ? call.callee.name : '')) ||
    nodesOf(left, 'create').length > 0 ||
    !sameTree(left, right)
  )
    return false;
  return !nodesOf(left, 'member').some((member) => project.portMembers(member.name).some((each) => each.kind === 'property'));
}

/** Why a condition has this value, whatever its parts are. */
function whyAlways(node: Node, wanted: boolean, taint: Taint, project: TestProject): string | undefined {
  const condition = node.k === 'name' ? taint.settled(node) : node;
  if (condition.k === 'unary' && condition.op === '!') return whyAlways(condition.value, !wanted, taint, project);
  if (condition.k !== 'binary') return undefined;
  const { op, left, right } = condition;
  const sides = [left, right];
  const decides = wanted ? '||' : '&&';
  if (op === decides) {
    if (sides.some((side) => side.k === 'literal' && side.value === `${wanted}`)) return `its condition is \`… ${op} ${wanted}\``;
    if (isComplement(left, right)) return 'one side of its condition is the opposite of the other';
    return sides.map((side) => whyAlways(side, wanted, taint, project)).find((why) => why !== undefined);
  }
  if ((wanted ? /^(==|>=|<=)$/ : /^(!=|>|<)$/).test(op) && isSame(taint.original(left), taint.original(right), project))
    return 'it compares a value with itself';
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

/** Demands so little that most wrong results pass: a result that is there, of a type, not negative. */
export function isWeak(asserted: Asserted, taint: Taint): boolean {
  const { kind, operands, name } = asserted;
  if (operands[0] !== undefined && isClock(operands[0], taint)) return true;
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
