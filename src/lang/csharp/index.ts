import type { Problem, Routine, SourceIndex } from '../../model/source.js';
import type { Node } from '../../model/tree.js';
import type { FrontEnd, OpenSource } from '../front-end.js';
import { commentsOf, grammarOf, identifiersIn, LineTable, problemsOf, type SourceTree, Unreadable } from '../syntax.js';
import { Declarations } from './declarations.js';
import { Lowering } from './lower.js';
import { preprocess } from './preprocess.js';
import { parse, SOUGHT } from './recover.js';

const grammar = grammarOf('tree-sitter-c-sharp', SOUGHT);

export const csharpFrontEnd: FrontEnd = {
  language: 'csharp',
  open(file, text, symbols, parseMs): OpenSource {
    let index: SourceIndex = { file, language: 'csharp', routines: [], types: [], fields: [], problems: [], inactive: [] };
    try {
      const { text: active, inactive, faults } = preprocess(text, symbols);
      index = { ...index, inactive, problems: faults.map(({ line, message }) => ({ line, endLine: line, column: 1, message, names: [] })) };
      const tree = parse(grammar, active, parseMs);
      const lowering = new Lowering((node) => tree.textOf(node));
      const problems = problemsOf(tree);
      const declared = new Declarations(file, tree, lowering, commentsOf(tree), problems).read();
      index = {
        ...index,
        ...declared,
        problems: [...index.problems, ...problems.map(({ start: _start, end: _end, ...problem }) => problem)],
      };
      return { index, body: (routine) => bodyOf(tree, lowering, routine) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const whole: Problem = { line: 1, endLine: new LineTable(text).count, column: 1, message: error.message, names: identifiersIn(text) };
      return { index: { ...index, problems: [...index.problems, whole] }, body: () => undefined };
    }
  },
};

function bodyOf(tree: SourceTree, lowering: Lowering, routine: Routine): Node | undefined {
  if (!routine.hasBody) return undefined;
  try {
    let node = tree.at(routine.start, routine.end);
    if (node?.type === 'global_statement') node = node.children[0];
    return node && lowering.member(node);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
