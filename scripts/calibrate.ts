// Fits the weights of src/facts/fidelity.ts on twins, and says what they do on twins that the fit has not seen.
//   npm run bench:calibrate -- --corpus DIR [--seed N] [--write]
// antlr4 and the exercises of even hash are fitted; the other exercises and the example are held out.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Feature, fidelityOfPair, isPlain, isTelling } from '../src/facts/fidelity.js';
import { THRESHOLD, WEIGHTS } from '../src/facts/fidelity-weights.js';
import { type BenchOptions, samples } from '../test/bench/detect.js';
import { EXAMPLE, honestRows } from '../test/bench/example.js';
import { openPort } from '../test/bench/port.js';
import { hashOf } from '../test/bench/random.js';
import { rootsIn } from '../test/bench/roots.js';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    dump: { type: 'string' },
  },
});

/** Fakes that leave the core out, or put something of the same length in its place. */
const KINDS = [
  'last-half',
  'writes-dropped',
  'writes-to-locals',
  'calls-dropped',
  'loops-once',
  'loops-dropped',
  'conditions-dropped',
  'errors-dropped',
  'limits-dropped',
  'result-in-local',
  'branches-emptied',
  'counter-only',
];

interface Point {
  readonly set: 'fit' | 'held-out' | 'example';
  readonly port: string;
  readonly name: string;
  readonly kind: string;
  readonly x: readonly number[];
  /** Said whatever the score is. */
  readonly isPlain: boolean;
  readonly isTelling: boolean;
}

const names = Object.keys(WEIGHTS) as Feature[];
/** More of these makes a difference less telling; of all the others more. */
const EXCUSES: ReadonlySet<Feature> = new Set(['surplus', 'small']);
const root = fileURLToPath(new URL('../../', import.meta.url));
const points: Point[] = [];
for (const { root: at, name } of [...values.corpus.flatMap(rootsIn), { root: EXAMPLE, name: 'example' }]) {
  const port = await openPort(at, name);
  const isSmall = name.startsWith('exercism/');
  const options: BenchOptions = {
    seed: Number(values.seed),
    perKind: isSmall ? 3 : 60,
    kinds: new Set(KINDS),
    ...(name === 'example' ? { isHonest: honestRows() } : {}),
  };
  const set = name === 'example' ? 'example' : isSmall && hashOf(name) % 2 !== 0 ? 'held-out' : 'fit';
  for (const sample of samples(port, options)) {
    if (sample.role !== 'body') continue;
    const { go, csharp } = sample.open.subjectOf(sample.row);
    if (go.kind !== 'found' || csharp.kind !== 'found') continue;
    const fidelity = fidelityOfPair(go.routine, csharp.members, sample.open.facts);
    if (fidelity !== undefined)
      points.push({
        set,
        port: name,
        name: sample.row.name,
        kind: sample.kind,
        isPlain: isPlain(fidelity),
        isTelling: isTelling(fidelity),
        x: names.map((each) => fidelity.features[each]),
      });
  }
}
const fit = points.filter((point) => point.set === 'fit');
const { weights, bias } = fitted(fit);
const score = (x: readonly number[]) => 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] as number), bias)));
const threshold = thresholdOf(fit.filter((point) => point.kind === 'honest'));
const isThin = (point: Point) => point.isPlain || (score(point.x) >= threshold && point.isTelling);
console.log('| set | honest pairs | accused | % |\n| --- | --- | --- | --- |');
for (const set of ['fit', 'held-out', 'example'] as const) {
  const all = points.filter((point) => point.set === set && point.kind === 'honest');
  const accused = all.filter(isThin);
  console.log(`| ${set} | ${all.length} | ${accused.length} | ${((accused.length / all.length) * 100).toFixed(1)} |`);
}
console.log('\n| fake | fit | found % | held out | found % | example | found % |\n| --- | --- | --- | --- | --- | --- | --- |');
for (const kind of [...KINDS, 'all']) {
  const cells = (['fit', 'held-out', 'example'] as const).flatMap((set) => {
    const all = points.filter((point) => point.set === set && (kind === 'all' ? point.kind !== 'honest' : point.kind === kind));
    const found = all.filter(isThin).length;
    return [all.length, all.length === 0 ? '' : ((found / all.length) * 100).toFixed(0)];
  });
  console.log(`| ${kind} | ${cells.join(' | ')} |`);
}
console.log(`\nthreshold ${threshold.toFixed(3)} (now ${THRESHOLD}), bias ${bias.toFixed(2)}`);
console.log(names.map((name, i) => `${name} ${(weights[i] as number).toFixed(2)}`).join(', '));
console.log('\nhonest pairs accused:');
for (const point of points.filter((each) => each.kind === 'honest' && isThin(each)))
  console.log(`- ${point.set} ${point.port} ${point.name} ${score(point.x).toFixed(3)}`);
