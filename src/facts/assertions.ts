import type { Node, NodeOf } from '../model/tree.js';
import { calleeName, pathOf, rootName, walk } from './walk.js';

/** What an assertion wants. `more` and `at-least` are lower bounds, `less` and `at-most` upper ones, `within` is a range; `other` is any word that is none of these. */
export type AssertionKind =
  | 'equal'
  | 'not-equal'
  | 'true'
  | 'false'
  | 'not-null'
  | 'type'
  | 'more'
  | 'at-least'
  | 'less'
  | 'at-most'
  | 'within'
  | 'one-of'
  | 'throws'
  | 'received'
  | 'fail'
  | 'other';

/** An assertion by the words of a library: xUnit, Shouldly, NSubstitute, FluentAssertions, NUnit, MSTest, Moq. */
export interface Asserted {
  readonly at: number;
  /** `Assert.Equal`, `ShouldBe`, `Received`. */
  readonly name: string;
  readonly kind: AssertionKind;
  /** What is looked at and what it is compared with; the actual value first where the library tells. */
  readonly operands: readonly Node[];
  /** The exception that it wants, as written; '' if it wants one and doesn't say which. */
  readonly exception?: string;
  /** The member whose call a substitute should have received. */
  readonly received?: string;
  /** The type that it wants a value to be of. */
  readonly type?: string;
  /** Whether a type derived from that is enough. */
  readonly derived?: boolean;
  /** Its result is a task: whoever doesn't await it loses its failure. */
  readonly deferred: boolean;
}

const ASSERT_CLASSES =
  /^(Assert|ClassicAssert|CollectionAssert|CollectionAssertions|StringAssert|FileAssert|DirectoryAssert|AssertEx|Verify|Assume)$/;

/** Undefined if the call is no assertion by its own words. */
export function assertionAt(call: NodeOf<'call'>): Asserted | undefined {
  const { callee } = call;
  if (callee.k !== 'member') return undefined;
  const { name } = callee;
  const args = call.args.map((argument) => argument.value);
  const root = receiverName(callee.of);
  if (root !== undefined && ASSERT_CLASSES.test(root)) {
    if (/^(Skip|SkipWhen|SkipUnless|Inconclusive|Ignore|Pass)$/.test(name)) return undefined;
    const [actual, constraint] = args;
    if (/^That(Async)?$/.test(name) && actual !== undefined && constraint !== undefined) return constrained(call, actual, constraint);
    if (name === 'That' && args.length === 1) return { ...asserted(call, 'Assert.That', args), kind: 'true' };
    return asserted(call, `${root}.${name}`, actualFirst(name, args));
  }
  if (root === 'Should' && /^(Throw|NotThrow|CompleteIn)/.test(name)) return asserted(call, `Should.${name}`, args);
  if (root === 'Received' && name === 'InOrder') return asserted(call, 'Received.InOrder', args);
  const should = fluentSubject(callee.of);
  if (should !== undefined) return asserted(call, name, [should, ...args]);
  if (/^Should[A-Z]/.test(name)) return asserted(call, name, [callee.of, ...args]);
  const received = receivedOn(callee.of);
  if (received !== undefined) {
    const word = calleeName((callee.of as NodeOf<'call'>).callee) ?? 'Received';
    return { ...asserted(call, word, [received, ...args]), kind: 'received', received: name };
  }
  const isMoq =
    /^(VerifyAll|VerifyNoOtherCalls)$/.test(name) || (/^Verify(Get|Set)?$/.test(name) && (args.length === 0 || args[0]?.k === 'lambda'));
  if (isMoq && rootName(callee) !== undefined) return { ...asserted(call, name, [callee.of]), kind: 'received' };
  return undefined;
}

function receiverName(of: Node): string | undefined {
  return of.k === 'name' || of.k === 'member' ? of.name : undefined;
}

