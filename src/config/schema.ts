import type { OutputUnit, Validator } from '@cfworker/json-schema';
import { distance } from 'fastest-levenshtein';

/** The part of JSON Schema (draft 7) that the config's schema uses. `title` says what a value has to be, for people. */
export interface Schema {
  readonly title?: string;
  readonly default?: unknown;
  readonly enum?: unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [keyword: string]: unknown;
}

/** One thing that is wrong with a config file. */
export interface Complaint {
  readonly path: readonly (string | number)[];
  /** Which end of the property at `path` is at fault. */
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** Keywords that only repeat what their subschema says. */
const WRAPPERS = new Set(['properties', 'additionalProperties', 'items', 'propertyNames']);

/** What the schema has against the value: one complaint for each place, in no particular order. */
export function complaintsOf(value: unknown, schema: Schema, Engine: typeof Validator): readonly Complaint[] {
  const { errors } = new Engine(schema, '7', false).validate(value);
  const told = errors.filter((error) => !WRAPPERS.has(error.keyword)).map((error) => complaintOf(error, value, schema));
  return [...new Map(told.map((complaint) => [JSON.stringify([complaint.path, complaint.at]), complaint])).values()];
}

function complaintOf(error: OutputUnit, value: unknown, schema: Schema): Complaint {
  const path = arrayIndices(pointerParts(error.instanceLocation), value);
  const key = String(path.at(-1) ?? '');
  const parent = dotted(path.slice(0, -1));
  if (error.keyword === 'false') return { path, at: 'key', message: unknownKey(path, schema) };
  const rule = subschema(schema, pointerParts(error.keywordLocation).slice(0, -1));
  if (error.keywordLocation.includes('/propertyNames/')) {
    return { path, at: 'key', message: `key \`${key}\` of \`${parent}\` must be ${rule.title}` };
  }
  const name = path.length === 0 ? 'the config' : `\`${dotted(path)}\``;
  return {
    path,
    at: 'value',
    message: `${name} must be ${rule.title ?? error.error}${choices(rule)}; found ${described(at(value, path))}`,
  };
}

function choices(rule: Schema): string {
  return rule.enum === undefined ? '' : ` (${rule.enum.map((value) => JSON.stringify(value)).join(', ')})`;
}

function unknownKey(path: Complaint['path'], schema: Schema): string {
  const name = dotted(path);
  const known = knownKeys(schema, '').filter((candidate) => candidate !== '$schema');
  if (path.length === 1 && known.includes(name)) {
    const [section, key] = name.split('.');
    return `unknown key \`${name}\`; did you mean \`${name}\`, written as \`"${section}": { "${key}": … }\`?`;
  }
  return `unknown key \`${name}\`; did you mean \`${nearestKey(path, known)}\`?`;
}

/** A key of the same section wins over one from elsewhere that is written just as nearly. */
function nearestKey(path: Complaint['path'], known: readonly string[]): string {
  const key = String(path.at(-1)).toLowerCase();
  const parent = dotted(path.slice(0, -1));
  const ranked = known.map((candidate) => {
    const cut = candidate.lastIndexOf('.') + 1;
    const elsewhere = candidate.slice(0, Math.max(cut - 1, 0)) === parent ? 0 : 1;
    const steps = Math.min(
      distance(key, candidate.slice(cut).toLowerCase()),
      distance(dotted(path).toLowerCase(), candidate.toLowerCase()),
    );
    return { candidate, cost: steps + elsewhere };
  });
  return ranked.reduce((best, next) => (next.cost < best.cost ? next : best)).candidate;
}

/** Every key of the schema's objects as a dotted path. */
function knownKeys(schema: Schema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [`${prefix}${key}`, ...knownKeys(inner, `${prefix}${key}.`)]);
}

function subschema(schema: Schema, parts: readonly string[]): Schema {
  return at(schema, parts) as Schema;
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((inner: unknown, part) => (inner as Record<string | number, unknown> | undefined)?.[part], value);
}

/** `csharp.tests`, `naming.patterns[0].go`. */
function dotted(path: readonly (string | number)[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

/** A JSON pointer as a URI fragment (`#/a~1b/0`), split and decoded. */
function pointerParts(pointer: string): string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function arrayIndices(parts: readonly string[], value: unknown): (string | number)[] {
  let inner = value;
  return parts.map((part) => {
    const step = Array.isArray(inner) ? Number(part) : part;
    inner = at(inner, [step]);
    return step;
  });
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `the string ${JSON.stringify(value)}` : `the ${typeof value} ${String(value)}`;
}
