import type { CodeIndex, TypeGroup } from '../index/code-index.js';
import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import { type Check, checksIn } from './checks.js';
import { type ClassNames, fillClassNames } from './class-names.js';
import type { Facts } from './facts.js';
import { type GoTest, goTestOf } from './go-tests.js';
import { looksAtWorld, Taint, type TaintSurroundings } from './taint.js';
import { TestClones } from './test-clones.js';
import { TestProject } from './test-project.js';
import { NOTHING } from './walk.js';

export type { Check } from './checks.js';

export interface TestSummary {
  readonly checks: readonly Check[];
  /** Whether anything of the port is called, in the test or in its helpers. */
  readonly callsPort: boolean;
}

/**
 * The first thing that is wrong with a test as a whole: one fault, one rule.
 *
 * - `empty`: does nothing
 * - `no-check`: asserts nothing; `dead`: only where it is never run; `lost`: only where a failure reaches nobody
 * - `no-port`: asserts, and calls nothing of the port
 * - `vacuous`: asserts only what holds whatever the port does
 * - `sound`: at least one assertion can fail
 */
export type TestVerdict = 'empty' | 'no-check' | 'dead' | 'lost' | 'no-port' | 'vacuous' | 'sound';

/** What C# tests assert, and on what it depends. Computed once per test. */
export class TestFacts {
  readonly #summaries = new Map<Routine, TestSummary>();
  readonly #goTests = new Map<Routine, GoTest>();
  readonly #reaches = new Map<Routine, boolean | undefined>();
  readonly #helperChecks = new Map<Routine, Map<string, readonly Check[]>>();
  readonly #classNames = new Map<TypeGroup, ClassNames>();
  readonly #open = new Set<Routine>();
  readonly project: TestProject;
  readonly clones: TestClones;
  readonly code: CodeIndex;

  /** @param assertionNames names of assertion helpers from the config */
  constructor(
    readonly facts: Facts,
    readonly assertionNames: ReadonlySet<string>,
  ) {
    this.code = facts.csharp;
    this.project = new TestProject(facts.csharp);
    this.clones = new TestClones(facts.csharp, (test) => facts.claims.isMapped(test));
  }

  /** The features that a test row depends on. */
  featuresOf(row: Row): readonly Row[] {
    return row.dependsOn.flatMap((id) => this.facts.claims.feature(id) ?? []);
  }

  goTest(routine: Routine): GoTest {
    let known = this.#goTests.get(routine);
    if (known === undefined) {
      known = goTestOf(routine, this.facts.go);
      this.#goTests.set(routine, known);
    }
    return known;
  }

