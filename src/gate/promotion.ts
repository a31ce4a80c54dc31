import { createHash } from 'node:crypto';
import path from 'node:path';
import { type CheckOptions, type CheckResult, judgeRows, openProject, type Project, rulesOf } from '../check.js';
import type { Config } from '../config/config.js';
import { checkRuleIds } from '../config/config.js';
import { Refusal } from '../errors.js';
import { type Ledger, openLedger } from '../ledger/ledger.js';
import { scopeSummary } from '../ledger/scope.js';
import type { Row } from '../model/row.js';
import type { Subject } from '../pair/subject.js';
import type { ScopeSummary, Verdict } from '../report/report.js';
import { readCoverage } from '../results/coverage.js';
import { builtFrom, changedAfter } from '../results/freshness.js';
import { readTestRun } from '../results/test-run.js';
import { RULES } from '../rule/registry.js';
import { isBeyond, leftOut, type Target, weakenedRules } from './policy.js';
import { type DatedCoverage, type DatedRun, TestResults, testsByFeature } from './tests.js';
import { verdictOf } from './verdict.js';

export interface PromotionOptions extends CheckOptions {
  readonly target: Target;
  /** Files of test results, and of coverage. */
  readonly results: readonly string[];
  readonly coverage: readonly string[];
  /** Leave out the rows that have come further already, instead of judging them too. */
  readonly onlyRaised?: boolean;
}

/** A scope judged as a promotion. The report also holds the mapped tests that a feature is judged with. */
export interface Weighing extends CheckResult {
  readonly verdict: Verdict;
  /** The rows that would get the status; `subjects` holds the mapped tests besides. */
  readonly candidates: readonly Subject[];
  readonly results: TestResults | undefined;
  readonly coverages: readonly DatedCoverage[];
  testsOf(row: Row): readonly Subject[];
}

/** Judges the rows of a scope as a promotion to a status. */
export async function weigh(config: Config, options: PromotionOptions): Promise<Weighing> {
  const ledger = await openLedger(config.db);
  return weighRows(config, ledger, ledger.rows(options.scope), scopeSummary(options.scope, ledger), options);
}

/**
 * The same for rows that are at hand.
 * @throws Refusal when none of them has a part in it, or a result file can't be read
 */
export async function weighRows(
  config: Config,
  ledger: Ledger,
  asked: readonly Row[],
  summary: ScopeSummary,
  options: PromotionOptions,
): Promise<Weighing> {
  const { policy } = config;
  const { target } = options;
  checkPolicy(config);
  const rules = rulesOf(config, options);
  const out = asked.flatMap((row) => {
    const isDone = options.onlyRaised === true && isBeyond(row, target, policy);
    const reason = leftOut(row, target, policy) ?? (isDone ? `\`${row.status}\` already` : undefined);
    return reason === undefined ? [] : [{ row, reason }];
  });
  const rows = asked.filter((row) => !out.some((each) => each.row === row));
  const [first] = out;
  if (rows.length === 0)
    throw new Refusal(`nothing to promote to ${target} in ${summary.label}: ${first?.row.item} is left out (${first?.reason})`);
  const runs = await Promise.all(options.results.map((file) => readTestRun(file, shownName(config, file))));
  const coverages = await Promise.all(options.coverage.map((file) => readCoverage(file, shownName(config, file))));
  const mapped = target === 'verified' ? testsByFeature(ledger.tests) : new Map<number, readonly Row[]>();
  const testRows = (row: Row) => (row.kind === 'feature' ? (mapped.get(row.id) ?? []) : []).filter((test) => test.status !== 'n_a');
  const judged = inOrder([...rows, ...rows.flatMap(testRows)]);
  options.progress('reading sources');
  const project = await openProject(config, ledger, judged, options.cache);
  options.progress(`judging ${judged.length} rows`);
  const scope = { ...summary, candidates: true };
  const result = judgeRows(project, { rows: judged, scope, rules, timings: new Map(), includeSuppressed: options.includeSuppressed });
  const subjects = new Map(result.subjects.map((subject) => [subject.row.item, subject]));
  const subjectsOf = (list: readonly Row[]) => list.map(({ item }) => subjects.get(item)).filter((each) => each !== undefined);
  const newerThan = newest(project);
  const dated = runs.map((run): DatedRun => ({ run, newer: newerThan(run.startedAt, run.assemblies) }));
  // Coverage does not say of which build it is: of that which the results are of.
  const assemblies = runs.flatMap((run) => run.assemblies);
  const datedCoverages = coverages.map((coverage): DatedCoverage => ({ coverage, newer: newerThan(coverage.writtenAt, assemblies) }));
  const results = dated.length === 0 ? undefined : new TestResults(dated, project.facts.csharp);
  const candidates = subjectsOf(rows);
  const testsOf = (row: Row) => subjectsOf(testRows(row));
  const problems = [
    ...weakenedRules(policy, target, RULES, result.report.rules),
    ...runs.filter(({ cases }) => cases.length === 0).map(({ file }) => `${file}: no test was run. Does the filter match one?`),
    ...dated.flatMap(({ run: { file, startedAt }, newer }) => staleness(file, startedAt, newer)),
    ...datedCoverages.flatMap(({ coverage: { file, writtenAt }, newer }) => staleness(file, writtenAt, newer)),
  ];
  const { findings } = result.report;
  const { batchesOf } = ledger;
  const verdict = verdictOf({
    policy,
    target,
    candidates,
    testsOf,
    batchesOf,
    findings,
    rules: RULES,
    results,
    coverages: datedCoverages,
    problems,
  });
  const files = [...runs, ...coverages].map(({ digest }) => digest);
  const digests = files.length === 0 ? result.report.digests : { ...result.report.digests, results: digestOfFiles(files) };
  const notices = [...result.notices, ...leftOutNotices(out)];
  return {
    ...result,
    report: { ...result.report, target, verdict, digests },
    notices,
    verdict,
    candidates,
    results,
    coverages: datedCoverages,
    testsOf,
  };
}

