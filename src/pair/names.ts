/** How a name of the database is read: what a person or a tool wrote there is not always what the compiler would. */

/** `ZB.Mom.Outer+Inner<T>` and `Outer.Inner`1` -> ['ZB', 'Mom', 'Outer', 'Inner']. */
export function typeSegments(name: string): string[] {
  return name
    .replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '')
    .replace(/`\d+/g, '')
    .replace(/^global::/, '')
    .split(/[.+/]|::/)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '');
}

export interface MemberName {
  /** Type segments written before the member, if any: `Outer.Inner.Name`. */
  readonly owner: readonly string[];
  readonly name: string;
}

/** Several members are joined by `;` or `,` (not the commas of generics and parameter lists). `Name(int)`, `Name<T>` and `Name()` are `Name`. */
export function memberNames(text: string): MemberName[] {
  const flat = text
    .replace(/\([^()]*\)/g, '')
    .replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>(?!=)/g, '')
    .replace(/`\d+/g, '');
  return flat
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(memberName);
}

function memberName(text: string): MemberName {
  const special = /^(.*?)\.?(\.c?ctor)$/.exec(text);
  if (special !== null) return { owner: typeSegments(special[1] as string), name: special[2] as string };
  if (/^operator\b/.test(text)) return { owner: [], name: text };
  const dot = Math.max(text.lastIndexOf('.'), text.lastIndexOf('+', text.length - 2), text.lastIndexOf('::'));
  if (dot <= 0) return { owner: [], name: text.replace(/^@/, '') };
  return { owner: typeSegments(text.slice(0, dot)), name: text.slice(dot + 1).replace(/^[:@]/, '') };
}

/** Names that differ only so are the same to a reader: `getMsgBlockBuf`, `GetMsgBlockBufAsync`, `Get_Msg_Block_Buf`. */
export function normalName(name: string): string {
  return name
    .replace(/^@/, '')
    .replace(/(?<=.)Async$/, '')
    .replace(/_/g, '')
    .toLowerCase();
}

/** `op_Addition` and `operator +` -> `+`; undefined if this names no operator. */
export function operatorToken(name: string): string | undefined {
  const written = /^operator\s*(\S+)$/.exec(name);
  if (written !== null) return written[1];
  return OPERATORS[name];
}

const OPERATORS: Readonly<Record<string, string>> = {
  op_Addition: '+',
  op_Subtraction: '-',
  op_Multiply: '*',
  op_Division: '/',
  op_Modulus: '%',
  op_Equality: '==',
  op_Inequality: '!=',
  op_LessThan: '<',
  op_GreaterThan: '>',
  op_LessThanOrEqual: '<=',
  op_GreaterThanOrEqual: '>=',
  op_Implicit: 'implicit',
  op_Explicit: 'explicit',
  op_UnaryNegation: '-',
  op_LogicalNot: '!',
  op_BitwiseAnd: '&',
  op_BitwiseOr: '|',
  op_ExclusiveOr: '^',
  op_LeftShift: '<<',
  op_RightShift: '>>',
  op_Increment: '++',
  op_Decrement: '--',
  op_True: 'true',
  op_False: 'false',
};

/** How far apart two names are: the number of edits, at most `limit`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let previous = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (previous[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    previous = row;
  }
  return Math.min(previous[right.length] as number, limit);
}
