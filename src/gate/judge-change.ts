import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type CheckResult, judgeRows, openProject, rulesOf, type Snapshot } from '../check.js';
import type { Config } from '../config/config.js';
import { Refusal } from '../errors.js';
import type { Change, FileChange, Tree } from '../git/change.js';
import { Workspace } from '../index/workspace.js';
import { type Ledger, openLedger, openLedgerBytes } from '../ledger/ledger.js';
import { evidenceProblem, rankOf } from '../model/evidence.js';
import type { Row } from '../model/row.js';
import type { Subject } from '../pair/subject.js';
import type { Verdict } from '../report/report.js';
import { RULES } from '../rule/registry.js';
import { findSources, resolveGoFile, type Source, sourceOfBytes } from '../sources/sources.js';
import { sourcesAmong } from '../sources/tree.js';
import { type ChangeOptions, scopeOfChange } from './change.js';
import { flowProblem, TARGETS, type Target, weakenedRules } from './policy.js';
import { hashOf } from './promote.js';
import { membersOf, testsByFeature } from './tests.js';
import { type ChangedRow, changedCode, changedRows, isTouched, possiblyTouched } from './touched.js';
import { verdictOf } from './verdict.js';

/** Judges the rows that a change touches; undefined when it touches none. What it promotes gets a verdict. */
export async function judgeChange(config: Config, change: Change, options: ChangeOptions): Promise<CheckResult | undefined> {
  // What a promotion rests on is weighed with the verdict; a row from before the guard that is merely touched need not be promoted anew.
  const rules = rulesOf(config, options).filter(({ rule }) => rule.id !== 'unverified-evidence');
  const state = await stateOf(config, change);
  const { ledger, before } = state;
  // A database that is new claims everything anew.
  const rows = before === ledger ? [] : changedRows(before, ledger);
  const sides = await workspacesOf(config, state, options);
  const code = sides === undefined ? undefined : changedCode(sides.before, sides.after);
  sides?.before.save();
  sides?.after.save();
  const changedGo = new Set((sides?.go ?? []).map((file) => slashed(path.relative(config.go.root, path.resolve(config.root, file)))));
  const possible = code === undefined ? [] : possiblyTouched([...ledger.features, ...ledger.tests], code, changedGo);
  const guardProblems = before === undefined || before === ledger ? [] : guardObjections(before, ledger);
  if (rows.length + possible.length + guardProblems.length === 0) return undefined;
  const promoted = rows.filter(({ isRaised }) => isRaised);
  const mapped = testsByFeature(ledger.tests);
  const testRows = (row: Row) =>
    row.kind === 'feature' && row.status === 'verified' ? (mapped.get(row.id) ?? []).filter(({ status }) => status !== 'n_a') : [];
  const named = rows.map(({ row }) => row);
  const beside = promoted.flatMap(({ row }) => testRows(row));
  const project = await openProject(config, ledger, [...named, ...beside, ...possible], options.cache, state.snapshot);
  const touched = code === undefined ? [] : possible.filter((row) => isTouched(project.subjectOf(row), code));
  const judged = new Set([...named, ...beside, ...touched].map(({ item }) => item));
  const inOrder = [...ledger.features, ...ledger.tests].filter(({ item }) => judged.has(item));
  if (inOrder.length + guardProblems.length === 0) return undefined;
  const timings = new Map<string, number>();
  // A test speaks for the feature that is promoted, whatever its own status claims.
  const candidates = new Set(beside.map(({ item }) => item));
  const result = judgeRows(project, {
    rows: inOrder,
    scope: scopeOfChange(options),
    rules,
    timings,
    candidates,
    includeSuppressed: options.includeSuppressed,
  });
  const verdict = verdictOfChange({ config, state, promoted, result, testRows, guardProblems });
  return verdict === undefined ? result : { ...result, report: { ...result.report, verdict } };
}

