import type { Policy } from '../config/config.js';
import { LEVELS, type Level } from '../model/finding.js';
import type { Row, Status } from '../model/row.js';
import type { RuleInfo } from '../report/report.js';

/** Statuses that a row can be promoted to. */
export const TARGETS = ['stub', 'complete', 'verified'] as const;
export type Target = (typeof TARGETS)[number];

type RuleName = Pick<RuleInfo, 'id' | 'category'>;

/** Whether the policy lets a rule's findings block a status. */
export function blocks(policy: Policy, target: Target, { id, category }: RuleName): boolean {
  const names = policy[target];
  return (names.includes(id) || names.includes(category)) && !policy.except.includes(id);
}

export function isAtLeast(level: Level, lowest: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(lowest);
}

/**
 * Why a run can't speak for a promotion: a rule that blocks was off, was not run, or had its level lowered out of sight.
 * @param all every rule with its default level
 * @param run the rules that were run, with the levels that they had
 */
export function weakenedRules(
  policy: Policy,
  target: Target,
  all: readonly (RuleName & { readonly level: Level })[],
  run: readonly Pick<RuleInfo, 'id' | 'level'>[],
): string[] {
  const levels = new Map(run.map(({ id, level }) => [id, level]));
  return all
    .filter((rule) => blocks(policy, target, rule) && isAtLeast(rule.level, policy.level))
    .flatMap(({ id }) => {
      const level = levels.get(id);
      if (level !== undefined && isAtLeast(level, policy.level)) return [];
      const how = level === undefined ? 'was not run' : `only gives a ${level}`;
      return [`Rule \`${id}\` blocks \`${target}\`, and ${how}: run it as it is, or name it in \`policy.except\`.`];
    });
}

/** Whether a row has a part in a promotion to a status; if not, a phrase that says why. */
export function leftOut(row: Row, target: Target, policy: Policy): string | undefined {
  if (row.status === 'n_a') return 'does not apply';
  return flowOf(row, policy).includes(target) ? undefined : `a ${row.kind} is never \`${target}\``;
}

/** Whether a row has come further than a status already. */
export function isBeyond(row: Row, target: Target, policy: Policy): boolean {
  const flow = flowOf(row, policy);
  return flow.indexOf(row.status) > flow.indexOf(target);
}

/** Why a row may not take this step, as a phrase; undefined when it may. To stay where it is is no step. */
export function flowProblem(row: Row, target: Target, policy: Policy): string | undefined {
  const flow = flowOf(row, policy);
  const from = flow.indexOf(row.status);
  const to = flow.indexOf(target);
  const next = flow[Math.max(from, 0) + 1];
  return to - Math.max(from, 0) <= 1 ? undefined : `it is \`${row.status}\`, and the next step is \`${next}\``;
}

function flowOf(row: Row, policy: Policy): readonly Status[] {
  return row.kind === 'feature' ? policy.featureFlow : policy.testFlow;
}
