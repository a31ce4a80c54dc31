import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.js';
import { codeOf, Refusal, reasonOf } from '../errors.js';
import type { Language } from '../model/source.js';

export { type Symbols, symbolsIn, symbolsOf } from './symbols.js';
export { readSource, type Source, sourceOfBytes } from './text.js';

/** The files of a run, relative to the config's root, with `/`, sorted by code unit. No file is in two lists. */
export interface SourceSet {
  readonly go: readonly string[];
  readonly csharp: readonly string[];
  readonly csharpTests: readonly string[];
  /** What is strange but no reason to stop, one line each. */
  readonly notices: readonly string[];
}

export const GO_EXCLUDED = ['**/vendor/**', '**/node_modules/**'];
export const CSHARP_EXCLUDED = ['**/node_modules/**'];

/**
 * Finds the Go and C# files. Directories whose name starts with a dot are left out, and no symbolic link below the start of a glob is followed:
 * so there are no loops, nothing outside is read, and no file is found twice. `go.root`, and a directory that a glob starts with, may be links.
 * @param only the language to look for; both if it is left out
 * @throws Refusal when there is no Go file, or no file for `csharp.source`
 */
export async function findSources(config: Config, only?: Language): Promise<SourceSet> {
  const go = only === 'csharp' ? [] : await goSources(config);
  return { go, ...(only === 'go' ? { csharp: [], csharpTests: [], notices: [] } : await csharpSources(config)) };
}

async function goSources(config: Config): Promise<readonly string[]> {
  checkGoRoot(config);
  const go = await glob(config, config.go.root, ['**/*.go'], [...GO_EXCLUDED, ...config.go.exclude]);
  if (go.length === 0) throw new Refusal(`no Go file in ${shown(config, config.go.root)} (\`go.root\`)`, GO_HINT);
  return go;
}

async function csharpSources(config: Config): Promise<Omit<SourceSet, 'go'>> {
  const exclude = [...CSHARP_EXCLUDED, ...config.csharp.exclude];
  const source = await glob(config, config.base, config.csharp.source, exclude);
  const csharpTests = await glob(config, config.base, config.csharp.tests, exclude);
  if (source.length === 0) throw new Refusal(noMatch(config, 'source'), CSHARP_HINT);
  const tests = new Set(csharpTests);
  const notices = csharpTests.length === 0 && config.csharp.tests.length > 0 ? [noMatch(config, 'tests')] : [];
  return { csharp: source.filter((file) => !tests.has(file)), csharpTests, notices };
}

/**
 * Where a row's `go_file` is, relative to the config's root, with `/`. It need not be one of the files that `findSources` finds.
 * @param goFile as in the database: relative to `go.root`, with `/`
 * @returns a problem, as a phrase about the path, for anything that is not a file below `go.root`
 */
export function resolveGoFile(config: Config, goFile: string): { readonly path: string } | { readonly problem: string } {
  const problem = problemOfPath(goFile);
  if (problem !== undefined) return { problem };
  const file = path.join(config.go.root, goFile);
  try {
    const real = realpathSync.native(file);
    if (!isBelow(realpathSync.native(config.go.root), real)) return { problem: 'is a symbolic link that leaves `go.root`' };
    if (!statSync(real).isFile()) return { problem: 'is not a file' };
  } catch (error) {
    const missing = ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
    return { problem: missing ? `does not exist in ${shown(config, config.go.root)}` : `cannot be read: ${reasonOf(error)}` };
  }
  return { path: relativeTo(config.root, file) };
}

const GO_HINT = 'set `go.root` in parity.config.json';
const CSHARP_HINT = 'set `csharp.source` in parity.config.json; globs are relative to its directory';

