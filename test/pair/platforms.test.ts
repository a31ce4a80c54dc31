import { describe, expect, test } from 'vitest';
import emptyBody from '../../rules/empty-body.js';
import trivialBody from '../../rules/trivial-body.js';
import { Facts } from '../../src/facts/facts.js';
import { TestFacts } from '../../src/facts/test-facts.js';
import { CodeIndex, type Unit } from '../../src/index/code-index.js';
import { outlineOf } from '../../src/index/outline.js';
import { FRONT_ENDS } from '../../src/lang/front-ends.js';
import { NO_RECORDS } from '../../src/ledger/records.js';
import type { Row } from '../../src/model/row.js';
import type { Language } from '../../src/model/source.js';
import { Claims } from '../../src/pair/claims.js';
import { findCSharp } from '../../src/pair/csharp.js';
import { findGo } from '../../src/pair/go.js';
import { judge } from '../../src/rule/run.js';

const FILES = {
  'server/disk.go':
    '//go:build !windows && !wasm\n\npackage server\n\nfunc diskAvailable(dir string) int64 {\n\tvar fs Statfs\n\tif err := statfs(dir, &fs); err != nil {\n\t\treturn fallback(dir)\n\t}\n\treturn fs.Bavail * fs.Bsize\n}\n',
  'server/disk_windows.go': 'package server\n\nfunc diskAvailable(dir string) int64 {\n\treturn 1024\n}\n',
  'server/disk_wasm.go': 'package server\n\nfunc diskAvailable(dir string) int64 { return 0 }\n',
  'other/disk.go': 'package server\n\nfunc diskAvailable(dir string) int64 { return 2 }\n',
} as const;

function unit(language: Language, file: string, text: string): Unit {
  const { index, body } = FRONT_ENDS[language].open(file, text, new Set());
  return { file, role: 'production', text, index, outline: outlineOf(index), body };
}

function judged(goFile: keyof typeof FILES, csharp: string) {
  const row = {
    kind: 'feature',
    id: 1,
    item: 'feature/1',
    name: 'diskAvailable',
    goFile,
    goClass: '',
    goMethod: 'diskAvailable',
    status: 'verified',
    dotnetClass: 'Disk',
    dotnetMethod: 'Available',
    dotnetProject: '',
    notes: '',
    dependsOn: [],
  } as unknown as Row;
  const go = new CodeIndex(Object.entries(FILES).map(([file, text]) => unit('go', file, text)));
  const code = new CodeIndex([unit('csharp', 'Disk.cs', `class Disk { static long Available(string dir) { ${csharp} } }`)]);
  const side = findGo(row, { kind: 'file', file: goFile }, go, () => []);
  const facts = new Facts(go, code, new Claims([row]));
  const subject = { row, go: side, csharp: findCSharp(row, side.kind === 'found' ? side.routine : undefined, code) };
  const rules = [emptyBody, trivialBody].map((rule) => ({ rule, level: rule.level }));
  const run = {
    rules,
    facts,
    tests: new TestFacts(facts, new Set()),
    records: NO_RECORDS,
    isWhole: false,
    database: 'porting.db',
    goFileOf: () => goFile,
  };
  return { side, findings: judge(subject, 'whole', run).map(({ rule }) => rule) };
}

describe('a function that each platform has a file for', () => {
  test.each([
    ['server/disk.go', 'built where `!windows && !wasm` holds; 2 more for other builds'],
    ['server/disk_windows.go', 'built where `windows` holds; 2 more for other builds'],
  ] as const)('is found in %s, the file of its row', (file, evidence) => {
    const { side } = judged(file, 'return 1024;');
    expect(side).toMatchObject({ kind: 'found', routine: { file } });
    expect(side.kind === 'found' && side.evidence).toContain(evidence);
  });

  test('is judged by the body of its row, whatever the others do', () => {
    expect(judged('server/disk.go', 'return 1024;').findings).toEqual(['trivial-body']);
    expect(judged('server/disk_windows.go', 'return 1024;').findings).toEqual([]);
    expect(judged('server/disk_wasm.go', 'return 0;').findings).toEqual([]);
    expect(judged('server/disk_wasm.go', 'return new DriveInfo(dir).AvailableFreeSpace;').findings).toEqual([]);
  });
});
