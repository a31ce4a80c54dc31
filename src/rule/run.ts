import { createHash } from 'node:crypto';
import type { RuleSetting } from '../config/config.js';
import type { Facts } from '../facts/facts.js';
import type { TestFacts } from '../facts/test-facts.js';
import type { Unit } from '../index/code-index.js';
import type { Finding, Level, Location, RelatedLocation } from '../model/finding.js';
import type { BatchInput, Records } from '../model/records.js';
import type { Row } from '../model/row.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { WaiverUse } from '../model/waiver.js';
import type { Subject } from '../pair/subject.js';
import { type AnyProblem, fillMessage, type Pair, type Place, type Rule } from './define.js';

/** A rule with the level that the configuration gives it. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly level: Level;
}

/** Rules with their levels; those that are off are left out. */
export function enabledRules(rules: readonly Rule[], settings: Readonly<Record<string, RuleSetting>>): EnabledRule[] {
  return rules.flatMap((rule) => {
    const level = settings[rule.id] ?? rule.level;
    return level === 'off' ? [] : [{ rule, level }];
  });
}

/** How a row is judged (DESIGN.md section 3): by what its status claims, or as a candidate. */
export type Judgement = 'whole' | 'mapping' | 'none';

export function judgementOf(row: Row, candidates: boolean): Judgement {
  if (candidates || row.status === 'complete' || row.status === 'verified') return 'whole';
  return row.status === 'stub' ? 'mapping' : 'none';
}

export interface Run {
  readonly rules: readonly EnabledRule[];
  readonly facts: Facts;
  readonly tests: TestFacts;
  readonly records: Records;
  /** Every row of the database is in the scope. */
  readonly isWhole: boolean;
  /** Where a finding without a place of its own is shown. */
  readonly database: string;
  /** Path of a row's Go file relative to the root, where it can be told. */
  goFileOf(row: Row): string | undefined;
  /** Added time per rule, milliseconds. */
  readonly timings?: Map<string, number>;
}

/** All findings about one row. What a `stub` lacks beyond its mapping is a note. */
export function judge(subject: Subject, judgement: Judgement, run: Run): Finding[] {
  const findings: Finding[] = [];
  const rules = run.rules.filter(({ rule }) => judgement !== 'none' || rule.statuses?.includes(subject.row.status));
  const pair = rules.some(({ rule }) => rule.on !== 'row') ? pairOf(subject, run.facts) : undefined;
  for (const { rule, level } of rules) {
    const started = performance.now();
    const shown: Level = judgement === 'mapping' && isOfCode(rule) ? 'note' : level;
    for (const problem of problemsOf(rule, subject, pair, run)) findings.push(findingOf(rule, shown, problem, subject, run));
    run.timings?.set(rule.id, (run.timings.get(rule.id) ?? 0) + performance.now() - started);
  }
  return findings;
}

/** Whether a rule speaks of what the code does. */
function isOfCode({ category }: Rule): boolean {
  return category === 'body' || category === 'test';
}

/** Findings about one file. */
export function judgeFile(unit: Unit, run: Run): Finding[] {
  return run.rules.flatMap(({ rule, level }) => {
    if (rule.on !== 'file') return [];
    return [...rule.check({ unit, facts: run.facts, isWhole: run.isWhole })].map((problem) =>
      fileFinding(rule, level, problem, unit.file, run),
    );
  });
}

/** Findings about one waiver; they belong to the file that it stands in. */
export function judgeWaiver(use: WaiverUse, run: Run): Finding[] {
  return run.rules.flatMap(({ rule, level }) => {
    if (rule.on !== 'waiver') return [];
    return [...rule.check(use)].map((problem) => fileFinding(rule, level, problem, use.waiver.at.file, run));
  });
}

/** Findings about one batch; it has no place but the database. */
export function judgeBatch(input: BatchInput, run: Run): Finding[] {
  const { batch } = input;
  return run.rules.flatMap(({ rule, level }) => {
    if (rule.on !== 'batch') return [];
    return [...rule.check(input)].map((problem) => {
      const location = { file: run.database, line: 1, column: 1, endColumn: 2 };
      const message = fillMessage(rule, problem);
      return finish(
        { rule: rule.id, level, item: `batch/${batch.id}`, title: batch.name, status: undefined, message, location, related: [] },
        [],
      );
    });
  });
}

function fileFinding(rule: Rule, level: Level, problem: AnyProblem, file: string, run: Run): Finding {
  const message = fillMessage(rule, problem);
  const location = locationOf(problem.at, undefined, run);
  return finish({ rule: rule.id, level, item: `file/${file}`, title: '', status: undefined, message, location, related: [] }, [file]);
}

