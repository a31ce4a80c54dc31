import { lastSegment } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { assertionAt, isSubstitute } from './assertions.js';
import { membersNamed, simpleTypeName } from './calls.js';
import type { ClassNames } from './class-names.js';
import { isCount } from './reachable.js';
import type { TestProject } from './test-project.js';
import { calleeName, childrenOf, nodesOf, pathOf, rootName, sameTree, walk } from './walk.js';

/** Base-library types that show what production code may have left in the world. */
const WORLD =
  /^(File|Directory|FileInfo|DirectoryInfo|FileStream|StreamReader|BinaryReader|Process|Socket|TcpClient|TcpListener|UdpClient|NetworkStream|HttpListener|ClientWebSocket|NamedPipe\w+Stream|HttpClient|Environment|Console|WeakReference|GC|Stopwatch|Activity|ActivitySource|Meter)$/;

/** A clock's reading tells how long the port took. */
const CLOCK = /(^|\.)(DateTime|DateTimeOffset)\.(Utc)?Now$/;

/** Calls that leave a lambda with somebody who runs it when the port does something. */
const WATCHES = /^(Set\w*Callback|Subscribe\w*|Register\w*|Configure\w*|On[A-Z]\w*|Callback|Do|AndDoes|Use\w*|Add\w+)$/;

/** What the search must know beyond one body. */
export interface TaintSurroundings {
  /** Whether a helper calls the port whatever it is given; undefined while that is being found out: helpers call each other. */
  reaches(helper: Routine): boolean | undefined;
  classNames(routine: Routine): ClassNames;
  /** Whether a helper looks at files, at sockets or at what was printed. */
  looksAround(helper: Routine): boolean;
}

/** Whether a body looks at what code may leave in the world. */
export function looksAtWorld(body: Node): boolean {
  const isWorld = (name: string | undefined) => name !== undefined && WORLD.test(simpleTypeName(name));
  return nodesOf(body, 'call').some(({ callee }) => isWorld(rootName(callee))) || nodesOf(body, 'create').some(({ type }) => isWorld(type));
}

/**
 * Which names of a test's or helper's body carry something that came from the port.
 * Flow-insensitive, and generous: what may depend on the port counts as depending on it.
 */
export class Taint {
  /** Whether the body calls, makes or asks anything of the port. */
  callsPort = false;
  readonly #names: ClassNames;
  readonly #tainted: Set<string>;
  readonly #values = new Map<string, Node[]>();
  readonly #substitutes = new Set<string>();
  /** What is set on the objects behind names: `options.Size`. */
  readonly #members = new Map<string, Node[]>();
  /** Lambdas and local functions that have a name here. */
  readonly #functions = new Map<string, NodeOf<'lambda'> | NodeOf<'local'>>();
  /** Names that were given to a call, or on which something was called: what they hold may have changed since. */
  readonly #used = new Set<string>();
  /** Names that are counted up, or given by reference. */
  readonly #changed = new Set<string>();
  /** Names from which an object was made, or through which something was set. */
  readonly #shared = new Set<string>();
  /** Calls by name and member, as the test makes them itself. */
  readonly #called = new Set<string>();
  /** Calls that only say which call a set-up or a verification means. */
  readonly #setUps = new Set<Node>();
  /** What taint can spread from, in the order of the body. */
  readonly #sources: Node[] = [];
  /** Nodes that depend on the port, once that is known: taint only grows. */
  readonly #known = new Set<Node>();
  readonly #pending = new Set<string>();
  #isTracing = false;

