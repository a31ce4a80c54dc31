import type { Routine } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { isDelegateCall, resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { isIncidental } from './hollow.js';
import { keyOf } from './profile.js';
import { groupsOf, simpleTypeName, typeOfName, typeOfPath } from './types.js';
import { boundNames, calleeName, namesIn, nodesOf, pathOf, rootName, walk } from './walk.js';

/** What a program can only do by way of its library, and by which names each side's library gives it. */
interface Power {
  /** As in "Go hashes". */
  readonly verb: string;
  /** Go: `package.Function`; the first power that has it counts. */
  readonly go: RegExp;
  /** C#: names in lower case, of members that are called, what they are called on, and types. Generous: one of them is enough. */
  readonly csharp: RegExp;
  /** Only what is called and what is made tells: that there is a timer does not start it. */
  readonly byDeed?: true;
}

const POWERS: readonly Power[] = [
  {
    verb: 'encrypts',
    go: /^(aes|cipher|chacha20poly1305|des|rc4|nacl|box|secretbox)\.[A-Z]/,
    csharp: /aes|gcm|chacha|cipher|crypt|seal|keystream|protect|\bxor/,
  },
  {
    verb: 'hashes',
    go: /^(hash|highwayhash|sha1|sha256|sha512|sha3|md5|crc32|crc64|adler32|fnv|hmac|maphash|xxhash)\.(?!Size|BlockSize)[A-Z]/,
    csharp: /sha\d|hash|md5|crc|hmac|checksum|digest|adler|fnv|sum\b/,
  },
  {
    verb: 'hashes a password',
    go: /^(bcrypt|scrypt|argon2|pbkdf2)\.[A-Z]/,
    csharp: /bcrypt|scrypt|argon|pbkdf|rfc2898|hash|password|verif/,
  },
  {
    verb: 'compresses',
    go: /^(gzip|flate|zlib|s2|snappy|lz4|zstd|bzip2)\.[A-Z]/,
    csharp: /zip|flate|compress|brotli|zlib|snappy|\bs2|lz4|zstd/,
  },
  {
    verb: 'moves a file',
    go: /^os\.Rename$/,
    csharp: /move|rename|replace|copy|swap|commit|atomic/,
  },
  { verb: 'cuts a file', go: /^os\.Truncate$/, csharp: /setlength|truncate|resize|create|open|cut|trim/ },
  {
    verb: 'lists a directory',
    go: /^(os\.ReadDir|ioutil\.ReadDir|filepath\.(Walk|WalkDir|Glob))$/,
    csharp: /enumerat|getfiles|getdirectories|getentries|list|walk|glob|files|directories|entries|scan/,
  },
  {
    verb: 'works on files',
    go: /^(os\.(Write|WriteAt|WriteString|Sync|WriteFile|Create|CreateTemp|OpenFile|Remove|RemoveAll|Mkdir|MkdirAll|MkdirTemp|ReadFile|Open|Symlink|Link)|ioutil\.(WriteFile|ReadFile|TempFile|TempDir))$/,
    csharp: /^(i?file|i?directory)$|file(info|stream|system|handle|mode|access)|directory(info)?|stream|disk|randomaccess|drive/,
  },
  {
    verb: 'opens a connection',
    go: /^(net\.(Dial\w*|Listen\w*)|tls\.(Dial\w*|Listen|Client|Server)|http\.(Get|Post|ListenAndServe\w*))$/,
    csharp: /connect|dial|socket|tcp|listen|accept|http|client|stream|endpoint|transport|ssl|tls/,
  },
  { verb: 'draws random bytes or numbers', go: /^rand\.[A-Z]/, csharp: /rand|guid|nonce|shuffle|secret|salt|next|unique|nuid|jitter/ },
  {
    verb: 'starts a timer',
    go: /^time\.(AfterFunc|NewTimer|NewTicker|Tick)$/,
    csharp: /timer|tmr|timeout|delay|wait|after|schedul|period|interval|tick|poll|change|^arm|start|restart|reset|run|loop|every/,
    byDeed: true,
  },
  {
    verb: 'looks at the clock',
    go: /^time\.(Now|Since|Until)$/,
    csharp: /now|time|clock|tick|stopwatch|elapsed|date|utc|delay|period|age|expir/,
  },
  { verb: 'matches a regular expression', go: /^regexp\.[A-Z]/, csharp: /regex|pattern|match|glob/ },
  {
    verb: 'encodes or decodes JSON',
    go: /^json\.(Marshal\w*|Unmarshal|NewDecoder|NewEncoder)$/,
    csharp: /json|serial|encod|decod|parse|marshal|utf8/,
  },
  { verb: 'encodes or decodes base64', go: /^base64\.[A-Z]/, csharp: /base64|encod|decod|url/ },
  { verb: 'runs a program', go: /^exec\.Command/, csharp: /process|start|exec|command/ },
];

/** Something that Go's library does for a function and nothing in C# does. */
export interface LostPower {
  readonly verb: string;
  /** The call: `sha1.New`. */
  readonly call: string;
  readonly at: number;
}

/**
 * What the Go function has its library do, and the C# members, with all that they call in the port, have nothing for.
 * Empty where C# hands the work to somebody who cannot be looked at, as to a delegate.
 */
export function lostPowers(go: Routine, members: readonly Routine[], facts: Facts): readonly LostPower[] {
  const body = facts.bodyOf(go);
  if (body === undefined) return [];
  const used = new Map<Power, LostPower>();
  const told = onlyTold(body, go, facts);
  // A local, a parameter or a receiver of a package's name is not the package.
  const own = new Set([
    ...(go.receiver === undefined ? [] : [go.receiver]),
    ...go.parameters.map(({ name }) => name),
    ...namesBoundIn(body),
  ]);
  walk(body, (call) => {
    if (told.has(call)) return false;
    if (call.k !== 'call') return undefined;
    // What is done for a line in the log is part of it.
    if (isIncidental(call, go, facts)) return false;
    const written = pathOf(call.callee) ?? '';
    const path = own.has(written.slice(0, written.indexOf('.'))) ? methodPath(written, go, facts) : written;
    const power = path === undefined ? undefined : POWERS.find((each) => each.go.test(path));
    if (power !== undefined && !used.has(power)) used.set(power, { verb: power.verb, call: written, at: call.at });
    return undefined;
  });
  if (used.size === 0) return [];
  const reached = namesReached(members, facts);
  if (reached === undefined) return [];
  const has = ({ csharp, byDeed }: Power) =>
    [...reached.deeds, ...(byDeed === true ? [] : reached.names)].some((name) => csharp.test(name));
  return [...used].filter(([power]) => !has(power)).map(([, lost]) => lost);
}

/** Declarations of locals that only a line in the log looks at: when it began. */
function onlyTold(body: Node, go: Routine, facts: Facts): ReadonlySet<Node> {
  const names = new Set<string>();
  walk(body, (node) => {
    if (node.k === 'call' && isIncidental(node, go, facts)) return false;
    if (node.k === 'name') names.add(node.name);
    return undefined;
  });
  return new Set(nodesOf(body, 'declare').filter((declare) => declare.names.every((name) => !names.has(name))));
}

/** `n.hh.Write` of a field `hh *highwayhash.Digest64` is `highwayhash.Write`; undefined where the field is of no library's type. */
function methodPath(path: string, go: Routine, facts: Facts): string | undefined {
  const parts = path.split('.');
  const of = (parts[0] === go.receiver ? parts.slice(1, -1) : parts.slice(0, -1)).join('.');
  const [, library] = of === '' ? [] : (/^\*?(\w+)\.\w+$/.exec(typeOfPath(of, go, facts.go)) ?? []);
  return library === undefined ? undefined : `${library}.${parts.at(-1)}`;
}

function namesBoundIn(body: Node): string[] {
  const names: string[] = [];
  walk(body, (node) => {
    names.push(...(node.k === 'declare' ? node.names : boundNames(node)));
  });
  return names;
}

const DEPTH = 5;

interface Reached {
  readonly names: ReadonlySet<string>;
  /** Of these what is called, and the types of what is made. */
  readonly deeds: ReadonlySet<string>;
}

/** All names in the members and in what they call, in lower case; undefined where a call goes who knows where. */
function namesReached(members: readonly Routine[], facts: Facts): Reached | undefined {
  const names = new Set(members.flatMap(({ parameters }) => parameters.map(({ name }) => name.toLowerCase())));
  const deeds = new Set<string>();
  let layer: readonly Routine[] = [...members, ...makersOf(members, facts, names)];
  const seen = new Set(layer);
  for (let depth = 0; depth < DEPTH && layer.length > 0; depth++) {
    const next: Routine[] = [];
    for (const routine of layer) {
      const body = facts.effective(routine);
      if (body === undefined) continue;
      const mentioned = new Set(namesIn(body));
      for (const call of nodesOf(body, 'call')) {
        if (isDelegateCall(call, routine, facts.csharp)) return undefined;
        const root = rootName(call.callee);
        if (root !== undefined) names.add(simpleTypeName(typeOfName(root, routine, facts.csharp)).toLowerCase());
        for (const name of namesIn(call.callee)) names.add(keyOf(name));
        deeds.add((calleeName(call.callee) ?? '').toLowerCase());
        next.push(...resolveCall(call, routine, facts.csharp));
      }
      // A hash of one's own goes over the data and mixes.
      if (nodesOf(body, 'loop').some(mixes)) names.add('xor').add('hash');
      // A static member of the library does something, too: `Random.Shared`.
      for (const { of, name } of nodesOf(body, 'member'))
        if (of.k === 'name' && /^[A-Z]/.test(of.name)) names.add(keyOf(of.name)).add(keyOf(name));
      for (const { type } of nodesOf(body, 'create')) {
        names.add(simpleTypeName(type).toLowerCase());
        deeds.add(simpleTypeName(type).toLowerCase());
        next.push(...groupsOf(type, facts.csharp).flatMap((group) => group.routines.filter(({ kind }) => kind === 'constructor')));
      }
      const own = facts.csharp.groupOf(routine);
      // `: base(…)`
      if (routine.kind === 'constructor' && own !== undefined)
        next.push(...facts.csharp.basesOf(own).flatMap((base) => base.routines.filter(({ kind }) => kind === 'constructor')));
      // A property's getter works when it is read, also that of another type.
      next.push(...(own?.routines.filter(({ kind, name }) => kind === 'property' && mentioned.has(name)) ?? []));
      for (const { name } of nodesOf(body, 'member'))
        next.push(...facts.csharp.routinesNamed(name).filter((each) => each.kind === 'property' && each.name === name));
    }
    layer = [...new Set(next)].filter((routine) => routine.hasBody && !seen.has(routine));
    for (const routine of layer) seen.add(routine);
  }
  return { names, deeds };
}

function mixes(loop: Node): boolean {
  return nodesOf(loop, 'binary').some(({ op }) => op === '^') || nodesOf(loop, 'assign').some(({ op }) => op === '^=');
}

/** The constructors of the members' types, and their fields' initialisers: what is worked out once is read later on. */
function makersOf(members: readonly Routine[], { csharp }: Facts, names: Set<string>): readonly Routine[] {
  const groups = new Set(members.flatMap((member) => csharp.groupOf(member) ?? []));
  return [...groups].flatMap((group) => {
    for (const { init } of group.fields) if (init !== undefined) for (const name of namesIn(init)) names.add(name.toLowerCase());
    return group.routines.filter(({ kind, hasBody }) => kind === 'constructor' && hasBody);
  });
}
