import type { Database } from 'better-sqlite3';
import { Refusal } from '../errors.js';
import type { Row } from '../model/row.js';
import { type EvidenceRecord, type PromotionRecord, recordPromotion } from './evidence.js';
import { readLedger } from './ledger.js';
import { columnNames } from './table.js';
import { withTransaction } from './write.js';

/** What a promotion does to the database. */
export interface StatusChange {
  /** The rows as they were judged, mapped tests included: none may have changed since. */
  readonly judged: readonly Row[];
  readonly promotion: Omit<PromotionRecord, 'id'>;
  readonly evidence: readonly ({ readonly row: Row } & Pick<EvidenceRecord, 'go_hash' | 'csharp_hash' | 'results'>)[];
  /** Rows of one kind in each; every chunk is one UPDATE. */
  readonly chunks: readonly (readonly Row[])[];
}

/**
 * Records the evidence and sets the statuses, in one transaction.
 * @param beforeChange runs with the lock held; when it throws nothing is changed
 * @throws Refusal when a row is not as it was judged, or can't be updated
 */
export function raiseStatus(file: string, change: StatusChange, beforeChange: () => void): Promise<void> {
  return withTransaction(file, (db) => {
    const now = readLedger(db, file);
    const changed = change.judged.find((row) => JSON.stringify(now.row(row.item)) !== JSON.stringify(row));
    if (changed !== undefined)
      throw new Refusal(`${changed.item} was changed by another process meanwhile; nothing was promoted`, 'run the promotion again');
    beforeChange();
    const records = change.evidence.map(({ row, ...record }) => ({ ...record, table_name: tableOf(row), item_id: row.id }));
    recordPromotion(db, change.promotion, records);
    for (const chunk of change.chunks) update(db, chunk, change.promotion.status);
  });
}

function update(db: Database, rows: readonly Row[], status: string): void {
  const [first] = rows;
  if (first === undefined) return;
  const table = tableOf(first);
  const stamp = columnNames(db, table)?.has('updated_at') ? ', updated_at = CURRENT_TIMESTAMP' : '';
  const marks = rows.map(() => '?').join(', ');
  const { changes } = db
    .prepare(`UPDATE "${table}" SET status = ?${stamp} WHERE id IN (${marks})`)
    .run(status, ...rows.map(({ id }) => id));
  if (changes !== rows.length) throw new Refusal(`only ${changes} of ${rows.length} rows could be updated; nothing was promoted`);
}

function tableOf(row: Row): 'features' | 'unit_tests' {
  return row.kind === 'feature' ? 'features' : 'unit_tests';
}
