import path from 'node:path';
import { Refusal } from '../errors.js';
import type { Routine } from '../model/source.js';
import { readXml } from './xml.js';

/** What one coverage file says. */
export interface Coverage {
  /** How messages name it. */
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  /** When it was written, milliseconds since 1970; undefined when the file does not tell. */
  readonly writtenAt: number | undefined;
  /** Hits by line, by the path that the file gives, `/`-separated. */
  readonly hits: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/**
 * Reads Cobertura XML, as coverlet writes it.
 * @throws Refusal when it is no Cobertura file
 */
export async function readCoverage(file: string, name = file): Promise<Coverage> {
  const sources: string[] = [];
  const hits = new Map<string, Map<number, number>>();
  let writtenAt: number | undefined;
  let lines: Map<number, number> | undefined;
  const digest = await readXml(file, {
    open: (at, attributes) => {
      const element = at.at(-1);
      if (at.length === 1) {
        if (element !== 'coverage') throw new Refusal(`${file} is no Cobertura file: its root element is \`${element}\``);
        writtenAt = timeOf(attributes['timestamp']);
      } else if (element === 'class') lines = entry(hits, (attributes['filename'] ?? '').replaceAll('\\', '/'));
      else if (element === 'line' && at.at(-3) === 'class') {
        const number = Number(attributes['number']);
        const count = Number(attributes['hits']);
        if (Number.isSafeInteger(number) && !Number.isNaN(count)) lines?.set(number, Math.max(lines.get(number) ?? 0, count));
      }
    },
    text: (at, text) => {
      if (at.at(-1) === 'source') sources.push(text.trim().replaceAll('\\', '/'));
    },
  });
  return { file: name, digest, writtenAt, hits: placed(hits, sources) };
}

/**
 * How a member's lines fared: the number that was hit, of those that the file lists.
 * @returns undefined when no file lists a line of it
 */
export function coverageOf(routine: Routine, coverages: readonly Coverage[]): { readonly hit: number; readonly lines: number } | undefined {
  const hit = new Set<number>();
  const all = new Set<number>();
  for (const { hits } of coverages)
    for (const [file, lines] of hits) {
      if (file !== routine.file && !file.endsWith(`/${routine.file}`)) continue;
      for (const [line, count] of lines) {
        if (line < routine.startLine || line > routine.endLine) continue;
        all.add(line);
        if (count > 0) hit.add(line);
      }
    }
  return all.size === 0 ? undefined : { hit: hit.size, lines: all.size };
}

/** Names are relative to one of the sources, and nothing says to which. */
function placed(hits: ReadonlyMap<string, Map<number, number>>, sources: readonly string[]): Coverage['hits'] {
  const found = new Map<string, Map<number, number>>();
  for (const [name, lines] of hits) {
    const names = sources.length === 0 || path.posix.isAbsolute(name) ? [name] : sources.map((source) => path.posix.join(source, name));
    for (const each of names) {
      const target = entry(found, each);
      for (const [line, count] of lines) target.set(line, Math.max(target.get(line) ?? 0, count));
    }
  }
  return found;
}

function timeOf(text: string | undefined): number | undefined {
  const seconds = Number(text ?? Number.NaN);
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined;
  // Some writers count milliseconds.
  return seconds > 1e11 ? seconds : seconds * 1000;
}

function entry(map: Map<string, Map<number, number>>, key: string): Map<number, number> {
  const found = map.get(key) ?? new Map<number, number>();
  map.set(key, found);
  return found;
}
