import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach } from 'vitest';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/**
 * Another process that opens the database, runs the SQL, and stays.
 * @returns once the SQL has run; `kill` ends the process as a crash would
 */
export async function holder(file: string, ...sql: readonly string[]): Promise<{ kill(): Promise<void> }> {
  const script = `
    const db = require('better-sqlite3')(process.argv[1]);
    for (const sql of process.argv.slice(2)) db.prepare(sql).reader ? db.prepare(sql).all() : db.prepare(sql).run();
    process.stdout.write('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script, file, ...sql], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  await once(child.stdout, 'data');
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
