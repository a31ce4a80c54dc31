import type { CodeIndex, Unit } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { GoSide } from './subject.js';

type FoundGo = Extract<GoSide, { kind: 'found' }>;

/** Where a row's Go file is: resolved against `go.root`, never outside it. */
export type GoFile = { readonly kind: 'file'; readonly file: string } | { readonly kind: 'problem'; readonly reason: string };

/**
 * Finds the Go function of a row by file, receiver and name; the line settles repeats.
 * @param search finds functions of a name in the other Go files; asked only on a miss
 */
export function findGo(row: Row, file: GoFile, code: CodeIndex, search: (name: string) => readonly Routine[]): GoSide {
  if (row.goFile === '') return { kind: 'missing', reason: 'the row names no Go file', near: [] };
  if (row.goMethod === '') return { kind: 'missing', reason: 'the row names no Go function', near: [] };
  if (file.kind === 'problem') return { kind: 'missing', reason: file.reason, near: search(row.goMethod) };
  const unit = code.unit(file.file);
  if (unit === undefined) return { kind: 'missing', reason: `\`${row.goFile}\` is not there`, near: search(row.goMethod) };
  const { receiver, name } = functionName(row);
  const candidates = unit.index.routines.filter((routine) => routine.name === name && routine.owner === receiver);
  if (candidates.length > 0) return onPlatform(nearest(row, candidates), unit, code);
  const { problems, routines, types, fields } = unit.index;
  const isLost = routines.length + types.length + fields.length === 0;
  const problem =
    problems.find((each) => each.names.includes(name)) ?? (isLost ? problems.find(({ names }) => names.length === 0) : undefined);
  if (problem !== undefined) return { kind: 'unreadable', reason: `${row.goFile}:${problem.line}: ${problem.message}` };
  const wanted = receiver === '' ? name : `${receiver}.${name}`;
  const here = unit.index.routines.filter((routine) => routine.name.toLowerCase() === name.toLowerCase());
  return {
    kind: 'missing',
    reason: `\`${row.goFile}\` has no function \`${wanted}\``,
    near: here.length > 0 ? here : search(name),
  };
}

/** The receiver without star and type parameters; it may be written with the name: `store.clear`, `(*store).clear`. */
function functionName({ goClass, goMethod }: Row): { readonly receiver: string; readonly name: string } {
  const dot = goMethod.lastIndexOf('.');
  const written = dot < 0 ? goClass : goMethod.slice(0, dot);
  return { receiver: written.replace(/^\(?\*?/, '').replace(/\)$|\[.*$/g, ''), name: goMethod.slice(dot + 1) };
}

/**
 * A function that several files of the package have, each for another build, is one function with several bodies. The row names the file,
 * so that the body is known; that there are others is worth a word.
 */
function onPlatform(side: FoundGo, unit: Unit, code: CodeIndex): GoSide {
  const { constraint } = unit.index;
  if (constraint === undefined) return side;
  const { name, owner, namespace } = side.routine;
  const others = code
    .routinesNamed(name)
    .filter((each) => each.name === name && each.owner === owner && each.namespace === namespace && isBeside(each.file, unit.file));
  const more = others.length === 0 ? '' : `; ${others.length} more for other builds`;
  return { ...side, evidence: [...side.evidence, `built where \`${constraint}\` holds${more}`] };
}

function isBeside(file: string, other: string): boolean {
  const directory = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  return file !== other && directory(file) === directory(other);
}

function nearest(row: Row, candidates: readonly Routine[]): FoundGo {
  const line = row.goLine;
  const distance = (routine: Routine) => (line === undefined ? 0 : Math.abs(routine.startLine - line));
  const [first, second] = [...candidates].sort((a, b) => distance(a) - distance(b) || a.startLine - b.startLine);
  const routine = first as Routine;
  const evidence = [`${symbolOf(routine)} in ${row.goFile}`];
  if (second !== undefined) evidence.push(`nearest to line ${line ?? '?'} of ${candidates.length} functions of that name`);
  if (line !== undefined && distance(routine) > 0) {
    evidence.push(`the row says line ${line}, it is at line ${routine.startLine}`);
    return { kind: 'found', routine, evidence, movedFrom: line };
  }
  return { kind: 'found', routine, evidence };
}
