import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../errors.js';
import { DEFAULTS } from './defaults.js';
import { readConfigFile } from './file.js';
import type { Config, ConfigFile } from './model.js';
import { didYouMean } from './nearest.js';

export type { Config, ConfigFile, CSharpConfig, GoConfig, Limits, Naming, Policy, RuleSetting } from './model.js';

export const CONFIG_FILE = 'parity.config.json';

/** What the command line says; every path may be relative to `cwd`. */
export interface ConfigOptions {
  readonly root?: string | undefined;
  readonly config?: string | undefined;
  readonly db?: string | undefined;
  readonly cwd: string;
}

/**
 * Finds the config file (`config`, else upward from `root` or `cwd`), validates it and fills in the defaults.
 * The root is `root`, else the config file's directory, else the nearest directory upward with a `porting.db`, else `cwd`.
 * @throws Refusal for a file that is missing or says what the schema doesn't allow
 */
export function loadConfig(options: ConfigOptions): Config {
  const start = path.resolve(options.cwd, options.root ?? '.');
  if (options.root !== undefined && !isDirectory(start)) throw new Refusal(`--root ${options.root} is not a directory`);
  const file = options.config === undefined ? findUpward(start, CONFIG_FILE) : path.resolve(options.cwd, options.config);
  const written = file === undefined ? {} : readConfigFile(file, labelOf(file, options.cwd));
  const root = options.root === undefined ? rootOf(file, start) : start;
  const base = file === undefined ? root : path.dirname(file);
  const db = options.db === undefined ? path.resolve(base, written.db ?? DEFAULTS.db) : path.resolve(options.cwd, options.db);
  return { ...withDefaults(written, base), root, base, file, db };
}

/**
 * @param known every rule id there is
 * @throws Refusal when the config sets the level of a rule that does not exist
 */
export function checkRuleIds({ file, rules }: Pick<Config, 'file' | 'rules'>, known: readonly string[], option?: string): void {
  const unknown = Object.keys(rules).find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const where = option ?? (file === undefined ? 'the config' : path.basename(file));
  throw new Refusal(`${where}: unknown rule \`${unknown}\`${didYouMean(unknown, known)}`, '`parity rules` lists them');
}

/** The config as a config file at its base would say it: defaults filled in, paths relative to the base, with `/`. */
export function configSettings(config: Config): ConfigFile {
  const { base, csharp, rules, policy, limits, assertions, naming } = config;
  const go = { root: relativeTo(base, config.go.root), exclude: config.go.exclude };
  const baseline = relativeTo(base, config.baseline);
  return { db: relativeTo(base, config.db), go, csharp, rules, policy, limits, assertions, naming, baseline };
}

/** SHA-256 (hex) over the settings that a result depends on. Where the database and the root are is not among them. */
export function configDigest(config: Config): string {
  const { db: _, ...settings } = configSettings(config);
  return createHash('sha256').update(canonicalJson(settings)).digest('hex');
}

function withDefaults(written: ConfigFile, base: string): Omit<Config, 'root' | 'base' | 'file' | 'db'> {
  const go = { ...DEFAULTS.go, ...written.go };
  return {
    go: { ...go, root: path.resolve(base, go.root) },
    csharp: { ...DEFAULTS.csharp, ...written.csharp },
    rules: written.rules ?? DEFAULTS.rules,
    policy: { ...DEFAULTS.policy, ...written.policy },
    limits: { ...DEFAULTS.limits, ...written.limits },
    assertions: written.assertions ?? DEFAULTS.assertions,
    naming: { ...DEFAULTS.naming, ...written.naming },
    baseline: path.resolve(base, written.baseline ?? DEFAULTS.baseline),
  };
}

function rootOf(file: string | undefined, start: string): string {
  if (file !== undefined) return path.dirname(file);
  const db = findUpward(start, DEFAULTS.db);
  return db === undefined ? start : path.dirname(db);
}

function findUpward(start: string, name: string): string | undefined {
  for (let directory = start; ; directory = path.dirname(directory)) {
    const candidate = path.join(directory, name);
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
    if (directory === path.dirname(directory)) return undefined;
  }
}

function isDirectory(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function labelOf(file: string, cwd: string): string {
  return relativeTo(cwd, file);
}

function relativeTo(directory: string, file: string): string {
  return path.relative(directory, file).replaceAll(path.sep, '/') || '.';
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
