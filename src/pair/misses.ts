import { distance } from 'fastest-levenshtein';
import { type CodeIndex, lastSegment, type TypeGroup, type Unit } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import { type Problem, type Routine, symbolOf } from '../model/source.js';
import { normalName, stemOf } from './names.js';
import type { CSharpSide, MissingSide } from './subject.js';

const MOST_NEAR = 3;

type Unreadable = Extract<CSharpSide, { kind: 'unreadable' }>;

/** Where a member is named in a part that did not parse, or beside it: in its type's files, or anywhere together with its type. */
export function unreadable(groups: readonly TypeGroup[], name: string, simple: string, code: CodeIndex): Unreadable | undefined {
  // A constructor is written as its type.
  const wanted = /^\.?c?ctor$/.test(name) ? simple : name;
  const files = [...new Set(groups.flatMap((group) => group.parts.map((part) => part.file)))];
  for (const unit of files.flatMap((file) => code.unit(file) ?? [])) {
    const problem = unit.outline.problems > 0 ? unit.index.problems.find((each) => isNamedIn(each, wanted, unit)) : undefined;
    if (problem !== undefined) return { kind: 'unreadable', file: unit.file, line: problem.line, reason: problem.message };
  }
  if (groups.length > 0) return undefined;
  const here = code.problemsNaming(wanted).find(({ part }) => part.names.includes(simple));
  return here && { kind: 'unreadable', file: here.file, line: here.part.line, reason: here.part.message };
}

/** A name that the parser still took for one stands on the lines of the part, and not in it. */
function isNamedIn({ names, line, endLine }: Problem, wanted: string, { text }: Unit): boolean {
  const normal = normalName(wanted);
  if (names.some((name) => normalName(name) === normal)) return true;
  const lines = text.split(/\r\n?|\n/).slice(line - 1, endLine);
  return (lines.join('\n').match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).some((name) => normalName(name) === normal);
}

/** A member that is not there, with all that may help to find what is meant. */
export function missing(row: Row, groups: readonly TypeGroup[], name: string, simple: string, code: CodeIndex): MissingSide {
  const [type] = groups;
  const field = type?.fields.find((each) => normalName(each.name) === normalName(name));
  const inactive = inactiveOf(type, name, simple, code);
  const nearTypes = type === undefined ? typesLike(simple, row, code) : [];
  return {
    kind: 'missing',
    what: type === undefined ? 'type' : 'member',
    name,
    ...(type === undefined ? {} : { type }),
    near: nearMisses(row, type, name, simple, code),
    nearTypes,
    ...(field === undefined ? {} : { field: { file: field.file, line: field.at } }),
    ...(inactive === undefined ? {} : { inactive }),
  };
}

function inactiveOf(type: TypeGroup | undefined, name: string, simple: string, code: CodeIndex): MissingSide['inactive'] {
  const files = new Set(type?.parts.map((part) => part.file));
  const found = code.inactiveNaming(name).find(({ file, part }) => part.names.includes(simple) || files.has(file));
  return found && { file: found.file, line: found.part.line, condition: found.part.condition };
}

/** Types whose names differ by a letter or two, nearest first. */
function typesLike(simple: string, row: Row, code: CodeIndex): TypeGroup[] {
  const role = row.kind === 'test' ? 'test' : 'production';
  const near = code.typesLike(simple, Math.min(3, simple.length / 3));
  return near.filter((group) => group.parts.length > 0 && group.role === role).slice(0, MOST_NEAR);
}

/** The same name elsewhere (in the same type or the right kind of project first), else a name in the same type that differs by a letter or two. */
function nearMisses(row: Row, type: TypeGroup | undefined, name: string, simpleType: string, code: CodeIndex): Routine[] {
  const plausible = (routine: Routine) => routine.kind !== 'local-function' || routine.owner === type?.path;
  const stem = stemOf(name);
  const own = (type?.routines ?? []).filter((routine) => plausible(routine) && stemOf(routine.name) === stem);
  const spellings = [
    name,
    ...['Async', 'Internal', 'Core', 'Impl'].flatMap((suffix) => [`${name}${suffix}`, name.replace(new RegExp(`${suffix}$`), '')]),
  ];
  const elsewhere = [...new Set(spellings)].flatMap((spelling) => code.routinesNamed(spelling)).filter(plausible);
  const named = [...new Set([...own, ...elsewhere])];
  const score = (routine: Routine): number => {
    const sameRole = code.isTest(routine) === (row.kind === 'test') ? 0 : 4;
    const sameType = lastSegment(routine.owner).toLowerCase() === simpleType.toLowerCase() ? 0 : 2;
    return sameRole + sameType + (routine.hasBody ? 0 : 1);
  };
  if (named.length === 0) return type === undefined ? [] : similarIn(type.routines.filter(plausible), normalName(name));
  return named
    .sort((a, b) => score(a) - score(b) || compare(symbolOf(a), symbolOf(b)) || compare(a.file, b.file) || a.startLine - b.startLine)
    .filter((routine, i, all) => all.findIndex((each) => symbolOf(each) === symbolOf(routine)) === i)
    .slice(0, MOST_NEAR);
}

function similarIn(routines: readonly Routine[], wanted: string): Routine[] {
  const limit = Math.min(4, wanted.length / 3);
  return routines
    .map((routine) => ({ routine, name: normalName(routine.name) }))
    .map(({ routine, name }) => ({ routine, steps: distance(name, wanted), continues: wanted.length >= 6 && name.startsWith(wanted) }))
    .filter(({ steps, continues }) => steps < limit || continues)
    .sort((a, b) => a.steps - b.steps || a.routine.startLine - b.routine.startLine)
    .slice(0, MOST_NEAR)
    .map(({ routine }) => routine);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