function asserted(call: NodeOf<'call'>, name: string, operands: readonly Node[]): Asserted {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const [actual, expected] = operands;
  const named = alwaysFails(last, actual) ? 'fail' : kindOf(last);
  const kind = named === 'not-equal' && expected?.k === 'literal' && expected.type === 'null' ? 'not-null' : named;
  const exception = kind === 'throws' && !/^(Should)?NotThrow/.test(last) ? typeNamed(call) : undefined;
  return {
    at: call.at,
    name,
    kind,
    operands,
    ...(exception === undefined ? {} : { exception, derived: isDerivedEnough(name, last) }),
    ...(kind === 'type' ? { type: typeNamed(call) } : {}),
    deferred: /Async$/.test(last),
  };
}

/** `Assert.True(false, "not reached")`: what stands for `Assert.Fail`. */
function alwaysFails(last: string, operand: Node | undefined): boolean {
  if (operand?.k !== 'literal' || operand.type !== 'bool') return false;
  return operand.value === 'false' ? /^(Is)?True$/.test(last) : /^(Is)?False$/.test(last);
}

/** The library's word without its fashion: `ShouldBeNull`, `BeNull`, `IsNull` and `Null` are one. */
function kindOf(last: string): AssertionKind {
  const word = last.replace(/Async$/, '').replace(/^Should/, '');
  if (word === 'InOrder') return 'received';
  if (word === 'Fail') return 'fail';
  if (/Throw|^Catch$|^Raises/.test(word)) return 'throws';
  if (/^(True|IsTrue|BeTrue)$/.test(word)) return 'true';
  if (/^(False|IsFalse|BeFalse)$/.test(word)) return 'false';
  if (/^(Is|Be)?NotNull$|^NotBeNull$/.test(word)) return 'not-null';
  if (/^(IsType|IsAssignableFrom|IsInstanceOf(Type)?|BeOfType|BeAssignableTo)$/.test(word)) return 'type';
  if (/GreaterThanOrEqual|GreaterOrEqual|^Be(NonNegative)$|^NotBeNegative$|^HaveCountGreaterThanOrEqualTo$/.test(word)) return 'at-least';
  if (/^(Be|Is)?(GreaterThan|Greater)$|^HaveCountGreaterThan$/.test(word)) return 'more';
  if (/LessThanOrEqual|LessOrEqual/.test(word)) return 'at-most';
  if (/^(Be|Is)?(LessThan|Less)$/.test(word)) return 'less';
  if (/^(NotEqual|AreNotEqual|NotBe|NotStrictEqual|NotBeEqualTo)$/.test(word)) return 'not-equal';
  if (/^(Be|Is)?InRange$/.test(word)) return 'within';
  if (/^BeOneOf$/.test(word)) return 'one-of';
  if (/^(Equal|Strict(ly)?Equal|AreEqual|Same|AreSame|AreEquivalent|Equivalent|Be|BeEquivalentTo|BeSameAs|BeEqualTo|Equals?)$/.test(word))
    return 'equal';
  return 'other';
}

/** `Assert.Equal(expected, actual)`: the actual value is put first. */
function actualFirst(name: string, args: readonly Node[]): readonly Node[] {
  const [first, second, ...rest] = args;
  const isExpectedFirst =
    /^(Equal|NotEqual|Same|NotSame|StrictEqual|Equivalent|AreEqual|AreNotEqual|AreSame|AreEquivalent|IsType|IsAssignableFrom|Contains|StartsWith|EndsWith)/.test(
      name,
    );
  return isExpectedFirst && first !== undefined && second !== undefined ? [second, first, ...rest] : args;
}

