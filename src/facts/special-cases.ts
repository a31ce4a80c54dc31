import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import type { Facts } from './facts.js';
import { returnsOf } from './results.js';
import { calleeName, NOTHING, nodesOf, walk } from './walk.js';

/** A value that a C# member treats by itself, as no code but its tests has it. */
export interface SpecialCase {
  readonly at: number;
  /** As written. */
  readonly literal: string;
  /** A test file that has it. */
  readonly test: string;
}

/** Values that a C# member branches on, that its tests use, and that neither Go nor any other production code has. */
export function specialCases(csharp: Routine, go: Routine, facts: Facts): readonly SpecialCase[] {
  const body = facts.reachable(csharp)?.body;
  const goBody = facts.bodyOf(go);
  if (body === undefined || goBody === undefined) return [];
  const candidates = comparedIn(body).filter((literal) => isTelling(literal) && !isInGo(literal, goBody, go, facts));
  return candidates.flatMap(({ literal }) => {
    const { type, at } = literal;
    const written = asWritten(literal);
    const test = facts.csharp.units.find(({ role, text }) => role === 'test' && isGiven(written, csharp.name, type, text));
    return test === undefined || isElsewhere(written, type, csharp, facts) ? [] : [{ at, literal: written, test: test.file }];
  });
}

/**
 * The values for which a C# member has an answer ready, if it does nothing but compare what it is given with such values: none of them is in
 * Go, which does not decide by what its arguments are equal to either. Empty otherwise.
 */
export function readyAnswers(csharp: Routine, go: Routine, facts: Facts): readonly string[] {
  const body = facts.effective(csharp);
  const goBody = facts.bodyOf(go);
  if (body === undefined || goBody === undefined) return [];
  const given = new Set(csharp.parameters.map(({ name }) => name));
  let isAllThereIs = returnsOf(body).every(({ values: [value] }) => value?.k === 'literal');
  walk(body, (node) => {
    if (/^(loop|assign|create|lambda|raise|try|lock|index|await|unknown)$/.test(node.k)) isAllThereIs = false;
    else if (node.k === 'call' && !/^(Equals|SequenceEqual)$/.test(calleeName(node.callee) ?? '')) isAllThereIs = false;
    else if (node.k === 'name' && !given.has(node.name)) isAllThereIs = false;
    else if (node.k === 'binary' && !/^(==|\|\||&&)$/.test(node.op)) isAllThereIs = false;
  });
  if (!isAllThereIs || decidesByEquality(goBody, go)) return [];
  const compared = comparedIn(body).filter(({ literal }) => literal.type === 'string' || literal.type === 'number');
  // A text may be part of a pattern.
  const goText = facts.go.unit(go.file)?.text ?? '';
  const strange = compared.filter(
    (each) => !isInGo(each, goBody, go, facts) && !(each.literal.type === 'string' && goText.includes(each.literal.value)),
  );
  return strange.length > 1 && strange.length * 2 > compared.length ? [...new Set(strange.map(({ literal }) => asWritten(literal)))] : [];
}

function asWritten({ type, value }: NodeOf<'literal'>): string {
  return type === 'string' ? `"${value}"` : value;
}

/** Whether Go chooses by the value of an argument, or looks it up in a table. */
function decidesByEquality(goBody: Node, go: Routine): boolean {
  const given = new Set([...go.parameters.map(({ name }) => name), go.receiver]);
  const isGiven = (node: Node | undefined) => node?.k === 'name' && given.has(node.name);
  let decides = false;
  walk(goBody, (node) => {
    if (node.k === 'branch' && node.how === 'switch' && isGiven(node.subject)) decides = true;
    else if (node.k === 'index' && node.of.k === 'name' && node.args.some(isGiven)) decides = true;
    else if (node.k === 'binary' && node.op === '==') {
      const other = isGiven(node.left) ? node.right : isGiven(node.right) ? node.left : undefined;
      if (other?.k === 'name' || other?.k === 'member') decides = true;
    }
  });
  return decides;
}

interface Compared {
  readonly literal: NodeOf<'literal'>;
  /** Whether what follows is a constant: the answer to the question. */
  readonly isAnswered: boolean;
}

