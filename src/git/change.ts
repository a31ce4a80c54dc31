import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../errors.js';
import { findRepository, type Repository } from './git.js';

/** A file that differs between two states; undefined where it is not a file there. */
export interface FileChange {
  /** Relative to the top of the work tree, with `/`, as all paths here. */
  readonly path: string;
  readonly before: Buffer | undefined;
  readonly after: Buffer | undefined;
}

/** All files of a state. Symbolic links are none. */
export interface Tree {
  readonly files: readonly string[];
  /** Those of them that the work tree has otherwise, or not at all. */
  readonly differing: readonly string[];
  read(file: string): Buffer | undefined;
}

export interface Change {
  readonly top: string;
  readonly files: readonly FileChange[];
  /** Reads what the change leads to; undefined when that is the work tree. */
  readonly after: (() => Tree) | undefined;
}

/** One entry of `git diff --raw`: ids are zeros where there is nothing, or where only the work tree has it. */
interface Entry {
  readonly path: string;
  readonly modes: readonly [before: string, after: string];
  readonly ids: readonly [before: string, after: string];
}

const GITLINK = '160000';
const LINK = '120000';

/**
 * What a commit of the index would change. Content is the index's: a file that the work tree has otherwise is read from git.
 * @param wanted which files' contents are needed, by absolute path
 */
export function stagedChange(directory: string, wanted: (file: string) => boolean): Change {
  const repository = required(directory);
  const head = repository.ask(['rev-parse', '--verify', '-q', 'HEAD']) ?? emptyTree(repository);
  const entries = rawEntries(repository.run(['diff-index', '--cached', '--raw', '--no-renames', '--abbrev=64', '-z', head]));
  return { top: repository.top, files: changes(repository, entries, wanted), after: () => indexTree(repository) };
}

/** What the work tree has that the merge base of `ref` and HEAD has not. */
export function changeSince(directory: string, ref: string, wanted: (file: string) => boolean): Change {
  const repository = required(directory);
  const commit = repository.ask(['rev-parse', '--verify', '-q', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) throw new Refusal(`git knows no commit \`${ref}\``, 'a shallow clone lacks it: fetch with `fetch-depth: 0`');
  const base = repository.ask(['merge-base', commit, 'HEAD']);
  if (base === undefined) throw new Refusal(`HEAD and \`${ref}\` have no common commit here`, 'fetch the history: `fetch-depth: 0`');
  const entries = rawEntries(repository.run(['diff', '--raw', '--no-renames', '--no-ext-diff', '--abbrev=64', '-z', base]));
  return { top: repository.top, files: changes(repository, entries, wanted), after: undefined };
}

function required(directory: string): Repository {
  const repository = findRepository(directory);
  if (repository === undefined) throw new Refusal(`${directory} is in no git work tree`);
  return repository;
}

function emptyTree(repository: Repository): string {
  return repository.run(['hash-object', '-t', 'tree', '--stdin'], '').toString('utf8').trim();
}

function rawEntries(output: Buffer): Entry[] {
  const parts = output.toString('utf8').split('\0');
  const entries: Entry[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [before = '', after = '', oldId = '', newId = ''] = (parts[i] ?? '').slice(1).split(' ');
    entries.push({ path: parts[i + 1] ?? '', modes: [before, after], ids: [oldId, newId] });
  }
  return entries;
}

function changes(repository: Repository, entries: readonly Entry[], wanted: (file: string) => boolean): FileChange[] {
  const links = entries.filter(({ modes }) => modes.includes(GITLINK));
  const plain = entries.filter(({ path: file, modes }) => !modes.includes(GITLINK) && wanted(path.join(repository.top, file)));
  return [...contents(repository, '', plain), ...links.flatMap((link) => submoduleChanges(repository, link, wanted))];
}

function contents(repository: Repository, prefix: string, entries: readonly Entry[]): FileChange[] {
  const isFile = (mode: string) => mode !== '000000' && mode !== LINK;
  const blobs = readBlobs(
    repository,
    entries.flatMap(({ ids, modes }) => ids.filter((id, side) => isFile(modes[side] ?? '') && !isZero(id))),
  );
  return entries.map(({ path: file, modes, ids }) => {
    // Without an id the content is only in the work tree.
    const at = (side: 0 | 1) =>
      !isFile(modes[side]) ? undefined : isZero(ids[side]) ? workFile(path.join(repository.top, file)) : blobs.get(ids[side]);
    return { path: prefix + file, before: at(0), after: at(1) };
  });
}

/** A submodule that moved: what differs between its two commits. */
function submoduleChanges(repository: Repository, { path: at, ids, modes }: Entry, wanted: (file: string) => boolean): FileChange[] {
  const nested = nestedRepository(repository, at);
  if (nested === undefined) return [];
  const commit = (side: 0 | 1) => (modes[side] === GITLINK ? (isZero(ids[side]) ? 'HEAD' : ids[side]) : emptyTree(nested));
  const [before, after] = [commit(0), commit(1)];
  for (const each of [before, after])
    if (nested.ask(['cat-file', '-e', each]) === undefined)
      throw new Refusal(`the submodule ${at} does not have the commit ${each.slice(0, 12)}`, 'run `git submodule update --init`');
  const entries = rawEntries(nested.run(['diff', '--raw', '--no-renames', '--no-ext-diff', '--abbrev=64', '-z', before, after]));
  return contents(
    nested,
    `${at}/`,
    entries.filter(({ path: file }) => wanted(path.join(nested.top, file))),
  );
}

function nestedRepository(repository: Repository, at: string): Repository | undefined {
  const directory = path.join(repository.top, at);
  const nested = existsSync(directory) ? findRepository(directory, { nested: true }) : undefined;
  return nested?.top === directory ? nested : undefined;
}

/** The index as files. What is as the index has it is read from the work tree, as that is faster. */
function indexTree(repository: Repository): Tree {
  const ids = new Map<string, string>();
  const links: { readonly path: string; readonly commit: string }[] = [];
  for (const line of split(repository.run(['ls-files', '-s', '-z']))) {
    const [, mode = '', id = '', stage = '', file = ''] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line) ?? [];
    if (stage !== '0' || mode === LINK) continue;
    if (mode === GITLINK) links.push({ path: file, commit: id });
    else ids.set(file, id);
  }
  const differing = new Set(split(repository.run(['diff-files', '--name-only', '-z'])));
  const own: Tree = {
    files: [...ids.keys()],
    differing: [...differing].filter((file) => ids.has(file)),
    read: (file) => {
      const id = ids.get(file);
      if (id === undefined) return undefined;
      return differing.has(file) ? readBlobs(repository, [id]).get(id) : workFile(path.join(repository.top, file));
    },
  };
  return links.reduce((tree, link) => joined(tree, link.path, submoduleTree(repository, link.path, link.commit)), own);
}

