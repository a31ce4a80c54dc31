import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceIndex } from '../model/source.js';
import type { Outline } from './outline.js';

const DIRECTORY = '.parity-cache';

/** What the cache knows of a file by its name. */
export interface Entry {
  /** Size, times and inode as they were when the content was read; '' when they can't tell whether it changed. */
  readonly stamp: string;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  /** What else the index depends on: the preprocessor symbols. */
  readonly variant: string;
  readonly outline: Outline;
}

/**
 * Indexes by content, below the root: one file with the outlines of all sources, and for each source its index and its bodies, both read only when
 * they are needed. Files that can't be written or read are no fault: the work is done again. Deleting the directory is always safe.
 */
export class Cache {
  readonly #directory: string;
  readonly #salt: string;
  #entries: ReadonlyMap<string, Entry> | undefined;

  /** @param salt what besides the content an index depends on: the front ends */
  constructor(root: string, salt: string) {
    this.#directory = path.join(root, DIRECTORY);
    this.#salt = createHash('sha256').update(salt).digest('hex').slice(0, 16);
  }

  /** Of all files that earlier runs saw. */
  get entries(): ReadonlyMap<string, Entry> {
    this.#entries ??= new Map(
      Object.entries(this.#read<Record<string, Entry>>(this.#outlinesFile) ?? {}).filter(([, entry]) =>
        Array.isArray(entry?.outline?.types),
      ),
    );
    return this.#entries;
  }

  readIndex(file: string, { hash, variant }: Pick<Entry, 'hash' | 'variant'>): SourceIndex | undefined {
    const index = this.#read<SourceIndex>(this.#file(file, hash, variant, 'index'));
    return index?.file === file ? index : undefined;
  }

  /** The bodies that were asked for so far, each as JSON, by the place of the routine in the index. */
  readBodies(file: string, { hash, variant }: Pick<Entry, 'hash' | 'variant'>): Readonly<Record<number, string>> {
    return this.#read<Record<number, string>>(this.#file(file, hash, variant, 'bodies')) ?? {};
  }

  writeIndex(file: string, { hash, variant }: Pick<Entry, 'hash' | 'variant'>, index: SourceIndex | string): void {
    this.#write(this.#file(file, hash, variant, 'index'), typeof index === 'string' ? index : JSON.stringify(index));
  }

  writeBodies(file: string, { hash, variant }: Pick<Entry, 'hash' | 'variant'>, bodies: Readonly<Record<number, string>>): void {
    this.#write(this.#file(file, hash, variant, 'bodies'), JSON.stringify(bodies));
  }

  writeEntries(entries: ReadonlyMap<string, Entry>): void {
    this.#write(this.#outlinesFile, JSON.stringify(Object.fromEntries(entries)));
  }

  get #outlinesFile(): string {
    return path.join(this.#directory, `outlines-${this.#salt}.json`);
  }

  #file(file: string, hash: string, variant: string, what: 'index' | 'bodies'): string {
    const key = createHash('sha256').update([this.#salt, file, hash, variant].join('\n')).digest('hex').slice(0, 32);
    return path.join(this.#directory, key.slice(0, 2), `${key}.${what}.json`);
  }

  #read<T>(file: string): T | undefined {
    try {
      const text = readFileSync(file, 'utf8');
      const end = text.indexOf('\n');
      const json = text.slice(end + 1);
      // What was cut off, mixed up or written by hand is as good as not there.
      return text.slice(0, end) === this.#sum(file, json) ? (JSON.parse(json) as T) : undefined;
    } catch {
      return undefined;
    }
  }

  #sum(file: string, text: string): string {
    return createHash('sha256')
      .update(`${this.#salt}\n${path.basename(file)}\n`)
      .update(text)
      .digest('hex');
  }

  #write(file: string, text: string): void {
    try {
      if (!existsSync(this.#directory)) {
        mkdirSync(this.#directory);
        // Git never sees the cache, whatever the project ignores.
        writeFileSync(path.join(this.#directory, '.gitignore'), '*\n');
      }
      mkdirSync(path.dirname(file), { recursive: true });
      // Another run may read it at the same time: it sees the old file or the whole new one.
      const draft = `${file}.${randomBytes(4).toString('hex')}`;
      writeFileSync(draft, `${this.#sum(file, text)}\n${text}`);
      renameSync(draft, file);
    } catch {
      // A read-only tree is no reason to fail.
    }
  }
}
