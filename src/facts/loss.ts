/** Something that a Go body has and nothing in C# stands for. */
export interface Loss {
  /** As Go writes it: `mb.flushPendingMsgs`, `c.maxNumFiles`, `errNotOwner`. */
  readonly text: string;
  readonly at: number;
}

/** All of them in a message: "`a`, `b`". */
export function quoted(lost: readonly Loss[]): string {
  return lost.map(({ text }) => `\`${text}\``).join(', ');
}