interface State {
  /** Files that differ, relative to the config's root. */
  readonly files: ReadonlyMap<string, FileChange>;
  readonly ledger: Ledger;
  /** `ledger` itself when the database did not change; undefined when it is new. */
  readonly before: Ledger | undefined;
  /** Where the content comes from; undefined for the work tree. */
  readonly snapshot: Snapshot | undefined;
  /** A file beside the database, in the state that the change leads to. */
  readBeside(name: string): Buffer | undefined;
}

async function stateOf(config: Config, change: Change): Promise<State> {
  const root = realpathSync(config.root);
  const directory = realpathSync(path.dirname(config.db));
  const database = path.join(directory, path.basename(config.db));
  const tree = change.after?.();
  const inRoot = (file: string) => slashed(path.relative(root, path.join(change.top, file)));
  const inTop = (file: string) => slashed(path.relative(change.top, file));
  const files = new Map(change.files.map((file) => [inRoot(file.path), file]));
  const name = inRoot(inTop(database));
  const changed = files.get(name);
  if (changed !== undefined && changed.after === undefined) throw new Refusal(`${name} is not in the commit any more`);
  const bytes = tree?.read(inTop(database));
  const ledger = bytes === undefined ? await openLedger(config.db) : await openLedgerBytes(bytes, name);
  const old = changed?.before;
  const before = changed === undefined ? ledger : old === undefined ? undefined : await openLedgerBytes(old, `${name} as it was`);
  return {
    files,
    ledger,
    before,
    snapshot: tree === undefined ? undefined : await snapshotOf(config, tree, inRoot),
    readBeside: (file) => {
      const at = path.join(directory, file);
      return tree === undefined ? fileOf(at) : tree.read(inTop(at));
    },
  };
}

/** The index in the place of the work tree. Go sources that this repository does not hold are read where they are. */
async function snapshotOf(config: Config, tree: Tree, inRoot: (file: string) => string): Promise<Snapshot> {
  const sources = await sourcesAmong(config, tree.files.map(inRoot));
  const holdsGo = sources.go.length > 0;
  const go = holdsGo ? sources.go : (await findSources(config, 'go')).go;
  if (sources.csharp.length === 0) throw new Refusal('the index holds no C# file of `csharp.source`');
  const known = new Set([...go, ...sources.csharp, ...sources.csharpTests]);
  const overlay = new Map<string, Source>();
  for (const file of tree.differing) if (known.has(inRoot(file))) overlay.set(inRoot(file), sourceOrNothing(tree.read(file), config));
  return {
    sources: { ...sources, go },
    overlay,
    resolveGo: (goFile) => {
      if (!holdsGo) return resolveGoFile(config, goFile);
      const file = slashed(path.relative(config.root, path.join(config.go.root, goFile)));
      return known.has(file) ? { path: file } : { problem: 'is not in the index' };
    },
  };
}

function sourceOrNothing(bytes: Buffer | undefined, { limits }: Config): Source {
  return bytes === undefined ? { unreadable: 'does not exist' } : sourceOfBytes(bytes, limits);
}

/** The source files of the change, before and after; undefined when there are none. */
async function workspacesOf(config: Config, { files }: State, { cache }: ChangeOptions) {
  const sources = await sourcesAmong(config, [...files.keys()]);
  if (sources.go.length + sources.csharp.length + sources.csharpTests.length === 0) return undefined;
  const workspace = (side: 'before' | 'after') => {
    const among = (list: readonly string[]) => list.filter((file) => files.get(file)?.[side] !== undefined);
    const own = { go: among(sources.go), csharp: among(sources.csharp), csharpTests: among(sources.csharpTests), notices: [] };
    const all = [...own.go, ...own.csharp, ...own.csharpTests];
    const overlay = new Map(all.map((file) => [file, sourceOrNothing(files.get(file)?.[side], config)]));
    return new Workspace(config, own, { cache, overlay });
  };
  return { before: workspace('before'), after: workspace('after'), go: sources.go };
}

interface Promotion {
  readonly config: Config;
  readonly state: State;
  readonly promoted: readonly ChangedRow[];
  readonly result: CheckResult;
  testRows(row: Row): readonly Row[];
  readonly guardProblems: readonly string[];
}

