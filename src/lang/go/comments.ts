import type { Comment } from '../../model/source.js';
import { commentText, type SyntaxTree } from '../syntax.js';

export interface PlacedComment extends Comment {
  readonly start: number;
  readonly end: number;
}

/** A comment, or what a comment's delimiters mean nothing in: strings and runes. */
const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'/g;

/** All comments, in source order. Go's are so plain that finding them here costs a thirtieth of asking the syntax tree. */
export function commentsIn({ text, lines }: SyntaxTree): PlacedComment[] {
  const comments: PlacedComment[] = [];
  for (const { 0: source, index } of text.matchAll(TOKEN)) {
    if (source.startsWith('/'))
      comments.push({ text: commentText(source), at: lines.lineAt(index), start: index, end: index + source.length });
  }
  return comments;
}
