import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
import { expect, test } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { sarif } from '../../src/report/sarif.js';
import { CS, EMPTY, FULL, finding, HOSTILE, hostileTextOf, rule, textOf } from './sample-report.js';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const isSarif = ajv.compile(JSON.parse(readFileSync(new URL('schema/sarif-2.1.0.json', import.meta.url), 'utf8')));

function runOf(report: Report, maxResults?: number): Run {
  const log = JSON.parse(sarif(report, hostileTextOf, maxResults === undefined ? {} : { maxResults })) as Log;
  isSarif(log);
  expect(isSarif.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

function resultsOf(report: Report): Result[] {
  return runOf(report).results ?? [];
}

const SUPPRESSED: Report = {
  ...FULL,
  suppressed: [{ finding: finding('thin-body', 'feature/955', 'Waived.', spot(6)), kind: 'inSource', reason: 'Go does it elsewhere.' }],
};

function spot(line: number) {
  return { file: CS, line, column: 1, endColumn: 2 };
}

test.each([
  ['empty', EMPTY],
  ['full', FULL],
  ['hostile', HOSTILE],
  ['suppressed', SUPPRESSED],
])('the %s report fits the schema, and gives the same bytes twice', (_, report) => {
  runOf(report);
  expect(sarif(structuredClone(report), hostileTextOf)).toBe(sarif(report, hostileTextOf));
});

test('the schema check can fail', () => {
  expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
});

test('every rule is described, whether it fired or not', () => {
  expect(runOf(EMPTY).tool.driver.rules).toEqual([
    {
      id: 'empty-body',
      name: 'EmptyBody',
      shortDescription: { text: 'What empty-body finds.' },
      fullDescription: { text: 'A longer description of empty-body.' },
      help: { text: EMPTY.rules[0]?.markdown, markdown: EMPTY.rules[0]?.markdown },
      helpUri: 'https://github.com/example/parity/blob/main/rules/empty-body.md',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['parity', 'porting', 'body'], precision: 'high', 'problem.severity': 'error' },
    },
  ]);
});

test("descriptions stay within GitHub's limits", () => {
  const [described] =
    runOf({ ...EMPTY, rules: [rule('x', { summary: 's'.repeat(3000), markdown: 'm'.repeat(3000) })] }).tool.driver.rules ?? [];
  expect(described?.shortDescription?.text).toHaveLength(1024);
  expect(described?.fullDescription?.text).toHaveLength(1024);
});

test('a changed level is a configuration override, not another default', () => {
  const run = runOf(FULL);
  expect(run.tool.driver.rules?.[4]).toMatchObject({
    defaultConfiguration: { level: 'warning' },
    properties: { 'problem.severity': 'recommendation' },
  });
  expect(run.invocations).toEqual([
    {
      executionSuccessful: true,
      ruleConfigurationOverrides: [{ descriptor: { id: 'parse-error', index: 4 }, configuration: { level: 'note' } }],
    },
  ]);
});

test('a result is what code scanning needs', () => {
  expect(resultsOf(FULL)[0]).toEqual({
    ruleId: 'empty-body',
    ruleIndex: 1,
    level: 'error',
    message: {
      text: '`JetStreamFileStore.LockAllMsgBlocks` has an empty body; [fileStore.lockAllMsgBlocks](1) has 3 statements. Port it, or set the row back to `deferred` with a reason.',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: CS },
          region: { startLine: 5, startColumn: 15, endLine: 5, endColumn: 31 },
        },
      },
    ],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'golang/nats-server/server/filestore.go' },
          region: { startLine: 3, startColumn: 22, endLine: 3, endColumn: 38 },
        },
        message: { text: 'The Go function.' },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: 'cd5fc20304683ef3:1', 'parity/v1': '0123456789abcdef0123456789abcdef' },
    properties: { item: 'feature/955', status: 'verified' },
  });
});

test('the Go function is linked even if the message does not name it', () => {
  expect(resultsOf(FULL)[1]?.message.text).toMatch(/ Go: \[fileStore\.unlockAllMsgBlocks\]\(1\)\.$/);
  expect(resultsOf(FULL)[3]?.message.text).not.toContain('](');
});

