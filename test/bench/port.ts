import path from 'node:path';
import { loadConfig } from '../../src/config/config.js';
import { Facts } from '../../src/facts/facts.js';
import { TestFacts } from '../../src/facts/test-facts.js';
import { CodeIndex, type Unit } from '../../src/index/code-index.js';
import { FRONT_ENDS } from '../../src/lang/front-ends.js';
import { openLedger } from '../../src/ledger/ledger.js';
import type { Finding } from '../../src/model/finding.js';
import type { Records } from '../../src/model/records.js';
import { type Row, STATUSES } from '../../src/model/row.js';
import type { Language } from '../../src/model/source.js';
import { Claims } from '../../src/pair/claims.js';
import { findCSharp } from '../../src/pair/csharp.js';
import { findGo } from '../../src/pair/go.js';
import type { Subject } from '../../src/pair/subject.js';
import { RULES } from '../../src/rule/registry.js';
import { judge, type Run } from '../../src/rule/run.js';
import { findSources, readSource } from '../../src/sources/sources.js';
import { unitOf } from './unit.js';

/** What is measured is the code: statuses and their history have no part in it. */
const NO_RECORDS: Records = { isGuarded: false, overridesOf: () => [], evidenceOf: () => [], testsOf: () => [], flowOf: () => STATUSES };

/** A port that is judged again and again, each time with other texts for some of its C# files. */
export interface BenchPort {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly units: readonly Unit[];
  textOf(file: string): string;
  open(changed?: ReadonlyMap<string, string>): OpenPort;
}

export interface OpenPort {
  readonly facts: Facts;
  /** Parts of the changed files that do not parse, and did before. */
  readonly problems: number;
  subjectOf(row: Row): Subject;
  /** Findings of all rules about one row, judged as a candidate. */
  findings(row: Row): Finding[];
}

/** Reads a root in the natsnet layout. */
export async function openPort(root: string, name = path.basename(root)): Promise<BenchPort> {
  const config = loadConfig({ cwd: root, root });
  const [ledger, sources] = [await openLedger(config.db), await findSources(config)];
  const symbols = new Set(config.csharp.defines);
  const texts = new Map<string, string>();
  const read = (file: string): string => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const source = readSource(path.resolve(config.root, file), config.limits);
    const text = 'unreadable' in source ? '' : source.text;
    texts.set(file, text);
    return text;
  };
  const unit = (file: string, text: string, language: Language, role: Unit['role']) =>
    unitOf(FRONT_ENDS[language], file, text, role, symbols);
  const goUnits = sources.go.map((file) => unit(file, read(file), 'go', file.endsWith('_test.go') ? 'test' : 'production'));
  const csharpUnits = [
    ...sources.csharp.map((file) => unit(file, read(file), 'csharp', 'production')),
    ...sources.csharpTests.map((file) => unit(file, read(file), 'csharp', 'test')),
  ];
  const go = new CodeIndex(goUnits);
  const claims = new Claims([...ledger.features, ...ledger.tests]);
  const goRoot = path.relative(config.root, config.go.root).replaceAll(path.sep, '/');
  const open = (changed: ReadonlyMap<string, string> = new Map()): OpenPort => {
    let problems = 0;
    const units = csharpUnits.map((each) => {
      const text = changed.get(each.index.file);
      if (text === undefined) return each;
      const opened = unit(each.index.file, text, 'csharp', each.role);
      problems += Math.max(0, opened.index.problems.length - each.index.problems.length);
      return opened;
    });
    const facts = new Facts(go, new CodeIndex(units), claims);
    const tests = new TestFacts(facts, new Set());
    const run: Run = {
      rules: RULES.map((rule) => ({ rule, level: rule.level })),
      facts,
      tests,
      records: NO_RECORDS,
      isWhole: false,
      database: 'porting.db',
      goFileOf: (row) => `${goRoot}/${row.goFile}`,
    };
    const subjectOf = (row: Row): Subject => {
      const goSide = findGo(row, { kind: 'file', file: `${goRoot}/${row.goFile}` }, go, () => []);
      return { row, go: goSide, csharp: findCSharp(row, goSide.kind === 'found' ? goSide.routine : undefined, facts.csharp) };
    };
    return { facts, problems, subjectOf, findings: (row) => judge(subjectOf(row), 'whole', run) };
  };
  return { name, rows: [...ledger.features, ...ledger.tests], units: [...goUnits, ...csharpUnits], textOf: read, open };
}
