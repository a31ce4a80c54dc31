import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { codeOf, Refusal, reasonOf } from '../errors.js';

type Sqlite = typeof import('better-sqlite3');

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
/** Offset of the header's read version: 2 is WAL. */
const READ_VERSION = 19;
const COPY_ATTEMPTS = 5;

/**
 * Runs `read` on one consistent snapshot of the database and closes it, so that no lock outlasts the call.
 * Nothing is written, and no file appears beside the database: SQLite can only read a WAL database by creating `-wal` and `-shm`, and can't read
 * one with a hot journal at all without rolling it back. Where that would happen a copy in the temporary directory is read instead. A WAL database
 * that another process has open is read in place: its `-wal` and `-shm` are there already.
 * @param timeout how long to wait for a lock, milliseconds
 * @throws Refusal when it is missing, locked, damaged, or no database
 */
export async function withSnapshot<T>(file: string, timeout: number, read: (db: Database) => T): Promise<T> {
  const header = headerOf(file);
  const sqlite = await loadSqlite();
  // SQLite puts the side files beside what a symbolic link points to.
  const real = realpathSync(file);
  if (header[READ_VERSION] === 2 && !(existsSync(`${real}-shm`) && existsSync(`${real}-wal`))) return readCopy(sqlite, real, file, read);
  try {
    return readOnce(sqlite, real, { readonly: true, timeout }, read);
  } catch (error) {
    if (!/^SQLITE_(READONLY|CANTOPEN)/.test(codeOf(error))) throw refusalOf(error, file, timeout);
    return readCopy(sqlite, real, file, read);
  }
}

/**
 * The same for a database that is at hand as bytes (a blob of git).
 * @param name how messages name it
 */
export async function withBytes<T>(bytes: Uint8Array, name: string, read: (db: Database) => T): Promise<T> {
  refuseHeader(Buffer.from(bytes.subarray(0, HEADER_BYTES)), name);
  const sqlite = await loadSqlite();
  return inTemporaryDirectory((directory) => {
    const copy = path.join(directory, 'ledger.db');
    writeFileSync(copy, bytes);
    return readRefusing(sqlite, copy, name, read);
  });
}

/** @throws Refusal when the package or its native addon can't be loaded */
export async function loadSqlite(): Promise<Sqlite> {
  try {
    const { default: sqlite } = await import('better-sqlite3');
    // The addon is only loaded by the first database.
    new sqlite(':memory:').close();
    return sqlite;
  } catch (error) {
    const reason = codeOf(error) === 'ERR_MODULE_NOT_FOUND' ? 'it is not installed' : reasonOf(error).replace(/ Tried:$/, '');
    throw new Refusal(`the package better-sqlite3 does not load: ${reason}`, 'run `npm rebuild better-sqlite3`');
  }
}

function readCopy<T>(sqlite: Sqlite, real: string, name: string, read: (db: Database) => T): T {
  return inTemporaryDirectory((directory) => {
    const copy = path.join(directory, 'ledger.db');
    copyDatabase(real, copy, name);
    return readRefusing(sqlite, copy, name, read);
  });
}

function readRefusing<T>(sqlite: Sqlite, copy: string, name: string, read: (db: Database) => T): T {
  try {
    return readOnce(sqlite, copy, {}, read);
  } catch (error) {
    throw refusalOf(error, name, 0);
  }
}

function readOnce<T>(sqlite: Sqlite, file: string, options: { readonly?: boolean; timeout?: number }, read: (db: Database) => T): T {
  const db = new sqlite(file, options);
  try {
    return db.transaction(() => read(db))();
  } finally {
    db.close();
  }
}

/** Copies the database with what belongs to it, again if a process changed it meanwhile. */
function copyDatabase(real: string, copy: string, name: string): void {
  for (let attempt = 0; attempt < COPY_ATTEMPTS; attempt++) {
    const before = stamp(real);
    for (const suffix of ['', '-wal', '-journal']) copyIfThere(real + suffix, copy + suffix, name);
    if (stamp(real) === before) return;
  }
  throw new Refusal(`${name} is changed by another process all the time`, 'try again when it is done');
}

function copyIfThere(from: string, to: string, name: string): void {
  try {
    rmSync(to, { force: true });
    copyFileSync(from, to);
    chmodSync(to, 0o600);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new Refusal(`${name} cannot be read: ${reasonOf(error)}`);
  }
}

function stamp(real: string): string {
  const stats = ['', '-wal', '-journal'].map((suffix) => statSync(real + suffix, { bigint: true, throwIfNoEntry: false }));
  return stats.map((stat) => `${stat?.size} ${stat?.mtimeNs}`).join();
}

function inTemporaryDirectory<T>(use: (directory: string) => T): T {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'parity-'));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function headerOf(file: string): Buffer {
  const stat = statOf(file);
  if (stat.isDirectory()) throw new Refusal(`${file} is a directory, not a database`);
  if (!stat.isFile()) throw new Refusal(`${file} is not a file`);
  const header = firstBytes(file);
  refuseHeader(header, file);
  return header;
}

function statOf(file: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    const hint = 'name the database with `--db FILE` or with `db` in parity.config.json';
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw new Refusal(`${file} does not exist`, hint);
    throw new Refusal(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

function firstBytes(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const handle = openSync(file, 'r');
    try {
      return header.subarray(0, readSync(handle, header));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

function refuseHeader(header: Buffer, name: string): void {
  if (header.length === 0) throw new Refusal(`${name} is empty`);
  const text = header.toString('latin1');
  if (text.startsWith('version https://git-lfs')) throw new Refusal(`${name} is only a pointer of Git LFS`, 'run `git lfs pull`');
  if (!text.startsWith(MAGIC)) throw new Refusal(`${name} is not an SQLite database, or is encrypted`);
}

export function refusalOf(error: unknown, name: string, timeout: number): unknown {
  const code = codeOf(error);
  if (!code.startsWith('SQLITE_')) return error;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new Refusal(`${name} is locked by another process (waited ${timeout / 1000} s)`, 'end its transaction, or try again');
  }
  if (code.startsWith('SQLITE_NOTADB')) return new Refusal(`${name} is not an SQLite database, or is encrypted`);
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new Refusal(`${name} is damaged: ${reasonOf(error)}`, 'restore it from git, or try `.recover` of the sqlite3 shell');
  }
  return new Refusal(`${name} cannot be read: ${reasonOf(error)} (${code})`);
}
