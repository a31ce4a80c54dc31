/** Something that a Go body has and nothing in C# stands for. */
export interface Loss {
  /** As Go writes it: `mb.flushPendingMsgs`, `c.maxNumFiles`, `errNotOwner`. */
  readonly text: string;
  readonly at: number;
}
