import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Limits } from '../config/config.js';
import type { Language } from '../model/source.js';

export interface Job {
  /** Absolute path. */
  readonly file: string;
  /** As the index calls it. */
  readonly name: string;
  readonly language: Language;
  /** Preprocessor symbols, separated by commas. */
  readonly symbols: string;
}

export interface JobSettings {
  readonly limits: Limits;
}

export interface Made {
  readonly name: string;
  /** SHA-256 of the content that was indexed, hex. */
  readonly hash: string;
  /** JSON. */
  readonly index: string;
}

/** Starting a thread and its parsers costs as much as some dozens of files. */
const FEWEST = 60;
/** Files of one message: few enough for the threads to end together. */
const CHUNK = 8;

/**
 * Indexes files on all cores; does nothing where they are too few for that to be faster, or where there is only one core. A file that can't be
 * read is left out, and so is what a thread that dies had in hand: whoever needs it finds out for himself.
 */
export async function indexInParallel(jobs: readonly Job[], settings: JobSettings, take: (made: Made) => void): Promise<void> {
  const threads = Math.min(availableParallelism(), Math.floor(jobs.length / (FEWEST / 2)));
  const script = fileURLToPath(new URL('./worker.js', import.meta.url));
  // Sources that run without a build have no script for a thread.
  if (threads < 2 || jobs.length < FEWEST || !import.meta.url.endsWith('.js')) return;
  const pending = [...jobs];
  await Promise.all(Array.from({ length: threads }, () => runThread(script, settings, pending, take)));
}

function runThread(script: string, settings: JobSettings, pending: Job[], take: (made: Made) => void): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: settings });
    const next = () => {
      const jobs = pending.splice(0, CHUNK);
      if (jobs.length > 0) worker.postMessage(jobs);
      else void worker.terminate();
    };
    worker.on('message', (made: readonly Made[]) => {
      for (const each of made) take(each);
      next();
    });
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
    next();
  });
}
