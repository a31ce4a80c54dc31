import type { Routine } from '../model/source.js';
import { memberNames } from '../pair/names.js';
import { plural } from './describe.js';
import type { Facts } from './facts.js';
import { BIAS, THRESHOLD, WEIGHTS } from './fidelity-weights.js';
import { type Deed, keyOf, type Profile, wordsOf } from './profile.js';

/** What the Go body has and the C# body has nothing for, and how much that weighs. */
export interface Fidelity {
  /** 0: all of Go is there; 1: next to nothing. Calibrated: see docs/calibration.md. */
  readonly score: number;
  readonly features: Features;
  readonly missingCalls: readonly Deed[];
  readonly missingWrites: readonly Deed[];
  /** Error exits of Go that arise there, and how many C# has for them. */
  readonly errors: { readonly go: Profile['errors']; readonly csharp: number };
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

/** Compares the bodies of a pair. Calls are matched through the claims of the database, then by name. */
export function fidelityOf(go: Profile, csharp: Profile, facts: Facts): Fidelity {
  const isThere = presence(csharp, facts);
  const calls = go.deeds.filter((deed) => deed.kind === 'call');
  const writes = go.deeds.filter((deed) => deed.kind === 'write');
  const reads = go.deeds.filter((deed) => deed.kind === 'read');
  const literals = go.deeds.filter((deed) => deed.kind === 'literal');
  const missingCalls = distinct(calls.filter((deed) => !isThere(deed)));
  const missingWrites = distinct(writes.filter((deed) => !csharp.touched.has(deed.key)));
  const gap = longestGap(go, isThere);
  const keyed = go.steps.filter((step) => step.deeds.length > 0).length;
  const surplus = surplusOf(go, csharp);
  const closeness = 1 - surplus;
  const callsMissing = share(missingCalls.length, distinct(calls).length);
  const writesMissing = share(missingWrites.length, distinct(writes).length);
  const stepsMissing = share(go.steps.filter((step) => isBare(step.deeds, isThere)).length, keyed);
  const errorExits = csharp.errors.length + Math.max(0, csharp.softErrors - go.softErrors);
  const repeats = repeated(calls, csharp);
  const mapped = distinct(calls).filter((deed) => facts.claims.goNamed(nameOf(deed)).length > 0);
  const mappedMissing = share(mapped.filter((deed) => !isThere(deed)).length, mapped.length);
  const tail = share(tailOf(go, isThere), keyed);
  const features: Features = {
    callsMissing,
    mappedMissing,
    writesMissing,
    tail,
    readsMissing: share(distinct(reads.filter((deed) => !isThere(deed))).length, distinct(reads).length),
    literalsMissing: share(literals.filter((deed) => !isThere(deed)).length, literals.length),
    stepsMissing,
    gap: gap === undefined ? 0 : share(gap.steps, keyed),
    fewerDecisions: shortfall(go.decisions, csharp.decisions),
    fewerLoops: shortfall(go.loops, csharp.loops),
    fewerErrors: shortfall(go.errors.length, errorExits),
    noErrors: go.errors.length > 0 && errorExits === 0 ? 1 : 0,
    smaller: Math.max(0, Math.log((go.size + 2) / (csharp.size + 2))),
    cutLoops: csharp.cutLoops.length > go.cutLoops.length ? 1 : 0,
    unused: Math.max(0, csharp.unused - go.unused) / Math.max(1, csharp.parameters),
    repeats,
    closeCalls: callsMissing * closeness,
    closeMapped: mappedMissing * closeness,
    closeTail: tail * closeness,
    closeWrites: writesMissing * closeness,
    closeSteps: stepsMissing * closeness,
    closeDecisions: shortfall(go.decisions, csharp.decisions) * closeness,
    closeLoops: shortfall(go.loops, csharp.loops) * closeness,
    closeSize: Math.max(0, Math.log((go.size + 2) / (csharp.size + 2))) * closeness,
    idle: csharp.touched.size === 0 && writes.length > 0 ? 1 : 0,
    surplus,
    small: 1 / Math.sqrt(go.size + 1),
  };
  let sum = BIAS;
  for (const [name, value] of Object.entries(features)) sum += WEIGHTS[name as Feature] * value;
  return { score: 1 / (1 + Math.exp(-sum)), features, missingCalls, missingWrites, errors: { go: go.errors, csharp: errorExits }, gap };
}

/** Whether so much is missing that an honest port hardly ever looks like it. */
export function isThin(fidelity: Fidelity): boolean {
  return fidelity.score >= THRESHOLD;
}

/** The differences in words, the weightiest first: "calls neither `a` nor `b`". Empty where there is nothing to name. */
export function differencesOf(fidelity: Fidelity, go: Profile, csharp: Profile): string[] {
  const { missingCalls, missingWrites, errors, gap } = fidelity;
  const found: string[] = [];
  if (missingCalls.length > 0) found.push(`Go calls ${listed(missingCalls.map(({ text }) => text))}`);
  if (missingWrites.length > 0) found.push(`Go writes ${listed(missingWrites.map(({ text }) => text))}`);
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

/** The share of C#'s calls and state that Go knows nothing of: high where the work is done in another way. */
function surplusOf(go: Profile, csharp: Profile): number {
  const names = distinct(csharp.deeds.filter((deed) => deed.kind !== 'literal'));
  if (names.length === 0) return 0;
  const strange = names.filter(({ key, text }) => {
    if (go.mentions.has(key) || go.touched.has(key)) return false;
    const words = wordsOf(text.slice(text.lastIndexOf('.') + 1));
    return words.length === 0 || !words.every((word) => go.words.has(word));
  });
  return strange.length / names.length;
}

function distinct(deeds: readonly Deed[]): Deed[] {
  return [...new Map(deeds.map((deed) => [deed.key, deed])).values()];
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
  return fidelityOf(facts.profile([go]), facts.profile(members), facts);
}
