import type { Batch, BatchInput, Records } from '../model/records.js';
import type { Row, Status } from '../model/row.js';
import type { Ledger } from './ledger.js';

/** What the rules of the protocol may ask of a ledger. */
export function recordsOf(ledger: Ledger, flows: Readonly<Record<Row['kind'], readonly Status[]>>): Records {
  let tests: ReadonlyMap<number, readonly Row[]> | undefined;
  return {
    isGuarded: ledger.isGuarded,
    overridesOf: ledger.overridesOf,
    evidenceOf: ledger.evidenceOf,
    testsOf: ({ id }) => {
      tests ??= testsByFeature(ledger.tests);
      return tests.get(id) ?? [];
    },
    flowOf: (kind) => flows[kind],
  };
}

/** Where there is no database: nothing is known of any row beside itself. */
export const NO_RECORDS: Records = { isGuarded: false, overridesOf: () => [], evidenceOf: () => [], testsOf: () => [], flowOf: () => [] };

/** The batches of some rows, each once, by id. */
export function batchesOf(rows: readonly Row[], ledger: Ledger): BatchInput[] {
  const withRows = (batch: Batch) => {
    const items = [...batch.features.map((id) => `feature/${id}`), ...batch.tests.map((id) => `test/${id}`)];
    return { batch, rows: items.flatMap((item) => ledger.row(item) ?? []) };
  };
  return [...new Set(rows.flatMap((row) => ledger.batchesOf(row)))]
    .sort((a, b) => a.id - b.id)
    .map((batch) => ({
      batch,
      needs: ledger.batches.filter(({ id }) => batch.needs.includes(id) && id !== batch.id).map(withRows),
    }));
}

/** Ids of features, with the rows of the tests that are mapped to them. */
export function testsByFeature(tests: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const found = new Map<number, Row[]>();
  for (const test of tests)
    for (const id of test.dependsOn) {
      const list = found.get(id);
      if (list === undefined) found.set(id, [test]);
      else list.push(test);
    }
  return found;
}
