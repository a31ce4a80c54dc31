import type { CodeIndex, TypeGroup } from '../index/code-index.js';
import { lastSegment } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import { type Routine, symbolOf, type TypeDeclaration } from '../model/source.js';
import { editDistance, type MemberName, memberNames, normalName, operatorToken, typeSegments } from './names.js';
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
  if (row.dotnetClass.trim() === '' || names.length === 0) return { kind: 'unmapped' };
  const found = names.map((name) => findMember(row, name, go, code));
  const lost = found.find((each) => each.kind !== 'found');
  if (lost !== undefined) return lost;
  const members = found.filter((each) => each.kind === 'found');
  const routines = members.map((each) => each.routine);
  return {
    kind: 'found',
    members: routines,
    evidence: members.map((each) => each.evidence),
    rivals: members.flatMap((each) => each.rivals),
    declaredOnly: routines.filter((routine) => isDeclaredOnly(routine, code)),
  };
}

function findMember(row: Row, name: MemberName, go: Routine | undefined, code: CodeIndex): Member {
  const written = typeSegments(row.dotnetClass);
  const groups = rankedGroups(row, [...written, ...name.owner], code).concat(
    name.owner.length > 0 ? [...rankedGroups(row, name.owner, code), ...rankedGroups(row, written, code)] : [],
  );
  const candidates = candidatesIn(groups, name.name, go, code);
  if (candidates.length > 0) return choose(candidates, go, code);
  return unreadable(groups, name.name, written, code) ?? missing(row, groups, name.name, written, code);
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

interface Candidate {
  readonly routine: Routine;
  readonly how: string;
  readonly rank: number;
}

function candidatesIn(groups: readonly TypeGroup[], name: string, go: Routine | undefined, code: CodeIndex): Candidate[] {
  const own = groups.flatMap((group) => membersOf(group, name, go));
  if (own.length > 0) return own;
  const inherited = groups
    .flatMap((group) => code.basesOf(group))
    .flatMap((base) =>
      membersOf(base, name, go)
        .filter((each) => each.rank < 3)
        .map((each) => ({ ...each, how: `${each.how}, inherited from \`${base.path}\``, rank: each.rank + 10 })),
    );
  if (inherited.length > 0) return inherited;
  return groups.flatMap((group) => extensionsOf(group, name, code));
}

/** Members of one type by the ways in which a row may name them; the lower the rank, the closer. */
function membersOf(group: TypeGroup, name: string, go: Routine | undefined): Candidate[] {
  const simple = lastSegment(group.path);
  const found: Candidate[] = [];
  const add = (routine: Routine, rank: number, how: string) => {
    if (!found.some((each) => each.routine === routine)) found.push({ routine, how, rank });
  };
  const all = [...group.routines, ...group.parts.flatMap((part) => impliedMembers(part))];
  const operator = operatorToken(name);
  for (const routine of all) {
    const local = routine.kind === 'local-function' ? 5 : 0;
    const own = routine.name.replace(/^@/, '');
    const isConstructor = routine.kind === 'constructor';
    if (isConstructor && (/^(\.?ctor|constructor)$/i.test(name) || name === simple)) add(routine, 0, 'constructor');
    else if (routine.kind === 'static-constructor' && (/^(\.?cctor|static)$/i.test(name) || name === `static ${simple}`))
      add(routine, 0, 'static constructor');
    else if (routine.kind === 'indexer' && /^(this(\[.*\])?|Item|get_Item|set_Item|indexer)$/i.test(name)) add(routine, 0, 'indexer');
    else if ((routine.kind === 'operator' || routine.kind === 'conversion') && operator !== undefined && own === operator)
      add(routine, 0, 'operator');
    else if (routine.kind === 'destructor' && /^(~.*|Finalize)$/.test(name)) add(routine, 0, 'destructor');
    else if (isConstructor || routine.kind === 'static-constructor' || routine.kind === 'operator') continue;
    else if (own === name)
      add(routine, local, routine.kind === 'local-function' ? `local function in \`${routine.within ?? '?'}\`` : 'same name');
    else if (own.toLowerCase() === name.toLowerCase()) add(routine, 1 + local, 'same name but for case');
    else if (isProperty(routine) && /^[gs]et_?/.test(name) && own === name.replace(/^[gs]et_/, ''))
      add(routine, 1, 'accessor of the property');
    else if (normalName(own) === normalName(name))
      add(
        routine,
        2 + local,
        own.endsWith('Async') || name.endsWith('Async') ? 'same name but for `Async`' : 'same name but for case and underscores',
      );
  }
  if (found.length > 0) return found;
  return constructorsFor(all, name, go, simple);
}

/** `NewFoo` is the constructor of `Foo` where no member has that name; Go's `init` is its static one. */
function constructorsFor(all: readonly Routine[], name: string, go: Routine | undefined, simple: string): Candidate[] {
  const isFactory = /^(New|Create|Make)([A-Z_]|$)/.test(name) || (go !== undefined && /^new([A-Z_]|$)/i.test(go.name));
  if (isFactory && (go === undefined || go.owner === '')) {
    return all
      .filter((routine) => routine.kind === 'constructor')
      .map((routine) => ({ routine, how: `constructor of \`${simple}\`, for \`${name}\``, rank: 3 }));
  }
  if (go?.name === 'init' && go.owner === '') {
    return all
      .filter((routine) => routine.kind === 'static-constructor')
      .map((routine) => ({ routine, how: 'static constructor, for `init`', rank: 3 }));
  }
  return [];
}

/** Members of a primary constructor: the constructor itself, and a record's properties. They have no body of their own. */
function impliedMembers(type: TypeDeclaration): Routine[] {
  if (type.parameters === undefined) return [];
  const base = {
    language: 'csharp',
    file: type.file,
    namespace: type.namespace,
    owner: type.path,
    startLine: type.nameLine,
    endLine: type.nameLine,
    nameLine: type.nameLine,
    nameColumn: type.nameColumn,
    nameEndColumn: type.nameEndColumn,
    hasBody: false,
    test: false,
    modifiers: ['public'],
    attributes: [],
    hash: '',
    comments: [],
    start: 0,
    end: 0,
  } as const;
  const primary: Routine = { ...base, kind: 'constructor', name: lastSegment(type.path), parameters: type.parameters, results: [] };
  if (type.kind !== 'record') return [primary];
  return [
    primary,
    ...type.parameters.map(
      (parameter): Routine => ({ ...base, kind: 'property', name: parameter.name, parameters: [], results: [parameter.type] }),
    ),
  ];
}

/** Extension methods for the type (the only way to give an enum methods), and members of `FooExtensions`. */
function extensionsOf(group: TypeGroup, name: string, code: CodeIndex): Candidate[] {
  const simple = lastSegment(group.path);
  return code
    .routinesNamed(name)
    .filter((routine) => !code.isTest(routine) && routine.kind === 'method' && routine.owner !== group.path)
    .filter((routine) => {
      const receiver = routine.parameters[0];
      const extends_ =
        receiver?.by === 'this' &&
        receiver.type
          .replace(/[?<].*$/, '')
          .split('.')
          .at(-1) === simple;
      return extends_ || new RegExp(`^${quoted(simple)}(Extensions?|Methods|Helpers?)$`).test(lastSegment(routine.owner));
    })
    .map((routine) => ({ routine, how: `extension method in \`${routine.owner}\``, rank: 4 }));
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Among overloads: a body before none, a nearer name, then the parameter count nearest to Go's, then the longer one. */
function choose(candidates: readonly Candidate[], go: Routine | undefined, code: CodeIndex): Found {
  const bestRank = Math.min(...candidates.map((each) => (isDeclaredOnly(each.routine, code) ? each.rank + 100 : each.rank)));
  const closest = candidates.filter((each) => (isDeclaredOnly(each.routine, code) ? each.rank + 100 : each.rank) === bestRank);
  const distance = (routine: Routine) => (go === undefined ? 0 : Math.abs(significantParameters(routine) - go.parameters.length));
  const length = (routine: Routine) => routine.endLine - routine.startLine;
  const ordered = [...closest].sort(
    (a, b) =>
      distance(a.routine) - distance(b.routine) ||
      length(b.routine) - length(a.routine) ||
      compare(a.routine.file, b.routine.file) ||
      a.routine.startLine - b.routine.startLine,
  );
  const first = ordered[0] as Candidate;
  const others = ordered.slice(1).map((each) => each.routine);
  // Overloads in one type are one method to a reader; members of different types are rivals.
  const rivals = others.filter((routine) => typeKey(routine) !== typeKey(first.routine));
  const overloads = others.length - rivals.length;
  const chosen =
    overloads === 0
      ? ''
      : `; one of ${overloads + 1} overloads, by ${go === undefined ? 'length' : `its ${first.routine.parameters.length} parameters`}`;
  return { kind: 'found', routine: first.routine, evidence: first.how + chosen, rivals };
}

function typeKey(routine: Routine): string {
  return `${routine.namespace}|${routine.owner}`;
}

/** C# adds an extension receiver and a cancellation token that Go's signature doesn't have. */
function significantParameters(routine: Routine): number {
  return routine.parameters.filter((parameter) => parameter.by !== 'this' && parameter.type !== 'CancellationToken').length;
}

function isProperty(routine: Routine): boolean {
  return routine.kind === 'property' || routine.kind === 'event' || routine.kind === 'indexer';
}

/** Whether a member is declared without being implemented. An automatic property is implemented. */
export function isDeclaredOnly(routine: Routine, code: CodeIndex): boolean {
  if (routine.hasBody) return false;
  if (routine.modifiers.some((modifier) => modifier === 'abstract' || modifier === 'extern')) return true;
  if (routine.modifiers.includes('partial')) return true;
  const group = code.groupOf(routine);
  if (group?.parts.some((part) => part.kind === 'interface')) return true;
  return false;
}

function unreadable(groups: readonly TypeGroup[], name: string, written: readonly string[], code: CodeIndex): Member | undefined {
  const simple = written.at(-1) as string;
  const files = new Set(groups.flatMap((group) => group.parts.map((part) => part.file)));
  const here = code.problemsNaming(name).find(({ file, part }) => files.has(file) || (groups.length === 0 && part.names.includes(simple)));
  return here && { kind: 'unreadable', file: here.file, line: here.part.line, reason: here.part.message };
}

function missing(row: Row, groups: readonly TypeGroup[], name: string, written: readonly string[], code: CodeIndex): MissingSide {
  const simple = written.at(-1) as string;
  const type = groups[0];
  const inactive = code
    .inactiveNaming(name)
    .find(({ file, part }) => part.names.includes(simple) || type?.parts.some((each) => each.file === file));
  return {
    kind: 'missing',
    what: type === undefined ? 'type' : 'member',
    name,
    ...(type === undefined ? {} : { type }),
    near: nearMisses(row, type, name, simple, code),
    ...(inactive === undefined ? {} : { inactive: { file: inactive.file, line: inactive.part.line, condition: inactive.part.condition } }),
  };
}

/** The same name elsewhere (in the right kind of project first), else a name in the same type that differs by a letter or two. At most 3. */
function nearMisses(row: Row, type: TypeGroup | undefined, name: string, simpleType: string, code: CodeIndex): Routine[] {
  const plausible = (routine: Routine) => routine.kind !== 'local-function' || routine.owner === type?.path;
  const bare = normalName(name);
  const named = [
    ...code.routinesNamed(name),
    ...code.routinesNamed(`${name}Async`),
    ...code.routinesNamed(`${name}Internal`),
    ...code.routinesNamed(`${name}Core`),
  ].filter(plausible);
  const score = (routine: Routine): number => {
    const sameRole = code.isTest(routine) === (row.kind === 'test') ? 0 : 4;
    const sameType = lastSegment(routine.owner).toLowerCase() === simpleType.toLowerCase() ? 0 : 2;
    return sameRole + sameType + (routine.hasBody ? 0 : 1);
  };
  if (named.length === 0 && type !== undefined) {
    const close = type.routines
      .filter(
        (routine) =>
          plausible(routine) &&
          (editDistance(normalName(routine.name), bare, 4) < Math.min(4, bare.length / 3) || contains(normalName(routine.name), bare)),
      )
      .sort((a, b) => editDistance(normalName(a.name), bare, 9) - editDistance(normalName(b.name), bare, 9) || a.startLine - b.startLine);
    return close.slice(0, 3);
  }
  return named
    .sort((a, b) => score(a) - score(b) || compare(symbolOf(a), symbolOf(b)) || compare(a.file, b.file) || a.startLine - b.startLine)
    .filter((routine, i, all) => all.findIndex((each) => symbolOf(each) === symbolOf(routine)) === i)
    .slice(0, 3);
}

function contains(longer: string, shorter: string): boolean {
  return shorter.length >= 6 && longer.startsWith(shorter);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
