import type { Node, NodeOf } from '../model/tree.js';
import { calleeName, pathOf, rootName } from './walk.js';

/** An assertion by the words of a library: xUnit, Shouldly, NSubstitute, FluentAssertions, NUnit, MSTest. */
export interface Asserted {
  readonly at: number;
  /** `Assert.Equal`, `ShouldBe`, `Received`. */
  readonly name: string;
  readonly kind: 'equal' | 'condition' | 'not-null' | 'type' | 'at-least' | 'throws' | 'received' | 'fail';
  /** What is looked at and what it is compared with; the actual value first where the library tells. */
  readonly operands: readonly Node[];
  /** Whether it wants an exception. */
  readonly throws: boolean;
}

const ASSERT_CLASSES = /^(Assert|ClassicAssert|CollectionAssert|StringAssert|FileAssert|DirectoryAssert|AssertEx|Verify)$/;

/** Undefined if the call is no assertion by its own words. */
export function assertionAt(call: NodeOf<'call'>): Asserted | undefined {
  const name = calleeName(call.callee);
  if (name === undefined || call.callee.k !== 'member') return undefined;
  const args = call.args.map((argument) => argument.value);
  const path = pathOf(call.callee);
  const root = path?.split('.').at(-2);
  if (root !== undefined && ASSERT_CLASSES.test(root)) {
    if (/^(Skip|SkipWhen|SkipUnless|Inconclusive|Ignore|Pass)$/.test(name)) return undefined;
    return asserted(call, `${root}.${name}`, xunitOrder(name, args));
  }
  if (root === 'Should' && /^(Throw|NotThrow|CompleteIn)/.test(name)) return asserted(call, `Should.${name}`, args);
  if (root === 'Received' && name === 'InOrder') return asserted(call, 'Received.InOrder', args);
  const should = fluentSubject(call.callee.of);
  if (should !== undefined) return asserted(call, name, [should, ...args]);
  if (/^Should[A-Z]/.test(name)) return asserted(call, name, [call.callee.of, ...args]);
  if (isReceived(call.callee.of)) return asserted(call, 'Received', [call.callee.of, ...args]);
  if (/^(Verify|VerifyAll|VerifyNoOtherCalls|VerifyGet|VerifySet)$/.test(name) && rootName(call.callee) !== undefined)
    return asserted(call, 'Received', [call.callee.of]);
  return undefined;
}

function asserted(call: NodeOf<'call'>, name: string, operands: readonly Node[]): Asserted {
  const kind = kindOf(name);
  return { at: call.at, name, kind, operands, throws: kind === 'throws' };
}

/** `Assert.Equal(expected, actual)`: the actual value is put first. */
function xunitOrder(name: string, args: readonly Node[]): readonly Node[] {
  const [first, second, ...rest] = args;
  const isExpectedFirst =
    /^(Equal|NotEqual|Same|NotSame|StrictEqual|Equivalent|AreEqual|AreNotEqual|AreSame|IsType|IsAssignableFrom|Contains|StartsWith|EndsWith)/.test(
      name,
    );
  return isExpectedFirst && first !== undefined && second !== undefined ? [second, first, ...rest] : args;
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

function isReceived(node: Node): boolean {
  return (
    node.k === 'call' &&
    node.callee.k === 'member' &&
    /^(Received|ReceivedWithAnyArgs|DidNotReceive|DidNotReceiveWithAnyArgs)$/.test(node.callee.name)
  );
}

function kindOf(name: string): Asserted['kind'] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last === 'Received' || last === 'InOrder') return 'received';
  if (last === 'Fail') return 'fail';
  if (/Throw/.test(last)) return 'throws';
  if (/^(Assert\.)?(NotNull|IsNotNull)$|ShouldNotBeNull|^NotBeNull$/.test(last)) return 'not-null';
  if (/^(IsType|IsAssignableFrom|IsInstanceOfType|IsInstanceOf|BeOfType|BeAssignableTo)$|^ShouldBe(OfType|AssignableTo)$/.test(last))
    return 'type';
  if (/GreaterThanOrEqual|GreaterOrEqual|NonNegative|NotBeNegative/.test(last)) return 'at-least';
  if (/^(Equal|StrictEqual|AreEqual|Same|AreSame|Equivalent|Be|BeEquivalentTo|ShouldBe|ShouldBeSameAs|ShouldBeEquivalentTo)$/.test(last))
    return 'equal';
  return 'condition';
}
