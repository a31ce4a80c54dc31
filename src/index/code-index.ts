import { distance } from 'fastest-levenshtein';
import type { Field, InactiveRegion, Problem, Routine, SourceIndex, TypeDeclaration } from '../model/source.js';
import type { Node } from '../model/tree.js';
import type { Outline } from './outline.js';
import { lastSegment, simpleTypeName } from './type-names.js';

export { lastSegment } from './type-names.js';

/** A file of the workspace. Its outline is at hand, its index is read or made when it is asked for, and so are bodies. */
export interface Unit {
  readonly file: string;
  readonly role: 'production' | 'test';
  /** As decoded, with all its comments; '' where the file can't be read. Decoded when it is first asked for. */
  readonly text: string;
  readonly outline: Outline;
  readonly index: SourceIndex;
  body(routine: Routine): Node | undefined;
}

/** A type with all its parts. `Foo` and `Foo<T>` are one group: rows don't tell them apart. */
export interface TypeGroup {
  readonly namespace: string;
  readonly path: string;
  readonly parts: TypeDeclaration[];
  readonly routines: Routine[];
  readonly fields: Field[];
  readonly role: Unit['role'];
}

/** A part of a file in which a name stands. */
export interface Naming<Part> {
  readonly file: string;
  readonly part: Part;
}

/** What one file has of the types of one simple name. */
interface Share {
  readonly types: TypeDeclaration[];
  readonly routines: Routine[];
  readonly fields: Field[];
}

/**
 * All declarations of one language, by type and by name. A question opens the indexes of just the files whose outlines have the name in it;
 * answers don't depend on what was asked before.
 */
export class CodeIndex {
  readonly #unitOf = new Map<string, Unit>();
  readonly #shares = new Map<Unit, ReadonlyMap<string, Share>>();
  readonly #groupsByName = new Map<string, readonly TypeGroup[]>();
  readonly #groupByKey = new Map<string, TypeGroup>();
  readonly #routinesByName = new Map<string, readonly Routine[]>();
  readonly #derived = new Map<TypeGroup, readonly TypeGroup[]>();
  readonly #namesLike = new Map<string, readonly string[]>();
  readonly #bodies = new Map<Routine, Node | undefined>();
  #problems: ReadonlyMap<string, readonly Naming<Problem>[]> | undefined;
  #inactive: ReadonlyMap<string, readonly Naming<InactiveRegion>[]> | undefined;
  #names: Readonly<Record<'types' | 'bases' | 'routines' | 'shapes', ReadonlyMap<string, readonly Unit[]>>> | undefined;
  #groups: readonly TypeGroup[] | undefined;

  constructor(readonly units: readonly Unit[]) {
    for (const unit of units) this.#unitOf.set(unit.file, unit);
  }

  unit(file: string): Unit | undefined {
    return this.#unitOf.get(file);
  }

  isTest(routine: Routine): boolean {
    return this.#unitOf.get(routine.file)?.role === 'test';
  }

  /** Every group. Opens every file: ask by name where that will do. */
  get groups(): readonly TypeGroup[] {
    this.#groups ??= [...new Set(this.units.flatMap((unit) => unit.outline.types.flatMap((name) => this.typesNamed(name))))];
    return this.#groups;
  }

  /** Groups whose simple name is this, in any letter case. */
  typesNamed(simpleName: string): readonly TypeGroup[] {
    const name = simpleName.toLowerCase();
    let groups = this.#groupsByName.get(name);
    if (groups === undefined) {
      groups = this.#groupsOf(name);
      this.#groupsByName.set(name, groups);
    }
    return groups;
  }

