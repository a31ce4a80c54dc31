import type { Node, NodeOf } from '../model/tree.js';
import type { Check } from './checks.js';
import { namesIn, nodesOf, pathOf } from './walk.js';

/** Whether a check is on a constant of the port that the Go test compares with the same literal: `JSNoAccount.Code` with 10035. */
export function isComparedInGo(check: Check, goBody: Node | undefined): boolean {
  if (goBody === undefined) return false;
  const { operands } = check.asserted;
  // A constant is not called.
  const called = new Set<Node>(operands.flatMap((operand) => nodesOf(operand, 'call')).map((call) => call.callee));
  const members = operands
    .flatMap((operand) => nodesOf(operand, 'member'))
    .filter((member) => !called.has(member) && /^[A-Z]/.test(pathOf(member.of) ?? ''))
    .map((member) => member.name.toLowerCase());
  const literals = operands.flatMap((operand) => nodesOf(operand, 'literal')).map(plainLiteral);
  const goNames = namesIn(goBody).map((name) => name.toLowerCase());
  const goLiterals = new Set(nodesOf(goBody, 'literal').map(plainLiteral));
  return (
    members.some((member) => goNames.some((name) => name.endsWith(member))) &&
    literals.length > 0 &&
    literals.every((literal) => goLiterals.has(literal))
  );
}

/** Whether a check is on the type of a value, and the Go test asks whether a value has a type, too: that the port implements an interface. */
export function isTypeAskedInGo({ asserted }: Check, goBody: Node | undefined): boolean {
  return asserted.kind === 'type' && /Assignable/.test(asserted.name) && goBody !== undefined && nodesOf(goBody, 'declare').some(asksType);
}

/** `_, ok := x.(io.Closer)` */
function asksType({ names, values: [value] }: NodeOf<'declare'>): boolean {
  return names.length === 2 && value?.k === 'cast';
}

/** A number without C#'s suffixes and separators; a string as it is. */
function plainLiteral(literal: NodeOf<'literal'>): string {
  return literal.type === 'number' ? literal.value.toLowerCase().replace(/_|[ulmfd]+$/g, '') : literal.value;
}
