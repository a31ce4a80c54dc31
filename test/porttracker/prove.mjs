// Proves on the example that the guard stops the port's own tool, and that an honest promotion passes. Needs .NET and a build of parity.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const work = mkdtempSync(path.join(os.tmpdir(), 'parity-tracker-'));
const example = path.join(work, 'natsnet');
const db = path.join(example, 'porting.db');

const run = (command, args) => spawnSync(command, args, { encoding: 'utf8' });
const parity = (...args) => run(process.execPath, [path.join(root, 'bin/parity.js'), ...args, '--root', example, '--no-cache']);
const tracker = (verb, ...args) => run('dotnet', [path.join(work, 'tracker/PortTracker.dll'), verb, db, ...args]);
const ask = (sql) => {
  const open = new Sqlite(db, { readonly: true });
  try {
    return open.prepare(sql).pluck().get();
  } finally {
    open.close();
  }
};
let steps = 0;
function step(what, prove) {
  prove();
  steps += 1;
  console.log(`ok  ${what}`);
}

try {
  cpSync(path.join(root, 'fixtures/natsnet'), example, { recursive: true });
  cpSync(here, path.join(work, 'source'), { recursive: true });
  execFileSync('dotnet', ['publish', path.join(work, 'source'), '-o', path.join(work, 'tracker'), '-v', 'quiet', '--nologo'], { stdio: 'inherit' });
  // Honest and complete; honest, set back to stub; a declared stub.
  const [COMPLETE, HONEST, STUB] = [963, 957, 2212];
  const open = new Sqlite(db);
  open.exec(`UPDATE features SET status = 'stub' WHERE id = ${HONEST}`);
  open.close();

  step('without the guard the tool raises a stub', () => {
    assert.equal(tracker('update', 'features', String(STUB), 'verified').status, 0);
    assert.equal(tracker('update', 'features', String(STUB), 'stub').status, 0);
  });
  step('the guard goes in', () => assert.equal(parity('guard', 'install').status, 0));
  for (const [what, args] of [
    ['a single update', ['update', 'features', String(STUB), 'verified']],
    ['a single update to complete', ['update', 'features', String(HONEST), 'complete']],
    ['a batch update', ['batch', 'features', `${HONEST}-${COMPLETE}`, 'verified']],
    ['an override', ['override', 'features', String(STUB), 'verified', 'green locally']],
    ['an upsert', ['upsert', 'features', String(STUB), 'verified']],
  ])
    step(`the guard stops ${what}`, () => {
      const { status, stderr } = tracker(...args);
      assert.equal(status, 1);
      assert.match(stderr, /parity guard: no evidence for this status of this row; run parity promote/);
      assert.equal(ask(`SELECT status FROM features WHERE id = ${STUB}`), 'stub');
      assert.equal(ask(`SELECT status FROM features WHERE id = ${COMPLETE}`), 'complete');
      assert.equal(ask('SELECT count(*) FROM status_overrides'), 3);
    });
  step('the tool goes on with all else', () => {
    assert.equal(tracker('note', 'features', String(COMPLETE), 'a note').status, 0);
    assert.equal(tracker('update', 'features', '704', 'stub').status, 0);
    assert.equal(tracker('batch', 'features', '955-956', 'stub').status, 0);
  });
  step('an honest promotion passes', () => {
    const { status, stdout, stderr } = parity('promote', '--ids', String(HONEST), '--to', 'complete', '--execute');
    assert.equal(status, 0, stdout + stderr);
    assert.equal(ask(`SELECT status FROM features WHERE id = ${HONEST}`), 'complete');
  });
  step('the promotion of a stub is refused', () => {
    assert.equal(parity('promote', '--ids', String(STUB), '--to', 'complete', '--execute').status, 1);
  });
  step('the tool may set the row back, and not up again', () => {
    assert.equal(tracker('update', 'features', String(HONEST), 'stub').status, 0);
    assert.equal(tracker('update', 'features', String(HONEST), 'complete').status, 1);
  });
  console.log(`${steps} steps proved`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