/** Literals that decide a branch, or that a table made in the body has as keys. */
function comparedIn(body: Node): Compared[] {
  const found: Compared[] = [];
  walk(body, (node) => {
    if (node.k === 'branch' && node.how !== 'accessor')
      for (const arm of node.arms)
        for (const test of arm.tests) {
          const literals = node.how === 'switch' || node.how === 'match' ? nodesOf(test, 'literal') : literalsTested(test);
          for (const literal of literals) found.push({ literal, isAnswered: isAnswer(arm.body) });
        }
    else if (node.k === 'create')
      for (const item of node.items) {
        const [key, value] = item.k === 'assign' ? [item.targets[0], item.values[0]] : item.k === 'create' ? item.items : [];
        if (key?.k === 'literal' && value !== undefined) found.push({ literal: key, isAnswered: value.k === 'literal' });
      }
    return undefined;
  });
  return found;
}

function literalsTested(test: Node): NodeOf<'literal'>[] {
  const found: NodeOf<'literal'>[] = [];
  walk(test, (node) => {
    if (node.k === 'binary' && /^[!=]=$/.test(node.op)) for (const side of [node.left, node.right]) found.push(...literalOf(side));
    if (node.k === 'is' && node.test !== undefined) found.push(...nodesOf(node.test, 'literal'));
    if (node.k === 'call' && /^(Equals|StartsWith|EndsWith|Contains|SequenceEqual)$/.test(calleeName(node.callee) ?? ''))
      for (const { value } of node.args) if (value.k === 'literal') found.push(value);
    return undefined;
  });
  return found;
}

/** `5`, `-5`. */
function literalOf(node: Node): NodeOf<'literal'>[] {
  if (node.k === 'unary' && node.op === '-') return literalOf(node.value).map((each) => ({ ...each, value: `-${each.value}` }));
  return node.k === 'literal' ? [node] : [];
}

/** A return or value without a name in it: literals and what is made of them. */
function isAnswer(body: Node): boolean {
  const last = body.k === 'block' ? body.body.at(-1) : body;
  const value = last?.k === 'return' ? last.values[0] : last;
  return value !== undefined && value.k !== 'raise' && nodesOf(value, 'name').length === 0 && nodesOf(value, 'literal').length > 0;
}

/** Strings of some length; numbers that nobody writes by chance, with an answer beside them. */
function isTelling({ literal, isAnswered }: Compared): boolean {
  if (literal.type === 'string') return literal.value.length > 2;
  return literal.type === 'number' && isAnswered && /^\d[\d_]*[ulUL]*$/.test(literal.value) && Number.parseInt(literal.value, 10) > 9;
}

function isInGo({ literal }: Compared, goBody: Node, go: Routine, facts: Facts): boolean {
  const plain = plainOf(literal);
  const constants = facts.constants(goBody, go);
  let isThere = false;
  walk(goBody, (node) => {
    if (isThere) return false;
    const [value] = literalOf((node.k === 'name' ? constants(node.name) : node) ?? NOTHING);
    if (value !== undefined) isThere = plainOf(value) === plain || (literal.type === 'string' && value.value.includes(literal.value));
    return undefined;
  });
  return (
    isThere ||
    (literal.type === 'string' && facts.go.units.some((unit) => unit.role === 'production' && unit.text.includes(asWritten(literal))))
  );
}

function plainOf(literal: NodeOf<'literal'>): string {
  return literal.type === 'number' ? literal.value.toLowerCase().replace(/_|[ulmfd]+$/g, '') : literal.value;
}

/** Whether a test file uses the member and has the value: a number as an argument of the very call. */
function isGiven(written: string, member: string, type: string, text: string): boolean {
  if (!text.includes(written) || !text.includes(member)) return false;
  if (type === 'string') return true;
  return new RegExp(`\\b${member}(Async)?\\([^;]*\\b${Number.parseInt(written, 10)}\\b`).test(text.replace(/"[^"\n]*"/g, '""'));
}

function isElsewhere(written: string, type: string, csharp: Routine, facts: Facts): boolean {
  if (type !== 'string') return false;
  return facts.csharp.units.some(({ role, text, file }) => {
    if (role !== 'production') return false;
    for (let i = text.indexOf(written); i >= 0; i = text.indexOf(written, i + 1))
      if (file !== csharp.file || i < csharp.start || i >= csharp.end) return true;
    return false;
  });
}
