import type { Catch, Node, NodeOf } from '../model/tree.js';
import { isLog } from './behaviour.js';
import { computesInVain } from './purity.js';
import { boundNames, calleeName, childrenOf, nodesOf, pathOf, rootName, walk } from './walk.js';

/** What must be known of the names around a body to tell what it changes. */
export interface EffectSurroundings {
  readonly parameters: ReadonlySet<string>;
  /** Parameters through which a value goes out (`out`, `ref`). */
  readonly outputs: ReadonlySet<string>;
  /** Whether a call has no effect but its result; as a statement its result is dropped, and a name has to say more to be taken for idle. */
  isPure(call: NodeOf<'call'>, isStatement: boolean): boolean;
  /** Whether what a call names does not run by it: an iterator of the port runs when somebody goes through it, a `[Conditional]` member never. */
  neverRuns(call: NodeOf<'call'>): boolean;
  /** Whether a dotted name is of a value type, so that reading it makes a copy. */
  isValueType(path: string): boolean;
}

/**
 * A body without the statements whose results go nowhere: a local that nothing of effect reads, a change to a copy,
 * a loop that only counts for itself. What is left is what the body does.
 *
 * Generous: a call that may have an effect has one. Logs stay, but what only a log reads is not used.
 */
export function effectiveOf(body: Node, around: EffectSurroundings): Effective {
  const own = ownObjects(body, around);
  let live: ReadonlySet<string> = new Set();
  for (let round = 0; ; round++) {
    const pass = new Pass(around, own, live);
    const kept = pass.keep(body) ?? empty(body.at);
    // What is live only grows, so this ends; a body with more rounds than names is as live as it gets.
    if (pass.used.size === live.size || round > 50) return { body: kept, vain: pass.inVain(body), unread: pass.unread() };
    live = pass.used;
  }
}

/** What a body does, and what it does in vain. */
export interface Effective {
  readonly body: Node;
  /** Statements that compute something which goes nowhere, the outermost ones. */
  readonly vain: readonly Node[];
  /** Locals that are given something and that nobody reads. */
  readonly unread: readonly NodeOf<'declare'>[];
}

interface Own {
  /** Names declared in the body, or parameters that are no output: what they hold ends with the body. */
  readonly locals: ReadonlySet<string>;
  /** Those of them that only ever held objects made here: a change to one is seen by nobody else. */
  readonly objects: ReadonlySet<string>;
  /** Those of the objects that only hold data: calling them changes nothing else. */
  readonly containers: ReadonlySet<string>;
  /** By object, those that write through to it: to a stream its writer, to an array its span. */
  readonly wrappers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Locals whose disposal does something, or may: what they are made for. */
  readonly disposed: ReadonlySet<string>;
}

function ownObjects(body: Node, around: EffectSurroundings): Own {
  const locals = new Set([...around.parameters].filter((name) => !around.outputs.has(name)));
  const shared = new Set(locals);
  const active = new Set<string>();
  const wrappers = new Map<string, Set<string>>();
  const disposed = new Set<string>();
  const streams = new Set<string>();
  const note = (name: string, values: readonly Node[]) => {
    locals.add(name);
    if (values.some((value) => !isFresh(value, around))) shared.add(name);
    for (const value of values) {
      if (value.k === 'create' && !CONTAINER.test(value.type) && !WRAPPER.test(value.type)) active.add(name);
      const inner = wrappedBy(value);
      for (const each of inner) wrappers.set(each, (wrappers.get(each) ?? new Set()).add(name));
      if (value.k === 'create' && BUFFER.test(value.type)) streams.add(name);
      // A writer to a path is one to a file.
      else if (value.k === 'create' && WRAPPER.test(value.type) && !inner.every((each) => streams.has(each))) shared.add(name);
      else if (value.k === 'create' && WRAPPER.test(value.type)) streams.add(name);
    }
  };
  walk(body, (node) => {
    if (node.k === 'declare') {
      // What a `ref` local is given goes to where it points.
      if (/^ref\b/.test(node.type ?? '')) return undefined;
      for (const name of node.names) note(name, node.values);
    } else if (node.k === 'assign') {
      for (const target of node.targets) if (target.k === 'name' && locals.has(target.name)) note(target.name, node.values);
    } else if (node.k === 'call') {
      // What comes out of a call may be anybody's.
      for (const { value } of node.args) if (value.k === 'declare') for (const name of value.names) shared.add(name);
    } else if (node.k === 'defer' && isDisposal(node.body)) {
      disposed.add(rootName(node.body) ?? '');
    }
    // What a `ref` element is given goes into the collection.
    for (const name of node.k === 'loop' && node.ref === true ? [] : boundNames(node)) {
      locals.add(name);
      shared.add(name);
    }
  });
  // What writes through to something shared is no object of the body's own.
  const open = reaching([...shared, ...[...wrappers.keys()].filter((name) => !locals.has(name))], wrappers);
  const objects = new Set([...locals].filter((name) => !open.has(name)));
  return { locals, objects, containers: new Set([...objects].filter((name) => !active.has(name))), wrappers, disposed };
}

