import type { CodeIndex } from '../index/code-index.js';
import type { Attribute, Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { membersNamed, simpleTypeName } from './calls.js';
import { isEmptyCollection } from './reachable.js';
import { calleeName, nodesOf, pathOf, rootName, statementsOf, walk } from './walk.js';

/** The cases that a Go test runs, by the largest group of them that it has. */
export interface GoCases {
  readonly count: number;
  /** What they are, for a message: "a table of 8 cases in line 12". */
  readonly what: string;
  /** Names that are written down: of `t.Run`, keys of a table. */
  readonly names: readonly string[];
}

/** Tables that are ranged over, subtests with a name of their own, and repeated calls of one function whose results are checked where they stand. */
export function goCasesOf(test: Routine, code: CodeIndex): GoCases {
  const body = code.bodyOf(test);
  if (body === undefined) return { count: 0, what: '', names: [] };
  const found: GoCases[] = [subtestsOf(body), ...tablesOf(body, test, code), checkedCalls(body)];
  return found.reduce((most, each) => (each.count > most.count ? each : most));
}

/** `if n := parse("a"); n != 1 { t.Fatal() }`, `requireEqual(t, parse("a"), 1)`. A call that stands anywhere else may do no more than arrange. */
function checkedCalls(body: Node): GoCases {
  const checked = [
    ...nodesOf(body, 'branch').flatMap(({ how, init, arms }) =>
      how === 'if' ? [...(init ? [init] : []), ...arms.flatMap((arm) => arm.tests)] : [],
    ),
    ...nodesOf(body, 'call')
      .filter(({ args }) => args.length > 1 && args[0]?.value.k === 'name' && args[0].value.name === 't')
      .flatMap(({ args }) => args.slice(1).map(({ value }) => value)),
  ];
  const [name, count] = mostRepeated({ k: 'block', body: checked, at: body.at });
  return { count, what: `${count} checks of \`${name}\` with values of their own`, names: [] };
}

function subtestsOf(body: Node): GoCases {
  const names = nodesOf(body, 'call').flatMap((call) => {
    const [first] = call.args;
    return call.callee.k === 'member' && call.callee.name === 'Run' && first?.value.k === 'literal' ? [first.value.value] : [];
  });
  return { count: names.length, what: `${names.length} subtests`, names };
}

function tablesOf(body: Node, test: Routine, code: CodeIndex): GoCases[] {
  return nodesOf(body, 'loop').flatMap((loop) => {
    const over = loop.how === 'each' && loop.over !== undefined ? tableAt(loop.over, body, test, code) : undefined;
    if (over === undefined || over.items.length === 0 || nodesOf(loop.body, 'call').length === 0) return [];
    const names = over.items.flatMap((item) => nameOfCase(item));
    return [{ count: over.items.length, what: `a table of ${over.items.length} cases in line ${loop.at}`, names }];
  });
}

/** The table where it is written: in the loop, in a local, or in a variable of the package. */
function tableAt(over: Node, body: Node, test: Routine, code: CodeIndex): NodeOf<'create'> | undefined {
  if (over.k === 'create') return over;
  if (over.k !== 'name') return undefined;
  const declared = nodesOf(body, 'declare').filter((each) => each.names[0] === over.name);
  const directory = test.file.slice(0, test.file.lastIndexOf('/') + 1);
  const values =
    declared.length > 0
      ? declared.map((each) => each.values[0])
      : code.units
          .filter((unit) => unit.index.file.slice(0, unit.index.file.lastIndexOf('/') + 1) === directory)
          .flatMap((unit) => unit.index.fields.filter((field) => field.name === over.name).map((field) => field.init));
  const [value] = values;
  return values.length === 1 && value?.k === 'create' ? value : undefined;
}

/** A map's key, or the first string of a struct. */
function nameOfCase(item: Node): string[] {
  const key =
    item.k === 'assign'
      ? item.targets[0]
      : item.k === 'create'
        ? item.items[0]?.k === 'assign'
          ? item.items[0].values[0]
          : item.items[0]
        : item;
  return key?.k === 'literal' && key.type === 'string' ? [key.value] : [];
}

/** The function that is called most often with values that are written down: the cases of a test that has no table. */
function mostRepeated(body: Node): readonly [name: string, count: number] {
  const byName = new Map<string, number>();
  for (const call of nodesOf(body, 'call')) {
    const name = calleeName(call.callee);
    if (name === undefined || /^(t|b|fmt|strings|bytes|time|errors|os|filepath)$/.test(rootName(call.callee) ?? '')) continue;
    if (call.args.length > 0 && call.args.every(({ value }) => isFixed(value)) && nodesOf(call, 'literal').length > 0)
      byName.set(name, (byName.get(name) ?? 0) + 1);
  }
  return [...byName].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
}

function isFixed(node: Node): boolean {
  if (node.k === 'literal') return true;
  if (node.k === 'unary') return isFixed(node.value);
  if (node.k === 'call')
    return (
      /^(string|u?int(8|16|32|64)?|byte|float64)$/.test(calleeName(node.callee) ?? '') && node.args.every(({ value }) => isFixed(value))
    );
  return false;
}

const ROW = /^(InlineData|DataRow|TestCase|Arguments)$/;
const SOURCE = /^(MemberData|DynamicData|TestCaseSource|ClassData|MethodDataSource|ValueSource)$/;

/** How many rows a theory has; undefined where that can't be counted. A test without parameters is one row. */
export function rowsOf(test: Routine, code: CodeIndex): number | undefined {
  let rows = 0;
  let isOpen = false;
  for (const attribute of test.attributes) {
    if (ROW.test(attribute.name)) rows++;
    else if (SOURCE.test(attribute.name)) {
      const count = sourceRows(attribute, test, code);
      if (count === undefined) isOpen = true;
      else rows += count;
    } else if (givesData(attribute, code)) isOpen = true;
  }
  if (isOpen) return undefined;
  const isTheory = test.attributes.some((attribute) => /Theory$/.test(attribute.name));
  return isTheory || rows > 0 ? rows : 1;
}

/** An attribute that is not known here may give rows: `[Repeat(10)]`. One of the tests says so by its base. */
function givesData({ name }: Attribute, code: CodeIndex): boolean {
  if (/Data$|^(Values|Range|Random|Combinatorial\w*|Property|Sequential|Pairwise)$/.test(name)) return true;
  const simple = name.split('.').at(-1) as string;
  const own = [`${simple}Attribute`, simple]
    .flatMap((each) => code.typesNamed(each))
    .filter((group) => /Attribute$|^[A-Z]/.test(group.path));
  if (own.length > 0)
    return own.some((group) =>
      [group, ...code.basesOf(group)].some((each) => each.parts.some((part) => part.bases.some((base) => /Data(Attribute)?$/.test(base)))),
    );
  return !KNOWN.test(simple);
}

const KNOWN =
  /^(Fact|Theory|\w+Fact|\w+Theory|Trait|Collection|Category|TestCategory|TestMethod|DataTestMethod|Test|Description|DisplayName|Obsolete|SuppressMessage|Conditional|Timeout|Retry|MaxTime|Skip|Ignore|Explicit|Order|Priority|\w*Platforms?\w*|DebuggerStepThrough|MethodImpl|UseCulture|Experimental|RequiresUnreferencedCode|RequiresDynamicCode|Owner|WorkItem|Issue|Bug)$/;

/** Rows of `[MemberData(nameof(Cases))]` or `[ClassData(typeof(Cases))]`, where they are written down. */
function sourceRows(attribute: Attribute, test: Routine, code: CodeIndex): number | undefined {
  const [first, ...more] = attribute.arguments;
  if (attribute.name === 'ClassData') return first?.value.k === 'meta' ? classRows(first.value.of, code) : undefined;
  const name = first?.value.k === 'meta' ? first.value.of.split('.').at(-1) : first?.value.k === 'literal' ? first.value.value : undefined;
  const group = code.groupOf(test);
  if (name === undefined || group === undefined || more.length > 0) return undefined;
  for (const each of [group, ...code.basesOf(group)]) {
    const field = each.fields.find((candidate) => candidate.name === name);
    if (field?.init !== undefined) return writtenRows(field.init);
  }
  const named = membersNamed(group, name, code);
  const init = named.find((each) => each.kind === 'property' && each.init !== undefined)?.init;
  if (init !== undefined) return writtenRows(init);
  const member = named.find((each) => each.hasBody);
  const body = member === undefined ? undefined : code.bodyOf(member);
  return body === undefined ? undefined : writtenRows(body);
}

/** A class that gives no row at all; others are not counted. */
function classRows(type: string, code: CodeIndex): number | undefined {
  const groups = code.typesNamed(simpleTypeName(type)).filter((group) => group.parts.length > 0);
  const [group, ...others] = groups;
  if (group === undefined || others.length > 0) return undefined;
  const isTheoryData = group.parts.some((part) => part.bases.some((base) => /(^|\.)TheoryData\b/.test(base)));
  const routines = group.routines.filter((each) => each.hasBody && (isTheoryData || each.name === 'GetEnumerator'));
  // One that hands on to the other says nothing.
  const bodies = routines.flatMap((each) => code.bodyOf(each) ?? []).filter((body) => !nodesOf(body, 'call').some(handsOn));
  const isEmpty = (body: Node) => writtenRows(body) === 0 || (isTheoryData && statementsOf(body).length === 0);
  return bodies.length > 0 && bodies.every(isEmpty) ? 0 : undefined;
}

/** `GetEnumerator()` of the class itself. */
function handsOn({ callee }: NodeOf<'call'>): boolean {
  return /^(this\.)?GetEnumerator$/.test(pathOf(callee) ?? '');
}

function writtenRows(node: Node): number | undefined {
  const statements = node.k === 'block' ? node.body : [node];
  const [only] = statements;
  if (statements.length === 1 && only !== undefined) {
    const value = only.k === 'return' && only.yields !== true ? only.values[0] : only;
    if (value !== undefined && value.k === 'call' && isEmptyCollection(value)) return 0;
    if (value?.k === 'create' && value.items.length === 0 && value.args.length > 0) return isEmptyCollection(value) ? 0 : undefined;
    if (value?.k === 'create') return value.items.some((item) => item.k === 'unary' && item.op === '..') ? undefined : value.items.length;
    if (value?.k === 'call' && calleeName(value.callee) === 'Empty' && value.args.length === 0) return 0;
  }
  if (nodesOf(node, 'loop').length > 0) return undefined;
  const yields = nodesOf(node, 'return').filter((each) => each.yields === true).length;
  const adds = nodesOf(node, 'call').filter((call) => calleeName(call.callee) === 'Add').length;
  if (yields > 0) return yields;
  if (adds > 0) return adds;
  return nodesOf(node, 'jump').some((jump) => jump.how === 'yield-break') ? 0 : undefined;
}

/** How many cases a C# test runs at most, by what is written down; undefined where that can't be counted. */
export function csharpCasesOf(test: Routine, checks: number, code: CodeIndex): number | undefined {
  const rows = rowsOf(test, code);
  const body = code.bodyOf(test);
  if (rows === undefined || body === undefined) return undefined;
  let items = 0;
  let isOpen = false;
  walk(body, (node) => {
    if (node.k === 'call') items += itemsOfCall(node, body, test, code);
    if (node.k !== 'loop') return;
    const count = node.how === 'each' && node.over !== undefined ? itemsOf(node.over, body, test, code) : loopRounds(node);
    if (count === undefined) isOpen = true;
    else items += count;
  });
  if (isOpen) return undefined;
  const [, calls] = mostRepeated(body);
  return Math.max(rows, 1) * Math.max(1, checks, calls, items + checks - 1);
}

/** `Assert.All([…], item => …)`, `cases.ForEach(…)`: as many cases as there are items. */
function itemsOfCall(call: NodeOf<'call'>, body: Node, test: Routine, code: CodeIndex): number {
  if (!call.args.some(({ value }) => value.k === 'lambda')) return 0;
  const over = call.callee.k === 'member' ? [call.callee.of, ...call.args.map(({ value }) => value)] : call.args.map(({ value }) => value);
  return Math.max(
    0,
    ...over.map((each) => (each.k === 'create' || each.k === 'name' || each.k === 'cast' ? (itemsOf(each, body, test, code) ?? 0) : 0)),
  );
}

/** `for (i = 0; i < 4; i++)` over nothing that is written down runs one case often. */
function loopRounds(loop: NodeOf<'loop'>): number | undefined {
  return nodesOf(loop.body, 'index').length > 0 ? undefined : 1;
}

function itemsOf(over: Node, body: Node, test: Routine, code: CodeIndex): number | undefined {
  const value = over.k === 'cast' ? over.value : over;
  if (value.k === 'create') return value.items.length;
  if (value.k !== 'name') return pathOf(value) === undefined ? undefined : 1;
  const declared = nodesOf(body, 'declare').filter((each) => each.names[0] === value.name);
  const [only] = declared;
  if (declared.length === 1 && only?.values[0]?.k === 'create') return only.values[0].items.length;
  const group = code.groupOf(test);
  const field = group?.fields.find((each) => each.name === value.name);
  return field?.init?.k === 'create' ? field.init.items.length : undefined;
}
