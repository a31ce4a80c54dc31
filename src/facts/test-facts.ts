import { type CodeIndex, lastSegment } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { type Asserted, assertionAt } from './assertions.js';
import { resolveCall, simpleTypeName } from './calls.js';
import type { Facts } from './facts.js';
import { type GoTest, goTestOf } from './go-tests.js';
import { childrenOf, nodesOf, pathOf, rootName, sameTree, statementsOf, walk } from './walk.js';

/** An assertion of a test, found in it or in a helper that it calls. */
export interface Check {
  /** Line in the test itself: of the assertion, or of the call that leads to it. */
  readonly at: number;
  /** The helper that holds it, if it is not in the test itself. */
  readonly helper?: Routine;
  readonly asserted: Asserted;
  /** Why it can't fail whatever production code does; undefined if it can. */
  readonly vacuous: string | undefined;
  /** Why it is never run; undefined if it may be. */
  readonly dead: string | undefined;
}

export interface TestSummary {
  readonly checks: readonly Check[];
  /** Whether anything of the port is called, in the test or in its helpers. */
  readonly callsProduction: boolean;
}

/** What C# tests assert, and on what it depends. Computed once per test. */
export class TestFacts {
  readonly #summaries = new Map<Routine, TestSummary>();
  readonly #productionTypes = new Map<string, boolean>();
  readonly #goTests = new Map<Routine, GoTest>();
  readonly code: CodeIndex;

  /** @param assertionNames names of assertion helpers from the config */
  constructor(
    readonly facts: Facts,
    readonly assertionNames: ReadonlySet<string>,
  ) {
    this.code = facts.csharp;
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
      const body = this.code.bodyOf(test);
      known = body === undefined ? { checks: [], callsProduction: false } : this.#summarize(body, test);
      this.#summaries.set(test, known);
    }
    return known;
  }

  #summarize(body: Node, test: Routine): TestSummary {
    const scope = new Scope(this, test, body, new Set(), 0);
    return { checks: scope.checks(), callsProduction: scope.callsProduction };
  }

  /**
   * Whether objects of a type act for the port: a production class, or a test class that calls one.
   * An interface alone does not: what implements it may be a stand-in.
   */
  isProductionType(type: string, depth = 0): boolean {
    const name = simpleTypeName(type);
    const known = this.#productionTypes.get(name);
    if (known !== undefined) return known;
    this.#productionTypes.set(name, false);
    const groups = this.code.typesNamed(name).filter((group) => lastSegment(group.path) === name);
    const own = groups.filter((group) => group.role === 'test' && group.parts.length > 0);
    let isProduction: boolean;
    if (own.length === 0)
      isProduction = groups.some((group) => group.role === 'production' && group.parts.some((part) => part.kind !== 'interface'));
    else {
      isProduction = own.some(
        (group) =>
          this.code.basesOf(group).some((base) => base.role === 'production' && base.parts.some((part) => part.kind !== 'interface')) ||
          (depth < 3 && group.routines.some((routine) => !routine.test && this.#mentionsProduction(routine, depth + 1))),
      );
    }
    this.#productionTypes.set(name, isProduction);
    return isProduction;
  }

  /** Whether a type is the port's at all, interfaces included. */
  isPortType(type: string): boolean {
    const name = simpleTypeName(type);
    return this.code.typesNamed(name).some((group) => group.role === 'production' && lastSegment(group.path) === name);
  }

  #mentionsProduction(routine: Routine, depth: number): boolean {
    const body = this.code.bodyOf(routine);
    let found = false;
    if (body !== undefined) {
      walk(body, (node) => {
        if (found) return false;
        if (node.k === 'create' && node.type !== '') found = this.isProductionType(node.type, depth);
        else if (node.k === 'call' && node.callee.k === 'member') {
          const receiver = pathOf(node.callee.of);
          if (receiver !== undefined && /^[A-Z]/.test(receiver)) found = this.isProductionType(receiver, depth);
        }
        return undefined;
      });
    }
    return found;
  }
}