/** Objects, and all that write through to one of them. */
function reaching(names: Iterable<string>, wrappers: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set(names);
  for (const each of found) for (const outer of wrappers.get(each) ?? []) found.add(outer);
  return found;
}

/** Names of the objects that a value reads from or writes through to: what it cannot tell counts as one. */
function wrappedBy(value: Node): string[] {
  if (value.k === 'create' && WRAPPER.test(value.type)) return [value.args[0] === undefined ? '' : (rootName(value.args[0].value) ?? '')];
  const isView = value.k === 'index' || (value.k === 'call' && value.callee.k === 'member' && VIEWS.test(value.callee.name));
  return isView ? [rootName(value) ?? ''] : [];
}

/** Types of the base library that keep what is written to them. */
const BUFFER = /\]$|^(System\.[\w.]+\.)?(MemoryStream|StringBuilder|StringWriter|ArrayBufferWriter)\b/;
/** Types that hold data and do nothing else; '' is a collection expression or an anonymous object. */
const CONTAINER =
  /^$|\]$|^(System\.[\w.]+\.)?(List|Dictionary|HashSet|Queue|Stack|LinkedList|Sorted\w+|PriorityQueue|Concurrent\w+|ArrayBufferWriter|StringBuilder|MemoryStream|BitArray|Stopwatch|Random|Collection|KeyValuePair|Tuple|ValueTuple|CancellationTokenSource|TaskCompletionSource|SemaphoreSlim|StringWriter)\b/;
/** Types that do no more than write to, or read from, what they are made with. */
const WRAPPER =
  /^(System\.[\w.]+\.)?(StreamWriter|StreamReader|BinaryWriter|BinaryReader|BufferedStream|GZipStream|DeflateStream|BrotliStream|ZLibStream|CryptoStream|Utf8JsonWriter|ZipArchive|TarWriter|Span|Memory|ArraySegment)\b/;
/** Calls that give another view of an object: what is written to one is in the other. */
const VIEWS = /^(AsSpan|AsMemory|Slice|GetSpan|GetMemory)$/;
/** Types whose construction alone reaches the world. */
const ACTIVE = /(Stream|Timer|Thread|Process|Socket|Client|Listener|Watcher|Task|Mutex)(<.*>)?$/;

const COPIES = /^(ToArray|ToList|ToDictionary|ToHashSet|ToString|Clone|GetBytes|Split|Where|Select|OrderBy|Concat|Substring|Trim)$/;

/** Static calls that make an object nobody else has. */
const MAKERS =
  /(^|\.)(Channel\.Create(Unb|B)ounded\w*|CancellationTokenSource\.CreateLinkedTokenSource|GC\.Allocate\w+Array|IncrementalHash\.Create\w*)$/;

