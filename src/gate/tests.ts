import type { CodeIndex, TypeGroup } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import type { Attribute, Routine } from '../model/source.js';
import type { Subject } from '../pair/subject.js';
import { type Coverage, coverageOf } from '../results/coverage.js';
import type { TestCase, TestRun } from '../results/test-run.js';

/** A result file, and the source that was changed after it, if there is one. */
export interface DatedRun {
  readonly run: TestRun;
  readonly newer: string | undefined;
}

export interface DatedCoverage {
  readonly coverage: Coverage;
  readonly newer: string | undefined;
}

/** What became of one mapped test. `phrase` stands after the row's item. */
export type TestOutcome = { readonly kind: 'passed'; readonly phrase: string } | { readonly kind: 'problem'; readonly phrase: string };

/** Looks test results up by the C# members that a row names. */
export class TestResults {
  readonly #cases = new Map<string, { readonly dated: DatedRun; readonly testCase: TestCase }[]>();

  constructor(
    readonly runs: readonly DatedRun[],
    private readonly csharp: CodeIndex,
  ) {
    for (const dated of runs)
      for (const testCase of dated.run.cases) {
        const key = keyOf(testCase.className, testCase.name);
        const found = this.#cases.get(key);
        if (found === undefined) this.#cases.set(key, [{ dated, testCase }]);
        else found.push({ dated, testCase });
      }
  }

  /** All members that a test row names have to have passed, in every case and every file that tells of them. */
  outcomeOf(members: readonly Routine[]): TestOutcome {
    const tests = members.filter((member) => member.test);
    if (tests.length === 0) return { kind: 'problem', phrase: 'is no test that could run' };
    let passed = 0;
    for (const member of tests) {
      const cases = this.#casesOf(member);
      const outcome = outcomeOfCases(cases, `${member.owner}.${member.name}`);
      if (outcome !== undefined) return { kind: 'problem', phrase: outcome };
      passed += cases.length;
    }
    return { kind: 'passed', phrase: passed === 1 ? 'passed' : `passed in ${passed} cases` };
  }

  #casesOf(member: Routine) {
    const group = this.csharp.groupOf(member);
    const classes = [pathOf(member.namespace, member.owner), ...(group === undefined ? [] : this.#derived(group))];
    const names = [member.name.replace(/^@/, ''), ...displayNames(member.attributes)];
    return classes.flatMap((each) => names.flatMap((name) => this.#cases.get(keyOf(each, name)) ?? []));
  }

  /** A test that is inherited runs, and is reported, under each class that inherits it. */
  #derived(base: TypeGroup): string[] {
    return this.csharp.groups
      .filter((group) => group !== base && group.parts.some((part) => part.bases.length > 0) && this.csharp.basesOf(group).includes(base))
      .map((group) => pathOf(group.namespace, group.path));
  }
}

function outcomeOfCases(cases: readonly { readonly dated: DatedRun; readonly testCase: TestCase }[], test: string): string | undefined {
  const bad = cases.find(({ testCase }) => testCase.outcome === 'failed') ?? cases.find(({ testCase }) => testCase.outcome === 'skipped');
  if (cases.length === 0) return `was not run: no result names \`${test}\``;
  if (bad !== undefined) return `${bad.testCase.outcome === 'failed' ? 'failed' : 'was skipped'} (\`${bad.testCase.displayName}\`)`;
  const stale = cases.find(({ dated }) => dated.newer !== undefined || dated.run.startedAt === undefined);
  if (stale === undefined) return undefined;
  return `has only a result that is out of date (${stale.dated.run.file})`;
}

/**
 * Whether a passing run touched a feature.
 * @returns a phrase after the row's item; undefined when each of the members was touched
 */
export function coverageProblem(members: readonly Routine[], coverages: readonly DatedCoverage[]): string | undefined {
  for (const member of members) {
    const covered = coverageOf(
      member,
      coverages.map(({ coverage }) => coverage),
    );
    const name = `\`${member.owner}.${member.name}\``;
    if (covered === undefined) return `has no line in the coverage: ${name} is not in it`;
    if (covered.hit === 0) return `was not touched by a test: no line of ${name} was hit`;
  }
  return undefined;
}

/** The C# members that a row was found to name. */
export function membersOf({ csharp }: Subject): readonly Routine[] {
  return csharp.kind === 'found' ? csharp.members : [];
}

/** Ids of features, with the rows of the tests that are mapped to them. */
export function testsByFeature(tests: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const found = new Map<number, Row[]>();
  for (const test of tests)
    for (const id of test.dependsOn) {
      const list = found.get(id);
      if (list === undefined) found.set(id, [test]);
      else list.push(test);
    }
  return found;
}

function keyOf(className: string, name: string): string {
  return `${className}|${name}`;
}

function pathOf(namespace: string, owner: string): string {
  return namespace === '' ? owner : `${namespace}.${owner}`;
}

/** What a reporter shows in the method's place. */
function displayNames(attributes: readonly Attribute[]): string[] {
  return attributes.flatMap(({ arguments: args }) =>
    args.flatMap(({ name, value }) =>
      name === 'DisplayName' && value.k === 'literal' && value.type === 'string' ? [displayed(value.value)] : [],
    ),
  );
}

function displayed(text: string): string {
  return text.replace(/\s*\(.*$/s, '').trim();
}
