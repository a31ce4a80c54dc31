import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { memberNames } from '../pair/names.js';
import { isGuard, isLog, lockChange } from './behaviour.js';
import { resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { writesLog } from './hollow.js';
import { isErrorName, keyOf, type Profile, wordsOf, writtenName } from './profile.js';
import { onlyComputes } from './purity.js';
import { calleeName, childrenOf, nodesOf, pathOf, rootName, walk } from './walk.js';

/** Something that a body does to the world: state that it writes, a call that it makes for what it does, a value that it sends. */
export interface Change {
  /** The name that it is known by: the last one written, or the callee's. */
  readonly name: string;
  /** Which way a number goes; '' where it is set, or where that cannot be told. */
  readonly direction: '' | '+' | '-';
  /** Whether a member is called for what it does; state is written otherwise. */
  readonly isCall: boolean;
  /** Whether the C# type has that very member, ready to be called. */
  readonly isLeft?: boolean;
  readonly text: string;
  readonly at: number;
}

/** How what Go changes is held against what C# changes. */
interface ChangeBalance {
  /** Changes that Go makes and that C# has nothing of that name for. */
  readonly missing: readonly Change[];
  /** Changes of C# that Go knows nothing of: each may be a missing one in another guise. */
  readonly strange: number;
}

/**
 * The missing changes, if they tell: two and more than C# may have in another guise; or one, if C# changes nothing that Go does not know, and
 * what is missing is a call or goes the other way (Go takes away where C# only adds).
 */
function tellingChanges({ missing, strange }: ChangeBalance): readonly Change[] {
  const isTelling =
    missing.length > 1 + 2 * strange || (strange === 0 && missing.some(({ isCall, direction }) => isCall || direction !== ''));
  return isTelling ? missing : missing.filter(({ isLeft }) => isLeft);
}

/** What Go changes and C# leaves out, as far as the names tell. */
export function lostChanges(go: Routine, members: readonly Routine[], facts: Facts): readonly Change[] {
  const balance = changeBalance(go, members, facts);
  return balance === undefined ? [] : tellingChanges(balance);
}

/** Undefined where the names tell nothing: a constructor, an object that is copied whole, a body that cannot be read. */
function changeBalance(go: Routine, members: readonly Routine[], facts: Facts): ChangeBalance | undefined {
  const body = facts.bodyOf(go);
  if (body === undefined || members.some(({ kind }) => kind === 'constructor')) return undefined;
  const theirs = changesInGo(body, go, facts);
  const goProfile = facts.profile([go]);
  const csharp = facts.profile(members, go);
  if (theirs.length === 0 || csharp.copies) return undefined;
  const ours = changesInCsharp(members, goProfile, facts);
  if (ours === undefined) return undefined;
  // A member that is called and does nothing is what its own row has to answer for.
  const called = new Set(
    members.flatMap((member) =>
      nodesOf(facts.reachable(member)?.body ?? body, 'call').map(({ callee }) => keyOf(calleeName(callee) ?? '')),
    ),
  );
  // An exception may be what Go keeps in a field.
  const thrown =
    members.flatMap((member) => nodesOf(facts.effective(member) ?? body, 'raise')).length > nodesOf(body, 'raise').length ? 1 : 0;
  return {
    missing: distinct(
      theirs.filter((change) => !(change.isCall && called.has(keyOf(change.name))) && !isDone(change, ours, csharp, facts)),
    ).map((change) => ({
      ...change,
      isLeft: isLeft(change, members, facts),
    })),
    strange: new Set(ours.filter(({ name }) => !isKnown(name, goProfile, theirs)).map(({ name }) => keyOf(name))).size + thrown,
  };
}

/** Whether a member of the same type bears the name of a call that is missing. */
function isLeft({ isCall, name }: Change, members: readonly Routine[], { csharp }: Facts): boolean {
  const key = keyOf(name);
  return (
    isCall && members.some((member) => csharp.groupOf(member)?.routines.some((each) => each.hasBody && keyOf(each.name) === key) === true)
  );
}

function distinct(changes: readonly Change[]): readonly Change[] {
  return [...new Map(changes.map((change) => [keyOf(change.name), change])).values()];
}

function isDone(change: Change, ours: readonly Change[], csharp: Profile, facts: Facts): boolean {
  const key = keyOf(change.name);
  const same = ours.filter(({ name }) => keyOf(name) === key);
  if (change.direction !== '' && same.length > 0) return same.some(({ direction }) => direction === '' || direction === change.direction);
  const profiles = [csharp, ...csharp.callees.map((callee) => facts.profile([callee]))];
  if (profiles.some(({ mentions, touched }) => mentions.has(key) || touched.has(key))) return true;
  const words = wordsOf(change.name);
  if (words.length > 0 && words.every((word) => profiles.some((profile) => profile.words.has(word)))) return true;
  // `setIthEdge(i, to)` may be `Edges[i] = to`.
  if (
    words.some(
      (word) => word.length > 3 && ours.some(({ name }) => wordsOf(name).some((each) => each.replace(/s$/, '') === word.replace(/s$/, ''))),
    )
  )
    return true;
  // A count that the port has no name for is what a list of it keeps by itself.
  if (change.direction !== '' && !change.isCall && /count|len|size|num/i.test(change.name) && !csharp.known().has(key)) return true;
  const mapped = facts.claims.goNamed(change.name).flatMap((row) => memberNames(row.dotnetMethod));
  return mapped.some((member) => csharp.mentions.has(keyOf(member.name)));
}

function isKnown(name: string, go: Profile, changes: readonly Change[]): boolean {
  const key = keyOf(name);
  if (go.mentions.has(key) || go.touched.has(key)) return true;
  const words = wordsOf(name);
  // `_leafNodes` may be `nleafs`.
  if (changes.some((change) => !go.mentions.has(key) && isCutShort(change.name, words))) return false;
  return words.length > 0 && words.every((word) => go.words.has(word) || go.words.has(word.replace(/s$/, '')));
}

/** Whether a name of Go has a part of the first word of a longer one. */
function isCutShort(name: string, [first]: readonly string[]): boolean {
  return first !== undefined && first.length > 3 && keyOf(name).includes(first);
}

/** What C# sees to by itself, or has under quite another name. */
const BOILERPLATE =
  /^(R?Lock|R?Unlock|TryLock|Close|close|Done|Add|Wait|Stop|Reset|Grow|Put|Release|Set(Read|Write)?Deadline|Seek|panic|recover|print|println|clear|Sleep|Gosched|GC|Free|Unref|Flush|Sync|cancel|Discard|Init|Helper|Put(Uint|Int|Var|Uvar)\w*)$/;

function changesInGo(body: Node, go: Routine, facts: Facts): Change[] {
  const found: Change[] = [];
  const shared = sharedInGo(body, go);
  const call = (node: NodeOf<'call'>) => {
    const name = calleeName(node.callee);
    const root = rootName(node.callee);
    if (name === undefined || root === undefined || lockChange(node) !== undefined || BOILERPLATE.test(name) || writesLog(node, go, facts))
      return;
    if (name === 'delete' || name === 'copy') {
      const target = node.args[0]?.value;
      const of = target === undefined ? undefined : writtenName(target);
      const whose = target === undefined ? undefined : rootName(target);
      if (name === 'delete' && of !== undefined && whose !== undefined && shared.has(whose)) found.push(changeOf(of, '', node));
      return;
    }
    // A function that is handed what it works on may do no more than compute.
    if (node.callee.k === 'name' || !shared.has(root)) return;
    const subject = subjectOf(node);
    const targets = facts.go.routinesNamed(name).filter((each) => each.name === name);
    // A value that is asked for on the way is no change; of the library, what the receiver holds is asked to change.
    const isDeed =
      targets.length > 0
        ? targets.every(({ results }) => results.length === 0 || results.join() === 'error')
        : subject !== name || /^[a-z]/.test(name);
    if (isDeed) found.push(changeOf(subject, '', node));
  };
  const visit = (node: Node): void => {
    switch (node.k) {
      case 'assign': {
        for (const target of node.targets) {
          const name = writtenName(target);
          const root = rootName(target);
          if (name === undefined || root === undefined || target.k === 'name' || !shared.has(root)) continue;
          // A slice or a map that was handed in is how a result leaves.
          const isResult = target.k !== 'member' && go.parameters.some((parameter) => parameter.name === root) && name === root;
          if (!isResult) found.push(changeOf(name, directionOf(node.op), node));
        }
        if (node.op === '<-' && node.targets[0]?.k === 'name') found.push(changeOf(node.targets[0].name, '', node));
        for (const value of node.values) if (node.targets.every(isError) && value.k === 'call') call(value);
        break;
      }
      case 'declare':
        if (node.names.every(holdsNoMore)) for (const value of node.values) if (value.k === 'call') call(value);
        break;
      case 'call':
        call(node);
        break;
      case 'spawn':
      case 'defer':
        if (node.body.k !== 'call') break;
        if (node.k === 'spawn') call(node.body);
        if (node.body.callee.k === 'lambda') visit(node.body.callee.body);
        return;
      case 'raise':
        if (node.how === 'error' && node.value?.k === 'call' && !/Err|New|Wrap|errorf/i.test(calleeName(node.value.callee) ?? ''))
          call(node.value);
        return;
    }
    for (const child of statementsBelow(node)) visit(child);
  };
  visit(body);
  // Of a name like `ld` or `ch` none can tell what it is called elsewhere.
  const telling = found.filter(({ name }) => keyOf(name).length > 3);
  return [...new Map(telling.map((change) => [`${keyOf(change.name)}${change.direction}`, change])).values()];
}

/** Statements in a statement; of an expression, lambdas alone. */
function statementsBelow(node: Node): readonly Node[] {
  switch (node.k) {
    case 'block':
    case 'branch':
    case 'loop':
    case 'try':
    case 'lock':
      return childrenOf(node);
    case 'lambda':
      return [node.body];
    default:
      return outermostLambdas(node);
  }
}

function outermostLambdas(node: Node): readonly Node[] {
  const found: Node[] = [];
  walk(node, (each) => {
    if (each.k !== 'lambda') return undefined;
    found.push(each);
    return false;
  });
  return found;
}

/** The receiver, the parameters, and the locals that hold what was reached through one of them. */
function sharedInGo(body: Node, go: Routine): Set<string> {
  const shared = new Set([...(go.receiver === undefined ? [] : [go.receiver]), ...go.parameters.map(({ name }) => name)]);
  const isReached = (value: Node | undefined): boolean => {
    if (value?.k === 'call') return value.callee.k === 'member' && !MAKES.test(value.callee.name) && isReached(value.callee.of);
    if (value?.k === 'index') return value.args.length === 1 && isReached(value.of);
    if (value?.k === 'cast' || (value?.k === 'unary' && (value.op === '&' || value.op === '<-'))) return isReached(value.value);
    return value?.k === 'member' ? isReached(value.of) : value?.k === 'name' && shared.has(value.name);
  };
  walk(body, (node) => {
    if (node.k === 'declare' && isReached(node.values[0])) for (const name of node.names) shared.add(name);
    if (node.k === 'loop' && isReached(node.over)) for (const name of node.names ?? []) shared.add(name);
  });
  return shared;
}

const MAKES = /^([nN]ew|[cC]lone|[cC]opy)/;

function changesInCsharp(members: readonly Routine[], go: Profile, facts: Facts): readonly Change[] | undefined {
  const found: Change[] = [];
  const seen = new Set(members);
  const layer = [...members];
  for (const routine of layer) {
    const body = facts.effective(routine);
    if (body === undefined) return undefined;
    const own = ownInCsharp(body, routine);
    const locals = new Set([...routine.parameters.map(({ name }) => name), ...nodesOf(body, 'declare').flatMap(({ names }) => names)]);
    walk(body, (node) => {
      if (node.k === 'assign') {
        for (const target of node.targets) {
          const root = rootName(target);
          const name = writtenName(target);
          if (name === undefined || root === undefined || own.has(root) || (target.k === 'name' && locals.has(target.name))) continue;
          found.push(changeOf(name, directionOf(node.op), node));
        }
      } else if (node.k === 'call') {
        const targets = resolveCall(node, routine, facts.csharp).filter(({ hasBody }) => hasBody);
        const inner = targets.filter((target) => !facts.claims.isMapped(target));
        // What no row speaks of is part of the member; what one speaks of is a deed by its name.
        const isCallOfBoth = go.mentions.has(keyOf(calleeName(node.callee) ?? ''));
        if (targets.length > 0 && inner.length === targets.length && !isCallOfBoth && layer.length < 40) {
          for (const target of inner) {
            if (seen.has(target)) continue;
            seen.add(target);
            layer.push(target);
          }
          return undefined;
        }
        const root = rootName(node.callee);
        const name = calleeName(node.callee);
        if (name === undefined || isLog(node) || isGuard(node) || lockChange(node) !== undefined || onlyComputes(node)) return undefined;
        if (root !== undefined && (own.has(root) || IDLE.test(root) || IDLE.test(name))) return undefined;
        found.push(changeOf(subjectOf(node), directionOf(name), node));
      }
      return undefined;
    });
  }
  return found;
}

function ownInCsharp(body: Node, routine: Routine): Set<string> {
  const own = new Set(['_', ...routine.parameters.filter(({ by }) => by === 'out').map(({ name }) => name)]);
  walk(body, (node) => {
    if (node.k !== 'declare') return;
    const isMade = node.values.every(
      (value) => value.k === 'create' || value.k === 'literal' || value.k === 'binary' || value.k === 'list',
    );
    // A name that holds what it was given is not what was given; only its parts are.
    if (isMade) for (const name of node.names) own.add(name);
  });
  return own;
}

/** Types and members of the library that change nothing of the port. */
const IDLE =
  /^(Random|Task|Thread|ReferenceEquals|Equals|Next|NextDouble|ConfigureAwait|GetAwaiter|ThrowIf\w*|_?(log|warn|debug|trace|error)\w*)$/;

/** What a call changes, as far as a name tells: its receiver if the callee says only how. */
function subjectOf({ callee, args }: NodeOf<'call'>): string {
  const name = calleeName(callee) ?? '';
  const receiver = callee.k === 'member' ? writtenName(callee.of) : undefined;
  // `Interlocked.Increment(ref _count)`.
  const target = /^(Interlocked|Volatile)$/.test(receiver ?? '') ? args[0]?.value : undefined;
  if (target !== undefined) return writtenName(target) ?? name;
  return receiver !== undefined && receiver !== 'this' && GENERIC.test(name) ? receiver : name;
}

/** Names of the libraries that say how something changes, and not what. */
const GENERIC =
  /^(Try)?(Add|AddRange|Append|Insert|Remove|RemoveAll|RemoveAt|Delete|Clear|Push|Pop|Enqueue|Dequeue|Set|SetResult|Put|Store|Swap|CompareAndSwap|Update|Increment|Decrement|Exchange|CompareExchange|Write|WriteByte|WriteString|WriteAsync|Reset|Release|Cancel|Dispose|Change|Signal|Broadcast|Pulse|PulseAll|Invoke|MoveToFront|MoveToBack|PushBack|PushFront|AddFirst|AddLast|RemoveFirst|RemoveLast|Sort|TrySetResult|GetOrAdd|AddOrUpdate)(Async)?$/;

function changeOf(name: string, direction: Change['direction'], node: Node): Change {
  const text = node.k === 'call' ? (pathOf(node.callee) ?? name) : node.k === 'assign' ? (pathOf(node.targets[0] as Node) ?? name) : name;
  return { name, direction, isCall: node.k === 'call' && calleeName(node.callee) === name, text, at: node.at };
}

function directionOf(op: string): Change['direction'] {
  if (op === '++' || op === '+=' || op === 'Increment') return '+';
  return op === '--' || op === '-=' || op === 'Decrement' ? '-' : '';
}

function isError(target: Node): boolean {
  return target.k === 'name' && holdsNoMore(target.name);
}

/** A name for an error, or for nothing: a call that gives no more is made for what it does. */
function holdsNoMore(name: string): boolean {
  return name === '_' || isErrorName(name);
}
