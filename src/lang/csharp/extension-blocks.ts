import { EXTENSION_BLOCK } from './declarations.js';
import { blank, maskText } from './mask.js';

const HEADER = /(?<=[{};\]]\s*)\bextension\s*(?:<[^<>{};]*(?:<[^<>{};]*>[^<>{};]*)*>\s*)?\(/g;

/**
 * C# 14's `extension(T receiver) { … }` is unknown to the grammar. Its header is overwritten, at equal length, by that
 * of a nested class with a name of its own, so that the members inside are read as members.
 */
export function rewriteExtensionBlocks(text: string): string {
  if (!/\bextension\s*[<(]/.test(text)) return text;
  const masked = maskText(text);
  let rewritten = text;
  for (const match of masked.matchAll(HEADER)) {
    const open = openingBrace(masked, match.index + match[0].length);
    if (open === undefined) continue;
    const header = `class ${EXTENSION_BLOCK}`;
    rewritten = rewritten.slice(0, match.index) + header + blank(text.slice(match.index + header.length, open)) + rewritten.slice(open);
  }
  return rewritten;
}

/** The `{` behind the parameter list and its constraints, or undefined if this is something else. */
function openingBrace(masked: string, from: number): number | undefined {
  let depth = 1;
  let at = from;
  for (; at < masked.length && depth > 0; at++) {
    if (masked[at] === '(') depth++;
    else if (masked[at] === ')') depth--;
  }
  const rest = /^\s*(?:where\b[^{};]*)?\{/.exec(masked.slice(at, at + 2000));
  return rest === null ? undefined : at + rest[0].length - 1;
}
