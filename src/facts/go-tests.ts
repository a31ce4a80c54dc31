import type { CodeIndex } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { resolveCall } from './calls.js';
import { calleeName, rootName, statementsOf, walk } from './walk.js';

/** What a Go test demands. */
export interface GoTest {
  /** Places where it can fail: `t.Fatal…`, `t.Error…`, `panic`, helpers that do so. */
  readonly checks: number;
  /** Its first statement skips it, whatever the machine. */
  readonly skipped: boolean;
}

const FAILS = /^(Fatal|Fatalf|Error|Errorf|Fail|FailNow)$/;
const CHECK_NAMES = /^(require|check|assert|expect|verify|must|ensure|equal)/i;

/** Looks through helpers as far as they are in the index; one that is not is taken by its name. */
export function goTestOf(routine: Routine, code: CodeIndex): GoTest {
  const body = code.bodyOf(routine);
  if (body === undefined) return { checks: 0, skipped: false };
  return { checks: checksIn(body, routine, code, new Set([routine])), skipped: skips(body) };
}

function checksIn(body: Node, from: Routine, code: CodeIndex, seen: Set<Routine>): number {
  let checks = 0;
  const testers = new Set(
    from.parameters.filter((parameter) => /testing\.(T|B|F|TB)\b/.test(parameter.type)).map((parameter) => parameter.name),
  );
  walk(body, (node) => {
    if (node.k === 'raise' && node.how === 'panic') checks++;
    if (node.k === 'lambda') for (const name of node.parameters) if (/^(t|b|tt|tb)$/.test(name)) testers.add(name);
    if (node.k === 'call' && isCheck(node, testers, from, code, seen)) checks++;
  });
  return checks;
}

function isCheck(call: NodeOf<'call'>, testers: ReadonlySet<string>, from: Routine, code: CodeIndex, seen: Set<Routine>): boolean {
  const name = calleeName(call.callee) ?? '';
  if (call.callee.k === 'member' && testers.has(rootName(call.callee.of) ?? '')) return FAILS.test(name);
  const passesTester = call.args.some((argument) => argument.value.k === 'name' && testers.has(argument.value.name));
  if (!passesTester) return false;
  if (CHECK_NAMES.test(name)) return true;
  const helpers = resolveCall(call, from, code).filter((helper) => !seen.has(helper));
  return helpers.some((helper) => {
    if (seen.size > 40) return false;
    seen.add(helper);
    const body = code.bodyOf(helper);
    return body !== undefined && checksIn(body, helper, code, seen) > 0;
  });
}

function skips(body: Node): boolean {
  const first = statementsOf(body)[0];
  return first?.k === 'call' && /^(Skip|Skipf|SkipNow)$/.test(calleeName(first.callee) ?? '');
}
