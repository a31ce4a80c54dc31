import { createHash } from 'node:crypto';

const TOKENS = /\/\/.*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|[A-Za-z_]\w*|\d[\w.]*|\S/g;
const KEYWORDS: ReadonlySet<string> = new Set(
  'as async await base bool break byte case catch char checked const continue decimal default delegate do double else enum event explicit false finally fixed float for foreach get goto if implicit in init int interface internal is lock long nameof new not null object operator or out override params private protected public readonly ref return sbyte sealed set short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using value var virtual void volatile when while with yield and'.split(
    ' ',
  ),
);
/** Below this a body is like many others for no reason. */
const FEW_TOKENS = 18;

/**
 * A digest of a body's tokens without comments, in which names that begin with a small letter, locals and parameters
 * mostly, are numbered as they come: the same for a copy whose parameters are named otherwise. Undefined for short bodies.
 */
export function shapeOf(body: string): string | undefined {
  if (body.length < FEW_TOKENS * 2) return undefined;
  const tokens = body.match(TOKENS) ?? [];
  const numbers = new Map<string, number>();
  const hash = createHash('sha256');
  let count = 0;
  let last = '';
  for (const token of tokens) {
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    count++;
    const isLocal = /^[a-z]/.test(token) && last !== '.' && !KEYWORDS.has(token);
    if (isLocal && !numbers.has(token)) numbers.set(token, numbers.size);
    hash.update(isLocal ? `$${numbers.get(token)} ` : `${token} `);
    last = token;
  }
  return count < FEW_TOKENS ? undefined : hash.digest('hex').slice(0, 8);
}
