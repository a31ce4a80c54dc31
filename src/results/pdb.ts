/** A source file as the compiler read it. */
export interface BuiltSource {
  /** As the compiler was given it, `/`-separated. */
  readonly path: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

const SIGNATURE = 0x424a5342;
const DOCUMENTS = 0x30;
const SHA256 = '0fd02988b8111342878b770e8597ac16';

/**
 * The sources that a portable PDB names (ECMA-335 II.24, with the tables of the Portable PDB format), those with a SHA-256 checksum.
 * @returns undefined for anything else than a portable PDB
 */
export function builtSources(pdb: Buffer): readonly BuiltSource[] | undefined {
  try {
    return pdb.length > 32 && pdb.readUInt32LE(0) === SIGNATURE ? documents(pdb) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function documents(pdb: Buffer): BuiltSource[] | undefined {
  const streams = streamsOf(pdb);
  const [tables, blobs, guids] = [streams.get('#~'), streams.get('#Blob'), streams.get('#GUID')];
  if (tables === undefined || blobs === undefined || guids === undefined) return undefined;
  const heaps = tables.readUInt8(6);
  const valid = tables.readBigUInt64LE(8);
  const present = Array.from({ length: 64 }, (_, table) => table).filter((table) => (valid >> BigInt(table)) & 1n);
  // The table of documents is the first of those that a PDB has.
  if (present[0] !== DOCUMENTS) return present.includes(DOCUMENTS) ? undefined : [];
  const count = tables.readUInt32LE(24);
  const width = (bit: number) => ((heaps & bit) === 0 ? 2 : 4);
  const [guidWidth, blobWidth] = [width(2), width(4)];
  let at = 24 + 4 * present.length;
  const next = (size: number) => {
    const value = tables.readUIntLE(at, size);
    at += size;
    return value;
  };
  return Array.from({ length: count }, () => ({
    name: next(blobWidth),
    kind: next(guidWidth),
    hash: next(blobWidth),
    language: next(guidWidth),
  }))
    .filter(({ kind }) => kind > 0 && guids.toString('hex', (kind - 1) * 16, kind * 16) === SHA256)
    .map(({ name, hash }) => ({ path: nameOf(blobs, name).replaceAll('\\', '/'), hash: blobAt(blobs, hash).toString('hex') }));
}

function streamsOf(pdb: Buffer): ReadonlyMap<string, Buffer> {
  const version = pdb.readUInt32LE(12);
  const count = pdb.readUInt16LE(16 + version + 2);
  const found = new Map<string, Buffer>();
  let at = 16 + version + 4;
  for (let i = 0; i < count; i++) {
    const [offset, size] = [pdb.readUInt32LE(at), pdb.readUInt32LE(at + 4)];
    const end = pdb.indexOf(0, at + 8);
    found.set(pdb.toString('latin1', at + 8, end), pdb.subarray(offset, offset + size));
    at += 8 + (Math.floor((end - at - 8) / 4) + 1) * 4;
  }
  return found;
}

/** A name is a separator and the blobs of its parts. */
function nameOf(blobs: Buffer, index: number): string {
  const parts = blobAt(blobs, index);
  const separator = parts[0] === 0 ? '' : String.fromCharCode(parts[0] ?? 0);
  const names: string[] = [];
  for (let at = 1; at < parts.length; ) {
    const [part, size] = compressed(parts, at);
    names.push(part === 0 ? '' : blobAt(blobs, part).toString('utf8'));
    at += size;
  }
  return names.join(separator);
}

function blobAt(blobs: Buffer, index: number): Buffer {
  const [length, size] = compressed(blobs, index);
  return blobs.subarray(index + size, index + size + length);
}

/** A compressed unsigned integer, and how many bytes it takes. */
function compressed(bytes: Buffer, at: number): [value: number, size: number] {
  const first = bytes.readUInt8(at);
  if (first < 0x80) return [first, 1];
  if (first < 0xc0) return [bytes.readUInt16BE(at) & 0x3fff, 2];
  return [bytes.readUInt32BE(at) & 0x1fffffff, 4];
}
