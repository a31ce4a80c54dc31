import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../src/config/defaults.js';
import { Facts } from '../src/facts/facts.js';
import { TestFacts } from '../src/facts/test-facts.js';
import { CodeIndex, type Unit } from '../src/index/code-index.js';
import { outlineOf } from '../src/index/outline.js';
import { csharpFrontEnd } from '../src/lang/csharp/index.js';
import { goFrontEnd } from '../src/lang/go/index.js';
import type { Evidence } from '../src/model/evidence.js';
import type { Finding } from '../src/model/finding.js';
import type { Batch, Records, StatusOverride } from '../src/model/records.js';
import type { Row } from '../src/model/row.js';
import type { Routine } from '../src/model/source.js';
import { Claims } from '../src/pair/claims.js';
import { findCSharp } from '../src/pair/csharp.js';
import { findGo } from '../src/pair/go.js';
import type { Subject } from '../src/pair/subject.js';
import type { Rule } from '../src/rule/define.js';
import { RULES } from '../src/rule/registry.js';
import { enabledRules, judge, judgeBatch, judgeFile, judgeWaiver, ordered, type Run } from '../src/rule/run.js';
import { applyWaivers } from '../src/waivers/apply.js';
import type { BaselineEntry, BaselineWaiver } from '../src/waivers/baseline.js';
import type { Settled } from '../src/waivers/settle.js';

/**
 * A port in a few strings. The row that is judged is a test row when `goTest` is given, else a feature row; it maps the
 * first Go function of its file to the first member of the C# one unless `row` says otherwise.
 */
export interface Port {
  /** `store.go`; a package clause may be left out. */
  readonly go?: string;
  /** `store_test.go`. */
  readonly goTest?: string;
  /** More Go files of the package, by name. */
  readonly goOther?: Readonly<Record<string, string>>;
  /** `Store.cs`. Members without a type around them stand in `public class Store`. */
  readonly csharp?: string;
  /** `StoreTests.cs`. Members without a type around them stand in `public class StoreTests`. */
  readonly csharpTest?: string;
  /** What differs from the row that is made up. */
  readonly row?: Partial<Row>;
  /** Other rows of the database: their members are mapped too. */
  readonly others?: readonly Partial<Row>[];
  readonly defines?: readonly string[];
  /** Entries of the baseline; what is left out is made up. */
  readonly baseline?: readonly Partial<BaselineEntry>[];
  /** What the database holds of the row beside itself; what is left out of a record is made up. Rows of `others` that are tests depend on it. */
  readonly records?: {
    readonly isGuarded?: boolean;
    readonly overrides?: readonly Partial<StatusOverride>[];
    /** The latest first. */
    readonly evidence?: readonly Partial<Evidence>[];
  };
  /** The batch that is judged, and the rows of the one that it needs. */
  readonly batch?: Partial<Batch> & { readonly needed?: readonly Partial<Row>[] };
}

export interface ValidCase extends Port {
  readonly name: string;
}

export interface InvalidCase extends Port {
  readonly name: string;
  /** A part of the message of each finding, in order; `@12` at the end adds the line that the finding shows. */
  readonly finds: string | readonly string[];
}

/** The table of a rule: honest code on which it is silent, and fakes with what it says of them. */
export function testRule(rule: Rule, table: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] }): void {
  describe(rule.id, () => {
    it.each(table.valid.map((each) => [each.name, each] as const))('is silent: %s', (_, port) => {
      expect(findingsOf(rule, port).map(shown)).toEqual([]);
    });
    it.each(table.invalid.map((each) => [each.name, each] as const))('speaks: %s', (_, port) => {
      const found = findingsOf(rule, port);
      const wanted = typeof port.finds === 'string' ? [port.finds] : port.finds;
      expect(found.map(shown)).toHaveLength(wanted.length);
      wanted.forEach((want, i) => {
        const [, text, line] = /^([\s\S]*?)(?:@(\d+))?$/.exec(want) as RegExpExecArray;
        expect(found[i]?.message).toContain(text as string);
        if (line !== undefined) expect(found[i]?.focus ?? found[i]?.location.line).toBe(Number(line));
      });
    });
  });
}

