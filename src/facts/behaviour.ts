import type { Arm, Node, NodeOf } from '../model/tree.js';
import { calleeName, pathOf, rootName, statementsOf, walk } from './walk.js';

/**
 * What running a body amounts to, seen from outside.
 *
 * - `nothing`: no effect, no value (or a completed task)
 * - `logs`: writes to a log, and nothing else
 * - `constant`: gives a value that no input can change; `empty` one without content (`null` counts as constant);
 *   `fresh` a new object made of constants; `argument` its own argument or receiver
 * - `raises`: always leaves with an error
 * - `works`: has an effect, or gives a value that depends on something
 */
export type Behaviour = {
  readonly kind: 'nothing' | 'logs' | 'constant' | 'empty' | 'fresh' | 'argument' | 'raises' | 'works';
  /** The value as a reader would write it: `false`, `null`, `new List<int>()`; '' if there is none. */
  readonly value: string;
  /** Line that decides; the body's first one otherwise. */
  readonly at: number;
  /** Statements that only look like work: argument checks, discards, locks around nothing. */
  readonly padded: boolean;
};

/** What the interpreter must know of the names around a body. */
export interface Surroundings {
  readonly parameters: ReadonlySet<string>;
  /** Parameters through which a value goes out (`out`, `ref`). */
  readonly outputs: ReadonlySet<string>;
  /** Whether a dotted name is a constant: a `const`, an enum member, a `static readonly` of constants. */
  isConstant(path: string): boolean;
}

type Value = { readonly kind: 'constant' | 'empty' | 'fresh' | 'argument' | 'varies' | 'none'; readonly text: string };
type Outcome =
  | { readonly kind: 'next' }
  | { readonly kind: 'returned'; readonly value: Value; readonly at: number }
  | { readonly kind: 'raised'; readonly at: number };

const NEXT: Outcome = { kind: 'next' };
const VARIES: Value = { kind: 'varies', text: '' };
const NONE: Value = { kind: 'none', text: '' };

/** Interprets a lowered body. */
export function behaviourOf(body: Node, surroundings: Surroundings): Behaviour {
  const run = new Interpreter(surroundings);
  const outcome = run.whole(statementsOf(body));
  const base = { at: body.at, value: '', padded: run.padded };
  if (run.works) return { ...base, kind: 'works' };
  if (outcome.kind === 'raised') return { ...base, kind: 'raises', at: outcome.at };
  if (outcome.kind === 'returned') {
    const { kind, text } = outcome.value;
    if (kind === 'varies') return { ...base, kind: 'works' };
    if (kind !== 'none') return { ...base, kind, value: text, at: outcome.at };
  }
  if (run.output !== undefined) return { ...base, kind: 'constant', value: run.output };
  return { ...base, kind: run.logs ? 'logs' : 'nothing' };
}

class Interpreter {
  works = false;
  logs = false;
  padded = false;
  /** A constant that left through an output parameter. */
  output: string | undefined;
  readonly #locals = new Map<string, Value>();
  /** Values that left early, behind a condition. */
  readonly #early: Value[] = [];
  /** Locks taken less locks given back. */
  #held = 0;
  #loops = 0;

  constructor(private readonly around: Surroundings) {}

