/**
 * Sends what nobody would write through the front ends, the ledger and the command, and prints what it came to.
 * Exit code: 0 nothing broke, 1 something did (with the seed to have it again), 2 wrong arguments.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fastGlob from 'fast-glob';
import { probeDatabase, spoil } from './fuzz/databases.js';
import { probe } from './fuzz/probe.js';
import { randomOf } from './fuzz/random.js';
import { hostileInput, type Sample } from './fuzz/texts.js';
import { check, faultsOf, TREES, writeOutside } from './fuzz/trees.js';

const USAGE = 'usage: npm run fuzz -- [--seed N] [--seconds S] [--only sources|databases|trees] [--tree NAME]';
const EXAMPLE = fileURLToPath(new URL('../../fixtures/natsnet/', import.meta.url));
/** A source that takes longer is a failure, whatever it is. */
const SLOWEST_MS = 30_000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    tree: { type: 'string', default: '' },
  },
});
const [seed, seconds] = [Number(values.seed), Number(values.seconds)];
const KINDS = ['sources', 'databases', 'trees'];
if (!Number.isInteger(seed) || !(seconds > 0) || (values.only !== undefined && !KINDS.includes(values.only))) {
  console.error(USAGE);
  process.exit(2);
}
const directory = mkdtempSync(path.join(os.tmpdir(), 'parity-fuzz-'));
const tally = new Map<string, Map<string, number>>();
const failures: string[] = [];
const slowest = { ms: 0, name: '' };

/** One more input of a kind came to something. */
function count(kind: string, name: string, outcome: string): void {
  const key = `${kind}: ${name}`;
  const outcomes = tally.get(key) ?? new Map<string, number>();
  tally.set(key, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
}

function fail(kind: string, name: string, round: number, error: unknown, bytes: Buffer): void {
  count(kind, name, 'FAILED');
  const file = path.join(directory, `${kind}-${round}`);
  writeFileSync(file, bytes);
  failures.push(
    `${kind}, ${name}, --seed ${round}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n  kept in ${file}`,
  );
}

function fuzzSource(round: number, samples: readonly Sample[]): void {
  const input = hostileInput(randomOf(round), samples);
  const started = performance.now();
  try {
    count(input.language, input.name, probe(input));
  } catch (error) {
    fail(input.language, input.name, round, error, input.bytes);
  }
  const ms = performance.now() - started;
  if (ms > slowest.ms) Object.assign(slowest, { ms, name: `${input.language}, ${input.name}, --seed ${round}` });
  if (ms > SLOWEST_MS) fail(input.language, input.name, round, `took ${Math.round(ms)} ms`, input.bytes);
}

async function fuzzDatabase(round: number): Promise<void> {
  const random = randomOf(round);
  const file = path.join(directory, 'porting.db');
  copyFileSync(path.join(EXAMPLE, 'porting.db'), file);
  const name = spoil(random, file);
  const bytes = readFileSync(file);
  try {
    count('database', name, await probeDatabase(file));
  } catch (error) {
    fail('database', name, round, error, bytes);
  }
}

function runTrees(): void {
  const outside = path.join(directory, 'outside');
  writeOutside(outside);
  for (const tree of TREES.filter(({ name }) => name.includes(values.tree))) {
    const root = path.join(directory, 'tree');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    tree.write(root, outside);
    // Once cold, once from the cache.
    for (const how of ['cold', 'warm']) {
      const ran = check(tree, root);
      const faults = faultsOf(tree, ran);
      count('tree', `${tree.name} (${how}, ${ran.seconds.toFixed(1)} s)`, faults.length === 0 ? `exit ${ran.status}` : 'FAILED');
      if (faults.length > 0) failures.push(`tree, ${tree.name} (${how}): ${faults.join('; ')}\n${ran.output.slice(0, 500)}`);
    }
  }
}

const samples = fastGlob.sync('**/*.{go,cs}', { cwd: EXAMPLE }).map(
  (file): Sample => ({
    language: file.endsWith('.go') ? 'go' : 'csharp',
    text: readFileSync(path.join(EXAMPLE, file), 'utf8'),
  }),
);
const wants = (kind: string) => values.only === undefined || values.only === kind;
if (wants('trees')) runTrees();
const end = performance.now() + seconds * 1000;
let round = seed;
while (performance.now() < end && (wants('sources') || wants('databases'))) {
  if (wants('sources')) fuzzSource(round, samples);
  if (wants('databases') && (!wants('sources') || round % 4 === 0)) await fuzzDatabase(round);
  round++;
}

for (const [key, outcomes] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${key.padEnd(60)} ${[...outcomes].map(([outcome, times]) => `${times} ${outcome}`).join(', ')}`);
const total = [...tally.values()].flatMap((outcomes) => [...outcomes.values()]).reduce((sum, times) => sum + times, 0);
console.log(
  `${total} inputs, ${failures.length} failures; seeds ${seed} to ${round - 1}; slowest source ${Math.round(slowest.ms)} ms (${slowest.name})`,
);
for (const failure of failures.slice(0, 20)) console.error(failure);
if (failures.length === 0) rmSync(directory, { recursive: true });
process.exitCode = failures.length === 0 ? 0 : 1;
