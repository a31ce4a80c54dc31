import { writeFileSync } from 'node:fs';
import { type CheckResult, check } from '../check.js';
import { EXIT, type SharedOptions } from '../cli.js';
import type { Config } from '../config/config.js';
import { Refusal, reasonOf } from '../errors.js';
import { parseScope, type ScopeOptions } from '../ledger/scope.js';
import { givesReason } from '../model/reason.js';
import { RULES } from '../rule/registry.js';
import { type BaselineEntry, baselineText, entryOf } from '../waivers/baseline.js';
import { isBeyondWaivers } from '../waivers/settle.js';
import { configOf, printsConfig, progress } from './shared.js';

export interface BaselineOptions extends SharedOptions, ScopeOptions {
  readonly reason?: string;
  readonly only?: readonly string[];
}

/** Accepts today's findings of a scope, with a reason. Entries that are there already keep theirs. */
export async function baseline(options: BaselineOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const reason = options.reason?.replace(/\s+/g, ' ').trim() ?? '';
  if (!givesReason(reason)) {
    const what = reason === '' ? '`parity baseline` needs a reason' : `"${reason}" is no reason`;
    throw new Refusal(what, 'say why these findings are accepted: --reason "…"');
  }
  const result = await run(config, options);
  const category = new Map(RULES.map((rule) => [rule.id, rule.category]));
  const accepted = result.report.findings.filter(({ rule }) => !isBeyondWaivers(category.get(rule)));
  const left = result.report.findings.length - accepted.length;
  if (accepted.length > 0) {
    const added = accepted.map((finding) => entryOf(finding, reason));
    const replaced = new Set(added.map(({ fingerprint }) => fingerprint));
    save(config, result, [...entries(result).filter(({ fingerprint }) => !replaced.has(fingerprint)), ...added]);
  }
  say(`${result.baseline.file}: ${count(accepted.length, 'finding')} accepted in ${result.report.scope.label}`);
  if (left > 0) say(`${count(left, 'finding')} of the protocol or of parity itself left: no baseline accepts these`);
  return EXIT.clean;
}

/** Removes the entries whose finding is gone. */
export async function prune(options: BaselineOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const result = await run(config, { ...options, only: [] });
  const stale = new Set(
    result.waivers.flatMap(({ waiver, fates }) =>
      waiver.kind === 'external' && fates.some(({ fate }) => fate === 'unused' || fate === 'unknown' || fate === 'refused')
        ? [waiver.entry]
        : [],
    ),
  );
  if (stale.size > 0)
    save(
      config,
      result,
      entries(result).filter((entry) => !stale.has(entry)),
    );
  const kept = result.baseline.waivers.length - stale.size;
  say(`${result.baseline.file}: ${stale.size === 1 ? '1 entry' : `${stale.size} entries`} removed, ${kept} kept`);
  return EXIT.clean;
}

function run(config: Config, options: BaselineOptions): Promise<CheckResult> {
  const scope = parseScope(options);
  const only = (options.only ?? []).flatMap((list) => list.split(',')).filter((id) => id !== '');
  return check(config, { scope, levels: {}, only, cache: options.cache, progress }).finally(() => progress(''));
}

function entries({ baseline }: CheckResult): BaselineEntry[] {
  return baseline.waivers.map(({ entry }) => entry);
}

function save(config: Config, { baseline }: CheckResult, entries: readonly BaselineEntry[]): void {
  try {
    writeFileSync(config.baseline, baselineText(entries));
  } catch (error) {
    throw new Refusal(`${baseline.file} cannot be written: ${reasonOf(error)}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
