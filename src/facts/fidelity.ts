import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { memberNames } from '../pair/names.js';
import { plural } from './describe.js';
import type { Facts } from './facts.js';
import { BIAS, THRESHOLD, WEIGHTS } from './fidelity-weights.js';
import { type Deed, keyOf, type Profile, wordsOf } from './profile.js';
import { calleeName, NOTHING, nodesOf, statementsOf } from './walk.js';

/** What the Go body has and the C# body has nothing for, and how much that weighs. */
export interface Fidelity {
  /** 0: all of Go is there; 1: next to nothing. Calibrated: see docs/calibration.md. */
  readonly score: number;
  readonly features: Features;
  /** C# does the work with next to nothing that Go knows: the score then says nothing. */
  readonly ownWay: boolean;
  /** C# does it in an expression or two by way of the library, or hands it to a delegate: how much of Go's text is there then says nothing. */
  readonly condensed: boolean;
  readonly missingCalls: readonly Deed[];
  /** State that the port has, and that Go changes or looks at here: C# does not, nor what it calls. */
  readonly lostWrites: readonly Deed[];
  readonly lostReads: readonly Deed[];
  /** Error exits of Go that arise there, how many C# has for them, and whether one of these is the library's, which may stand for several. */
  readonly errors: { readonly go: Profile['errors']; readonly csharp: number; readonly inLibrary: boolean };
  /** The longest run of Go statements of which nothing is in C#: first and last line. */
  readonly gap: { readonly from: number; readonly to: number; readonly steps: number } | undefined;
}

export type Feature = keyof typeof WEIGHTS;
export type Features = Readonly<Record<Feature, number>>;

/** Names of Go's library with those of .NET that do the same: lower case, as `keyOf` gives them. */
const SAME: Readonly<Record<string, RegExp>> = {
  append: /^(add|append|concat|insert|addrange|enqueue|push)/,
  sprintf: /^(format|tostring|join|concat|interpolate)/,
  readfile: /^readall/,
  writefile: /^writeall/,
  itoa: /^tostring|format/,
  atoi: /parse/,
  hasprefix: /^startswith/,
  hassuffix: /^endswith/,
  fields: /^split/,
  tolower: /^tolower/,
  toupper: /^toupper/,
  mkdirall: /^createdirectory/,
  putuint64: /^write(u?int64|uint64)/,
  putuint32: /^writeu?int32/,
  since: /elapsed|subtract|now/,
};

/**
 * Compares the bodies of a pair. Calls are matched through the claims of the database, then by name.
 * @param isExpression whether C# does it in a statement or two
 */