  /**
   * @param given parameters whose arguments depend on the port
   * @param aliases parameters that are given the same value as another one
   */
  constructor(
    private readonly project: TestProject,
    private readonly routine: Routine,
    private readonly body: Node,
    given: ReadonlySet<string>,
    private readonly around: TaintSurroundings,
    private readonly aliases: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#names = around.classNames(routine);
    this.#tainted = new Set([...given, ...this.#names.tainted]);
    for (const name of this.#names.substitutes) this.#substitutes.add(name);
    if (!routine.test)
      for (const parameter of routine.parameters) if (project.actsForPort(parameter.type)) this.#tainted.add(parameter.name);
    this.#collect();
    for (let round = 0, before = ''; before !== this.#progress() && round < 20; round++) {
      before = this.#progress();
      for (const node of this.#sources) this.#spread(node);
    }
  }

  isSubstitute(name: string): boolean {
    return this.#substitutes.has(name);
  }

  isTainted(name: string): boolean {
    return this.#tainted.has(name);
  }

  /** Whether the body itself gives a name its value. */
  isLocal(name: string): boolean {
    return this.#values.has(name) || this.#functions.has(name);
  }

  /** Whether nothing was ever called on what a name holds, and nobody was given it. */
  isUntouched(name: string): boolean {
    return !this.#used.has(name) && !this.#shared.has(name);
  }

  /** A list that the test fills line by line, whatever the port does; nobody else has it. */
  isOwnList(name: string): boolean {
    const [made, ...others] = this.#values.get(name) ?? [];
    const isList = made?.k === 'create' && /^(System\.Collections\.Generic\.)?List\b/.test(made.type) && made.args.length === 0;
    return isList && others.length === 0 && !this.#shared.has(name) && !this.#changed.has(name) && fills(this.body, name, false);
  }

  /** A collection that the test has made, or one of its fields that is no object of the port. */
  isOwnCollection(name: string): boolean {
    const made: readonly Node[] = this.#values.get(name) ?? [];
    return made.length > 0 && made.every((value) => value.k === 'create' && (value.type === '' || !this.project.actsForPort(value.type)));
  }

  /** Whether a collection comes from the port as it is: the test has not put it together itself. */
  isGivenByPort(node: Node): boolean {
    const value = this.settled(node);
    if (value.k === 'await' || value.k === 'cast') return this.isGivenByPort(value.value);
    if (value.k === 'member') return this.#isObjectOfPort(value.of);
    if (value.k !== 'call') return false;
    if (this.#isPortCall(value)) return true;
    return value.callee.k === 'member' && (this.#isObjectOfPort(value.callee.of) || this.isGivenByPort(value.callee.of));
  }

  #isObjectOfPort(node: Node): boolean {
    const value = this.settled(node);
    return value.k === 'create' && value.type !== '' && this.project.isOfPort(value.type);
  }

  /** Whether the test itself calls a member of what a name holds. */
  calls(name: string, member: string): boolean {
    return this.#called.has(`${name}.${member}`);
  }

  /** Whether a name was set to another one before a line. */
  wasSetTo(name: string, other: Node, before: number): boolean {
    return (this.#values.get(name) ?? []).slice(1).some((value) => value.at < before && value.k === 'name' && sameTree(value, other));
  }

  /** The lambda or local function of this name. */
  functionNamed(name: string): NodeOf<'lambda'> | NodeOf<'local'> | undefined {
    return this.#functions.get(name);
  }

  /** The value behind a name that only ever had one; the node itself otherwise. */
  settled(node: Node): Node {
    let current = node;
    for (let i = 0; i < 5 && current.k === 'name'; i++) {
      const values: readonly Node[] = this.#values.get(current.name) ?? [];
      if (values.length !== 1 || this.#changed.has(current.name)) return current;
      current = values[0] as Node;
    }
    return current;
  }

  /** The first name of a value that was only ever passed from name to name. */
  original(node: Node): Node {
    if (node.k === 'member') return { ...node, of: this.original(node.of) };
    if (node.k === 'call' && node.args.length === 0) return { ...node, callee: this.original(node.callee) };
    let current = node;
    for (let i = 0; i < 5 && current.k === 'name'; i++) {
      const alias = this.aliases.get(current.name);
      const values: readonly Node[] = alias === undefined ? (this.#values.get(current.name) ?? []) : [{ ...current, name: alias }];
      const [value] = values;
      if (value === undefined || values.length !== 1 || this.#changed.has(current.name)) return current;
      // `n` of `var n = text.Length` is the text's, as long as nobody can have changed that.
      const root = rootName(value);
      const isPath = value.k === 'member' && isCount(value) && root !== undefined && this.isUntouched(root);
      if (value.k !== 'name' && !isPath) return current;
      if (value.k !== 'name') return this.original(value);
      current = value;
    }
    return current;
  }

  /** Whether a value may depend on production code. */
  depends(node: Node): boolean {
    if (this.#known.has(node)) return true;
    const depends = this.#depends(node);
    if (depends) this.#known.add(node);
    return depends;
  }

  #progress(): string {
    return `${this.#tainted.size}:${this.callsPort}`;
  }

  #collect(): void {
    walk(this.body, (node) => {
      switch (node.k) {
        case 'declare':
          this.#sources.push(node);
          for (const name of node.names) this.#remember(name, node.values);
          if (node.values[0] !== undefined && isSubstitute(node.values[0])) for (const name of node.names) this.#substitutes.add(name);
          break;
        case 'assign':
          this.#sources.push(node);
          for (const target of node.targets)
            if (target.k === 'name') {
              this.#remember(target.name, node.values);
              if (node.op !== '=') this.#changed.add(target.name);
            } else if (target.k === 'index') this.#share(target.of);
            else if (target.k === 'member' && target.of.k === 'name') this.#rememberMember(`${target.of.name}.${target.name}`, node.values);
          for (const value of node.values) if (node.targets.some((target) => target.k === 'member')) this.#share(value);
          break;
        case 'local':
          this.#functions.set(node.name, node);
          break;
        case 'call':
          this.#sources.push(node);
          this.#collectUses(node);
          break;
        case 'loop':
          this.#sources.push(node);
          this.#rememberItems(node);
          break;
        case 'create':
          this.#sources.push(node);
          for (const { value } of node.args) this.#share(value);
          break;
        case 'is':
        case 'try':
        case 'branch':
        case 'member':
          this.#sources.push(node);
      }
    });
  }

  /** A name that a loop binds to one literal after the other. */
  #rememberItems(loop: NodeOf<'loop'>): void {
    const over = loop.over === undefined ? undefined : this.settled(loop.over);
    const [name] = loop.names ?? [];
    if (over?.k === 'create' && name !== undefined && loop.names?.length === 1 && over.items.every((item) => isPlainValue(item)))
      this.#remember(name, over.items);
  }

  #remember(name: string, values: readonly Node[]): void {
    const [first] = values;
    if (first?.k === 'lambda') this.#functions.set(name, first);
    const named = first?.k === 'name' ? this.#functions.get(first.name) : undefined;
    if (named !== undefined) this.#functions.set(name, named);
    const known = this.#values.get(name);
    if (known === undefined) this.#values.set(name, [...values]);
    else known.push(...values);
  }

  #rememberMember(path: string, values: readonly Node[]): void {
    this.#members.set(path, [...(this.#members.get(path) ?? []), ...values]);
  }

  #share(value: Node): void {
    for (const { name } of nodesOf(value, 'name')) this.#shared.add(name);
  }

  #collectUses(call: NodeOf<'call'>): void {
    for (const { value, by } of call.args) if (by === 'ref' || by === 'out') this.#changed.add(rootName(value) ?? '');
    if (isSetUp(call)) {
      // What is set up was not called: `store.Count().Returns(2)`.
      if (call.callee.k === 'member') this.#setUps.add(call.callee.of);
      return;
    }
    const asserted = assertionAt(call);
    if (asserted !== undefined) {
      if (asserted.kind === 'received') for (const inner of nodesOf(call, 'call')) this.#setUps.add(inner);
      return;
    }
    if (call.callee.k === 'member' && call.callee.of.k === 'name') {
      this.#used.add(call.callee.of.name);
      if (!this.#setUps.has(call) && !call.args.some(({ value }) => isMatcher(value)))
        this.#called.add(`${call.callee.of.name}.${call.callee.name}`);
    }
    for (const { value } of call.args) for (const name of nodesOf(value, 'name')) this.#used.add(name.name);
  }

  /** Whether something below a node calls or makes the port by its own words. */
  mentionsPort(node: Node): boolean {
    return (
      nodesOf(node, 'create').some((create) => create.type !== '' && this.project.actsForPort(create.type)) ||
      nodesOf(node, 'call').some((call) => this.#isPortCall(call) || this.#helperReaches(call))
    );
  }

  /** What is made from something tainted is tainted. */
  #spread(node: Node): void {
    switch (node.k) {
      case 'declare':
        if (
          node.values.some((value) => this.depends(value)) ||
          (node.type !== undefined && node.values.length === 0 && this.project.actsForPort(node.type))
        )
          this.#taint(node.names);
        break;
      case 'assign':
        if (node.values.some((value) => this.depends(value))) this.#taint(node.targets.flatMap(targetNames));
        // A callback or an object that the port is given by a property or an event.
        if (
          node.targets.some(
            (target) => target.k === 'member' && (this.depends(target.of) || (this.callsPort && isFunction(node.values[0]))),
          )
        )
          this.#handOver(node.values);
        break;
      case 'loop':
        if (node.over !== undefined && this.depends(node.over)) this.#taint(node.names ?? []);
        // How often it runs is the port's answer: what is counted in it says so.
        if ([node.over, node.test].some((part) => part !== undefined && this.depends(part))) this.#taint(setIn(node));
        break;
      case 'is':
        if (this.depends(node.value)) this.#taint(node.names ?? []);
        break;
      case 'branch':
        // What a test sets by what the port answered, it has from the port.
        if (node.how !== 'conditional' && node.how !== 'match' && this.#decides(node))
          for (const arm of node.arms) this.#taint(setIn(arm.body));
        break;
      case 'try':
        this.#spreadFromTry(node);
        break;
      case 'call':
        this.#spreadFromCall(node);
        break;
      case 'create':
        if (this.depends(node)) this.#handOver([node]);
        break;
      case 'member':
        this.depends(node);
        break;
    }
  }

  #decides(branch: NodeOf<'branch'>): boolean {
    const tests = branch.arms.flatMap((arm) => [...arm.tests, ...(arm.guard ? [arm.guard] : [])]);
    return [...(branch.subject ? [branch.subject] : []), ...tests].some((test) => this.depends(test));
  }

  /** What was caught came from the body, and so did what a clause noted down. */
  #spreadFromTry(node: NodeOf<'try'>): void {
    if (node.catches.length === 0 || !this.depends(node.body)) return;
    for (const clause of node.catches) {
      this.#taint([clause.name]);
      this.#taint(setIn(clause.body));
    }
    this.#taint(setIn(node.body));
  }

  #spreadFromCall(call: NodeOf<'call'>): void {
    this.depends(call);
    if (call.callee.k === 'name') this.#bindFunction(call.callee.name, call);
    const isOfPort =
      this.#isPortCall(call) ||
      (call.callee.k === 'member' && this.depends(call.callee.of)) ||
      this.#runsGiven(call) ||
      this.#helperReaches(call);
    if (isOfPort) {
      this.callsPort = true;
      this.#handOver(call.args.map((argument) => argument.value));
      for (const { value, by } of call.args) if (by !== undefined) this.#taint([rootName(value)]);
      // An extension method works on what it is called on.
      if (call.callee.k === 'member' && this.project.isExtensionOfPort(call.callee.name)) this.#handOver([call.callee.of]);
      return;
    }
    if (this.callsPort && WATCHES.test(calleeName(call.callee) ?? ''))
      this.#handOver(call.args.map((argument) => argument.value).filter(isFunction));
    if (!call.args.some((argument) => this.depends(argument.value))) return;
    // A collection that is given something of the port, and `out` results of a call that was. A substitute stays one.
    const root = call.callee.k === 'member' && assertionAt(call) === undefined ? rootName(call.callee.of) : undefined;
    if (root !== undefined && !this.#substitutes.has(root) && !this.#isTypeName(root)) this.#taint([root]);
    for (const { value, by } of call.args) {
      if (value.k === 'declare') this.#taint(value.names);
      else if (value.k === 'lambda') this.#taint(value.parameters);
      else if (by !== undefined) this.#taint([rootName(value)]);
    }
  }

  /** A helper's parameter that is a function of its caller, given something of the port. */
  #runsGiven(call: NodeOf<'call'>): boolean {
    const name = call.callee.k === 'name' ? call.callee.name : undefined;
    return (
      name !== undefined &&
      !this.#values.has(name) &&
      this.routine.parameters.some((parameter) => parameter.name === name) &&
      call.args.some((argument) => this.depends(argument.value))
    );
  }

