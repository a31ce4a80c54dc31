import { realpathSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { codeOf, Refusal, reasonOf } from '../errors.js';
import { headerOf, loadSqlite, refusalOf } from './database.js';

const BUSY_TIMEOUT_MS = 5000;

/**
 * Changes the database in one transaction: all of it, or nothing when `change` throws. Takes the write lock at the start, so that what
 * is read inside is what the change is made on. Only the promotion and the guard may call it.
 * @throws Refusal when the database is missing, read-only, locked or damaged
 */
export async function withTransaction<T>(file: string, change: (db: Database) => T): Promise<T> {
  headerOf(file);
  const sqlite = await loadSqlite();
  try {
    const db = new sqlite(realpathSync(file), { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      return db.transaction(() => change(db)).immediate();
    } finally {
      db.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (/^SQLITE_(CONSTRAINT|READONLY|CANTOPEN|FULL|IOERR)/.test(code))
      throw new Refusal(`${file} can't be changed: ${reasonOf(error)} (${code})`);
    throw refusalOf(error, file, BUSY_TIMEOUT_MS);
  }
}