export function fidelityOf(go: Profile, csharp: Profile, isExpression: boolean, facts: Facts, members: readonly Routine[]): Fidelity {
  const isThere = presence(csharp, facts);
  const calls = go.deeds.filter((deed) => deed.kind === 'call');
  const writes = go.deeds.filter((deed) => deed.kind === 'write');
  const reads = go.deeds.filter((deed) => deed.kind === 'read');
  const literals = go.deeds.filter((deed) => deed.kind === 'literal');
  const missingCalls = distinct(calls.filter((deed) => !isThere(deed)));
  const missingWrites = distinct(writes.filter((deed) => !csharp.touched.has(deed.key)));
  const gap = longestGap(go, isThere);
  const keyed = go.steps.filter((step) => step.deeds.length > 0).length;
  const { all, strange } = strangeNames(go, csharp);
  const surplus = share(strange, all);
  const closeness = 1 - surplus;
  const writesMissing = share(missingWrites.length, distinct(writes).length);
  const errorExits = csharp.errors.length + csharp.refusals + Math.max(0, csharp.softErrors - go.softErrors);
  const repeats = repeated(calls, csharp);
  const mapped = distinct(calls).filter((deed) => facts.claims.goNamed(nameOf(deed)).length > 0);
  const tail = share(tailOf(go, isThere), keyed);
  const isKnown = (deed: Deed) => csharp.known().has(deed.key);
  const knownWrites = distinct(writes).filter(isKnown);
  const lostWrites =
    csharp.constructs || csharp.handsOut
      ? []
      : missingWrites.filter(
          (deed) => isKnown(deed) && !isTouched(deed.key, csharp, facts) && !isTouchedElsewhere(deed.key, members, facts),
        );
  const knownReads = distinct(reads).filter(isKnown);
  const lostReads = csharp.constructs || csharp.copies ? [] : knownReads.filter((deed) => !isMentioned(deed.key, csharp, facts));
  const lostCalls = missingCalls.filter((deed) => isPorted(deed, facts) && !isMentioned(deed.key, csharp, facts));
  const fewerDecisions = shortfall(go.decisions, csharp.decisions);
  const fewerLoops = shortfall(go.loops, csharp.loops);
  const features: Features = {
    callsMissing: share(missingCalls.length, distinct(calls).length),
    readsMissing: share(distinct(reads.filter((deed) => !isThere(deed))).length, distinct(reads).length),
    literalsMissing: share(literals.filter((deed) => !isThere(deed)).length, literals.length),
    tail,
    fewerDecisions,
    fewerLoops,
    noErrors: go.errors.length > 0 && errorExits === 0 ? 1 : 0,
    smaller: Math.max(0, Math.log((go.size + 2) / (csharp.size + 2))),
    cutLoops: csharp.cutLoops.length > go.cutLoops.length ? 1 : 0,
    unused: Math.max(0, csharp.unused - go.unused) / Math.max(1, csharp.parameters),
    repeats,
    idle: csharp.touched.size === 0 && writes.length > 0 ? 1 : 0,
    manyMapped: Math.log1p(mapped.filter((deed) => !isThere(deed)).length),
    manyWrites: Math.log1p(missingWrites.length) * writesMissing,
    closeLoops: fewerLoops * closeness,
    closeSize: Math.max(0, Math.log((go.size + 2) / (csharp.size + 2))) * closeness,
    lostWrites: Math.log1p(lostWrites.length),
    lostWriteShare: share(lostWrites.length, knownWrites.length),
    lostReads: Math.log1p(lostReads.length),
    lostReadShare: share(lostReads.length, knownReads.length),
    lostCalls: Math.log1p(lostCalls.length),
    lostCallShare: share(lostCalls.length, distinct(calls).length),
    lost: lostWrites.length + lostReads.length + lostCalls.length,
    surplus,
    small: 1 / Math.sqrt(go.size + 1),
  };
  let sum = BIAS;
  for (const [name, value] of Object.entries(features)) sum += WEIGHTS[name as Feature] * value;
  return {
    score: 1 / (1 + Math.exp(-sum)),
    features,
    // One strange name is no way of doing it.
    ownWay: strange / Math.max(all, 3) > 0.85,
    condensed: csharp.handsOut || (isExpression && csharp.foreign > 0 && csharp.unused === 0),
    missingCalls,
    lostWrites,
    lostReads,
    errors: { go: go.errors, csharp: errorExits, inLibrary: csharp.refusals > 0 },
    gap,
  };
}

/** Whether so much is missing that an honest port hardly ever looks like it. */
export function isThin(fidelity: Fidelity): boolean {
  return isPlain(fidelity) || (fidelity.score >= THRESHOLD && isTelling(fidelity));
}

/** Whether the score says anything: not of a body that does its work in a way of its own, or in an expression of the library. */
export function isTelling({ ownWay, condensed }: Fidelity): boolean {
  return !ownWay && !condensed;
}

/** Above this share of calls and state that Go does not know, C# does the work in a way of its own. */
export const OWN_WAY = 0.7;

/** What needs no weighing: state of the port that Go changes and C# does not, three things at once, or every loop. */
export function isPlain({ features, condensed }: Fidelity): boolean {
  const { surplus, lostWrites, lostCalls, lost, fewerLoops } = features;
  return surplus < OWN_WAY && (lostWrites > 0 || (!condensed && ((lost > 2 && lostCalls > 0) || fewerLoops === 1)));
}