function isFresh(value: Node, around: EffectSurroundings): boolean {
  switch (value.k) {
    case 'create':
    case 'literal':
    case 'list':
    case 'raise':
    case 'format':
    case 'meta':
    case 'lambda':
    case 'is':
      return true;
    case 'binary':
      return value.op !== '??' || (isFresh(value.left, around) && isFresh(value.right, around));
    case 'unary':
      return value.op !== '*' && isFresh(value.value, around);
    case 'cast':
    case 'await':
      return isFresh(value.value, around);
    case 'branch':
      return value.arms.every((arm) => isFresh(arm.body, around));
    case 'call':
      return (
        value.callee.k === 'member' &&
        (COPIES.test(value.callee.name) || VIEWS.test(value.callee.name) || MAKERS.test(pathOf(value.callee) ?? ''))
      );
    case 'name':
      return around.isValueType(value.name);
    case 'member':
      return value.of.k === 'name' && around.isValueType(value.of.name === 'this' ? value.name : `${value.of.name}.${value.name}`);
    default:
      return false;
  }
}

/** One walk over the body with what is known to be live so far. */
class Pass {
  /** Names that something kept reads. */
  readonly used = new Set<string>();
  /** Objects of which something of effect reads what is written to them. */
  readonly #written: ReadonlySet<string>;
  /** What a `break` here ends. */
  #breaks: 'loop' | 'switch' | 'nothing' = 'nothing';
  private readonly unreadLocals: NodeOf<'declare'>[] = [];
  /** Statements that have no effect, the outermost ones. */
  private readonly dropped: Node[] = [];

  constructor(
    private readonly around: EffectSurroundings,
    private readonly own: Own,
    private readonly live: ReadonlySet<string>,
  ) {
    this.#written = reaching(live, own.wrappers);
  }

  /** The part of a statement that has an effect, or undefined. */
  keep(node: Node): Node | undefined {
    const before = this.dropped.length;
    const kept = this.kept(node);
    if (kept === undefined && node.k !== 'block') {
      // The whole stands for what is in it.
      this.dropped.length = before;
      this.dropped.push(node);
    }
    if (
      node.k === 'declare' &&
      kept !== node &&
      node.values.some(isGiven) &&
      !node.names.some((name) => name === '_' || this.own.disposed.has(name))
    )
      this.unreadLocals.push(node);
    return kept;
  }

