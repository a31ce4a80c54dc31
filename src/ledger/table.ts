import type { Database } from 'better-sqlite3';

/** What each column is read as. */
type Spec = Readonly<Record<string, 'text' | 'integer'>>;

/** Values by column, all of the same length. Text is trimmed, '' for NULL; an integer is a safe one, or undefined. */
export type Columns<S extends Spec> = { readonly [K in keyof S]: readonly (S[K] extends 'text' ? string : number | undefined)[] };

/** Lower-case names of a table's (or view's) columns; undefined when there is no such table. */
export function columnNames(db: Database, table: string): ReadonlySet<string> | undefined {
  const names = db.prepare<[string], string>('SELECT lower(name) FROM pragma_table_info(?)').pluck().all(table);
  return names.length === 0 ? undefined : new Set(names);
}

/**
 * Reads whole columns. A column that the table lacks reads as NULL; a table that does not exist has no rows.
 * Values of another type than expected are converted as CAST does: text that is no number becomes 0, a blob text.
 * One JSON array for each column crosses into JavaScript: half the time of one array for each row.
 * @param where SQL condition on the rows
 */
export function readColumns<S extends Spec>(db: Database, table: string, spec: S, where = 'TRUE'): Columns<S> {
  const has = columnNames(db, table);
  const present = Object.keys(spec).filter((name) => has?.has(name));
  const sql = ['count(*)', ...present.map((name) => `json_group_array(CAST("${name}" AS ${spec[name]}))`)].join();
  const read =
    has === undefined ? undefined : db.prepare<[], [number, ...string[]]>(`SELECT ${sql} FROM "${table}" WHERE ${where}`).raw().get();
  const [count, ...values] = read ?? [0];
  const columns = Object.entries(spec).map(([name, type]) => {
    const json = values[present.indexOf(name)];
    return [name, json === undefined ? new Array(count).fill(type === 'text' ? '' : undefined) : decoded(json, type)];
  });
  return Object.fromEntries(columns) as Columns<S>;
}

/** Changes the parsed array in place: with thousands of rows a second one costs a garbage collection. */
function decoded(json: string, type: 'text' | 'integer'): readonly unknown[] {
  const values: unknown[] = JSON.parse(json);
  for (const [at, value] of values.entries()) {
    if (type === 'text') values[at] = typeof value === 'string' ? value.trim() : '';
    else if (!Number.isSafeInteger(value)) values[at] = undefined;
  }
  return values;
}
