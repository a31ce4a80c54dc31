import { parentPort, workerData } from 'node:worker_threads';
import { FRONT_ENDS } from '../lang/front-ends.js';
import { symbolsIn } from '../sources/symbols.js';
import { readSource } from '../sources/text.js';
import type { Job, JobSettings, Made } from './parallel.js';

const settings = workerData as JobSettings;

parentPort?.on('message', (jobs: readonly Job[]) => parentPort?.postMessage(jobs.flatMap(indexed)));

function indexed({ file, name, language, symbols }: Job): Made[] {
  const source = readSource(file, settings.limits);
  if ('unreadable' in source) return [];
  const { index } = FRONT_ENDS[language].open(name, source.text, symbolsIn(symbols).names, settings.limits.parseMs);
  return [{ name, hash: source.hash, index: JSON.stringify(index) }];
}
