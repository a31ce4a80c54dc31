import type { Problem } from '../../model/source.js';
import { childOf, fieldOf, fieldsOf, foldSpace, identifiersIn, partsOf, problemsOf, type Syntax, type SyntaxTree } from '../syntax.js';
import { commentsIn, type PlacedComment } from './comments.js';
import { firstRefused } from './refused.js';
import { foldedText, namesOf, ROUTINES } from './signature.js';

/** What all the declarations of a file need to be read. */
export interface GoFile {
  readonly file: string;
  readonly tree: SyntaxTree;
  /** Offset of the package clause. */
  readonly start: number;
  /** The package's name. */
  readonly namespace: string;
  /** What stands at the top level, in source order. */
  readonly declarations: readonly Syntax[];
  /** All comments, in source order. */
  readonly comments: readonly PlacedComment[];
  /** The outermost parts that did not parse, in source order. */
  readonly broken: readonly BrokenPart[];
  /** What the grammar takes and Go's own parser does not, as far as the top level shows it. */
  readonly refused: readonly Problem[];
}

export interface BrokenPart extends Problem {
  readonly start: number;
  readonly end: number;
}

/** What an index need not look into; the values of package variables are read one by one, as some are huge. */
const STOP: ReadonlySet<string> = new Set(['block', 'expression_list']);

/** @throws Unreadable when the declarations are nested too deep. */
export function outlineOf(file: string, tree: SyntaxTree): GoFile {
  const root = tree.root(STOP);
  const declarations = topLevel(root);
  const clause = declarations.find((node) => node.type === 'package_clause');
  const namespace = foldedText(tree, clause && childOf(clause, 'package_identifier'));
  const refused = [...(clause === undefined ? [NO_PACKAGE] : []), ...strayStatements(tree, root), ...refusedParts(tree, declarations)];
  const broken = problemsOf(tree);
  if (broken.length + refused.length === 0) {
    // What follows from an error is no second one. A line end that is missing is an error to the tree, and no node of it.
    const first = firstRefused(tree.text, tree.lines);
    if (first !== undefined) refused.push(first);
  }
  return { file, tree, start: clause?.start ?? 0, namespace, declarations, comments: commentsIn(tree), broken, refused };
}

/** Of an empty file too: one that was cut off at its start must not pass as one without functions. */
const NO_PACKAGE: Problem = { line: 1, endLine: 1, column: 1, message: 'there is no package clause', names: [] };

/** Those inside a broken part included: the parser knew them for what they are. */
function topLevel(node: Syntax): Syntax[] {
  return node.children.flatMap((child) => (child.type === 'ERROR' ? topLevel(child) : [child]));
}

/** Statements at the top level: they are what an extra `}` leaves behind. */
function strayStatements(tree: SyntaxTree, root: Syntax): Problem[] {
  if (root.type === 'ERROR') return [];
  return partsOf(root)
    .filter((node) => !DECLARATIONS.has(node.type))
    .map((node) => problemAt(tree, node, 'stands outside of any function'));
}

function refusedParts(tree: SyntaxTree, declarations: readonly Syntax[]): Problem[] {
  const constants = declarations.filter((node) => node.type === 'const_declaration').flatMap(withoutValue);
  const imports = declarations.filter((node) => node.type === 'import_declaration').flatMap(pathsIn);
  const lists = declarations.filter(({ type }) => ROUTINES.includes(type)).flatMap(({ children }) => children.filter(isMixed));
  return [
    ...lists.map((node) => problemAt(tree, node, 'names some parameters and not others')),
    ...constants.map((node) => problemAt(tree, node, 'has no value')),
    ...imports.filter((node) => node.end - node.start <= 2).map((node) => problemAt(tree, node, 'is no import path')),
  ];
}

/** `(a int, string)`; the grammar takes the first of many names that share a type, `a, b, c int`, for types of their own. */
function isMixed(node: Syntax): boolean {
  if (node.type !== 'parameter_list') return false;
  const parts = partsOf(node).filter(({ type }) => type.endsWith('parameter_declaration'));
  const isNamed = (part: Syntax) => namesOf(part).length > 0;
  const first = parts.findIndex(isNamed);
  return first >= 0 && parts.some((part, i) => !isNamed(part) && (i > first || fieldOf(part, 'type')?.type !== 'type_identifier'));
}

/** Only a constant behind another one takes its value from above. */
function withoutValue(declaration: Syntax): Syntax[] {
  const first = partsOf(declaration).find((spec) => spec.type === 'const_spec');
  return first === undefined || fieldOf(first, 'value') !== undefined ? [] : [first];
}

function pathsIn(node: Syntax): Syntax[] {
  return [...fieldsOf(node, 'path'), ...node.children.flatMap(pathsIn)];
}

function problemAt(tree: SyntaxTree, node: Syntax, what: string): Problem {
  return {
    line: node.line,
    endLine: lastLine(tree, node),
    column: tree.lines.columnAt(node.start),
    message: `\`${foldSpace(tree.textOf(node)).slice(0, 60)}\` ${what}`,
    names: identifiersIn(tree.textOf(node)),
  };
}

const DECLARATIONS: ReadonlySet<string> = new Set([
  ...ROUTINES,
  'package_clause',
  'import_declaration',
  'const_declaration',
  'var_declaration',
  'type_declaration',
  'empty_statement',
  'ERROR',
]);

/** 1-based line of the last character. */
export function lastLine(tree: SyntaxTree, node: Syntax): number {
  return tree.lines.lineAt(Math.max(node.start, node.end - 1));
}

/** Line and columns of a name, as the model has them. */
export function nameSpan(tree: SyntaxTree, name: Syntax) {
  const nameColumn = tree.lines.columnAt(name.start);
  return { nameLine: name.line, nameColumn, nameEndColumn: nameColumn + name.end - name.start };
}

/** Go has no modifiers; an upper-case name is exported. */
export function modifiersOf(name: string): string[] {
  return /^\p{Lu}/u.test(name) ? ['public'] : [];
}
