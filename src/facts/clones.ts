import type { Row } from '../model/row.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { sizeOf } from './describe.js';
import type { Facts } from './facts.js';
import { boundNames, namesIn, walk } from './walk.js';

/** A body that says the same as another, though the Go bodies behind them don't. */
export interface Clone {
  readonly original: Routine;
  /** Name of the Go function that the original is the port of, by its row or by its name. */
  readonly goName: string;
}

/** The member of which a mapped C# member is a copy, if it fits the Go function of that member no worse than its own. */
export function cloneOf(csharp: Routine, go: Routine, facts: Facts): Clone | undefined {
  if (csharp.shape === undefined) return undefined;
  const others = facts.csharp.routinesShaped(csharp.shape).filter((each) => each !== csharp);
  if (others.length === 0) return undefined;
  const [body, goBody] = [facts.bodyOf(csharp), facts.bodyOf(go)];
  if (body === undefined || goBody === undefined) return undefined;
  for (const original of others) {
    const otherBody = facts.bodyOf(original);
    if (otherBody === undefined) continue;
    // A body that was copied whole names parameters that its member does not have.
    const own = new Set([...namesOwn(body, csharp), ...namesOwn(otherBody, original)]);
    if (canonicalOf(body, own) !== canonicalOf(otherBody, own)) continue;
    const rows = facts.claims.ofCSharp(original).filter((row) => row.kind === 'feature');
    if (rows.some((row) => row.goMethod === go.name && row.goClass === go.owner)) continue;
    for (const other of originalsOf(original, rows, facts)) {
      const otherGo = other === go ? undefined : facts.bodyOf(other);
      if (
        otherGo === undefined ||
        isAlike(goBody, otherGo) ||
        isSmallTwin(go, other, csharp, original, body) ||
        fitness(body, goBody) > fitness(body, otherGo)
      )
        continue;
      return { original, goName: symbolOf(other) };
    }
    const unseen = rows.find((row) => isOfAnotherLength(row, go) && goOf(row, facts) === undefined);
    if (unseen !== undefined && fitness(body, goBody) < 0.5) return { original, goName: unseen.name };
  }
  return undefined;
}

/** The Go functions behind a member: those of its rows, else those of its name. */
function originalsOf(original: Routine, rows: readonly Row[], facts: Facts): readonly Routine[] {
  if (rows.length > 0) return rows.flatMap((row) => goOf(row, facts) ?? []);
  return facts.go.routinesNamed(original.name).filter((each) => !facts.go.isTest(each));
}

function goOf(row: Row, facts: Facts): Routine | undefined {
  return facts.go
    .routinesNamed(row.goMethod)
    .find((each) => each.name === row.goMethod && each.owner === row.goClass && each.file.endsWith(row.goFile));
}

function isOfAnotherLength(row: Row, go: Routine): boolean {
  const lines = go.endLine - go.startLine + 1;
  return row.goLineCount !== undefined && Math.abs(row.goLineCount - lines) > Math.max(2, lines / 4);
}

/** Whether two Go bodies do much the same: locks and the names of locals aside, most of their names agree. */
function isAlike(left: Node, right: Node): boolean {
  const [a, b] = [plainNames(left), plainNames(right)];
  const common = [...a].filter((name) => b.has(name)).length;
  return common >= 0.75 * (a.size + b.size - common);
}

/** A few lines that two types of one kind have under the same name, as two protocols write a byte. */
function isSmallTwin(go: Routine, other: Routine, csharp: Routine, original: Routine, body: Node): boolean {
  return go.name === other.name && go.owner !== other.owner && csharp.name === original.name && sizeOf(body).statements <= 6;
}

/** Which share of the names of a Go body the C# body has. */
function fitness(csharp: Node, go: Node): number {
  const [own, wanted] = [plainNames(csharp), plainNames(go)];
  return wanted.size === 0 ? 1 : [...wanted].filter((name) => own.has(name)).length / wanted.size;
}

function plainNames(body: Node): ReadonlySet<string> {
  const names = namesIn(body).map((name) => name.replace(/_|Async$|Locked$/g, '').toLowerCase());
  return new Set(names.filter((name) => name.length > 2 && !/^(r?lock|r?unlock|len|append|make|this|err|string)$/.test(name)));
}

/** Names of parameters and of what a body declares. */
function namesOwn(body: Node, routine: Routine): readonly string[] {
  const names = routine.parameters.map((parameter) => parameter.name);
  walk(body, (node) => {
    if (node.k === 'declare') names.push(...node.names);
    else if (node.k === 'local') names.push(node.name);
    names.push(...boundNames(node));
  });
  return names;
}

/** A body as text without places, its own names numbered as they come. */
function canonicalOf(body: Node, own: ReadonlySet<string>): string {
  const numbers = new Map<unknown, string>();
  const plain = (value: unknown): unknown => {
    if (typeof value !== 'string' || !own.has(value)) return value;
    const number = numbers.get(value) ?? `$${numbers.size}`;
    numbers.set(value, number);
    return number;
  };
  return JSON.stringify(body, function (this: { readonly k?: string }, key: string, value: unknown) {
    if (key === 'at') return undefined;
    if (key === 'name' && this.k !== 'member') return plain(value);
    return key === 'names' || key === 'parameters' ? (value as readonly unknown[]).map(plain) : value;
  });
}
