import type { Unit } from '../index/code-index.js';
import { type Routine, symbolOf } from '../model/source.js';
import type { Waiver } from '../model/waiver.js';

/** A waiver in the code: it speaks of the members that it stands in, at the end of, or directly before. */
export interface InlineWaiver extends Waiver {
  readonly kind: 'inSource';
  readonly members: readonly Routine[];
}

const DIRECTIVE = /^parity:\s*(allow|accept|disable|ignore|off|skip|suppress|waive)\b\s*([\s\S]*)$/i;
/** A line that holds such a comment, alone or behind code. */
const WAIVER_LINE = /(?:^|[;{}\])])\s*(?:\/\/+|\/\*+)\s*(parity:\s*(?:allow|accept|disable|ignore|off|skip|suppress|waive)\b.*)$/i;

/** The waivers of a C# file, by line. What stands on no member is there too, so that it can be said: the index has the comments of members alone. */
export function inlineWaivers(unit: Unit): InlineWaiver[] {
  // Most files have none, and their index is not opened for it.
  if (!/parity:/i.test(unit.text)) return [];
  const { file, routines, inactive } = unit.index;
  const lines = unit.text.split(/\r\n?|\n/);
  const comments = new Map<number, { readonly text: string; readonly before: Routine[] }>();
  for (const routine of routines) {
    for (const { text, at } of routine.comments) {
      if (!DIRECTIVE.test(text)) continue;
      const comment = comments.get(at) ?? { text, before: [] };
      comment.before.push(routine);
      comments.set(at, comment);
    }
  }
  for (const [before, line] of lines.entries()) {
    const [, written] = WAIVER_LINE.exec(line) ?? [];
    const at = before + 1;
    const isCode = routines.some((routine) => routine.startLine <= at && at < routine.endLine);
    if (written === undefined || comments.has(at) || isCode || inactive.some((part) => part.line <= at && at <= part.endLine)) continue;
    comments.set(at, { text: written.replace(/\s*\*+\/\s*$/, ''), before: [] });
  }
  return [...comments]
    .sort(([a], [b]) => a - b)
    .map(([at, comment]) => {
      const inside = routines.filter((routine) => routine.startLine <= at && at <= routine.endLine);
      const members = inside.length > 0 ? inside : comment.before;
      const line = lines[at - 1] ?? '';
      const column = Math.max(1, line.search(/parity:/i) + 1);
      const place = { file, line: at, column, endColumn: Math.max(column + 1, line.trimEnd().length + 1) };
      return { ...parse(comment.text), kind: 'inSource', at: place, on: members[0] === undefined ? '' : symbolOf(members[0]), members };
    });
}

/** `parity: allow thin-body, unwired-member -- Go keeps this for clients of 2.2` */
function parse(text: string): Pick<Waiver, 'rules' | 'reason' | 'instead'> {
  const [, word = '', rest = ''] = DIRECTIVE.exec(text) ?? [];
  const [, rules = '', reason = ''] = /^([\w-]+(?:\s*,\s*[\w-]+)*)?(?:\s*(?:--|–|—)\s*([\s\S]*))?/.exec(rest) ?? [];
  return {
    rules: rules.split(/[\s,]+/).filter((rule) => /\w/.test(rule)),
    reason: reason.replace(/\s+/g, ' ').trim(),
    ...(word.toLowerCase() === 'allow' ? {} : { instead: word }),
  };
}
