import type { Comment, Routine } from '../../model/source.js';
import { childOf, fieldOf, hashOf, type Syntax, type SyntaxTree } from '../syntax.js';
import type { PlacedComment } from './comments.js';
import { type GoFile, lastLine, modifiersOf, nameSpan } from './file.js';
import { foldedText, namesOf, parametersOf, ROUTINES, resultsOf, typeName } from './signature.js';

/** The functions and methods that a file declares, in source order. */
export function routinesOf(go: GoFile): Routine[] {
  return go.declarations.filter((node) => ROUTINES.includes(node.type)).flatMap((node) => routineOf(go, node) ?? []);
}

function routineOf(go: GoFile, node: Syntax): Routine | undefined {
  const { file, tree, namespace } = go;
  const name = fieldOf(node, 'name');
  if (name === undefined || name.start === name.end) return undefined;
  const text = tree.textOf(name);
  const parameters = parametersOf(tree, fieldOf(node, 'parameters'));
  const results = resultsOf(tree, node);
  const receiver = receiverOf(tree, node);
  const isFunction = node.type === 'function_declaration';
  return {
    language: 'go',
    file,
    namespace,
    owner: receiver.owner,
    kind: isFunction ? 'function' : 'method',
    name: text,
    parameters,
    startLine: node.line,
    endLine: lastLine(tree, node),
    ...nameSpan(tree, name),
    hasBody: fieldOf(node, 'body') !== undefined,
    test: isFunction && file.endsWith('_test.go') && results.length === 0 && isTestSignature(text, parameters),
    results,
    modifiers: modifiersOf(text),
    attributes: [],
    receiver: receiver.name,
    ...unreadableBy(go, node),
    hash: hashOf(tree.textOf(node)),
    comments: commentsOf(go, node),
    start: node.start,
    end: node.end,
  };
}

function receiverOf(tree: SyntaxTree, node: Syntax): { readonly owner: string; readonly name: string } {
  const list = fieldOf(node, 'receiver');
  const declaration = list && childOf(list, 'parameter_declaration');
  if (declaration === undefined) return { owner: '', name: '' };
  const [name] = namesOf(declaration);
  const owner = typeName(tree, fieldOf(declaration, 'type'));
  // Go allows a method only on a type of its own package.
  return { owner: /\P{XID_Continue}/u.test(owner) ? '' : owner, name: foldedText(tree, name) };
}

/** As `go test` decides (cmd/go/internal/load/test.go; examples: go/doc/example.go). `TestMain(*testing.M)` runs the tests, it is none. */
function isTestSignature(name: string, parameters: Routine['parameters']): boolean {
  const prefix = /^(Test|Benchmark|Fuzz|Example)(?!\p{Ll})/u.exec(name)?.[1];
  if (prefix === undefined) return false;
  if (prefix === 'Example') return parameters.length === 0;
  const isMain = name === 'TestMain' && /^\*\s*(\w+\s*\.\s*)?M$/.test(parameters[0]?.type ?? '');
  return parameters.length === 1 && !isMain;
}

/**
 * Also for a routine that lies inside a broken part, for where it ends is the parser's guess, and for one
 * without a body that a broken part follows, for that was its body.
 */
function unreadableBy({ tree, broken }: GoFile, node: Syntax): { readonly unreadable?: string } {
  if (broken.length === 0) return {};
  const end = fieldOf(node, 'body') === undefined ? nextCharacter(tree.text, node.end) : node.end;
  const cause = broken.find((part) =>
    part.start === part.end ? part.start >= node.start && part.start <= node.end : part.start < end && part.end > node.start,
  );
  return cause === undefined ? {} : { unreadable: `Line ${cause.line}: ${cause.message}.` };
}

/** The offset behind the next character that is no white space. */
function nextCharacter(text: string, from: number): number {
  const next = text.slice(from).search(/\S/);
  return next < 0 ? from : from + next + 1;
}

/** Comments inside, and those directly before, up to a blank line or a line with code on it. */
function commentsOf({ tree, comments }: GoFile, node: Syntax): Comment[] {
  const inside = firstAfter(comments, node.start);
  let first = inside;
  for (let line = node.line; first > 0; first--) {
    const comment = comments[first - 1] as PlacedComment;
    const gap = line - tree.lines.lineAt(comment.end - 1);
    if (gap > 1 || !beginsLine(tree, comment)) break;
    line = comment.at;
  }
  return comments.slice(first, firstAfter(comments, node.end)).map(({ text, at }) => ({ text, at }));
}

function beginsLine(tree: SyntaxTree, { start }: PlacedComment): boolean {
  return tree.text.slice(start - tree.lines.columnAt(start) + 1, start).trim() === '';
}

function firstAfter(comments: readonly PlacedComment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as PlacedComment).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
