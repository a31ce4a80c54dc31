import type { Arm, Catch, Node, NodeOf } from '../model/tree.js';
import { sizeOf } from './describe.js';
import { childrenOf, namesIn, nodesOf, pathOf, sameTree, statementsOf, walk } from './walk.js';

/** A part of a body that never runs. */
export interface Cut {
  readonly at: number;
  /** Why, as a clause about the code: "it stands behind the return in line 12". */
  readonly why: string;
  readonly statements: number;
  readonly nodes: readonly Node[];
  /** Names in the condition that decides it. */
  readonly names: readonly string[];
}

export interface Reachable {
  readonly body: Node;
  readonly cuts: readonly Cut[];
}

/**
 * A body without what can't run: statements behind a way out, arms of a constant condition, rounds of an empty loop,
 * catches whose filter is false.
 * @param constantOf the value of a name that never has another, if it is one: "true", "0"
 * @param isOfPort whether a dotted name holds an object of the port, whose length may be any number
 */
export function reachableOf(body: Node, constantOf: (path: string) => Node | undefined, isOfPort: (path: string) => boolean): Reachable {
  const hasLabels = nodesOf(body, 'jump').some((jump) => jump.how === 'goto' && !/^(case|default)\b/.test(jump.label ?? ''));
  const pruner = new Pruner(constantOf, isOfPort, hasLabels);
  const pruned = pruner.node(body);
  return { body: pruned, cuts: pruner.cuts };
}

class Pruner {
  readonly cuts: Cut[] = [];

  /** @param hasLabels whether what stands behind a way out may be jumped to */
  constructor(
    private readonly constantOf: (path: string) => Node | undefined,
    private readonly isOfPort: (path: string) => boolean,
    private readonly hasLabels: boolean,
  ) {}

  node(node: Node): Node {
    switch (node.k) {
      case 'block':
        return this.block(node);
      case 'branch':
        return this.branch(node);
      case 'loop':
        return this.loop(node);
      case 'try':
        return {
          ...node,
          body: this.node(node.body),
          catches: this.catches(node.catches),
          ...(node.last ? { last: this.node(node.last) } : {}),
        };
      case 'lock':
      case 'defer':
      case 'spawn':
      case 'lambda':
        return { ...node, body: this.node(node.body) };
      case 'local':
        return node.body === undefined ? node : { ...node, body: this.node(node.body) };
      case 'declare':
      case 'assign':
        return { ...node, values: node.values.map((value) => this.node(value)) };
      case 'return':
        return { ...node, values: node.values.map((value) => this.node(value)) };
      case 'await':
        return { ...node, value: this.node(node.value) };
      case 'call':
        return {
          ...node,
          args: node.args.map((argument) => ({ ...argument, value: this.node(argument.value) })),
          callee: this.callee(node.callee),
        };
      default:
        return node;
    }
  }

  /** The receiver of a call may be a call with lambdas of its own. */
  private callee(callee: Node): Node {
    if (callee.k === 'member') return { ...callee, of: this.callee(callee.of) };
    return callee.k === 'call' || callee.k === 'lambda' ? this.node(callee) : callee;
  }

  private block(block: NodeOf<'block'>): Node {
    const kept: Node[] = [];
    for (const [i, statement] of block.body.entries()) {
      const pruned = this.node(statement);
      kept.push(pruned);
      if (this.hasLabels || !endsHere(pruned)) continue;
      // A local function stands behind the return by habit.
      const rest = block.body.slice(i + 1);
      kept.push(...rest.filter((each) => each.k === 'local').map((each) => this.node(each)));
      const dead = rest.filter((each) => each.k !== 'local' && each.k !== 'jump');
      if (dead[0] !== undefined) this.cut(dead, `it stands behind the ${wayOut(pruned)} in line ${pruned.at}`);
      break;
    }
    return { ...block, body: kept };
  }

  private branch(branch: NodeOf<'branch'>): Node {
    const arms: Arm[] = [];
    let isDecided = false;
    for (const arm of branch.arms) {
      const value = branch.how === 'if' || branch.how === 'conditional' ? this.truthOf(arm.tests[0]) : undefined;
      if (isDecided || value === false) {
        const [test] = branch.arms[0]?.tests ?? [];
        this.cut([arm.body], `its condition in line ${test?.at ?? arm.at} is always ${isDecided ? 'true' : 'false'}`, test);
        continue;
      }
      arms.push({ ...arm, ...(value === true ? { tests: [] } : {}), body: this.node(arm.body) });
      if (value === true) isDecided = true;
    }
    const [only] = arms;
    if (arms.length < branch.arms.length && arms.length <= 1 && (only === undefined || only.tests.length === 0))
      return only?.body ?? { k: 'block', body: [], at: branch.at };
    return { ...branch, arms };
  }

