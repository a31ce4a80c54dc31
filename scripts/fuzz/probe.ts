import { isDeepStrictEqual } from 'node:util';
import { Facts } from '../../src/facts/facts.js';
import { TestFacts } from '../../src/facts/test-facts.js';
import { CodeIndex, type Unit } from '../../src/index/code-index.js';
import { outlineOf } from '../../src/index/outline.js';
import { FRONT_ENDS } from '../../src/lang/front-ends.js';
import { NO_RECORDS } from '../../src/ledger/records.js';
import type { Row } from '../../src/model/row.js';
import type { Language, Routine, SourceIndex } from '../../src/model/source.js';
import { Claims } from '../../src/pair/claims.js';
import { RULES } from '../../src/rule/registry.js';
import { judge, judgeFile, type Run } from '../../src/rule/run.js';
import { sourceOf } from '../../src/sources/text.js';
import type { Input } from './texts.js';

/** What a source came to: all of it read, parts of it, or none, with a problem that says so. */
export type Outcome = 'read' | 'in part' | 'refused';

const PARTNERS: Readonly<Record<Language, Sample>> = {
  go: {
    file: 'Partner.cs',
    text: 'class Partner { int A(int x) { if (x > 1) return B(x); throw new System.Exception("no"); } int B(int y) => y; }',
  },
  csharp: {
    file: 'partner.go',
    text: 'package a\nfunc A(x int) (int, error) {\n\tif x > 1 {\n\t\treturn B(x), nil\n\t}\n\treturn 0, errors.New("no")\n}\n',
  },
};
interface Sample {
  readonly file: string;
  readonly text: string;
}

/**
 * Sends a source the whole way: decoded, indexed, lowered, interpreted, judged by every rule against a partner in the other language.
 * @throws whatever parity throws, and an error that names the promise that is broken
 */
export function probe({ language, bytes }: Input, parseMs = 5000): Outcome {
  const source = sourceOf(bytes);
  if ('unreadable' in source) return 'refused';
  const file = language === 'go' ? 'a.go' : 'A.cs';
  const unit = unitOf(language, file, source.text, parseMs);
  checkIndex(unit.index, source.text);
  const partner = language === 'go' ? 'csharp' : 'go';
  const other = unitOf(partner, PARTNERS[language].file, PARTNERS[language].text, parseMs);
  const [go, csharp] = [language === 'go' ? unit : other, language === 'go' ? other : unit];
  const facts = new Facts(new CodeIndex([go]), new CodeIndex([csharp]), new Claims([]));
  const run: Run = {
    rules: RULES.map((rule) => ({ rule, level: rule.level })),
    facts,
    tests: new TestFacts(facts, new Set()),
    records: NO_RECORDS,
    isWhole: true,
    database: 'porting.db',
    goFileOf: () => go.file,
  };
  for (const routine of unit.index.routines) {
    const body = facts.bodyOf(routine);
    if (body !== undefined) demand(isDeepStrictEqual(JSON.parse(JSON.stringify(body)), body), 'a body is plain JSON');
    demand(!routine.hasBody || body !== undefined || facts.unreadable(routine) !== undefined, 'a body is read, or its member unreadable');
  }
  for (const pair of pairsOf(go.index, csharp.index)) judge(subjectOf(...pair), 'whole', run);
  judgeFile(unit, run);
  return outcomeOf(unit.index, facts);
}

function unitOf(language: Language, file: string, text: string, parseMs: number): Unit {
  const open = FRONT_ENDS[language].open(file, text, new Set(['DEBUG']), parseMs);
  return { file, role: 'production', text, index: open.index, outline: outlineOf(open.index), body: (routine) => open.body(routine) };
}

function outcomeOf(index: SourceIndex, facts: Facts): Outcome {
  if (index.problems.length === 0 && index.routines.every((routine) => facts.unreadable(routine) === undefined)) return 'read';
  return index.routines.length + index.types.length + index.fields.length > 0 ? 'in part' : 'refused';
}

function checkIndex(index: SourceIndex, text: string): void {
  demand(isDeepStrictEqual(JSON.parse(JSON.stringify(index)), index), 'an index is plain JSON');
  const lines = text.split(/\r\n?|\n/).length;
  for (const { startLine, nameLine, endLine, start, end, name } of index.routines) {
    demand(startLine >= 1 && startLine <= nameLine && nameLine <= endLine && endLine <= lines, `the lines of ${name} are in order`);
    demand(start >= 0 && start < end && end <= text.length, `${name} lies in the text`);
    demand(name !== '', 'a member has a name');
  }
  for (const { line, endLine } of index.problems) demand(line >= 1 && line <= endLine && endLine <= lines, 'a problem lies in the text');
  // A Go file without a single declaration is none that a compiler takes.
  const isEmpty = index.routines.length + index.types.length + index.fields.length === 0;
  if (index.language === 'go' && isEmpty && text.replace(/package \w+/, '').trim() !== '' && /^func /m.test(text))
    demand(index.problems.length > 0 || !/^func \w/m.test(withoutText(text)), 'nothing is left out in silence');
}

/** Without comments and strings, roughly: what is left of `func` is code. */
function withoutText(text: string): string {
  return text.replace(/\/\*[\s\S]*?(\*\/|$)|\/\/.*|`[^`]*(`|$)/g, '');
}

/** The first members against each other: more would take time and say the same. */
function* pairsOf(go: SourceIndex, csharp: SourceIndex): Generator<[Routine, Routine]> {
  for (const left of go.routines.slice(0, 40))
    for (const right of csharp.routines.slice(0, 40)) if (left !== undefined) yield [left, right];
}

function subjectOf(go: Routine, csharp: Routine) {
  const row: Row = {
    kind: go.test ? 'test' : 'feature',
    id: 1,
    item: go.test ? 'test/1' : 'feature/1',
    module: undefined,
    name: go.name,
    goFile: go.file,
    goClass: go.owner,
    goMethod: go.name,
    goLine: go.startLine,
    goLineCount: undefined,
    status: 'verified',
    dotnetProject: '',
    dotnetClass: csharp.owner,
    dotnetMethod: csharp.name,
    notes: '',
    dependsOn: [],
  };
  return {
    row,
    go: { kind: 'found', routine: go, evidence: [] },
    csharp: { kind: 'found', members: [csharp], evidence: [], rivals: [], declaredOnly: [] },
  } as const;
}

function demand(isTrue: boolean, promise: string): void {
  if (!isTrue) throw new Error(`broken: ${promise}`);
}
