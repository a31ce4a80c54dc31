import type { Comment } from '../model/source.js';

/** A line of a comment that is C# code. */
export interface CodeComment {
  readonly at: number;
  readonly text: string;
  /** Names that it calls, as a statement of its own or in an assignment. */
  readonly calls: readonly string[];
}

const STATEMENT =
  /^(return|throw|var|await|using|yield|goto|break|continue)\b.*;$|^[\w.<>[\],?!()"' +*/-]+\s*([-+*/%&|^?]{0,2}=(?!=))\s*[^=].*;$|^(await\s+)?[\w.?![\]<>]+\(.*\)\s*;$|^[\w.[\]]+(\+\+|--)\s*;$/;
const HEAD =
  /^(if|while|for|foreach|switch|lock|catch|using|fixed)\s*\(.*\)\s*\{?$|^(\}?\s*else\b.*|try|finally|do)\s*\{?$|^case\b.*:$|^\}\s*(catch|finally|while)\b.*$/;
const BRACE = /^[{}]+[;,)]*$/;
/** A line of Go: quoted from the original, not taken out of the port. */
const GO = /:=|\bfunc\b|\bnil\b|\berr != |\bdefer\b|^(if|for|switch)\s+[^(].*\{$/;

/** Diagnostics that were switched off. */
const LOG =
  /^(\w+\.)*(\w*log\w*|console|debug|trace|out|err)\.\w+\(|^(\w+\.)*(print|printf|println|write|writeline|debug|trace|info|warn)f?\(/i;

/** The lines of comments that are code of the port; braces alone count only beside code. Lines that quote Go are none. */
export function codeIn(comments: readonly Comment[]): CodeComment[] {
  const lines = comments.flatMap(({ text, at }) => text.split(/\r\n?|\n/).map((line, i) => ({ at: at + i, text: line.trim() })));
  const code = lines.filter(({ text }) => (STATEMENT.test(text) || HEAD.test(text)) && !GO.test(text) && !LOG.test(text));
  if (code.length === 0 || code.every(({ text }) => HEAD.test(text))) return [];
  const braces = lines.filter(({ text }) => BRACE.test(text));
  return [...code, ...braces].sort((a, b) => a.at - b.at).map(({ at, text }) => ({ at, text, calls: callsIn(text) }));
}

function callsIn(text: string): string[] {
  if (!STATEMENT.test(text)) return [];
  return [...text.matchAll(/(?<!\bnew\s+)\b([A-Za-z_]\w*)\s*(?:<[\w, ]+>)?\(/g)]
    .map((match) => match[1] as string)
    .filter((name) => !/^(if|while|for|foreach|switch|lock|catch|using|nameof|typeof|return|await)$/.test(name));
}