  /** `Task` of `Task.Run(…)`: a type holds nothing that a test looks at. */
  #isTypeName(name: string): boolean {
    return /^[A-Z]/.test(name) && !this.#values.has(name) && !this.#names.fields.has(name) && !this.#names.properties.has(name);
  }

  /** Parameters of a local function take what its callers give it. */
  #bindFunction(name: string, call: NodeOf<'call'>): void {
    const target = this.#functions.get(name);
    target?.parameters.forEach((parameter, i) => {
      const argument = call.args.find((each) => each.name === parameter) ?? call.args[i];
      if (argument !== undefined && this.depends(argument.value)) this.#taint([parameter]);
    });
  }

  /** Arguments of a call into the port: it may change the objects behind them, and call the lambdas. */
  #handOver(values: readonly Node[]): void {
    for (const value of values) {
      if (value.k === 'declare') this.#taint(value.names);
      else if (value.k === 'lambda') this.#handOverFunction(value);
      else if (value.k === 'name' && this.#functions.has(value.name)) this.#handOverFunction(this.#functions.get(value.name));
      else if (value.k === 'name' && !this.#isPlain(value.name)) {
        this.#taint([value.name]);
        // A stand-in that was made of lambdas: whoever has it may call them.
        const made = this.settled(value);
        if (made.k === 'create') this.#handOver(made.args.map((argument) => argument.value).filter((each) => each.k === 'lambda'));
      } else if (value.k === 'cast' || value.k === 'await') this.#handOver([value.value]);
      else if (value.k === 'member' && value.of.k === 'name' && value.of.name === 'this') this.#taint([value.name]);
      // A method as a callback: `node.Changed += seen.Add`, `cache.GetOrAdd(1, factory.Create)`.
      else if (value.k === 'member' && (COLLECTS.test(value.name) || this.project.isMethodOfTests(value.name)))
        this.#taint([rootName(value.of)]);
      // The address of a listener of the test's own: what comes in there is of the port.
      else if (value.k === 'member' && this.#isEndpoint(value.of)) this.#taint([rootName(value.of)]);
      // Moq's `mock.Object`.
      else if (value.k === 'member' && value.name === 'Object') this.#taint([rootName(value.of)]);
      else if (value.k === 'create' && /\[\]$/.test(value.type)) this.#handOver(value.items);
      else if (value.k === 'create' || value.k === 'list')
        this.#handOver(childrenOf(value).map((child) => (child.k === 'assign' ? (child.values[0] ?? child) : child)));
    }
  }

  #isEndpoint(node: Node): boolean {
    const made = this.settled(node);
    return made.k === 'create' && /(Listener|Socket|Client|Server|Pipe|PipeStream|Channel)(<.*>)?$/.test(made.type);
  }

  /** Run by the port: whatever it assigns or mutates says something about the port. */
  #handOverFunction(target: NodeOf<'lambda'> | NodeOf<'local'> | undefined): void {
    if (target?.body === undefined) return;
    this.#taint(target.parameters);
    walk(target.body, (node) => {
      if (node.k === 'assign') this.#taint(node.targets.flatMap(targetNames));
      else if (node.k === 'call' && node.callee.k === 'member') {
        this.#taint([rootName(node.callee.of)]);
        if (/Interlocked|Volatile/.test(pathOf(node.callee) ?? '')) this.#taint(node.args.map((argument) => rootName(argument.value)));
      }
    });
  }

  /** A local that only ever held literals, a theory's parameter: numbers and strings can't be changed from outside. */
  #isPlain(name: string): boolean {
    const values = this.#values.get(name) ?? [];
    const parameter = this.routine.parameters.find((each) => each.name === name);
    if (parameter !== undefined && this.routine.test && values.length === 0) return this.project.isPlainType(parameter.type);
    return values.length > 0 && values.every((value) => isPlainValue(value));
  }

  #taint(names: readonly (string | undefined)[]): void {
    for (const name of names) if (name !== undefined && name !== '_' && name !== 'this' && name !== 'base') this.#tainted.add(name);
  }

  #depends(node: Node): boolean {
    switch (node.k) {
      case 'literal':
      case 'meta':
      case 'jump':
        return false;
      case 'name':
        return (
          (!this.#isOwnData(node.name) && (this.#tainted.has(node.name) || this.#propertyReaches(node.name))) ||
          this.#functionDepends(node.name)
        );
      case 'member':
        return !this.#isOwnInitialiser(node) && this.#memberDepends(node);
      case 'call':
        return this.#callDepends(node);
      case 'create':
        if (node.type !== '' && this.project.actsForPort(node.type)) {
          this.callsPort = true;
          return true;
        }
        return childrenOf(node).some((child) => this.depends(child));
      case 'assign':
        // A setter of the port runs.
        return [...node.values, ...node.targets.filter((target) => target.k === 'member')].some((part) => this.depends(part));
      default:
        return childrenOf(node).some((child) => this.depends(child));
    }
  }

  /** A local object that the test made itself, and that nothing of the port has seen since. */
  #isOwnData(name: string): boolean {
    const values = this.#values.get(name) ?? [];
    return (
      !this.#shared.has(name) && this.#isOwnObject(name) && values.every((made) => made.k === 'create' && this.project.isData(made.type))
    );
  }

  /** One that may have been kept by another object, which is not the same as having been changed by it. */
  #isOwnObject(name: string): boolean {
    const values = this.#values.get(name) ?? [];
    return (
      values.length > 0 && !this.#used.has(name) && values.every((made) => made.k === 'create' && made.args.length + made.items.length > 0)
    );
  }

  /** `new T { Name = "ok" }.Name`: the test reads back what it wrote. A computed property is the port's. */
  #isOwnInitialiser(node: NodeOf<'member'>): boolean {
    if (node.of.k === 'create') return this.#isWrittenBy(node.of, node.name);
    if (node.of.k !== 'name') return false;
    if (this.#isOwnMember(node.of.name, node.name)) return true;
    if (!this.#isOwnObject(node.of.name)) return false;
    const values: readonly Node[] = this.#values.get(node.of.name) ?? [];
    return values.some((made) => made.k === 'create' && this.#isWrittenBy(made, node.name));
  }

  /** `options.Size = 5`, on an object that the test has made, and on which nothing was called. */
  #isOwnMember(name: string, member: string): boolean {
    const written = this.#members.get(`${name}.${member}`) ?? [];
    const made: readonly Node[] = this.#values.get(name) ?? [];
    if (written.length === 0 || made.length !== 1 || this.#used.has(name) || written.some((value) => !isPlainValue(value))) return false;
    const [only] = made;
    return only?.k === 'create' && only.type !== '' && this.project.isOfPort(only.type) && !this.#isComputed(only.type, member);
  }

  #isComputed(type: string, member: string): boolean {
    const groups = this.project.code.typesNamed(simpleTypeName(type)).filter((each) => each.role === 'production');
    return !groups.some(
      (group) =>
        group.fields.some((field) => field.name === member) ||
        group.routines.some((routine) => routine.kind === 'property' && routine.name === member && !routine.hasBody),
    );
  }

  #isWrittenBy(created: NodeOf<'create'>, name: string): boolean {
    const item = created.items.find((each) => each.k === 'assign' && each.targets[0]?.k === 'name' && each.targets[0].name === name);
    const group = this.project.code.typesNamed(simpleTypeName(created.type)).find((each) => each.role === 'production');
    if (item?.k === 'assign') {
      const isComputed = group?.routines.some((routine) => routine.kind === 'property' && routine.name === name && routine.hasBody);
      return isComputed !== true && !item.values.some((value) => this.depends(value));
    }
    const isRecord =
      group?.parts.some((part) => part.kind === 'record' && part.parameters?.some((parameter) => parameter.name === name)) ?? false;
    return isRecord && created.args.length > 0 && !created.args.some(({ value }) => this.depends(value));
  }

  /** A property of the test class that reaches the port by itself. */
  #propertyReaches(name: string): boolean {
    const property = this.#names.properties.get(name);
    return property !== undefined && this.around.reaches(property) === true;
  }

  #memberDepends(node: NodeOf<'member'>): boolean {
    if (node.of.k === 'name' && this.#isOwnObject(node.of.name)) return true;
    const of = this.settled(node.of);
    if (of.k === 'member' && !this.#isWritten(of, node.name)) {
      this.callsPort = true;
      return true;
    }
    const path = pathOf(node);
    const root = rootName(node);
    if (root !== undefined && this.#tainted.has(root)) {
      if (this.#names.tainted.has(root)) this.callsPort = true;
      return true;
    }
    if (root === 'this' || root === 'base') {
      const own = (path ?? '').split('.')[1] ?? '';
      if (this.#names.tainted.has(own)) this.callsPort = true;
      return this.#tainted.has(own) || this.#propertyReaches(own);
    }
    if (path !== undefined && /^[A-Z]/.test(path) && !this.#values.has(root ?? '')) {
      const type = pathOf(node.of);
      if (type !== undefined && this.project.isOfPort(type)) {
        if (this.project.isConstant(type, node.name)) return false;
        this.callsPort = true;
        return true;
      }
      if (type !== undefined && (WORLD.test(simpleTypeName(type)) || CLOCK.test(path) || this.project.standsIn(type)))
        return this.callsPort;
    }
    return this.depends(node.of);
  }

  /** `Defaults.Options.Size`: whether the size is written down in the constant object. */
  #isWritten(field: NodeOf<'member'>, member: string): boolean {
    const type = pathOf(field.of);
    if (type === undefined || !/^[A-Z]/.test(type) || !this.project.isOfPort(type)) return true;
    return this.project.isWrittenIn(type, field.name, member);
  }

  #callDepends(call: NodeOf<'call'>): boolean {
    if (isSubstitute(call)) return false;
    const root = rootName(call.callee);
    if (root !== undefined && this.#substitutes.has(root) && !this.#tainted.has(root)) return false;
    if (this.#isPortCall(call)) {
      this.callsPort = true;
      return true;
    }
    if (call.callee.k === 'member') {
      if (this.depends(call.callee.of)) return true;
      // Private members are reached by reflection.
      if (/^(Invoke|DynamicInvoke|InvokeMember|GetValue|CreateDelegate)$/.test(call.callee.name)) {
        this.callsPort = true;
        return true;
      }
      if (WORLD.test(root ?? '')) return this.callsPort && !this.#isOwnTrace(call);
      // A socket that the test listens on, as the port may send something to it.
      const made = this.settled(call.callee.of);
      if (made.k === 'create' && WORLD.test(simpleTypeName(made.type))) return this.callsPort;
    }
    if (call.callee.k === 'name' && (this.#tainted.has(call.callee.name) || this.#functionDepends(call.callee.name))) return true;
    if (this.#helperReaches(call) || call.args.some((argument) => this.depends(argument.value))) return true;
    return this.callsPort && this.#helperLooksAround(call);
  }

  /** A file or a variable that the test has written a moment before, with nothing of the port in between. */
  #isOwnTrace(read: NodeOf<'call'>): boolean {
    const place = read.args[0]?.value;
    const end = this.#sources.indexOf(read);
    if (place === undefined || end < 0 || this.#isTracing) return false;
    this.#isTracing = true;
    const isOwn = this.#lastTouch(place, end, read) === 'test';
    this.#isTracing = false;
    return isOwn;
  }

  /** Who may have changed a place in the world last, before one looks at it. */
  #lastTouch(place: Node, end: number, read: Node): 'test' | 'port' | undefined {
    for (let i = end - 1; i >= 0; i--) {
      const node = this.#sources[i] as Node;
      if (node.k === 'create' && node.type !== '' && this.project.actsForPort(node.type)) return 'port';
      if (node.k !== 'call' || assertionAt(node) !== undefined || nodesOf(node, 'call').some((each) => each === read)) continue;
      const path = pathOf(node.callee) ?? '';
      if (WRITES.test(path) && node.args[0] !== undefined && sameTree(node.args[0].value, place)) return 'test';
      const isOfPort = this.#isPortCall(node) || (node.callee.k === 'member' && this.depends(node.callee.of)) || this.#helperReaches(node);
      if (isOfPort || /(^|\.)(Delay|Sleep|SpinUntil|Wait\w*|Join)$/.test(path)) return 'port';
    }
    return undefined;
  }

  #functionDepends(name: string): boolean {
    const body = this.#functions.get(name)?.body;
    if (body === undefined || this.#pending.has(name)) return false;
    this.#pending.add(name);
    const depends = this.depends(body);
    this.#pending.delete(name);
    return depends;
  }

  /** A call that by its own words goes into the port: `Type.Method()` of a production type, or an extension method of it. */
  #isPortCall(call: NodeOf<'call'>): boolean {
    const { callee } = call;
    if (callee.k === 'name')
      return !this.#functions.has(callee.name) && (this.project.isUsingStatic(callee.name) || this.#isInherited(callee.name));
    if (callee.k !== 'member') return false;
    const receiver = pathOf(callee.of);
    const of = this.settled(callee.of);
    if (of.k === 'member' && this.project.isObjectOfPort(pathOf(of.of) ?? '', of.name)) return true;
    if (RESOLVES.test(callee.name) && call.types?.some((type) => this.project.isOfPort(type))) return true;
    if (receiver !== undefined && /^[A-Z]/.test(lastSegment(receiver)) && !this.#values.has(receiver) && this.project.actsForPort(receiver))
      return this.project.isOfPort(receiver);
    const named = call.args.flatMap(({ value }) => (value.k === 'meta' && value.how === 'typeof' ? [value.of] : []));
    if (receiver === 'Activator' && named.some((type) => this.project.actsForPort(type))) return true;
    // `JsonSerializer.Deserialize<T>` runs the port's converters.
    if (
      call.types?.some((type) => this.project.actsForPort(type)) &&
      /^(Activator|JsonSerializer|Unsafe|Marshal|ActivatorUtilities)$/.test(lastSegment(receiver ?? ''))
    )
      return true;
    return this.project.isExtensionOfPort(callee.name);
  }

  /** A member that a test class has from a class of the port. */
  #isInherited(name: string): boolean {
    const group = this.project.code.groupOf(this.routine);
    const found = group === undefined ? [] : membersNamed(group, name, this.project.code);
    return found.length > 0 && found.every((routine) => routine.hasBody && !this.project.code.isTest(routine));
  }

  /** Whether a helper looks at what the port may have left in the world: the files of a directory. */
  #helperLooksAround(call: NodeOf<'call'>): boolean {
    return this.project.helpersOf(call, this.routine).some((helper) => this.around.looksAround(helper));
  }

  #helperReaches(call: NodeOf<'call'>): boolean {
    return this.project.helpersOf(call, this.routine).some((helper) => this.around.reaches(helper) === true);
  }
}