  whole(nodes: readonly Node[]): Outcome {
    const outcome = this.statements(nodes);
    // An early way out with another value than the last one is a decision; a lock that is taken and kept is an effect.
    const last = outcome.kind === 'returned' ? outcome.value.text : undefined;
    if (this.#early.some((value) => value.text !== last) || this.#held !== 0) this.works = true;
    return outcome;
  }

  statements(nodes: readonly Node[]): Outcome {
    for (const node of nodes) {
      const outcome = this.statement(node);
      if (this.works || outcome.kind !== 'next') return outcome;
    }
    return NEXT;
  }

  private statement(node: Node): Outcome {
    switch (node.k) {
      case 'block':
        return this.statements(node.body);
      case 'return':
        return this.returned(node);
      case 'raise':
        // `return fs.removeLocked(key)`: Go hands on an error that may be nil, after work that was done.
        if (node.how === 'error' && node.value?.k === 'call' && !MAKES_ERROR.test(pathOf(node.value.callee) ?? '')) this.works = true;
        return { kind: 'raised', at: node.at };
      case 'branch':
        return this.branch(node);
      case 'loop':
        return this.loop(node);
      case 'try':
        return this.tryStatement(node);
      case 'lock':
        this.padded = true;
        return this.statement(node.body);
      case 'defer':
        // A `using` disposes of what it made: no effect beyond that.
        return isCall(node.body) && calleeName(node.body.callee) === 'Dispose' ? NEXT : this.statement(node.body);
      case 'spawn':
        this.works = true;
        return NEXT;
      case 'local':
        return NEXT;
      case 'jump':
        return node.how === 'yield-break' ? { kind: 'returned', value: { kind: 'empty', text: 'an empty sequence' }, at: node.at } : NEXT;
      case 'call':
        return this.callStatement(node);
      case 'await':
        return this.statement(node.value);
      default: {
        const value = this.value(node);
        return value === 'raised' ? { kind: 'raised', at: node.at } : NEXT;
      }
    }
  }

  private returned(node: NodeOf<'return'>): Outcome {
    const [first, ...rest] = node.values;
    if (first === undefined) return { kind: 'returned', value: NONE, at: node.at };
    // An arrow body's value may be a statement in disguise: `=> Log(x)`, `=> _ = x`.
    if (node.implied && (isCall(first) || first.k === 'assign')) {
      const before = this.logs;
      const outcome = this.statement(first);
      if (outcome.kind !== 'next') return outcome;
      if (!this.works)
        return this.logs !== before || first.k === 'assign'
          ? { kind: 'returned', value: NONE, at: node.at }
          : this.valueReturned(first, node.at);
      return { kind: 'returned', value: VARIES, at: node.at };
    }
    if (rest.length === 0) return this.valueReturned(first, node.at);
    const values = node.values.map((value) => this.value(value));
    return { kind: 'returned', value: this.combine(values.map((value) => (value === 'raised' ? VARIES : value))), at: node.at };
  }

  private valueReturned(node: Node, at: number): Outcome {
    const value = this.value(node);
    return value === 'raised' ? { kind: 'raised', at } : { kind: 'returned', value, at };
  }

  private branch(node: NodeOf<'branch'>): Outcome {
    if (node.init !== undefined) this.statement(node.init);
    if (node.how === 'accessor') return this.accessors(node);
    const known = node.how === 'if' ? this.decided(node.arms) : undefined;
    if (known !== undefined) return known === 'none' ? NEXT : this.statement(known.body);
    if (node.subject !== undefined) this.value(node.subject);
    for (const test of node.arms.flatMap((arm) => arm.tests)) this.value(test);
    if (this.works) return NEXT;
    const outcomes = this.arms(node.arms);
    if (this.works) return NEXT;
    const leaving = outcomes.filter((outcome) => outcome.kind === 'returned');
    const raising = outcomes.some((outcome) => outcome.kind === 'raised');
    const isTotal = node.arms.some((arm) => arm.tests.length === 0);
    this.padded = true;
    if (leaving.length === 0)
      return raising && isTotal && outcomes.every((outcome) => outcome.kind === 'raised') ? (outcomes[0] as Outcome) : NEXT;
    // One constant for every input is a constant; two are a decision, and so is an early way out before anything else.
    const first = leaving[0] as Extract<Outcome, { kind: 'returned' }>;
    const isSame = leaving.every((outcome) => outcome.value.text === first.value.text && outcome.value.kind === first.value.kind);
    if (isSame && isTotal && leaving.length === outcomes.length) return first;
    if (isSame && first.value.kind === 'none') return NEXT;
    if (isSame) {
      this.#early.push(first.value);
      return NEXT;
    }
    this.works = true;
    return NEXT;
  }

  /** Each arm by itself; a local that an arm changes is what that arm made of it, or what it was. */
  private arms(arms: readonly Arm[]): Outcome[] {
    const before = new Map(this.#locals);
    const changed = new Set<string>();
    const outcomes = arms.map((arm) => {
      this.#locals.clear();
      for (const [name, value] of before) this.#locals.set(name, value);
      const outcome = this.statement(arm.body);
      for (const [name, value] of this.#locals) if (before.has(name) && before.get(name)?.text !== value.text) changed.add(name);
      return outcome;
    });
    this.#locals.clear();
    for (const [name, value] of before) this.#locals.set(name, changed.has(name) ? VARIES : value);
    return outcomes;
  }

  private accessors(node: NodeOf<'branch'>): Outcome {
    const outcomes = node.arms.map((arm) => this.statement(arm.body));
    return outcomes.find((outcome) => outcome.kind === 'returned') ?? outcomes[0] ?? NEXT;
  }

  /** The arm that a constant test chooses, if every test before it is constant. */
  private decided(arms: readonly Arm[]): Arm | 'none' | undefined {
    for (const arm of arms) {
      const test = arm.tests[0];
      if (test === undefined) return arm;
      if (test.k !== 'literal' || test.type !== 'bool') return undefined;
      if (test.value === 'true') return arm;
    }
    return 'none';
  }

  private loop(node: NodeOf<'loop'>): Outcome {
    this.padded = true;
    for (const part of [node.init, node.over, node.test, node.post]) if (part !== undefined) this.statement(part);
    for (const name of node.names ?? []) this.#locals.set(name, VARIES);
    // What a round changes, the next one finds changed.
    walk(node.body, (each) => {
      if (each.k === 'assign')
        for (const target of each.targets) if (target.k === 'name' && this.#locals.has(target.name)) this.#locals.set(target.name, VARIES);
    });
    this.#loops++;
    const outcome = this.statement(node.body);
    this.#loops--;
    if (outcome.kind === 'returned' && outcome.value.kind !== 'none') this.works = true;
    return NEXT;
  }

  private tryStatement(node: NodeOf<'try'>): Outcome {
    const outcome = this.statement(node.body);
    if (node.last !== undefined) this.statement(node.last);
    if (outcome.kind !== 'raised' || node.catches.length === 0) return outcome;
    return this.statement((node.catches[0] as NodeOf<'try'>['catches'][number]).body);
  }

  private callStatement(node: NodeOf<'call'>): Outcome {
    if (isLog(node)) {
      this.logs = true;
      return NEXT;
    }
    const held = lockChange(node);
    if (held !== undefined) {
      // A loop that takes every lock does something: it is not a lock around nothing.
      if (this.#loops > 0) this.works = true;
      this.#held += held;
    }
    if (isGuard(node) || held !== undefined || isIdle(node)) {
      this.padded = true;
      return NEXT;
    }
    const value = this.value(node);
    return value === 'raised' ? { kind: 'raised', at: node.at } : NEXT;
  }

  private value(node: Node): Value | 'raised' {
    switch (node.k) {
      case 'literal':
        return { kind: 'constant', text: node.type === 'string' ? `"${node.value}"` : node.type === 'default' ? 'default' : node.value };
      case 'meta':
        return { kind: 'constant', text: node.of };
      case 'name':
        return this.name(node.name);
      case 'member':
        return this.member(node);
      case 'call':
        return this.call(node);
      case 'create':
        return this.create(node);
      case 'await':
      case 'cast':
        return this.value(node.value);
      case 'raise':
        return 'raised';
      case 'assign':
        return this.assign(node);
      case 'declare':
        return this.declare(node);
      case 'branch':
        return this.conditional(node);
      case 'lambda':
        return node.body.k === 'block' && node.body.body.length === 0 ? { kind: 'fresh', text: 'an empty lambda' } : VARIES;
      case 'local':
        return NONE;
      case 'unary':
        if (node.op === '&' || node.op === '*') return this.value(node.value);
        if (node.op === '<-') this.works = true;
        return this.computed([node.value], (text) => `${node.op}${text}`);
      case 'binary':
        return this.computed([node.left, node.right], (left, right) => `${left} ${node.op} ${right}`);
      case 'index':
        return this.computed([node.of, ...node.args], (of) => `${of}[…]`);
      case 'is':
        return this.computed([node.value], (text) => `${text} is …`);
      case 'format':
        return this.computed(node.parts, () => '$"…"');
      case 'list':
        return this.combine(node.items.map((item) => this.settled(item)));
      default:
        this.works = true;
        return VARIES;
    }
  }

  private settled(node: Node): Value {
    const value = this.value(node);
    return value === 'raised' ? VARIES : value;
  }

  private name(name: string): Value {
    const local = this.#locals.get(name);
    if (local !== undefined) return local;
    if (this.around.parameters.has(name)) return { kind: 'argument', text: name };
    if (name === 'this') return { kind: 'argument', text: 'this' };
    return this.around.isConstant(name) ? { kind: 'constant', text: name } : VARIES;
  }

  private member(node: NodeOf<'member'>): Value {
    const path = pathOf(node);
    if (path !== undefined && EMPTY_MEMBERS.test(path))
      return path.endsWith('CompletedTask') ? { kind: 'none', text: path } : { kind: 'empty', text: path };
    const root = rootName(node) ?? '';
    const isOwn = this.#locals.has(root) || this.around.parameters.has(root);
    if (path !== undefined && !isOwn && this.around.isConstant(path)) return { kind: 'constant', text: path };
    const of = this.settled(node.of);
    return of.kind === 'constant' || of.kind === 'empty' || of.kind === 'fresh' ? { kind: 'constant', text: path ?? node.name } : VARIES;
  }

  private call(node: NodeOf<'call'>): Value | 'raised' {
    const name = calleeName(node.callee);
    const path = pathOf(node.callee) ?? '';
    const args = node.args.map((argument) => argument.value);
    if (/(^|\.)(Array|Enumerable|ImmutableArray|ImmutableList)\.(Empty|Create)$/.test(path) && args.length === 0)
      return { kind: 'empty', text: `${path}()` };
    if (/(^|\.)(Task|ValueTask)\.FromResult$/.test(path) && args[0] !== undefined) return this.value(args[0]);
    if (/(^|\.)(Task|ValueTask)\.From(Exception|Canceled)$/.test(path)) return 'raised';
    if (isIdle(node)) return NONE;
    if (node.callee.k === 'member' && PASS_THROUGH.has(name ?? '')) {
      const of = this.value(node.callee.of);
      if (of !== 'raised' && of.kind !== 'varies' && of.kind !== 'argument') return of;
      if (of === 'raised') return of;
    }
    this.works = true;
    return VARIES;
  }

  private create(node: NodeOf<'create'>): Value {
    const isTask = /^(Task|ValueTask)\b/.test(node.type);
    const parts = [
      ...node.args.map((argument) => argument.value),
      ...node.items.map((item) => (item.k === 'assign' ? (item.values[0] ?? item) : item)),
    ];
    const values = parts.map((part) => this.settled(part));
    if (isTask) return values[0] ?? NONE;
    if (values.some((value) => value.kind === 'varies' || value.kind === 'argument')) return VARIES;
    const isCollection =
      node.type === '' || /\[\]$|^(List|Dictionary|HashSet|Queue|Stack|Concurrent\w+|Sorted\w+|map\[|\[\])/.test(node.type);
    if (isCollection && node.items.length === 0) return { kind: 'empty', text: node.type === '' ? '[]' : `new ${node.type}` };
    return { kind: 'fresh', text: node.type === '' ? '[…]' : `new ${node.type}(${values.length > 0 ? '…' : ''})` };
  }

  private assign(node: NodeOf<'assign'>): Value | 'raised' {
    const values = node.values.map((value) => this.value(value));
    if (values.includes('raised')) return 'raised';
    const value = this.combine(values.map((each) => (each === 'raised' ? VARIES : each)));
    for (const target of node.targets) {
      if (target.k === 'name' && target.name === '_') this.padded = true;
      else if (target.k === 'declare') for (const name of target.names) this.#locals.set(name, value);
      else if (target.k === 'name' && this.#locals.has(target.name)) this.#locals.set(target.name, node.op === '=' ? value : VARIES);
      else if (target.k === 'name' && this.around.outputs.has(target.name) && value.kind !== 'varies' && value.kind !== 'argument')
        this.output = value.text;
      else if (target.k === 'name' && this.around.parameters.has(target.name) && !this.around.outputs.has(target.name))
        this.#locals.set(target.name, value);
      else this.works = true;
    }
    return value;
  }

  private declare(node: NodeOf<'declare'>): Value | 'raised' {
    const values = node.values.map((value) => this.value(value));
    if (values.includes('raised')) return 'raised';
    const value =
      values.length === 0
        ? ({ kind: 'constant', text: 'default' } as const)
        : this.combine(values.map((each) => (each === 'raised' ? VARIES : each)));
    for (const name of node.names) this.#locals.set(name, value);
    return value;
  }

  private conditional(node: NodeOf<'branch'>): Value | 'raised' {
    for (const test of [...(node.subject ? [node.subject] : []), ...node.arms.flatMap((arm) => arm.tests)]) this.value(test);
    const values = node.arms.map((arm) => this.value(arm.body));
    if (values.length > 0 && values.every((value) => value === 'raised')) return 'raised';
    const settled = values.filter((value) => value !== 'raised');
    const [first] = settled;
    const isSame = first !== undefined && settled.every((value) => value.kind === first.kind && value.text === first.text);
    return isSame && settled.length === values.length ? first : VARIES;
  }

  private computed(operands: readonly Node[], write: (...texts: string[]) => string): Value | 'raised' {
    const values = operands.map((operand) => this.value(operand));
    if (values.includes('raised')) return VARIES;
    const settled = values.filter((value) => value !== 'raised');
    if (settled.every((value) => value.kind === 'constant' || value.kind === 'empty' || value.kind === 'fresh')) {
      return { kind: 'constant', text: write(...settled.map((value) => value.text)) };
    }
    return VARIES;
  }

  private combine(values: readonly Value[]): Value {
    if (values.length === 1) return values[0] as Value;
    if (values.some((value) => value.kind === 'varies')) return VARIES;
    const text = `(${values.map((value) => value.text).join(', ')})`;
    return values.some((value) => value.kind === 'argument') ? { kind: 'argument', text } : { kind: 'constant', text };
  }
}

const MAKES_ERROR = /^(errors\.New|fmt\.Errorf)$|(^|\.)New\w*Error$/;
const EMPTY_MEMBERS =
  /(^|\.)(Empty|CompletedTask|None|Null|MinValue|MaxValue|NaN)$|(^|\.)(TimeSpan|BigInteger|Vector\d)\.(Zero|One)$|(^|\.)(TimeSpan|Timeout)\.Infinite(TimeSpan)?$/;
const PASS_THROUGH: ReadonlySet<string> = new Set([
  'ConfigureAwait',
  'AsTask',
  'ToArray',
  'ToList',
  'ToString',
  'AsReadOnly',
  'AsMemory',
  'AsSpan',
  'WaitAsync',
]);

function isCall(node: Node): node is NodeOf<'call'> {
  return node.k === 'call';
}

/** A call at statement level whose only purpose is a line in a log. */
export function isLog(call: NodeOf<'call'>): boolean {
  const name = calleeName(call.callee) ?? '';
  if (
    /^(Log(Trace|Debug|Information|Warning|Error|Critical)?|Trace|Debug|Info|Information|Notice|Warn|Warning|Error|Fatal|Print|Printf|Println)(f|F|ln)?$/i.test(
      name,
    )
  )
    return true;
  return /^(Write|WriteLine)(Async)?$/.test(name) && /^(Console|Debug|Trace)$/.test(rootName(call.callee) ?? '');
}

/** An argument check of the base library. */
export function isGuard(call: NodeOf<'call'>): boolean {
  return (
    /Exception\.ThrowIf\w*$|\.ThrowIfCancellationRequested$/.test(pathOf(call.callee) ?? '') ||
    /(^|\.)Debug\.Assert$/.test(pathOf(call.callee) ?? '')
  );
}

/** 1 for a call that takes a lock, -1 for one that gives it back; undefined for others. */
export function lockChange(call: NodeOf<'call'>): number | undefined {
  const name = calleeName(call.callee) ?? '';
  if (call.args.length > 1) return undefined;
  if (/^(R?Lock|Enter|EnterReadLock|EnterWriteLock|EnterUpgradeableReadLock|Wait|WaitAsync)$/.test(name)) return 1;
  return /^(R?Unlock|Exit|ExitReadLock|ExitWriteLock|ExitUpgradeableReadLock|Release)$/.test(name) ? -1 : undefined;
}

/** Calls that do nothing: `Task.Yield()`, `Task.Delay(0)`, `GC.KeepAlive(x)`. */
function isIdle(call: NodeOf<'call'>): boolean {
  const path = pathOf(call.callee) ?? '';
  if (/(^|\.)(Task\.Yield|GC\.KeepAlive|GC\.SuppressFinalize)$/.test(path)) return true;
  const first = call.args[0]?.value;
  return /(^|\.)Task\.Delay$/.test(path) && first?.k === 'literal' && Number(first.value) <= 1;
}
