import type { Catch, Node, NodeOf } from '../model/tree.js';
import { isLog } from './behaviour.js';
import { childrenOf, nodesOf, rootName, walk } from './walk.js';

/** What must be known of the names around a body to tell what it changes. */
export interface EffectSurroundings {
  readonly parameters: ReadonlySet<string>;
  /** Parameters through which a value goes out (`out`, `ref`). */
  readonly outputs: ReadonlySet<string>;
  /** Whether a call has no effect but its result; as a statement its result is dropped, and a name has to say more to be taken for idle. */
  isPure(call: NodeOf<'call'>, isStatement: boolean): boolean;
  /** Whether a dotted name is of a value type, so that reading it makes a copy. */
  isValueType(path: string): boolean;
}

/**
 * A body without the statements whose results go nowhere: a local that nothing of effect reads, a change to a copy,
 * a loop that only counts for itself. What is left is what the body does.
 *
 * Generous: a call that may have an effect has one. Logs stay, but what only a log reads is not used.
 */
export function effectiveOf(body: Node, around: EffectSurroundings): Node {
  const own = ownObjects(body, around);
  let live: ReadonlySet<string> = new Set();
  for (let round = 0; ; round++) {
    const pass = new Pass(around, own, live);
    const kept = pass.keep(body) ?? { k: 'block', body: [], at: body.at };
    // What is live only grows, so this ends; a body with more rounds than names is as live as it gets.
    if (pass.used.size === live.size || round > 50) return kept;
    live = pass.used;
  }
}

interface Own {
  /** Names declared in the body, or parameters that are no output: what they hold ends with the body. */
  readonly locals: ReadonlySet<string>;
  /** Those of them that only ever held objects made here: a change to one is seen by nobody else. */
  readonly objects: ReadonlySet<string>;
  /** Those of the objects that only hold data: calling them changes nothing else. */
  readonly containers: ReadonlySet<string>;
}

function ownObjects(body: Node, around: EffectSurroundings): Own {
  const locals = new Set([...around.parameters].filter((name) => !around.outputs.has(name)));
  const shared = new Set(locals);
  const active = new Set<string>();
  const note = (name: string, values: readonly Node[]) => {
    locals.add(name);
    if (values.some((value) => !isFresh(value, around))) shared.add(name);
    if (values.some((value) => value.k === 'create' && !CONTAINER.test(value.type))) active.add(name);
  };
  walk(body, (node) => {
    if (node.k === 'declare') for (const name of node.names) note(name, node.values);
    else if (node.k === 'assign') {
      for (const target of node.targets) if (target.k === 'name' && locals.has(target.name)) note(target.name, node.values);
    } else if (node.k === 'call') {
      // What comes out of a call may be anybody's.
      for (const { value } of node.args) if (value.k === 'declare') for (const name of value.names) shared.add(name);
    }
    for (const name of boundNames(node)) {
      locals.add(name);
      shared.add(name);
    }
  });
  const objects = new Set([...locals].filter((name) => !shared.has(name)));
  return { locals, objects, containers: new Set([...objects].filter((name) => !active.has(name))) };
}

/** Types that hold data and do nothing else; '' is a collection expression or an anonymous object. */
const CONTAINER =
  /^$|\]$|^(System\.[\w.]+\.)?(List|Dictionary|HashSet|Queue|Stack|LinkedList|Sorted\w+|PriorityQueue|Concurrent\w+|ArrayBufferWriter|StringBuilder|MemoryStream|BitArray|Stopwatch|Random|Collection|KeyValuePair|Tuple|ValueTuple)\b/;
/** Types whose construction alone reaches the world. */
const ACTIVE = /(Stream|StreamWriter|StreamReader|BinaryWriter|Timer|Thread|Process|Socket|Client|Listener|Watcher|Task|Mutex)(<.*>)?$/;

/** Names that a loop, a pattern, a catch or a lambda binds: to objects of others. */
function boundNames(node: Node): readonly string[] {
  switch (node.k) {
    case 'loop':
    case 'is':
      return node.names ?? [];
    case 'try':
      return node.catches.flatMap((clause) => clause.name ?? []);
    case 'lambda':
    case 'local':
      return node.parameters;
    default:
      return [];
  }
}

const COPIES = /^(ToArray|ToList|ToDictionary|ToHashSet|ToString|Clone|GetBytes|Split|Where|Select|OrderBy|Concat|Substring|Trim)$/;