/** Whether all that is done with a list is to add to it, in any case. */
function fills(node: Node, name: string, isInner: boolean): boolean {
  if (node.k === 'call') {
    if (assertionAt(node) !== undefined) return true;
    const { callee, args } = node;
    if (args.some(({ value }) => nodesOf(value, 'name').some((each) => each.name === name))) return false;
    if (callee.k === 'member' && callee.of.k === 'name' && callee.of.name === name)
      return callee.name === 'Add' && !isInner && args.every(({ value }) => fills(value, name, true));
  }
  const opens = node.k === 'lambda' || node.k === 'local' || node.k === 'branch' || node.k === 'loop' || node.k === 'try';
  return childrenOf(node).every((child) => fills(child, name, isInner || opens));
}

/** Calls that say what a substitute answers. */
function isSetUp(call: NodeOf<'call'>): boolean {
  return /^(Returns|ReturnsForAnyArgs|ReturnsNull|ReturnsNullForAnyArgs|ThrowsForAnyArgs|Throws|ThrowsAsync(ForAnyArgs)?)$/.test(
    calleeName(call.callee) ?? '',
  );
}

/** `Arg.Any<string>()`, Moq's `It.IsAny<string>()`. */
function isMatcher(value: Node): boolean {
  return value.k === 'call' && /^(Arg|It)$/.test(rootName(value.callee) ?? '');
}