test('a finding about a file has no status; a file without text has no line hash', () => {
  expect(resultsOf(FULL)[5]?.properties).toEqual({ item: `file/${CS}` });
  const [result] = JSON.parse(sarif(FULL, () => undefined)).runs[0].results;
  expect(result.partialFingerprints).toEqual({ 'parity/v1': '0123456789abcdef0123456789abcdef' });
});

test('hostile names become visible text and percent-encoded paths', () => {
  const [first, second] = resultsOf(HOSTILE);
  expect(first?.message.text).toBe(
    '[ipQueue\\[T\\].push](1) and handlers[0] (1) and {{0}} { } in \\u001b]0;x\\u0007\\u202e\\u009b31m\\ud800\\u2028\\n\\tname.',
  );
  expect(first?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('dotnet/a%20b%23c%25d/%C3%BC%E2%80%AE.cs');
  expect(second?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('%EF%BF%BD%3Ax');
  expect(sarif(HOSTILE, hostileTextOf)).toMatch(/^[\n -~\ufffd]+$/);
});

test('the run says what it was made from', () => {
  const run = runOf(FULL);
  expect(run.automationDetails).toEqual({ id: 'parity/batch-11/' });
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.properties).toEqual({
    parity: {
      scope: { id: 'batch-11', label: 'batch 11 (FileStore Init)', candidates: true },
      counts: {
        rows: 6,
        judged: 5,
        clean: 1,
        withFindings: 4,
        paired: 4,
        missing: 1,
        states: { paired: 4, 'missing-go': 0, 'missing-csharp': 1, ambiguous: 0, unreadable: 0, unmapped: 0, 'not-judged': 1 },
        findings: 6,
        byLevel: { error: 4, warning: 1, note: 1 },
        byRule: {
          'always-pass-assertion': 1,
          'empty-body': 1,
          'missing-counterpart': 1,
          'not-implemented': 1,
          'parse-error': 1,
          'thin-body': 1,
        },
        accepted: { inSource: 0, external: 0 },
      },
      rows: { features: '955-959', tests: '351' },
      digests: { rows: 'a1', sources: 'b2', rules: 'c3', config: 'd4' },
      verdict: { target: 'verified', allowed: false, refused: ['feature/955', 'feature/956', 'feature/957', 'test/351'] },
    },
  });
});

test('the most severe results are kept, in order, and the cut is told', () => {
  const levels = ['note', 'error', 'warning', 'error', 'note'] as const;
  const findings = levels.map((level, index) => finding('empty-body', `feature/${index}`, 'A message.', spot(5), { level }));
  const run = runOf({ ...EMPTY, findings }, 3);
  expect(run.results?.map(({ level, properties }) => [level, properties])).toEqual([
    ['error', { item: 'feature/1', status: 'verified' }],
    ['warning', { item: 'feature/2', status: 'verified' }],
    ['error', { item: 'feature/3', status: 'verified' }],
  ]);
  expect(run.invocations?.[0]?.toolExecutionNotifications).toEqual([
    { level: 'warning', message: { text: 'Kept the 3 most severe of 5 results, as code scanning takes no more.' } },
  ]);
  expect(runOf({ ...EMPTY, findings }, 5).invocations).toEqual([{ executionSuccessful: true }]);
});

test('the limit is 25,000 results, and a big log is not indented', () => {
  const one = finding('empty-body', 'feature/1', 'A message.', spot(5));
  const printed = sarif({ ...EMPTY, findings: Array(25_001).fill(one) }, textOf);
  const log: Log = JSON.parse(printed);
  expect(log.runs[0]?.results).toHaveLength(25_000);
  expect(printed.indexOf('\n')).toBe(printed.length - 1);
});

test('suppressed findings carry their reason', () => {
  const results = resultsOf(SUPPRESSED);
  expect(results).toHaveLength(7);
  expect(results[6]?.suppressions).toEqual([{ kind: 'inSource', justification: 'Go does it elsewhere.' }]);
  expect(results.filter(({ suppressions }) => suppressions)).toHaveLength(1);
});
