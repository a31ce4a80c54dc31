import type { Location } from './finding.js';

/** Somebody's word that findings of some rules are accepted: in the code (`inSource`) or in the baseline (`external`). */
export interface Waiver {
  readonly kind: 'inSource' | 'external';
  readonly rules: readonly string[];
  /** '' when there is none. */
  readonly reason: string;
  readonly at: Location;
  /** What it stands on, for a message: the member's name, or the item of a baseline entry; '' when it stands on nothing. */
  readonly on: string;
  /** A directive that only looks like a waiver (`parity: ignore …`): the word that stands where `allow` should. */
  readonly instead?: string;
}

/**
 * What became of a waiver for one rule. `unjudged`: the run can't tell, as it did not judge what the waiver stands on.
 * `refused`: a rule of the protocol or of parity itself, which no waiver silences.
 */
export type Fate = 'used' | 'unused' | 'unjudged' | 'unknown' | 'refused';

export interface WaiverUse {
  readonly waiver: Waiver;
  readonly fates: readonly { readonly rule: string; readonly fate: Fate; readonly nearest?: string }[];
}
