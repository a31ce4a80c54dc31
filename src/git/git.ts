import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Refusal } from '../errors.js';

const LARGEST_OUTPUT = 1 << 30;

/** A git repository on disk, asked through the `git` command. */
export interface Repository {
  /** Absolute, of the work tree. */
  readonly top: string;
  /** @throws Refusal with git's own words when it fails */
  run(args: readonly string[], input?: string): Buffer;
  /** The same as text; undefined when git fails. */
  ask(args: readonly string[]): string | undefined;
}

/** Variables by which a hook tells git which repository it is in: they do not hold for another one. */
const OF_REPOSITORY = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE)$/;

/** The repository that a directory lies in; undefined outside of one, or without git. */
export function findRepository(directory: string, options: { readonly nested?: boolean } = {}): Repository | undefined {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  if (options.nested) for (const name of Object.keys(env)) if (OF_REPOSITORY.test(name)) delete (env as NodeJS.ProcessEnv)[name];
  const git = (args: readonly string[], cwd: string, input?: string) =>
    spawnSync('git', ['-c', 'core.quotePath=off', ...args], { cwd, env, input, maxBuffer: LARGEST_OUTPUT });
  const found = git(['rev-parse', '--show-toplevel'], directory);
  if (found.status !== 0) return undefined;
  const top = path.resolve(found.stdout.toString('utf8').replace(/\n$/, ''));
  return {
    top,
    run: (args, input) => {
      const result = git(args, top, input);
      if (result.status === 0) return result.stdout;
      const said = result.stderr?.toString('utf8').trim().split('\n')[0] ?? '';
      throw new Refusal(
        `\`git ${args.slice(0, 2).join(' ')}\` failed: ${said === '' ? (result.error?.message ?? 'without a word') : said}`,
      );
    },
    ask: (args) => {
      const result = git(args, top);
      return result.status === 0 ? result.stdout.toString('utf8').trim() : undefined;
    },
  };
}

/** HEAD's commit, with `+changes` when tracked files differ from it; '' outside git and before the first commit. */
export function headOf(directory: string): string {
  const repository = findRepository(directory);
  const commit = repository?.ask(['rev-parse', '--verify', '-q', 'HEAD']) ?? '';
  if (repository === undefined || commit === '') return '';
  const isClean = repository.ask(['status', '--porcelain', '--untracked-files=no', '--ignore-submodules=untracked']) === '';
  return isClean ? commit : `${commit}+changes`;
}
