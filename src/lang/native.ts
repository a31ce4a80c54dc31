import { createRequire } from 'node:module';
import path from 'node:path';
import type Parser from 'tree-sitter';
import { Refusal, reasonOf } from '../errors.js';

const require = createRequire(import.meta.url);
let parser: typeof Parser | undefined;

/**
 * tree-sitter itself, loaded when the first text is parsed: a warm run parses nothing.
 * @throws Refusal when the native package does not load
 */
export function treeSitter(): typeof Parser {
  parser ??= native('tree-sitter', () => require('tree-sitter') as typeof Parser);
  return parser;
}

/**
 * The native language object of a grammar package, without the package's own start-up code: that reads a description of every node type,
 * from which tree-sitter would generate a class each. Nobody here uses them, and they cost most of the loading time.
 * @throws Refusal when the native package does not load
 */
export function grammarObject(name: string): Parser.Language {
  return native(name, () => {
    const manifest = require.resolve(`${name}/package.json`);
    const load = createRequire(manifest)('node-gyp-build') as (directory: string) => Parser.Language;
    return load(path.dirname(manifest));
  });
}

function native<T>(name: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    throw new Refusal(
      `the native package ${name} does not load: ${reasonOf(error).split('\n')[0]}`,
      `run \`npm rebuild ${name}\` in the directory where parity is installed`,
    );
  }
}