if (values.dump !== undefined)
  writeFileSync(values.dump, JSON.stringify({ names, points: points.map((point) => ({ ...point, score: score(point.x) })) }));
if (values.write) write();

/** Logistic regression by Adam; a weight has the sign that its feature's meaning asks for. Honest pairs weigh nineteen times as much as fakes: a false accusation costs more. */
function fitted(set: readonly Point[]): { weights: number[]; bias: number } {
  const size = names.length + 1;
  const weights = new Array<number>(size).fill(0);
  const [mean, square] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)];
  const fakes = set.filter((point) => point.kind !== 'honest').length;
  for (let round = 1; round <= 3000; round++) {
    const slope = weights.map((weight, i) => (i < names.length ? 0.0002 * weight : 0));
    for (const { x, kind } of set) {
      let sum = weights[size - 1] as number;
      for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (weights[i] as number);
      const error =
        (1 / (1 + Math.exp(-sum)) - (kind === 'honest' ? 0 : 1)) * (kind === 'honest' ? 0.95 / (set.length - fakes) : 0.05 / fakes);
      for (let i = 0; i < x.length; i++) slope[i] = (slope[i] as number) + error * (x[i] as number);
      slope[size - 1] = (slope[size - 1] as number) + error;
    }
    for (const [i, value] of slope.entries()) {
      mean[i] = 0.9 * (mean[i] as number) + 0.1 * value;
      square[i] = 0.999 * (square[i] as number) + 0.001 * value * value;
      const step = (0.03 * (mean[i] as number)) / (1 - 0.9 ** round) / (Math.sqrt((square[i] as number) / (1 - 0.999 ** round)) + 1e-9);
      const next = (weights[i] as number) - step;
      const name = names[i];
      weights[i] = name === undefined ? next : EXCUSES.has(name) ? Math.min(0, next) : Math.max(0, next);
    }
  }
  return { weights: weights.slice(0, -1), bias: weights[size - 1] as number };
}

/** The lowest score with which at most 1 % of the honest pairs are accused, those that are plainly thin among them. */
function thresholdOf(honest: readonly Point[]): number {
  const plain = honest.filter((point) => point.isPlain).length;
  const scores = honest.filter((point) => !point.isPlain && point.isTelling).map((point) => score(point.x));
  const allowed = Math.max(0, Math.floor(honest.length * 0.01) - plain);
  return (scores.sort((a, b) => b - a)[allowed] as number) + 0.001;
}

function write(): void {
  const file = path.join(root, 'src/facts/fidelity-weights.ts');
  const lines = names.map((name, i) => `  ${name}: ${Number((weights[i] as number).toFixed(2))},`);
  const text = readFileSync(file, 'utf8')
    .replace(/(WEIGHTS = \{\n)[\s\S]*?(\} as const)/, (_, open, close) => `${open}${lines.join('\n')}\n${close}`)
    .replace(/BIAS = .*;/, `BIAS = ${bias.toFixed(2)};`)
    .replace(/THRESHOLD = .*;/, `THRESHOLD = ${threshold.toFixed(3)};`);
  writeFileSync(file, text);
}
