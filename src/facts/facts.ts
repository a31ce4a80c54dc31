import { type CodeIndex, lastSegment, type TypeGroup } from '../index/code-index.js';
import { Mentions } from '../index/mentions.js';
import type { Language, Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import type { Claims } from '../pair/claims.js';
import { type Behaviour, behaviourOf, isLog, type Surroundings } from './behaviour.js';
import { resolveCall } from './calls.js';
import { type Confession, confessionsIn, isOverridden, memberConfession, onlyRaises } from './confessions.js';
import { constantsOf } from './constants.js';
import { type Effective, effectiveOf } from './effects.js';
import { type Profile, profileOf } from './profile.js';
import { computesInVain, onlyComputes } from './purity.js';
import { Reach } from './reach.js';
import { type Reachable, reachableOf } from './reachable.js';
import { isFixedValue, returnsOf } from './results.js';
import { isOfPort, isValueType, typeOfName } from './types.js';
import { calleeName, NOTHING, nodesOf, pathOf, rootName, statementsOf, walk } from './walk.js';

/** What routines do, computed once each on the neutral model. */
export class Facts {
  readonly #behaviours = new Map<Routine, Behaviour | undefined>();
  readonly #confessions = new Map<Routine, readonly Confession[]>();

  /** What C# routines come to. */
  readonly reach: Reach;
  readonly #mentions = new Map<Language, Mentions>();
  readonly #confessing = new Map<TypeGroup, Map<string, string | undefined>>();
  readonly #reachables = new Map<Routine, Reachable>();
  readonly #effectives = new Map<Routine, Effective>();
  readonly #effectful = new Map<Routine, boolean>();
  readonly #profiles = new Map<
    Routine,
    { readonly routines: readonly Routine[]; readonly other: Routine | undefined; readonly profile: Profile }
  >();

  /** @param claims the rows of the whole database: a mapped helper's faults are its own row's */
  constructor(
    readonly go: CodeIndex,
    readonly csharp: CodeIndex,
    readonly claims: Claims,
  ) {
    this.reach = new Reach(csharp);
  }

  /** Where names stand in the production code of a language. */
  mentions(language: Language): Mentions {
    let known = this.#mentions.get(language);
    if (known === undefined) {
      const { units } = language === 'go' ? this.go : this.csharp;
      known = new Mentions(units.filter((unit) => unit.role === 'production'));
      this.#mentions.set(language, known);
    }
    return known;
  }

  codeOf(routine: Routine): CodeIndex {
    return routine.language === 'go' ? this.go : this.csharp;
  }

  bodyOf(routine: Routine): Node | undefined {
    return this.codeOf(routine).bodyOf(routine);
  }

  /** Why a routine is not to be judged: it did not parse, or its body is beyond what the lowering takes on. */
  unreadable(routine: Routine): string | undefined {
    if (routine.unreadable !== undefined || !routine.hasBody) return routine.unreadable;
    return this.bodyOf(routine) === undefined ? 'Its code is nested too deep.' : undefined;
  }

  /** The body without what never runs, and what that is. Undefined without a body. */
  reachable(routine: Routine): Reachable | undefined {
    const known = this.#reachables.get(routine);
    if (known !== undefined) return known;
    const body = this.bodyOf(routine);
    if (body === undefined) return undefined;
    const reachable = reachableOf(body, this.constants(body, routine), (path) => isOfPort(path, routine, this.codeOf(routine)));
    this.#reachables.set(routine, reachable);
    return reachable;
  }

  /** The values of names that never have another. */
  constants(body: Node, routine: Routine): (path: string) => Node | undefined {
    return constantsOf(body, routine, this.codeOf(routine), (each) => this.claims.isMapped(each));
  }

  /**
   * What a body does: its reachable part without the statements whose results go nowhere.
   * Go's compiler refuses the commonest of those, and Go is what is compared with: its bodies count whole.
   */
  effective(routine: Routine): Node | undefined {
    return routine.language === 'go' ? this.bodyOf(routine) : this.#effective(routine)?.body;
  }

  /** The statements of a C# body that compute what goes nowhere. */
  vainWork(routine: Routine): readonly Node[] {
    return this.#effective(routine)?.vain ?? [];
  }

  /** Locals of a C# body that are given a result, and that nobody reads, where the body ends in a plain value. */
  unreadResults(routine: Routine): readonly Node[] {
    const effective = this.#effective(routine);
    const last = effective === undefined ? undefined : statementsOf(effective.body).at(-1);
    return last?.k === 'return' && last.values.length > 0 && last.values.every(isFixedValue) ? (effective?.unread ?? []) : [];
  }

  #effective(routine: Routine): Effective | undefined {
    const known = this.#effectives.get(routine);
    if (known !== undefined) return known;
    const reachable = this.reachable(routine);
    if (reachable === undefined) return undefined;
    // Set before it is known, so that members which call each other end.
    this.#effectives.set(routine, { body: reachable.body, vain: [], unread: [] });
    const effective = effectiveOf(reachable.body, {
      ...this.#surroundings(routine),
      isPure: (call, isStatement) => this.#isPure(call, routine, isStatement),
      neverRuns: (call) => this.#neverRuns(call, routine),
      isValueType: (path) => isValueType(path, routine, this.csharp),
    });
    this.#effectives.set(routine, effective);
    return effective;
  }

  /** A call of the port's own members of which none changes anything; of others one whose name says so. */
  #isPure(call: NodeOf<'call'>, from: Routine, isStatement: boolean): boolean {
    const targets = resolveCall(call, from, this.csharp);
    if (targets.length > 0) return targets.every((target) => isLeftOut(target) || !this.#hasEffect(target));
    return isStatement ? computesInVain(call) : onlyComputes(call);
  }

  #neverRuns(call: NodeOf<'call'>, from: Routine): boolean {
    const targets = resolveCall(call, from, this.csharp);
    const isLeft = targets.length > 0 && targets.every(isLeftOut);
    const run = targets.filter((target) => target.hasBody);
    return isLeft || (run.length > 0 && run.every((target) => isLeftOut(target) || this.#isIterator(target)));
  }

  #isIterator(routine: Routine): boolean {
    const isSequence = /\b(IEnumerable|IAsyncEnumerable|IEnumerator)\b/.test(routine.results[0] ?? '');
    return isSequence && returnsOf(this.bodyOf(routine) ?? NOTHING).some((each) => each.yields === true);
  }

  #hasEffect(routine: Routine): boolean {
    const known = this.#effectful.get(routine);
    if (known !== undefined) return known;
    this.#effectful.set(routine, true);
    const body = this.effective(routine);
    let hasEffect = body === undefined;
    if (body !== undefined)
      walk(body, (node) => {
        if (node.k === 'assign' || node.k === 'spawn' || node.k === 'unknown' || node.k === 'raise') hasEffect = true;
        else if (node.k === 'call' && !isLog(node) && !this.#isPure(node, routine, false)) hasEffect = true;
      });
    this.#effectful.set(routine, hasEffect);
    return hasEffect;
  }

  /**
   * What a routine does, by names; several where a row names several members.
   * @param other the routine on the other side that it is held against
   */
  profile(routines: readonly Routine[], other?: Routine): Profile {
    const [first] = routines;
    const known = first === undefined ? undefined : this.#profiles.get(first);
    const isSame =
      known?.other === other && known?.routines.length === routines.length && known.routines.every((each, i) => each === routines[i]);
    if (known !== undefined && isSame) return known.profile;
    const profile = profileOf(routines, this, other === undefined ? undefined : this.profile([other]));
    if (first !== undefined) this.#profiles.set(first, { routines, other, profile });
    return profile;
  }

  /** Undefined when the routine has no body, or none that could be read. */
  behaviour(routine: Routine): Behaviour | undefined {
    if (this.#behaviours.has(routine)) return this.#behaviours.get(routine);
    // Set before it is known, so that a constant that refers to itself ends.
    this.#behaviours.set(routine, undefined);
    const body = this.effective(routine);
    const behaviour = body === undefined ? undefined : behaviourOf(body, this.#surroundings(routine));
    this.#behaviours.set(routine, behaviour);
    return behaviour;
  }

  /**
   * The behaviour at the end of a chain of pure forwarding inside the port: an overload, a `…Core`, a base member.
   * A member that forwards does what its target does.
   * @param go the Go function that a property stands for: only the accessor that does its work is looked at then
   */
  settledBehaviour(routine: Routine, go?: Routine): { readonly behaviour: Behaviour | undefined; readonly through: readonly Routine[] } {
    const accessor = go === undefined ? undefined : this.accessorFor(routine, go);
    if (accessor !== undefined) return { behaviour: behaviourOf(accessor, this.#surroundings(routine)), through: [] };
    const through: Routine[] = [];
    let current = routine;
    for (let depth = 0; depth < 5; depth++) {
      const behaviour = this.behaviour(current);
      const call = behaviour?.kind === 'works' ? this.forward(current) : undefined;
      const target = call && this.#forwardTarget(call, current);
      if (target === undefined || through.includes(target)) return { behaviour, through };
      through.push(target);
      current = target;
    }
    return { behaviour: this.behaviour(current), through };
  }

  /**
   * Of a property with several accessors the body of the one that is used where Go calls the function: the getter gives what a function
   * without arguments gives. Undefined for any other routine.
   */
  accessorFor(routine: Routine, go: Routine): Node | undefined {
    if (routine.kind !== 'property') return undefined;
    const [first, ...others] = statementsOf(this.effective(routine) ?? NOTHING);
    if (first?.k !== 'branch' || first.how !== 'accessor' || others.length > 0 || first.arms.length < 2) return undefined;
    const isRead = go.parameters.length === 0 && go.results.length > 0;
    const isWritten = go.parameters.length > 0 && go.results.length === 0;
    const name = isRead ? /^get$/ : isWritten ? /^(set|init)$/ : undefined;
    return name && first.arms.find(({ tests: [test] }) => test?.k === 'name' && name.test(test.name))?.body;
  }

  /** Who runs when a call is forwarded; undefined where that is another's choice: a caller's object, a member that others override. */
  #forwardTarget(call: NodeOf<'call'>, from: Routine): Routine | undefined {
    const code = this.codeOf(from);
    const targets = resolveCall(call, from, code).filter((each) => each !== from && each.hasBody);
    const [target] = targets;
    const isCallers = call.callee.k === 'member' && from.parameters.some(({ name }) => name === rootName(call.callee));
    if (target === undefined || (isCallers && from.language === 'csharp')) return undefined;
    const isBase = rootName(call.callee) === 'base';
    return target.modifiers.includes('virtual') && !isBase && isOverridden(target, code) ? undefined : target;
  }

  /** The call that a body consists of, if it only hands its own arguments on. */
  forward(routine: Routine): NodeOf<'call'> | undefined {
    const body = this.bodyOf(routine);
    const statements = body === undefined ? [] : statementsOf(body);
    const [only] = statements;
    if (only === undefined || statements.length > 1) return undefined;
    let value: Node | undefined = only.k === 'return' ? only.values[0] : only;
    while (value?.k === 'await' || (value?.k === 'call' && calleeName(value.callee) === 'ConfigureAwait')) {
      value = value.k === 'await' ? value.value : (value.callee as NodeOf<'member'>).of;
    }
    if (value?.k !== 'call') return undefined;
    const isSimple = value.args.every(({ value: argument }) => pathOf(argument) !== undefined || argument.k === 'literal');
    return isSimple ? value : undefined;
  }

  /** Whether a routine never ends but by an error, whatever it did before. */
  alwaysRaises(routine: Routine): boolean {
    if (this.settledBehaviour(routine).behaviour?.kind === 'raises') return true;
    const body = this.reachable(routine)?.body;
    if (body === undefined) return false;
    // Go's `return f()` hands on an error that may be nil; but a function that it calls may always panic.
    if (routine.language === 'go') return this.#callsPanic(body, routine) || onlyGivesErrors(body);
    return onlyRaises(body);
  }

  #callsPanic(body: Node, routine: Routine): boolean {
    const calls = statementsOf(body).flatMap((statement) => (statement.k === 'call' ? [statement] : []));
    const targets = calls.flatMap((call) => resolveCall(call, routine, this.go));
    return targets.some((target) => {
      const inner = target === routine ? undefined : this.go.bodyOf(target);
      return inner !== undefined && statementsOf(inner).some((each) => each.k === 'raise' && each.how === 'panic');
    });
  }

  /** As `memberConfession`, once for each member of a type: names are looked at by the thousand. */
  confessingMember(group: TypeGroup, name: string, from: Routine): string | undefined {
    const known = this.#confessing.get(group) ?? new Map<string, string | undefined>();
    this.#confessing.set(group, known);
    if (!known.has(name)) {
      // Set before it is known, so that properties which read each other end.
      known.set(name, 'none');
      known.set(name, memberConfession(group, name, from, this));
    }
    return known.get(name);
  }

  /** Where a C# member, or a helper that only it stands for, says that it is not implemented. */
  confessions(routine: Routine): readonly Confession[] {
    const known = this.#confessions.get(routine);
    if (known !== undefined) return known;
    this.#confessions.set(routine, []);
    const body = this.bodyOf(routine);
    const found = body === undefined ? [] : confessionsIn(body, routine, this);
    this.#confessions.set(routine, found);
    return found;
  }

  #surroundings(routine: Routine): Surroundings {
    const names = routine.parameters.map((parameter) => parameter.name);
    if (routine.receiver) names.push(routine.receiver);
    if (routine.kind === 'property' || routine.kind === 'indexer') names.push('value');
    const outputs = routine.parameters
      .filter((parameter) => parameter.by === 'out' || parameter.by === 'ref')
      .map((parameter) => parameter.name);
    return { parameters: new Set(names), outputs: new Set(outputs), isConstant: (path) => this.#isConstant(path, routine) };
  }

  #isConstant(path: string, from: Routine): boolean {
    const code = this.codeOf(from);
    const dot = path.lastIndexOf('.');
    if (from.language === 'go')
      return dot < 0 ? this.#isGoConstant(path, from) : !/^(os|runtime|time)\./.test(path) && !path.startsWith(`${from.receiver}.`);
    const name = path.slice(dot + 1);
    const owner = lastSegment(path.slice(0, Math.max(0, dot)));
    const own = code.groupOf(from);
    const groups =
      dot < 0
        ? own === undefined
          ? []
          : [own, ...code.basesOf(own)]
        : code.typesNamed(owner).filter((group) => lastSegment(group.path) === owner);
    for (const group of groups) {
      const field = group.fields.find((each) => each.name === name);
      if (field !== undefined)
        return field.constant || (field.readonly && field.static && field.init !== undefined && isPlainValue(field.init));
      const property = group.routines.find((each) => each.kind === 'property' && each.name === name);
      if (property !== undefined) return /^(constant|empty|fresh)$/.test(this.behaviour(property)?.kind ?? '');
    }
    // A static member of a type that the port doesn't declare: the base library's, mostly enum members.
    const first = path.split('.')[0] ?? '';
    return (
      dot > 0 &&
      groups.length === 0 &&
      /^[A-Z]\w*(\.[A-Z]\w*)*$/.test(path) &&
      typeOfName(first, from, code) === '' &&
      !LIVE_TYPES.has(first) &&
      !LIVE_MEMBERS.test(name)
    );
  }

  #isGoConstant(name: string, from: Routine): boolean {
    const directory = from.file.slice(0, Math.max(0, from.file.lastIndexOf('/')));
    for (const unit of this.go.units) {
      if (unit.file.slice(0, Math.max(0, unit.file.lastIndexOf('/'))) !== directory) continue;
      const field = unit.index.fields.find((each) => each.owner === '' && each.name === name);
      if (field !== undefined) return field.constant;
    }
    // Declared in a file that this scope doesn't read: constants outnumber variables there by far.
    return true;
  }
}

