/** A claim of `porting.db`: "this Go function (or test) is ported by that C# member", with a status. */
export interface Row {
  readonly kind: 'feature' | 'test';
  readonly id: number;
  /** `feature/955` or `test/351`. */
  readonly item: string;
  readonly module: number | undefined;
  readonly name: string;
  readonly goFile: string;
  /** Receiver type without star; '' for a package function. */
  readonly goClass: string;
  readonly goMethod: string;
  readonly goLine: number | undefined;
  readonly goLineCount: number | undefined;
  readonly status: Status;
  readonly dotnetProject: string;
  readonly dotnetClass: string;
  readonly dotnetMethod: string;
  readonly notes: string;
  /** Ids of the features that a test depends on (`dependencies`), sorted. */
  readonly dependsOn: readonly number[];
}

export const STATUSES = ['not_started', 'stub', 'complete', 'verified', 'n_a', 'deferred', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];
