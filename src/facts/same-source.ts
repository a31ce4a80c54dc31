import type { Node } from '../model/tree.js';
import { calleeName, nodesOf, sameTree } from './walk.js';

/**
 * Whether two values of a body come from the same expression: `a` and `b` where both were given `store.State()`, or a list and a
 * copy of it. Only locals that are given a value once are looked through.
 */
export class Sources {
  readonly #values = new Map<string, Node | undefined>();

  constructor(body: Node) {
    const set = (name: string, value: Node | undefined) => this.#values.set(name, this.#values.has(name) ? undefined : value);
    for (const { names, values, at } of nodesOf(body, 'declare')) {
      const [value] = values;
      // Each part of a tuple is a member of it, by its place.
      names.forEach((name, i) => {
        set(name, value === undefined || names.length === 1 ? value : { k: 'member', of: value, name: `Item${i + 1}`, at });
      });
    }
    for (const { targets } of nodesOf(body, 'assign'))
      for (const target of targets) if (target.k === 'name') this.#values.set(target.name, undefined);
    for (const { names = [] } of nodesOf(body, 'loop')) for (const name of names) this.#values.set(name, undefined);
  }

  isSame(left: Node, right: Node): boolean {
    const whole = this.whole(left);
    return whole.k !== 'literal' && sameTree(whole, this.whole(right));
  }

  /** A value with the locals in it replaced by what they were given, without what only copies it. */
  whole(node: Node): Node {
    return this.#whole(node, 0);
  }

  #whole(node: Node, depth: number): Node {
    if (depth > 6) return node;
    switch (node.k) {
      case 'name': {
        const value = this.#values.get(node.name);
        return value === undefined ? node : this.#whole(value, depth + 1);
      }
      case 'member':
        return { ...node, of: this.#whole(node.of, depth) };
      case 'index':
        return node.args.length === 0 ? this.#whole(node.of, depth) : { ...node, of: this.#whole(node.of, depth) };
      case 'is':
      case 'unary':
        return { ...node, value: this.#whole(node.value, depth) };
      case 'await':
      case 'cast':
        return this.#whole(node.value, depth);
      case 'call':
        if (node.callee.k === 'member' && COPIES.test(calleeName(node.callee) ?? '')) return this.#whole(node.callee.of, depth);
        return { ...node, callee: node.callee.k === 'member' ? { ...node.callee, of: this.#whole(node.callee.of, depth) } : node.callee };
      default:
        return node;
    }
  }
}

const COPIES = /^(ToList|ToArray|ToHashSet|OrderBy|Order|AsEnumerable|AsSpan|AsMemory|ToString|Clone)$/;
