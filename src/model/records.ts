import type { Evidence } from './evidence.js';
import type { Row, Status } from './row.js';

export interface Batch {
  readonly id: number;
  /** '' when the database has no name for it. */
  readonly name: string;
  readonly status: string;
  /** Ids of the batches that have to be done before, sorted. */
  readonly needs: readonly number[];
  /** Ids of its rows that exist, sorted. */
  readonly features: readonly number[];
  readonly tests: readonly number[];
}

/** A status that was set against what PortTracker's audit said. */
export interface StatusOverride {
  readonly auditStatus: string;
  readonly auditReason: string;
  readonly requestedStatus: string;
  readonly comment: string;
  readonly createdAt: string;
}

/** What the database holds of a row beside itself: what the rules of the protocol look at. */
export interface Records {
  /** Rows need evidence for `complete` and `verified`. */
  readonly isGuarded: boolean;
  /** Oldest first. */
  overridesOf(row: Row): readonly StatusOverride[];
  /** The latest first. */
  evidenceOf(row: Row): readonly Evidence[];
  /** Tests that depend on a feature. */
  testsOf(feature: Row): readonly Row[];
  /** The statuses that a kind of row takes, in order. */
  flowOf(kind: Row['kind']): readonly Status[];
}

/** A batch, and the batches that it needs, with their rows. */
export interface BatchInput {
  readonly batch: Batch;
  readonly needs: readonly { readonly batch: Batch; readonly rows: readonly Row[] }[];
}
