import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceIndex } from '../model/source.js';
import type { Node } from '../model/tree.js';

const DIRECTORY = '.parity-cache';

/** What is kept of one file: its declarations, and the bodies that were asked for so far, by the place of the routine in the index. */
export interface Cached {
  readonly index: SourceIndex;
  readonly bodies: Readonly<Record<number, Node>>;
}

/**
 * Indexes by content, below the root. Files that can't be written or read are no fault: the work is done again.
 * Deleting the directory is always safe.
 */
export class Cache {
  readonly #directory: string;
  readonly #salt: string;

  /** @param salt what besides the content an index depends on: the front ends, preprocessor symbols */
  constructor(root: string, salt: string) {
    this.#directory = path.join(root, DIRECTORY);
    this.#salt = salt;
  }

  #file(file: string, contentHash: string): string {
    const key = createHash('sha256').update(`${this.#salt}\n${file}\n${contentHash}`).digest('hex').slice(0, 32);
    return path.join(this.#directory, key.slice(0, 2), `${key}.json`);
  }

  read(file: string, contentHash: string): Cached | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(file, contentHash), 'utf8')) as Cached;
    } catch {
      return undefined;
    }
  }

  write(file: string, contentHash: string, value: Cached): void {
    try {
      if (!existsSync(this.#directory)) {
        mkdirSync(this.#directory);
        // Git never sees the cache, whatever the project ignores.
        writeFileSync(path.join(this.#directory, '.gitignore'), '*\n');
      }
      const target = this.#file(file, contentHash);
      mkdirSync(path.dirname(target), { recursive: true });
      // Another run may read it at the same time: it sees the old file or the whole new one.
      const draft = `${target}.${randomBytes(4).toString('hex')}`;
      writeFileSync(draft, JSON.stringify(value));
      renameSync(draft, target);
    } catch {
      // A read-only tree is no reason to fail.
    }
  }
}