/** Whether the compiler leaves calls of it out: `[Conditional]` on a symbol that no build defines by itself, a `partial void` that nobody wrote. */
function isLeftOut({ attributes, modifiers, hasBody, results }: Routine): boolean {
  const isOpen = modifiers.some((each) => /^(public|internal|protected|private)$/.test(each));
  if (modifiers.includes('partial') && !hasBody && !isOpen && attributes.length === 0 && (results[0] ?? 'void') === 'void') return true;
  const conditions = attributes
    .filter(({ name }) => /^Conditional(Attribute)?$/.test(name))
    .map((attribute) => attribute.arguments[0]?.value);
  return (
    conditions.length > 0 &&
    conditions.every((symbol) => symbol?.k === 'literal' && !/DEBUG|TRACE|LOG|DIAG|ASSERT|METRIC|PERF/i.test(symbol.value))
  );
}

/** Whether a Go body has no way out but with an error that it makes. */
function onlyGivesErrors(body: Node): boolean {
  const last = statementsOf(body).at(-1);
  const raises = nodesOf(body, 'raise');
  const isMade = ({ value }: NodeOf<'raise'>) =>
    (value?.k === 'call' && /^(errors\.New|fmt\.Errorf)$/.test(pathOf(value.callee) ?? '')) ||
    /^[eE]rr[A-Z]/.test(calleeName(value ?? NOTHING) ?? '');
  return last?.k === 'raise' && returnsOf(body).length === 0 && raises.every(isMade);
}

const LIVE_TYPES: ReadonlySet<string> = new Set(
  'Environment DateTime DateTimeOffset TimeProvider Stopwatch Thread Process GC RuntimeInformation OperatingSystem AppContext AppDomain CultureInfo Random Console Path Activity Assembly'.split(
    ' ',
  ),
);
const LIVE_MEMBERS = /^(UtcNow|Now|Today|Current\w*|Shared|Instance|Default)$/;

function isPlainValue(node: Node): boolean {
  let isPlain = true;
  walk(node, (each) => {
    if (each.k === 'call' || each.k === 'create' || each.k === 'lambda') isPlain = false;
  });
  return isPlain;
}
