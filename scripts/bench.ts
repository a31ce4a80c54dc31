/**
 * Measures how long parity takes, beside a peer's scan of the same files: every command is run N times, in turns, so that what
 * else the machine does falls on all of them alike. Runs on a copy, as the cache is written and deleted.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/config.js';
import { findSources } from '../src/sources/sources.js';

const USAGE = 'usage: npm run bench -- [ROOT [DB]] [--runs N] [--batch ID] [--peer PATH]';
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** How often the memory of a running process is read. */
const SAMPLE_MS = 5;
/** Not measured: after them the file system's cache has the sources. */
const WARM_UP = 1;

/** One query for each language, which visits every function of every file. */
const QUERIES = [
  'id: go\nlanguage: go\nrule: { any: [{ kind: function_declaration }, { kind: method_declaration }] }',
  'id: csharp\nlanguage: csharp\nrule: { kind: method_declaration }',
].join('\n---\n');

class Failure extends Error {}

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** Runs without what an earlier run left. */
  readonly isCold?: boolean;
  /** Exit codes of a run that did its work. */
  readonly codes: readonly number[];
}

interface Sample {
  readonly ms: number;
  /** Peak resident memory in MB; NaN where the system does not tell. */
  readonly mb: number;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '7' },
      batch: { type: 'string', default: '11' },
      peer: { type: 'string' },
    },
  });
  const [root = path.join(PROJECT, 'fixtures/natsnet'), db = path.join(root, 'porting.db'), ...rest] = positionals;
  const runs = Number(values.runs);
  if (rest.length > 0 || !Number.isInteger(runs) || runs < 1) throw new Failure(USAGE);
  // The load as it was before this run adds its own.
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)}`;
  const directory = mkdtempSync(path.join(tmpdir(), 'parity-bench-'));
  try {
    const copy = path.join(directory, 'root');
    cpSync(root, copy, { recursive: true, filter: (file) => !/[\\/](\.parity-cache|\.git)$/.test(file) });
    cpSync(db, path.join(directory, 'porting.db'));
    const files = await filesOf(copy);
    const contenders = [...parityRuns(copy, path.join(directory, 'porting.db'), values.batch), ...peerRuns(values.peer, files, directory)];
    const samples = await measure(contenders, runs, path.join(copy, '.parity-cache'));
    print(contenders, samples, `${files.length} files, ${runs} runs of each in turns; ${machine}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function filesOf(root: string): Promise<readonly string[]> {
  const { go, csharp } = await findSources(loadConfig({ root, config: undefined, db: undefined, cwd: root }));
  return [...go, ...csharp].map((file) => path.join(root, file));
}

function parityRuns(root: string, db: string, batch: string): readonly Contender[] {
  const parity = (...args: string[]) => [process.execPath, path.join(PROJECT, 'bin/parity.js'), ...args];
  const within = ['--root', root, '--db', db];
  const codes = [0, 1];
  return [
    { name: '`check --all`, cold', command: parity('check', '--all', ...within), isCold: true, codes },
    { name: '`index`, cold', command: parity('index', ...within), isCold: true, codes },
    { name: '`check --all`, warm', command: parity('check', '--all', ...within), codes },
    { name: `\`check --batch ${batch}\`, warm`, command: parity('check', '--batch', batch, ...within), codes },
    { name: '`--version`', command: parity('--version'), codes: [0] },
  ];
}

function peerRuns(peer: string | undefined, files: readonly string[], directory: string): readonly Contender[] {
  if (peer === undefined) return [];
  const rules = path.join(directory, 'queries.yml');
  writeFileSync(rules, QUERIES);
  const command = [path.resolve(peer), 'scan', '--rule', rules, '--json=stream', '--no-ignore', 'hidden', '--no-ignore', 'vcs', ...files];
  return [{ name: 'ast-grep, one query', command, codes: [0, 1] }];
}

/** Rounds of all contenders. A warm run's cache is what the cold one of its round left. */
async function measure(contenders: readonly Contender[], runs: number, cache: string): Promise<ReadonlyMap<Contender, Sample[]>> {
  const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]));
  for (let round = -WARM_UP; round < runs; round++) {
    for (const contender of contenders) {
      if (contender.isCold) rmSync(cache, { recursive: true, force: true });
      const sample = await run(contender);
      if (round >= 0) samples.get(contender)?.push(sample);
    }
  }
  return samples;
}

function run({ name, command, codes }: Contender): Promise<Sample> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let peak = Number.NaN;
    const timer = setInterval(() => {
      peak = peakMemory(child.pid) ?? peak;
    }, SAMPLE_MS);
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', (error) => {
      clearInterval(timer);
      reject(new Failure(`${program}: ${error.message}`));
    });
    child.on('close', (code) => {
      const ms = performance.now() - start;
      clearInterval(timer);
      if (code === null || !codes.includes(code)) reject(new Failure(`${name} ended with ${code}: ${complaint.trim().slice(0, 500)}`));
      else resolve({ ms, mb: peak });
    });
  });
}

/** The kernel keeps the peak, so the last look before the end is enough. Linux only. */
function peakMemory(pid: number | undefined): number | undefined {
  try {
    const kb = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}

function print(contenders: readonly Contender[], samples: ReadonlyMap<Contender, readonly Sample[]>, setting: string): void {
  const peer = contenders.find(({ name }) => name.startsWith('ast-grep'));
  const base = peer ?? contenders[0];
  const medianOf = (contender: Contender | undefined, key: keyof Sample) =>
    contender === undefined ? Number.NaN : median((samples.get(contender) ?? []).map((sample) => sample[key]));
  console.log(setting);
  const header = ['command', 'median ms', 'fastest ms', 'slowest ms', peer ? 'to the peer' : `to ${base?.name}`, 'peak MB'];
  const rows = contenders.map((contender) => {
    const times = (samples.get(contender) ?? []).map(({ ms }) => ms);
    const ms = medianOf(contender, 'ms');
    const mb = medianOf(contender, 'mb');
    const ratio = (ms / medianOf(base, 'ms')).toFixed(2);
    return [
      contender.name,
      ms.toFixed(0),
      Math.min(...times).toFixed(0),
      Math.max(...times).toFixed(0),
      ratio,
      Number.isNaN(mb) ? '-' : mb.toFixed(0),
    ];
  });
  for (const row of [header, header.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]) console.log(`| ${row.join(' | ')} |`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Failure) && (error as { name?: string }).name !== 'Refusal') throw error;
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 2;
}
