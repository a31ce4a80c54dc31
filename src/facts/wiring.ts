import type { Unit } from '../index/code-index.js';
import type { Routine } from '../model/source.js';
import type { Facts } from './facts.js';

/** Members that the runtime or the base library calls by their names. */
const CALLED_BY_OTHERS = /^(Dispose|DisposeAsync|ToString|Equals|GetHashCode|CompareTo|GetEnumerator|Main|Invoke|Compare|Finalize)$/;

/** Whether some code of the port names a C# member, outside of itself, declarations and comments. Generous: a name of another type's member counts. */
export function isNamed(routine: Routine, facts: Facts): boolean {
  if (CALLED_BY_OTHERS.test(routine.name) || routine.implements !== undefined || routine.modifiers.includes('override')) return true;
  const isUsedIn = (unit: Unit) => usesIn(unit, routine.name).some(({ offset }) => !isInside(offset, routine, unit));
  // Most are called in their own file.
  const own = facts.csharp.unit(routine.file);
  if (own !== undefined && isUsedIn(own)) return true;
  return facts.mentions('csharp').unitsWith(routine.name).some(isUsedIn);
}

function isInside(offset: number, routine: Routine, unit: Unit): boolean {
  return unit.index.file === routine.file && offset >= routine.start && offset < routine.end;
}

/** The Go functions that name a Go function, by the loaded files of its package; where several types have one of its name, only methods of its own type. */
export function goCallersOf(go: Routine, facts: Facts): readonly Routine[] {
  const directory = directoryOf(go.file);
  const isShared = facts.go.routinesNamed(go.name).some((each) => each !== go && each.name === go.name && !facts.go.isTest(each));
  const found = new Set<Routine>();
  for (const unit of facts.mentions('go').unitsWith(go.name)) {
    if (directoryOf(unit.index.file) !== directory) continue;
    for (const { offset, before } of usesIn(unit, go.name)) {
      const caller = unit.index.routines.find((each) => isInside(offset, each, unit));
      if (caller === undefined || caller === go) continue;
      if (!isShared || (caller.owner === go.owner && before.endsWith(`${caller.receiver ?? ''}.`))) found.add(caller);
    }
  }
  return [...found];
}

interface Use {
  readonly offset: number;
  /** The line's text before it. */
  readonly before: string;
}

/** Places where a name is used: not declared there, and not in a comment. */
function usesIn(unit: Unit, name: string): Use[] {
  const { text } = unit;
  const routines = unit.index.routines.filter((each) => each.name === name);
  const uses: Use[] = [];
  for (const { index: offset } of text.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'))) {
    const start = text.lastIndexOf('\n', offset) + 1;
    const before = text.slice(start, offset);
    if (/\/\/|^\s*\*/.test(before)) continue;
    const isDeclared = routines.some((each) => offset >= each.start && offset < each.end && isName(text, offset, each));
    if (!isDeclared) uses.push({ offset, before });
  }
  return uses;
}

/** Whether an offset is where a routine's declaration has its name. */
function isName(text: string, offset: number, routine: Routine): boolean {
  const lineStart = text.lastIndexOf('\n', offset) + 1;
  return (
    offset - lineStart + 1 === routine.nameColumn && linesBetween(text, routine.start, offset) === routine.nameLine - routine.startLine
  );
}

function linesBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) count++;
  return count;
}

function directoryOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
