import { readFileSync } from 'node:fs';

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
