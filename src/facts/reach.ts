import type { CodeIndex } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import { memberNames, typeSegments } from '../pair/names.js';
import { resolveCall, simpleTypeName } from './calls.js';
import { walk } from './walk.js';

/** Whether running a routine may come to members of some names, as far as names tell. */
export class Reach {
  readonly #names = new Map<Routine, ReadonlySet<string>>();
  readonly #next = new Map<Routine, readonly Routine[]>();

  constructor(private readonly code: CodeIndex) {}

  /** All names that a body uses: of calls, members, types that are made. Lower case. */
  namesOf(routine: Routine): ReadonlySet<string> {
    let names = this.#names.get(routine);
    if (names === undefined) {
      const found = new Set<string>();
      const body = this.code.bodyOf(routine);
      if (body !== undefined)
        walk(body, (node) => {
          if (node.k === 'name' || node.k === 'member') found.add(node.name.toLowerCase());
          else if (node.k === 'create' && node.type !== '') found.add(simpleTypeName(node.type).toLowerCase());
          else if (node.k === 'index') found.add('this');
          else if (node.k === 'meta') found.add(node.of.toLowerCase());
        });
      for (const type of routine.results) found.add(simpleTypeName(type).toLowerCase());
      names = found;
      this.#names.set(routine, names);
    }
    return names;
  }

  /** @param wanted names in lower case */
  reaches(from: Routine, wanted: ReadonlySet<string>, depth = 6): boolean {
    for (const routine of this.from([from], depth)) {
      const names = this.namesOf(routine);
      for (const name of wanted) if (names.has(name)) return true;
    }
    return false;
  }

  /** All identifiers in routines and in what they call, some steps deep, as they are written. */
  identifiersFrom(routines: readonly Routine[], depth = 3): ReadonlySet<string> {
    const found = new Set<string>();
    for (const routine of this.from(routines, depth)) {
      const body = this.code.bodyOf(routine);
      if (body === undefined) continue;
      walk(body, (node) => {
        if (node.k === 'name' || node.k === 'member') found.add(node.name);
        else if (node.k === 'create' && node.type !== '') found.add(simpleTypeName(node.type));
        // `Compression.Validate` says more than its parts.
        if (node.k === 'member' && node.of.k === 'name') found.add(`${node.of.name}.${node.name}`);
        if (node.k === 'create' || node.k === 'call') for (const { name } of node.args) if (name !== undefined) found.add(name);
      });
    }
    return found;
  }

  /** Routines, then what they call, then what that calls. */
  *from(routines: readonly Routine[], depth: number): Generator<Routine> {
    const seen = new Set(routines);
    let front: readonly Routine[] = routines;
    for (let i = 0; i <= depth && front.length > 0; i++) {
      const next: Routine[] = [];
      for (const routine of front) {
        yield routine;
        if (i === depth) continue;
        for (const target of this.#calledBy(routine)) {
          if (seen.has(target) || seen.size > 2000) continue;
          seen.add(target);
          next.push(target);
        }
      }
      front = next;
    }
  }

  /** What a routine calls: by its type where that is known, else every member of the name, if there are few. */
  #calledBy(routine: Routine): readonly Routine[] {
    const known = this.#next.get(routine);
    if (known !== undefined) return known;
    const found = new Set<Routine>();
    const body = this.code.bodyOf(routine);
    if (body !== undefined)
      walk(body, (node) => {
        if (node.k === 'call') {
          const resolved = resolveCall(node, routine, this.code);
          if (resolved.length > 0) for (const each of resolved) found.add(each);
          else if (node.callee.k === 'member') this.#addNamed(node.callee.name, found);
        } else if (node.k === 'create' && node.type !== '') this.#addConstructors(node.type, found);
        else if (node.k === 'member' && /^[A-Z]/.test(node.name)) this.#addNamed(node.name, found);
        else if (node.k === 'name' && /^[A-Z]/.test(node.name)) this.#addNamed(node.name, found);
      });
    for (const type of routine.results) if (routine.kind !== 'constructor') this.#addConstructors(type, found);
    const next = [...found];
    this.#next.set(routine, next);
    return next;
  }

  #addNamed(name: string, found: Set<Routine>): void {
    const named = this.code.routinesNamed(name).filter((each) => each.name === name && each.hasBody && !each.test);
    if (named.length <= 6) for (const each of named) found.add(each);
  }

  #addConstructors(type: string, found: Set<Routine>): void {
    const name = simpleTypeName(type);
    for (const each of this.code.routinesNamed(name)) if (each.kind === 'constructor' && each.hasBody) found.add(each);
  }
}

/** The names by which code reaches a feature, in lower case; `any` where no name is needed: overrides, operators, converters. */
export function namesOfFeature(feature: Row, code: CodeIndex): readonly string[] | 'any' {
  const type = typeSegments(feature.dotnetClass).at(-1) ?? '';
  const found: string[] = [];
  for (const { name } of memberNames(feature.dotnetMethod)) {
    const simple = name.toLowerCase();
    const routines = [simple, `${simple}async`, simple.replace(/async$/, '')].flatMap((each) => code.routinesNamed(each));
    if (routines.some((routine) => isImplicit(routine)) || /^\.?c?ctor$/.test(simple)) return 'any';
    // Nobody can call what isn't there: other rules say so.
    if (routines.length > 0) found.push(simple, `${simple}async`, simple.replace(/(?<=.)async$/, ''));
    if (simple === type.toLowerCase() || /^new/i.test(feature.goMethod)) found.push(type.toLowerCase());
  }
  return found;
}

function isImplicit(routine: Routine): boolean {
  return (
    routine.modifiers.includes('override') ||
    routine.implements !== undefined ||
    /^(operator|conversion|destructor|static-constructor|event|indexer)$/.test(routine.kind) ||
    /^(Dispose(Async)?|ToString|Equals|GetHashCode|CompareTo|GetEnumerator|Read|Write)$/.test(routine.name)
  );
}
