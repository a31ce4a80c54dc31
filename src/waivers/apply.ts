import type { CodeIndex } from '../index/code-index.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Finding } from '../model/finding.js';
import type { Routine } from '../model/source.js';
import type { Claims } from '../pair/claims.js';
import type { Subject } from '../pair/subject.js';
import type { Rule } from '../rule/define.js';
import type { BaselineWaiver } from './baseline.js';
import { type InlineWaiver, inlineWaivers } from './inline.js';
import { type Settled, settle } from './settle.js';

export interface WaiverContext {
  /** Every rule there is, and the ids of those that ran. */
  readonly rules: readonly Rule[];
  readonly ran: ReadonlySet<string>;
  readonly csharp: CodeIndex;
  readonly claims: Claims;
  readonly ledger: Pick<Ledger, 'row'>;
  readonly baseline: readonly BaselineWaiver[];
}

/**
 * Takes the accepted ones out of the findings of a scope. Only the waivers that the scope can speak of are in `uses`: those on its members and
 * rows, and with every row in it all there are.
 * @param judged the subjects that rules were asked about
 * @param isWhole whether every row of the database is in the scope
 */
export function applyWaivers(
  findings: readonly Finding[],
  judged: readonly Subject[],
  isWhole: boolean,
  { rules, ran, csharp, claims, ledger, baseline }: WaiverContext,
): Settled {
  const members = new Set<Routine>();
  const items = new Set<string>();
  for (const subject of judged) {
    items.add(subject.row.item);
    if (subject.csharp.kind === 'found') for (const member of subject.csharp.members) members.add(member);
  }
  const files = new Set([...members].map((member) => member.file));
  const units = isWhole ? csharp.units : csharp.units.filter((unit) => files.has(unit.file));
  const inline = units.flatMap(inlineWaivers);
  const settled = settle(
    findings,
    { inline, baseline },
    {
      rules,
      ran,
      // A member that no row names gets no finding; one whose row claims nothing today may get one tomorrow.
      hasMember: (routine) => members.has(routine) || (isWhole && !claims.isMapped(routine)),
      hasItem: (item) => items.has(item) || ledger.row(item) === undefined,
    },
  );
  if (isWhole) return settled;
  const concerns = (waiver: InlineWaiver | BaselineWaiver) =>
    waiver.kind === 'external' ? items.has(waiver.entry.item) : waiver.members.some((member) => members.has(member));
  return { ...settled, uses: settled.uses.filter((use) => concerns(use.waiver)) };
}