/** What is set somewhere below a node, and the collections to which something is added there. */
function setIn(node: Node): readonly (string | undefined)[] {
  const adds = nodesOf(node, 'call').filter((call) => call.callee.k === 'member' && COLLECTS.test(call.callee.name));
  return [
    ...nodesOf(node, 'assign').flatMap((assign) => assign.targets.flatMap(targetNames)),
    ...adds.map((call) => rootName(call.callee)),
  ];
}

/** `a`, `a.b[1]`, `(var a, b)`. */
function targetNames(target: Node): readonly (string | undefined)[] {
  if (target.k === 'declare') return target.names;
  return target.k === 'list' ? target.items.flatMap(targetNames) : [rootName(target)];
}

/** What a container of services gives by its type. */
const RESOLVES = /^(Get(Required)?(Keyed)?Services?|Resolve|GetInstance|CreateInstance)$/;

const WRITES = /(^|\.)(File\.(Write|Append|Create|Copy|Move)\w*|Directory\.CreateDirectory|Environment\.SetEnvironmentVariable)$/;

const COLLECTS = /^(Add|TryAdd|Enqueue|Push|Append|AppendLine|Write|WriteLine|Set\w*|TrySet\w*|TryWrite|Increment|Invoke)$/;

function isFunction(node: Node | undefined): boolean {
  return node?.k === 'lambda' || node?.k === 'name' || (node?.k === 'member' && COLLECTS.test(node.name));
}

function isPlainValue(value: Node): boolean {
  switch (value.k) {
    case 'literal':
    case 'format':
    case 'meta':
      return true;
    case 'binary':
      return [value.left, value.right].every((side) => side.k === 'name' || isPlainValue(side));
    case 'unary':
    case 'cast':
      return isPlainValue(value.value);
    default:
      return false;
  }
}
