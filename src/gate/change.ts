import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { CheckOptions, CheckResult } from '../check.js';
import type { Config } from '../config/config.js';
import { Refusal, reasonOf } from '../errors.js';
import { changeSince, stagedChange } from '../git/change.js';
import type { ScopeSummary } from '../report/report.js';

export interface ChangeOptions extends Omit<CheckOptions, 'scope'> {
  /** A commit to compare the work tree with; the index with HEAD when it is left out. */
  readonly since?: string | undefined;
}

/** Judges the rows that a change touches; undefined when it touches none. Most commits end here, with nothing loaded but git. */
export async function checkChange(config: Config, options: ChangeOptions): Promise<CheckResult | undefined> {
  const root = realpathSync(config.root);
  const database = path.join(directoryOf(config.db), path.basename(config.db));
  const wanted = (file: string) => file === database || /\.(cs|go)$/.test(file);
  const { since } = options;
  const change = since === undefined ? stagedChange(root, wanted) : changeSince(root, since, wanted);
  return change.files.length === 0 ? undefined : (await import('./judge-change.js')).judgeChange(config, change, options);
}

/** What is judged, for a report. */
export function scopeOfChange({ since }: Pick<ChangeOptions, 'since'>): ScopeSummary {
  if (since === undefined) return { id: 'staged', label: 'staged changes', candidates: false };
  return { id: `since-${since.replace(/[^\w.-]+/g, '-')}`, label: `changes since ${since}`, candidates: false };
}

function directoryOf(file: string): string {
  try {
    return realpathSync(path.dirname(file));
  } catch (error) {
    throw new Refusal(`${file} can not be read: ${reasonOf(error)}`);
  }
}