/** Base-library calls that read what production code may have written. */
const WORLD =
  /^(File|Directory|FileInfo|DirectoryInfo|FileStream|StreamReader|BinaryReader|Process|Socket|TcpClient|HttpClient|Environment|Console|WeakReference|GC)$/;
const MAX_HELPERS = 6;

/**
 * One body of a test or helper: which of its names carry something that came from the port.
 * Flow-insensitive, and generous: what may depend on the port counts as depending on it.
 */
class Scope {
  readonly #tainted: Set<string>;
  readonly #values = new Map<string, Node[]>();
  readonly #substitutes = new Set<string>();
  readonly #locals = new Map<string, NodeOf<'local'>>();
  readonly #lambdas = new Map<string, Node>();
  readonly #reached = new Set<string>();
  /** Names that were given to the port, or on which something was called: what they hold may have changed since. */
  readonly #used = new Set<string>();
  callsProduction = false;

  constructor(
    private readonly tests: TestFacts,
    private readonly routine: Routine,
    private readonly body: Node,
    tainted: ReadonlySet<string>,
    private readonly depth: number,
    private readonly visited: ReadonlySet<Routine> = new Set([routine]),
  ) {
    this.#tainted = new Set(tainted);
    this.#collect();
    this.#taintFields();
    this.#spread();
  }

