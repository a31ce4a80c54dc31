import { EXIT, type SharedOptions } from '../cli.js';
import type { Config } from '../config/config.js';
import { Refusal } from '../errors.js';
import { type Gate, gate as judge } from '../gate/gate.js';
import type { Target } from '../gate/policy.js';
import { promote as carryOut, planOf, waiversOf } from '../gate/promote.js';
import { parseScope, type ScopeOptions } from '../ledger/scope.js';
import { visible } from '../report/sanitize.js';
import { configOf, printsConfig, progress, warn } from './shared.js';

export interface GateOptions extends SharedOptions, ScopeOptions {
  readonly ids?: readonly string[];
  readonly to: Target;
  readonly report?: string;
  readonly results?: readonly string[];
  readonly coverage?: readonly string[];
}

export interface PromoteOptions extends GateOptions {
  readonly execute?: boolean;
}

/** Whether a promotion is allowed, and what speaks against it. */
export async function gate(options: GateOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const result = await asked(config, options);
  process.stdout.write(outcome(result, options.to));
  return result.isOpen ? EXIT.clean : EXIT.findings;
}

/** Asks the gate, and with `--execute` carries the promotion out. */
export async function promote(options: PromoteOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const result = await asked(config, options);
  process.stdout.write(outcome(result, options.to));
  if (!result.isOpen) return EXIT.findings;
  const plan = planOf(result, options.to, config);
  const steps = plan.chunks.map(
    (chunk, i) => `  ${i + 1}. ${chunk.map((row) => `${row.item} (${row.status})`).join(', ')} -> ${options.to}\n`,
  );
  process.stdout.write(steps.join(''));
  if (plan.unchanged.length > 0)
    process.stdout.write(`  evidence only, as they are ${options.to} already: ${plan.unchanged.map(({ item }) => item).join(', ')}\n`);
  if (options.execute !== true) {
    process.stdout.write('Nothing was changed: --execute does it.\n');
    return EXIT.clean;
  }
  await carryOut(result, plan, options.to, config);
  process.stdout.write(`Promoted. The report is ${plan.report}: commit it with the database.\n`);
  if (result.ledger.guard.kind !== 'whole')
    process.stderr.write('parity: the database is not guarded; `parity guard install` keeps others to this way\n');
  return EXIT.clean;
}

async function asked(config: Config, options: GateOptions): Promise<Gate> {
  const scope = parseScope(withIds(options));
  const { to: target, report, results = [], coverage = [] } = options;
  // A cached index is a file that anybody can write: what a promotion rests on is read from the sources.
  const result = await judge(config, {
    scope,
    target,
    report,
    results,
    coverage,
    cache: false,
    onlyRaised: true,
    levels: {},
    only: [],
    progress,
  });
  progress('');
  for (const notice of result.notices) warn(notice);
  return result;
}

/** `--ids 955-958,test/351`: what has no kind is a feature. */
function withIds(options: GateOptions): ScopeOptions {
  const { batch, feature = [], test = [], ids = [] } = options;
  const parts = ids.flatMap((list) => list.split(',')).map((part) => part.trim());
  const ofKind = (kind: string) => parts.filter((part) => part.startsWith(`${kind}/`)).map((part) => part.slice(kind.length + 1));
  const plain = parts.filter((part) => !/^(feature|test)\//.test(part));
  const features = [...feature, ...plain, ...ofKind('feature')];
  const tests = [...test, ...ofKind('test')];
  if (batch === undefined && features.length + tests.length === 0)
    throw new Refusal('no rows are named', 'name them with --ids, --feature, --test or --batch');
  return {
    ...(batch === undefined ? {} : { batch }),
    ...(features.length === 0 ? {} : { feature: features }),
    ...(tests.length === 0 ? {} : { test: tests }),
  };
}

function outcome(result: Gate, target: Target): string {
  const { verdict, candidates, report, objections, isOpen } = result;
  const rows = `${candidates.length} row${candidates.length === 1 ? '' : 's'}`;
  const waivers = waiversOf(result);
  const lines = [
    `${report.scope.label}: promotion of ${rows} to ${target} ${isOpen ? 'allowed' : 'refused'}`,
    ...objections.map((text) => `  ${text}`),
    ...(verdict.problems ?? []).map((text) => `  ${text}`),
    ...(verdict.reasons ?? []).map(({ item, reasons }) => `  ${item}: ${reasons.join('; ')}`),
    ...waivers.map((text) => `  rests on a waiver: ${text}`),
  ];
  if (report.findings.length > 0 && !isOpen) lines.push(`\`parity check … --to ${target}\` shows the findings, \`parity show ID\` a row.`);
  return `${lines.map(visible).join('\n')}\n`;
}