function pairOf(subject: Subject, facts: Facts): Pair | undefined {
  const { row, go, csharp } = subject;
  if (go.kind !== 'found' || csharp.kind !== 'found') return undefined;
  const members = csharp.members.filter((member) => facts.unreadable(member) === undefined && !csharp.declaredOnly.includes(member));
  const [first] = members;
  // What can't be read is not judged: the mapping rules say so.
  if (first === undefined || facts.unreadable(go.routine) !== undefined) return undefined;
  return { row, go: go.routine, csharp: first, members, found: csharp, facts };
}

function* problemsOf(rule: Rule, subject: Subject, pair: Pair | undefined, run: Run): Iterable<AnyProblem> {
  if (rule.on === 'row') yield* rule.check({ ...subject, facts: run.facts, records: run.records });
  else if (rule.on === 'file' || pair === undefined) return;
  else if (rule.on === 'either' || (rule.on === 'pair' && subject.row.kind === 'feature')) yield* rule.check(pair);
  else if (rule.on === 'test' && subject.row.kind === 'test') yield* rule.check({ ...pair, tests: run.tests });
}

function findingOf(rule: Rule, level: Level, problem: AnyProblem, subject: Subject, run: Run): Finding {
  const { row, go, csharp } = subject;
  const member = csharp.kind === 'found' ? csharp.members[0] : undefined;
  const location = locationOf(problem.at, subject, run);
  const goRoutine = go.kind === 'found' ? go.routine : undefined;
  const related: RelatedLocation[] = goRoutine === undefined ? [] : [{ ...placeOf(goRoutine), message: `Go: ${symbolOf(goRoutine)}` }];
  for (const { at, text } of problem.related ?? []) related.push({ ...placeOf(at), message: text });
  const focus = problem.focus === undefined || problem.focus === location.line ? {} : { focus: problem.focus };
  const symbols = [
    row.name,
    member === undefined ? `${row.dotnetClass}.${row.dotnetMethod}` : symbolOf(member),
    member?.hash ?? '',
    goRoutine?.hash ?? '',
  ];
  const { item, name: title, status } = row;
  return finish({ rule: rule.id, level, item, title, status, message: fillMessage(rule, problem), location, ...focus, related }, symbols);
}

/** The place itself; for a row without one its C# type, its Go function, its Go file, the database: the first that is there. */
function locationOf(at: Place, subject: Subject | undefined, run: Run): Location {
  if (at !== 'row') {
    if ('nameLine' in at) return placeOf(at);
    const column = at.column ?? 1;
    return { file: at.file, line: at.line, column, endColumn: at.endColumn ?? column + 1 };
  }
  const { go, csharp, row } = subject as Subject;
  if (csharp.kind === 'found' && csharp.members[0] !== undefined) return placeOf(csharp.members[0]);
  if (go.kind === 'found') return placeOf(go.routine);
  const file = run.goFileOf(row);
  if (file !== undefined) return { file, line: 1, column: 1, endColumn: 2 };
  return { file: run.database, line: 1, column: 1, endColumn: 2 };
}

function placeOf(routine: Routine): Location {
  return { file: routine.file, line: routine.nameLine, column: routine.nameColumn, endColumn: routine.nameEndColumn };
}

/** Line numbers in a message would change the fingerprint whenever a line is added above. */
function finish(finding: Omit<Finding, 'fingerprint'>, symbols: readonly string[]): Finding {
  const message = finding.message.replace(/\b(line )\d+|(:)\d+\b/g, '$1$2');
  const fingerprint = createHash('sha256')
    .update([finding.rule, finding.item.replace(/^file\/.*/, ''), message, ...symbols].join('\n'))
    .digest('hex')
    .slice(0, 32);
  return { ...finding, fingerprint };
}

const KINDS = ['feature', 'test', 'batch', 'file'];

/** The total order of a report; equal fingerprints get a counter. */
export function ordered(findings: readonly Finding[]): Finding[] {
  const kind = (finding: Finding) => KINDS.indexOf(finding.item.slice(0, finding.item.indexOf('/')));
  const id = (finding: Finding) => Number(finding.item.slice(finding.item.indexOf('/') + 1)) || 0;
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = [...findings].sort(
    (a, b) =>
      kind(a) - kind(b) ||
      id(a) - id(b) ||
      text(a.item, b.item) ||
      text(a.location.file, b.location.file) ||
      a.location.line - b.location.line ||
      text(a.rule, b.rule) ||
      text(a.message, b.message),
  );
  const seen = new Map<string, number>();
  return sorted.map((finding) => {
    const count = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, count);
    return count === 1
      ? finding
      : { ...finding, fingerprint: createHash('sha256').update(`${finding.fingerprint}:${count}`).digest('hex').slice(0, 32) };
  });
}
