import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '../git/git.js';
import { builtSources } from './pdb.js';

const LARGEST_PDB = 256 * 1024 * 1024;

/**
 * What the assemblies of a test run were built of, as the debug symbols beside them say: SHA-256 by path. Symbols that were written after the run
 * began tell of another build, and what is not on this machine tells nothing.
 * @param time when the run began, milliseconds since 1970
 */
export function builtFrom(assemblies: readonly string[], time: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const directory of new Set(assemblies.filter(path.isAbsolute).map((file) => path.dirname(file))))
    for (const file of symbolFiles(directory)) {
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat === undefined || !stat.isFile() || stat.mtimeMs > time || stat.size > LARGEST_PDB) continue;
      for (const source of builtSources(readFileSync(file)) ?? []) found.set(source.path, source.hash);
    }
  return found;
}

function symbolFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.pdb'))
      .map((name) => path.join(directory, name));
  } catch {
    // Results of another machine: its assemblies are not here.
    return [];
  }
}

/**
 * A source that was changed after a moment. A checkout gives every file a new time, so for a file that is as HEAD has it the commit's time counts
 * when it is the earlier one.
 * @param files relative to `root`
 * @param time milliseconds since 1970
 * @returns undefined when all are as they were
 */
export function changedAfter(root: string, files: readonly string[], time: number): string | undefined {
  const newer = files.filter((file) => modified(path.join(root, file)) > time);
  if (newer.length === 0) return undefined;
  const repository = findRepository(root);
  if (repository?.ask(['rev-parse', '--verify', '-q', 'HEAD']) === undefined) return newer[0];
  const inRepository = (file: string) => path.relative(repository.top, path.resolve(root, file)).replaceAll(path.sep, '/');
  const names = new Map(newer.map((file) => [inRepository(file), file]));
  const differing = listed(repository.run(['diff', '--name-only', '-z', 'HEAD']));
  const untracked = listed(repository.run(['ls-files', '-z', '--others']));
  const own = [...differing, ...untracked].find((name) => names.has(name));
  if (own !== undefined) return names.get(own);
  const since = new Date(time).toISOString();
  const committed = listed(repository.run(['log', '-z', '--format=', '--name-only', `--since=${since}`, 'HEAD']));
  const found = committed.find((name) => names.has(name));
  return found === undefined ? undefined : names.get(found);
}

function listed(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split(/[\0\n]/)
    .filter((name) => name !== '');
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
