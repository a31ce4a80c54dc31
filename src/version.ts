import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's version, from its package.json. */
export const VERSION: string = readVersion();
export const INFORMATION_URI = 'https://github.com/parity-port/parity';

function readVersion(): string {
  for (const up of ['../../package.json', '../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { name?: string; version?: string };
      if (name === 'parity' && version !== undefined) return version;
    } catch {
      // Sources and build lie at different depths.
    }
  }
  return '0.0.0';
}

/**
 * Digest of the front ends as they run: what an index depends on besides the source. The version alone would let
 * a build of today read what a build of yesterday saw.
 */
export function frontEndDigest(): string {
  const hash = createHash('sha256').update(VERSION);
  for (const part of ['lang', 'lang/csharp', 'lang/go', 'model']) {
    const directory = fileURLToPath(new URL(`./${part}/`, import.meta.url));
    for (const name of readdirSync(directory).sort()) if (/\.[jt]s$/.test(name)) hash.update(readFileSync(directory + name));
  }
  return hash.digest('hex');
}
