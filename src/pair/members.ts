import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import type { Routine, TypeDeclaration } from '../model/source.js';
import { type MemberName, normalName, operatorName } from './names.js';

/** A member that a row's words may mean. */
export interface Candidate {
  readonly routine: Routine;
  readonly how: string;
  /** The lower, the closer. */
  readonly rank: number;
}

/** Members of the groups that a name means: their own, else inherited ones, else extension methods for them. */
export function candidatesIn(groups: readonly TypeGroup[], name: MemberName, go: Routine | undefined, code: CodeIndex): Candidate[] {
  const own = groups.flatMap((group) => membersOf(group, name, go));
  if (own.length > 0 && own.some(({ routine }) => !isDeclaredOnly(routine, code))) return own;
  const inherited = groups
    .flatMap((group) => code.basesOf(group))
    .flatMap((base) =>
      membersOf(base, name, go)
        .filter((each) => each.rank < 3)
        .map((each) => ({ ...each, how: `${each.how}, inherited from \`${base.path}\``, rank: each.rank + 10 })),
    );
  const near = [...own, ...inherited];
  if (near.length === 0) return groups.flatMap((group) => extensionsOf(group, name.name, code));
  if (near.some(({ routine }) => !isDeclaredOnly(routine, code))) return near;
  return [...near, ...groups.flatMap((group) => implementationsOf(group, name, go, code))];
}

/** Whether a member is declared without being implemented. An automatic property is implemented, and so is what a generator or a native library fills. */
export function isDeclaredOnly(routine: Routine, code: CodeIndex): boolean {
  if (routine.hasBody || routine.attributes.some(({ name }) => FILLED.test(name))) return false;
  if (routine.modifiers.some((modifier) => /^(abstract|extern|partial)$/.test(modifier))) return true;
  return code.groupOf(routine)?.parts.some((part) => part.kind === 'interface') ?? false;
}

/** Attributes that say where the body is: in a native library, or in what the compiler generates. */
const FILLED = /^(DllImport|LibraryImport|UnmanagedCallersOnly|GeneratedRegex|LoggerMessage|JSImport)$/;

/** Members of one type by the ways in which a row may name them. */
function membersOf(group: TypeGroup, written: MemberName, go: Routine | undefined): Candidate[] {
  const found = new Map<Routine, Candidate>();
  const all = [...group.routines, ...impliedMembers(group)];
  for (const routine of all) {
    const match = matchOf(routine, written, lastSegment(group.path));
    if (match !== undefined && !found.has(routine)) found.set(routine, { routine, ...match });
  }
  return found.size > 0 ? [...found.values()] : standIns(all, written.name, go, lastSegment(group.path));
}

type Match = Omit<Candidate, 'routine'>;

function matchOf(routine: Routine, written: MemberName, type: string): Match | undefined {
  const { name } = written;
  switch (routine.kind) {
    case 'constructor':
      return /^(\.?ctor|constructor)$/i.test(name) || name === type ? { rank: 0, how: 'constructor' } : undefined;
    case 'static-constructor':
      return /^(\.?cctor|static)$/i.test(name) || name === `static ${type}` ? { rank: 0, how: 'static constructor' } : undefined;
    case 'destructor':
      return /^(~.*|Finalize)$/.test(name) ? { rank: 0, how: 'destructor' } : undefined;
    case 'indexer':
      return /^(this|(get_|set_)?Item|indexer)$/i.test(name) ? { rank: 0, how: 'indexer' } : undefined;
    case 'operator':
    case 'conversion':
      return operatorMatch(routine, name);
    default:
      return nameMatch(routine, written);
  }
}

function operatorMatch(routine: Routine, name: string): Match | undefined {
  const operator = operatorName(name);
  if (operator === undefined || operator.token !== routine.name) return undefined;
  const fits =
    (operator.arity === undefined || operator.arity === routine.parameters.length) &&
    (operator.result === undefined || routine.results.includes(operator.result));
  return { rank: fits ? 0 : 1, how: routine.kind };
}

function nameMatch(routine: Routine, { name, owner }: MemberName): Match | undefined {
  const own = routine.name.replace(/^@/, '');
  const isLocal = routine.kind === 'local-function';
  // A row that names the interface, or the method around a local function, means that one.
  const within = lastSegment((isLocal ? routine.within : routine.implements?.replace(/<.*$/s, '')) ?? '');
  const place = within === '' || owner.at(-1) === within ? 0 : isLocal ? 5 : 0.5;
  if (own === name) {
    if (isLocal) return { rank: place, how: `local function in \`${routine.within ?? '?'}\`` };
    return { rank: place, how: within === '' ? 'same name' : `implementation of \`${routine.implements}\`` };
  }
  if (own.toLowerCase() === name.toLowerCase()) return { rank: 1 + place, how: 'same name but for case' };
  if (isAccessor(routine, own, name)) return { rank: 1, how: `accessor of the ${routine.kind}` };
  if (normalName(own) !== normalName(name)) return undefined;
  const isAsync = own.endsWith('Async') !== name.endsWith('Async');
  return { rank: 2 + place, how: isAsync ? 'same name but for `Async`' : 'same name but for case and underscores' };
}

