import type { Parameter } from '../../model/source.js';
import { fieldOf, fieldsOf, foldSpace, partsOf, type Syntax, type SyntaxTree } from '../syntax.js';

/** The node types that are routines. */
export const ROUTINES: readonly string[] = ['function_declaration', 'method_declaration'];

/** Source text on one line; '' for a part that isn't there. */
export function foldedText(tree: SyntaxTree, node: Syntax | undefined): string {
  return node === undefined ? '' : foldSpace(tree.textOf(node));
}

/** The names that a declaration gives: `a, b` of `a, b int`. The grammar puts the commas into the same field. */
export function namesOf(node: Syntax): Syntax[] {
  return fieldsOf(node, 'name').filter((child) => child.named);
}

/** One per name of a `parameter_list`; the type of a variadic one is written `...T`. */
export function parametersOf(tree: SyntaxTree, list: Syntax | undefined): Parameter[] {
  const read = (list?.children ?? []).flatMap((part) => {
    if (part.type === 'parameter_declaration') return parametersIn(tree, part, {});
    if (part.type === 'variadic_parameter_declaration') return parametersIn(tree, part, { by: 'params' });
    return [];
  });
  // Of many names that share a type the grammar takes the first for types.
  for (let i = read.length - 2; i >= 0; i--) {
    const [each, next] = [read[i] as Parameter, read[i + 1] as Parameter];
    if (each.name === '' && next.name !== '') read[i] = { name: each.type, type: next.type };
  }
  return read;
}

function parametersIn(tree: SyntaxTree, part: Syntax, rest: Pick<Parameter, 'by'>): Parameter[] {
  const type = (rest.by === 'params' ? '...' : '') + foldedText(tree, fieldOf(part, 'type'));
  const names = namesOf(part).map((name) => tree.textOf(name));
  return (names.length === 0 ? [''] : names).map((name) => ({ name, type, ...rest }));
}

/** Source text of each result of a function, method or function literal. */
export function resultsOf(tree: SyntaxTree, routine: Syntax): string[] {
  const result = fieldOf(routine, 'result');
  if (result === undefined) return [];
  return result.type === 'parameter_list' ? parametersOf(tree, result).map(({ type }) => type) : [foldedText(tree, result)];
}

/** The name in `*T`, `(T)`, `T[K, V]`; a qualified one keeps its package. */
export function typeName(tree: SyntaxTree, type: Syntax | undefined): string {
  if (type === undefined) return '';
  return WRAPPERS.has(type.type) ? typeName(tree, partsOf(type)[0]) : foldedText(tree, type);
}

const WRAPPERS: ReadonlySet<string> = new Set(['pointer_type', 'parenthesized_type', 'generic_type']);
