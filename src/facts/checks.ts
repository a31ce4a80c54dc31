import type { Routine } from '../model/source.js';
import type { Catch, Node, NodeOf } from '../model/tree.js';
import { type Asserted, assertionAt, isContainer, soundsLikeAssertion } from './assertions.js';
import { isLog } from './behaviour.js';
import { isEmptyCollection, type Reachable } from './reachable.js';
import type { Taint } from './taint.js';
import type { TestProject } from './test-project.js';
import { isWeak, whyVacuous } from './vacuous.js';
import { calleeName, childrenOf, nodesOf, pathOf, rootName, sameTree, statementsOf, walk } from './walk.js';

/** An assertion of a test, found in it or in a helper that it calls. */
export interface Check {
  /** Line in the test itself: of the assertion, or of the call that leads to it. */
  readonly at: number;
  /** The helper that holds it, if it is not in the test itself. */
  readonly helper?: Routine;
  readonly asserted: Asserted;
  /** Demands only that something is there. */
  readonly weak: boolean;
  /** Why it can't fail whatever production code does; undefined if it can. */
  readonly vacuous: string | undefined;
  /** Why it is never run. */
  readonly dead?: string;
  /** Why its failure does not reach the runner. */
  readonly lost?: string;
  /** What has to happen in the port for it to be run at all. */
  readonly maybe?: string;
}

/** What the search for checks must know beyond one body. */
export interface CheckSurroundings {
  readonly project: TestProject;
  /** Names of assertion helpers from the config. */
  readonly assertionNames: ReadonlySet<string>;
  /** NUnit's `Assert.ThrowsAsync` waits by itself. */
  readonly isNUnit: boolean;
  /** The checks of a helper, given which of its parameters depend on the port. */
  checksOf(helper: Routine, given: ReadonlySet<string>, aliases?: ReadonlyMap<string, string>): readonly Check[];
}

/** All checks of a body and of the helpers that it calls, with what keeps them from counting. */
export function checksIn(reachable: Reachable, routine: Routine, taint: Taint, around: CheckSurroundings): readonly Check[] {
  const search = new Search(reachable.body, routine, taint, around);
  search.statement(reachable.body, {});
  for (const cut of reachable.cuts) for (const node of cut.nodes) search.statement(node, { dead: cut.why });
  search.uncalled();
  return search.found;
}

/** What is known of a place on the way to it. */
interface Place {
  readonly dead?: string;
  readonly lost?: string;
  readonly maybe?: string;
}

class Search {
  readonly found: Check[] = [];
  readonly #reached = new Set<string>();
  readonly #open = new Set<string>();
  /** Functions whose task nobody can have: `Action run = async () => …`. */
  readonly #voids = new Set<string>();
  readonly #functions: string[] = [];
  readonly #reads = new Set<string>();
  /** Names that are not only written. */
  readonly #used = new Set<string>();
  /** Of the routine itself, and of the functions in it. */
  readonly #parameters: Set<string>;
  readonly #holders: Holders;
  /** Where names are first mentioned, and which of them are made empty. */
  readonly #firstUse = new Map<string, Node>();
  readonly #madeEmpty = new Set<string>();

