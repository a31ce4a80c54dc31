import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/model.js';
import { codeOf, Refusal, reasonOf } from '../errors.js';
import type { Finding } from '../model/finding.js';
import type { Waiver } from '../model/waiver.js';

/** A finding that is accepted. Rule, item and message are for readers of the file; the fingerprint decides. */
export interface BaselineEntry {
  readonly item: string;
  readonly rule: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly reason: string;
}

export interface BaselineWaiver extends Waiver {
  readonly kind: 'external';
  readonly entry: BaselineEntry;
}

export interface Baseline {
  /** Relative to the root, `/`-separated. */
  readonly file: string;
  readonly waivers: readonly BaselineWaiver[];
}

/**
 * Reads the baseline file; one that is not there has no entries.
 * @throws Refusal when it can't be read or is no baseline
 */
export function readBaseline(config: Config): Baseline {
  const file = path.relative(config.root, config.baseline).replaceAll(path.sep, '/');
  const text = textOf(config.baseline, file);
  if (text === undefined) return { file, waivers: [] };
  const lines = text.split('\n');
  const waivers = entriesOf(text, file).map((entry): BaselineWaiver => {
    const line = lines.findIndex((each) => each.includes(entry.fingerprint)) + 1;
    const column = (lines[line - 1] ?? '').indexOf(entry.fingerprint) + 1;
    const at = { file, line, column, endColumn: column + entry.fingerprint.length };
    return { kind: 'external', rules: [entry.rule], reason: entry.reason, at, on: entry.item, entry };
  });
  return { file, waivers };
}

/** The file's text for these entries; one entry for each fingerprint. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const unique = [...new Map(entries.map((entry) => [entry.fingerprint, entry])).values()];
  return `${JSON.stringify({ version: 1, entries: unique.sort(byItem) }, null, 2)}\n`;
}

export function entryOf({ item, rule, message, fingerprint }: Finding, reason: string): BaselineEntry {
  return { item, rule, message, fingerprint, reason };
}

function byItem(a: BaselineEntry, b: BaselineEntry): number {
  const text = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  const [kindA = '', idA = ''] = a.item.split('/');
  const [kindB = '', idB = ''] = b.item.split('/');
  return (
    text(kindA, kindB) || Number(idA) - Number(idB) || text(a.item, b.item) || text(a.rule, b.rule) || text(a.fingerprint, b.fingerprint)
  );
}

function textOf(file: string, label: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Refusal(`the baseline ${label} cannot be read: ${reasonOf(error)}`);
  }
}

const FIELDS = ['item', 'rule', 'message', 'fingerprint', 'reason'] as const;

function entriesOf(text: string, label: string): BaselineEntry[] {
  const value = parsed(text, label);
  if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['entries']))
    throw new Refusal(`${label} is no baseline of version 1`, '`parity baseline --reason TEXT` writes one');
  return value['entries'].map((entry: unknown, index) => {
    const missing = isObject(entry) ? FIELDS.find((field) => typeof entry[field] !== 'string') : 'fingerprint';
    if (missing !== undefined) throw new Refusal(`${label}: entry ${index + 1} has no \`${missing}\`, or it is no string`);
    return entry as unknown as BaselineEntry;
  });
}

function parsed(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${label} is not JSON: ${reasonOf(error)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
