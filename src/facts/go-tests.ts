import type { CodeIndex } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { resolveCall } from './calls.js';
import { calleeName, childrenOf, pathOf, rootName, statementsOf } from './walk.js';

/** What a Go test demands, in itself and in the helpers that it hands its `t` to. */
export interface GoTest {
  /** Places where it can fail: `t.Fatal…`, `t.Error…`, `panic`, helpers that do so. */
  readonly checks: number;
  /** Those that look at a value: not only that no error came. A C# port lets the exception fly instead. */
  readonly valueChecks: number;
  /** Value checks that are run whatever happens: not in a callback that the port has to call, not behind a return. */
  readonly sureChecks: number;
  /** Value checks that compare with something: not only with `nil`, not only that a flag is set. */
  readonly firmChecks: number;
  /** It wants an error: any, or a certain one. */
  readonly wantsErrors: boolean;
  /** It wants a certain error, not just any: `err != ErrStoreEOF`, `errors.Is`. */
  readonly certainErrors: boolean;
  /** Line of the last value check in the test itself; 0 if it has none. */
  readonly lastCheck: number;
  /** Its first statement skips it, whatever the machine. */
  readonly skipped: boolean;
  /** It calls something that is neither Go's library nor a helper of the tests. */
  readonly callsPort: boolean;
}

const NOTHING: GoTest = {
  checks: 0,
  valueChecks: 0,
  sureChecks: 0,
  firmChecks: 0,
  lastCheck: 0,
  wantsErrors: false,
  certainErrors: false,
  skipped: false,
  callsPort: false,
};

const FAILS = /^(Fatal|Fatalf|Error|Errorf|Fail|FailNow)$/;
const CHECK_NAMES = /^(require|check|assert|expect|verify|must|ensure|equal)/i;
const ERROR_CHECKS = /no_?err(or)?$|^(check|must|require|assert)_?(err|nil)$|succeeds?$/i;

/** Looks through helpers as far as they are in the index; one that is not is taken by its name. */
export function goTestOf(routine: Routine, code: CodeIndex): GoTest {
  const body = code.bodyOf(routine);
  if (body === undefined) return NOTHING;
  const count = new Count(code, new Set([routine]));
  count.routine(routine, body);
  const { checks, valueChecks, sureChecks, firmChecks, lastCheck, certainErrors, callsPort } = count;
  const wantsErrors = count.wantsErrors || certainErrors;
  return { checks, valueChecks, sureChecks, firmChecks, lastCheck, wantsErrors, certainErrors, callsPort, skipped: skips(body) };
}

/** Where a node stands. */
interface Place {
  /** Behind `err != nil`. */
  readonly onError: boolean;
  readonly unsure: boolean;
  /** Asks only whether something is there. */
  readonly weak: boolean;
}

class Count {
  checks = 0;
  valueChecks = 0;
  sureChecks = 0;
  firmChecks = 0;
  lastCheck = 0;
  wantsErrors = false;
  certainErrors = false;
  callsPort = false;
  #testers: ReadonlySet<string> = new Set();
  /** Composite literals by the name that they have here. */
  readonly #made = new Map<string, Node>();
  #from: Routine | undefined;
  #depth = 0;

  constructor(
    private readonly code: CodeIndex,
    private readonly seen: Set<Routine>,
  ) {}

  routine(routine: Routine, body: Node): void {
    const [outer, from] = [this.#testers, this.#from];
    this.#from = routine;
    this.#depth++;
    this.#testers = new Set(
      routine.parameters.filter((parameter) => /testing\.(T|B|F|TB)\b/.test(parameter.type)).map((parameter) => parameter.name),
    );
    this.#visit(body, { onError: false, unsure: false, weak: false });
    this.#testers = outer;
    this.#from = from;
    this.#depth--;
  }

