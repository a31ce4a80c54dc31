import { preprocess } from '../../src/lang/csharp/preprocess.js';
import { rewriteKnown } from '../../src/lang/csharp/rewrite.js';
import { childOf, fieldOf, grammarOf, type Syntax, SyntaxTree } from '../../src/lang/syntax.js';
import type { Parameter, Routine } from '../../src/model/source.js';

const grammar = grammarOf('tree-sitter-c-sharp');

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A C# member as a mutation sees it: its text, its body and the statements of it. */
export interface Site {
  readonly member: Routine;
  /** Text of the whole file. */
  readonly text: string;
  /** The declaration; a property's parts are those of its getter. */
  readonly node: Syntax;
  /** What stands for the body: `{ … }`, or `=> …;` with its semicolon. */
  readonly body: { readonly start: number; readonly end: number };
  /** Undefined for an arrow. */
  readonly block: Syntax | undefined;
  /** The arrow's expression. */
  readonly value: Syntax | undefined;
  readonly statements: readonly Syntax[];
  readonly parameters: readonly Parameter[];
  /** As written; `void` for none, also for a constructor. */
  readonly returns: string;
  readonly isAsync: boolean;
  readonly isStatic: boolean;
}

/** Of the honest texts: there are as many as files. */
const trees = new Map<string, SyntaxTree>();

/** Undefined for a member without a body of its own. */
export function siteOf(member: Routine, text: string): Site | undefined {
  let tree = trees.get(text);
  if (tree === undefined) {
    const active = preprocess(text, new Set(['NET', 'NET10_0', 'DEBUG', 'TRACE'])).text;
    tree = new SyntaxTree(grammar, active, { parsed: rewriteKnown(active) });
    trees.set(text, tree);
  }
  const node = tree.at(member.start, member.end);
  if (node === undefined) return undefined;
  const isProperty = node.type === 'property_declaration';
  const getter = isProperty
    ? fieldOf(node, 'accessors')?.children.find((each) => each.type === 'accessor_declaration' && childOf(each, 'get') !== undefined)
    : undefined;
  const holder = getter ?? node;
  const block = childOf(holder, 'block');
  const arrow = childOf(holder, 'arrow_expression_clause');
  if (block === undefined && arrow === undefined) return undefined;
  const value = arrow?.children.find((each) => each.named);
  const semicolon = arrow === undefined ? undefined : text.indexOf(';', arrow.end);
  const modifiers = new Set(member.modifiers);
  return {
    member,
    text,
    node,
    body: block ?? { start: (arrow as Syntax).start, end: (semicolon as number) + 1 },
    block,
    value,
    statements: block === undefined ? [] : block.children.filter((each) => each.named && each.type !== 'comment'),
    parameters: isProperty ? [] : member.parameters,
    returns: member.kind === 'method' || isProperty ? (member.results[0] ?? 'void') : 'void',
    isAsync: modifiers.has('async'),
    isStatic: modifiers.has('static'),
  };
}

export function textOf(site: Site, node: Pick<Syntax, 'start' | 'end'>): string {
  return site.text.slice(node.start, node.end);
}

/** The text between the braces, or the arrow's expression. */
export function innerText(site: Site): string {
  if (site.block !== undefined) return site.text.slice(site.block.start + 1, site.block.end - 1);
  return site.value === undefined ? '' : textOf(site, site.value);
}

/** The body as statements that stand in a block. */
export function asStatements(site: Site): string {
  if (site.block !== undefined) return innerText(site);
  return site.returns === 'void' ? `${innerText(site)};` : `return ${innerText(site)};`;
}

export function applied(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: insert } of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + insert + result.slice(end);
  return result;
}

/** All nodes of some types below a node, outermost first; `false` from `into` leaves a subtree out. */
export function nodesIn(node: Syntax, types: readonly string[], into: (node: Syntax) => boolean = () => true): Syntax[] {
  return node.children.flatMap((child) => [
    ...(types.includes(child.type) ? [child] : []),
    ...(into(child) ? nodesIn(child, types, into) : []),
  ]);
}

export const NESTED = (node: Syntax): boolean =>
  !/^(lambda_expression|local_function_statement|anonymous_method_expression)$/.test(node.type);