/** The differences in words, the weightiest first: "calls neither `a` nor `b`". Empty where there is nothing to name. */
export function differencesOf(fidelity: Fidelity, go: Profile, csharp: Profile): string[] {
  const { missingCalls, lostWrites, lostReads, errors, gap } = fidelity;
  const found: string[] = [];
  if (missingCalls.length > 0) found.push(`Go calls ${listed(missingCalls.map(({ text }) => text))}`);
  if (lostWrites.length > 0) found.push(`Go writes ${listed(lostWrites.map(({ text }) => text))}, C# does not`);
  const reads = lostReads.filter((read) => !lostWrites.some((write) => write.key === read.key));
  if (reads.length > 0) found.push(`Go looks at ${listed(reads.map(({ text }) => text))}`);
  if (go.loops > csharp.loops) found.push(`Go has ${plural(go.loops, 'loop')}, C# ${csharp.loops === 0 ? 'none' : csharp.loops}`);
  if (go.decisions > csharp.decisions * 1.5)
    found.push(`Go decides in ${plural(go.decisions, 'place')}, C# in ${csharp.decisions === 0 ? 'none' : csharp.decisions}`);
  if (errors.csharp < errors.go.length)
    found.push(`${errors.go.length - errors.csharp} of ${plural(errors.go.length, 'error exit')} have no counterpart`);
  if (gap !== undefined && gap.steps > 2) found.push(`nothing stands for Go's line ${gap.from} to line ${gap.to}`);
  return found;
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => `\`${text}\``);
  const rest = texts.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Whether the C# side has something for a deed of Go's: the mapped member, the name in any role, or all of its words. */
function presence(csharp: Profile, facts: Facts): (deed: Deed) => boolean {
  const known = new Map<string, boolean>();
  return (deed) => {
    const id = `${deed.kind}:${deed.key}`;
    let answer = known.get(id);
    if (answer === undefined) {
      answer = isPresent(deed, csharp, facts);
      known.set(id, answer);
    }
    return answer;
  };
}

function isPresent(deed: Deed, csharp: Profile, facts: Facts): boolean {
  if (csharp.mentions.has(deed.key)) return true;
  if (deed.kind === 'literal') return false;
  if (deed.kind === 'write' && csharp.touched.has(deed.key)) return true;
  const name = nameOf(deed);
  if (deed.kind === 'call') {
    const rows = facts.claims.goNamed(name);
    if (rows.flatMap((row) => memberNames(row.dotnetMethod)).some((member) => csharp.mentions.has(keyOf(member.name)))) return true;
    // `NewFoo` is often a constructor.
    if (/^new/i.test(name) && rows.some((row) => csharp.mentions.has(keyOf(row.dotnetClass.replace(/^.*[.+]/, ''))))) return true;
    const same = SAME[deed.key];
    if (same !== undefined && [...csharp.mentions.keys()].some((key) => same.test(key))) return true;
  }
  const words = wordsOf(name);
  return words.length > 0 && words.every((word) => csharp.words.has(word) || (word.length > 4 && csharp.words.has(word.replace(/s$/, ''))));
}

/** A step of which nothing is there; one whose names are all common says nothing. */
function isBare(deeds: readonly Deed[], isThere: (deed: Deed) => boolean): boolean {
  return deeds.length > 0 && !deeds.some(isThere);
}

function longestGap(go: Profile, isThere: (deed: Deed) => boolean): Fidelity['gap'] {
  let best: Fidelity['gap'];
  let from = 0;
  let steps = 0;
  for (const step of go.steps) {
    if (!isBare(step.deeds, isThere)) {
      steps = 0;
      continue;
    }
    if (steps === 0) from = step.at;
    steps++;
    if (steps > (best?.steps ?? 0)) best = { from, to: Math.max(step.at, from), steps };
  }
  return best;
}

