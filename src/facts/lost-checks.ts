import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { memberNames } from '../pair/names.js';
import { isSubstitute } from './assertions.js';
import type { Facts } from './facts.js';
import type { Loss } from './loss.js';
import { keyOf } from './profile.js';
import { calleeName, NOTHING, nodesOf, pathOf, rootName, statementsOf, walk } from './walk.js';

/** First words of what every test does to get its object, to fill it, to look at it and to be rid of it, and of what Go's tests have for themselves. */
const EVERYDAY: ReadonlySet<string> = new Set(
  `new make create open start run stop close shutdown dispose wait lock unlock rlock runlock get set is has len size count string name id type state
  info error add done recycle flush reset clear init load store delete remove push pop send write read connect subscribe publish request server client
  config options url addr port host sleep now copy encode bytes equal less swap compare next value key do each range format parse sum hash min max log
  debug fatal helper cleanup temp skip parallel fail marshal unmarshal`.split(/\s+/),
);

/** Go's tester, and packages that tests use; `fs` and `list` are rather what the test is about. */
const NOT_OF_PORT =
  /^(t|b|fmt|os|strings|bytes|time|errors|reflect|sort|sync|atomic|filepath|json|http|net|rand|math|strconv|ioutil|io|context|nats|jwt|nkeys|tls|x509|slices|maps|runtime|testing|base64|binary)$/;

/** C# tests with those of their classes that no row speaks of: of one Go test, each may have a case. */
export function withSiblings(members: readonly Routine[], { csharp, claims }: Facts): readonly Routine[] {
  const siblings = members.flatMap((member) => csharp.groupOf(member)?.routines ?? []);
  return [...new Set([...members, ...siblings.filter((each) => each.test && each.hasBody && !claims.isMapped(each))])];
}

/** Members of the port that a Go test calls for what they do, and C# tests do not, be it in a helper. */
export function untestedCalls(go: Routine, members: readonly Routine[], facts: Facts): readonly Loss[] {
  const body = facts.bodyOf(go);
  if (body === undefined) return [];
  const found = new Map<string, Loss & { readonly names: ReadonlySet<string> }>();
  for (const call of nodesOf(body, 'call')) {
    const name = calleeName(call.callee);
    if (name === undefined || call.callee.k !== 'member' || isEveryday(name) || found.has(keyOf(name))) continue;
    if (NOT_OF_PORT.test(rootName(call.callee) ?? '')) continue;
    const rows = facts.claims.goNamed(name).filter(({ kind }) => kind === 'feature');
    const mapped = rows.flatMap((row) => memberNames(row.dotnetMethod).map((member) => member.name));
    const ported = [...mapped, name]
      .flatMap((each) => facts.csharp.routinesNamed(each))
      .filter((each) => !facts.csharp.isTest(each) && each.hasBody);
    // What only tells something of an object, another member may tell with it.
    if (ported.length === 0 || ported.every((each) => statementsOf(facts.bodyOf(each) ?? NOTHING).length < 2)) continue;
    found.set(keyOf(name), { text: pathOf(call.callee) ?? name, at: call.at, names: new Set(ported.map((each) => keyOf(each.name))) });
  }
  if (found.size === 0) return [];
  const used = new Set([...facts.reach.identifiersFrom(members)].map((name) => keyOf(name.slice(name.lastIndexOf('.') + 1))));
  for (const name of onSubstitutes(members, facts)) used.delete(name);
  return [...found.values()].filter(({ names }) => ![...names].some((name) => used.has(name)));
}

/** `StoreMsg` is no everyday word: it says what is stored. */
function isEveryday(name: string): boolean {
  const words = name.split(/(?<=[a-z\d])(?=[A-Z])|_/).map((word) => word.toLowerCase());
  const [first = ''] = words;
  return (
    EVERYDAY.has(first) &&
    (words.length === 1 ||
      /^(new|make|create|open|start|run|stop|close|shutdown|dispose|wait|get|set|is|has|marshal|unmarshal)$/.test(first))
  );
}

/** Names that tests call on nothing but objects which a library of substitutes made up. */
function onSubstitutes(members: readonly Routine[], facts: Facts): ReadonlySet<string> {
  const [made, others] = [new Set<string>(), new Set<string>()];
  for (const member of members) {
    const body = facts.bodyOf(member) ?? NOTHING;
    const substitutes = new Set(
      nodesOf(body, 'declare').flatMap(({ names, values: [value] }) => (value !== undefined && isSubstitute(value) ? names : [])),
    );
    for (const call of nodesOf(body, 'call'))
      (substitutes.has(rootName(call.callee) ?? '') ? made : others).add(keyOf(calleeName(call.callee) ?? ''));
  }
  for (const name of others) made.delete(name);
  return made;
}

/** Whether C# tests, with their helpers, ask for anything that may stand for an error: an exception, `false`, `null`. */
export function asksForErrors(members: readonly Routine[], facts: Facts): boolean {
  for (const routine of facts.reach.from(members, 3)) {
    if (!facts.csharp.isTest(routine)) continue;
    let asks = routine.attributes.some(({ arguments: given }) => given.some(({ value }) => value !== undefined && isNegative(value)));
    walk(facts.bodyOf(routine) ?? NOTHING, (node) => {
      if (isNegative(node) || comparesWithNothing(node) || (node.k === 'try' && node.catches.length > 0)) asks = true;
    });
    if (asks) return true;
  }
  return false;
}

/** `Assert.Equal(0, Parse("x"))` */
function comparesWithNothing(node: Node): boolean {
  const isEqual = node.k === 'call' && /^(Equal|AreEqual|ShouldBe|Be|EqualTo)$/.test(calleeName(node.callee) ?? '');
  return isEqual && node.args.some(({ value }) => value.k === 'literal' && /^0?$/.test(value.value));
}

function isNegative(node: Node): boolean {
  if (node.k === 'literal') return /^(null|default)$/.test(node.type) || /^(false|-1)$/.test(node.value);
  if (node.k === 'unary') return node.op === '!' || node.op === '-';
  return (
    (node.k === 'name' || node.k === 'member') &&
    /throw|exception|err|fail|false|null|invalid|reject|refus|none|never|empty|zero|status|result/i.test(node.name)
  );
}

/** Texts that a Go test has, without what it says when it fails. */
export function textsOf(body: Node): readonly string[] {
  const found = new Set<string>();
  walk(body, (node) => {
    if (node.k === 'call' && /^(t|b|tt)\.(Fatal|Error|Log|Skip)/.test(pathOf(node.callee) ?? '')) return false;
    if (node.k === 'literal' && node.type === 'string' && node.value.length > 1 && /\w/.test(node.value)) found.add(node.value);
    return undefined;
  });
  return [...found];
}