  private loop(loop: NodeOf<'loop'>): Node {
    const never =
      loop.how !== 'do' && (this.truthOf(loop.test) === false || this.startsBehindEnd(loop))
        ? `the loop's condition in line ${loop.at} is always false`
        : loop.over !== undefined && this.isEmpty(loop.over)
          ? `the loop in line ${loop.at} runs over nothing`
          : undefined;
    if (never === undefined) return { ...loop, body: this.node(loop.body) };
    this.cut([loop.body], never);
    return { k: 'block', body: [], at: loop.at };
  }

  /** `for (var i = 5; i < 5; i++)` */
  private startsBehindEnd({ init, test }: NodeOf<'loop'>): boolean {
    if (init?.k !== 'declare' || init.names.length !== 1 || test?.k !== 'binary' || test.left.k !== 'name') return false;
    const [start] = init.values;
    return start?.k === 'literal' && test.left.name === init.names[0] && this.valueOf({ ...test, left: start }) === false;
  }

  private isEmpty(over: Node): boolean {
    const known = over.k === 'name' ? this.constantOf(over.name) : undefined;
    return isEmptyCollection(known ?? over);
  }

  private catches(catches: readonly Catch[]): readonly Catch[] {
    return catches.filter((clause) => this.truthOf(clause.guard) !== false).map((clause) => ({ ...clause, body: this.node(clause.body) }));
  }

  private cut(nodes: readonly Node[], why: string, test?: Node): void {
    const statements = nodes.reduce((sum, node) => sum + Math.max(sizeOf(node).statements, node.k === 'block' ? 0 : 1), 0);
    if (statements > 0)
      this.cuts.push({
        at: nodes[0]?.k === 'block' ? (nodes[0].body[0]?.at ?? nodes[0].at) : (nodes[0] as Node).at,
        why,
        statements,
        nodes,
        names: test === undefined ? [] : namesIn(test),
      });
  }

  /** Undefined where it depends on something. */
  private truthOf(test: Node | undefined): boolean | undefined {
    if (test === undefined) return undefined;
    const value = this.valueOf(test);
    return typeof value === 'boolean' ? value : undefined;
  }

  private valueOf(node: Node): boolean | number | string | undefined {
    if (isCount(node)) {
      const counted = countedIn(node);
      if (counted.k === 'name' && this.isEmpty(counted)) return 0;
    }
    switch (node.k) {
      case 'literal':
        if (node.type === 'bool') return node.value === 'true';
        if (node.type === 'number') return writtenNumber(node.value);
        return node.type === 'string' ? node.value : undefined;
      case 'name':
        return this.constant(node.name);
      case 'member': {
        const { of } = node;
        return of.k === 'name' ? this.constant(of.name === 'this' ? node.name : `${of.name}.${node.name}`) : undefined;
      }
      case 'unary': {
        const value = this.valueOf(node.value);
        return node.op === '!' && typeof value === 'boolean' ? !value : undefined;
      }
      case 'binary':
        return this.binary(node);
      default:
        return undefined;
    }
  }

  private constant(path: string): boolean | number | string | undefined {
    const node = this.constantOf(path);
    return node?.k === 'literal' || node?.k === 'unary' ? this.valueOf(node) : undefined;
  }

  private binary({ op, left, right }: NodeOf<'binary'>): boolean | undefined {
    const [a, b] = [this.valueOf(left), this.valueOf(right)];
    if (op === '&&' && (a === false || b === false)) return false;
    if (op === '||' && (a === true || b === true)) return true;
    if ((op === '&&' || op === '||') && typeof a === 'boolean' && typeof b === 'boolean') return op === '&&' ? a && b : a || b;
    // A length is never below zero.
    if ((op === '<' || op === '>=') && b === 0 && isCount(left) && !this.isOfPort(pathOf(countedIn(left)) ?? '')) return op === '>=';
    if ((op === '==' || op === '!=') && pathOf(left) !== undefined && sameTree(left, right)) return op === '==';
    if (a === undefined || b === undefined) return undefined;
    if (op === '==') return a === b;
    if (op === '!=') return a !== b;
    if (typeof a !== 'number' || typeof b !== 'number') return undefined;
    if (op === '<') return a < b;
    if (op === '>') return a > b;
    if (op === '<=') return a <= b;
    return op === '>=' ? a >= b : undefined;
  }
}

