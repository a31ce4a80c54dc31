import type { Policy } from '../config/config.js';
import type { Finding } from '../model/finding.js';
import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import type { Subject } from '../pair/subject.js';
import type { RuleInfo, Verdict } from '../report/report.js';
import { blocks, flowProblem, isAtLeast, type Target } from './policy.js';
import { coverageProblem, type DatedCoverage, membersOf, type TestResults } from './tests.js';

export interface VerdictInput {
  readonly policy: Policy;
  readonly target: Target;
  /** The rows to be promoted. */
  readonly candidates: readonly Subject[];
  /** Mapped tests of a feature that are judged with it. */
  testsOf(row: Row): readonly Subject[];
  readonly findings: readonly Finding[];
  readonly rules: readonly Pick<RuleInfo, 'id' | 'category'>[];
  /** Undefined when no result file was given. */
  readonly results: TestResults | undefined;
  readonly coverages: readonly DatedCoverage[];
  /** What stands in the place of steps, results and coverage where the promotion has been made already. */
  evidenceOf?(subject: Subject): readonly string[];
  /** What speaks against the promotion as a whole. */
  readonly problems: readonly string[];
}

/** Whether all candidates may have the status, and why those may not that may not. */
export function verdictOf(input: VerdictInput): Verdict {
  const blocking = blockingFindings(input);
  const reasons = input.candidates
    .map((subject) => ({ item: subject.row.item, reasons: reasonsFor(subject, blocking, input) }))
    .filter((each) => each.reasons.length > 0);
  return {
    allowed: reasons.length === 0 && input.problems.length === 0,
    refused: reasons.map(({ item }) => item),
    problems: input.problems,
    reasons,
  };
}

function blockingFindings({ policy, target, findings, rules }: VerdictInput): ReadonlyMap<string, readonly Finding[]> {
  const ids = new Set(rules.filter((rule) => blocks(policy, target, rule)).map(({ id }) => id));
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!ids.has(finding.rule) || !isAtLeast(finding.level, policy.level)) continue;
    const list = found.get(finding.item);
    if (list === undefined) found.set(finding.item, [finding]);
    else list.push(finding);
  }
  return found;
}

function reasonsFor(subject: Subject, blocking: ReadonlyMap<string, readonly Finding[]>, input: VerdictInput): string[] {
  const { row } = subject;
  const { policy, target } = input;
  const own = (blocking.get(row.item) ?? []).map(phraseOf);
  const tests = target === 'verified' ? input.testsOf(row).filter((test) => !isDeferred(test.row)) : [];
  const fakes = tests.flatMap((test) =>
    (blocking.get(test.row.item) ?? []).map((each) => `its test ${test.row.item} has ${phraseOf(each)}`),
  );
  if (input.evidenceOf !== undefined) return [...input.evidenceOf(subject), ...own, ...fakes];
  const flow = flowProblem(row, target, policy);
  const reasons = [...(flow === undefined ? [] : [flow]), ...own, ...fakes];
  if (target !== 'verified') return reasons;
  if (row.kind === 'test') return [...reasons, ...problemOfTest(membersOf(subject), input.results, 'it')];
  return [...reasons, ...testReasons(row, tests, input), ...coverageReasons(membersOf(subject), tests, input)];
}

function testReasons(row: Row, tests: readonly Subject[], { policy, results, testsOf }: VerdictInput): string[] {
  const waiting = policy.deferredTests === 'allow' ? [] : testsOf(row).filter((test) => isDeferred(test.row));
  return [
    ...waiting.map((test) => `its test ${test.row.item} is \`${test.row.status}\``),
    ...tests.flatMap((test) => problemOfTest(membersOf(test), results, `its test ${test.row.item}`)),
  ];
}

function coverageReasons(members: readonly Routine[], tests: readonly Subject[], { policy, coverages }: VerdictInput): string[] {
  if (coverages.length > 0) {
    const problem = coverageProblem(members, coverages);
    return problem === undefined ? [] : [`it ${problem}`];
  }
  if (tests.length > 0 || policy.untestedFeatures === 'allow') return [];
  return ['no test is mapped to it that could speak for it, and no coverage was given (`--coverage FILE`)'];
}

function problemOfTest(members: readonly Routine[], results: TestResults | undefined, subject: string): string[] {
  if (results === undefined) return [`${subject} has no result: none were given (\`--results FILE\`)`];
  const outcome = results.outcomeOf(members);
  return outcome.kind === 'passed' ? [] : [`${subject} ${outcome.phrase}`];
}

/** A test that claims nothing yet. */
function isDeferred({ status }: Row): boolean {
  return status === 'deferred' || status === 'not_started' || status === 'unknown';
}

function phraseOf({ rule, level }: Finding): string {
  return `${level} \`${rule}\``;
}