/** What a promotion that the change holds lacks: the policy's rules, the steps of the flow, and in a guarded database evidence. */
function verdictOfChange({ config, state, promoted, result, testRows, guardProblems }: Promotion): Verdict | undefined {
  const { policy } = config;
  const { before, ledger } = state;
  if (before === undefined || promoted.length + guardProblems.length === 0) return undefined;
  const isGuarded = before.isGuarded || ledger.isGuarded;
  const subjects = new Map(result.subjects.map((subject) => [subject.row.item, subject]));
  const subjectsOf = (rows: readonly Row[]) => rows.map(({ item }) => subjects.get(item)).filter((each) => each !== undefined);
  const verdicts = TARGETS.flatMap((target) => {
    const rows = promoted.filter(({ row }) => row.status === target);
    if (rows.length === 0) return [];
    const old = new Map(rows.map((each) => [each.row.item, each.before]));
    return verdictOf({
      policy,
      target,
      candidates: subjectsOf(rows.map(({ row }) => row)),
      testsOf: (row) => subjectsOf(testRows(row)),
      batchesOf: ledger.batchesOf,
      findings: result.report.findings,
      rules: RULES,
      results: undefined,
      coverages: [],
      problems: weakenedRules(policy, target, RULES, result.report.rules),
      evidenceOf: (subject) =>
        isGuarded && rankOf(target) >= rankOf('complete')
          ? evidenceReasons(subject, state)
          : stepReasons(old.get(subject.row.item), subject.row, target, policy),
    });
  });
  const reasons = verdicts.flatMap((each) => each.reasons ?? []);
  const problems = [...new Set([...guardProblems, ...verdicts.flatMap((each) => each.problems ?? [])])];
  return { allowed: reasons.length + problems.length === 0, refused: reasons.map(({ item }) => item), problems, reasons };
}

function stepReasons(before: Row | undefined, row: Row, target: Target, policy: Config['policy']): string[] {
  const problem = flowProblem(before ?? { ...row, status: 'not_started' }, target, policy);
  return problem === undefined ? [] : [before === undefined ? `it is new, and \`${target}\` already` : problem.replace('it is', 'it was')];
}

/** The promotion that the database records has to be of this very code, with its report in the commit. */
function evidenceReasons(subject: Subject, { ledger, readBeside }: State): string[] {
  const { row, go } = subject;
  const evidence = ledger.evidenceOf(row);
  const problem = evidenceProblem(row, evidence);
  if (problem !== undefined) return [`it ${problem}: use \`parity promote\``];
  const valid = evidence.filter(
    (each) => each.isCurrent && each.isIntact && !each.isWithdrawn && rankOf(each.status) >= rankOf(row.status),
  );
  const csharpHash = hashOf(membersOf(subject));
  const goHash = go.kind === 'found' ? go.routine.hash : '';
  const own = valid.find((each) => each.csharpHash === csharpHash && each.goHash === goHash);
  if (own === undefined) return ['its evidence is of other code than this: promote it again'];
  const { report, reportDigest } = own.promotion;
  const bytes = readBeside(report);
  if (bytes === undefined) return [`its evidence names the report ${report}, which is not in the commit: add it`];
  const digest = createHash('sha256').update(bytes).digest('hex');
  return digest === reportDigest ? [] : [`its evidence names the report ${report}, which is another than it was`];
}

function guardObjections(before: Ledger, after: Ledger): string[] {
  if (before.isGuarded && !after.isGuarded)
    return ['The guard and its evidence were taken out of the database: `parity guard install` puts the guard back.'];
  if (before.guard.kind === 'whole' && after.guard.kind !== 'whole')
    return ['The guard of the database was removed or changed: `parity guard install` puts it back.'];
  return [];
}

function fileOf(file: string): Buffer | undefined {
  const source = statSync(file, { throwIfNoEntry: false });
  return source?.isFile() ? readFileSync(file) : undefined;
}

function slashed(file: string): string {
  return file.replaceAll(path.sep, '/');
}
