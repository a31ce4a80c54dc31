import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import { functionName } from './go.js';
import { memberNames, typeNames } from './names.js';

/** Which rows speak of a routine, by the names on either side: what else the database knows of a call's target. */
export class Claims {
  #byCSharp: ReadonlyMap<string, readonly Row[]> | undefined;
  #byGo: ReadonlyMap<string, readonly Row[]> | undefined;
  #byGoName: ReadonlyMap<string, readonly Row[]> | undefined;
  #byType: ReadonlyMap<string, readonly Row[]> | undefined;
  #features: ReadonlyMap<number, Row> | undefined;

  constructor(private readonly rows: readonly Row[]) {}

  /** Rows whose C# member is this routine, as far as class and name tell. */
  ofCSharp(routine: Routine): readonly Row[] {
    this.#byCSharp ??= byKey(this.rows, csharpKeys);
    return this.#byCSharp.get(keyOf(routine.owner, routine.name)) ?? [];
  }

  /** The Go types whose methods are ported to members of a C# type; '' stands for functions without a receiver. */
  goTypesOf(owner: string): ReadonlySet<string> {
    this.#byType ??= byKey(this.rows, (row) => (row.kind === 'feature' ? [typeOf(row).toLowerCase()] : []));
    const rows = this.#byType.get(owner.slice(owner.lastIndexOf('.') + 1).toLowerCase()) ?? [];
    return new Set(rows.map((row) => row.goClass));
  }

  /** Rows whose Go function is this. */
  ofGo(owner: string, name: string): readonly Row[] {
    this.#byGo ??= byKey(this.rows, goKeys);
    return this.#byGo.get(keyOf(owner, name)) ?? [];
  }

  /** Rows whose Go function has this name, whatever its receiver. */
  goNamed(name: string): readonly Row[] {
    this.#byGoName ??= byKey(this.rows, (row) => [row.goMethod]);
    return this.#byGoName.get(name) ?? [];
  }

  /** The feature row of an id, as tests name those that they depend on. */
  feature(id: number): Row | undefined {
    this.#features ??= new Map(this.rows.flatMap((row) => (row.kind === 'feature' ? [[row.id, row] as const] : [])));
    return this.#features.get(id);
  }

  isMapped(routine: Routine): boolean {
    return this.ofCSharp(routine).length > 0;
  }
}

function byKey(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const map = new Map<string, Row[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const known = map.get(key);
      if (known === undefined) map.set(key, [row]);
      else known.push(row);
    }
  }
  return map;
}

// Most rows name one plain member of one plain type, and there are thousands of rows.
const PLAIN = /^\w+$/;

function csharpKeys(row: Row): readonly string[] {
  const types = PLAIN.test(row.dotnetClass) ? [row.dotnetClass] : typeNames(row.dotnetClass).map((type) => type.at(-1) ?? '');
  const names = PLAIN.test(row.dotnetMethod) ? [{ name: row.dotnetMethod, owner: [] }] : memberNames(row.dotnetMethod);
  return names.flatMap(({ name, owner }) => [...types, ...owner.slice(-1)].map((type) => keyOf(type, name)));
}

function goKeys(row: Row): readonly string[] {
  if (PLAIN.test(row.goMethod) && (row.goClass === '' || PLAIN.test(row.goClass))) return [keyOf(row.goClass, row.goMethod)];
  const { receiver, name } = functionName(row);
  return [keyOf(receiver, name)];
}

function typeOf({ dotnetClass }: Row): string {
  return PLAIN.test(dotnetClass) ? dotnetClass : (typeNames(dotnetClass)[0]?.at(-1) ?? '');
}

/** Go's letter case differs from C#'s, and rows name nested types by their last part as often as whole. */
function keyOf(owner: string, name: string): string {
  return `${owner.slice(owner.lastIndexOf('.') + 1)}.${name}`.toLowerCase();
}
