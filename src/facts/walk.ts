import type { Node } from '../model/tree.js';

/** A body in which nothing stands. */
export const NOTHING: Node = { k: 'block', body: [], at: 0 };

/** The direct children of a node, in the order in which they run. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.k) {
    case 'block':
      return node.body;
    case 'declare':
      return node.values;
    case 'assign':
      return [...node.values, ...node.targets];
    case 'return':
      return node.values;
    case 'raise':
      return [...(node.values ?? []), ...some(node.value)];
    case 'branch':
      return [...some(node.init, node.subject), ...node.arms.flatMap((arm) => [...arm.tests, ...some(arm.guard), arm.body])];
    case 'loop':
      return some(node.init, node.over, node.test, node.body, node.post);
    case 'try':
      return [node.body, ...node.catches.flatMap((clause) => [...some(clause.guard), clause.body]), ...some(node.last)];
    case 'lock':
      return [node.on, node.body];
    case 'defer':
    case 'spawn':
    case 'lambda':
      return [node.body];
    case 'local':
      return some(node.body);
    case 'await':
    case 'unary':
    case 'cast':
      return [node.value];
    case 'member':
      return [node.of];
    case 'call':
      return [node.callee, ...node.args.map((argument) => argument.value)];
    case 'create':
      return [...node.args.map((argument) => argument.value), ...node.items];
    case 'binary':
      return [node.left, node.right];
    case 'index':
      return [node.of, ...node.args];
    case 'is':
      return [node.value, ...some(node.test)];
    case 'format':
    case 'unknown':
      return node.parts;
    case 'list':
      return node.items;
    case 'jump':
    case 'literal':
    case 'name':
    case 'meta':
      return [];
  }
}

function some(...nodes: readonly (Node | undefined)[]): Node[] {
  return nodes.filter((node) => node !== undefined);
}

/** Visits a node and everything below it, parents first; `false` from `visit` leaves out what is below. */
export function walk(node: Node, visit: (node: Node) => unknown): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

/** All nodes of one kind, parents first. */
export function nodesOf<K extends Node['k']>(node: Node, kind: K): Extract<Node, { k: K }>[] {
  const found: Extract<Node, { k: K }>[] = [];
  walk(node, (each) => {
    if (each.k === kind) found.push(each as Extract<Node, { k: K }>);
  });
  return found;
}

/** The name that a call ends in: `fs.cfg.store(x)` is `store`. Undefined for a call of a call's result or a lambda. */
export function calleeName(callee: Node): string | undefined {
  return callee.k === 'name' || callee.k === 'member' ? callee.name : undefined;
}

/** `a.b.c` as text, or undefined if something else than names is in it. */
export function pathOf(node: Node): string | undefined {
  if (node.k === 'name') return node.name;
  if (node.k !== 'member') return undefined;
  const of = pathOf(node.of);
  return of === undefined ? undefined : `${of}.${node.name}`;
}

/** The name that a chain of members, calls and indexes starts with: `a` of `a.b(1)[2].c`. */
export function rootName(node: Node): string | undefined {
  switch (node.k) {
    case 'name':
      return node.name;
    case 'member':
    case 'index':
      return rootName(node.of);
    case 'call':
      return rootName(node.callee);
    case 'await':
    case 'cast':
    case 'unary':
      return rootName(node.value);
    default:
      return undefined;
  }
}

/** Whether two trees say the same, wherever they stand. */
export function sameTree(left: Node, right: Node): boolean {
  return JSON.stringify(left, withoutPlace) === JSON.stringify(right, withoutPlace);
}

/** A replacer for `JSON.stringify`: two trees that say the same give the same, wherever they stand. */
export function withoutPlace(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}

/** Statements of a body: a block's, or the node itself. */
export function statementsOf(body: Node): readonly Node[] {
  return body.k === 'block' ? body.body : [body];
}

/** All names and member names below a node. */
export function namesIn(node: Node): string[] {
  const names: string[] = [];
  walk(node, (each) => {
    if (each.k === 'name' || each.k === 'member') names.push(each.name);
  });
  return names;
}

/** Names that a loop, a pattern, a catch or a lambda binds. */
export function boundNames(node: Node): readonly string[] {
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
