import type { Row } from '../model/row.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { sizeOf } from './describe.js';
import type { Facts } from './facts.js';
import { keyOf } from './profile.js';
import { boundNames, namesIn, walk } from './walk.js';

/** A body that says the same as another, though the Go bodies behind them don't. */
export interface Clone {
  readonly original: Routine;
  /** Name of the Go function that the original is the port of, by its row or by its name; undefined where there is none. */
  readonly goName: string | undefined;
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
    const wanted = namesOf(goBody, go);
    for (const other of originalsOf(original, rows, facts)) {
      const otherGo = other === go ? undefined : facts.bodyOf(other);
      if (otherGo === undefined || isSmallTwin(go, other, csharp, original, body)) continue;
      const others = namesOf(otherGo, other);
      const isAlike = wanted.size + others.size === 0 ? canonicalOf(goBody) === canonicalOf(otherGo) : overlap(wanted, others) >= 0.75;
      if (!isAlike && fitness(body, without(wanted, others)) <= fitness(body, without(others, wanted)))
        return { original, goName: symbolOf(other) };
    }
    const unseen = rows.find((row) => isOfAnotherLength(row, go) && goOf(row, facts) === undefined);
    if (unseen !== undefined && fitness(body, wanted) < 0.5) return { original, goName: unseen.name };
    if (isNeighbour(original, csharp, facts) && fitness(body, wanted) < 0.3) return { original, goName: undefined };
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

/** A member beside it of another name, that no Go function bears. */
function isNeighbour(original: Routine, csharp: Routine, { go, csharp: code, claims }: Facts): boolean {
  const isApart = code.groupOf(original) === code.groupOf(csharp) && keyOf(original.name) !== keyOf(csharp.name);
  return isApart && !claims.isMapped(original) && go.routinesNamed(original.name).length === 0;
}

/** Which share of the names of two bodies both have. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = a.size - without(a, b).size;
  return common / (a.size + b.size - common);
}

function without(names: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].filter((name) => !others.has(name)));
}

/** A few lines that two types of one kind have under the same name, as two protocols write a byte. */
function isSmallTwin(go: Routine, other: Routine, csharp: Routine, original: Routine, body: Node): boolean {
  return go.name === other.name && go.owner !== other.owner && csharp.name === original.name && sizeOf(body).statements <= 6;
}

/** Which share of names a C# body has; of none, none. */
function fitness(csharp: Node, wanted: ReadonlySet<string>): number {
  const own = plainNames(csharp);
  return wanted.size === 0 ? 0 : [...wanted].filter((name) => own.has(name)).length / wanted.size;
}

/** What a Go body names beside locks and its own parameters, which functions of one kind have in common. */
function namesOf(body: Node, go: Routine): ReadonlySet<string> {
  const parameters = new Set(go.parameters.map(({ name }) => keyOf(name)));
  return new Set([...plainNames(body)].filter((name) => !parameters.has(name)));
}

function plainNames(body: Node): ReadonlySet<string> {
  const names = namesIn(body).map(keyOf);
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
function canonicalOf(body: Node, own: ReadonlySet<string> = new Set()): string {
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