  constructor(
    body: Node,
    private readonly routine: Routine,
    private readonly taint: Taint,
    private readonly around: CheckSurroundings,
  ) {
    this.#parameters = new Set(routine.parameters.map(({ name }) => name));
    this.#holders = new Holders(body);
    const written = new Set<Node>();
    walk(body, (node) => {
      if (node.k === 'name') this.#reads.add(node.name);
      if (node.k === 'name' && !this.#firstUse.has(node.name)) this.#firstUse.set(node.name, node);
      if (node.k === 'declare' && node.values[0]?.k === 'create' && isEmptyCreate(node.values[0]))
        for (const name of node.names) this.#madeEmpty.add(name);
      if (node.k === 'assign' && node.op === '=') for (const target of node.targets) if (target.k === 'name') written.add(target);
      if (node.k === 'name' && !written.has(node)) this.#used.add(node.name);
      if (node.k === 'local' || node.k === 'lambda') for (const name of node.parameters) this.#parameters.add(name);
      if (node.k === 'local') this.#functions.push(node.name);
      if (node.k === 'declare' && node.values[0]?.k === 'lambda' && node.names[0] !== undefined) this.#functions.push(node.names[0]);
    });
  }

  /** A node whose value goes nowhere. */
  statement(node: Node, place: Place): void {
    switch (node.k) {
      case 'block':
        this.#block(node, place);
        return;
      case 'call':
        this.#call(node, place, { awaited: false, used: false });
        return;
      case 'await':
        if (node.value.k === 'call') {
          this.#call(node.value, place, { awaited: true, used: false });
          return;
        }
        this.#value(node.value, place);
        return;
      case 'assign': {
        const [value] = node.values;
        const [only] = node.targets;
        if (only?.k === 'name' && value !== undefined && this.#holds(only.name, value, place)) return;
        if (!node.targets.every((target) => target.k === 'name' && target.name === '_')) {
          const [target] = node.targets;
          const isHanded = target?.k === 'member' && value?.k === 'lambda' && place.maybe === undefined && this.taint.depends(target.of);
          this.#value(node, isHanded ? { ...place, maybe: `it stands in a callback that \`${target.name}\` has to call` } : place);
          return;
        }
        if (value?.k === 'call' || value?.k === 'await') this.statement(value, place);
        else if (value !== undefined && value.k !== 'name') this.#value(value, place);
        return;
      }
      case 'declare': {
        const [value] = node.values;
        if (value?.k === 'lambda' && value.async === true && /^(System\.)?Action\b/.test(node.type ?? '') && node.names[0] !== undefined)
          this.#voids.add(node.names[0]);
        if (node.names.length === 1 && value !== undefined && this.#holds(node.names[0] as string, value, place)) return;
        if (node.names.length === 1 && (value?.k === 'lambda' || (value?.k === 'name' && this.taint.functionNamed(value.name)))) return;
        const isRead = node.names.some((name) => this.#reads.has(name));
        if (!isRead && (value?.k === 'call' || value?.k === 'await')) {
          this.statement(value, place);
          return;
        }
        for (const each of node.values) this.#value(each, place);
        return;
      }
      case 'branch':
        this.#branch(node, place);
        return;
      case 'try':
        this.#try(node, place);
        return;
      case 'loop':
        for (const part of [node.init, node.over, node.test, node.post]) if (part !== undefined) this.#value(part, place);
        // `foreach (var each in store.All()) throw …`: that nothing is there.
        if (node.over !== undefined && raisesAtOnce(node.body))
          this.#add({ at: node.at, name: 'throw', kind: 'other', operands: [node.over], deferred: false }, place);
        this.statement(node.body, this.#round(node, place));
        return;
      case 'lock':
      case 'defer':
      case 'spawn':
        this.statement(node.body, place);
        return;
      default:
        this.#value(node, place);
        return;
    }
  }

  /** `foreach (var each in store.All())`: production code decides whether there is a round at all. */
  #round(loop: NodeOf<'loop'>, place: Place): Place {
    // Whoever ends it himself waits for something to come.
    const isEnded = ownNodes(loop.body).some((node) => node.k === 'jump' && node.how === 'break');
    if (place.maybe !== undefined || loop.how === 'do' || isEnded || this.#beginsEmpty(loop.test)) return place;
    const isOpen =
      loop.over !== undefined
        ? this.taint.isGivenByPort(loop.over)
        : loop.how === 'while' && loop.test !== undefined && this.#isDecidedByPort(loop.test);
    return isOpen
      ? { ...place, maybe: `it stands in the loop in line ${loop.at}, and production code decides whether that has a round` }
      : place;
  }

  /** Functions and tasks that are put into a collection with which nothing is done after that. */
  #holds(name: string, value: Node, place: Place): boolean {
    if (value.k !== 'create' || !COLLECTION.test(value.type) || this.#holders.isRun(name, value)) return this.#isIdle(name, value, place);
    const functions = [...value.items, ...value.args.map((argument) => argument.value)]
      .flatMap((item) => (item.k === 'assign' ? item.values : [item]))
      .filter((item) => item.k === 'lambda');
    if (functions.length === 0 || place.dead !== undefined) return false;
    for (const each of functions)
      if (each.k === 'lambda') this.#body(each.body, { ...place, dead: `nothing runs what is collected in \`${name}\`` });
    return true;
  }

  /** `new Lazy<T>(() => …)` that nobody asks, `new Thread(() => …)` that nobody starts. */
  #isIdle(name: string, value: Node, place: Place): boolean {
    if (value.k !== 'create' || place.dead !== undefined) return false;
    const wanted = /^(System\.Threading\.)?(Thread|Tasks\.Task|Task)(<.*>)?$/.test(value.type)
      ? 'Start'
      : /^(System\.)?Lazy\b/.test(value.type)
        ? 'Value'
        : undefined;
    const [work] = value.args;
    if (wanted === undefined || work?.value.k !== 'lambda' || this.#holders.isAsked(name, wanted)) return false;
    this.#body(work.value.body, { ...place, dead: `nothing ${wanted === 'Start' ? 'starts' : 'asks for the value of'} \`${name}\`` });
    return true;
  }

  /** Named functions with assertions to which no call leads. */
  uncalled(): void {
    for (const name of this.#functions) {
      if (this.#reached.has(name)) continue;
      const target = this.taint.functionNamed(name);
      if (target?.body === undefined) continue;
      this.#reached.add(name);
      const what = target.k === 'lambda' ? 'lambda' : 'local function';
      this.statement(target.body, { dead: `nothing calls the ${what} \`${name}\`` });
    }
  }

  #block(block: NodeOf<'block'>, place: Place): void {
    let current = place;
    for (const child of block.body) {
      this.statement(child, current);
      const condition = current.maybe === undefined ? this.#leavesEarly(child) : undefined;
      if (condition !== undefined)
        current = {
          ...current,
          maybe: `the test returns before it when the condition in line ${child.at} holds, which ${isSwitch(condition) ? 'nobody has to set' : 'production code decides'}`,
        };
    }
  }

  /** `if (store.Count == 0) return;`: the port decides whether the rest is run. */
  #leavesEarly(node: Node): Node | undefined {
    if (node.k !== 'branch' || node.how !== 'if') return undefined;
    const [arm] = node.arms;
    const test = arm?.tests[0];
    if (arm === undefined || test === undefined || statementsOf(arm.body).at(-1)?.k !== 'return') return undefined;
    if (nodesOf(arm.body, 'call').some((call) => assertionAt(call) !== undefined) || nodesOf(arm.body, 'raise').length > 0)
      return undefined;
    return this.#isDecidedByPort(test) || isSwitch(test) ? test : undefined;
  }

  /** Not by the machine, and not by a flag that whoever calls this sets: `if (isLastTry) …`. */
  #isDecidedByPort(test: Node): boolean {
    const value = test.k === 'unary' && test.op === '!' ? test.value : test;
    const isFlag = value.k === 'name' && this.#parameters.has(value.name);
    return !isFlag && this.taint.depends(test) && !isAboutWorld(test);
  }

  #branch(node: NodeOf<'branch'>, place: Place): void {
    for (const part of [node.init, node.subject]) if (part !== undefined) this.#value(part, place);
    const test = node.arms[0]?.tests[0];
    // `if (x != 1) throw …` is an assertion in plain words.
    if (node.how === 'if' && test !== undefined && node.arms.some((arm) => raisesAtOnce(arm.body)))
      this.#add({ at: node.at, name: 'throw', kind: 'other', operands: [test], deferred: false }, place);
    // So is `x switch { 1 => …, _ => throw … }`.
    if (node.how === 'match' && node.subject !== undefined && node.arms.some((arm) => raisesAtOnce(arm.body)))
      this.#add({ at: node.at, name: 'throw', kind: 'other', operands: [node.subject], deferred: false }, place);
    const other = node.arms.length === 2 && node.arms[1]?.tests.length === 0 ? node.arms[1] : undefined;
    const isIf =
      node.how === 'if' && test !== undefined && (node.arms.length === 1 || (other !== undefined && !this.#mayCheck(other.body)));
    const isSwitchOfPort =
      node.how === 'switch' &&
      node.subject !== undefined &&
      this.#isDecidedByPort(node.subject) &&
      node.arms.every((arm) => arm.tests.length > 0);
    const decided = isSwitchOfPort || (isIf && (this.#isDecidedByPort(test) || isSwitch(test) || isDebugger(test)));
    const inner =
      decided && place.maybe === undefined
        ? {
            ...place,
            maybe: `it stands behind the condition in line ${node.at}, which ${isIf && !this.#isDecidedByPort(test) ? 'nobody has to set' : 'production code decides'}`,
          }
        : place;
    for (const arm of node.arms) {
      for (const each of [...arm.tests, ...(arm.guard ? [arm.guard] : [])]) this.#value(each, place);
      if (node.how === 'conditional' || node.how === 'match') this.#value(arm.body, place);
      else this.statement(arm.body, inner);
    }
  }

  /** `while (seen.Count < 300)` right after `seen` was made: there is a first round. */
  #beginsEmpty(test: Node | undefined): boolean {
    const count = test?.k === 'binary' && /^(<|<=|!=)$/.test(test.op) && test.left.k === 'member' ? test.left : undefined;
    if (count?.of.k !== 'name' || !/^(Count|Length)$/.test(count.name)) return false;
    return this.#madeEmpty.has(count.of.name) && this.#firstUse.get(count.of.name) === count.of;
  }

  /** Whether something in a body can fail the test, as far as words tell. */
  #mayCheck(body: Node): boolean {
    return (
      nodesOf(body, 'raise').length > 0 ||
      nodesOf(body, 'call').some(
        (call) =>
          assertionAt(call) !== undefined ||
          soundsLikeAssertion(calleeName(call.callee) ?? '') ||
          (call.callee.k === 'name' && this.taint.functionNamed(call.callee.name) !== undefined) ||
          this.around.project.helpersOf(call, this.routine).length > 0,
      )
    );
  }

  #try(node: NodeOf<'try'>, place: Place): void {
    const swallowing = node.catches.find((clause) => this.#swallows(clause));
    const lost = place.lost ?? (swallowing === undefined ? undefined : `the catch in line ${swallowing.at} drops it`);
    const before = this.found.length;
    this.statement(node.body, lost === undefined ? place : { ...place, lost });
    const isGuarded = this.found.length > before || nodesOf(node.body, 'raise').length > 0;
    for (const clause of node.catches)
      this.statement(
        clause.body,
        isGuarded
          ? place
          : { ...place, maybe: place.maybe ?? `it stands in the catch of line ${clause.at}, and nothing fails when nothing is thrown` },
      );
    if (node.last !== undefined) this.statement(node.last, place);
  }

  /** Whether a clause takes a failed assertion and tells nobody. */
  #swallows(clause: Catch): boolean {
    const catches =
      clause.type === undefined || /(^|\.)(Exception|SystemException|\w*(Xunit|Assert|Assertion)\w*Exception)$/.test(clause.type);
    if (!catches || (clause.guard !== undefined && !letsThrough(clause.guard))) return false;
    let tells = false;
    walk(clause.body, (node) => {
      if (node.k === 'raise') tells = true;
      else if (node.k === 'assign' && !node.targets.every((target) => target.k === 'name' && !this.#used.has(target.name))) tells = true;
      else if (node.k === 'call' && !isQuiet(node)) {
        const asserted = assertionAt(node);
        if (asserted === undefined || !saysNothing(asserted, clause.name)) tells = true;
        else return false;
      }
      return !tells;
    });
    return !tells;
  }

  #value(node: Node, place: Place): void {
    switch (node.k) {
      case 'call':
        this.#call(node, place, { awaited: true, used: true });
        return;
      case 'name':
        if (this.taint.functionNamed(node.name) !== undefined) this.#function(node.name, place);
        return;
      case 'lambda':
        this.#body(node.body, place);
        return;
      case 'local':
        return;
      case 'block':
      case 'branch':
      case 'try':
      case 'loop':
      case 'lock':
      case 'defer':
        this.statement(node, place);
        return;
      case 'member':
        // `check.Method.Name` runs nothing.
        if (node.of.k === 'name' && this.taint.functionNamed(node.of.name) !== undefined && !/Invoke$/.test(node.name)) return;
        this.#value(node.of, place);
        return;
      default:
        for (const child of childrenOf(node)) this.#value(child, place);
    }
  }

  /** A lambda's body: what its arrow gives is used by whoever called it. */
  #body(body: Node, place: Place): void {
    if (body.k === 'block') this.statement(body, place);
    else this.#value(body, place);
  }

  /** A function of the body, run from here; its checks count for the line of the call. */
  #function(name: string, place: Place, at?: number): void {
    const body = this.taint.functionNamed(name)?.body;
    this.#reached.add(name);
    if (body === undefined || this.#open.has(name)) return;
    this.#open.add(name);
    const before = this.found.length;
    this.#body(body, place);
    if (at !== undefined) for (let i = before; i < this.found.length; i++) this.found[i] = { ...(this.found[i] as Check), at };
    this.#open.delete(name);
  }

  #call(call: NodeOf<'call'>, place: Place, result: { readonly awaited: boolean; readonly used: boolean }): void {
    const asserted = assertionAt(call);
    const own = asserted === undefined ? [] : this.around.project.assertionsOfTests(call, this.routine);
    if (asserted !== undefined && own.length === 0) {
      const left = place.maybe === undefined ? this.#leftOut(call.callee) : undefined;
      const here = left === undefined ? place : { ...place, maybe: '`?.` leaves it out when there is nothing to look at' };
      this.#assertion(call, asserted, result.awaited, here);
      return;
    }
    if (call.callee.k === 'name' && this.taint.functionNamed(call.callee.name) !== undefined) {
      this.#function(call.callee.name, { ...place, ...this.#lossByFunction(call.callee.name, result, place) }, call.at);
      for (const { value } of call.args) this.#value(value, place);
      return;
    }
    const helpers = own.length > 0 ? own : this.around.project.helpersOf(call, this.routine);
    for (const helper of helpers) this.#helper(call, helper, result.awaited, place);
    const name = calleeName(call.callee) ?? '';
    // `await server.StopAsync().WaitAsync(limit)` throws when the time is over.
    const waits = name === 'WaitAsync' && call.args.length > 0 && place.lost === undefined;
    if (waits && call.callee.k === 'member' && this.taint.depends(call.callee.of))
      this.#add(
        { at: call.at, name, kind: 'other', operands: [call.callee.of], deferred: true },
        result.awaited ? place : { ...place, lost: 'its task is not awaited' },
      );
    if (
      (this.around.assertionNames.has(name) && own.length === 0) ||
      (helpers.length === 0 && name !== 'Should' && (soundsLikeAssertion(name) || isOnAssertClass(call)) && !this.#isOfPort(call))
    ) {
      const operands = [...call.args.map((argument) => argument.value), ...(call.callee.k === 'member' ? [call.callee.of] : [])];
      this.#add({ at: call.at, name, kind: 'other', operands, deferred: false }, place);
    }
    if (call.callee.k !== 'name') this.#value(call.callee, place);
    const holder = call.callee.k === 'member' && call.callee.of.k === 'name' && COLLECTS.test(name) ? call.callee.of.name : undefined;
    if (holder !== undefined && this.taint.isOwnCollection(holder) && !this.#holders.isRun(holder, call)) {
      for (const { value } of call.args)
        if (value.k === 'lambda')
          this.#body(value.body, place.dead === undefined ? { ...place, dead: `nothing runs what is collected in \`${holder}\`` } : place);
        else
          this.#value(
            value,
            place.lost === undefined && isTask(value) ? { ...place, lost: `nothing awaits what is collected in \`${holder}\`` } : place,
          );
      return;
    }
    const inner = this.#insideArguments(call, helpers, result, place);
    for (const { value } of call.args) {
      this.#value(value, value.k === 'lambda' || value.k === 'name' ? inner : place);
      if (value.k === 'name' && !this.#parameters.has(value.name) && !this.taint.isLocal(value.name)) this.#handed(value, inner);
    }
  }

  /** `found?.Name.ShouldBe("a")`, where production code decides whether anything is found. */
  #leftOut(callee: Node): Node | undefined {
    let current: Node = callee;
    while (current.k === 'member' || current.k === 'call') {
      if (current.k === 'call') current = current.callee;
      else if (current.optional === true && this.taint.depends(current.of)) return current;
      else current = current.of;
    }
    return undefined;
  }

  /** A method of the tests that is handed to whoever calls it: `values.ForEach(AssertValid)`. */
  #handed(method: NodeOf<'name'>, place: Place): void {
    const call: NodeOf<'call'> = { k: 'call', callee: method, args: [], at: method.at };
    for (const helper of this.around.project.helpersOf(call, this.routine)) {
      if (helper.kind !== 'method') continue;
      const checks = this.around.checksOf(helper, new Set(helper.parameters.map(({ name }) => name)));
      for (const check of checks) this.found.push({ ...check, ...kept(check, place), at: method.at, helper: check.helper ?? helper });
    }
  }