/** What one rule says of a port, in the order of a report. */
export function findingsOf(rule: Rule, port: Port): Finding[] {
  const { subject, run, units } = openPort(port);
  if (rule.on === 'waiver') return waiverFindings(rule, port);
  if (rule.on === 'batch') return batchFindings(rule, port);
  const findings = [...judge(subject, 'whole', { ...run, rules: [{ rule, level: rule.level }] })];
  if (rule.on === 'file') findings.push(...units.flatMap((unit) => judgeFile(unit, { ...run, rules: [{ rule, level: rule.level }] })));
  return ordered(findings);
}

const OVERRIDE: StatusOverride = {
  auditStatus: 'stub',
  auditReason: 'body throws NotImplementedException',
  requestedStatus: 'verified',
  comment: '',
  createdAt: '',
};

const EVIDENCE: Evidence = {
  id: 1,
  item: 'feature/1',
  status: 'verified',
  goHash: '',
  csharpHash: '',
  results: [],
  promotion: {
    id: 1,
    createdAt: '',
    status: 'verified',
    toolVersion: '',
    gitCommit: '',
    report: '',
    reportDigest: '',
    resultsDigest: '',
    coverageDigest: '',
    rowsDigest: '',
    sourcesDigest: '',
    rulesDigest: '',
    configDigest: '',
    waivers: [],
  },
  isCurrent: true,
  isIntact: true,
  isWithdrawn: false,
};

/** What a rule about batches says of batch 12, which needs batch 11. */
function batchFindings(rule: Rule, { batch, ...port }: Port): Finding[] {
  const { subject, run } = openPort(port);
  const { needed = [], ...rest } = batch ?? {};
  const made: Batch = { id: 12, name: 'Recovery', status: 'pending', needs: [11], features: [1], tests: [], ...rest };
  const rows = needed.map((row, i) => ({ ...subject.row, id: i + 10, item: `feature/${i + 10}`, ...row }));
  const input = { batch: made, needs: [{ batch: { ...made, id: 11, name: 'Init', needs: [] }, rows }] };
  return ordered(judgeBatch(input, { ...run, rules: [{ rule, level: rule.level }] }));
}

/** What a rule about waivers says once all other rules have spoken. */
function waiverFindings(rule: Rule, port: Port): Finding[] {
  const { subject, run } = openPort(port);
  const every = { ...run, rules: enabledRules(RULES, {}) };
  const { uses } = accept(ordered(judge(subject, 'whole', every)), port, subject, run);
  return ordered(uses.flatMap((use) => judgeWaiver(use, { ...run, rules: [{ rule, level: rule.level }] })));
}

/** The findings of a port with all rules, those that its waivers and baseline accept taken out. */
export function settledFindings(port: Port): Settled {
  const { subject, run } = openPort(port);
  return accept(ordered(judge(subject, 'whole', { ...run, rules: enabledRules(RULES, {}) })), port, subject, run);
}

function accept(findings: readonly Finding[], port: Port, subject: Subject, { facts }: Run): Settled {
  const baseline = (port.baseline ?? []).map((entry, i): BaselineWaiver => {
    const whole = {
      item: subject.row.item,
      rule: 'empty-body',
      message: '',
      fingerprint: `${i}`,
      reason: 'Go keeps it for old clients',
      ...entry,
    };
    const at = { file: 'parity.baseline.json', line: i + 1, column: 1, endColumn: 2 };
    return { kind: 'external', rules: [whole.rule], reason: whole.reason, at, on: whole.item, entry: whole };
  });
  const rows = [subject.row];
  return applyWaivers(findings, [subject], true, {
    rules: RULES,
    ran: new Set(RULES.map(({ id }) => id)),
    csharp: facts.csharp,
    claims: facts.claims,
    ledger: { row: (item) => rows.find((row) => row.item === item) },
    baseline,
  });
}