  private kept(node: Node): Node | undefined {
    switch (node.k) {
      case 'block': {
        const body = node.body.flatMap((each) => this.keep(each) ?? []);
        return body.length > 0 ? { ...node, body } : undefined;
      }
      case 'declare':
        return node.names.some((name) => this.live.has(name) || !this.own.locals.has(name)) ? this.whole(node) : this.remains(node);
      case 'assign':
        return this.assign(node);
      case 'return':
      case 'raise':
        return this.whole(node);
      case 'jump':
        // What leads to a `goto`, or out of a loop that does something, decides what runs.
        return node.how === 'break' || node.how === 'fallthrough' ? (this.#breaks === 'loop' ? node : undefined) : node;
      case 'branch':
        return this.branch(node);
      case 'loop':
        return this.loop(node);
      case 'try':
        return this.tryStatement(node);
      case 'lock': {
        const body = this.keep(node.body);
        if (body === undefined) return undefined;
        this.use(node.on);
        return { ...node, body };
      }
      case 'defer':
        return isDisposal(node.body) ? undefined : this.inner(node);
      case 'spawn':
        return this.whole(node);
      case 'local':
        return this.live.has(node.name) ? this.whole(node) : undefined;
      case 'await':
        return this.keep(node.value) === undefined ? undefined : this.whole(node);
      case 'call':
        return this.call(node, true);
      case 'unknown':
        return this.whole(node);
      default:
        return this.effects(node);
    }
  }

  private inner(node: NodeOf<'defer'>): Node | undefined {
    const body = this.keep(node.body);
    return body === undefined ? undefined : { ...node, body };
  }

  private assign(node: NodeOf<'assign'>): Node | undefined {
    const isDead = node.targets.every((target) => this.isDeadTarget(target)) || isItself(node);
    return isDead ? this.remains(node) : this.whole(node);
  }

  /** What is left of values that nobody reads: a query that is never gone through does not even run. */
  private remains(node: NodeOf<'declare' | 'assign'>): Node | undefined {
    return node.values.every((value) => this.isLazy(value)) && node.values.length > 0 ? undefined : this.effects(node);
  }

  private isLazy(value: Node): boolean {
    if (value.k !== 'call') return false;
    if (this.around.neverRuns(value)) return true;
    return value.callee.k === 'member' && LAZY.test(value.callee.name) && value.args.some(({ value: each }) => each.k === 'lambda');
  }

  /** A discard, a local that nothing reads, or a part of an object that is known only here and read by nobody. */
  private isDeadTarget(target: Node): boolean {
    if (target.k === 'name') return target.name === '_' || (this.own.locals.has(target.name) && !this.live.has(target.name));
    if (target.k === 'declare') return target.names.every((name) => !this.live.has(name));
    if (target.k === 'list') return target.items.every((item) => this.isDeadTarget(item));
    if (target.k !== 'member' && target.k !== 'index') return false;
    const root = rootName(target);
    return root !== undefined && this.own.objects.has(root) && !this.isLive(root) && isChainOf(target) && !isOfElement(target);
  }

  private call(node: NodeOf<'call'>, isStatement: boolean): Node | undefined {
    if (node.callee.k === 'member' && node.callee.name === 'ConfigureAwait') {
      const kept = isStatement ? this.keep(node.callee.of) : this.effectIn(node.callee.of);
      return kept === undefined ? undefined : node;
    }
    if (isLog(node)) {
      this.log(node);
      return node;
    }
    if (isStatement && this.isLazy(node)) return undefined;
    if (this.isEffect(node, isStatement)) return this.whole(node);
    const outs = node.args.flatMap(({ value, by }) =>
      value.k === 'declare' ? value.names : by === 'out' && value.k === 'name' ? [value.name] : [],
    );
    if (outs.some((name) => this.live.has(name) || !this.own.locals.has(name))) return this.whole(node);
    const changed = this.changedObject(node);
    if (changed !== undefined && this.isLive(changed)) return this.whole(node);
    return this.argumentEffects(node);
  }

  /** Whether the call itself changes something beyond its result and the objects that are known only here. */
  private isEffect(node: NodeOf<'call'>, isStatement: boolean): boolean {
    if (MAKERS.test(pathOf(node.callee) ?? '') || isOnCopy(node) || isSameAgain(node)) return false;
    return !this.around.isPure(node, isStatement) && this.changedObject(node) === undefined;
  }

  /** Whether an object, or one that it writes through to, is read by something of effect. */
  private isLive(name: string): boolean {
    return this.#written.has(name);
  }

  /** `list.Add(x)` on a list that was made here, and that nobody else knows; or the one that a call of the library fills. */
  private changedObject(node: NodeOf<'call'>): string | undefined {
    const filled = destinationOf(node);
    if (filled !== undefined) {
      const root = rootName(filled);
      return root !== undefined && this.own.objects.has(root) ? root : undefined;
    }
    if (node.callee.k !== 'member' || !isPartOf(node.callee.of)) return undefined;
    const root = rootName(node.callee);
    if (root === undefined || !this.own.containers.has(root)) return undefined;
    // An object of the test's or port's own that is handed something shared may keep or change it.
    const isHanded = node.args.some(({ value }) =>
      nodesOf(value, 'name').some(({ name }) => name === 'this' || (this.own.objects.has(name) && this.isLive(name))),
    );
    return isHanded ? undefined : root;
  }

  private branch(node: NodeOf<'branch'>): Node | undefined {
    const breaks = this.#breaks;
    if (node.how === 'switch') this.#breaks = 'switch';
    const kept = node.arms.map((arm) => this.keep(arm.body));
    this.#breaks = breaks;
    if (kept.every((body) => body === undefined))
      return this.effects({ ...node, arms: node.arms.map((arm) => ({ ...arm, body: empty(arm.at) })) });
    for (const arm of node.arms) for (const test of [...arm.tests, ...(arm.guard ? [arm.guard] : [])]) this.use(test);
    if (node.subject !== undefined) this.use(node.subject);
    const init = node.init === undefined ? undefined : this.keep(node.init);
    const { init: _, ...rest } = node;
    return { ...rest, ...(init ? { init } : {}), arms: node.arms.map((arm, i) => ({ ...arm, body: kept[i] ?? empty(arm.at) })) };
  }

  private loop(node: NodeOf<'loop'>): Node | undefined {
    const [used, breaks] = [new Set(this.used), this.#breaks];
    this.#breaks = 'loop';
    const body = this.keep(node.body);
    this.#breaks = breaks;
    const heads = [node.init, node.over, node.test, node.post].filter((part) => part !== undefined);
    if (body === undefined || this.onlyJumps(body)) {
      // What only the loop itself looked at to end is not read by anybody.
      this.used.clear();
      for (const name of used) this.used.add(name);
      const effects = heads.flatMap((part) => this.keep(part) ?? []);
      return effects.length === 0 ? undefined : { k: 'block', body: effects, at: node.at };
    }
    for (const part of heads) this.use(part);
    return { ...node, body };
  }

  /** Whether nothing is done but to decide when to go on and when to end. */
  private onlyJumps(node: Node): boolean {
    if (node.k === 'jump') return node.how === 'break' || node.how === 'continue';
    if (node.k === 'block') return node.body.every((each) => this.onlyJumps(each));
    if (node.k !== 'branch' || node.how === 'conditional' || node.how === 'match') return false;
    const tests = [
      ...(node.init ? [node.init] : []),
      ...(node.subject ? [node.subject] : []),
      ...node.arms.flatMap((arm) => [...arm.tests, ...(arm.guard ? [arm.guard] : [])]),
    ];
    return tests.every((test) => this.effectIn(test) === undefined) && node.arms.every((arm) => this.onlyJumps(arm.body));
  }

  private tryStatement(node: NodeOf<'try'>): Node | undefined {
    const body = this.keep(node.body);
    const last = node.last === undefined ? undefined : this.keep(node.last);
    if (body === undefined) return last;
    const catches = node.catches.map((clause): Catch => {
      if (clause.guard !== undefined) this.use(clause.guard);
      return { ...clause, body: this.keep(clause.body) ?? empty(clause.at) };
    });
    const { last: _, ...rest } = node;
    return { ...rest, body, catches, ...(last === undefined ? {} : { last }) };
  }

  private whole(node: Node): Node {
    this.use(node);
    return node;
  }

  /** What only a log reads. */
  readonly #logged = new Set<string>();

  /** Work whose result goes nowhere, not even to a log. */
  inVain(body: Node): readonly Node[] {
    const vain = this.dropped.filter((node) => this.isWork(node));
    if (vain.length === 0) return [];
    const writers = new Map<string, Node[]>();
    // Also what a local function works out, which may do no more than to write to a log.
    const inner = nodesOf(body, 'local').flatMap((local) => nodesOf(local, 'declare'));
    for (const node of [...vain, ...inner]) for (const name of writtenIn(node)) writers.set(name, [...(writers.get(name) ?? []), node]);
    const forLog = new Set<Node>();
    const logged = new Set(this.#logged);
    // What is added on the way is gone through as well.
    for (const name of logged)
      for (const node of writers.get(name) ?? []) {
        if (forLog.has(node)) continue;
        forLog.add(node);
        for (const read of nodesOf(node, 'name')) logged.add(read.name);
      }
    return vain.filter((node) => !forLog.has(node));
  }

  /** Locals that are given something, and that not even a log reads. */
  unread(): readonly NodeOf<'declare'>[] {
    return this.unreadLocals.filter(({ names }) => !names.some((name) => this.#logged.has(name)));
  }

  private log(call: NodeOf<'call'>): void {
    for (const { value } of call.args) for (const name of nodesOf(value, 'name')) this.#logged.add(name.name);
  }

  private use(node: Node): void {
    walk(node, (each) => {
      if (each.k === 'call' && isLog(each)) {
        this.log(each);
        return false;
      }
      if (each.k === 'name') this.used.add(each.name);
      return undefined;
    });
  }

  /** Of an expression whose value goes nowhere: the calls in it that have an effect. */
  private effects(node: Node): Node | undefined {
    const parts = childrenOf(node).flatMap((child) => this.effectIn(child) ?? []);
    return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : { k: 'block', body: parts, at: node.at };
  }

  private argumentEffects(node: NodeOf<'call'>): Node | undefined {
    const parts = [...(node.callee.k === 'member' ? [node.callee.of] : []), ...node.args.map((argument) => argument.value)];
    // A lambda that a pure call runs (`keys.ForEach(key => Drop(key))`) is run by it, for all that the call is made on.
    if (parts.some((part) => part.k === 'lambda' && this.lambdaHasEffect(part))) return this.whole(node);
    const found = parts.flatMap((part) => this.effectIn(part) ?? []);
    return found.length === 0 ? undefined : found.length === 1 ? found[0] : { k: 'block', body: found, at: node.at };
  }

  /** Whether a statement computes something, for all that it does not keep. */
  private isWork(node: Node): boolean {
    switch (node.k) {
      case 'declare':
        return !node.names.some((name) => name.startsWith('_') || this.own.disposed.has(name)) && node.values.some(computes);
      case 'assign':
        return node.targets.every(isDiscard) ? node.values.some((value) => this.isPlainWork(value)) : node.values.some(computes);
      case 'call':
        if (node.callee.k === 'member' && node.callee.name === 'ConfigureAwait') return this.isWork(node.callee.of);
        return computesInVain(node) || isOnCopy(node) || this.changedObject(node) !== undefined || this.isLazy(node);
      case 'loop':
      case 'lock':
        return this.isWork(node.body);
      case 'await':
        return this.isWork(node.value);
      case 'branch':
        // Where it goes on or leaves, its test was for that.
        return nodesOf(node, 'jump').length === 0 && node.arms.some((arm) => this.isWork(arm.body));
      case 'block':
        return node.body.some((each) => this.isWork(each));
      default:
        return false;
    }
  }

  /** A value that is thrown away on purpose may be asked for what it does on the way; not so a copy or a query. */
  private isPlainWork(value: Node): boolean {
    return (
      (value.k === 'create' && value.type === 'with') ||
      value.k === 'binary' ||
      (value.k === 'call' && (computesInVain(value) || this.isLazy(value)))
    );
  }

  private lambdaHasEffect(lambda: NodeOf<'lambda'>): boolean {
    return nodesOf(lambda.body, 'call').some((call) => this.isEffect(call, false)) || nodesOf(lambda.body, 'raise').length > 0;
  }

  private effectIn(node: Node): Node | undefined {
    if (node.k === 'lambda' || node.k === 'local') return undefined;
    if (node.k === 'call') return this.call(node, false);
    if (node.k === 'assign') return this.assign(node);
    if (node.k === 'raise' || node.k === 'unknown' || node.k === 'return') return this.whole(node);
    if (node.k === 'unary' && node.op === '<-') return this.whole(node);
    if (node.k === 'create' && node.items.length > 0) {
      // What an initialiser sets is of the new object.
      const values = node.items.flatMap((item) => (item.k === 'assign' ? item.values : [item]));
      return this.effects({ ...node, items: values });
    }
    if (node.k === 'create' && ACTIVE.test(node.type) && node.type !== 'MemoryStream') return this.whole(node);
    return this.effects(node);
  }
}

/** Whether a value is more than a placeholder. */
function isGiven(value: Node): boolean {
  return value.k !== 'literal' && !(value.k === 'create' && value.args.length + value.items.length === 0);
}

function computes(value: Node): boolean {
  let found = false;
  walk(value, (each) => {
    if (each.k === 'lambda' || each.k === 'local') return false;
    if (
      each.k === 'call' ||
      each.k === 'member' ||
      (each.k === 'name' && each === value) ||
      each.k === 'binary' ||
      each.k === 'index' ||
      (each.k === 'create' && each.args.length + each.items.length > 0)
    )
      found = true;
    return undefined;
  });
  return found;
}

/** `_all.ToList().RemoveAll(…)`: a change to what was copied for it. */
function isOnCopy({ callee }: NodeOf<'call'>): boolean {
  if (callee.k !== 'member' || callee.of.k !== 'call' || callee.of.callee.k !== 'member') return false;
  return /^(ToArray|ToList|ToDictionary|ToHashSet)$/.test(callee.of.callee.name) && CHANGES_CONTENT.test(callee.name);
}

/** `Interlocked.CompareExchange(ref _n, old, old)` leaves what it finds; with two literals it is a way to read. */
function isSameAgain({ callee, args }: NodeOf<'call'>): boolean {
  const [, value, comparand] = args.map((argument) => argument.value);
  return calleeName(callee) === 'CompareExchange' && value?.k === 'name' && comparand?.k === 'name' && value.name === comparand.name;
}

/** `_n = _n` */
function isItself({ op, targets, values }: NodeOf<'assign'>): boolean {
  const [target, value] = [targets[0], values[0]];
  const path = target === undefined ? undefined : pathOf(target);
  return op === '=' && targets.length === 1 && path !== undefined && value !== undefined && pathOf(value) === path;
}

const CHANGES_CONTENT =
  /^(Add|AddRange|Insert|InsertRange|Remove|RemoveAll|RemoveAt|RemoveRange|RemoveWhere|Clear|Sort|Reverse|TryAdd|UnionWith|ExceptWith|IntersectWith)$/;

/** Names that a statement gives a value to, or asks to change. */
function writtenIn(node: Node): string[] {
  const names: string[] = [];
  walk(node, (each) => {
    if (each.k === 'declare') names.push(...each.names);
    else if (each.k === 'assign') names.push(...each.targets.flatMap((target) => rootName(target) ?? []));
    else if (each.k === 'call') names.push(...[rootName(destinationOf(each) ?? each.callee) ?? []].flat());
  });
  return names;
}

function isDiscard(target: Node): boolean {
  return target.k === 'name' && target.name === '_';
}

/** Queries that run when somebody goes through them. */
const LAZY = /^(Select|SelectMany|Where|TakeWhile|SkipWhile|OrderBy|OrderByDescending|ThenBy|GroupBy|Zip|DistinctBy)$/;

/** What a call of the library fills, where that is one of its arguments and the only thing that it changes. */
function destinationOf(call: NodeOf<'call'>): Node | undefined {
  const path = pathOf(call.callee) ?? '';
  const name = calleeName(call.callee) ?? '';
  const [first, second, third] = call.args.map((argument) => argument.value);
  if (
    /^(BinaryPrimitives\.(Try)?Write|RandomNumberGenerator\.Fill$|BitConverter\.TryWriteBytes$|Array\.(Fill|Sort|Reverse|Clear)$|JsonSerializer\.Serialize(Async)?$)/.test(
      path,
    )
  )
    return call.args.length > 1 || /Fill|Sort|Reverse|Clear/.test(name) ? first : undefined;
  if (/^(Array|Buffer)\.(Copy|BlockCopy)$/.test(path)) return call.args.length === 3 ? second : third;
  if (/^(SHA\d+|MD5|HMACSHA\d+|Crc\d+|XxHash\d+)\.(Try)?Hash(Data)?$/.test(path)) return second;
  if ((name === 'CopyTo' || name === 'TryCopyTo') && call.callee.k === 'member') return first;
  return name === 'GetBytes' && call.args.length > 1 ? (call.args.length > 2 ? undefined : second) : undefined;
}

/** Whether a target or callee is reached by members and indexes alone: a call's result is another object. */
function isChainOf(node: Node): boolean {
  if (node.k === 'name') return true;
  return (node.k === 'member' || node.k === 'index') && isChainOf(node.of);
}

/** An object, or a part of it that is no object of others: its writer, its token, a range of it. */
function isPartOf(node: Node): boolean {
  if (node.k === 'name') return true;
  if (node.k === 'member') return /^(Writer|Reader|Token|Task|BaseStream)$/.test(node.name) && node.of.k === 'name';
  return node.k === 'index' && node.args.some((each) => each.k === 'binary' && each.op === '..') && isPartOf(node.of);
}

/** `items[i].Size`: what a list holds was not made with it. */
function isOfElement(target: Node): boolean {
  return target.k === 'member' && (target.of.k === 'index' || isOfElement(target.of));
}

function isDisposal(node: Node): boolean {
  return node.k === 'call' && node.callee.k === 'member' && node.callee.name === 'Dispose' && node.callee.of.k === 'name';
}

function empty(at: number): Node {
  return { k: 'block', body: [], at };
}
