import type { Level } from '../../src/model/finding.js';
import type { Row } from '../../src/model/row.js';
import type { Routine } from '../../src/model/source.js';
import { BODY_FAKES, type BodyCase, isFakeOf } from './body-fakes.js';
import type { BenchPort, OpenPort } from './port.js';
import { hashOf, Random } from './random.js';
import { applied, type Edit, type Site, siteOf } from './site.js';
import { isTestFakeOf, TEST_FAKES, type TestCase } from './test-fakes.js';

/** What the rules said of one item, honest or faked. */
export interface Verdict {
  readonly port: string;
  readonly item: string;
  readonly name: string;
  readonly role: 'body' | 'test';
  /** `honest`, or the kind of the fake. */
  readonly kind: string;
  /** The strongest level by rule. */
  readonly rules: ReadonlyMap<string, Level>;
  readonly messages: readonly string[];
  /** The C# as it was judged. */
  readonly text: string;
}

export interface BenchOptions {
  readonly seed: number;
  /** At most so many fakes of a kind from one port. */
  readonly perKind: number;
  /** Rows that are known to be honest; all when absent. */
  readonly isHonest?: (row: Row) => boolean;
  readonly kinds?: ReadonlySet<string>;
}

export interface Item {
  readonly row: Row;
  readonly go: Routine;
  readonly goText: string;
  readonly members: readonly Routine[];
}

/** An item as it is to be judged: honest, or faked in one way. */
export interface Sample extends Item {
  readonly role: 'body' | 'test';
  readonly kind: string;
  readonly open: OpenPort;
  readonly text: string;
}

/** The honest rows of a port, and fakes that are made of them. Same port and seed, same samples. */
export function* samples(port: BenchPort, options: BenchOptions): Iterable<Sample> {
  const original = port.open();
  const items = itemsOf(port, original, options);
  for (const item of items) yield { ...item, role: item.row.kind === 'test' ? 'test' : 'body', kind: 'honest', open: original, text: '' };
  for (const [role, kinds] of [
    ['body', Object.keys(BODY_FAKES)],
    ['test', Object.keys(TEST_FAKES)],
  ] as const) {
    const fitting = items.filter(({ row }) => (row.kind === 'feature') === (role === 'body'));
    for (const kind of kinds) {
      if (options.kinds !== undefined && !options.kinds.has(kind)) continue;
      const random = new Random(options.seed ^ hashOf(`${port.name}/${kind}`));
      let made = 0;
      for (const item of random.shuffled(fitting)) {
        if (made >= options.perKind) break;
        const faked = role === 'body' ? fakedBody(port, kind, item, items, random) : fakedTest(port, kind, item, items, random);
        if (faked === undefined) continue;
        const open = port.open(faked.texts);
        // A mutation that breaks the text would be found for the wrong reason.
        if (open.problems > 0) continue;
        made++;
        yield { ...item, role, kind, open, text: faked.shown };
      }
    }
  }
}

/** What all rules say of the samples of a port. */
export function measure(port: BenchPort, options: BenchOptions): Verdict[] {
  const known = new Map<string, ReadonlyMap<string, Level>>();
  const verdicts: Verdict[] = [];
  for (const sample of samples(port, options)) {
    const verdict = verdictOf(port, sample, known.get(sample.row.item) ?? new Map());
    if (sample.kind === 'honest') known.set(verdict.item, verdict.rules);
    verdicts.push(verdict);
  }
  return verdicts;
}

function itemsOf(port: BenchPort, open: OpenPort, { isHonest }: BenchOptions): Item[] {
  return port.rows.flatMap((row): Item[] => {
    if (isHonest !== undefined && !isHonest(row)) return [];
    const { go, csharp } = open.subjectOf(row);
    if (go.kind !== 'found' || csharp.kind !== 'found' || csharp.declaredOnly.length > 0) return [];
    const text = port.textOf(go.routine.file).slice(go.routine.start, go.routine.end);
    return [{ row, go: go.routine, goText: text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''), members: csharp.members }];
  });
}

function verdictOf(port: BenchPort, sample: Sample, known: ReadonlyMap<string, Level>): Verdict {
  const { row, role, kind, open, text } = sample;
  const rules = new Map<string, Level>();
  const messages: string[] = [];
  for (const { rule, level, message } of open.findings(row)) {
    // What was said of the honest code already is not what finds the fake.
    if (known.has(rule) || level === 'note') continue;
    if (rules.get(rule) !== 'error') rules.set(rule, level);
    messages.push(`${rule}: ${message}`);
  }
  return { port: port.name, item: row.item, name: row.name, role, kind, rules, messages, text };
}

