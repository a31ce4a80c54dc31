import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach } from 'vitest';

const ROW = `id INTEGER PRIMARY KEY, module_id INTEGER, name TEXT, go_file TEXT, go_class TEXT, go_method TEXT, go_line_number INTEGER,
  go_line_count INTEGER, status TEXT, dotnet_project TEXT, dotnet_class TEXT, dotnet_method TEXT, notes TEXT, created_at DATETIME`;

/** The tables of a tracking database, with the columns that matter. */
export const SCHEMA = `
  CREATE TABLE modules (id INTEGER PRIMARY KEY, name TEXT, status TEXT);
  CREATE TABLE features (${ROW});
  CREATE TABLE unit_tests (${ROW}, feature_id INTEGER);
  CREATE TABLE dependencies (id INTEGER PRIMARY KEY, source_type TEXT, source_id INTEGER, target_type TEXT, target_id INTEGER, dependency_kind TEXT);
  CREATE TABLE status_overrides (id INTEGER PRIMARY KEY, table_name TEXT, item_id INTEGER, audit_status TEXT, audit_reason TEXT,
    requested_status TEXT, comment TEXT, created_at DATETIME);
  CREATE TABLE implementation_batches (id INTEGER PRIMARY KEY, name TEXT, status TEXT);
  CREATE TABLE batch_features (batch_id INTEGER, feature_id INTEGER);
  CREATE TABLE batch_tests (batch_id INTEGER, test_id INTEGER);
  CREATE TABLE batch_dependencies (batch_id INTEGER, depends_on_batch_id INTEGER);`;

/** Two features and a test in batch 11 of module 8. */
export const ROWS = `
  INSERT INTO modules VALUES (8, 'server', 'stub');
  INSERT INTO features (id, module_id, name, status) VALUES (955, 8, 'newFileStore', 'deferred'), (956, 8, 'init', 'verified');
  INSERT INTO unit_tests (id, module_id, name, status) VALUES (351, 8, 'TestFileStoreBasics', 'deferred');
  INSERT INTO implementation_batches VALUES (11, 'FileStore Init', 'pending'), (12, 'FileStore Recovery', 'pending');
  INSERT INTO batch_features VALUES (11, 955), (11, 956);
  INSERT INTO batch_tests VALUES (11, 351);
  INSERT INTO batch_dependencies VALUES (12, 11);`;

/** A fresh directory for each test, removed after it. */
export function temporaryDirectory(): { readonly path: string; file(name: string): string } {
  let directory = '';
  beforeEach(() => {
    directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'parity-test-')));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return {
    get path() {
      return directory;
    },
    file: (name) => path.join(directory, name),
  };
}

/** Creates a database from SQL. */
export function create(file: string, ...sql: readonly string[]): string {
  const db = new Sqlite(file);
  db.pragma('synchronous = OFF');
  for (const text of sql) db.exec(text);
  db.close();
  return file;
}