  /** `store.Validate(x)` by an object of the port is what is tested, not a test. */
  #isOfPort(call: NodeOf<'call'>): boolean {
    return call.callee.k === 'member' && this.around.project.portMembers(call.callee.name).length > 0;
  }

  /** What becomes of checks in a lambda that a call is given. */
  #insideArguments(
    call: NodeOf<'call'>,
    helpers: readonly Routine[],
    result: { readonly awaited: boolean; readonly used: boolean },
    place: Place,
  ): Place {
    const path = pathOf(call.callee) ?? '';
    if (/(^|\.)Record\.Exception(Async)?$/.test(path) && !result.used && place.lost === undefined)
      return { ...place, lost: '`Record.Exception` takes it, and nobody looks at that' };
    if (/(^|\.)(Task\.Run|Factory\.StartNew)$/.test(path) && !result.awaited && place.lost === undefined)
      return { ...place, lost: 'nothing awaits the task in which it is run' };
    const lambdas = call.args.flatMap(({ value }) => (value.k === 'lambda' ? [value] : []));
    const last = calleeName(call.callee) ?? '';
    if (place.lost === undefined && lambdas.length > 0) {
      if (last === 'ContinueWith' && !result.awaited) return { ...place, lost: 'nothing awaits what `ContinueWith` gives' };
      if (/^(QueueUserWorkItem|UnsafeQueueUserWorkItem)$/.test(last) && !lambdas.some(signals))
        return { ...place, lost: `nothing waits for what \`${last}\` runs` };
      const isParallel = /(^|\.)Parallel\.(For|ForEach|Invoke)$/.test(path) || last === 'ForEach';
      if (isParallel && lambdas.some((lambda) => lambda.async === true)) return { ...place, lost: `\`${last}\` awaits nothing` };
    }
    if (
      place.dead === undefined &&
      lambdas.length > 0 &&
      !result.used &&
      DEFERRED.test(last) &&
      helpers.length === 0 &&
      !this.#isOfPort(call)
    )
      return { ...place, dead: `nothing asks \`${last}\` for its items` };
    const name = calleeName(call.callee);
    if (name === undefined || place.dead !== undefined) return place;
    const targets =
      helpers.length > 0
        ? helpers
        : call.callee.k === 'member' && !this.#isOwnCollection(call.callee.of) && this.taint.depends(call.callee.of)
          ? this.around.project.portMembers(name)
          : [];
    const isNeverCalled =
      targets.length > 0 && call.args.every(({ value }, i) => !isFunction(value) || targets.every((each) => this.#ignores(each, i)));
    if (isNeverCalled && call.args.some(({ value }) => isFunction(value)))
      return { ...place, dead: `\`${name}\` never calls what it is given` };
    if (helpers.length === 0 && targets.length > 0 && place.maybe === undefined)
      return { ...place, maybe: `it stands in a callback that \`${name}\` has to call` };
    return place;
  }

  #isOwnCollection(of: Node): boolean {
    return of.k === 'name' && this.taint.isOwnCollection(of.name);
  }

  #ignores(target: Routine, i: number): boolean {
    const body = this.around.project.code.bodyOf(target);
    const parameter = target.parameters[Math.min(target.parameters[0]?.by === 'this' ? i + 1 : i, target.parameters.length - 1)];
    if (body === undefined || parameter === undefined || parameter.name === '') return false;
    let isUsed = false;
    walk(body, (node) => {
      if (node.k === 'call' && /(^|\.)\w*Exception\.ThrowIf\w*$/.test(pathOf(node.callee) ?? '')) return false;
      if (node.k === 'assign' && node.targets.every((each) => each.k === 'name' && each.name === '_') && node.values[0]?.k === 'name')
        return false;
      if (node.k === 'binary' && /^[!=]=$/.test(node.op) && node.right.k === 'literal' && node.right.type === 'null') return false;
      if (node.k === 'name' && node.name === parameter.name) isUsed = true;
      return !isUsed;
    });
    return !isUsed;
  }

  #assertion(call: NodeOf<'call'>, asserted: Asserted, awaited: boolean, place: Place): void {
    const isLost = asserted.deferred && !awaited && !this.around.isNUnit;
    const [all] = asserted.operands;
    const isOpen = all !== undefined && ALL.test(asserted.name) && this.taint.isGivenByPort(all) && place.maybe === undefined;
    const here = {
      ...place,
      ...(isLost && place.lost === undefined ? { lost: 'its task is not awaited' } : {}),
      ...(isOpen ? { maybe: 'it looks at each item, and production code decides whether there is one' } : {}),
    };
    if (!isContainer(asserted)) {
      // `x.ShouldNotBeNull().Count.ShouldBe(3)` asserts twice, of which the last tells more.
      this.#add(asserted, here);
      return;
    }
    const [over] = asserted.operands;
    const isIdle = over !== undefined && EACH.test(asserted.name) && this.#isEmpty(over);
    const inside = isIdle && here.dead === undefined ? { ...here, dead: `\`${asserted.name}\` runs over nothing` } : here;
    for (const { value } of call.args) this.#value(value, inside);
  }

  /** An async function of the body whose task nobody has, an iterator that nobody asks for its items. */
  #lossByFunction(name: string, result: { readonly awaited: boolean; readonly used: boolean }, place: Place): Place {
    const target = this.taint.functionNamed(name);
    if (target?.body === undefined) return {};
    const own = ownNodes(target.body);
    if (!result.used && place.dead === undefined && own.some((node) => node.k === 'return' && node.yields === true))
      return { dead: `nothing asks \`${name}\` for its items` };
    const isAsync = (target.k === 'lambda' && target.async === true) || own.some((node) => node.k === 'await');
    if (place.lost !== undefined || !isAsync) return {};
    if (this.#voids.has(name)) return { lost: `nobody can await \`${name}\`` };
    return result.awaited || result.used ? {} : { lost: `the task of \`${name}\` is not awaited` };
  }

  /** What the kind of a helper does to its checks: nobody awaits it, nobody can, or its calls are not in the build. */
  #lossBy(helper: Routine, awaited: boolean, place: Place): Place {
    const isTask = /^(System\.Threading\.Tasks\.)?(Value)?Task\b/.test(helper.results[0] ?? '');
    const symbols = helper.attributes
      .filter(({ name }) => name === 'Conditional')
      .flatMap(({ arguments: [first] }) => (first?.value.k === 'literal' ? [first.value.value] : []));
    if (place.dead === undefined && symbols.length > 0 && !symbols.some((symbol) => /^(DEBUG|TRACE)$/.test(symbol)))
      return { dead: `calls of \`${helper.name}\` are left out of the build unless \`${symbols[0]}\` is defined` };
    if (place.lost !== undefined) return {};
    if (helper.modifiers.includes('async') && helper.results.length === 0)
      return { lost: `nobody can await \`${helper.name}\`, which is \`async void\`` };
    return !awaited && isTask ? { lost: `the task of \`${helper.name}\` is not awaited` } : {};
  }

  #isEmpty(over: Node): boolean {
    return isEmptyCollection(over.k === 'name' && this.taint.isUntouched(over.name) ? this.taint.settled(over) : over);
  }

  #helper(call: NodeOf<'call'>, helper: Routine, awaited: boolean, place: Place): void {
    const given = new Set<string>();
    const shift = helper.parameters[0]?.by === 'this' && call.callee.k === 'member' ? 1 : 0;
    if (shift === 1 && this.taint.depends((call.callee as NodeOf<'member'>).of)) given.add(helper.parameters[0]?.name ?? '');
    call.args.forEach((argument, i) => {
      const parameter =
        argument.name === undefined
          ? helper.parameters[Math.min(i + shift, helper.parameters.length - 1)]
          : helper.parameters.find((each) => each.name === argument.name);
      if (parameter !== undefined && this.taint.depends(argument.value)) given.add(parameter.name);
    });
    const here = { ...place, ...this.#lossBy(helper, awaited, place) };
    const checks = this.around.checksOf(helper, given, this.#aliases(call, helper, shift));
    // A helper that retries drops a failure on purpose, and asserts again at the end.
    const counted = checks.some((check) => check.lost === undefined) ? checks.filter((check) => check.lost === undefined) : checks;
    for (const check of counted) this.found.push({ ...check, ...kept(check, here), at: call.at, helper: check.helper ?? helper });
  }

  /** Parameters that get the same name or literal: what compares them compares nothing. */
  #aliases(call: NodeOf<'call'>, helper: Routine, shift: number): ReadonlyMap<string, string> {
    const aliases = new Map<string, string>();
    const seen: { readonly name: string; readonly value: Node }[] = [];
    call.args.forEach(({ value, name, by }, i) => {
      const parameter = name ?? helper.parameters[i + shift]?.name;
      if (parameter === undefined || by !== undefined || value.k !== 'name') return;
      const same = seen.find((each) => sameTree(this.taint.original(each.value), this.taint.original(value)));
      if (same !== undefined) aliases.set(parameter, same.name);
      else seen.push({ name: parameter, value });
    });
    return aliases;
  }

  #add(asserted: Asserted, place: Place): void {
    const vacuous = place.dead === undefined ? whyVacuous(asserted, this.taint, this.around.project) : undefined;
    const { maybe, ...rest } = place;
    // `if (wrong) Assert.Fail()`: what stands behind the condition is the assertion.
    const isOutcome = asserted.kind === 'fail' || asserted.operands.every((operand) => operand.k === 'literal');
    this.found.push({
      at: asserted.at,
      asserted,
      weak: isWeak(asserted, this.taint),
      vacuous: isOutcome && maybe !== undefined ? undefined : vacuous,
      ...(isOutcome ? rest : place),
    });
  }
}