  /** Groups whose simple name differs from this one by less than `limit` letters, nearest first. */
  typesLike(simpleName: string, limit: number): readonly TypeGroup[] {
    const wanted = simpleName.toLowerCase();
    let near = this.#namesLike.get(wanted);
    if (near === undefined) {
      const names = [...this.#unitNames.types.keys()].filter((name) => Math.abs(name.length - wanted.length) < limit);
      near = names
        .map((name) => ({ name, steps: distance(name, wanted) }))
        .filter(({ steps }) => steps > 0 && steps < limit)
        .sort((a, b) => a.steps - b.steps || (a.name < b.name ? -1 : 1))
        .map(({ name }) => name);
      this.#namesLike.set(wanted, near);
    }
    return near.flatMap((name) => this.typesNamed(name));
  }

  /** Routines of this name, in any letter case, wherever they are declared. */
  routinesNamed(name: string): readonly Routine[] {
    const key = name.toLowerCase();
    let routines = this.#routinesByName.get(key);
    if (routines === undefined) {
      const units = this.#unitsBy('routines', key);
      routines = units.flatMap((unit) => unit.index.routines.filter((routine) => routine.name.toLowerCase() === key));
      this.#routinesByName.set(key, routines);
    }
    return routines;
  }

  /** Routines whose bodies have this shape. */
  routinesShaped(shape: string, role: Unit['role'] = 'production'): readonly Routine[] {
    const units = this.#unitsBy('shapes', shape).filter((unit) => unit.role === role);
    return units.flatMap((unit) => unit.index.routines.filter((routine) => routine.shape === shape));
  }

  groupOf(routine: Routine): TypeGroup | undefined {
    this.typesNamed(lastSegment(routine.owner));
    return this.#groupByKey.get(keyOf(routine, routine.namespace, routine.owner, this.#roleOf(routine)));
  }

  /** The groups that the bases of a group name, nearest first, as far as they are declared here. */
  basesOf(group: TypeGroup): TypeGroup[] {
    const found: TypeGroup[] = [];
    const pending = [group];
    for (let next = pending.shift(); next !== undefined && found.length < 50; next = pending.shift()) {
      for (const base of next.parts.flatMap((part) => part.bases)) {
        const name = simpleTypeName(base);
        const target = this.typesNamed(name).find((candidate) => lastSegment(candidate.path) === name);
        if (target === undefined || target === group || found.includes(target)) continue;
        found.push(target);
        pending.push(target);
      }
    }
    return found;
  }

  /** The groups that have this one among their bases, near or far. */
  derivedOf(group: TypeGroup): readonly TypeGroup[] {
    let derived = this.#derived.get(group);
    if (derived === undefined) {
      const found = new Set<TypeGroup>();
      const pending = [group];
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
        const name = lastSegment(next.path);
        const near = this.#unitsBy('bases', name.toLowerCase()).flatMap((unit) =>
          unit.index.types.filter((type) => type.bases.some((base) => simpleTypeName(base) === name)),
        );
        for (const type of near) {
          const target = this.#groupOfType(type);
          if (target === undefined || target === group || found.has(target)) continue;
          found.add(target);
          pending.push(target);
        }
      }
      derived = [...found].filter((each) => this.basesOf(each).includes(group));
      this.#derived.set(group, derived);
    }
    return derived;
  }

  /** Parts that did not parse and have this name in them, in the order of the files. */
  problemsNaming(name: string): readonly Naming<Problem>[] {
    this.#problems ??= byNamesIn(
      this.units,
      ({ outline }) => outline.problems > 0,
      ({ problems }) => problems,
    );
    return this.#problems.get(name) ?? [];
  }

  /** Parts that `#if` leaves out and that have this name in them. */
  inactiveNaming(name: string): readonly Naming<InactiveRegion>[] {
    this.#inactive ??= byNamesIn(
      this.units,
      ({ outline }) => outline.inactive > 0,
      ({ inactive }) => inactive,
    );
    return this.#inactive.get(name) ?? [];
  }

  /** The lowered body; undefined if there is none or it can't be read. */
  bodyOf(routine: Routine): Node | undefined {
    if (!routine.hasBody) return undefined;
    if (!this.#bodies.has(routine)) this.#bodies.set(routine, this.#unitOf.get(routine.file)?.body(routine));
    return this.#bodies.get(routine);
  }

  #groupOfType(type: TypeDeclaration): TypeGroup | undefined {
    this.typesNamed(lastSegment(type.path));
    return this.#groupByKey.get(keyOf(type, type.namespace, type.path, this.#roleOf(type)));
  }

  #roleOf({ file }: { readonly file: string }): Unit['role'] {
    return this.#unitOf.get(file)?.role ?? 'production';
  }

  #unitsBy(what: 'types' | 'bases' | 'routines' | 'shapes', name: string): readonly Unit[] {
    return this.#unitNames[what].get(name) ?? [];
  }

  get #unitNames(): Readonly<Record<'types' | 'bases' | 'routines' | 'shapes', ReadonlyMap<string, readonly Unit[]>>> {
    this.#names ??= {
      types: byName(this.units, ({ outline }) => outline.types),
      bases: byName(this.units, ({ outline }) => outline.bases),
      routines: byName(this.units, ({ outline }) => outline.routines),
      shapes: byName(this.units, ({ outline }) => outline.shapes),
    };
    return this.#names;
  }

  #groupsOf(name: string): readonly TypeGroup[] {
    const groups = new Map<string, TypeGroup>();
    for (const unit of this.#unitsBy('types', name)) {
      const { index, role } = unit;
      const share = this.#sharesOf(unit).get(name);
      if (share === undefined) continue;
      const group = (namespace: string, path: string): TypeGroup => {
        const key = keyOf(index, namespace, path, role);
        const known = groups.get(key) ?? { namespace, path, parts: [], routines: [], fields: [], role };
        groups.set(key, known);
        return known;
      };
      for (const type of share.types) group(type.namespace, type.path).parts.push(type);
      // C#'s top-level statements have functions without a type.
      for (const routine of share.routines)
        if (routine.owner !== '' || index.language === 'go') group(routine.namespace, routine.owner).routines.push(routine);
      for (const field of share.fields) {
        const namespace = index.types.find((type) => type.path === field.owner)?.namespace ?? index.types[0]?.namespace ?? '';
        group(namespace, field.owner).fields.push(field);
      }
    }
    for (const [key, group] of groups) this.#groupByKey.set(key, group);
    return [...groups.values()];
  }

  #sharesOf(unit: Unit): ReadonlyMap<string, Share> {
    let shares = this.#shares.get(unit);
    if (shares === undefined) {
      const made = new Map<string, Share>();
      const shareOf = (path: string): Share => {
        const name = lastSegment(path).toLowerCase();
        const known = made.get(name) ?? { types: [], routines: [], fields: [] };
        made.set(name, known);
        return known;
      };
      for (const type of unit.index.types) shareOf(type.path).types.push(type);
      for (const routine of unit.index.routines) shareOf(routine.owner).routines.push(routine);
      for (const field of unit.index.fields) shareOf(field.owner).fields.push(field);
      shares = made;
      this.#shares.set(unit, shares);
    }
    return shares;
  }
}

