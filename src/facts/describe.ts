import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { calleeName, walk } from './walk.js';

/** How much a body holds, in the terms of a message. */
export interface Size {
  readonly statements: number;
  readonly calls: number;
  readonly branches: number;
  readonly loops: number;
}

const STATEMENTS: ReadonlySet<Node['k']> = new Set([
  'declare',
  'assign',
  'return',
  'raise',
  'branch',
  'loop',
  'try',
  'lock',
  'defer',
  'spawn',
  'call',
  'jump',
  'await',
]);

export function sizeOf(body: Node | undefined): Size {
  let [statements, calls, branches, loops] = [0, 0, 0, 0];
  const count = (node: Node) => {
    if (node.k === 'call') calls++;
    else if (node.k === 'branch') branches++;
    else if (node.k === 'loop') loops++;
    if (node.k === 'block') statements += node.body.filter((child) => STATEMENTS.has(child.k)).length;
  };
  if (body !== undefined) walk(body, count);
  return { statements, calls, branches, loops };
}

/** "12 statements, among them calls of `a`, `b` and `c`": what a reader should look for on the other side. */
export function describeWork(body: Node | undefined): string {
  const { statements, loops } = sizeOf(body);
  const names = new Set<string>();
  if (body !== undefined) {
    walk(body, (node) => {
      const name = node.k === 'call' ? calleeName(node.callee) : undefined;
      if (name !== undefined && !COMMON.has(name)) names.add(name);
    });
  }
  const shown = [...names].slice(0, 3).map((name) => `\`${name}\``);
  const parts = [plural(statements, 'statement')];
  if (loops > 0) parts.push(plural(loops, 'loop'));
  if (shown.length > 0) parts.push(`calls of ${shown.join(', ')}${names.size > shown.length ? ' …' : ''}`);
  return parts.join(', ');
}

const COMMON: ReadonlySet<string> = new Set([
  'len',
  'cap',
  'append',
  'make',
  'new',
  'copy',
  'delete',
  'panic',
  'Lock',
  'Unlock',
  'RLock',
  'RUnlock',
  'string',
  'int',
  'int64',
  'uint64',
]);

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `filestore.go:641`: short enough for a sentence. */
export function placeOf(routine: Pick<Routine, 'file' | 'nameLine'>): string {
  return `${routine.file.slice(routine.file.lastIndexOf('/') + 1)}:${routine.nameLine}`;
}