/** What becomes of the functions and tasks that a name of a body holds. */
class Holders {
  readonly #order = new Map<Node, number>();
  /** Where a name is used in a way that may run or await what it holds. */
  readonly #runs = new Map<string, number[]>();
  readonly #asked = new Set<string>();
  readonly #handed = new Set<string>();
  readonly #loops: readonly { readonly start: number; readonly end: number }[];

  constructor(body: Node) {
    const receivers = new Set<Node>();
    const harmless = new Set<Node>();
    const loops: { readonly end: number; readonly start: number }[] = [];
    let i = 0;
    const visit = (node: Node): void => {
      const start = i++;
      this.#order.set(node, start);
      if (node.k === 'assign') for (const target of node.targets) harmless.add(target);
      if (node.k === 'member') {
        receivers.add(node.of);
        if (node.of.k === 'name') this.#asked.add(`${node.of.name}.${node.name}`);
        if (
          /^(Count|Length|LongLength|Capacity|Clear|IsEmpty|Contains|ContainsKey|Keys|GetType)$/.test(node.name) ||
          COLLECTS.test(node.name)
        )
          harmless.add(node.of);
      }
      if (node.k === 'call') {
        const asserted = assertionAt(node);
        if (asserted !== undefined && !/(^|\.)(Multiple|All|Collection|ShouldSatisfyAllConditions)/.test(asserted.name))
          for (const operand of asserted.operands) harmless.add(operand);
        if (pathOf(node.callee) === 'GC.KeepAlive') for (const { value } of node.args) harmless.add(value);
      }
      if (node.k === 'name' && !harmless.has(node)) this.#runs.set(node.name, [...(this.#runs.get(node.name) ?? []), start]);
      if (node.k === 'name' && !harmless.has(node) && !receivers.has(node)) this.#handed.add(node.name);
      for (const child of childrenOf(node)) visit(child);
      if (node.k === 'loop' || node.k === 'lambda' || node.k === 'local') loops.push({ start, end: i });
    };
    visit(body);
    // In a loop, what stands before may come after.
    this.#loops = loops;
  }

