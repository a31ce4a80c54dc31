import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { codeOf, Refusal, reasonOf } from '../errors.js';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlVisitor {
  /** @param path names of the elements that are open, this one last, without prefixes */
  open(path: readonly string[], attributes: Attributes): void;
  close?(path: readonly string[]): void;
  text?(path: readonly string[], text: string): void;
}

const CHUNK_BYTES = 1 << 20;
const LARGEST_BYTES = 1024 * 1024 * 1024;
const DEEPEST = 200;

/**
 * Reads a file element by element, so that its size does not matter. A document type is refused: no entity is ever declared, so none can expand.
 * @returns SHA-256 of the bytes, hex
 * @throws Refusal when the file is missing, too large, or no XML
 */
export async function readXml(file: string, visitor: XmlVisitor): Promise<string> {
  const { default: sax } = await import('sax');
  const parser = sax.parser(true, { position: true });
  const path: string[] = [];
  const refuse = (reason: string): never => {
    throw new Refusal(`${file}:${parser.line + 1}:${parser.column + 1}: ${reason}`);
  };
  parser.onerror = (error) => refuse(`not XML: ${reasonOf(error)}`);
  parser.ondoctype = () => refuse('has a document type, which no test result needs');
  parser.onopentag = ({ name, attributes }) => {
    path.push(name.slice(name.indexOf(':') + 1));
    if (path.length > DEEPEST) refuse(`has elements ${DEEPEST} deep`);
    visitor.open(path, attributes as Attributes);
  };
  parser.onclosetag = () => {
    visitor.close?.(path);
    path.pop();
  };
  const onText = (text: string) => visitor.text?.(path, text);
  parser.ontext = onText;
  parser.oncdata = onText;
  const hash = createHash('sha256');
  const decoder = new StringDecoder('utf8');
  for (const chunk of chunks(file)) {
    hash.update(chunk);
    parser.write(decoder.write(chunk));
  }
  parser.write(decoder.end()).close();
  return hash.digest('hex');
}

function* chunks(file: string): Iterable<Buffer> {
  const handle = opened(file);
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new Refusal(`${file} is not a file`);
    if (stat.size === 0) throw new Refusal(`${file} is empty`);
    if (stat.size > LARGEST_BYTES) throw new Refusal(`${file} is too large: ${stat.size} bytes`);
    const buffer = Buffer.alloc(CHUNK_BYTES);
    for (let count = readSync(handle, buffer); count > 0; count = readSync(handle, buffer)) yield buffer.subarray(0, count);
  } catch (error) {
    throw error instanceof Refusal || codeOf(error) === '' ? error : new Refusal(`${file} cannot be read: ${reasonOf(error)}`);
  } finally {
    closeSync(handle);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new Refusal(`${file} cannot be read: ${reasonOf(error)}`);
    throw new Refusal(`${file} does not exist`, 'a build that fails writes no results: see what `dotnet test` printed');
  }
}
