import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { membersNamed, resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { returnsOf } from './results.js';
import { calleeName, childrenOf, nodesOf, pathOf, walk } from './walk.js';

/** A place where a member says that it is not implemented. */
export interface Confession {
  readonly at: number;
  /** What it does there, for a message: "throws `NotImplementedException`". */
  readonly does: string;
}

/** What an error says of work that nobody did. */
export const NOT_IMPLEMENTED =
  /\b(not|isn't|never)\s+(yet\s+|been\s+|currently\s+|fully\s+)*(implemented|ported)\b|\bnot\s+(yet\s+)?(supported|available|done)\s+yet\b|\bnot\s+yet\s+(supported|available|done)\b|\bun-?implemented\b|^\W*(stub(bed)?|placeholder|todo)\b|\bTODO\b|\bport(ing)? (pending|missing)\b/i;
/** The same, clear enough to count wherever a string says it. */
const SAYS_SO = /\bnot\s+(yet\s+)?(been\s+)?(implemented|ported)\b|\bun-?implemented\b/i;
const NAMED_SO = /^(Throw|Err|Is)?(Not(Yet)?(Implemented|Ported)|Unimplemented)(Yet|Error|Err|Exception)?$/i;
const EXCEPTION = /(Exception|Error)$/;

/** Where a C# body says that it is not implemented: itself, or by a helper, field or property that stands for nothing else. */
export function confessionsIn(body: Node, routine: Routine, facts: Facts): readonly Confession[] {
  const found = new Map<number, Confession>();
  const add = (at: number, does: string) => {
    if (!found.has(at)) found.set(at, { at, does });
  };
  walk(body, (node) => {
    const does = confessionAt(node, routine, facts);
    if (does !== undefined) add(node.at, does);
  });
  return [...found.values()].sort((a, b) => a.at - b.at);
}

function confessionAt(node: Node, routine: Routine, facts: Facts): string | undefined {
  switch (node.k) {
    case 'create':
      return confessingException(node, facts);
    case 'literal':
      return node.type === 'string' && SAYS_SO.test(node.value) ? `says "${node.value}"` : undefined;
    case 'call':
      return confessingCall(node, routine, facts);
    case 'name':
      return confessingName(node, routine, facts);
    case 'member':
      return /^(this|base)$/.test(pathOf(node.of) ?? '') || NAMED_SO.test(node.name) || isTypeName(node.of)
        ? confessingName(node, routine, facts)
        : undefined;
    default:
      return undefined;
  }
}

function confessingException(node: NodeOf<'create'>, facts: Facts): string | undefined {
  if (isNotImplementedType(node.type, facts)) return `throws \`${lastSegment(node.type)}\``;
  if (!EXCEPTION.test(node.type) && node.type !== '') return undefined;
  const text = literalText(node);
  return text !== undefined && NOT_IMPLEMENTED.test(text) ? `throws \`${node.type || 'an exception'}\` that says "${text}"` : undefined;
}

/** `NotImplementedException`, a name that says the same, or a type of the port that derives from one. */
function isNotImplementedType(type: string, facts: Facts): boolean {
  const name = lastSegment(type);
  if (name.endsWith('NotImplementedException') || NAMED_SO.test(name)) return true;
  if (!EXCEPTION.test(name)) return false;
  const groups = facts.csharp.typesNamed(name).filter((group) => lastSegment(group.path) === name);
  return groups.some((group) =>
    [group, ...facts.csharp.basesOf(group)].some((each) =>
      each.parts.some((part) => part.bases.some((base) => lastSegment(base) === 'NotImplementedException')),
    ),
  );
}

function confessingCall(node: NodeOf<'call'>, routine: Routine, facts: Facts): string | undefined {
  const name = calleeName(node.callee) ?? '';
  if (node.types?.some((type) => isNotImplementedType(type, facts)) === true) return `throws \`${lastSegment(node.types[0] ?? '')}\``;
  if (name === 'CreateInstance') {
    const made = node.args.find(({ value }) => value.k === 'meta' && isNotImplementedType(value.of, facts))?.value;
    if (made?.k === 'meta') return `throws \`${lastSegment(made.of)}\``;
  }
  const targets = resolveCall(node, routine, facts.codeOf(routine));
  const helper = unportedHelper(targets, routine, facts);
  if (helper !== undefined) return `calls \`${symbolOf(helper)}\`, which is not implemented`;
  return targets.length === 0 && NAMED_SO.test(name) ? `calls \`${name}\`` : undefined;
}

/** A property or field that can only give "not implemented", or a constant of that name. */
function confessingName(node: NodeOf<'name'> | NodeOf<'member'>, routine: Routine, facts: Facts): string | undefined {
  const code = facts.codeOf(routine);
  const own = code.groupOf(routine);
  const groups =
    node.k === 'member' && isTypeName(node.of)
      ? code.typesNamed(lastSegment(pathOf(node.of) ?? ''))
      : own === undefined
        ? []
        : [own, ...code.basesOf(own)];
  for (const group of groups) {
    const confessed = facts.confessingMember(group, node.name, routine);
    if (confessed === 'none') break;
    if (confessed !== undefined) return confessed;
  }
  return node.k === 'member' && NAMED_SO.test(node.name) ? `gives \`${pathOf(node) ?? node.name}\`` : undefined;
}

/** What a use of a field or property of a type says; 'none' if it says nothing, undefined if there is none of that name. */
export function memberConfession(group: TypeGroup, name: string, from: Routine, facts: Facts): string | undefined {
  const field = group.fields.find((each) => each.name === name);
  if (field?.init !== undefined && nodesOf(field.init, 'create').some((made) => confessingException(made, facts) !== undefined))
    return `uses \`${name}\`, which says that nothing is implemented`;
  const properties = membersNamed(group, name, facts.csharp).filter((each) => each.kind === 'property');
  const helper = unportedHelper(properties, from, facts);
  if (helper !== undefined) return `reads \`${symbolOf(helper)}\`, which is not implemented`;
  return field !== undefined || properties.length > 0 ? 'none' : undefined;
}

/** A type, as far as the letter case tells. */
function isTypeName(node: Node): boolean {
  return /^(\w+\.)*[A-Z]\w*$/.test(pathOf(node) ?? '');
}

/** A helper that does nothing but say so, or makes the exception that does. One that is mapped itself has a finding of its own. */
function unportedHelper(helpers: readonly Routine[], from: Routine, facts: Facts): Routine | undefined {
  return helpers.find(
    (helper) =>
      helper !== from &&
      !facts.claims.isMapped(helper) &&
      (EXCEPTION.test(helper.results[0] ?? '') || facts.alwaysRaises(helper)) &&
      facts.confessions(helper).length > 0 &&
      !isOverridden(helper, facts.csharp),
  );
}

/** A base member that derived types of the port replace. */
export function isOverridden(routine: Routine, code: CodeIndex): boolean {
  if (!routine.modifiers.includes('virtual')) return false;
  const base = code.groupOf(routine);
  if (base === undefined) return false;
  return code.routinesNamed(routine.name).some((each) => {
    const own = each.modifiers.includes('override') ? code.groupOf(each) : undefined;
    return own !== undefined && code.basesOf(own).includes(base);
  });
}

/** All the string literals of an expression, joined: what an error says. */
export function literalText(node: Node): string | undefined {
  const texts = nodesOf(node, 'literal').filter((literal) => literal.type === 'string');
  return texts.length === 0 ? undefined : texts.map((literal) => literal.value).join('');
}

/** Whether control never comes out of a body but by an error. */
export function onlyRaises(body: Node): boolean {
  return returnsOf(body).every((each) => each.values[0]?.k === 'raise') && endsInRaise(body);
}

function endsInRaise(node: Node): boolean {
  switch (node.k) {
    case 'raise':
      return true;
    case 'block':
      return node.body.some((each) => endsInRaise(each));
    case 'return':
      return node.values[0]?.k === 'raise';
    case 'lock':
      return endsInRaise(node.body);
    case 'try':
      return endsInRaise(node.body) && node.catches.every((clause) => endsInRaise(clause.body));
    case 'branch':
      return node.how !== 'accessor' && node.arms.some((arm) => arm.tests.length === 0) && node.arms.every((arm) => endsInRaise(arm.body));
    default:
      return false;
  }
}

/** A way out by an error, with the words of what it says and of the conditions around it. */
export interface Refusal {
  readonly at: number;
  readonly node: NodeOf<'raise'>;
  readonly words: ReadonlySet<string>;
  /** Whether it is what is left over: the discard arm of a switch, the accessor that nobody has. */
  readonly isRemainder: boolean;
}

/** All ways out by an error, of both languages; those of lambdas and local functions are theirs. */
export function refusalsIn(body: Node): Refusal[] {
  const found: Refusal[] = [];
  const visit = (node: Node, conditions: readonly Node[], isRemainder: boolean): void => {
    if (node.k === 'lambda' || node.k === 'local') return;
    if (node.k === 'raise')
      found.push({ at: node.at, node, words: wordsOf([...(node.value ? [node.value] : []), ...conditions]), isRemainder });
    if (node.k === 'branch') {
      const subject = node.subject === undefined ? [] : [node.subject];
      const isChoice = node.how === 'switch' || node.how === 'match' || node.how === 'type-switch';
      const isOneAccessor = node.how === 'accessor' && node.arms.length > 1;
      for (const arm of node.arms) {
        const inner = [...conditions, ...subject, ...arm.tests];
        for (const child of arm.tests) visit(child, conditions, false);
        visit(arm.body, inner, isRemainder || isOneAccessor || (isChoice && arm.tests.length === 0));
      }
      if (node.init !== undefined) visit(node.init, conditions, isRemainder);
      return;
    }
    for (const child of childrenOf(node)) visit(child, conditions, isRemainder);
  };
  visit(body, [], false);
  return found;
}

const COMMON: ReadonlySet<string> = new Set(
  'error errors errorf exception throw panic null nameof length count this that with from have does must only been will cannot value'.split(
    ' ',
  ),
);

/** The words of names and texts: `ErrStoreClosed` -> `store`, `closed`. Those that every error has are left out. */
export function wordsOf(nodes: readonly Node[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const node of nodes)
    walk(node, (each) => {
      const text =
        each.k === 'name' || each.k === 'member'
          ? each.name
          : each.k === 'literal' && (each.type === 'string' || each.type === 'char')
            ? each.value
            : each.k === 'create' || each.k === 'is' || each.k === 'cast'
              ? (each.type ?? '')
              : '';
      for (const word of text.match(/[A-Z]?[a-z]{3,}|[A-Z]{4,}/g) ?? []) {
        const plain = word.toLowerCase().replace(/(ies|s)$/, '');
        if (plain.length > 2 && !COMMON.has(word.toLowerCase())) words.add(plain);
      }
    });
  return words;
}