/** How many of Go's calls are there in name, but not as often as Go makes them. */
function repeated(calls: readonly Deed[], csharp: Profile): number {
  let missing = 0;
  let all = 0;
  const counts = new Map<string, number>();
  for (const { key } of calls) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [key, count] of counts) {
    const there = csharp.mentions.get(key);
    if (there === undefined) continue;
    all += count;
    missing += Math.max(0, count - there);
  }
  return share(missing, all);
}

/** C#'s calls and state, and those of them that Go knows nothing of: many where the work is done in another way. */
function strangeNames(go: Profile, csharp: Profile): { readonly all: number; readonly strange: number } {
  const names = distinct(csharp.deeds.filter((deed) => deed.kind !== 'literal'));
  const strange = names.filter(({ key, text }) => {
    if (go.mentions.has(key) || go.touched.has(key)) return false;
    const words = wordsOf(text.slice(text.lastIndexOf('.') + 1));
    return words.length === 0 || !words.every((word) => go.words.has(word));
  });
  return { all: names.length, strange: strange.length };
}

function distinct(deeds: readonly Deed[]): Deed[] {
  return [...new Map(deeds.map((deed) => [deed.key, deed])).values()];
}

/** Whether state is changed under its name, under one that ends in it (`_thisLine`), or by a member that is called. */
function isTouched(key: string, csharp: Profile, facts: Facts): boolean {
  const has = ({ touched }: Profile) =>
    touched.has(key) || [...touched].some((each) => each.length > key.length && key.length > 3 && each.endsWith(key));
  return has(csharp) || csharp.callees.some((callee) => has(facts.profile([callee])));
}

function isMentioned(key: string, csharp: Profile, facts: Facts): boolean {
  return csharp.mentions.has(key) || csharp.callees.some((callee) => facts.profile([callee]).mentions.has(key));
}

/** Whether a member that is called on a local changes the state: of what type the local is, syntax does not tell. */
function isTouchedElsewhere(key: string, members: readonly Routine[], facts: Facts): boolean {
  const calls = members.flatMap((member) => nodesOf(facts.effective(member) ?? NOTHING, 'call'));
  return calls.some(({ callee }) => {
    const root = callee.k === 'member' && callee.of.k === 'name' ? callee.of.name : '';
    if (!/^[a-z]/.test(root) || root === 'this' || root === 'base') return false;
    const named = facts.csharp.routinesNamed(calleeName(callee) ?? '').filter((each) => each.hasBody && !facts.csharp.isTest(each));
    return named.length <= 3 && named.some((each) => facts.profile([each]).touched.has(key));
  });
}

/** Whether the port has what Go calls there: by a row, or by its name. */
function isPorted(deed: Deed, facts: Facts): boolean {
  const name = nameOf(deed);
  return facts.claims.goNamed(name).length > 0 || facts.csharp.routinesNamed(name).some((each) => !facts.csharp.isTest(each));
}

function nameOf(deed: Deed): string {
  return deed.text.slice(deed.text.lastIndexOf('.') + 1);
}

/** How many steps at the end have nothing on the other side. */
function tailOf(go: Profile, isThere: (deed: Deed) => boolean): number {
  const last = go.steps.findLastIndex((step) => step.deeds.some(isThere));
  return go.steps.length - 1 - last;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function shortfall(go: number, csharp: number): number {
  return go === 0 ? 0 : Math.max(0, go - csharp) / go;
}

/** The comparison of a row's Go function with all members that it names; undefined where one of them has no body. */
export function fidelityOfPair(go: Routine, members: readonly Routine[], facts: Facts): Fidelity | undefined {
  if (facts.bodyOf(go) === undefined || members.some((member) => facts.bodyOf(member) === undefined)) return undefined;
  const isExpression = members.every((member) => isFewExpressions(facts.effective(member)));
  return fidelityOf(facts.profile([go]), facts.profile(members, go), isExpression, facts, members);
}

/** One or two statements without a condition, a loop or a lock of their own. */
function isFewExpressions(body: Node | undefined): boolean {
  const statements = body === undefined ? [] : statementsOf(body);
  return statements.length > 0 && statements.length <= 2 && statements.every(({ k }) => /^(return|call|assign|await|declare)$/.test(k));
}
