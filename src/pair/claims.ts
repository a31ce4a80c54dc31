import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import { memberNames, typeSegments } from './names.js';

/** Which rows speak of a routine, by the names on either side: what else the database knows of a call's target. */
export class Claims {
  readonly #byCSharp = new Map<string, Row[]>();
  readonly #byGo = new Map<string, Row[]>();
  readonly #goTypes = new Map<string, Set<string>>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const type = typeSegments(row.dotnetClass).at(-1) ?? '';
      for (const { name } of memberNames(row.dotnetMethod)) add(this.#byCSharp, keyOf(type, name), row);
      add(this.#byGo, keyOf(row.goClass, row.goMethod), row);
      if (row.kind === 'feature')
        this.#goTypes.set(type.toLowerCase(), (this.#goTypes.get(type.toLowerCase()) ?? new Set()).add(row.goClass));
    }
  }

  /** Rows whose C# member is this routine, as far as class and name tell. */
  ofCSharp(routine: Routine): readonly Row[] {
    return this.#byCSharp.get(keyOf(routine.owner, routine.name)) ?? [];
  }

  /** The Go types whose methods are ported to members of a C# type; '' stands for functions without a receiver. */
  goTypesOf(owner: string): ReadonlySet<string> {
    return this.#goTypes.get(owner.slice(owner.lastIndexOf('.') + 1).toLowerCase()) ?? new Set();
  }

  /** Rows whose Go function is this. */
  ofGo(owner: string, name: string): readonly Row[] {
    return this.#byGo.get(keyOf(owner, name)) ?? [];
  }

  isMapped(routine: Routine): boolean {
    return this.ofCSharp(routine).length > 0;
  }
}

function add(map: Map<string, Row[]>, key: string, row: Row): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

/** Go's letter case differs from C#'s, and rows name nested types by their last part as often as whole. */
function keyOf(owner: string, name: string): string {
  return `${owner.slice(owner.lastIndexOf('.') + 1)}.${name}`.toLowerCase();
}
