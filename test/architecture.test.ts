import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const OPEN_TO_ALL = ['model', 'errors'];
/** Files directly in `src` that put the parts together. */
const TOP = /^src\/[\w-]+\.ts$/;

interface Room {
  readonly parts: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** The table of docs/architecture.md. */
function readRooms(): ReadonlyMap<string, Room> {
  const rows = readFileSync(`${root}docs/architecture.md`, 'utf8').matchAll(/^\| `(\w+)` \|([^|]*)\|([^|]*)\|[^|]*\|$/gm);
  const names = (cell: string) => new Set([...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string));
  return new Map([...rows].map(([, name = '', parts = '', packages = '']) => [name, { parts: names(parts), packages: names(packages) }]));
}

function filesBelow(directory: string): string[] {
  return readdirSync(`${root}${directory}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .map((file) => `${directory}/${file.replaceAll(path.sep, '/')}`);
}

/** `src/facts/calls.ts` -> `facts`; `src/check.ts` -> `check`; `rules/x.ts` -> `rules`. */
function partOf(file: string): string {
  const [top = '', next = ''] = file.split('/');
  return top === 'src' ? next.replace(/\.[jt]s$/, '') : top;
}

function importsOf(file: string): string[] {
  const text = readFileSync(root + file, 'utf8');
  return [...text.matchAll(/(?:^|\n)(?:import|export)\b[^;'"]*?from '([^']+)'|\bimport\('([^']+)'\)/g)].map(
    (match) => (match[1] ?? match[2]) as string,
  );
}

/** `@scope/name/deep/file.js` -> `@scope/name`. */
function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

const rooms = readRooms();
const files = [...filesBelow('src'), ...filesBelow('rules')].filter((file) => !TOP.test(file));

describe('imports go the way that docs/architecture.md says', () => {
  it('finds the table and the files', () => {
    expect(rooms.size).toBeGreaterThan(10);
    expect(files.length).toBeGreaterThan(80);
  });

  it.each(files)('%s', (file) => {
    const part = partOf(file);
    const room = rooms.get(part);
    expect(room, `docs/architecture.md has no row for \`${part}\``).toBeDefined();
    const wrong = importsOf(file).filter((specifier) => {
      if (specifier.startsWith('node:'))
        return (part === 'rules' || part === 'model' || part === 'facts' || part === 'pair') && specifier !== 'node:crypto';
      if (!specifier.startsWith('.')) return !room?.packages.has(packageOf(specifier));
      const target = partOf(path.posix.join(path.posix.dirname(file), specifier));
      return target !== part && !OPEN_TO_ALL.includes(target) && !room?.parts.has(target);
    });
    expect(wrong).toEqual([]);
  });

  it.each(files.filter((file) => !file.startsWith('src/commands/')))('%s prints nothing and does not exit', (file) => {
    expect(readFileSync(root + file, 'utf8')).not.toMatch(/\bconsole\.|process\.(stdout|stderr)\.write|process\.exit/);
  });
});
