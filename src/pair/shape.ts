import type { Parameter, Routine } from '../model/source.js';

/**
 * How badly a C# member's parameters fit a Go function's, 0 for a perfect fit: chiefly their number, then their types and names.
 * C# adds a cancellation token, an extension or static receiver and `out` parameters for further results; optional ones may be left out.
 */
export function shapeDistance(go: Routine, member: Routine): number {
  const wanted = go.parameters.filter(({ type }) => !/^(context\.Context|\*testing\.[TBF]|testing\.TB)$/.test(type));
  const given = member.parameters.filter(({ by, type }) => by !== 'this' && by !== 'out' && type !== 'CancellationToken');
  const isStaticMethod = go.owner !== '' && member.modifiers.includes('static');
  const aligned = isStaticMethod && given.length > wanted.length ? given.slice(1) : given;
  const required = aligned.filter((parameter) => parameter.optional !== true && parameter.by !== 'params').length;
  const missing = Math.max(0, wanted.length - aligned.length, required - wanted.length);
  const spare = Math.abs(aligned.length - wanted.length) - missing;
  const pairs = wanted.slice(0, aligned.length).map((parameter, i) => mismatch(parameter, aligned[i] as Parameter));
  return missing * 100 + spare * 10 + pairs.reduce((sum, each) => sum + each, isStaticMethod ? 1 : 0);
}

/** How badly written parameter types fit a member's. */
export function writtenDistance(types: readonly string[], member: Routine): number {
  const given = member.parameters.map(({ type }) => plain(type));
  const wanted = types.map((type) => plain(type.replace(/^(?:this|ref|out|in|params)\s+/, '').replace(/\s+@?\w+$/, '')));
  return Math.abs(given.length - wanted.length) * 100 + wanted.filter((type, i) => type !== given[i]).length;
}

function mismatch(go: Parameter, csharp: Parameter): number {
  const [left, right] = [goFamily(go), csharpFamily(csharp)];
  const names = go.name.toLowerCase() === csharp.name.toLowerCase() ? 0 : 0.25;
  if (left === right) return names;
  const close = left === 'any' || right === 'any' || [left, right].every((family) => /^(text|bytes|list)$/.test(family));
  return names + (close || left.endsWith(right) || right.endsWith(left) ? 0.5 : 1);
}

/** What kind of thing a Go type is; a named one is its name in lower case. */
function goFamily({ type }: Parameter): string {
  if (type.startsWith('...')) return 'list';
  const bare = type.replace(/^\*+/, '');
  if (bare === '[]byte') return 'bytes';
  if (bare.startsWith('[')) return 'list';
  if (bare.startsWith('map[')) return 'map';
  if (/^func\b/.test(bare)) return 'function';
  if (/^(<-\s*)?chan\b/.test(bare)) return 'channel';
  if (/^(interface\b|any$)/.test(bare)) return 'any';
  return FAMILIES[bare] ?? lastName(bare);
}

function csharpFamily({ type, by }: Parameter): string {
  const bare = type.replace(/\?$/, '');
  if (by === 'params') return 'list';
  if (/^(byte\[\]|(ReadOnly)?(Span|Memory|Sequence)<byte>|ArraySegment<byte>)$/.test(bare)) return 'bytes';
  if (
    /\]$|^(ReadOnly)?(Span|Memory)<|^I?(ReadOnly)?(List|Collection|Set|Enumerable|HashSet|Queue)<|^(HashSet|IAsyncEnumerable)</.test(bare)
  )
    return 'list';
  if (/Dictionary</.test(bare)) return 'map';
  if (/^(Action|Func|Predicate)\b|(Delegate|Handler|Callback)$/.test(bare)) return 'function';
  if (/^Channel/.test(bare)) return 'channel';
  return FAMILIES[bare] ?? lastName(bare);
}

const NUMBERS =
  'int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr byte rune float32 float64 sbyte short ushort long ulong nint nuint float double decimal';
const FAMILIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NUMBERS.split(' ').map((type) => [type, 'number'])),
  string: 'text',
  bool: 'truth',
  error: 'error',
  Exception: 'error',
  object: 'any',
  dynamic: 'any',
  'time.Duration': 'duration',
  TimeSpan: 'duration',
  'time.Time': 'time',
  DateTime: 'time',
  DateTimeOffset: 'time',
};

function lastName(type: string): string {
  return (
    type
      .replace(/[<[].*$/s, '')
      .split('.')
      .at(-1) as string
  ).toLowerCase();
}

/** Without white space, namespaces and the question mark of a nullable type. */
function plain(type: string): string {
  return type
    .replace(/\s+/g, '')
    .replace(/\b\w+\.(?=\w)/g, '')
    .replace(/\?$/, '')
    .replace(/^String$/, 'string');
}
