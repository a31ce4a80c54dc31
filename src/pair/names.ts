/** How a name of the database is read: what a person or a tool wrote there is not always what the compiler would. */

/** What people write where there is nothing to write. */
const NOTHING = /^(-+|–|—|\?+|n\/a|tbd|null|nil|\(none\))$/i;

/** The types of a row: several are joined by `;` or `,`. `ZB.Mom.Outer+Inner<T>` and ``Outer.Inner`1`` are ['ZB', 'Mom', 'Outer', 'Inner'] and ['Outer', 'Inner']. */
export function typeNames(text: string): string[][] {
  return split(text, ';,\n')
    .filter((part) => !NOTHING.test(part))
    .map(typeSegments)
    .filter((segments) => segments.length > 0);
}

/** `Outer+Inner<T>` -> ['Outer', 'Inner'] */
export function typeSegments(name: string): string[] {
  return without(name, '<', '>')
    .replace(/`\d+/g, '')
    .replace(/^global::/, '')
    .split(/[.+/]|::/)
    .map((segment) => segment.trim().replace(/^@/, ''))
    .filter((segment) => segment !== '');
}

export interface MemberName {
  /** Type segments written before the member, if any: `Outer.Inner.Name`. */
  readonly owner: readonly string[];
  readonly name: string;
  /** Types of the parameters, where they are written: `Name(int, string)`. */
  readonly parameters?: readonly string[];
}

/** Several members are joined by `;` or `,` (not the commas of generics and parameter lists). `Name<T>`, `Name()` and `Name.get` are `Name`. */
export function memberNames(text: string): MemberName[] {
  return split(text, ';,\n')
    .filter((part) => !NOTHING.test(part))
    .map(memberName)
    .filter((member, i, all) => all.findIndex((each) => JSON.stringify(each) === JSON.stringify(member)) === i);
}

function memberName(text: string): MemberName {
  // `<` alone is the operator; `-` alone is nothing at all.
  if (/^([<>]=?|[=!]=|[+*/%&|^~!]|<<|>>)$/.test(text)) return { owner: [], name: `operator ${text}` };
  const operator = /^(.*?\.)?((?:(?:implicit|explicit)\s+)?operator\b\s*.*)$/.exec(text);
  if (operator !== null) return { owner: typeSegments(operator[1] ?? ''), name: without(operator[2] as string, '(', ')').trim() };
  const list = /^[^([]*(?:\[[^\]]*\])?\s*\((.*)\)$/s.exec(text) ?? /\bthis\s*\[(.*)\]$/s.exec(text);
  const parameters = list === null || (list[1] as string).trim() === '' ? {} : { parameters: split(list[1] as string, ',') };
  const bare = without(without(without(text, '(', ')'), '[', ']'), '<', '>')
    .replace(/`\d+/g, '')
    .trim();
  const special = /^(.*?)\.?([.#]c?ctor)$/.exec(bare);
  if (special !== null) return { owner: typeSegments(special[1] as string), name: (special[2] as string).replace('#', '.'), ...parameters };
  const segments = typeSegments(bare);
  // Tools write an accessor behind its property.
  if (segments.length > 1 && /^(get|set|init|add|remove)$/.test(segments.at(-1) as string)) segments.pop();
  return { owner: segments.slice(0, -1), name: segments.at(-1) ?? bare, ...parameters };
}

/** Parts of a text between separators outside brackets, trimmed, without empty ones. The brackets of `operator <` are none. */
function split(text: string, separators: string): string[] {
  const parts = [''];
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    const isOperator = '<>'.includes(char) && /\boperator\s*[<>]*$/.test(text.slice(Math.max(0, i - 20), i));
    if ('([<'.includes(char) && !isOperator) depth++;
    else if (')]>'.includes(char) && !isOperator) depth = Math.max(0, depth - 1);
    if (depth === 0 && separators.includes(char)) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** The text without what stands between a pair of brackets. */
function without(text: string, open: string, close: string): string {
  let depth = 0;
  let kept = '';
  for (const char of text) {
    if (char === open) depth++;
    else if (char === close) depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += char;
  }
  return kept;
}

/** Names that differ only so are the same to a reader: `getMsgBlockBuf`, `GetMsgBlockBufAsync`, `Get_Msg_Block_Buf`. */
export function normalName(name: string): string {
  return name
    .replace(/^@/, '')
    .replace(/(?<=.)Async$/, '')
    .replace(/_/g, '')
    .toLowerCase();
}

/** Names under which the code of a member is often found: `Recover` in `RecoverInternal`, `RecoverCoreAsync`, `DoRecover`. */
export function stemOf(name: string): string {
  return normalName(normalName(name).replace(/(?<=.{2})(internal|core|impl|locked|nolock)$/, ''));
}

export interface OperatorName {
  readonly token: string;
  /** How many operands it has, where the name says so. */
  readonly arity?: 1 | 2;
  /** What a conversion converts to, where the name says so. */
  readonly result?: string;
}

/** `op_Addition` and `operator +` -> `+`; undefined if this names no operator. */
export function operatorName(name: string): OperatorName | undefined {
  const conversion = /^(?:(implicit|explicit)\s+operator|operator\s+(implicit|explicit))\b\s*(.*)$/.exec(name);
  if (conversion !== null) {
    const result = (conversion[3] as string).trim();
    return { token: (conversion[1] ?? conversion[2]) as string, ...(result === '' ? {} : { result }) };
  }
  const written = /^operator(\s+\w+|\s*\W+)$/.exec(name);
  if (written !== null) return { token: (written[1] as string).trim() };
  const token = OPERATORS[name];
  if (token === undefined) return undefined;
  if (/^op_(Unary|LogicalNot|OnesComplement|Increment|Decrement|True|False)/.test(name)) return { token, arity: 1 };
  return /^op_(Im|Ex)plicit$/.test(name) ? { token } : { token, arity: 2 };
}

const OPERATORS: Readonly<Record<string, string>> = {
  op_Addition: '+',
  op_UnaryPlus: '+',
  op_Subtraction: '-',
  op_UnaryNegation: '-',
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
  op_LogicalNot: '!',
  op_OnesComplement: '~',
  op_BitwiseAnd: '&',
  op_BitwiseOr: '|',
  op_ExclusiveOr: '^',
  op_LeftShift: '<<',
  op_RightShift: '>>',
  op_UnsignedRightShift: '>>>',
  op_Increment: '++',
  op_Decrement: '--',
  op_True: 'true',
  op_False: 'false',
};