/** The value of a number as it is written, without the letters that say its type. */
export function writtenNumber(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const value = Number(/^([\d.]+)(?:ul|lu|[ulfdm])$/i.exec(plain)?.[1] ?? plain);
  return Number.isNaN(value) ? undefined : value;
}

/** `x.Count`, `x.Length`, `x.Count()`. */
export function isCount(node: Node): boolean {
  if (node.k === 'call') return node.args.length === 0 && isCount(node.callee);
  return node.k === 'member' && /^(Long)?(Count|Length)$/.test(node.name);
}

/** What a count is of: `x` of `x.Count()`. */
export function countedIn(count: Node): Node {
  const member = count.k === 'call' ? count.callee : count;
  return member.k === 'member' ? member.of : count;
}

/** A collection that is written down without an item. */
export function isEmptyCollection(node: Node): boolean {
  switch (node.k) {
    case 'list':
      return node.items.length === 0;
    case 'create':
      return (
        node.items.length === 0 &&
        (node.type === '' ||
          (/\[\]$/.test(node.type) && (node.args.length === 0 || isZero(node.args[0]?.value))) ||
          (/^(System\.Collections\.\w+\.)?(List|HashSet|Dictionary|Queue|Stack|SortedSet|SortedDictionary)\b/.test(node.type) &&
            node.args.length === 0))
      );
    case 'call': {
      const { callee } = node;
      if (callee.k !== 'member') return false;
      if (callee.name === 'Empty') return true;
      if (callee.name === 'Range' || callee.name === 'Repeat') return isZero(node.args[1]?.value);
      if (callee.name === 'Take') return isZero(node.args[0]?.value) || isEmptyCollection(callee.of);
      if (callee.name === 'Where' && isNeverTrue(node.args[0]?.value)) return true;
      return /^(Where|Select|ToList|ToArray|AsEnumerable|OrderBy|Reverse)$/.test(callee.name) && isEmptyCollection(callee.of);
    }
    default:
      return false;
  }
}

/** `x => false` */
function isNeverTrue(predicate: Node | undefined): boolean {
  if (predicate?.k !== 'lambda') return false;
  const [only] = statementsOf(predicate.body);
  const value = only?.k === 'return' ? only.values[0] : only;
  return value?.k === 'literal' && value.value === 'false';
}

function isZero(node: Node | undefined): boolean {
  return node?.k === 'literal' && node.type === 'number' && Number(node.value) === 0;
}

/** Whether a loop's body never comes to a second round: it leaves at its end, and nothing in it starts the next one. */
export function endsInFirstRound(loop: NodeOf<'loop'>): boolean {
  if (loop.how === 'do') return false;
  let isRepeated = false;
  walk(loop.body, (node) => {
    if (node.k === 'loop' || node.k === 'lambda' || node.k === 'local') return false;
    if (node.k === 'jump' && node.how !== 'break') isRepeated = true;
    if (node.k === 'return' && node.yields === true) isRepeated = true;
    return undefined;
  });
  const last = statementsOf(loop.body).at(-1);
  return !isRepeated && last !== undefined && endsHere(last);
}

/** Whether control never comes to what stands behind this statement. */
function endsHere(node: Node): boolean {
  switch (node.k) {
    case 'return':
      return node.yields !== true;
    case 'raise':
      return true;
    case 'jump':
      return node.how !== 'fallthrough';
    case 'block':
      return node.body.some((each) => endsHere(each));
    case 'branch':
      return (
        (node.how === 'if' || node.how === 'switch') &&
        node.arms.some((arm) => arm.tests.length === 0) &&
        node.arms.every((arm) => endsHere(arm.body) && !(node.how === 'switch' && goesBehind(arm.body)))
      );
    case 'lock':
      return endsHere(node.body);
    case 'try':
      return (
        (endsHere(node.body) && node.catches.every((clause) => endsHere(clause.body))) || (node.last !== undefined && endsHere(node.last))
      );
    default:
      return false;
  }
}

/** Whether a `break` or `goto` in an arm leads to what stands behind its switch. */
function goesBehind(node: Node): boolean {
  if (node.k === 'jump') return node.how === 'break' || (node.how === 'goto' && !/^(case|default)\b/.test(node.label ?? ''));
  if (node.k === 'loop' || node.k === 'lambda' || node.k === 'local') return false;
  if (node.k === 'branch' && /^(switch|type-switch|select)$/.test(node.how)) return false;
  return childrenOf(node).some(goesBehind);
}

function wayOut(node: Node): string {
  return node.k === 'raise' ? 'throw' : node.k === 'jump' ? node.how.replace('yield-break', '`yield break`') : 'return';
}