  /** Whether something after a place may run what a name holds then. */
  isRun(name: string, from: Node): boolean {
    const at = this.#order.get(from) ?? 0;
    const around = this.#loops.filter(({ start, end }) => start < at && at < end).map(({ start }) => start);
    const first = Math.min(at, ...around);
    return (this.#runs.get(name) ?? []).some((run) => run > first);
  }

  /** Whether a member of what a name holds is used, or somebody else is given it. */
  isAsked(name: string, member: string): boolean {
    return this.#asked.has(`${name}.${member}`) || this.#handed.has(name);
  }
}

const COLLECTION = /^$|\[\]$|^(System\.Collections\.(\w+\.)?)?(List|Queue|Stack|Dictionary|ConcurrentBag|ConcurrentQueue)\b/;

const COLLECTS = /^(Add|AddRange|Enqueue|Push|Append|Insert|TryAdd|AddLast|AddFirst)$/;

/** Nothing of these runs before somebody asks for the items. */
const DEFERRED = /^(Select|SelectMany|Where|OrderBy|OrderByDescending|TakeWhile|SkipWhile|GroupBy|Zip)$/;

function isTask(value: Node): boolean {
  return value.k === 'call' && /(^|\.)(Task\.Run|Factory\.StartNew)$/.test(pathOf(value.callee) ?? '');
}

/** A lambda that lets somebody know when it is done. */
function signals(lambda: NodeOf<'lambda'>): boolean {
  return nodesOf(lambda.body, 'call').some((call) =>
    /^(Try)?Set(Result|Exception|Canceled)?$|^(Signal|Release|Complete)$/.test(calleeName(call.callee) ?? ''),
  );
}

/** Of a function, without those in it. */
function ownNodes(body: Node): readonly Node[] {
  const found: Node[] = [];
  walk(body, (node) => {
    if (node.k === 'lambda' || node.k === 'local') return false;
    found.push(node);
    return undefined;
  });
  return found;
}

/** A filter that takes a failed assertion: `when (true)`, `when (e is not OutOfMemoryException)`. */
function letsThrough(guard: Node): boolean {
  if (guard.k === 'literal') return guard.value === 'true';
  const excluded = guard.k === 'is' && guard.test?.k === 'unary' && guard.test.op === 'not' ? guard.test.value : undefined;
  return excluded?.k === 'name' && !/(Xunit|Assert|Assertion)\w*Exception$/.test(excluded.name);
}

/** An assertion in a catch that no exception fails: that there is one, that it has a message. */
function saysNothing({ kind, name, operands }: Asserted, caught: string | undefined): boolean {
  const [actual] = operands;
  if (actual === undefined || kind === 'fail') return false;
  if (actual.k === 'literal') return operands.every((operand) => operand.k === 'literal');
  const root = rootName(actual);
  return root !== undefined && root === caught && (kind === 'not-null' || /NotEmpty$|NotBeNullOr(Empty|WhiteSpace)$/.test(name));
}

/** Assertions that nothing passes. */
const ALL = /(^|\.)(All|ShouldAllBe|AllSatisfy|OnlyContain)(Async)?$/;

/** Assertions that are run for each item. */
const EACH = /(^|\.)(All|Collection|ShouldAllBe|AllSatisfy|OnlyContain)(Async)?$/;

/** What a helper says of its own check stands; the caller's place adds to it. */
function kept(check: Check, place: Place): Place {
  const dead = place.dead ?? check.dead;
  const lost = place.lost ?? check.lost;
  const maybe = place.maybe ?? check.maybe;
  return { ...(dead === undefined ? {} : { dead }), ...(lost === undefined ? {} : { lost }), ...(maybe === undefined ? {} : { maybe }) };
}

/** `ReactiveAssert.AreElementsEqual(…)` of a library that is not known here. */
function isOnAssertClass({ callee }: NodeOf<'call'>): boolean {
  return callee.k === 'member' && callee.of.k === 'name' && /^[A-Z]/.test(callee.of.name) && soundsLikeAssertion(callee.of.name);
}

/** `Environment.GetEnvironmentVariable("RUN_ALL") != "1"`: a switch that a test run has to set. */
function isSwitch(test: Node): boolean {
  return nodesOf(test, 'member').some((member) => member.name === 'GetEnvironmentVariable');
}

function isDebugger(test: Node): boolean {
  return /(^|\.)Debugger\.IsAttached$/.test(pathOf(test) ?? '');
}

function isFunction(node: Node): boolean {
  return node.k === 'lambda';
}

function raisesAtOnce(body: Node): boolean {
  return statementsOf(body).at(-1)?.k === 'raise';
}

/** The machine, not the port, decides: the operating system, a variable of the environment, a file that is there or not. */
function isAboutWorld(test: Node): boolean {
  return nodesOf(test, 'name').some((name) =>
    /^(OperatingSystem|RuntimeInformation|Environment|File|Directory|Path|TestContext|Debugger)$/.test(name.name),
  );
}

/** Calls in a catch that tell nobody: logs, waits, what is printed. */
function isQuiet(call: NodeOf<'call'>): boolean {
  const path = pathOf(call.callee) ?? '';
  return (
    isLog(call) ||
    /(^|\.)(Console|Debug|Trace)\.\w+$/.test(path) ||
    /(^|\.)Assert\.(Skip|Ignore|Inconclusive|Pass)$/.test(path) ||
    /(^|\.)(Delay|Sleep|WriteLine|Yield|ConfigureAwait|FromSeconds|FromMilliseconds|ToString|Dispose|DisposeAsync|Close|Cancel|Kill)$/.test(
      path,
    )
  );
}

function isEmptyCreate({ args, items }: NodeOf<'create'>): boolean {
  return args.length === 0 && items.length === 0;
}
