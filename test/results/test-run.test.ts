import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { plainClassName, plainMethodName, readTestRun } from '../../src/results/test-run.js';
import { temporaryDirectory } from '../ledger/database.js';

const sample = (name: string) => fileURLToPath(new URL(`samples/${name}`, import.meta.url));
const directory = temporaryDirectory();

function written(text: string): string {
  const file = directory.file('results.xml');
  writeFileSync(file, text);
  return file;
}

/** What every runner has to say of `samples/port/StoreTests.cs.txt`. */
const METHODS = [
  'Sample.Tests.IntStoreTests|Generic_ShouldSucceed: passed',
  'Sample.Tests.StoreTests.Nested|Add_ShouldSucceed: passed',
  'Sample.Tests.StoreTests.Nested|Inner_ShouldSucceed: passed',
  'Sample.Tests.StoreTests|Add_ShouldSucceed: passed',
  'Sample.Tests.StoreTests|Fails_ShouldSucceed: failed',
  'Sample.Tests.StoreTests|Named_ShouldSucceed: passed',
  'Sample.Tests.StoreTests|OneCaseFails_ShouldSucceed: failed',
  'Sample.Tests.StoreTests|OneCaseFails_ShouldSucceed: passed',
  'Sample.Tests.StoreTests|Sized_ShouldSucceed: passed',
  'Sample.Tests.StoreTests|Sized_ShouldSucceed: passed',
  'Sample.Tests.StoreTests|Skipped_ShouldSucceed: skipped',
];

describe('what dotnet test writes', () => {
  it.each([
    ['vstest.trx', 'trx', '2026-11-24T23:03:02.672Z', 'Named_ShouldSucceed'],
    ['mtp.trx', 'trx', '2026-11-24T23:04:58.730Z', 'Named_ShouldSucceed'],
    ['vstest.junit.xml', 'junit', '2026-11-24T23:03:02.000Z', 'Named_ShouldSucceed'],
    // xUnit's JUnit reporter shows the display name alone.
    ['mtp.junit.xml', 'junit', '2026-11-24T23:05:22.000Z', 'a store is counted asynchronously'],
  ])('%s', async (name, format, started, named) => {
    const run = await readTestRun(sample(name));
    expect(run.format).toBe(format);
    if (format === 'trx') expect(new Date(run.startedAt ?? 0).toISOString()).toBe(started);
    else expect((run.startedAt ?? 0) - Date.parse(started)).toBeGreaterThanOrEqual(0);
    const cases = run.cases.map((each) => `${each.className}|${each.name}: ${each.outcome}`).sort();
    expect(cases).toEqual(METHODS.map((method) => method.replace('Named_ShouldSucceed', named)).sort());
    expect(run.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['none.trx', 'mtp.none.trx'])('a filter that matches nothing: %s', async (name) => {
    expect((await readTestRun(sample(name))).cases).toEqual([]);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['entities that expand', `<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TestRun>&b;</TestRun>`, 'has a document type'],
    ['an entity without a declaration', '<TestRun><Results>&b;</Results></TestRun>', 'not XML: Invalid character entity'],
    ['one that is cut off', '<TestRun><Results><UnitTestResult outcome="Passed"', 'not XML'],
    ['one that is no XML', 'Passed!', 'not XML'],
    ['one of another kind', '<coverage/>', 'its root element is `coverage`'],
    ['an empty one', '', 'is empty'],
    ['a deep one', `${'<testsuite>'.repeat(300)}${'</testsuite>'.repeat(300)}`, 'elements 200 deep'],
    ['an aborted run', '<TestRun><ResultSummary outcome="Aborted"/></TestRun>', 'ended with `Aborted`'],
  ])('%s', async (_, text, message) => {
    await expect(readTestRun(written(text))).rejects.toThrow(message);
  });

  it('one that is not there, as after a build that failed', async () => {
    await expect(readTestRun(directory.file('none.trx'))).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringContaining('does not exist'),
      hint: expect.stringContaining('a build that fails writes no results'),
    });
  });
});

it('outcomes that are neither passed nor failed do not pass', async () => {
  const outcomes = ['Passed', 'Failed', 'NotExecuted', 'Inconclusive', 'Error', 'Timeout', 'Aborted', 'Warning', ''];
  const results = outcomes.map((outcome, i) => `<UnitTestResult testId="${i}" testName="N.C.M${i}" outcome="${outcome}"/>`).join('');
  const { cases } = await readTestRun(written(`<TestRun><Results>${results}</Results></TestRun>`));
  expect(cases.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name)).toEqual(['M0']);
  expect(cases.filter(({ outcome }) => outcome === 'skipped').map(({ name }) => name)).toEqual(['M2']);
});

it.each([
  ['N.Outer+Inner', 'N.Outer.Inner'],
  ['N.Tests`1[[System.Int32, System.Private.CoreLib]]', 'N.Tests'],
  ['N.Tests<System.Int32>', 'N.Tests'],
  ['N.Outer`1+Inner`2[System.Int32,System.String]', 'N.Outer.Inner'],
])('class %s is %s', (name, plain) => {
  expect(plainClassName(name)).toBe(plain);
});

it.each([
  ['Sized(count: 1, name: "a(b)")', 'Sized'],
  ['Sized', 'Sized'],
  ['Generic<Int32>(value: 1)', 'Generic'],
  ['Generic<System.Collections.Generic.List<int>>', 'Generic'],
])('method %s is %s', (name, plain) => {
  expect(plainMethodName(name)).toBe(plain);
});
