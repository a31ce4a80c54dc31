import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Config, checkRuleIds, configDigest } from './config/config.js';
import { Facts } from './facts/facts.js';
import { TestFacts } from './facts/test-facts.js';
import { CodeIndex } from './index/code-index.js';
import { Workspace } from './index/workspace.js';
import { type Ledger, openLedger } from './ledger/ledger.js';
import { batchesOf, recordsOf } from './ledger/records.js';
import { type Scope, scopeSummary } from './ledger/scope.js';
import type { Level } from './model/finding.js';
import type { Row } from './model/row.js';
import { type Routine, symbolOf } from './model/source.js';
import { Claims } from './pair/claims.js';
import { findCSharp } from './pair/csharp.js';
import { findGo, type GoFile } from './pair/go.js';
import type { Subject } from './pair/subject.js';
import type { Place, Report, RowResult, ScopeSummary, SourceCount, Suppressed } from './report/report.js';
import { ruleInfo } from './rule/docs.js';
import { RULES } from './rule/registry.js';
import { type EnabledRule, enabledRules, judge, judgeBatch, judgeFile, judgementOf, judgeWaiver, ordered, type Run } from './rule/run.js';
import { findSources, resolveGoFile, type Source, type SourceSet } from './sources/sources.js';
import { INFORMATION_URI, VERSION } from './version.js';
import { applyWaivers } from './waivers/apply.js';
import { type Baseline, readBaseline } from './waivers/baseline.js';
import type { SettledUse } from './waivers/settle.js';

export interface CheckOptions {
  readonly scope: Scope;
  /** Rule levels from the command line, over the config's. */
  readonly levels: Readonly<Record<string, Level | 'off'>>;
  /** Only these rules; all when empty. */
  readonly only: readonly string[];
  readonly cache: boolean;
  /** Put the findings that a waiver or the baseline accepts into the report. */
  readonly includeSuppressed?: boolean;
  readonly progress: (text: string) => void;
}

export interface CheckResult {
  readonly report: Report;
  readonly project: Project;
  readonly subjects: readonly Subject[];
  /** Findings that a waiver or the baseline accepts: what a clean report rests on. */
  readonly suppressed: readonly Suppressed[];
  readonly waivers: readonly SettledUse[];
  readonly baseline: Baseline;
  /** Milliseconds by phase and by rule. */
  readonly timings: ReadonlyMap<string, number>;
  /** What is strange in the database or the sources, but no finding. */
  readonly notices: readonly string[];
}

/** Both sides of a port, opened for a set of rows. */
export interface Project {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly workspace: Workspace;
  readonly facts: Facts;
  readonly tests: TestFacts;
  goFileOf(row: Row): GoFile;
  subjectOf(row: Row): Subject;
}

/** The main job: index, pair, judge. */
export async function check(config: Config, options: CheckOptions): Promise<CheckResult> {
  const rules = rulesOf(config, options);
  const timings = new Map<string, number>();
  const clock = timer(timings);
  const ledger = await openLedger(config.db);
  const rows = ledger.rows(options.scope);
  const scope = scopeSummary(options.scope, ledger);
  clock('database');
  options.progress('reading sources');
  const project = await openProject(config, ledger, rows, options.cache);
  clock('sources');
  options.progress(`judging ${rows.length} rows`);
  return judgeRows(project, { rows, scope, rules, timings, includeSuppressed: options.includeSuppressed });
}

/** @throws Refusal when the config or the command line names a rule that does not exist */
export function rulesOf(config: Config, options: Pick<CheckOptions, 'levels' | 'only'>): EnabledRule[] {
  const known = RULES.map((rule) => rule.id);
  checkRuleIds(config, known);
  checkRuleIds({ ...config, rules: options.levels }, known, '--rule');
  checkRuleIds({ ...config, rules: Object.fromEntries(options.only.map((id) => [id, 'error' as const])) }, known, '--only');
  return enabledRules(RULES, { ...config.rules, ...options.levels }).filter(
    ({ rule }) => options.only.length === 0 || options.only.includes(rule.id),
  );
}

export interface Judging {
  /** Features first, then by id. */
  readonly rows: readonly Row[];
  readonly scope: ScopeSummary;
  readonly rules: readonly EnabledRule[];
  readonly timings: Map<string, number>;
  readonly includeSuppressed?: boolean | undefined;
  /** Items that are judged as candidates though the scope's rows are not. */
  readonly candidates?: ReadonlySet<string>;
}

