import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Roots with a porting.db in or below a directory, sorted; an exercise's name tells that it is one of many. */
export function rootsIn(directory: string): { root: string; name: string }[] {
  if (existsSync(path.join(directory, 'porting.db'))) return [{ root: directory, name: path.basename(directory) }];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = path.join(directory, entry.name);
      if (existsSync(path.join(inner, 'porting.db')))
        return [{ root: inner, name: `${path.basename(directory) === 'exercism' ? 'exercism/' : ''}${entry.name}` }];
      return rootsIn(inner);
    });
}
