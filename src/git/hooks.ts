import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal, reasonOf } from '../errors.js';
import { findRepository } from './git.js';

const MARK = '# Installed by `parity hook install`.';
/** What a hook that was there before is called now. */
const KEPT = 'pre-commit.before-parity';

export interface InstalledHook {
  /** Absolute. */
  readonly file: string;
  /** A hook that was there, and runs first. */
  readonly kept: string | undefined;
}

/**
 * Makes a command the pre-commit hook of the repository. A hook that is there is kept.
 * @param command words of a command line
 * @throws Refusal outside git, or when another tool manages the hooks
 */
export function installHook(directory: string, command: readonly string[]): InstalledHook {
  const repository = findRepository(directory);
  if (repository === undefined) throw new Refusal(`${directory} is in no git work tree`);
  const hooks = path.resolve(repository.top, repository.run(['rev-parse', '--git-path', 'hooks']).toString('utf8').trim());
  if (hooks.split(path.sep).includes('.husky'))
    throw new Refusal('husky manages the hooks of this repository', 'docs/hooks.md has its recipe');
  const file = path.join(hooks, 'pre-commit');
  try {
    mkdirSync(hooks, { recursive: true });
    if (existsSync(file) && !readFileSync(file, 'utf8').includes(MARK)) renameSync(file, path.join(hooks, KEPT));
    writeFileSync(file, script(command));
    chmodSync(file, 0o755);
  } catch (error) {
    throw new Refusal(`${file} cannot be written: ${reasonOf(error)}`);
  }
  const kept = path.join(hooks, KEPT);
  return { file, kept: existsSync(kept) ? kept : undefined };
}

function script(command: readonly string[]): string {
  return `#!/bin/sh
${MARK}
kept="$(dirname "$0")/${KEPT}"
if [ -x "$kept" ]; then
  "$kept" "$@" || exit $?
fi
exec ${command.map(quoted).join(' ')}
`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
