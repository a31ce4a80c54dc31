import type { Row, Status } from './row.js';

/** One run of `parity promote`, as the database records it. Digests are SHA-256, hex; '' for what was not given. */
export interface Promotion {
  readonly id: number;
  readonly createdAt: string;
  readonly status: Status;
  readonly toolVersion: string;
  /** '' outside git; `+changes` follows the commit when the work tree differed from it. */
  readonly gitCommit: string;
  /** Name of the report that was written, relative to the database. */
  readonly report: string;
  readonly reportDigest: string;
  readonly resultsDigest: string;
  readonly coverageDigest: string;
  readonly rowsDigest: string;
  readonly sourcesDigest: string;
  readonly rulesDigest: string;
  readonly configDigest: string;
  /** Waivers that the promotion rests on, one line each. */
  readonly waivers: readonly string[];
}

/** That a promotion covered one row. */
export interface Evidence {
  readonly id: number;
  readonly item: string;
  readonly status: Status;
  /** `Routine.hash` of what was judged: the Go function, and the C# members in order, joined by `+`. */
  readonly goHash: string;
  readonly csharpHash: string;
  /** What was seen of the tests: `test/351: 3 passed`. */
  readonly results: readonly string[];
  readonly promotion: Promotion;
  /** The row names the same Go function and C# member as it did then. */
  readonly isCurrent: boolean;
  /** The seal fits the record: it is as the promotion wrote it. */
  readonly isIntact: boolean;
  /** The row was set back or deleted afterwards. */
  readonly isWithdrawn: boolean;
}

const RANKS: Partial<Record<Status, number>> = { stub: 1, complete: 2, verified: 3 };

/** How much a status claims: 0 for nothing, then `stub`, `complete`, `verified`. */
export function rankOf(status: Status): number {
  return RANKS[status] ?? 0;
}

/**
 * Why nothing backs the status that a row has, as a phrase after its name; undefined when something does.
 * @param evidence what the ledger has for the row
 */
export function evidenceProblem(row: Row, evidence: readonly Evidence[]): string | undefined {
  const serving = evidence.filter((each) => rankOf(each.status) >= rankOf(row.status));
  if (serving.some((each) => each.isCurrent && each.isIntact && !each.isWithdrawn)) return undefined;
  const [first] = evidence;
  if (first === undefined) return 'has no evidence';
  const [last] = serving;
  if (last === undefined) return `has evidence for \`${first.status}\` only`;
  if (!last.isIntact) return `has evidence that was not written by \`parity promote\`, or was edited`;
  if (!last.isCurrent) return 'has evidence for another mapping';
  return 'was set back after its promotion, which withdrew the evidence';
}
