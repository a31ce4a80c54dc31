import type { Problem, Routine, SourceIndex } from '../../model/source.js';
import type { Node } from '../../model/tree.js';
import type { FrontEnd, OpenSource } from '../front-end.js';
import { grammarOf, identifiersIn, LineTable, type Syntax, SyntaxTree, Unreadable } from '../syntax.js';
import { constraintOf } from './constraint.js';
import { fieldsOf, typesOf } from './declarations.js';
import { outlineOf } from './file.js';
import { lowerBody, OPAQUE } from './lower.js';
import { routinesOf } from './routines.js';
import { ROUTINES } from './signature.js';

const grammar = grammarOf('tree-sitter-go');

/** Go, by tree-sitter-go. Build constraints are noted, not judged: every file counts, whatever system it is for. */
export const goFrontEnd: FrontEnd = { language: 'go', open };

function open(file: string, text: string, _symbols: ReadonlySet<string>, parseMs?: number): OpenSource {
  try {
    const tree = new SyntaxTree(grammar, text, parseMs === undefined ? {} : { timeoutMs: parseMs });
    return { index: indexOf(file, tree), body: (routine) => bodyOf(tree, routine) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { index: indexWith(file, [wholeFile(text, error.message)]), body: () => undefined };
  }
}

function indexOf(file: string, tree: SyntaxTree): SourceIndex {
  const go = outlineOf(file, tree);
  const constraint = constraintOf(file, tree.text.slice(0, go.start));
  const problems = [...go.broken.map(({ start, end, ...problem }) => problem), ...go.refused];
  return {
    ...indexWith(
      file,
      problems.sort((a, b) => a.line - b.line || a.column - b.column),
    ),
    ...(constraint === undefined ? {} : { constraint }),
    routines: routinesOf(go),
    types: typesOf(go),
    fields: fieldsOf(go),
  };
}

function indexWith(file: string, problems: readonly Problem[]): SourceIndex {
  return { file, language: 'go', routines: [], types: [], fields: [], problems, inactive: [] };
}

function wholeFile(text: string, reason: string): Problem {
  return {
    line: 1,
    endLine: new LineTable(text).count,
    column: 1,
    message: `the file can't be read: ${reason}`,
    names: identifiersIn(text),
  };
}

function bodyOf(tree: SyntaxTree, routine: Routine): Node | undefined {
  try {
    const found = tree.at(routine.start, routine.end, OPAQUE);
    const declaration = found && declarationIn(found);
    return declaration && lowerBody(tree, declaration);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** A broken part may span just the declaration that is in it. */
function declarationIn(node: Syntax): Syntax | undefined {
  if (ROUTINES.includes(node.type)) return node;
  for (const child of node.children) {
    const found = declarationIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
