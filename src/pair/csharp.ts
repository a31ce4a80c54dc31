import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import { type Candidate, candidatesIn, isDeclaredOnly } from './members.js';
import { missing, unreadable } from './misses.js';
import { type MemberName, memberNames, typeNames } from './names.js';
import { shapeDistance, writtenDistance } from './shape.js';
import type { CSharpSide, MissingSide } from './subject.js';

interface Found {
  readonly kind: 'found';
  readonly routine: Routine;
  readonly evidence: string;
  readonly rivals: readonly Routine[];
}

type Member = Found | Extract<CSharpSide, { kind: 'unreadable' }> | MissingSide;

/**
 * Finds the C# member or members of a row (DESIGN.md section 4).
 * @param go the Go function, where it was found: its parameters choose among overloads
 */
export function findCSharp(row: Row, go: Routine | undefined, code: CodeIndex): CSharpSide {
  const names = memberNames(row.dotnetMethod);
  const types = typeNames(row.dotnetClass);
  if (types.length === 0 || names.length === 0) return { kind: 'unmapped' };
  const found = names.map((name) => findMember(row, types, name, go, code));
  const lost = found.find((each) => each.kind !== 'found');
  if (lost !== undefined) return lost;
  const members = found.filter((each) => each.kind === 'found');
  const routines = [...new Set(members.map((each) => each.routine))];
  return {
    kind: 'found',
    members: routines,
    evidence: members.map((each) => each.evidence),
    rivals: members.flatMap((each) => each.rivals),
    declaredOnly: routines.filter((routine) => isDeclaredOnly(routine, code)),
  };
}

function findMember(row: Row, types: readonly (readonly string[])[], name: MemberName, go: Routine | undefined, code: CodeIndex): Member {
  const groups = typesOf(row, types, name, code);
  const candidates = candidatesIn(groups, name, go, code);
  if (candidates.length > 0) return choose(candidates, name, go, code);
  const simple = types[0]?.at(-1) as string;
  return unreadable(groups, name.name, simple, code) ?? missing(row, groups, name.name, simple, code);
}

/** What stands before the member's name is a type inside the row's, a type of its own, or (an interface, a method) says which member is meant. */
function typesOf(row: Row, types: readonly (readonly string[])[], { owner }: MemberName, code: CodeIndex): TypeGroup[] {
  const written = types.flatMap((segments) => rankedGroups(row, segments, code));
  if (owner.length === 0) return written;
  const nested = types.flatMap((segments) => rankedGroups(row, [...segments, ...owner], code));
  return [...new Set([...nested, ...rankedGroups(row, owner, code), ...written])];
}

/** Groups that the segments name: the nearest first. A feature's counterpart in the test project is none: tests may hold stand-ins. */
function rankedGroups(row: Row, segments: readonly string[], code: CodeIndex): TypeGroup[] {
  const simple = segments.at(-1);
  if (simple === undefined) return [];
  const wanted = segments.join('.');
  const role = row.kind === 'test' ? 'test' : 'production';
  const rank = (group: TypeGroup): number => {
    const full = group.namespace === '' ? group.path : `${group.namespace}.${group.path}`;
    const inProject = row.dotnetProject === '' || group.parts.some((part) => part.file.split('/').includes(row.dotnetProject)) ? 0 : 0.5;
    if (group.path === wanted) return inProject;
    if (full === wanted || full.endsWith(`.${wanted}`)) return 1 + inProject;
    const lower = wanted.toLowerCase();
    if (group.path.toLowerCase() === lower || full.toLowerCase().endsWith(`.${lower}`)) return 2 + inProject;
    return Number.POSITIVE_INFINITY;
  };
  const ranked = code
    .typesNamed(simple)
    .filter((group) => group.role === role && group.parts.length > 0)
    .map((group) => ({ group, rank: rank(group) }))
    .filter((each) => each.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || compare(a.group.namespace, b.group.namespace) || compare(a.group.path, b.group.path));
  // A worse fit counts only where there is no better one: `ToolStore` in another project is not the port's.
  const best = ranked[0]?.rank ?? 0;
  return ranked.filter((each) => each.rank === best).map((each) => each.group);
}

/** Among overloads: a body before none, a nearer name, then the parameters nearest to those that the row writes or Go has, then the longer one. */
function choose(candidates: readonly Candidate[], name: MemberName, go: Routine | undefined, code: CodeIndex): Found {
  const rankOf = ({ routine, rank }: Candidate) => (isDeclaredOnly(routine, code) ? rank + 100 : rank);
  const bestRank = Math.min(...candidates.map(rankOf));
  const closest = likeReceiver(
    candidates.filter((each) => rankOf(each) === bestRank),
    go,
  );
  const distance = (routine: Routine) =>
    name.parameters !== undefined ? writtenDistance(name.parameters, routine) : go === undefined ? 0 : shapeDistance(go, routine);
  const length = (routine: Routine) => routine.endLine - routine.startLine;
  const ordered = closest
    .map((each) => ({ ...each, distance: distance(each.routine) }))
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        length(b.routine) - length(a.routine) ||
        compare(a.routine.file, b.routine.file) ||
        a.routine.startLine - b.routine.startLine,
    );
  const first = ordered[0] as Candidate;
  const others = ordered.slice(1).map((each) => each.routine);
  // Overloads in one type are one method to a reader; members of different types are rivals.
  const rivals = others.filter((routine) => typeKey(routine) !== typeKey(first.routine));
  const overloads = others.filter((routine) => typeKey(routine) === typeKey(first.routine));
  return { kind: 'found', routine: first.routine, evidence: first.how + chosenBy(first.routine, overloads, name, go), rivals };
}

function chosenBy(chosen: Routine, others: readonly Routine[], name: MemberName, go: Routine | undefined): string {
  if (others.length === 0) return '';
  const by =
    name.parameters !== undefined
      ? 'the parameters of the row'
      : go === undefined
        ? 'length'
        : `its ${chosen.parameters.length} parameters`;
  const lines = others.map(({ file, startLine }) => (file === chosen.file ? `line ${startLine}` : `${file}:${startLine}`));
  return `; one of ${others.length + 1} overloads, by ${by} (also ${lines.join(', ')})`;
}

/** Of several types' members those of the type that is named after Go's receiver: `JetStreamFileStore` for `fileStore`. */
function likeReceiver(candidates: readonly Candidate[], go: Routine | undefined): readonly Candidate[] {
  if (go === undefined || go.owner === '' || new Set(candidates.map(({ routine }) => typeKey(routine))).size < 2) return candidates;
  const named = candidates.filter(({ routine }) => lastSegment(routine.owner).toLowerCase().includes(go.owner.toLowerCase()));
  return named.length > 0 ? named : candidates;
}

function typeKey(routine: Routine): string {
  return `${routine.namespace}|${routine.owner}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
