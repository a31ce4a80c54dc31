import type { Status } from './row.js';

export type Level = 'error' | 'warning' | 'note';
export const LEVELS: readonly Level[] = ['error', 'warning', 'note'];

/** One line of a file. Columns are 1-based UTF-16 units; `endColumn` is exclusive. */
export interface Location {
  /** Relative to the root, `/`-separated. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface RelatedLocation extends Location {
  readonly message: string;
}

export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** `feature/955`, `test/351`, `batch/11`, or `file/<path>` for a finding about a file. */
  readonly item: string;
  /** The row's name (`fileStore.lockAllMsgBlocks`); '' for a file. */
  readonly title: string;
  /** The row's status; undefined for a file. */
  readonly status: Status | undefined;
  /** What is wrong, why, and what to do. The first sentence stands alone. */
  readonly message: string;
  readonly location: Location;
  /** The line inside the member that shows the fault, when it is another than the location's. */
  readonly focus?: number;
  readonly related: readonly RelatedLocation[];
  /** `parity/v1`: SHA-256 (first 32 hex digits) over rule, message, both symbols, body hash and a counter for equal ones. No line numbers. */
  readonly fingerprint: string;
}