function joined(tree: Tree, at: string, nested: Tree | undefined): Tree {
  if (nested === undefined) return tree;
  const prefix = `${at}/`;
  return {
    files: [...tree.files, ...nested.files.map((file) => prefix + file)],
    differing: [...tree.differing, ...nested.differing.map((file) => prefix + file)],
    read: (file) => (file.startsWith(prefix) ? nested.read(file.slice(prefix.length)) : tree.read(file)),
  };
}

function submoduleTree(repository: Repository, at: string, commit: string): Tree | undefined {
  const nested = nestedRepository(repository, at);
  if (nested?.ask(['cat-file', '-e', commit]) === undefined) return undefined;
  const ids = new Map<string, string>();
  for (const line of split(nested.run(['ls-tree', '-r', '-z', commit]))) {
    const [, mode, id = '', file = ''] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (mode !== undefined && mode !== LINK) ids.set(file, id);
  }
  const differing = new Set(split(nested.run(['diff', '--name-only', '-z', commit])));
  return {
    files: [...ids.keys()],
    differing: [...differing].filter((file) => ids.has(file)),
    read: (file) => {
      const id = ids.get(file);
      if (id === undefined) return undefined;
      return differing.has(file) ? readBlobs(nested, [id]).get(id) : workFile(path.join(nested.top, file));
    },
  };
}

function workFile(file: string): Buffer | undefined {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}

/** Contents by id, in one call of git. */
function readBlobs(repository: Repository, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  const unique = [...new Set(ids)];
  if (unique.length === 0) return found;
  const output = repository.run(['cat-file', '--batch'], `${unique.join('\n')}\n`);
  let at = 0;
  for (const id of unique) {
    const end = output.indexOf(10, at);
    const [, type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    found.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

function split(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
}

function isZero(id: string): boolean {
  return /^0*$/.test(id);
}