function isFresh(value: Node, around: EffectSurroundings): boolean {
  switch (value.k) {
    case 'create':
    case 'literal':
    case 'list':
    case 'binary':
    case 'format':
    case 'meta':
    case 'lambda':
    case 'is':
      return true;
    case 'unary':
      return value.op !== '*' && isFresh(value.value, around);
    case 'cast':
    case 'await':
      return isFresh(value.value, around);
    case 'branch':
      return value.arms.every((arm) => isFresh(arm.body, around));
    case 'call':
      return value.callee.k === 'member' && COPIES.test(value.callee.name);
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

  constructor(
    private readonly around: EffectSurroundings,
    private readonly own: Own,
    private readonly live: ReadonlySet<string>,
  ) {}

  /** The part of a statement that has an effect, or undefined. */
  keep(node: Node): Node | undefined {
    switch (node.k) {
      case 'block': {
        const body = node.body.flatMap((each) => this.keep(each) ?? []);
        return body.length > 0 ? { ...node, body } : undefined;
      }
      case 'declare':
        return node.names.some((name) => this.live.has(name)) ? this.whole(node) : this.effects(node);
      case 'assign':
        return this.assign(node);
      case 'return':
      case 'raise':
        return this.whole(node);
      case 'jump':
        return node.how === 'yield-break' ? node : undefined;
      case 'branch':
        return this.branch(node);
      case 'loop':
        return this.loop(node);
      case 'try':
        return this.tryStatement(node);
      case 'lock': {
        const body = this.keep(node.body);
        return body === undefined ? undefined : { ...node, body };
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
    const isDead = node.targets.every((target) => this.isDeadTarget(target));
    return isDead ? this.effects(node) : this.whole(node);
  }

  /** A discard, a local that nothing reads, or a part of an object that is known only here and read by nobody. */
  private isDeadTarget(target: Node): boolean {
    if (target.k === 'name') return target.name === '_' || (this.own.locals.has(target.name) && !this.live.has(target.name));
    if (target.k === 'declare') return target.names.every((name) => !this.live.has(name));
    if (target.k === 'list') return target.items.every((item) => this.isDeadTarget(item));
    if (target.k !== 'member' && target.k !== 'index') return false;
    const root = rootName(target);
    return root !== undefined && this.own.objects.has(root) && !this.live.has(root) && isChainOf(target);
  }

  private call(node: NodeOf<'call'>, isStatement: boolean): Node | undefined {
    if (isLog(node)) return node;
    if (this.isEffect(node, isStatement)) return this.whole(node);
    const outs = node.args.flatMap(({ value, by }) =>
      value.k === 'declare' ? value.names : by === 'out' && value.k === 'name' ? [value.name] : [],
    );
    if (outs.some((name) => this.live.has(name) || !this.own.locals.has(name))) return this.whole(node);
    const receiver = this.changedObject(node);
    if (receiver !== undefined && this.live.has(receiver)) return this.whole(node);
    return this.argumentEffects(node);
  }

  /** Whether the call itself changes something beyond its result and the objects that are known only here. */
  private isEffect(node: NodeOf<'call'>, isStatement: boolean): boolean {
    return !this.around.isPure(node, isStatement) && this.changedObject(node) === undefined;
  }

  /** `list.Add(x)` on a list that was made here, and that nobody else knows. */
  private changedObject(node: NodeOf<'call'>): string | undefined {
    if (node.callee.k !== 'member' || !isChainOf(node.callee)) return undefined;
    const root = rootName(node.callee);
    if (root === undefined || !this.own.containers.has(root)) return undefined;
    // An object of the test's or port's own that is handed something shared may keep or change it.
    const isHanded = node.args.some(({ value }) => nodesOf(value, 'name').some((name) => name.name === 'this'));
    return isHanded ? undefined : root;
  }

  private branch(node: NodeOf<'branch'>): Node | undefined {
    const kept = node.arms.map((arm) => this.keep(arm.body));
    if (kept.every((body) => body === undefined))
      return this.effects({ ...node, arms: node.arms.map((arm) => ({ ...arm, body: empty(arm.at) })) });
    for (const arm of node.arms) for (const test of [...arm.tests, ...(arm.guard ? [arm.guard] : [])]) this.use(test);
    if (node.subject !== undefined) this.use(node.subject);
    const init = node.init === undefined ? undefined : this.keep(node.init);
    const { init: _, ...rest } = node;
    return { ...rest, ...(init ? { init } : {}), arms: node.arms.map((arm, i) => ({ ...arm, body: kept[i] ?? empty(arm.at) })) };
  }

  private loop(node: NodeOf<'loop'>): Node | undefined {
    const body = this.keep(node.body);
    const heads = [node.init, node.over, node.test, node.post].filter((part) => part !== undefined);
    if (body === undefined) {
      const effects = heads.flatMap((part) => this.keep(part) ?? []);
      return effects.length === 0 ? undefined : { k: 'block', body: effects, at: node.at };
    }
    for (const part of heads) this.use(part);
    return { ...node, body };
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

  private use(node: Node): void {
    walk(node, (each) => {
      if (each.k === 'call' && isLog(each)) return false;
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
    const found = parts.flatMap((part) => this.effectIn(part) ?? []);
    // A lambda that a pure call runs (`Select(x => Send(x))`) is run by it.
    for (const part of parts) if (part.k === 'lambda' && this.lambdaHasEffect(part)) found.push(this.whole(part));
    return found.length === 0 ? undefined : found.length === 1 ? found[0] : { k: 'block', body: found, at: node.at };
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
    if (node.k === 'create' && ACTIVE.test(node.type) && node.type !== 'MemoryStream') return this.whole(node);
    return this.effects(node);
  }
}

/** Whether a target or callee is reached by members and indexes alone: a call's result is another object. */
function isChainOf(node: Node): boolean {
  if (node.k === 'name') return true;
  return (node.k === 'member' || node.k === 'index') && isChainOf(node.of);
}

function isDisposal(node: Node): boolean {
  return node.k === 'call' && node.callee.k === 'member' && node.callee.name === 'Dispose' && node.callee.of.k === 'name';
}

function empty(at: number): Node {
  return { k: 'block', body: [], at };
}
