import { EXIT, type SharedOptions } from '../cli.js';
import { installGuard, removeGuard } from '../ledger/guard.js';
import { openLedger } from '../ledger/ledger.js';
import { withTransaction } from '../ledger/write.js';
import { evidenceProblem, rankOf } from '../model/evidence.js';
import { configOf, printsConfig } from './shared.js';

/** Puts the triggers into the database, or renews them. */
export function install(options: SharedOptions): Promise<number> {
  return change(options, installGuard, 'The guard is installed: no row becomes complete or verified without `parity promote`.');
}

/** Takes the triggers out; the evidence stays. */
export function remove(options: SharedOptions): Promise<number> {
  return change(options, removeGuard, 'The guard is removed. What it recorded stays.');
}

async function change(options: SharedOptions, by: typeof installGuard, said: string): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  await withTransaction(config.db, by);
  process.stdout.write(`${said}\n`);
  return EXIT.clean;
}

/** How the guard stands. Exit code 1 when it is not whole. */
export async function status(options: SharedOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const { guard, features, tests, evidenceOf } = await openLedger(config.db);
  const raised = [...features, ...tests].filter((row) => rankOf(row.status) >= rankOf('complete'));
  const bare = raised.filter((row) => evidenceProblem(row, evidenceOf(row)) !== undefined);
  const lines = [
    guard.kind === 'none' && 'not installed: `parity guard install` does it',
    guard.kind === 'whole' && 'installed, all triggers in place',
    guard.kind === 'broken' && 'broken: `parity guard install` mends it',
    ...(guard.kind === 'broken'
      ? [...guard.missing.map((name) => `  missing: ${name}`), ...guard.changed.map((name) => `  changed: ${name}`)]
      : []),
    `${raised.length} rows are complete or verified, ${bare.length} of them without valid evidence`,
  ];
  process.stdout.write(`${lines.filter((line) => line !== false).join('\n')}\n`);
  return guard.kind === 'whole' ? EXIT.clean : EXIT.findings;
}