/** Pairs and judges rows of a project that is open, and makes the report. */
export function judgeRows(project: Project, { rows, scope, rules, timings, includeSuppressed = false, candidates }: Judging): CheckResult {
  const { config, ledger, facts } = project;
  const clock = timer(timings);
  const isCandidate = (row: Row) => scope.candidates || candidates?.has(row.item) === true;
  const run: Run = {
    rules,
    facts,
    tests: project.tests,
    isWhole: rows.length === ledger.features.length + ledger.tests.length,
    records: recordsOf(ledger, { feature: config.policy.featureFlow, test: config.policy.testFlow }),
    database: path.relative(config.root, config.db).replaceAll(path.sep, '/'),
    goFileOf: (row) => {
      const file = project.goFileOf(row);
      return file.kind === 'file' ? file.file : undefined;
    },
    timings,
  };
  const subjects = rows.map((row) => project.subjectOf(row));
  clock('matching');
  const findings = subjects.flatMap((subject) => judge(subject, judgementOf(subject.row, isCandidate(subject.row)), run));
  const units = unitsOf(project, subjects, scope.candidates);
  findings.push(...units.flatMap((unit) => judgeFile(unit, run)));
  const isJudged = (row: Row) => judgementOf(row, isCandidate(row)) !== 'none';
  findings.push(...batchesOf(rows.filter(isJudged), ledger).flatMap((batch) => judgeBatch(batch, run)));
  clock('rules');
  const baseline = readBaseline(config);
  const settled = applyWaivers(
    ordered(findings),
    subjects.filter(({ row }) => isJudged(row)),
    run.isWhole,
    {
      rules: RULES,
      ran: new Set(rules.map(({ rule }) => rule.id)),
      csharp: project.facts.csharp,
      claims: project.facts.claims,
      ledger,
      baseline: baseline.waivers,
    },
  );
  const house = settled.uses.flatMap((use) => judgeWaiver(use, run));
  clock('waivers');
  project.workspace.save();
  clock('cache');
  const report: Report = {
    tool: { name: 'parity', version: VERSION, informationUri: INFORMATION_URI },
    scope,
    rows: subjects.map((subject) => resultOf(subject, isJudged(subject.row))),
    findings: house.length === 0 ? settled.findings : ordered([...settled.findings, ...house]),
    rules: rules.map(ruleInfo),
    digests: digestsOf(project, rows, rules, baseline),
    sources: { go: countOf(facts.go), csharp: countOf(facts.csharp) },
    ...(includeSuppressed ? { suppressed: settled.suppressed } : {}),
    accepted: acceptedBy(settled.suppressed),
  };
  const notices = [
    ...project.workspace.sources.notices,
    ...ledger.faults.map((fault) => `${run.database}: ${fault.item}: ${fault.message}`),
  ];
  return { report, project, subjects, suppressed: settled.suppressed, waivers: settled.uses, baseline, timings, notices };
}

/** Sources of another state than the work tree's. Paths are relative to the config's root. */
export interface Snapshot {
  readonly sources: SourceSet;
  /** What is not as on the disk. */
  readonly overlay: ReadonlyMap<string, Source>;
  resolveGo(goFile: string): ReturnType<typeof resolveGoFile>;
}

/** Opens the Go files that the rows name and all C# files. */
export async function openProject(
  config: Config,
  ledger: Ledger,
  rows: readonly Row[],
  cache: boolean,
  snapshot?: Snapshot,
): Promise<Project> {
  const workspace = new Workspace(config, snapshot?.sources ?? (await findSources(config)), { cache, overlay: snapshot?.overlay });
  const resolveGo = snapshot?.resolveGo ?? ((goFile: string) => resolveGoFile(config, goFile));
  const files = new Map<string, GoFile>();
  const goFileOf = (row: Row): GoFile => {
    let file = files.get(row.goFile);
    if (file === undefined) {
      const resolved = row.goFile === '' ? { problem: 'is empty' } : resolveGo(row.goFile);
      file =
        'path' in resolved ? { kind: 'file', file: resolved.path } : { kind: 'problem', reason: `\`${row.goFile}\` ${resolved.problem}` };
      files.set(row.goFile, file);
    }
    return file;
  };
  const goFiles = new Set(rows.flatMap((row) => (goFileOf(row).kind === 'file' ? [(goFileOf(row) as { file: string }).file] : [])));
  const go = new CodeIndex([...goFiles].sort().map((file) => workspace.goUnit(file)));
  const csharp = new CodeIndex(workspace.csharpUnits());
  await workspace.prepare([...go.units, ...csharp.units]);
  const facts = new Facts(go, csharp, new Claims([...ledger.features, ...ledger.tests]));
  const tests = new TestFacts(facts, new Set(config.assertions.map((name) => name.slice(name.lastIndexOf('.') + 1))));
  const subjectOf = (row: Row): Subject => {
    const named = renamed(row, config);
    const goSide = findGo(named, goFileOf(row), go, (name) => workspace.searchGo(name));
    return { row, go: goSide, csharp: findCSharp(named, goSide.kind === 'found' ? goSide.routine : undefined, csharp) };
  };
  return { config, ledger, workspace, facts, tests, goFileOf, subjectOf };
}

