import type { RuleInfo } from './report.js';
import { visible } from './sanitize.js';

/** A piece of a message: plain words, or what stands between backticks. */
export interface Span {
  readonly text: string;
  readonly isCode: boolean;
}

/** A message in its pieces, none of them empty, none with a hidden character. */
export function spansOf(message: string): readonly Span[] {
  return visible(message)
    .split(/(?<!`)`([^`]+)`(?!`)/)
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** What stands alone of a message. */
export function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(message)?.[0] ?? message;
}

/** What a rule's doc says on how to mend a finding, in one paragraph; '' when it says nothing. */
export function fixOf({ markdown }: Pick<RuleInfo, 'markdown'>): string {
  const section = /^## How to fix$(.*?)(?=^## |$(?![\s\S]))/ms.exec(markdown)?.[1] ?? '';
  return section.trim().replace(/\s+/g, ' ');
}
