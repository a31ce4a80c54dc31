import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckResult, emptyReport, type CheckOptions as JudgingOptions, check as run } from '../check.js';
import { EXIT, type SharedOptions } from '../cli.js';
import type { Config } from '../config/config.js';
import { didYouMean } from '../config/nearest.js';
import { Refusal, reasonOf } from '../errors.js';
import type { Target } from '../gate/policy.js';
import { parseScope } from '../ledger/scope.js';
import { LEVELS, type Level } from '../model/finding.js';
import { FORMATS, type Format, formatOfFile, render } from '../report/formats.js';
import type { Report, TextOf } from '../report/report.js';
import { configOf, printsConfig, progress, wantsColor, warn } from './shared.js';

export interface CheckOptions extends SharedOptions {
  readonly batch?: readonly string[];
  readonly feature?: readonly string[];
  readonly test?: readonly string[];
  readonly module?: readonly string[];
  readonly status?: readonly string[];
  readonly all?: boolean;
  readonly format?: readonly string[];
  readonly output?: readonly string[];
  readonly sarif?: string;
  readonly failOn: Level | 'never';
  readonly maxWarnings?: number;
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly includeSuppressed?: boolean;
  readonly staged?: boolean;
  readonly since?: string;
  readonly to?: Target;
  readonly results?: readonly string[];
  readonly coverage?: readonly string[];
  readonly quiet?: boolean;
  readonly timings?: boolean;
}

/** The main job. Prints the report, and says by the exit code whether it is clean. */
export async function check(options: CheckOptions): Promise<number> {
  const outputs = outputsOf(options);
  const levels = Object.fromEntries((options.rule ?? []).map(levelSetting));
  const only = (options.only ?? []).flatMap((list) => list.split(',')).filter((id) => id !== '');
  const scope = parseScope(options);
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const { cache, includeSuppressed = false } = options;
  const judging = { scope, levels, only, cache, includeSuppressed, progress };
  const result = await judged(config, judging, options);
  if (result === undefined) {
    progress('');
    process.stderr.write('parity: the change touches no row that claims anything\n');
    const { scopeOfChange } = await import('../gate/change.js');
    const report = emptyReport(scopeOfChange(options), config, levels);
    for (const output of outputs) if (output.file !== undefined) await write(output, report, () => undefined, options);
    return EXIT.clean;
  }
  progress('');
  for (const notice of result.notices) warn(notice);
  for (const output of outputs) await write(output, result.report, (name) => result.project.workspace.textOf(name), options);
  if (options.timings) printTimings(result.timings);
  return exitCode(result.report, options);
}

/** By the way that the options ask for; undefined when there is nothing to judge. */
async function judged(config: Config, judging: JudgingOptions, options: CheckOptions): Promise<CheckResult | undefined> {
  const { to, staged = false, since, results = [], coverage = [] } = options;
  if (to === undefined && results.length + coverage.length > 0)
    throw new Refusal('`--results` and `--coverage` speak for a promotion', 'say which with `--to verified`');
  if (staged || since !== undefined) {
    const named = (['batch', 'feature', 'test', 'module', 'status', 'all', 'to'] as const).find((name) => options[name] !== undefined);
    const flag = staged ? '--staged' : '--since';
    if (staged && since !== undefined) throw new Refusal('`--staged` and `--since` exclude each other');
    if (named !== undefined) throw new Refusal(`\`${flag}\` and \`--${named}\` exclude each other`);
    return (await import('../gate/change.js')).checkChange(config, { ...judging, since });
  }
  if (to === undefined) return run(config, judging);
  return (await import('../gate/promotion.js')).weigh(config, { ...judging, target: to, results, coverage });
}

interface Output {
  readonly format: Format;
  /** Undefined for stdout. */
  readonly file: string | undefined;
}

/** Formats and files go together in order; a format without a file goes to stdout, where there is room for one. */
function outputsOf(options: CheckOptions): Output[] {
  const formats = (options.format ?? []).map(formatOf);
  const files = options.output ?? [];
  const outputs = files.map((file, i): Output => ({ file, format: formats[i] ?? formatOfFile(file) }));
  const rest = formats.slice(files.length);
  if (rest.length > 1) throw new Refusal('only one report can go to stdout', 'give the others a file with -o');
  if (rest[0] !== undefined || files.length === 0) outputs.push({ file: undefined, format: rest[0] ?? 'text' });
  if (options.sarif !== undefined) outputs.push({ file: options.sarif, format: 'sarif' });
  for (const { file } of outputs) if (file !== undefined) checkDirectory(file);
  return outputs;
}

/** Better now than when everything has been judged. */
function checkDirectory(file: string): void {
  const directory = path.dirname(file);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Refusal(`${file} cannot be written: there is no directory ${directory}`);
}

function formatOf(name: string): Format {
  const format = FORMATS.find((each) => each === name);
  if (format === undefined)
    throw new Refusal(`unknown format \`${name}\`${didYouMean(name, FORMATS)}`, `formats are ${FORMATS.join(', ')}`);
  return format;
}

function levelSetting(setting: string): [string, Level | 'off'] {
  const [id = '', level = ''] = setting.split('=');
  const known = [...LEVELS, 'off'] as const;
  const found = known.find((each) => each === level);
  if (id === '' || found === undefined) throw new Refusal(`\`--rule ${setting}\` is not ID=LEVEL`, `levels are ${known.join(', ')}`);
  return [id, found];
}

async function write({ format, file }: Output, report: Report, textOf: TextOf, options: CheckOptions): Promise<void> {
  const isTerminal = file === undefined;
  const content = await render(format, report, textOf, {
    color: isTerminal && wantsColor(options),
    width: isTerminal ? process.stdout.columns : undefined,
    quiet: options.quiet,
    given: givenPaths(options),
  });
  if (file === undefined) process.stdout.write(content);
  else {
    try {
      writeFileSync(file, content);
    } catch (error) {
      throw new Refusal(`${file} cannot be written: ${reasonOf(error)}`);
    }
  }
}

/** The options that say where the port is, as a shell reads them. */
function givenPaths(options: CheckOptions): string {
  const quoted = (word: string) => (/^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  return (['root', 'config', 'db'] as const)
    .flatMap((name) => (options[name] === undefined ? [] : [`--${name} ${quoted(options[name])}`]))
    .join(' ');
}

function printTimings(timings: ReadonlyMap<string, number>): void {
  for (const [name, ms] of timings) process.stderr.write(`${ms.toFixed(1).padStart(9)} ms  ${name}\n`);
}

function exitCode(report: Report, options: CheckOptions): number {
  if (report.verdict?.allowed === false) return EXIT.findings;
  const count = (level: Level) => report.findings.filter((finding) => finding.level === level).length;
  if (options.maxWarnings !== undefined && count('warning') > options.maxWarnings) return EXIT.findings;
  if (options.failOn === 'never') return EXIT.clean;
  const failing = LEVELS.slice(0, LEVELS.indexOf(options.failOn) + 1);
  return failing.some((level) => count(level) > 0) ? EXIT.findings : EXIT.clean;
}
