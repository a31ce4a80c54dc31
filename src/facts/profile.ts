import type { CodeIndex, TypeGroup } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { isGuard, isLog, lockChange } from './behaviour.js';
import { isDelegateCall, resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { groupsOf, simpleTypeName, typeOfPath } from './types.js';
import { calleeName, childrenOf, NOTHING, nodesOf, pathOf, rootName } from './walk.js';

/** One thing that a body does, by a name that both languages would know. */
export interface Deed {
  readonly kind: 'call' | 'write' | 'read' | 'literal';
  /** In lower case, without underscores and prefixes of fields. */
  readonly key: string;
  /** As written, for a message: `mb.lastChecksum`. */
  readonly text: string;
  readonly at: number;
}

/** The statements of a body, flat: each with what it does. */
export interface Step {
  readonly at: number;
  readonly deeds: readonly Deed[];
}

/** What a body holds, to be held against the other side's: computed from the lowered tree in one walk. */
export interface Profile {
  readonly steps: readonly Step[];
  readonly deeds: readonly Deed[];
  /** Keys of what is called. */
  readonly calls: ReadonlySet<string>;
  /** How often each name is mentioned, in whatever role. */
  readonly mentions: ReadonlyMap<string, number>;
  /** Parts of these names: `recover`, `msg`, `block`. */
  readonly words: ReadonlySet<string>;
  /** State that is written, or whose object is asked to change. */
  readonly touched: ReadonlySet<string>;
  /** Members with rows of their own that are called: not looked through. */
  readonly callees: readonly Routine[];
  /** State that these members could name: fields and properties of their types, of their parameters, and of what those hold. C# only. */
  known(): ReadonlySet<string>;
  /** Conditions: ifs without those that only hand an error on, cases, `&&`, `||`. */
  readonly decisions: number;
  /** Loops, and calls of the library that go through all of something. */
  readonly loops: number;
  /** Lines of loops whose body always leaves in its first round. */
  readonly cutLoops: readonly number[];
  /** Ways out that tell of an error which arises here. */
  readonly errors: readonly { readonly at: number; readonly text: string }[];
  /** Other ways out that may tell of one: `false`, `null`, a result that is named for an error, a call that checks and throws. */
  readonly softErrors: number;
  /** Calls of C#'s library that throw for what they cannot take. */
  readonly refusals: number;
  /** Whether all are constructors: much of what Go's `newX` sets has its value by an initialiser, or by its type. */
  readonly constructs: boolean;
  /** Whether an object is copied or compared whole, or made elsewhere: what it holds need not be named. */
  readonly copies: boolean;
  /** Parameters that are never mentioned. */
  readonly unused: number;
  readonly parameters: number;
  /** Everything that counts as work: statements and calls. */
  readonly size: number;
  /** Whether work is handed as a lambda to a delegate, which may do anything around it. */
  readonly handsOut: boolean;
  /** Calls of the library that may do the work of many lines. */
  readonly foreign: number;
}

export const LINQ =
  /^(Select|SelectMany|Where|Any|All|Sum|Min|Max|MinBy|MaxBy|Average|Aggregate|Count|LongCount|First|FirstOrDefault|Last|LastOrDefault|Single|SingleOrDefault|ToDictionary|ToList|ToArray|ToHashSet|ToLookup|GroupBy|OrderBy|OrderByDescending|ForEach|Contains|ContainsKey|IndexOf|LastIndexOf|AddRange|InsertRange|RemoveRange|RemoveAll|RemoveWhere|UnionWith|ExceptWith|IntersectWith|Clear|Reverse|Join|Concat|CopyTo|Copy|Fill|SequenceEqual|Distinct|Union|Intersect|Except|Zip|Take|TakeWhile|Skip|SkipWhile|Range|Repeat|Split|Replace|Exists|Find|FindIndex|FindAll|TrueForAll|Sort|Append|Prepend|Chunk|PadLeft|PadRight|Trim|TrimStart|TrimEnd|Substring|StartsWith|EndsWith|Matches|IsMatch|Match|Parallel|ConvertAll|Cast|OfType|Pow|Parse|Remove|BinarySearch)$/;
const PREDICATES =
  /^(Where|Any|All|First|FirstOrDefault|Single|SingleOrDefault|Last|LastOrDefault|TakeWhile|SkipWhile|Contains|ContainsKey|TryGetValue|Exists|Find|FindIndex|FindAll|RemoveAll|RemoveWhere|TrueForAll|IsNullOrEmpty|IsMatch|Clamp|Min|Max|Distinct|Except|Intersect|GetValueOrDefault|TryAdd|TryParse|Compare|CompareTo|Sign)$/;
/** Packages of Go's library, by the names that they are used under. */
export const LIBRARY =
  /^(bufio|bytes|cmp|context|crc32|crc64|crypto|aes|cipher|ed25519|hmac|md5|rand|rsa|sha1|sha256|sha512|subtle|tls|x509|binary|base32|base64|csv|gob|hex|json|pem|xml|errors|expvar|flag|fmt|fnv|maphash|html|heap|list|ring|io|ioutil|fs|log|maps|math|big|bits|mime|net|http|url|os|exec|signal|user|path|filepath|plugin|reflect|regexp|runtime|debug|pprof|trace|slices|sort|strconv|strings|sync|atomic|syscall|testing|tabwriter|template|time|unicode|utf16|utf8|unsafe)$/;
/** Calls that ask an object to change. */
const CHANGES =
  /^(Try)?(Add|Append|Insert|Remove|Delete|Clear|Push|Pop|Enqueue|Dequeue|Set|Put|Store|Update|Increment|Decrement|Exchange|CompareExchange|Write|Reset|Sort|Reverse|Fill|UnionWith|ExceptWith|AddOrUpdate|GetOrAdd|Copy|CopyTo|Release|Cancel|Dispose|Close|Stop|Start|Change|Truncate|Flush|Resize|Mark|Invoke)/i;
/** Members of the base library that do one small thing. Any other may go through all of something, and decide on the way. */
const SMALL =
  /^((Try)?(Add|Append|Get|Get\w*Value\w*|Remove|Enqueue|Dequeue|Push|Pop|Peek|Set|Read|Write|WriteLine|Wait|Release)|Enter\w*|Exit\w*|Invoke|ToString|Equals|Compare|CompareTo|GetHashCode|GetType|Dispose|DisposeAsync|Close|Increment|Decrement|Exchange|CompareExchange|Abs|Min|Max|FromResult|FromException|Yield|Delay|ConfigureAwait|GetAwaiter|GetResult|Start|Stop|Cancel|Change|From(Seconds|Milliseconds|Minutes|Hours|Days|Ticks)|Combine|Exists|IsNullOr\w+|Empty|Create|Now|Flush|Seek|Throw\w*|Subtract|Register|EnsureCapacity|TrimExcess|Get(Utc|Local)Now|GetTimestamp|AsSpan|AsMemory|Slice|ToUnixTime\w+|(Read|Write|Try(Read|Write))U?Int\d+\w*)(Async)?$/;
/** What runs again and again, as a goroutine with a ticker does. */
const TICKS = /^(Timer|PeriodicTimer|CreateTimer)$/;
const RAISING =
  /^(ThrowIf\w*|Throw\w*|Require\w*|Ensure\w*|Check\w*|Verify\w*|Validate\w*|Guard\w*|Fail\w*|Report\w*Error\w*|SetException|TrySetException)$/;

/** Members of the base library that throw for what they cannot take. */
const REFUSES =
  /^(Parse\w*|ToDictionary|ToFrozenDictionary|WaitAsync|Read(Exactly|Byte|U?Int\d+|String|Double|Single|Bytes)\w*|Deserialize\w*|From\w*String|GetRequired\w*|ToInt\d+|ToUInt\d+|ForEachAsync)$/;

/** Names of both languages' libraries that say nothing of the port. */
const COMMON: ReadonlySet<string> = new Set(
  `len cap append make new copy delete panic string int int32 int64 uint uint32 uint64 byte rune min max clear lock unlock rlock runlock
  add error errorf new sprintf printf println print count length this base value key item i j k n x y ok err nil null true false ctx
  to get set tostring string equals equal contains close done sleep now`.split(/\s+/),
);

/** `_lastChecksum`, `m_lastChecksum` and `LastChecksum` are one name; so are `GetText` and the property `Text`. */
export function keyOf(name: string): string {
  const bare = name.replace(/^(m_|s_|_|@)+/, '').replace(/_/g, '');
  const short = bare.replace(/(?<=.)(Async|Locked|NoLock|Internal|Core)$/, '').toLowerCase();
  return short.length > 3 ? short.replace(/^(get|set|is|has|new(?=\D))(?=..)/, '').replace(/(?<=\D..)\d$/, '') : short;
}

/** `recoverMsgBlock` -> recover, msg, block. */
export function wordsOf(name: string): string[] {
  return name
    .split(/_|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.toLowerCase().replace(/\d+$/, ''))
    .filter((word) => word.length > 2 && !COMMON.has(word));
}

/** `found` is `fnd`, `message` is `msg`: Go cuts words short. */
export function skeletonOf(word: string): string {
  return `${word[0]}${word.slice(1).replace(/[aeiou]/g, '')}`.replace(/(.)\1+/g, '$1');
}

const DEPTH = 3;

/**
 * The profile of one side. Helpers that no row speaks of are looked through: what they do, the member does.
 * @param routines several where a row names several members
 * @param other the other side's: a helper that it calls too, by the same name, is the same call on both, and its work is not looked at here
 */
export function profileOf(routines: readonly Routine[], facts: Facts, other?: Profile): Profile {
  const reader = new Reader(facts, routines, other);
  for (const routine of routines) reader.routine(routine);
  return reader.profile();
}

class Reader {
  readonly #steps: Step[] = [];
  #deeds: Deed[] = [];
  readonly #mentions = new Map<string, number>();
  readonly #words = new Set<string>();
  readonly #touched = new Set<string>();
  readonly #errors: { at: number; text: string }[] = [];
  readonly #roots: readonly Routine[];
  readonly #callees = new Set<Routine>();
  readonly #seen: Set<Routine>;
  #locals: Set<string> = new Set();
  #current: Routine | undefined;
  #copies = false;
  #decisions = 0;
  #loops = 0;
  readonly #cutLoops: number[] = [];
  #softErrors = 0;
  #refusals = 0;
  #unused = 0;
  #parameters = 0;
  #size = 0;
  #foreign = 0;
  #handsOut = false;
  #depth = 0;
  #inArm = 0;
  #inDefault = 0;

  constructor(
    private readonly facts: Facts,
    routines: readonly Routine[],
    private readonly other: Profile | undefined,
  ) {
    this.#roots = routines;
    this.#seen = new Set(routines);
  }

  profile(): Profile {
    this.#flush(0);
    let known: ReadonlySet<string> | undefined;
    return {
      steps: this.#steps,
      deeds: this.#steps.flatMap((step) => step.deeds),
      calls: new Set(this.#steps.flatMap((step) => step.deeds.flatMap((deed) => (deed.kind === 'call' ? [deed.key] : [])))),
      mentions: this.#mentions,
      words: this.#words,
      touched: this.#touched,
      callees: [...this.#callees],
      known: () => (known ??= knownState(this.#roots, this.facts)),
      decisions: this.#decisions,
      loops: this.#loops,
      cutLoops: this.#cutLoops,
      errors: this.#errors,
      softErrors: this.#softErrors,
      refusals: this.#refusals,
      constructs: this.#roots.every(({ kind }) => kind === 'constructor'),
      copies: this.#copies,
      unused: this.#unused,
      parameters: this.#parameters,
      size: this.#size,
      foreign: this.#foreign,
      handsOut: this.#handsOut,
    };
  }

  routine(routine: Routine): void {
    const body = this.facts.effective(routine);
    if (body === undefined) return;
    const [current, locals] = [this.#current, this.#locals];
    this.#current = routine;
    this.#locals = new Set(routine.parameters.map((parameter) => parameter.name));
    const before = new Map(this.#mentions);
    if (routine.kind === 'constructor') this.#initialisers(routine);
    this.#statement(body);
    // A `break` is no effect: only the whole body shows it.
    for (const loop of nodesOf(this.facts.reachable(routine)?.body ?? body, 'loop'))
      if (leavesAtOnce(loop.body)) this.#cutLoops.push(loop.at);
    if (this.#depth === 0) {
      const named = routine.parameters.filter(({ name, type }) => name !== '' && name !== '_' && type !== 'CancellationToken');
      this.#parameters += named.length;
      this.#unused += named.filter(({ name }) => (this.#mentions.get(keyOf(name)) ?? 0) === (before.get(keyOf(name)) ?? 0)).length;
    }
    [this.#current, this.#locals] = [current, locals];
  }

  /** Fields with a value of their own are set by every constructor. */
  #initialisers(routine: Routine): void {
    for (const field of this.facts.csharp.groupOf(routine)?.fields ?? []) {
      if (field.init === undefined || field.constant) continue;
      this.#mention(field.name);
      this.#touched.add(keyOf(field.name));
    }
  }

  #flush(at: number): void {
    if (this.#deeds.length > 0) this.#steps.push({ at: this.#deeds[0]?.at ?? at, deeds: this.#deeds });
    this.#deeds = [];
  }

  #deed(kind: Deed['kind'], name: string, text: string, at: number): void {
    const key = keyOf(name);
    if (key.length < 2 || COMMON.has(key)) return;
    this.#deeds.push({ kind, key, text, at });
  }

  #mention(name: string): void {
    const key = keyOf(name);
    this.#mentions.set(key, (this.#mentions.get(key) ?? 0) + 1);
    for (const word of wordsOf(name)) this.#words.add(word);
  }

  /** A statement ends the step before it. */
  #statement(node: Node): void {
    switch (node.k) {
      case 'block':
        this.#statements(node.body);
        return;
      case 'branch':
        if (node.init !== undefined) this.#statement(node.init);
        this.#flush(node.at);
        this.#branch(node);
        return;
      case 'loop':
        this.#flush(node.at);
        this.#loop(node);
        return;
      case 'try':
        this.#statement(node.body);
        for (const clause of node.catches) this.#statement(clause.body);
        if (node.last !== undefined) this.#statement(node.last);
        return;
      case 'lock':
      case 'defer':
      case 'spawn':
        this.#statement(node.body);
        return;
      case 'local':
        if (node.body !== undefined) this.#statement(node.body);
        return;
      default:
        this.#size++;
        this.#expression(node);
        this.#flush(node.at);
    }
  }

  /** Of a short way that leaves and the long one behind it, the one that has more loops counts: C# may have only that. */
  #statements(nodes: readonly Node[]): void {
    const isGo = this.#current?.language === 'go';
    const before = this.#loops;
    const counts = nodes.map((node) => {
      const soFar = this.#loops;
      this.#statement(node);
      return this.#loops - soFar;
    });
    const isShortWay = (node: Node | undefined) => isGo && node?.k === 'branch' && node.arms.every(({ body }) => leaves(body));
    // From the end, as what stands behind a statement is the other way.
    this.#loops = before + counts.reduceRight((behind, own, i) => (isShortWay(nodes[i]) ? Math.max(own, behind) : own + behind), 0);
  }

  #branch(node: NodeOf<'branch'>): void {
    if (node.subject !== undefined) this.#expression(node.subject);
    for (const arm of node.arms) {
      for (const test of arm.tests) this.#expression(test);
      if (arm.guard !== undefined) this.#expression(arm.guard);
      if (arm.tests.length > 0 && !isHandedOn(node, arm.body)) this.#decisions++;
      this.#flush(arm.at);
      const isDefault = arm.tests.length === 0 && node.how !== 'if' ? 1 : 0;
      this.#inArm++;
      this.#inDefault += isDefault;
      this.#statement(arm.body);
      this.#inArm--;
      this.#inDefault -= isDefault;
    }
  }

  #loop(node: NodeOf<'loop'>): void {
    this.#loops++;
    for (const name of node.names ?? []) this.#locals.add(name);
    for (const part of [node.init, node.over, node.test]) if (part !== undefined) this.#expression(part);
    this.#flush(node.at);
    this.#statement(node.body);
    if (node.post !== undefined) this.#expression(node.post);
    this.#flush(node.at);
  }

  #expression(node: Node): void {
    switch (node.k) {
      case 'block':
      case 'try':
      case 'lock':
      case 'defer':
      case 'spawn':
      case 'local':
        this.#statement(node);
        return;
      case 'branch':
        this.#branch(node);
        return;
      case 'loop':
        this.#loop(node);
        return;
      case 'lambda':
        for (const name of node.parameters) this.#locals.add(name);
        this.#statement(node.body);
        return;
      case 'declare':
        for (const name of node.names) this.#locals.add(name);
        break;
      case 'assign':
        this.#assign(node);
        break;
      case 'raise':
        this.#raise(node);
        return;
      case 'return':
        if ((node.values.some(isSoftError) || this.#givesError(node)) && (this.#inArm > 0 || node.values.length > 1)) this.#softErrors++;
        break;
      case 'binary':
        this.#wholes(node);
        if (node.op === '&&' || node.op === '||' || node.op === '??') this.#decisions++;
        break;
      case 'is':
        this.#decisions++;
        break;
      case 'call':
        this.#call(node);
        return;
      case 'member':
        this.#lazy(node);
        this.#mention(node.name);
        this.#deed('read', node.name, textOf(node), node.at);
        break;
      case 'name':
        this.#mention(node.name);
        if (!this.#locals.has(node.name) && node.name !== this.#current?.receiver && node.name !== 'this' && this.#isState(node.name)) {
          this.#deed('read', node.name, node.name, node.at);
          this.#property(node.name);
        }
        return;
      case 'create':
        this.#size++;
        if (TICKS.test(simpleTypeName(node.type))) this.#loops++;
        if (node.type !== '') this.#mention(node.type.replace(/<.*$/s, '').replace(/^.*[.\]]/, ''));
        for (const item of node.items) {
          if (item.k !== 'assign') this.#expression(item);
          else {
            for (const target of item.targets) {
              if (target.k !== 'name') continue;
              this.#touched.add(keyOf(target.name));
              this.#mention(target.name);
            }
            for (const value of item.values) this.#expression(value);
          }
        }
        for (const { value } of node.args) this.#expression(value);
        if (this.#current?.language === 'csharp') this.#made(node);
        if (this.#current?.language === 'csharp') this.#positions(node);
        if (node.type === 'with') this.#copies = true;
        // A copy goes through all of it, and so does a spread.
        if (this.#current?.language === 'csharp' && isCopy(node)) this.#loops++;
        return;
      case 'literal':
        this.#literal(node);
        return;
    }
    for (const child of childrenOf(node)) this.#expression(child);
  }

  #assign(node: NodeOf<'assign'>): void {
    for (const target of node.targets.flatMap((each) => (each.k === 'list' ? each.items : [each]))) {
      const root = rootName(target);
      const isBare = target.k === 'name';
      if (isBare && (this.#locals.has(target.name) || target.name === '_' || !this.#isState(target.name))) continue;
      const written = writtenName(target);
      if (written === undefined) continue;
      this.#touched.add(keyOf(written));
      for (const name of namesOf(target)) this.#touched.add(keyOf(name));
      const isOwnObject = root !== undefined && this.#locals.has(root) && root !== this.#current?.receiver && target.k === 'index';
      if (!isOwnObject) this.#deed('write', written, textOf(target), node.at);
    }
  }

  #raise(node: NodeOf<'raise'>): void {
    // `default: panic(…)` is what C#'s compiler sees to.
    const isImpossible = node.how === 'panic' && this.#inDefault > 0;
    if (!isImpossible && (node.how !== 'error' || arises(node.value)))
      this.#errors.push({ at: node.at, text: node.value === undefined ? '' : textOf(node.value) });
    // What an error says is worded anew in a port.
    if (node.value !== undefined && node.value.k !== 'create') this.#silently(node.value);
    for (const value of node.values ?? []) this.#expression(value);
  }

  /** `return (n, TooLong)` of a member whose result is `(int, Exception?)`. */
  #givesError({ values: [value] }: NodeOf<'return'>): boolean {
    const last = value?.k === 'list' ? value.items.at(-1) : undefined;
    // A member of the enum that is the result.
    if (
      value?.k === 'member' &&
      value.of.k === 'name' &&
      value.of.name === simpleTypeName(this.#current?.results[0] ?? '') &&
      this.#inArm > 0
    )
      return true;
    const isTold = /(Exception|Error)\??( \w+)?\)+>?$/.test(this.#current?.results[0] ?? '');
    return isTold && last !== undefined && (last.k === 'name' || last.k === 'member' || last.k === 'create' || last.k === 'call');
  }

  #silently(node: Node): void {
    if (node.k === 'name' || node.k === 'member') this.#mention(node.name);
    for (const child of childrenOf(node)) this.#silently(child);
  }

  #call(node: NodeOf<'call'>): void {
    const name = calleeName(node.callee);
    if (this.#current?.language === 'csharp' && refuses(node, name)) this.#refusals++;
    if (isLog(node) || lockChange(node) !== undefined) {
      this.#silently(node);
      return;
    }
    this.#size++;
    if (name === undefined) {
      this.#expression(node.callee);
    } else {
      this.#mention(name);
      if (this.#current?.language === 'csharp') {
        if (node.args.some(({ value }) => value.k === 'lambda') && isDelegateCall(node, this.#current, this.facts.csharp))
          this.#handsOut = true;
        // What Go writes as a loop or an if is a call of the library here.
        const isUnknown = !LINQ.test(name) && this.#isForeign(node, name);
        const isFormat = name === 'ToString' && node.args.length > 0;
        if (isUnknown || isFormat || LINQ.test(name)) this.#foreign++;
        // An event calls all that listen.
        const isRecursive = this.#roots.some((each) => each.name === name);
        if ((LINQ.test(name) && name !== 'ContainsKey') || isUnknown || isRecursive || name === 'Invoke' || TICKS.test(name)) this.#loops++;
        if (PREDICATES.test(name) || isUnknown) this.#decisions++;
      }
      // Of an argument that is `null` Go's function has nothing to tell.
      if (name !== 'ThrowIfNull' && (RAISING.test(name) || isGuard(node))) this.#softErrors++;
      if (CHANGES.test(name) && node.callee.k === 'member') for (const each of namesOf(node.callee.of)) this.#touched.add(keyOf(each));
      if (this.#isOwn(node.callee, name)) this.#deed('call', name, textOf(node.callee), node.at);
      if (node.callee.k === 'member') this.#expression(node.callee.of);
    }
    for (const { value, by } of node.args) {
      if (by === 'ref' || by === 'out' || (value.k === 'unary' && value.op === '&'))
        for (const each of namesOf(value)) this.#touched.add(keyOf(each));
      if (name === 'delete' || name === 'copy' || name === 'clear') for (const each of namesOf(value)) this.#touched.add(keyOf(each));
      if (name === 'delete' && value.k === 'member' && value === node.args[0]?.value)
        this.#deed('write', value.name, textOf(value), node.at);
      this.#expression(value);
    }
    this.#through(node);
  }

  /** A call of the base library that may do anything. */
  #isForeign(call: NodeOf<'call'>, name: string): boolean {
    // A heap's `Enqueue(item, priority)` sifts.
    const isSmall = SMALL.test(name) && !(name === 'Enqueue' && call.args.length > 1);
    // A member may be called as what it hands on to.
    const own = this.facts.csharp.routinesNamed(name).filter((each) => !this.#roots.includes(each));
    return !isSmall && call.callee.k === 'member' && own.length === 0;
  }

  /** `_roots.Value` of a `Lazy`: whatever makes the value does the work, wherever it stands. */
  #lazy(node: NodeOf<'member'>): void {
    const path = pathOf(node.of)?.replace(/^this\./, '');
    if (node.name !== 'Value' || path === undefined || this.#current === undefined || /\./.test(path)) return;
    if (!/^(Lazy|AsyncLazy)\b/.test(typeOfPath(path, this.#current, this.facts.csharp))) return;
    this.#copies = true;
    this.#touched.add(keyOf(path));
    this.#loops++;
    this.#decisions++;
  }

  /** `a == b` of two objects of the port compares all that they hold. */
  #wholes(node: NodeOf<'binary'>): void {
    const from = this.#current;
    if (from?.language !== 'csharp' || !/^[!=]=$/.test(node.op)) return;
    const isWhole = (each: Node) =>
      each.k === 'name' && groupsOf(typeOfPath(each.name, from, this.facts.csharp), this.facts.csharp).length > 0;
    if (!isWhole(node.left) || !isWhole(node.right)) return;
    this.#copies = true;
    this.#decisions += 5;
  }

  /** In Go a bare name that is declared nowhere in the body is of the package, or a named result. */
  #isState(name: string): boolean {
    const from = this.#current;
    if (from?.language !== 'go') return true;
    return this.facts.go.groupOf({ ...from, owner: '' })?.fields.some((field) => field.name === name) ?? false;
  }

  /** Go's library has other names here. */
  #isOwn(callee: Node, name: string): boolean {
    const { go, claims } = this.facts;
    const of = callee.k === 'member' && callee.of.k === 'name' ? callee.of.name : undefined;
    const isPackage =
      of !== undefined && this.#current?.language === 'go' && LIBRARY.test(of) && !this.#locals.has(of) && of !== this.#current.receiver;
    if (isPackage) return false;
    return this.#current?.language !== 'go' || claims.goNamed(name).length > 0 || go.routinesNamed(name).some((each) => each.name === name);
  }

  /** What a helper does that no row speaks of is done here. */
  #through(node: NodeOf<'call'>): void {
    const from = this.#current;
    if (from?.language !== 'csharp' || this.#depth >= DEPTH) return;
    const { csharp } = this.facts;
    const name = calleeName(node.callee);
    // On another object of the own type, as a factory does.
    for (const each of csharp.groupOf(from)?.routines ?? []) if (each.name === name && each.hasBody) this.#callees.add(each);
    for (const target of constructorsOf(node, from, csharp) ?? resolveCall(node, from, csharp)) this.#enter(target);
  }

  /** A factory is the constructor that it calls. */
  #made({ type, args }: NodeOf<'create'>): void {
    const from = this.#current;
    if (from === undefined || from.kind === 'constructor' || this.#depth >= DEPTH || simpleTypeName(type) !== simpleTypeName(from.owner))
      return;
    const own = this.facts.csharp.groupOf(from);
    for (const each of own?.routines ?? []) if (each.kind === 'constructor' && each.parameters.length >= args.length) this.#enter(each);
  }

  /** `new State(a, b)` of a record: what stands in its places has their names. */
  #positions({ type, args }: NodeOf<'create'>): void {
    const made = type === '' ? (this.#current?.results[0] ?? '') : type;
    if (args.length === 0 || made === '') return;
    for (const group of groupsOf(made, this.facts.csharp))
      for (const part of group.parts)
        for (const { name } of (part.parameters ?? []).slice(0, args.length)) {
          this.#mention(name);
          this.#touched.add(keyOf(name));
        }
  }

  /** A property of the own type whose getter computes. */
  #property(name: string): void {
    const from = this.#current;
    if (from?.language !== 'csharp' || this.#depth >= DEPTH) return;
    const own = this.facts.csharp.groupOf(from);
    const property = own?.routines.find((each) => each.name === name && each.kind === 'property' && each.hasBody);
    if (property !== undefined) this.#enter(property);
  }

  #enter(target: Routine): void {
    // An overload of the member itself is mapped by the same row.
    const isOwn = this.#roots.some((each) => each.owner === target.owner && each.name === target.name);
    const isCallOfBoth = target.kind !== 'constructor' && this.other?.calls.has(keyOf(target.name)) === true;
    const isApart = !isOwn && (isCallOfBoth || this.facts.claims.isMapped(target));
    if (isApart) this.#callees.add(target);
    if (isApart || this.#seen.has(target)) return;
    this.#seen.add(target);
    this.#depth++;
    this.routine(target);
    this.#depth--;
  }

  #literal(node: NodeOf<'literal'>): void {
    const { value, type } = node;
    if (type === 'string' && value.length > 1 && /\w/.test(value)) {
      this.#mentions.set(`"${value}`, 1);
      this.#deeds.push({ kind: 'literal', key: `"${value}`, text: `"${value}"`, at: node.at });
    } else if (type === 'number') {
      const number = numberKey(value);
      this.#mentions.set(`#${number}`, 1);
      if (!/^(-?[0-2]|10|100|1000)$/.test(number)) this.#deeds.push({ kind: 'literal', key: `#${number}`, text: value, at: node.at });
    } else if (type === 'char') this.#mentions.set(`"${value}`, 1);
  }
}

function knownState(members: readonly Routine[], facts: Facts): ReadonlySet<string> {
  const { csharp } = facts;
  const keys = new Set<string>();
  const add = (group: TypeGroup): string[] => {
    const fields = group.fields.filter((field) => !field.constant).map(({ name, type }) => ({ name, type }));
    const properties = group.routines
      .filter(({ kind }) => kind === 'property')
      .map(({ name, results }) => ({ name, type: results[0] ?? '' }));
    const parts = group.parts.flatMap((part) => part.parameters ?? []);
    const all = [...fields, ...properties, ...parts];
    for (const { name } of all) keys.add(keyOf(name));
    return all.map(({ type }) => type);
  };
  for (const member of members) {
    const own = csharp.groupOf(member);
    const held = (own === undefined ? [] : [own, ...csharp.basesOf(own)]).flatMap(add);
    // What is made with an initialiser could name all that it has.
    const made = nodesOf(facts.effective(member) ?? NOTHING, 'create').flatMap(({ type, args, items }) =>
      items.length > 1 && args.length === 0 ? [type] : [],
    );
    for (const type of new Set([...held, ...made, ...member.parameters.map((parameter) => parameter.type)]))
      groupsOf(type, csharp).forEach(add);
  }
  return keys;
}

/** `: this(…)` and `: base(…)` of a constructor. */
function constructorsOf(call: NodeOf<'call'>, from: Routine, code: CodeIndex): readonly Routine[] | undefined {
  if (from.kind !== 'constructor' || call.callee.k !== 'name' || !/^(this|base)$/.test(call.callee.name)) return undefined;
  const own = code.groupOf(from);
  const groups = own === undefined ? [] : call.callee.name === 'this' ? [own] : code.basesOf(own).slice(0, 1);
  return groups.flatMap((group) =>
    group.routines.filter((each) => each.kind === 'constructor' && each.parameters.length === call.args.length),
  );
}

function numberKey(text: string): string {
  const value = Number(text.replace(/_/g, '').replace(/(?<=^[\d.]+)(ul|lu|u|l|f|d|m)$/i, ''));
  return Number.isNaN(value) ? text : String(value);
}

/** `return …, err` and `panic(err)` of an error that came from a call only hand it on: an exception does so by itself. */
export function arises(value: Node | undefined): boolean {
  if (value === undefined) return true;
  // `f.err` was kept from another call.
  if (value.k === 'name' || value.k === 'member') return !/^(err|e|error|lerr|rerr|werr|\w{0,4}[eE]rr)$/.test(value.name);
  if (value.k !== 'call') return true;
  const name = calleeName(value.callee) ?? '';
  const isMaker = /^(New|Errorf|errorf|new\w*|New\w*|\w*Err\w*)$/.test(name);
  // Wrapped: `fmt.Errorf("…: %w", err)`.
  return isMaker && !value.args.some((argument) => argument.value.k === 'name' && isErrorName(argument.value.name));
}

/** What Go code calls an error that it was given. */
export function isErrorName(name: string): boolean {
  return /^(\w{0,4}[eE]rr|e)$/.test(name);
}

/** `if err != nil { return err }` without more. */
function isHandedOn(branch: NodeOf<'branch'>, body: Node): boolean {
  const [test] = branch.arms[0]?.tests ?? [];
  if (branch.how !== 'if' || test?.k !== 'binary' || test.op !== '!=' || test.right.k !== 'literal' || test.right.type !== 'null')
    return false;
  const name = test.left.k === 'name' ? test.left.name : '';
  return isErrorName(name) && (body.k !== 'block' || body.body.length <= 2);
}

function isCopy({ type, args, items }: NodeOf<'create'>): boolean {
  if (items.some((item) => item.k === 'unary' && item.op === '..')) return true;
  const [only, ...rest] = args;
  const isName = only?.value.k === 'name' || only?.value.k === 'member';
  return (
    isName &&
    rest.length === 0 &&
    (type === '' || /^(List|Dictionary|HashSet|SortedDictionary|SortedSet|Queue|Stack|Concurrent\w+)\b/.test(type))
  );
}

/** Whether a call of C#'s library throws for what it cannot take. A lock is waited for without an argument, or with a token. */
function refuses({ callee, args }: NodeOf<'call'>, name = ''): boolean {
  if (name === 'WaitAsync' && args.every(({ value }) => /token|^(ct|cancel\w*)$/i.test(textOf(value)))) return false;
  return REFUSES.test(name) && !/^(BinaryPrimitives|BitConverter)$/.test(rootName(callee) ?? '');
}

function isSoftError(node: Node): boolean {
  if (node.k === 'literal')
    return node.value === 'false' || node.type === 'null' || node.type === 'default' || node.value === '-1' || node.value === '';
  if (node.k === 'list') return node.items.some(isSoftError);
  if (node.k === 'unary') return node.value.k === 'literal';
  const name =
    node.k === 'name' || node.k === 'member'
      ? node.name
      : node.k === 'call'
        ? (calleeName(node.callee) ?? '')
        : node.k === 'create'
          ? node.type
          : '';
  return /Err|Fail|Invalid|Exception|None|Empty|Unknown|NotFound/.test(name);
}

function leaves(body: Node): boolean {
  const last = body.k === 'block' ? body.body.at(-1) : body;
  return last?.k === 'return' || last?.k === 'raise';
}

/** A loop body that leaves for good at its end, and never goes on before it. */
function leavesAtOnce(body: Node): boolean {
  const statements = body.k === 'block' ? body.body : [body];
  const last = statements.at(-1);
  const leaves =
    last !== undefined &&
    ((last.k === 'jump' && last.how === 'break') || (last.k === 'return' && last.yields !== true) || last.k === 'raise');
  return leaves && !continues(body);
}

function continues(node: Node): boolean {
  if (node.k === 'lambda' || node.k === 'local') return false;
  // A loop inside has its own `continue`; with a label it may mean this one.
  if (node.k === 'loop') return nodesOf(node.body, 'jump').some((jump) => jump.label !== undefined);
  if (node.k === 'jump') return node.how === 'continue' || node.how === 'goto';
  return childrenOf(node).some(continues);
}

/** The last name that is written: `FirstSeq` of `ms.state.FirstSeq`, `fss` of `ms.fss[x]`. */
export function writtenName(target: Node): string | undefined {
  if (target.k === 'name' || target.k === 'member') return target.name;
  if (target.k === 'index') return writtenName(target.of);
  return target.k === 'unary' || target.k === 'cast' ? writtenName(target.value) : undefined;
}

function namesOf(node: Node): string[] {
  if (node.k === 'name') return [node.name];
  if (node.k === 'member') return [node.name, ...namesOf(node.of)];
  if (node.k === 'index') return namesOf(node.of);
  if (node.k === 'call') return namesOf(node.callee);
  return node.k === 'unary' || node.k === 'cast' ? namesOf(node.value) : [];
}

/** As a reader would write it, cut short. */
function textOf(node: Node): string {
  switch (node.k) {
    case 'name':
      return node.name;
    case 'member':
      return `${textOf(node.of)}.${node.name}`;
    case 'index':
      return `${textOf(node.of)}[…]`;
    case 'call':
      return `${textOf(node.callee)}(…)`;
    case 'unary':
    case 'cast':
      return textOf(node.value);
    default:
      return '…';
  }
}
