import type { Field, Routine, SourceIndex, TypeDeclaration } from '../model/source.js';
import type { Node } from '../model/tree.js';

/** A file of the workspace, indexed, whose bodies can be asked for. */
export interface Unit {
  readonly index: SourceIndex;
  readonly role: 'production' | 'test';
  /** As decoded, with all its comments; '' where the file can't be read. Decoded when it is first asked for. */
  readonly text: string;
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

/** All declarations of one language, by type and by name. */
export class CodeIndex {
  readonly groups: readonly TypeGroup[];
  readonly #groupByKey = new Map<string, TypeGroup>();
  readonly #groupsByName = new Map<string, TypeGroup[]>();
  readonly #routinesByName = new Map<string, Routine[]>();
  readonly #unitOf = new Map<string, Unit>();
  readonly #bodies = new Map<Routine, Node | undefined>();
  #derived: Map<TypeGroup, TypeGroup[]> | undefined;

  constructor(readonly units: readonly Unit[]) {
    for (const unit of units) this.#add(unit);
    this.groups = [...this.#groupByKey.values()];
  }

  #add(unit: Unit): void {
    const { index, role } = unit;
    this.#unitOf.set(index.file, unit);
    for (const type of index.types) this.#group(index, type.namespace, type.path, role).parts.push(type);
    for (const routine of index.routines) {
      push(this.#routinesByName, routine.name.toLowerCase(), routine);
      if (routine.owner !== '' || index.language === 'go')
        this.#group(index, routine.namespace, routine.owner, role).routines.push(routine);
    }
    for (const field of index.fields) {
      const namespace = index.types.find((type) => type.path === field.owner)?.namespace ?? index.types[0]?.namespace ?? '';
      this.#group(index, namespace, field.owner, role).fields.push(field);
    }
  }

  #group(index: SourceIndex, namespace: string, path: string, role: Unit['role']): TypeGroup {
    // A Go package is its directory: package names repeat.
    const space = index.language === 'go' ? directoryOf(index.file) : namespace;
    const key = `${space}|${path}`;
    let group = this.#groupByKey.get(key);
    if (group === undefined) {
      group = { namespace, path, parts: [], routines: [], fields: [], role };
      this.#groupByKey.set(key, group);
      push(this.#groupsByName, lastSegment(path).toLowerCase(), group);
    }
    return group;
  }

  unit(file: string): Unit | undefined {
    return this.#unitOf.get(file);
  }

  isTest(routine: Routine): boolean {
    return this.#unitOf.get(routine.file)?.role === 'test';
  }

  /** Groups whose simple name is this, in any letter case. */
  typesNamed(simpleName: string): readonly TypeGroup[] {
    return this.#groupsByName.get(simpleName.toLowerCase()) ?? [];
  }

  /** Routines of this name, in any letter case, wherever they are declared. */
  routinesNamed(name: string): readonly Routine[] {
    return this.#routinesByName.get(name.toLowerCase()) ?? [];
  }

  groupOf(routine: Routine): TypeGroup | undefined {
    const space = routine.language === 'go' ? directoryOf(routine.file) : routine.namespace;
    return this.#groupByKey.get(`${space}|${routine.owner}`);
  }

  /** The groups that the bases of a group name, nearest first, as far as they are declared here. */
  basesOf(group: TypeGroup): TypeGroup[] {
    const found: TypeGroup[] = [];
    const pending = [group];
    for (let next = pending.shift(); next !== undefined && found.length < 50; next = pending.shift()) {
      for (const base of next.parts.flatMap((part) => part.bases)) {
        const name = lastSegment(base.replace(/<.*$/s, '').replace(/^\*/, ''));
        const target = this.typesNamed(name).find((candidate) => lastSegment(candidate.path) === name);
        if (target === undefined || target === group || found.includes(target)) continue;
        found.push(target);
        pending.push(target);
      }
    }
    return found;
  }

  /** The groups that name this one among their bases, directly or by way of others. */
  derivedOf(group: TypeGroup): readonly TypeGroup[] {
    if (this.#derived === undefined) {
      this.#derived = new Map();
      for (const each of this.groups) for (const base of this.basesOf(each)) push(this.#derived, base, each);
    }
    return this.#derived.get(group) ?? [];
  }

  /** The lowered body; undefined if there is none or it can't be read. */
  bodyOf(routine: Routine): Node | undefined {
    if (!routine.hasBody) return undefined;
    if (!this.#bodies.has(routine)) this.#bodies.set(routine, this.#unitOf.get(routine.file)?.body(routine));
    return this.#bodies.get(routine);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function directoryOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
