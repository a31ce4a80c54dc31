import type { Finding, Level } from '../model/finding.js';
import type { Row, Status } from '../model/row.js';

/** Everything that a check found, ready to be printed. Reporters are pure functions of it. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string; readonly informationUri: string };
  readonly scope: ScopeSummary;
  /** Every row of the scope, features first, by id. */
  readonly rows: readonly RowResult[];
  /** In total order: item kind (feature, test, file), id, file, line, rule, message. */
  readonly findings: readonly Finding[];
  /** All enabled rules, sorted by id. */
  readonly rules: readonly RuleInfo[];
  readonly digests: Digests;
  /** Files read, by language, and how many of them have parts that did not parse. */
  readonly sources: { readonly go: SourceCount; readonly csharp: SourceCount };
  /** Only with `--to`. */
  readonly target?: Status;
  /** Only with `--to`: whether the policy lets all rows of the scope have that status. */
  readonly verdict?: Verdict;
  /** Findings that a waiver or the baseline accepts, in total order; only with `--include-suppressed`. They are not in `findings`. */
  readonly suppressed?: readonly Suppressed[];
  /** How many findings a waiver or the baseline accepts, whether or not they are in `suppressed`. */
  readonly accepted?: Readonly<Record<Suppressed['kind'], number>>;
}

export interface Verdict {
  readonly allowed: boolean;
  /** Items that may not be promoted, in the order of the rows. */
  readonly refused: readonly string[];
  /** What speaks against the promotion as a whole, one sentence each. */
  readonly problems?: readonly string[];
  /** Why each of the refused may not be promoted, one phrase each, in the same order. */
  readonly reasons?: readonly { readonly item: string; readonly reasons: readonly string[] }[];
}

export interface Suppressed {
  readonly finding: Finding;
  /** `inSource` for an inline waiver, `external` for the baseline. */
  readonly kind: 'inSource' | 'external';
  readonly reason: string;
}

export interface SourceCount {
  readonly files: number;
  readonly routines: number;
  readonly unreadable: number;
}

export interface ScopeSummary {
  /** For `automationDetails.id` and file names: `batch-11`, `batch-11+12`, `all`, `features-955-958`. */
  readonly id: string;
  /** For people: `batch 11 (FileStore Init)`. */
  readonly label: string;
  /** Rows are judged whatever their status says. */
  readonly candidates: boolean;
}

export interface RowResult {
  readonly row: Row;
  readonly state: 'paired' | 'missing-go' | 'missing-csharp' | 'ambiguous' | 'unreadable' | 'unmapped' | 'not-judged';
  /** Where the Go function and the C# member are, when found. */
  readonly go?: Place;
  readonly csharp?: Place;
  /** Why this counterpart was chosen, one phrase each. */
  readonly evidence: readonly string[];
}

export interface Place {
  readonly symbol: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
}

export interface RuleInfo {
  readonly id: string;
  readonly level: Level;
  /** The level without configuration. */
  readonly defaultLevel: Level;
  readonly category: 'mapping' | 'body' | 'test' | 'protocol' | 'house';
  readonly summary: string;
  /** The whole doc, Markdown. */
  readonly markdown: string;
  readonly precision: 'very-high' | 'high' | 'medium';
}

/** SHA-256, hex. They tie a report to what it was made from. */
export interface Digests {
  readonly rows: string;
  readonly sources: string;
  readonly rules: string;
  readonly config: string;
  /** Only with `--to`: of the test results and the coverage. */
  readonly results?: string;
}

/** Gives a source file's text (as decoded, original line ends), or undefined if it is not known. */
export type TextOf = (file: string) => string | undefined;
