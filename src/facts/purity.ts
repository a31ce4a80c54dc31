import type { NodeOf } from '../model/tree.js';
import { calleeName, pathOf, rootName } from './walk.js';

/**
 * Calls of the base library that only compute: dropped, their result is as if they had never been made.
 * By name, as the receiver's type is not known; names that also change something (`Add`, `Remove`, `Sort`, `Dequeue`) are not here.
 */
const COMPUTES = new RegExp(
  `^(${[
    'Abs|Min|Max|Clamp|Floor|Ceiling|Round|Sqrt|Pow|Log2|Sum|Average|Count|LongCount|Any|All|First|FirstOrDefault|Last|LastOrDefault|Single|SingleOrDefault',
    'Where|Select|SelectMany|Order|OrderDescending|OrderBy|OrderByDescending|ThenBy|GroupBy|Distinct|Skip|SkipWhile|Take|TakeWhile|Zip|Cast|OfType|Aggregate|MinBy|MaxBy|Chunk|Range|Repeat|Empty',
    'ToArray|ToList|ToDictionary|ToHashSet|ToString|ToLower|ToUpper|ToLowerInvariant|ToUpperInvariant|ToCharArray|AsSpan|AsMemory|AsReadOnly|AsEnumerable|Slice|Substring|Trim|TrimStart|TrimEnd|Split|Join|Concat|Format|Replace|PadLeft|PadRight',
    'IndexOf|IndexOfAny|LastIndexOf|Contains|ContainsKey|ContainsValue|StartsWith|EndsWith|Equals|SequenceEqual|CompareTo|Compare|CompareOrdinal|ReferenceEquals|GetHashCode|GetType|IsNullOrEmpty|IsNullOrWhiteSpace',
    'TryGetValue|GetValueOrDefault|TryPeek|Peek|ElementAt|ElementAtOrDefault|Parse|TryParse|GetBytes|GetString|GetByteCount|GetLength|GetCount',
    'ToInt32|ToUInt32|ToInt64|ToUInt64|ToDouble|ToBase64String|FromBase64String|ToHexString|HashData|ReadInt32LittleEndian|ReadUInt32LittleEndian|ReadInt64LittleEndian|ReadUInt64LittleEndian|ReadUInt16LittleEndian|PopCount|LeadingZeroCount|TrailingZeroCount',
    'FromSeconds|FromMilliseconds|FromMinutes|FromHours|FromDays|FromTicks|AddSeconds|AddMilliseconds|AddMinutes|AddHours|AddDays|AddTicks|Subtract|GetTimestamp|GetElapsedTime|ToUnixTimeMilliseconds|ToUnixTimeSeconds|GetUtcNow',
    'Combine|GetFileName|GetFileNameWithoutExtension|GetExtension|GetDirectoryName|GetFullPath|Exists|Clone|MemberwiseClone|Copy|Create|CreateRange|Reverse|NewGuid|KeepAlive|FromResult|Read',
  ].join('|')})$`,
);

/** Names of members that tell something and change nothing, by the conventions of .NET. */
const READS = /^(Now|UtcNow|(Get(?!Or[A-Z])|Is|Has|Can|Compute|Calculate|Find)[A-Z]\w*)$/;

/** Members that fill what they are given, or change the object that they are called on, where another type's member of this name computes. */
const CHANGES_TOO =
  /^(Skip|Take|Empty|KeepAlive|GetBytes|GetChars|GetNonZeroBytes|Replace|Reverse|Join|Concat|Copy|Read|Create|Exists|Subtract)$/;
/** Members that may fail: called for their own sake, they check. */
const CHECKS = /^(First|Last|Single|ElementAt|Parse|Aggregate|ToDictionary|FromBase64String)$/;

/** Whether a call has no effect but its result, as far as its name tells. */
export function onlyComputes(call: NodeOf<'call'>): boolean {
  const name = calleeName(call.callee);
  if (name === undefined) return false;
  const root = rootName(call.callee) ?? '';
  // With a place to write to: `encoding.GetBytes(text, span)`, `BitConverter.TryWriteBytes(span, x)`.
  if ((/^(GetBytes|GetChars)$/.test(name) && call.args.length > 1) || /^Try(Write|Format|To)[A-Z]/.test(name)) return false;
  if (
    /^(Math|MathF|BitOperations|Convert|BitConverter|TimeSpan|DateTime|DateTimeOffset|Path|Guid|HashCode|Encoding|Tuple|ValueTuple|KeyValuePair)$/.test(
      root,
    )
  )
    return true;
  if (/^(Volatile\.Read|Interlocked\.Read)$/.test(pathOf(call.callee) ?? '')) return true;
  if (name === 'Read' || name === 'Create' || name === 'Copy' || name === 'Exists')
    return /^(Immutable\w+|File|Directory|Volatile)$/.test(root) && name !== 'Copy';
  // Another type's may go through what it holds.
  if (name === 'Range' || name === 'Repeat') return root === 'Enumerable';
  if (READS.test(name)) return true;
  // Called on a value: as an extension method or an instance method. A bare name is a member of the port.
  return call.callee.k === 'member' && COMPUTES.test(name);
}

/** Whether a call as a statement of its own, its result dropped, is as if it had never been made: names that may do more don't count. */
export function computesInVain(call: NodeOf<'call'>): boolean {
  const name = calleeName(call.callee) ?? '';
  return onlyComputes(call) && !READS.test(name) && !CHANGES_TOO.test(name) && !CHECKS.test(name);
}
