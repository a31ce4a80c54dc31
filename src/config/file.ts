import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { codeOf, Refusal, reasonOf } from '../errors.js';
import type { ConfigFile } from './model.js';
import { type Complaint, complaintsOf, type Schema } from './schema.js';

type JsonPath = Complaint['path'];

// The config is loaded synchronously, and what only a config file needs is not loaded without one.
const require = createRequire(import.meta.url);

/**
 * Reads and validates a config file.
 * @param label how messages name the file
 * @throws Refusal that names line and column of a syntax error, or of the first key that the schema does not allow
 */
export function readConfigFile(file: string, label: string): ConfigFile {
  const text = textOf(file, label);
  const value = parsed(text, label);
  const complaints = complaintsOf(value, readSchema(), validator());
  if (complaints.length === 0) return value as ConfigFile;
  const placed = complaints
    .map((complaint) => ({ ...complaint, offset: offsetOf(text, complaint.path, complaint.at) }))
    .sort((a, b) => a.offset - b.offset);
  const [first, ...others] = placed;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new Refusal(`${label}:${positionOf(text, first?.offset ?? 0)}: ${first?.message}${more}`);
}

/** The schema that ships with the package, whether this module runs from `src` or from `dist`. */
export function readSchema(): Schema {
  for (const up of ['../../', '../../../']) {
    try {
      return JSON.parse(readFileSync(new URL(`${up}schema/parity.config.schema.json`, import.meta.url), 'utf8'));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  throw new Error('schema/parity.config.schema.json is missing from the package');
}

function textOf(file: string, label: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new Refusal(`config file ${label} does not exist`);
    throw new Refusal(`config file ${label} cannot be read: ${code === 'EISDIR' ? 'it is a directory' : reasonOf(error)}`);
  }
}

function parsed(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { parseTree, printParseErrorCode } = jsonc();
    const errors: { error: number; offset: number; length: number }[] = [];
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    const first = errors[0];
    const what = first === undefined ? reasonOf(error) : spaced(printParseErrorCode(first.error));
    throw new Refusal(`${label}:${positionOf(text, first?.offset ?? 0)}: not JSON: ${what}`, commentHint(text, first?.offset));
  }
}

function commentHint(text: string, offset: number | undefined): string | undefined {
  return offset !== undefined && /^\/[/*]/.test(text.slice(offset)) ? 'the config file is plain JSON, without comments' : undefined;
}

/** `CloseBraceExpected` as `close brace expected`. */
function spaced(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function offsetOf(text: string, path: JsonPath, at: Complaint['at']): number {
  const { parseTree, findNodeAtLocation } = jsonc();
  const tree = parseTree(text);
  const node = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
  if (node === undefined) return 0;
  return at === 'key' ? (node.parent?.offset ?? node.offset) : node.offset;
}

/** `line:column`, 1-based, UTF-16 units. */
function positionOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function jsonc(): typeof import('jsonc-parser') {
  return require('jsonc-parser');
}

function validator(): typeof import('@cfworker/json-schema').Validator {
  return require('@cfworker/json-schema').Validator;
}