  #visit(node: Node, place: Place): void {
    switch (node.k) {
      case 'raise':
        if (node.how === 'panic') this.#add(place, node.at);
        break;
      case 'block':
        this.#block(node, place);
        return;
      case 'branch':
        this.#branch(node, place);
        return;
      case 'loop':
        this.#loop(node, place);
        return;
      case 'declare':
        if (node.names.length === 1 && node.values[0]?.k === 'create') this.#made.set(node.names[0] as string, node.values[0]);
        break;
      case 'call':
        this.#call(node, place);
        return;
      case 'name':
      case 'member':
        if (
          /^(Err|err)[A-Z]\w*/.test(node.name) ||
          (/^(New\w*Error|Is\w*Err(or)?|ErrorIs|ErrorAs|Is|As)$/.test(node.name) && /^errors\./.test(pathOf(node) ?? ''))
        )
          this.certainErrors = true;
        break;
      case 'lambda':
        this.#withTesters(node.parameters, () => this.#visit(node.body, place));
        return;
    }
    for (const child of childrenOf(node)) this.#visit(child, place);
  }

  /** `for _, c := range s.All()`: whether there is a round is the code's answer; a table and a count always have some. */
  #loop(loop: NodeOf<'loop'>, place: Place): void {
    const { over } = loop;
    const value = over?.k === 'name' ? (this.#made.get(over.name) ?? over) : over;
    const isOpen = value !== undefined && value.k !== 'create' && value.k !== 'literal';
    for (const part of [loop.init, over, loop.test, loop.post]) if (part !== undefined) this.#visit(part, place);
    this.#visit(loop.body, isOpen ? { ...place, unsure: true } : place);
  }

  #block(block: NodeOf<'block'>, place: Place): void {
    let current = place;
    for (const child of block.body) {
      this.#visit(child, current);
      if (child.k !== 'branch' || child.how !== 'if') continue;
      const [arm] = child.arms;
      if (arm !== undefined && statementsOf(arm.body).at(-1)?.k === 'return') current = { ...current, unsure: true };
    }
  }

  #branch(node: NodeOf<'branch'>, place: Place): void {
    for (const part of [node.init, node.subject]) if (part !== undefined) this.#visit(part, place);
    for (const arm of node.arms) {
      for (const test of [...arm.tests, ...(arm.guard ? [arm.guard] : [])]) this.#visit(test, place);
      if (arm.tests.some((test) => asksForNil(test, '==') && isError(test))) this.wantsErrors = true;
      const onError = arm.tests.some((test) => asksForNil(test, '!=') && isError(test));
      const weak = arm.tests.length > 0 && arm.tests.every((test) => asksForNil(test) || isFlag(test));
      this.#visit(arm.body, { ...place, onError, weak });
    }
  }

  #call(call: NodeOf<'call'>, place: Place): void {
    const name = calleeName(call.callee) ?? '';
    const root = call.callee.k === 'member' ? rootName(call.callee.of) : undefined;
    const isTester = root !== undefined && this.#testers.has(root);
    if (isTester && FAILS.test(name)) this.#add(place, call.at);
    const passesTester = call.args.some(({ value }) => value.k === 'name' && this.#testers.has(value.name));
    if (passesTester) this.#helper(call, name, place);
    else if (!isTester && !isLibrary(root, name)) this.callsPort = true;
    this.#visit(call.callee, place);
    const runsItself = isTester || passesTester || isLibrary(root, name);
    for (const { value } of call.args) this.#visit(value, value.k === 'lambda' && !runsItself ? { ...place, unsure: true } : place);
  }

  #helper(call: NodeOf<'call'>, name: string, place: Place): void {
    if (/error(is|as|contains)?$/i.test(name) && !ERROR_CHECKS.test(name)) {
      this.wantsErrors = true;
      if (call.args.length > 2) this.certainErrors = true;
    }
    const helpers = this.#from === undefined ? [] : resolveCall(call, this.#from, this.code);
    if (helpers.length === 0) this.callsPort = true;
    if (CHECK_NAMES.test(name)) {
      this.#add({ ...place, onError: ERROR_CHECKS.test(name), weak: /nil|true|false/i.test(name) }, call.at);
      return;
    }
    for (const helper of helpers) {
      const body = this.code.bodyOf(helper);
      if (this.seen.has(helper) || this.seen.size > 40 || body === undefined) continue;
      this.seen.add(helper);
      this.routine(helper, body);
    }
  }

  #add(place: Place, at: number): void {
    this.checks++;
    if (place.onError) return;
    this.valueChecks++;
    if (!place.weak) this.firmChecks++;
    if (this.#depth === 1) this.lastCheck = Math.max(this.lastCheck, at);
    if (!place.unsure) this.sureChecks++;
  }

  #withTesters(parameters: readonly string[], run: () => void): void {
    const outer = this.#testers;
    const more = parameters.filter((name) => /^(t|b|tt|tb)$/.test(name));
    if (more.length > 0) this.#testers = new Set([...outer, ...more]);
    run();
    this.#testers = outer;
  }
}

function asksForNil(test: Node, op?: '==' | '!='): boolean {
  return (
    test.k === 'binary' &&
    (op === undefined ? /^[!=]=$/ : op === '==' ? /^==$/ : /^!=$/).test(test.op) &&
    test.right.k === 'literal' &&
    test.right.type === 'null'
  );
}

/** That no error came is told in C# by the lack of an exception. */
function isError(test: Node): boolean {
  return test.k === 'binary' && /err/i.test(pathOf(test.left) ?? '');
}

/** `ok`, `!found`. */
function isFlag(test: Node): boolean {
  return test.k === 'name' || (test.k === 'unary' && test.op === '!' && test.value.k === 'name');
}

const BUILTINS =
  /^(len|cap|append|make|new|copy|delete|panic|print|println|min|max|clear|close|string|byte|rune|bool|error|u?int(8|16|32|64)?|float(32|64)|any)$/;
const PACKAGES =
  /^(fmt|os|strings|strconv|bytes|errors|sort|sync|time|math|rand|reflect|filepath|path|json|io|ioutil|bufio|net|http|url|regexp|runtime|atomic|context|testing|unicode|utf8|hex|base64|sha256|crand|binary|slices|maps|cmp|exec|debug|bits|tls|x509|log)$/;

function isLibrary(root: string | undefined, name: string): boolean {
  return root === undefined ? BUILTINS.test(name) || name === '' : PACKAGES.test(root);
}

function skips(body: Node): boolean {
  const first = statementsOf(body)[0];
  return first?.k === 'call' && /^(Skip|Skipf|SkipNow)$/.test(calleeName(first.callee) ?? '');
}
