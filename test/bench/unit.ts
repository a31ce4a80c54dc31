import type { Unit } from '../../src/index/code-index.js';
import { outlineOf } from '../../src/index/outline.js';
import type { FrontEnd } from '../../src/lang/front-end.js';

/** A file of a port that is held in memory. */
export function unitOf(end: FrontEnd, file: string, text: string, role: Unit['role'], symbols: ReadonlySet<string>): Unit {
  const open = end.open(file, text, symbols);
  return { file, role, text, outline: outlineOf(open.index), index: open.index, body: (routine) => open.body(routine) };
}