/** The config's extra name mappings: by row first, then by pattern over the Go symbol. */
function renamed(row: Row, config: Config): Row {
  const { rows, patterns } = config.naming;
  const symbol = row.goClass === '' ? row.goMethod : `${row.goClass}.${row.goMethod}`;
  const pattern = patterns.find(({ go }) => new RegExp(`^(?:${go})$`).test(symbol));
  const target = rows[row.item] ?? (pattern === undefined ? undefined : symbol.replace(new RegExp(`^(?:${pattern.go})$`), pattern.csharp));
  if (target === undefined) return row;
  const dot = target.lastIndexOf('.');
  return { ...row, dotnetClass: dot < 0 ? row.dotnetClass : target.slice(0, dot), dotnetMethod: target.slice(dot + 1) };
}

/** Files whose unreadable parts concern the scope: all of them under `--all`, else those that hold its members or types. */
function unitsOf(project: Project, subjects: readonly Subject[], candidates: boolean) {
  const all = [...project.facts.go.units, ...project.facts.csharp.units];
  if (!candidates) return all;
  const files = new Set<string>();
  for (const { row, go, csharp } of subjects) {
    if (go.kind === 'found') files.add(go.routine.file);
    const file = project.goFileOf(row);
    if (file.kind === 'file') files.add(file.file);
    if (csharp.kind === 'found') for (const member of csharp.members) files.add(member.file);
    else if (csharp.kind === 'missing') for (const part of csharp.type?.parts ?? []) files.add(part.file);
    else if (csharp.kind === 'unreadable') files.add(csharp.file);
  }
  // A file of which nothing is known may hold whatever is missing.
  return all.filter(({ file, outline }) => files.has(file) || (outline.problems > 0 && outline.types.length === 0));
}

function resultOf({ row, go, csharp }: Subject, isJudged: boolean): RowResult {
  const [member] = csharp.kind === 'found' ? csharp.members : [];
  const evidence = [...(go.kind === 'found' ? go.evidence : []), ...(csharp.kind === 'found' ? csharp.evidence : [])];
  return {
    row,
    state: isJudged ? stateOf(go, csharp) : 'not-judged',
    ...(go.kind === 'found' ? { go: placeOf(go.routine) } : {}),
    ...(member === undefined ? {} : { csharp: placeOf(member) }),
    evidence,
  };
}

function stateOf(go: Subject['go'], csharp: Subject['csharp']): RowResult['state'] {
  if (go.kind === 'missing') return 'missing-go';
  if (go.kind === 'unreadable' || csharp.kind === 'unreadable') return 'unreadable';
  if (csharp.kind === 'unmapped') return 'unmapped';
  if (csharp.kind === 'missing') return 'missing-csharp';
  return csharp.rivals.length > 0 ? 'ambiguous' : 'paired';
}

function placeOf(routine: Routine): Place {
  return { symbol: symbolOf(routine), file: routine.file, line: routine.startLine, endLine: routine.endLine };
}

function countOf(code: CodeIndex): SourceCount {
  return {
    files: code.units.length,
    routines: code.units.reduce((sum, unit) => sum + unit.outline.routineCount, 0),
    unreadable: code.units.filter((unit) => unit.outline.problems > 0).length,
  };
}

function acceptedBy(suppressed: readonly Suppressed[]): NonNullable<Report['accepted']> {
  const external = suppressed.filter(({ kind }) => kind === 'external').length;
  return { inSource: suppressed.length - external, external };
}

/** The report of a scope without rows: an output that was asked for is written all the same. */
export function emptyReport(scope: ScopeSummary, config: Config, levels: CheckOptions['levels']): Report {
  const none = createHash('sha256').update('[]').digest('hex');
  const rules = enabledRules(RULES, { ...config.rules, ...levels });
  const sources = { files: 0, routines: 0, unreadable: 0 };
  return {
    tool: { name: 'parity', version: VERSION, informationUri: INFORMATION_URI },
    scope,
    rows: [],
    findings: [],
    rules: rules.map(ruleInfo),
    digests: { rows: none, sources: none, rules: digestOfRules(rules), config: configDigest(config) },
    sources: { go: sources, csharp: sources },
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function digestOfRules(rules: readonly EnabledRule[]): string {
  return digestOf([VERSION, ...rules.map(({ rule, level }) => [rule.id, level])]);
}

function digestsOf(project: Project, rows: readonly Row[], rules: readonly EnabledRule[], baseline: Baseline): Report['digests'] {
  const files = [...project.facts.go.units, ...project.facts.csharp.units].map((unit) => unit.file);
  return {
    rows: digestOf(rows),
    // The symbols of a file's project decide which of its code counts.
    sources: digestOf(files.map((file) => [file, project.workspace.digestOf(file), project.workspace.symbolsOf(file)])),
    rules: digestOfRules(rules),
    // What the baseline accepts belongs to the settings: another baseline is another result.
    config:
      baseline.waivers.length === 0
        ? configDigest(project.config)
        : digestOf([configDigest(project.config), baseline.waivers.map(({ entry }) => entry)]),
  };
}

function timer(timings: Map<string, number>): (phase: string) => void {
  let last = performance.now();
  return (phase) => {
    const now = performance.now();
    timings.set(phase, now - last);
    last = now;
  };
}