  summary(test: Routine): TestSummary {
    let known = this.#summaries.get(test);
    if (known === undefined) {
      const own = this.#summarize(test, new Set(), isNUnit(test));
      known = { ...own, checks: [...own.checks, ...this.#closingChecks(test)] };
      this.#summaries.set(test, known);
    }
    return known;
  }

  /** Checks that a class makes after each of its tests. */
  #closingChecks(test: Routine): readonly Check[] {
    const group = this.code.groupOf(test);
    if (group === undefined) return [];
    return [group, ...this.code.basesOf(group)]
      .flatMap((type) => type.routines.filter((routine) => this.code.isTest(routine) && isClosing(routine)))
      .flatMap((routine) =>
        this.#checksOf(routine, new Set(), isNUnit(test)).map((check) => ({ ...check, at: test.nameLine, helper: routine })),
      )
      .filter((check) => check.vacuous === undefined && check.dead === undefined && check.lost === undefined);
  }

  verdict(test: Routine): TestVerdict {
    const { checks, callsPort } = this.summary(test);
    if (checks.length === 0) return !callsPort && /^(nothing|logs)$/.test(this.facts.behaviour(test)?.kind ?? '') ? 'empty' : 'no-check';
    const run = checks.filter((check) => check.dead === undefined);
    if (run.length === 0) return 'dead';
    const heard = run.filter((check) => check.lost === undefined);
    if (heard.length === 0) return 'lost';
    if (heard.some((check) => check.vacuous === undefined)) return 'sound';
    return callsPort ? 'vacuous' : 'no-port';
  }

  /** Checks that can fail, and whose failure is seen. */
  sound(test: Routine): readonly Check[] {
    return this.summary(test).checks.filter((check) => check.dead === undefined && check.lost === undefined && check.vacuous === undefined);
  }

  #summarize(test: Routine, given: ReadonlySet<string>, nunit: boolean, aliases?: ReadonlyMap<string, string>): TestSummary {
    const reachable = this.facts.reachable(test);
    if (reachable === undefined) return { checks: [], callsPort: false };
    const taint = new Taint(this.project, test, reachable.body, given, this.#around, aliases);
    const checks = checksIn(reachable, test, taint, {
      project: this.project,
      assertionNames: this.assertionNames,
      isNUnit: nunit,
      checksOf: (helper, parameters, same) => this.#checksOf(helper, parameters, nunit, same),
    });
    return { checks, callsPort: taint.callsPort };
  }

  readonly #around: TaintSurroundings = {
    reaches: (helper) => {
      if (this.#reaches.has(helper)) return this.#reaches.get(helper);
      this.#reaches.set(helper, undefined);
      const reachable = this.facts.reachable(helper);
      const reaches = reachable !== undefined && new Taint(this.project, helper, reachable.body, new Set(), this.#around).callsPort;
      this.#reaches.set(helper, reaches);
      return reaches;
    },
    looksAround: (helper) => looksAtWorld(this.facts.bodyOf(helper) ?? NOTHING),
    classNames: (routine) => {
      const group = this.code.groupOf(routine);
      if (group === undefined) return NO_NAMES;
      const known = this.#classNames.get(group);
      if (known !== undefined) return known;
      const names = {
        tainted: new Set<string>(),
        substitutes: new Set<string>(),
        fields: new Set<string>(),
        properties: new Map<string, Routine>(),
      };
      this.#classNames.set(group, names);
      const outside = (from: Routine) => new Taint(this.project, from, NOTHING, new Set(), this.#around);
      fillClassNames(
        group,
        this.project,
        { depends: (init, from) => outside(from).depends(init), mentions: (node, from) => outside(from).mentionsPort(node) },
        names,
      );
      return names;
    },
  };

  #checksOf(helper: Routine, given: ReadonlySet<string>, nunit: boolean, aliases?: ReadonlyMap<string, string>): readonly Check[] {
    if (this.#open.has(helper)) return [];
    let byGiven = this.#helperChecks.get(helper);
    if (byGiven === undefined) {
      byGiven = new Map();
      this.#helperChecks.set(helper, byGiven);
    }
    const key = `${nunit}:${[...given].join()}:${[...(aliases ?? [])].join(';')}`;
    let checks = byGiven.get(key);
    if (checks === undefined) {
      this.#open.add(helper);
      checks = compact(this.#summarize(helper, given, nunit, aliases).checks);
      this.#open.delete(helper);
      byGiven.set(key, checks);
    }
    return checks;
  }
}

/** Helpers that call helpers multiply; beyond a hundred it no longer matters how often the same is asserted. */
function compact(checks: readonly Check[]): readonly Check[] {
  if (checks.length <= 100) return checks;
  const seen = new Map<unknown, Set<string>>();
  return checks.filter(({ asserted, vacuous, dead, lost, maybe }) => {
    const place = asserted.operands[0] ?? asserted.name;
    const ways = seen.get(place) ?? new Set();
    seen.set(place, ways);
    return ways.size < ways.add([vacuous, dead, lost, maybe].join()).size;
  });
}

function isClosing(routine: Routine): boolean {
  return /^Dispose(Async)?$/.test(routine.name) || routine.attributes.some(({ name }) => /^(TearDown|TestCleanup)$/.test(name));
}

function isNUnit(test: Routine): boolean {
  return test.attributes.some((attribute) => /^(Test|TestCase|TestCaseSource)$/.test(attribute.name));
}

const NO_NAMES: ClassNames = { tainted: new Set(), substitutes: new Set(), fields: new Set(), properties: new Map() };