/** The real front ends, matching and facts over a few strings; no file and no database is read. */
export function openPort(port: Port): {
  readonly subject: Subject;
  readonly run: Run;
  readonly facts: Facts;
  readonly tests: TestFacts;
  readonly units: readonly Unit[];
} {
  const symbols = new Set(port.defines ?? ['DEBUG', 'TRACE', 'NET', 'NET10_0', 'NET10_0_OR_GREATER']);
  const go = new CodeIndex([
    ...unitOf(goFrontEnd, 'go/store.go', inPackage(port.go), 'production', symbols),
    ...Object.entries(port.goOther ?? {}).flatMap(([name, text]) =>
      unitOf(goFrontEnd, `go/${name}`, inPackage(text), 'production', symbols),
    ),
    ...unitOf(goFrontEnd, 'go/store_test.go', inPackage(port.goTest), 'test', symbols),
  ]);
  const csharp = new CodeIndex([
    ...unitOf(csharpFrontEnd, 'src/Store.cs', inType(port.csharp, 'Store'), 'production', symbols),
    ...unitOf(csharpFrontEnd, 'tests/StoreTests.cs', inType(port.csharpTest, 'StoreTests'), 'test', symbols),
  ]);
  const row = rowOf(port, go, csharp);
  const claims = [row, ...(port.others ?? []).map((other) => ({ ...row, ...other }))];
  const facts = new Facts(go, csharp, new Claims(claims));
  const tests = new TestFacts(facts, new Set());
  const goSide = findGo(row, { kind: 'file', file: `go/${row.goFile}` }, go, () => []);
  const subject: Subject = { row, go: goSide, csharp: findCSharp(row, goSide.kind === 'found' ? goSide.routine : undefined, csharp) };
  const records: Records = {
    isGuarded: port.records?.isGuarded ?? false,
    overridesOf: () => (port.records?.overrides ?? []).map((override) => ({ ...OVERRIDE, ...override })),
    evidenceOf: () => (port.records?.evidence ?? []).map((evidence) => ({ ...EVIDENCE, ...evidence })),
    testsOf: () => claims.filter(({ kind }) => kind === 'test'),
    flowOf: (kind) => (kind === 'feature' ? DEFAULTS.policy.featureFlow : DEFAULTS.policy.testFlow),
  };
  const run: Run = { rules: [], facts, tests, records, isWhole: true, database: 'porting.db', goFileOf: () => `go/${row.goFile}` };
  return { subject, run, facts, tests, units: [...go.units, ...csharp.units] };
}

function unitOf(
  frontEnd: typeof goFrontEnd,
  file: string,
  text: string | undefined,
  role: Unit['role'],
  symbols: ReadonlySet<string>,
): Unit[] {
  if (text === undefined) return [];
  const open = frontEnd.open(file, text, symbols);
  return [{ file, role, text, outline: outlineOf(open.index), index: open.index, body: (routine) => open.body(routine) }];
}

/** Keeps line numbers. */
function inPackage(text: string | undefined): string | undefined {
  return text === undefined || /^package\s/m.test(text) ? text : `package server; ${text}`;
}

/** Keeps line numbers: the type opens on the first line. */
function inType(text: string | undefined, name: string): string | undefined {
  if (text === undefined || /^[^/"]*\b(class|struct|record|interface|enum)\s+\w/m.test(text)) return text;
  return `public class ${name} {${text}\n}`;
}

function rowOf(port: Port, go: CodeIndex, csharp: CodeIndex): Row {
  const kind = port.goTest === undefined ? 'feature' : 'test';
  const role = kind === 'test' ? 'test' : 'production';
  const isCounterpart = (routine: Routine) => routine.kind !== 'local-function' && (role === 'production' || routine.test);
  const first = (code: CodeIndex, wanted: (routine: Routine) => boolean) => {
    const routines = code.units.filter((unit) => unit.role === role).flatMap((unit) => unit.index.routines);
    return routines.find(wanted) ?? routines[0];
  };
  const goRoutine = first(go, () => true);
  const member = first(csharp, isCounterpart);
  const name = goRoutine === undefined ? 'gone' : goRoutine.owner === '' ? goRoutine.name : `${goRoutine.owner}.${goRoutine.name}`;
  const made: Row = {
    kind,
    id: 1,
    item: `${kind}/1`,
    module: undefined,
    name,
    goFile: kind === 'test' ? 'store_test.go' : 'store.go',
    goClass: goRoutine?.owner ?? '',
    goMethod: goRoutine?.name ?? 'gone',
    goLine: goRoutine?.startLine,
    goLineCount: undefined,
    status: 'verified',
    dotnetProject: '',
    dotnetClass: member?.owner ?? 'Store',
    dotnetMethod: member?.name ?? 'Gone',
    notes: '',
    dependsOn: [],
  };
  return { ...made, ...port.row };
}

function shown(finding: Finding): string {
  return `${finding.message} @${finding.focus ?? finding.location.line}`;
}