interface Faked {
  readonly texts: ReadonlyMap<string, string>;
  readonly shown: string;
}

function fakedBody(port: BenchPort, kind: string, item: Item, items: readonly Item[], random: Random): Faked | undefined {
  const [member, second] = item.members;
  if (member === undefined || second !== undefined) return undefined;
  const text = port.textOf(member.file);
  const site = siteOf(member, text);
  if (site === undefined) return undefined;
  const unit = port.units.find((each) => each.index.file === member.file);
  const others = () =>
    (unit?.index.routines ?? [])
      .filter((each) => each !== member && each.owner === member.owner && each.kind === 'method')
      .flatMap((each) => siteOf(each, text) ?? []);
  const bodyCase: BodyCase = {
    site,
    go: item.goText,
    random,
    others,
    stranger: strangerTo(item, items, random),
    inputs: () => inputsOf(port),
  };
  const edits = BODY_FAKES[kind]?.(bodyCase);
  if (edits === undefined) return undefined;
  const changed = applied(text, edits);
  const shown = memberAfter(site, edits);
  return isFakeOf(kind, item.goText, shown, site) ? { texts: new Map([[member.file, changed]]), shown } : undefined;
}

function fakedTest(port: BenchPort, kind: string, item: Item, items: readonly Item[], random: Random): Faked | undefined {
  const texts = new Map<string, string>();
  const edits = new Map<string, Edit[]>();
  const shown: string[] = [];
  const feature =
    items.find(({ row }) => row.kind === 'feature' && item.row.dependsOn.includes(row.id)) ??
    items.find(({ row }) => row.kind === 'feature');
  const method = feature?.members[0];
  if (method === undefined) return undefined;
  const subject = { type: method.owner, method: method.name };
  for (const member of item.members) {
    const text = port.textOf(member.file);
    const site = siteOf(member, text);
    if (site === undefined) return undefined;
    const others = () =>
      items
        .filter(({ row, go }) => row.kind === 'test' && row !== item.row && go !== item.go)
        .flatMap(({ members }) => members.filter((each) => each.file === member.file).flatMap((each) => siteOf(each, text) ?? []));
    const testCase: TestCase = { site, go: item.goText, random, others, subject };
    const made = TEST_FAKES[kind]?.(testCase);
    if (made === undefined) return undefined;
    const after = memberAfter(site, made);
    if (!isTestFakeOf(testCase, after)) return undefined;
    shown.push(after);
    edits.set(member.file, [...(edits.get(member.file) ?? []), ...made]);
  }
  for (const [file, all] of edits) texts.set(file, applied(port.textOf(file), all));
  return { texts, shown: shown[0] ?? '' };
}

/** The member's text after the edits, without what they put behind it. */
function memberAfter({ member, text }: Site, edits: readonly Edit[]): string {
  const inside = edits.filter((edit) => edit.start >= member.start && edit.start < member.end);
  return applied(
    text.slice(member.start, member.end),
    inside.map((edit) => ({ ...edit, start: edit.start - member.start, end: edit.end - member.start })),
  );
}

/** A type that is mapped too, and is not the item's own. */
function strangerTo(item: Item, items: readonly Item[], random: Random): BodyCase['stranger'] {
  const [own] = item.members;
  const fitting = items.filter(
    ({ row, members }) =>
      row.kind === 'feature' &&
      members[0]?.kind === 'method' &&
      members[0].owner !== own?.owner &&
      !members[0].owner.includes('.') &&
      !members[0].modifiers.includes('static'),
  );
  const [chosen] = random.pick(fitting)?.members ?? [];
  return chosen === undefined ? undefined : { type: chosen.owner, method: chosen.name, parameters: chosen.parameters.length };
}

const inputs = new WeakMap<BenchPort, readonly string[]>();

function inputsOf(port: BenchPort): readonly string[] {
  let known = inputs.get(port);
  if (known === undefined) {
    const text = port.units
      .filter((unit) => unit.role === 'test' && unit.index.language === 'csharp')
      .map((unit) => port.textOf(unit.index.file))
      .join('\n');
    known = [...new Set([...text.matchAll(/[(,]\s*("[^"\n{}\\]{1,30}"|-?\d+)\s*[,)]/g)].map(([, literal]) => literal as string))].sort();
    inputs.set(port, known);
  }
  return known;
}