  #collect(): void {
    walk(this.body, (node) => {
      if (node.k === 'declare') {
        for (const name of node.names) this.#remember(name, node.values);
        const [value] = node.values;
        if (value?.k === 'lambda' && node.names[0] !== undefined) this.#lambdas.set(node.names[0], value.body);
        if (value !== undefined && isSubstitute(value)) for (const name of node.names) this.#substitutes.add(name);
      } else if (node.k === 'assign') {
        for (const target of node.targets) if (target.k === 'name') this.#remember(target.name, node.values);
      } else if (node.k === 'local') this.#locals.set(node.name, node);
      else if (node.k === 'call') this.#collectUses(node);
    });
  }

  #collectUses(call: NodeOf<'call'>): void {
    const isSetUp =
      /^(Returns|ReturnsForAnyArgs|ReturnsNull|ThrowsForAnyArgs|Throws)$/.test(lastName(call.callee)) || assertionAt(call) !== undefined;
    if (isSetUp) return;
    if (call.callee.k === 'member' && call.callee.of.k === 'name') this.#used.add(call.callee.of.name);
    for (const { value } of call.args) for (const name of nodesOf(value, 'name')) this.#used.add(name.name);
  }

  #remember(name: string, values: readonly Node[]): void {
    const known = this.#values.get(name);
    if (known === undefined) this.#values.set(name, [...values]);
    else known.push(...values);
  }

  /** Fields of the test class that hold the port, or are given something of it by any of its members. */
  #taintFields(): void {
    const { code } = this.tests;
    const group = code.groupOf(this.routine);
    if (group === undefined) return;
    for (const each of [group, ...code.basesOf(group)]) {
      for (const field of each.fields) {
        const holdsPort =
          this.tests.isProductionType(field.type) ||
          (field.init !== undefined && field.init.k === 'create' && this.tests.isProductionType(field.init.type || field.type));
        if (holdsPort || (field.init !== undefined && this.#depends(field.init))) this.#tainted.add(field.name);
        if (field.init !== undefined && isSubstitute(field.init)) this.#substitutes.add(field.name);
      }
      for (const routine of each.routines) {
        if (routine.kind === 'property' && routine.results.some((type) => this.tests.isProductionType(type)))
          this.#tainted.add(routine.name);
        if (this.depth > 0 || routine.test) continue;
        const body = code.bodyOf(routine);
        for (const assign of body === undefined ? [] : nodesOf(body, 'assign')) {
          const name = assign.targets.length === 1 ? rootName(assign.targets[0] as Node) : undefined;
          if (
            name !== undefined &&
            each.fields.some((field) => field.name === name) &&
            assign.values.some((value) => this.#mentionsPort(value))
          )
            this.#tainted.add(name);
        }
      }
    }
  }

  #mentionsPort(node: Node): boolean {
    return (
      nodesOf(node, 'create').some((create) => this.tests.isProductionType(create.type)) ||
      nodesOf(node, 'call').some((call) => this.#isProductionCall(call))
    );
  }

  /** Until nothing changes: what is made from something tainted is tainted. */
  #spread(): void {
    for (let round = 0, before = -1; before !== this.#tainted.size && round < 20; round++) {
      before = this.#tainted.size;
      walk(this.body, (node) => this.#spreadFrom(node));
    }
  }

  #spreadFrom(node: Node): void {
    switch (node.k) {
      case 'declare':
        if (
          node.values.some((value) => this.#depends(value)) ||
          (node.type !== undefined && node.values.length === 0 && this.tests.isProductionType(node.type))
        )
          this.#taint(node.names);
        break;
      case 'assign':
        if (node.values.some((value) => this.#depends(value))) this.#taint(node.targets.map((target) => rootName(target)));
        // A callback or an object that the port is given by a property or an event.
        if (node.targets.some((target) => target.k === 'member' && this.#depends(target.of))) this.#handOver(node.values);
        break;
      case 'loop':
        if (node.over !== undefined && this.#depends(node.over)) this.#taint(node.names ?? []);
        break;
      case 'is':
        if (this.#depends(node.value)) this.#taint(node.names ?? []);
        break;
      case 'try':
        // What was caught came from the body.
        if (node.catches.length > 0 && this.#depends(node.body)) this.#taint(node.catches.map((clause) => clause.name));
        break;
      case 'call':
        this.#spreadFromCall(node);
        break;
      case 'create':
        if (this.#depends(node)) this.#handOver([node]);
        break;
    }
  }

  #spreadFromCall(call: NodeOf<'call'>): void {
    const isProduction =
      this.#isProductionCall(call) || (call.callee.k === 'member' && this.#depends(call.callee.of)) || this.#helperReachesPort(call);
    if (isProduction) {
      this.callsProduction = true;
      this.#handOver(call.args.map((argument) => argument.value));
      return;
    }
    const isFed = call.args.some((argument) => this.#depends(argument.value));
    if (!isFed) return;
    // A collection that is given something of the port, and `out` results of a call that was. A substitute stays one.
    const root = call.callee.k === 'member' ? rootName(call.callee.of) : undefined;
    if (root !== undefined && !this.#substitutes.has(root)) this.#taint([root]);
    for (const { value } of call.args) if (value.k === 'declare') this.#taint(value.names);
    for (const { value } of call.args) if (value.k === 'lambda') this.#taint(value.parameters);
  }

  /** Arguments of a call into the port: it may change the objects behind them, and call the lambdas. */
  #handOver(values: readonly Node[]): void {
    for (const value of values) {
      if (value.k === 'declare') this.#taint(value.names);
      else if (value.k === 'lambda') this.#handOverLambda(value);
      else if (value.k === 'name' && this.#lambdas.has(value.name)) this.#handOverBody(this.#lambdas.get(value.name) as Node);
      else if (value.k === 'name' && this.#locals.get(value.name)?.body !== undefined)
        this.#handOverBody(this.#locals.get(value.name)?.body as Node);
      else if (value.k === 'name' && !this.#isPlain(value.name)) this.#taint([value.name]);
      else if (value.k === 'create' || value.k === 'list')
        this.#handOver(childrenOf(value).map((child) => (child.k === 'assign' ? (child.values[0] as Node) : child)));
    }
  }

  #handOverLambda(lambda: NodeOf<'lambda'>): void {
    this.#taint(lambda.parameters);
    this.#handOverBody(lambda.body);
  }

  /** Run by the port: whatever it assigns or mutates says something about the port. */
  #handOverBody(body: Node): void {
    walk(body, (node) => {
      if (node.k === 'assign') this.#taint(node.targets.map((target) => rootName(target)));
      else if (node.k === 'call' && node.callee.k === 'member') this.#taint([rootName(node.callee.of)]);
      else if (node.k === 'call' && /Interlocked|Volatile/.test(pathOf(node.callee) ?? ''))
        this.#taint(node.args.map((argument) => rootName(argument.value)));
    });
  }

  /** A local that only ever held literals: numbers and strings can't be changed from outside. */
  #isPlain(name: string): boolean {
    const values = this.#values.get(name);
    return (
      values !== undefined &&
      values.length > 0 &&
      values.every(
        (value) =>
          value.k === 'literal' ||
          value.k === 'format' ||
          (value.k === 'binary' && [value.left, value.right].every((side) => side.k === 'literal' || side.k === 'name')),
      )
    );
  }

  #taint(names: readonly (string | undefined)[]): void {
    for (const name of names) if (name !== undefined && name !== '_' && name !== 'this') this.#tainted.add(name);
  }

  /** Whether a value may depend on production code. */
  #depends(node: Node): boolean {
    switch (node.k) {
      case 'literal':
      case 'meta':
      case 'jump':
        return false;
      case 'name':
        return !this.#isOwnData(node.name) && (this.#tainted.has(node.name) || this.#propertyDepends(node.name));
      case 'member':
        return !this.#isOwnInitialiser(node) && this.#memberDepends(node);
      case 'call':
        return this.#callDepends(node);
      case 'create':
        if (node.type !== '' && this.tests.isProductionType(node.type)) {
          this.callsProduction = true;
          return true;
        }
        return childrenOf(node).some((child) => this.#depends(child));
      case 'assign':
        return node.values.some((value) => this.#depends(value));
      default:
        return childrenOf(node).some((child) => this.#depends(child));
    }
  }

  /** A local object that the test made itself, and that nothing of the port has seen since. */
  #isOwnData(name: string): boolean {
    const values = this.#values.get(name) ?? [];
    return values.length === 1 && values[0]?.k === 'create' && values[0].args.length + values[0].items.length > 0 && !this.#used.has(name);
  }

  /** `new T { Name = "ok" }.Name`: the test reads back what it wrote. A computed property is the port's. */
  #isOwnInitialiser(node: NodeOf<'member'>): boolean {
    if (node.of.k !== 'name' || !this.#isOwnData(node.of.name)) return false;
    const created = this.#values.get(node.of.name)?.[0] as NodeOf<'create'>;
    const isSet = created.items.some((item) => item.k === 'assign' && item.targets[0]?.k === 'name' && item.targets[0].name === node.name);
    const group = this.tests.code.typesNamed(simpleTypeName(created.type)).find((each) => each.role === 'production');
    if (isSet)
      return !(group?.routines.some((routine) => routine.kind === 'property' && routine.name === node.name && routine.hasBody) ?? false);
    const isRecord =
      group?.parts.some((part) => part.kind === 'record' && part.parameters?.some((parameter) => parameter.name === node.name)) ?? false;
    return isRecord && created.args.length > 0;
  }

  /** A property of the test class that reaches the port by itself. */
  #propertyDepends(name: string): boolean {
    const group = this.tests.code.groupOf(this.routine);
    const property = group?.routines.find((routine) => routine.kind === 'property' && routine.name === name);
    return property !== undefined && this.#routineReachesPort(property);
  }

  #memberDepends(node: NodeOf<'member'>): boolean {
    if (node.of.k === 'name' && this.#isOwnData(node.of.name)) return true;
    const path = pathOf(node);
    const root = rootName(node);
    if (root !== undefined && this.#tainted.has(root)) return true;
    if (root === 'this' && this.#tainted.has((path ?? '').split('.')[1] ?? '')) return true;
    if (path !== undefined && /^[A-Z]/.test(path) && !this.#values.has(root ?? '')) {
      const type = node.of.k === 'name' || node.of.k === 'member' ? pathOf(node.of) : undefined;
      // A constant of the port is known when the test is written: it says nothing of what the port does.
      if (type !== undefined && this.tests.isPortType(type)) return !this.#isConstantOf(simpleTypeName(type), node.name);
      if (type !== undefined && WORLD.test(simpleTypeName(type))) return this.callsProduction;
    }
    return this.#depends(node.of);
  }

  #isConstantOf(type: string, name: string): boolean {
    return this.tests.code
      .typesNamed(type)
      .some((group) => group.fields.some((field) => field.name === name && (field.constant || (field.readonly && field.static))));
  }

  #callDepends(call: NodeOf<'call'>): boolean {
    if (isSubstitute(call)) return false;
    const root = rootName(call.callee);
    if (root !== undefined && this.#substitutes.has(root) && !this.#tainted.has(root)) return false;
    if (this.#isProductionCall(call)) {
      this.callsProduction = true;
      return true;
    }
    if (call.callee.k === 'member') {
      if (this.#depends(call.callee.of)) return true;
      // Private members are reached by reflection.
      if (call.callee.name === 'Invoke' || call.callee.name === 'DynamicInvoke' || call.callee.name === 'GetValue') return true;
      if (WORLD.test(root ?? '')) return this.callsProduction;
    }
    if (call.callee.k === 'name' && this.#localReaches(call.callee.name)) return true;
    if (this.#helperReachesPort(call)) return true;
    return call.args.some((argument) => this.#depends(argument.value));
  }

  #localReaches(name: string): boolean {
    const body = this.#locals.get(name)?.body ?? this.#lambdas.get(name);
    if (body === undefined || this.#reached.has(name)) return false;
    this.#reached.add(name);
    const reaches = this.#depends(body);
    this.#reached.delete(name);
    return reaches;
  }

  /** A call that by its own words goes into the port: `Type.Method()` of a production type, or an extension method of it. */
  #isProductionCall(call: NodeOf<'call'>): boolean {
    if (call.callee.k !== 'member') return this.#isUsingStatic(call);
    const receiver = pathOf(call.callee.of);
    if (
      receiver !== undefined &&
      /^[A-Z]/.test(lastSegment(receiver)) &&
      !this.#values.has(receiver) &&
      this.tests.isProductionType(receiver)
    ) {
      // `Substitute.For<T>` and the like stay what they are; an enum's or constant's member call is a computation on it.
      return this.tests.isPortType(receiver);
    }
    if (
      call.types?.some((type) => this.tests.isProductionType(type)) &&
      /^(Activator|JsonSerializer|Enum|Unsafe|Marshal)$/.test(receiver ?? '')
    )
      return true;
    const { name } = call.callee;
    return this.tests.code
      .routinesNamed(name)
      .some((routine) => routine.name === name && routine.parameters[0]?.by === 'this' && !this.tests.code.isTest(routine));
  }

  /** `using static`: a bare name that no test declares and a static member of the port has. */
  #isUsingStatic(call: NodeOf<'call'>): boolean {
    if (call.callee.k !== 'name' || this.#locals.has(call.callee.name) || this.#lambdas.has(call.callee.name)) return false;
    const { name } = call.callee;
    const named = this.tests.code.routinesNamed(name).filter((routine) => routine.name === name);
    return named.length > 0 && named.every((routine) => !this.tests.code.isTest(routine) && routine.modifiers.includes('static'));
  }

  #helpers(call: NodeOf<'call'>): readonly Routine[] {
    const { code } = this.tests;
    const named = resolveCall(call, this.routine, code).filter((helper) => code.isTest(helper));
    if (named.length > 0) return named;
    // On an object of the test project, or an extension method of it: the name alone must do.
    const name = call.callee.k === 'member' ? call.callee.name : undefined;
    return name === undefined
      ? []
      : code
          .routinesNamed(name)
          .filter((routine) => routine.name === name && code.isTest(routine) && routine.kind === 'method' && !routine.test);
  }

  #helperReachesPort(call: NodeOf<'call'>): boolean {
    return this.#helpers(call).some((helper) => this.#routineReachesPort(helper));
  }

  #routineReachesPort(helper: Routine): boolean {
    if (this.visited.has(helper) || this.depth >= MAX_HELPERS) return false;
    const body = this.tests.code.bodyOf(helper);
    if (body === undefined) return false;
    const scope = new Scope(this.tests, helper, body, new Set(), this.depth + 1, new Set([...this.visited, helper]));
    return scope.callsProduction;
  }

  /** All assertions of this body and of the helpers that it calls. */
  checks(): Check[] {
    const found: Check[] = [];
    this.#checksIn(this.body, undefined, found);
    return found;
  }

  #checksIn(node: Node, dead: string | undefined, found: Check[]): void {
    if (node.k === 'block') {
      let gone = dead;
      for (const child of node.body) {
        this.#checksIn(child, gone, found);
        if (gone === undefined && (child.k === 'return' || child.k === 'raise'))
          gone = `it stands behind the ${child.k === 'return' ? 'return' : 'throw'} in line ${child.at}`;
      }
      return;
    }
    if (node.k === 'branch' && node.how === 'if') {
      const test = node.arms[0]?.tests[0];
      if (test?.k === 'literal' && test.type === 'bool') {
        for (const arm of node.arms) {
          const isTaken = test.value === 'true' ? arm.tests.length > 0 : arm.tests.length === 0;
          this.#checksIn(arm.body, isTaken ? dead : (dead ?? `its condition in line ${node.at} is always ${test.value}`), found);
        }
        return;
      }
      // `if (x != 1) throw …` is an assertion in plain words.
      if (test !== undefined && node.arms.some((arm) => raisesAtOnce(arm.body))) {
        const asserted: Asserted = { at: node.at, name: 'throw', kind: 'condition', operands: [test], throws: false };
        found.push({ at: node.at, asserted, dead, vacuous: this.#vacuous(asserted) });
      }
    }
    if (node.k === 'local') return;
    if (node.k === 'declare' && node.values[0]?.k === 'lambda') {
      const name = node.names[0] ?? '';
      const isUsed = this.#isUsed(name, node);
      this.#checksIn(node.values[0].body, isUsed ? dead : (dead ?? `nothing calls the lambda \`${name}\``), found);
      return;
    }
    if (node.k === 'call') this.#checkCall(node, dead, found);
    for (const child of childrenOf(node)) this.#checksIn(child, dead, found);
  }

  #isUsed(name: string, declaration: Node): boolean {
    let isUsed = false;
    walk(this.body, (node) => {
      if (node === declaration) return false;
      if (node.k === 'name' && node.name === name) isUsed = true;
      return undefined;
    });
    return isUsed;
  }

  #checkCall(call: NodeOf<'call'>, dead: string | undefined, found: Check[]): void {
    const asserted = assertionAt(call);
    if (asserted !== undefined) {
      // A container (`Assert.Multiple`, `ShouldSatisfyAllConditions`) asserts what its lambdas do.
      const isContainer = asserted.operands.some(
        (operand) => operand.k === 'lambda' && nodesOf(operand, 'call').some((inner) => assertionAt(inner) !== undefined),
      );
      if (!isContainer) found.push({ at: call.at, asserted, dead, vacuous: this.#vacuous(asserted) });
      return;
    }
    const local = call.callee.k === 'name' ? this.#locals.get(call.callee.name) : undefined;
    if (local?.body !== undefined) {
      if (this.#reached.has(local.name)) return;
      this.#reached.add(local.name);
      this.#checksIn(local.body, dead, found);
      this.#reached.delete(local.name);
      return;
    }
    const helpers = this.#helpers(call);
    for (const helper of helpers) this.#checksInHelper(call, helper, dead, found);
    const name = call.callee.k === 'member' || call.callee.k === 'name' ? call.callee.name : '';
    if (this.tests.assertionNames.has(name) || (helpers.length === 0 && soundsLikeAssertion(name))) {
      const operands = [...call.args.map((argument) => argument.value), ...(call.callee.k === 'member' ? [call.callee.of] : [])];
      const own: Asserted = { at: call.at, name, kind: 'condition', operands, throws: false };
      found.push({ at: call.at, asserted: own, dead, vacuous: this.#vacuous(own) });
    }
  }

  #checksInHelper(call: NodeOf<'call'>, helper: Routine, dead: string | undefined, found: Check[]): void {
    if (this.visited.has(helper) || this.depth >= MAX_HELPERS) return;
    const body = this.tests.code.bodyOf(helper);
    if (body === undefined) return;
    const tainted = new Set<string>();
    const shift = helper.parameters[0]?.by === 'this' && call.callee.k === 'member' ? 1 : 0;
    if (shift === 1 && this.#depends((call.callee as NodeOf<'member'>).of)) tainted.add(helper.parameters[0]?.name ?? '');
    call.args.forEach((argument, i) => {
      const parameter =
        argument.name === undefined
          ? helper.parameters[Math.min(i + shift, helper.parameters.length - 1)]
          : helper.parameters.find((each) => each.name === argument.name);
      if (parameter !== undefined && this.#depends(argument.value)) tainted.add(parameter.name);
    });
    const scope = new Scope(this.tests, helper, body, tainted, this.depth + 1, new Set([...this.visited, helper]));
    for (const check of scope.checks()) found.push({ ...check, at: call.at, helper: check.helper ?? helper, dead: dead ?? check.dead });
  }

  /** Why an assertion holds whatever the port does. */
  #vacuous(asserted: Asserted): string | undefined {
    const { operands, kind } = asserted;
    if (kind === 'received') return undefined;
    if (kind === 'fail') return undefined;
    if (!operands.some((operand) => this.#depends(operand))) {
      const only = operands[0];
      if (only?.k === 'literal') return `it asserts on the literal \`${only.value}\``;
      return 'its values do not come from production code';
    }
    const [actual, expected] = operands;
    if (
      kind === 'equal' &&
      actual !== undefined &&
      expected !== undefined &&
      nodesOf(actual, 'call').length === 0 &&
      sameTree(actual, expected)
    )
      return 'it compares a value with itself';
    if ((kind === 'not-null' || kind === 'type') && actual !== undefined && this.#isFresh(actual))
      return 'what it looks at was made by `new` a moment before';
    if (
      operands.some(
        (operand) =>
          operand.k === 'binary' &&
          operand.op === '||' &&
          [operand.left, operand.right].some((side) => side.k === 'literal' && side.value === 'true'),
      )
    ) {
      return 'its condition is `… || true`';
    }
    if (
      kind === 'at-least' &&
      expected?.k === 'literal' &&
      expected.value === '0' &&
      actual !== undefined &&
      /(^|\.)(Count|Length|LongCount|LongLength)$/.test(lastName(actual))
    ) {
      return 'a count is never below zero';
    }
    return undefined;
  }

  /** `new T()`, or a local that was never anything else. */
  #isFresh(node: Node): boolean {
    if (node.k === 'create') return true;
    if (node.k !== 'name') return false;
    const values = this.#values.get(node.name) ?? [];
    return values.length === 1 && values[0]?.k === 'create';
  }
}

function lastName(node: Node): string {
  return node.k === 'member' ? node.name : node.k === 'call' ? lastName(node.callee) : '';
}

function raisesAtOnce(body: Node): boolean {
  return statementsOf(body).at(-1)?.k === 'raise';
}

function isSubstitute(node: Node): boolean {
  const call = node.k === 'call' ? node : undefined;
  return call !== undefined && /(^|\.)(Substitute\.(For|ForPartsOf)|Mock\.Of|A\.Fake)$/.test(pathOf(call.callee) ?? '');
}

/** Names by which other linters, too, take a helper that they can't see for an assertion. */
function soundsLikeAssertion(name: string): boolean {
  return /(^|[a-z_])(Assert|Check|Expect|Must|Should|Verify|Validate|Require|Ensure)(?![a-z])/.test(name);
}