function byName(units: readonly Unit[], namesOf: (unit: Unit) => readonly string[]): ReadonlyMap<string, readonly Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const name of namesOf(unit)) {
      const list = found.get(name);
      if (list === undefined) found.set(name, [unit]);
      else list.push(unit);
    }
  }
  return found;
}

function byNamesIn<Part extends { readonly names: readonly string[] }>(
  units: readonly Unit[],
  hasAny: (unit: Unit) => boolean,
  partsOf: (index: SourceIndex) => readonly Part[],
): ReadonlyMap<string, readonly Naming<Part>[]> {
  const found = new Map<string, Naming<Part>[]>();
  for (const unit of units.filter(hasAny)) {
    for (const part of partsOf(unit.index)) {
      for (const name of new Set(part.names)) {
        const list = found.get(name);
        if (list === undefined) found.set(name, [{ file: unit.file, part }]);
        else list.push({ file: unit.file, part });
      }
    }
  }
  return found;
}

/** A Go package is its directory, tests included: package names repeat. A C# type of the tests is not the one of that name in production. */
function keyOf({ language, file }: Pick<SourceIndex, 'language' | 'file'>, namespace: string, path: string, role: Unit['role']): string {
  return language === 'go' ? `${directoryOf(file)}|${path}` : `${role}|${namespace}|${path}`;
}

function directoryOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
