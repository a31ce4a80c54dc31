import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Limits } from '../config/config.js';
import { reasonOf } from '../errors.js';

/** A file's content. `unreadable` says why there is none, as a phrase about the file. */
export type Source =
  | {
      /** Without byte order mark, with the original line ends; decoded when it is first asked for. */
      readonly text: string;
      /** SHA-256 of the bytes, hex. */
      readonly hash: string;
    }
  | { readonly unreadable: string };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** So many bytes are enough to tell UTF-16 without a byte order mark from other binary. */
const SAMPLE_BYTES = 1024;

/**
 * Reads one source file: UTF-8, or UTF-16 with or without byte order mark. Bytes that are invalid become U+FFFD.
 * Never throws for what the file is or holds, and never reads a pipe or a device.
 * @param file absolute path
 */
export function readSource(file: string, limits: Pick<Limits, 'fileBytes'>): Source {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return { unreadable: stat.isDirectory() ? 'is a directory' : 'is not a file' };
    if (stat.size > limits.fileBytes) return { unreadable: tooLarge(stat.size, limits) };
    return sourceOf(readFileSync(file));
  } catch (error) {
    return { unreadable: `cannot be read: ${reasonOf(error)}` };
  }
}

/** The same for a file that is at hand as bytes (a blob of git). */
export function sourceOfBytes(bytes: Buffer, limits: Pick<Limits, 'fileBytes'>): Source {
  return bytes.length > limits.fileBytes ? { unreadable: tooLarge(bytes.length, limits) } : sourceOf(bytes);
}

function tooLarge(bytes: number, limits: Pick<Limits, 'fileBytes'>): string {
  return `is too large: ${bytes} bytes, \`limits.fileBytes\` is ${limits.fileBytes}`;
}

/** The same for what was read already. */
export function sourceOf(bytes: Buffer): Source {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return { unreadable: 'is binary' };
  let text: string | undefined;
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    get text() {
      text ??= new TextDecoder(encoding).decode(bytes);
      return text;
    },
  };
}

/** Undefined for binary content: NUL where no text has one. */
function encodingOf(bytes: Buffer): Encoding | undefined {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) return undefined;
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  return bytes.includes(0) ? encodingByNuls(bytes.subarray(0, SAMPLE_BYTES)) : 'utf-8';
}

/** Source text is mostly ASCII: in UTF-16 that is a NUL in every other byte, on the same side, and never on both. */
function encodingByNuls(sample: Buffer): Encoding | undefined {
  const pairs = Math.floor(sample.length / 2);
  let first = 0;
  let second = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0 && sample[at + 1] === 0) return undefined;
    if (sample[at] === 0) first++;
    if (sample[at + 1] === 0) second++;
  }
  if (second * 2 > pairs) return 'utf-16le';
  return first * 2 > pairs ? 'utf-16be' : undefined;
}

function startsWith(bytes: Buffer, ...start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