function isAccessor(routine: Routine, own: string, name: string): boolean {
  if (routine.kind !== 'property' && routine.kind !== 'event') return false;
  return own === name.replace(routine.kind === 'event' ? /^(add|remove)_/ : /^[gs]et_/, '');
}

/** `NewFoo` is the constructor of `Foo` where no member has that name; Go's `init` is its static one, where that is written (any type has initialised fields). */
function standIns(all: readonly Routine[], name: string, go: Routine | undefined, type: string): Candidate[] {
  const isFactory = /^(New|Create|Make)([A-Z_]|$)/.test(name) || (go !== undefined && /^new([A-Z_]|$)/i.test(go.name));
  if (isFactory && (go === undefined || go.owner === ''))
    return all
      .filter((routine) => routine.kind === 'constructor')
      .map((routine) => ({ routine, how: `constructor of \`${type}\`, for \`${name}\``, rank: 3 }));
  if (go?.name === 'init' && go.owner === '')
    return all
      .filter((routine) => routine.kind === 'static-constructor' && routine.hasBody)
      .map((routine) => ({ routine, how: 'static constructor, for `init`', rank: 3 }));
  return [];
}

/** Members that no declaration of their own stands for: primary constructors, a record's properties, and what field initialisers run in. */
function impliedMembers({ parts, routines, fields }: TypeGroup): Routine[] {
  const found = parts.flatMap(primaryMembers);
  const [part] = parts;
  if (part === undefined || !/^(class|struct|record)$/.test(part.kind)) return found;
  const initialised = (wantsStatic: boolean) =>
    fields.some((field) => !field.constant && field.static === wantsStatic && field.init !== undefined);
  const has = (kind: Routine['kind']) => [...found, ...routines].some((routine) => routine.kind === kind);
  const simple = lastSegment(part.path);
  if (initialised(false) && !has('constructor') && !parts.some(({ modifiers }) => modifiers.includes('static')))
    found.push(implied(part, 'constructor', simple));
  if (initialised(true) && !has('static-constructor')) found.push(implied(part, 'static-constructor', simple));
  return found;
}

function primaryMembers(type: TypeDeclaration): Routine[] {
  if (type.parameters === undefined) return [];
  const primary = { ...implied(type, 'constructor', lastSegment(type.path)), parameters: type.parameters };
  if (type.kind !== 'record') return [primary];
  return [primary, ...type.parameters.map(({ name, type: result }) => ({ ...implied(type, 'property', name), results: [result] }))];
}

/** It stands where its type's name does, and has no body of its own. */
function implied(type: TypeDeclaration, kind: Routine['kind'], name: string): Routine {
  return {
    language: 'csharp',
    file: type.file,
    namespace: type.namespace,
    owner: type.path,
    kind,
    name,
    parameters: [],
    startLine: type.nameLine,
    endLine: type.nameLine,
    nameLine: type.nameLine,
    nameColumn: type.nameColumn,
    nameEndColumn: type.nameEndColumn,
    hasBody: false,
    test: false,
    results: [],
    modifiers: ['public'],
    attributes: [],
    hash: '',
    comments: [],
    start: 0,
    end: 0,
  };
}

/** What types of the port's own side implement of an interface or an abstract class. */
function implementationsOf(group: TypeGroup, name: MemberName, go: Routine | undefined, code: CodeIndex): Candidate[] {
  return code
    .derivedOf(group)
    .filter((each) => each.role === group.role)
    .flatMap((each) => membersOf(each, name, go))
    .filter(({ routine }) => routine.hasBody)
    .map((each) => ({ ...each, how: `${each.how}, implements \`${group.path}\``, rank: each.rank + 20 }));
}

/** Extension methods for the type (the only way to give an enum methods), and members of `FooExtensions`. */
function extensionsOf(group: TypeGroup, name: string, code: CodeIndex): Candidate[] {
  const simple = lastSegment(group.path);
  const isForType = (routine: Routine) => {
    const [receiver] = routine.parameters;
    return receiver?.by === 'this' && lastSegment(receiver.type.replace(/[?<].*$/s, '')) === simple;
  };
  const isCompanion = ({ owner }: Routine) =>
    lastSegment(owner).startsWith(simple) && COMPANION.test(lastSegment(owner).slice(simple.length));
  return [...code.routinesNamed(name), ...code.routinesNamed(`${name}Async`)]
    .filter((routine) => !code.isTest(routine) && routine.kind === 'method' && routine.owner !== group.path)
    .filter((routine) => isForType(routine) || isCompanion(routine))
    .map((routine) => ({ routine, how: `extension method in \`${routine.owner}\``, rank: 4 }));
}

const COMPANION = /^(Extensions?|Methods|Helpers?)$/;