/** SHA-256 over the digests of files, whatever their order; '' without files. */
export function digestOfFiles(digests: readonly string[]): string {
  return digests.length === 0
    ? ''
    : createHash('sha256')
        .update([...digests].sort().join('\n'))
        .digest('hex');
}

function staleness(file: string, time: number | undefined, newer: string | undefined): string[] {
  if (time === undefined) return [`${file}: it does not say when it was made.`];
  return newer === undefined ? [] : [`${file}: it is of another ${newer} than this. Build, and run the tests again.`];
}

/** Below the root relative to it, elsewhere the name alone: a report tells nothing of the machine. */
function shownName({ root }: Config, file: string): string {
  const relative = path.relative(root, path.resolve(file)).replaceAll(path.sep, '/');
  return relative.startsWith('..') || path.isAbsolute(relative) ? path.basename(file) : relative;
}

/** @throws Refusal when the policy names what is neither a rule nor a category */
function checkPolicy(config: Config): void {
  const { stub, complete, verified, except } = config.policy;
  const categories = ['mapping', 'body', 'test', 'protocol', 'house'];
  const known = [...RULES.map(({ id }) => id), ...categories];
  const names = [...stub, ...complete, ...verified, ...except].map((name) => [name, 'error'] as const);
  checkRuleIds({ ...config, rules: Object.fromEntries(names) }, known);
}

/** One line for each reason: a batch holds many rows that do not take part. */
function leftOutNotices(out: readonly { readonly row: Row; readonly reason: string }[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { row, reason } of out) byReason.set(reason, [...(byReason.get(reason) ?? []), row.item]);
  return [...byReason].map(([reason, items]) => {
    const [first = '', ...others] = items;
    return `left out (${reason}): ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;
  });
}

/**
 * The first C# file that is not as it was when something was made. What the tested build says of its sources counts before any time: it is proof
 * where the clock is a hint.
 */
function newest({ config, workspace }: Project): (time: number | undefined, assemblies?: readonly string[]) => string | undefined {
  const files = [...workspace.sources.csharp, ...workspace.sources.csharpTests];
  const known = new Map<string, string | undefined>();
  return (time, assemblies = []) => {
    if (time === undefined) return undefined;
    const key = [time, ...assemblies].join('|');
    if (!known.has(key)) {
      const built = hashesOf(files, builtFrom(assemblies, time));
      const other = files.find((file) => built.has(file) && built.get(file) !== workspace.digestOf(file));
      known.set(
        key,
        other ??
          changedAfter(
            config.root,
            files.filter((file) => !built.has(file)),
            time,
          ),
      );
    }
    return known.get(key);
  };
}

/** Hashes by our names of the files: a build may have stood in another directory. */
function hashesOf(files: readonly string[], built: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const byName = new Map<string, [at: string, hash: string][]>();
  for (const [at, hash] of built) {
    const name = at.slice(at.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), [at, hash]]);
  }
  return new Map(
    files.flatMap((file) => {
      const [found] = (byName.get(file.slice(file.lastIndexOf('/') + 1)) ?? []).filter(([at]) => at.endsWith(`/${file}`));
      return found === undefined ? [] : [[file, found[1]] as const];
    }),
  );
}

function inOrder(rows: readonly Row[]): Row[] {
  const unique = new Map(rows.map((row) => [row.item, row]));
  const kind = (row: Row) => (row.kind === 'feature' ? 0 : 1);
  return [...unique.values()].sort((a, b) => kind(a) - kind(b) || a.id - b.id);
}
