import { nearest } from '../config/nearest.js';
import type { Finding } from '../model/finding.js';
import { givesReason } from '../model/reason.js';
import type { Routine } from '../model/source.js';
import type { Fate, WaiverUse } from '../model/waiver.js';
import type { Suppressed } from '../report/report.js';
import type { Rule } from '../rule/define.js';
import type { BaselineWaiver } from './baseline.js';
import type { InlineWaiver } from './inline.js';

/** What was judged, so that a waiver which silenced nothing can be told from one that was not asked. */
export interface Judged {
  /** Every rule there is, and the ids of those that ran. */
  readonly rules: readonly Rule[];
  readonly ran: ReadonlySet<string>;
  /** Whether a finding about this member could have come up. */
  hasMember(routine: Routine): boolean;
  /** Whether a finding about this row could have come up, or never can again. */
  hasItem(item: string): boolean;
}

export interface Settled {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly uses: readonly SettledUse[];
}

export interface SettledUse extends WaiverUse {
  readonly waiver: InlineWaiver | BaselineWaiver;
}

/** Takes out of the findings what a waiver with a reason accepts, and says what became of each waiver. */
export function settle(
  findings: readonly Finding[],
  waivers: { readonly inline: readonly InlineWaiver[]; readonly baseline: readonly BaselineWaiver[] },
  judged: Judged,
): Settled {
  if (waivers.inline.length + waivers.baseline.length === 0) return { findings, suppressed: [], uses: [] };
  const category = new Map(judged.rules.map((rule) => [rule.id, rule.category]));
  const canWaive = (rule: string) => category.has(rule) && !isBeyondWaivers(category.get(rule));
  const used = new Map<InlineWaiver | BaselineWaiver, Set<string>>();
  const suppressed: Suppressed[] = [];
  const kept = findings.filter((finding) => {
    if (!canWaive(finding.rule)) return true;
    const inline = waivers.inline.filter((waiver) => waiver.instead === undefined && isAbout(waiver, finding));
    const accepting = [...inline, ...waivers.baseline.filter(({ entry }) => entry.fingerprint === finding.fingerprint)];
    for (const waiver of accepting) used.set(waiver, (used.get(waiver) ?? new Set()).add(finding.rule));
    const [first] = accepting.filter((waiver) => givesReason(waiver.reason));
    if (first !== undefined) suppressed.push({ finding, kind: first.kind, reason: first.reason });
    return first === undefined;
  });
  const wasJudged = (waiver: InlineWaiver | BaselineWaiver) =>
    waiver.kind === 'external' ? judged.hasItem(waiver.entry.item) : waiver.members.some((member) => judged.hasMember(member));
  const fateOf = (waiver: InlineWaiver | BaselineWaiver, rule: string): Fate => {
    if (!category.has(rule)) return 'unknown';
    if (!canWaive(rule)) return 'refused';
    if (used.get(waiver)?.has(rule)) return 'used';
    return judged.ran.has(rule) && wasJudged(waiver) ? 'unused' : 'unjudged';
  };
  const known = [...category.keys()];
  const uses = [...waivers.inline, ...waivers.baseline].map((waiver) => ({
    waiver,
    fates: waiver.rules.map((rule) => {
      const fate = fateOf(waiver, rule);
      const near = fate === 'unknown' ? nearest(rule, known) : undefined;
      return { rule, fate, ...(near === undefined ? {} : { nearest: near }) };
    }),
  }));
  return { findings: kept, suppressed, uses };
}

/** What a waiver never silences: the protocol (evidence is part of it), and what parity says of itself and of waivers. */
export function isBeyondWaivers(category: Rule['category'] | undefined): boolean {
  return category === 'protocol' || category === 'house';
}

function isAbout({ rules, members }: InlineWaiver, { rule, location }: Finding): boolean {
  return (
    rules.includes(rule) &&
    members.some(({ file, startLine, endLine }) => file === location.file && startLine <= location.line && location.line <= endLine)
  );
}
