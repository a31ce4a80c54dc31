import type { Node } from '../model/tree.js';
import { keyOf } from './profile.js';
import { calleeName, nodesOf, walk } from './walk.js';

/** What Go goes through, and of which C# takes the first element and no other. */
export function firstOnly(body: Node, goBody: Node): { readonly name: string; readonly at: number } | undefined {
  const over = new Set(nodesOf(goBody, 'loop').flatMap((loop) => (loop.over === undefined ? [] : [lastKey(loop.over)])));
  over.delete(undefined);
  if (over.size === 0 || takenIn(goBody).some(({ key }) => over.has(key))) return undefined;
  const taken = takenIn(body).find(({ key }) => over.has(key));
  return taken === undefined || usesMore(body, taken.key) ? undefined : { name: taken.name, at: taken.at };
}

interface Taken {
  readonly key: string;
  readonly name: string;
  readonly at: number;
}

/** `x[0]`, `x.First()` */
function takenIn(body: Node): readonly Taken[] {
  const found: Taken[] = [];
  walk(body, (node) => {
    const of =
      node.k === 'index' && isZero(node.args[0])
        ? node.of
        : node.k === 'call' && node.callee.k === 'member' && node.args.length === 0 && FIRST.test(node.callee.name)
          ? node.callee.of
          : undefined;
    const key = of === undefined ? undefined : lastKey(of);
    if (key !== undefined) found.push({ key, name: nameOf(of as Node) ?? '', at: node.at });
  });
  return found;
}

const FIRST = /^(First|FirstOrDefault|Single|SingleOrDefault)(Async)?$/;

/** Whether a body goes through something, looks at another element, or hands it on. */
function usesMore(body: Node, key: string): boolean {
  let uses = false;
  walk(body, (node) => {
    if (node.k === 'loop' && node.over !== undefined && lastKey(node.over) === key) uses = true;
    else if (node.k === 'index' && lastKey(node.of) === key && !isZero(node.args[0])) uses = true;
    else if (node.k === 'call') {
      if (node.args.some(({ value }) => lastKey(value) === key)) uses = true;
      if (node.callee.k === 'member' && lastKey(node.callee.of) === key && !FIRST.test(calleeName(node.callee) ?? '')) uses = true;
    }
  });
  return uses;
}

function isZero(node: Node | undefined): boolean {
  return node?.k === 'literal' && node.value === '0';
}

function nameOf(node: Node): string | undefined {
  if (node.k === 'name' || node.k === 'member') return node.name;
  return node.k === 'unary' || node.k === 'cast' ? nameOf(node.value) : undefined;
}

function lastKey(node: Node): string | undefined {
  const name = nameOf(node);
  return name === undefined || keyOf(name).length < 2 ? undefined : keyOf(name);
}