function checkGoRoot(config: Config): void {
  const { root } = config.go;
  const stat = statOf(root, config);
  const name = shown(config, root);
  if (stat === undefined) throw new Refusal(`the Go source directory ${name} (\`go.root\`) does not exist`, GO_HINT);
  if (!stat.isDirectory()) throw new Refusal(`${name} (\`go.root\`) is not a directory`, GO_HINT);
  if (readable(() => readdirSync(root), name).length === 0) {
    throw new Refusal(
      `the Go source directory ${name} (\`go.root\`) is empty`,
      `if it is a git submodule, run \`git submodule update --init\``,
    );
  }
}

function statOf(file: string, config: Config): Stats | undefined {
  return readable(() => statSync(file, { throwIfNoEntry: false }), shown(config, file));
}

function readable<T>(read: () => T, name: string): T {
  try {
    return read();
  } catch (error) {
    throw new Refusal(`${name} cannot be read: ${reasonOf(error)}`);
  }
}

function noMatch(config: Config, key: 'source' | 'tests'): string {
  const globs = config.csharp[key];
  return `no C# file matches ${globs.map((pattern) => `\`${pattern}\``).join(', ')} (\`csharp.${key}\`) in ${shown(config, config.base)}`;
}

/** Files that match, relative to the config's root. Patterns are relative to `directory`. */
async function glob(
  config: Config,
  directory: string,
  patterns: readonly string[],
  exclude: readonly string[],
): Promise<readonly string[]> {
  const { default: fastGlob } = await import('fast-glob');
  const { cwd, toLocal } = commonStart(directory, [...patterns, ...exclude], fastGlob.escapePath);
  const options = { cwd, ignore: exclude.map(toLocal), followSymbolicLinks: false, onlyFiles: true };
  try {
    // Half the time of the asynchronous walk.
    const found = fastGlob.sync(patterns.map(toLocal), options);
    return [...new Set(found.map((file) => relativeTo(config.root, path.resolve(cwd, file))))].sort();
  } catch (error) {
    const at = error instanceof Error && 'path' in error ? shown(config, String(error.path)) : shown(config, cwd);
    throw new Refusal(`${at} cannot be read: ${reasonOf(error)}`);
  }
}

/** `**` in fast-glob's `ignore` does not match `..`: so the walk starts high enough up for no pattern to need one. */
function commonStart(directory: string, patterns: readonly string[], escapePath: (text: string) => string) {
  const normal = (pattern: string) => {
    const [, not = '', glob = ''] = /^(!?)(.*)$/s.exec(pattern) ?? [];
    const local = path.isAbsolute(glob) ? relativeTo(directory, glob) : path.posix.normalize(glob);
    return { not, local };
  };
  const up = Math.max(...patterns.map((pattern) => /^(\.\.\/)*/.exec(normal(pattern).local)?.[0].length ?? 0), 0) / 3;
  const cwd = path.resolve(directory, '../'.repeat(up));
  const below = relativeTo(cwd, directory).split('/').map(escapePath);
  const toLocal = (pattern: string) => {
    const { not, local } = normal(pattern);
    if (up === 0 || local.startsWith('**/')) return not + local;
    return not + path.posix.join(...below, local);
  };
  return { cwd, toLocal };
}

function problemOfPath(goFile: string): string | undefined {
  if (goFile === '') return 'is empty';
  if (goFile.includes('\0')) return 'has a NUL character';
  if (goFile.includes('\\')) return 'has a backslash; paths in the database are written with `/`';
  if (path.posix.isAbsolute(goFile) || path.win32.isAbsolute(goFile)) return 'is absolute; paths in the database are relative to `go.root`';
  return goFile.split('/').includes('..') ? 'has a `..`; paths in the database stay below `go.root`' : undefined;
}

function isBelow(directory: string, file: string): boolean {
  return file.startsWith(directory.endsWith(path.sep) ? directory : directory + path.sep);
}

function shown(config: Config, file: string): string {
  return relativeTo(config.root, file);
}

function relativeTo(directory: string, file: string): string {
  return path.relative(directory, file).replaceAll(path.sep, '/') || '.';
}