/** NUnit's `Assert.That(actual, Is.EqualTo(expected))`: the constraint's last word tells. */
function constrained(call: NodeOf<'call'>, actual: Node, constraint: Node): Asserted {
  const isCall = constraint.k === 'call';
  const path = pathOf(isCall ? constraint.callee : constraint) ?? '';
  const last = path.slice(path.lastIndexOf('.') + 1);
  const operands = [actual, ...(isCall ? constraint.args.map((argument) => argument.value) : [])];
  const wantsThrow = /(^|\.)Throws\b/.test(path);
  const words: Readonly<Record<string, AssertionKind>> = {
    EqualTo: 'equal',
    SameAs: 'equal',
    EquivalentTo: 'equal',
    True: 'true',
    False: 'false',
    Null: /\bNot\./.test(path) ? 'not-null' : 'other',
    InstanceOf: 'type',
    TypeOf: 'type',
    AssignableTo: 'type',
    GreaterThan: 'more',
    GreaterThanOrEqualTo: 'at-least',
    LessThan: 'less',
    LessThanOrEqualTo: 'at-most',
    AtLeast: 'at-least',
    InRange: 'within',
    AnyOf: 'one-of',
  };
  const isNegated = /\bNot\./.test(path) && last !== 'Null';
  return {
    at: call.at,
    name: `Assert.That(…, ${path})`,
    kind: wantsThrow ? 'throws' : isNegated || path === '' ? 'other' : (words[last] ?? 'other'),
    operands: isCall || path !== '' ? operands : [actual, constraint],
    ...(wantsThrow ? { exception: isCall ? typeNamed(constraint) : '', derived: !/TypeOf$/.test(path) } : {}),
    deferred: calleeName(call.callee) === 'ThatAsync',
  };
}

/** `Throws<X>(…)`, `IsType(typeof(X), …)`; '' where none is named. */
function typeNamed(call: NodeOf<'call'>): string {
  const type =
    call.types?.[0] ?? call.args.map(({ value }) => (value.k === 'meta' && value.how === 'typeof' ? value.of : undefined)).find(Boolean);
  return type ?? '';
}

/** xUnit's and MSTest's `Throws<T>` want the very type; the others take what derives from it. */
function isDerivedEnough(name: string, last: string): boolean {
  if (/Any|^Catch/.test(last)) return true;
  return !/^Assert\./.test(name) && !/Exactly/.test(last);
}

/** The `x` of `x.Should().Be(…).And.…`. */
function fluentSubject(node: Node): Node | undefined {
  let current: Node = node;
  for (;;) {
    if (current.k === 'call' && current.callee.k === 'member') {
      if (current.callee.name === 'Should' && current.args.length === 0) return current.callee.of;
      current = current.callee.of;
    } else if (current.k === 'member') current = current.of;
    else return undefined;
  }
}

/** The substitute of `sub.Received(1)` and `sub.DidNotReceive()`. */
function receivedOn(node: Node): Node | undefined {
  return node.k === 'call' &&
    node.callee.k === 'member' &&
    /^(Received|ReceivedWithAnyArgs|DidNotReceive|DidNotReceiveWithAnyArgs)$/.test(node.callee.name)
    ? node.callee.of
    : undefined;
}

/** Assertions that run what they are given once for the whole, or for each item: what they assert is in there. */
export function isContainer(asserted: Asserted): boolean {
  const lambdas = asserted.operands.filter((operand) => operand.k === 'lambda');
  if (lambdas.some((lambda) => holdsAssertion(lambda))) return true;
  if (/(^|\.)(ShouldSatisfyAllConditions|Multiple(Async)?)$/.test(asserted.name)) return true;
  // `Assert.All(items, item => { })`
  return /(^|\.)(All|AllSatisfy)(Async)?$/.test(asserted.name) && lambdas.length > 0 && lambdas.every((lambda) => doesNothing(lambda));
}

function doesNothing(lambda: NodeOf<'lambda'>): boolean {
  let does = false;
  walk(lambda.body, (node) => {
    if (node.k === 'call' || node.k === 'raise' || node.k === 'create') does = true;
    return !does;
  });
  return !does;
}

function holdsAssertion(node: NodeOf<'lambda'>): boolean {
  let holds = false;
  const visit = (each: Node): void => {
    if (holds) return;
    if (each.k === 'call' && assertionAt(each) !== undefined) holds = true;
  };
  walk(node.body, visit);
  return holds;
}

/** `Substitute.For<T>()` and its like in other libraries. */
export function isSubstitute(node: Node): boolean {
  return node.k === 'call' && /(^|\.)(Substitute\.(For|ForPartsOf)|Mock\.Of|A\.Fake)$/.test(pathOf(node.callee) ?? '');
}

/** Names by which other linters, too, take a helper that they can't see for an assertion. */
export function soundsLikeAssertion(name: string): boolean {
  return /(^|[a-z_])(Assert|Check|Expect|Must|Should|Verify|Validate|Require|Ensure)(?![a-z])/.test(name);
}
