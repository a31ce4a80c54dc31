import type { SharedOptions } from '../cli.js';
import { type Config, configSettings, loadConfig } from '../config/config.js';
import { visible } from '../report/sanitize.js';

export function configOf(options: SharedOptions): Config {
  return loadConfig({ root: options.root, config: options.config, db: options.db, cwd: process.cwd() });
}

/** Prints the configuration if it was asked for; then there is nothing else to do. */
export function printsConfig(config: Config, options: SharedOptions): boolean {
  if (options.printConfig !== true) return false;
  process.stdout.write(`${JSON.stringify(configSettings(config), null, 2)}\n`);
  return true;
}

/** NO_COLOR and a pipe turn colour off, `--color` and `--no-color` overrule both. */
export function wantsColor(options: SharedOptions): boolean {
  const { argv, env, stdout } = process;
  if (argv.includes('--color')) return true;
  if (options.color === false) return false;
  return stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** One line on stderr that is no part of the report. */
export function warn(text: string): void {
  process.stderr.write(`parity: ${visible(text)}\n`);
}

/** A line on a terminal's stderr that goes away again; nothing elsewhere. */
export function progress(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text === '' ? '' : `${text} …`}`);
}
