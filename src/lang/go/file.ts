import type { Problem } from '../../model/source.js';
import { childOf, foldSpace, identifiersIn, partsOf, problemsOf, type Syntax, type SyntaxTree } from '../syntax.js';
import { commentsIn, type PlacedComment } from './comments.js';
import { foldedText, ROUTINES } from './signature.js';

/** What all the declarations of a file need to be read. */
export interface GoFile {
  readonly file: string;
  readonly tree: SyntaxTree;
  /** The package's name. */
  readonly namespace: string;
  /** What stands at the top level, in source order. */
  readonly declarations: readonly Syntax[];
  /** All comments, in source order. */
  readonly comments: readonly PlacedComment[];
  /** The outermost parts that did not parse, in source order. */
  readonly broken: readonly BrokenPart[];
  /** Statements at the top level. The grammar takes them, Go does not: they are what an extra `}` leaves behind. */
  readonly strays: readonly Problem[];
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
  return { file, tree, namespace, declarations, comments: commentsIn(tree), broken: problemsOf(tree), strays: strayStatements(tree, root) };
}

/** Those inside a broken part included: the parser knew them for what they are. */
function topLevel(node: Syntax): Syntax[] {
  return node.children.flatMap((child) => (child.type === 'ERROR' ? topLevel(child) : [child]));
}

function strayStatements(tree: SyntaxTree, root: Syntax): Problem[] {
  if (root.type === 'ERROR') return [];
  return partsOf(root)
    .filter((node) => !DECLARATIONS.has(node.type))
    .map((node) => ({
      line: node.line,
      endLine: lastLine(tree, node),
      column: tree.lines.columnAt(node.start),
      message: `\`${foldSpace(tree.textOf(node)).slice(0, 60)}\` stands outside of any function`,
      names: identifiersIn(tree.textOf(node)),
    }));
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
