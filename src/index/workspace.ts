import { type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.js';
import type { OpenSource } from '../lang/front-end.js';
import { FRONT_ENDS } from '../lang/front-ends.js';
import type { Language, Routine, SourceIndex } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { readSource, type Source, type SourceSet, type Symbols, symbolsIn, symbolsOf } from '../sources/sources.js';
import { frontEndDigest } from '../version.js';
import { Cache, type Entry } from './cache.js';
import type { Unit } from './code-index.js';
import { type Outline, outlineOf } from './outline.js';
import { indexInParallel } from './parallel.js';

/** The files of a run: read once, indexed and lowered when they are asked for. */
export class Workspace {
  readonly #units = new Map<string, LazyUnit>();
  readonly #texts = new Map<string, Source>();
  readonly #symbolsOf: (file: string) => Symbols;
  readonly #cache: Cache | undefined;

  constructor(
    readonly config: Config,
    readonly sources: SourceSet,
    private readonly options: {
      readonly cache: boolean;
      /** Content that stands in the place of what is on the disk, by file. */
      readonly overlay?: ReadonlyMap<string, Source> | undefined;
    },
  ) {
    this.#symbolsOf = symbolsOf(config);
    if (options.cache) this.#cache = new Cache(config.root, frontEndDigest());
  }

  /** All C# files, production and tests. */
  csharpUnits(): Unit[] {
    return [
      ...this.sources.csharp.map((file) => this.#unit(file, 'csharp', 'production')),
      ...this.sources.csharpTests.map((file) => this.#unit(file, 'csharp', 'test')),
    ];
  }

  goUnit(file: string): Unit {
    return this.#unit(file, 'go', file.endsWith('_test.go') ? 'test' : 'production');
  }

  /**
   * Indexes the files that the cache does not know, on all cores where they are many. Not needed for any answer: an index that is missing is
   * made when it is asked for.
   */
  async prepare(units: readonly Unit[]): Promise<void> {
    const onDisk = (unit: LazyUnit) => this.options.overlay?.has(unit.file) !== true;
    const missing = units.flatMap((unit) => (unit instanceof LazyUnit && onDisk(unit) && !unit.isKnown ? [unit] : []));
    const jobs = missing.map(({ file, language, symbols }) => ({
      file: path.resolve(this.config.root, file),
      name: file,
      language,
      symbols: symbols.key,
    }));
    const { limits } = this.config;
    await indexInParallel(jobs, { limits }, ({ name, hash, index }) => {
      this.#units.get(name)?.take(hash, index);
    });
  }

  /** Functions of a name anywhere in the Go sources: only files whose text has a `func` of that name are indexed. */
  searchGo(name: string): Routine[] {
    const declaration = new RegExp(`^func\\s+(\\([^)]*\\)\\s*)?${name.replace(/\W/g, '\\$&')}\\b`, 'm');
    return this.sources.go
      .filter((file) => {
        const text = this.textOf(file) ?? '';
        return text.includes(name) && declaration.test(text);
      })
      .flatMap((file) => this.goUnit(file).index.routines.filter((routine) => routine.name === name));
  }

  /** As decoded, original line ends; undefined if the file can't be read. */
  textOf(file: string): string | undefined {
    const source = this.#source(file);
    return 'unreadable' in source ? undefined : source.text;
  }

  /** SHA-256 of the bytes; the reason instead where the file can't be read. */
  digestOf(file: string): string {
    const known = this.#units.get(file)?.hash;
    if (known !== undefined) return known;
    const source = this.#source(file);
    return 'unreadable' in source ? source.unreadable : source.hash;
  }

  /** The preprocessor symbols that a file is read with, as text. */
  symbolsOf(file: string): string {
    return this.#units.get(file)?.symbols.key ?? '';
  }

  /** Keeps what this run learned. */
  save(): void {
    if (this.#cache === undefined) return;
    const before = this.#cache.entries;
    const entries = new Map(before);
    for (const [file, unit] of this.#units) {
      const entry = unit.save();
      // The list by name is about the files on the disk.
      if (entry !== undefined && this.options.overlay?.has(file) !== true) entries.set(file, entry);
    }
    const isChanged = entries.size !== before.size || [...entries].some(([file, entry]) => before.get(file) !== entry);
    if (isChanged) this.#cache.writeEntries(entries);
  }

  #source(file: string): Source {
    let source = this.#texts.get(file);
    if (source === undefined) {
      source = this.options.overlay?.get(file) ?? readSource(path.resolve(this.config.root, file), this.config.limits);
      this.#texts.set(file, source);
    }
    return source;
  }

  #unit(file: string, language: Language, role: Unit['role']): LazyUnit {
    let unit = this.#units.get(file);
    if (unit === undefined) {
      const absolute = this.options.overlay?.has(file) === true ? undefined : path.resolve(this.config.root, file);
      const symbols = language === 'csharp' ? this.#symbolsOf(file) : NO_SYMBOLS;
      const { parseMs } = this.config.limits;
      unit = new LazyUnit(file, language, role, absolute, () => this.#source(file), symbols, parseMs, this.#cache);
      this.#units.set(file, unit);
    }
    return unit;
  }
}

const NO_SYMBOLS = symbolsIn('');

/** A change within so short a time of the reading may leave the times as they were. */
const RACY_MS = 2000;

class LazyUnit implements Unit {
  /** What the cache has of this very content, if it is known without reading it. */
  readonly #entry: Entry | undefined;
  readonly #stamp: string;
  #index: SourceIndex | undefined;
  #outline: Outline | undefined;
  /** Made elsewhere, of a content with this hash; parsed when it is asked for. */
  #made: { readonly hash: string; readonly index: string } | undefined;
  #bodies: Map<number, Node | string> | undefined;
  #open: OpenSource | undefined;
  #isNewIndex = false;
  #hasNewBodies = false;

  constructor(
    readonly file: string,
    readonly language: Language,
    readonly role: Unit['role'],
    absolute: string | undefined,
    private readonly source: () => Source,
    readonly symbols: Symbols,
    private readonly parseMs: number,
    private readonly cache: Cache | undefined,
  ) {
    this.#stamp = cache === undefined || absolute === undefined ? '' : stampOf(absolute);
    const entry = cache?.entries.get(file);
    if (entry !== undefined && entry.variant === this.#variant && entry.stamp !== '' && entry.stamp === this.#stamp) this.#entry = entry;
  }

  /** Whether nothing has to be parsed to tell its outline. */
  get isKnown(): boolean {
    return this.#entry !== undefined || this.#made !== undefined || this.#fromCache() !== undefined;
  }

  /** SHA-256 of its content as far as it is known. */
  get hash(): string | undefined {
    return this.#entry?.hash ?? this.#made?.hash;
  }

  get outline(): Outline {
    this.#outline ??= this.#entry?.outline ?? outlineOf(this.index);
    return this.#outline;
  }

  get text(): string {
    const source = this.source();
    return 'unreadable' in source ? '' : source.text;
  }

  get index(): SourceIndex {
    this.#index ??= this.#fromCache() ?? this.#fromMade() ?? this.#parsed();
    return this.#index;
  }

  /** An index that another thread made. */
  take(hash: string, index: string): void {
    this.#made = { hash, index };
    this.#isNewIndex = true;
  }

  body(routine: Routine): Node | undefined {
    const place = this.#placeOf(routine);
    if (place < 0) return undefined;
    this.#bodies ??= new Map(
      Object.entries(this.#identity === undefined ? {} : (this.cache?.readBodies(this.file, this.#identity) ?? {})).map(([key, json]) => [
        Number(key),
        json,
      ]),
    );
    let body = this.#bodies.get(place);
    if (body === undefined) {
      const open = this.#opened();
      body = open.body(open.index.routines[place] as Routine);
      if (body === undefined) return undefined;
      this.#hasNewBodies = true;
    } else if (typeof body === 'string') body = JSON.parse(body) as Node;
    this.#bodies.set(place, body);
    return body;
  }

  /** Writes what is new, and gives the entry for the cache's list; undefined for what can't be cached. */
  save(): Entry | undefined {
    if (this.cache === undefined) return undefined;
    // A unit that nothing asked about has nothing new.
    if (this.#entry === undefined && this.#index === undefined && this.#made === undefined) return undefined;
    const identity = this.#identity;
    if (identity === undefined) return undefined;
    if (this.#isNewIndex) this.cache.writeIndex(this.file, identity, this.#made?.index ?? this.index);
    if (this.#hasNewBodies) {
      const texts = [...(this.#bodies ?? [])].map(
        ([place, body]) => [place, typeof body === 'string' ? body : JSON.stringify(body)] as const,
      );
      this.cache.writeBodies(this.file, identity, Object.fromEntries(texts));
    }
    return this.#entry ?? { stamp: this.#stamp, ...identity, outline: this.outline };
  }

  /** With another limit another file may be readable. */
  get #variant(): string {
    return `${this.symbols.key},${this.parseMs}`;
  }

  /** What the cached index and bodies go by; undefined for a file that can't be read. */
  get #identity(): Pick<Entry, 'hash' | 'variant'> | undefined {
    if (this.hash !== undefined) return { hash: this.hash, variant: this.#variant };
    const source = this.source();
    return 'unreadable' in source ? undefined : { hash: source.hash, variant: this.#variant };
  }

  /** The place of a routine of this very index. */
  #placeOf(routine: Routine): number {
    return this.index.routines.indexOf(routine);
  }

  #fromCache(): SourceIndex | undefined {
    if (this.#index !== undefined || this.cache === undefined) return this.#index;
    const identity = this.#identity;
    this.#index = identity && this.cache.readIndex(this.file, identity);
    return this.#index;
  }

  #fromMade(): SourceIndex | undefined {
    return this.#made === undefined ? undefined : (JSON.parse(this.#made.index) as SourceIndex);
  }

  #parsed(): SourceIndex {
    const source = this.source();
    if ('unreadable' in source) return unreadable(this.file, this.language, source.unreadable);
    this.#isNewIndex = true;
    return this.#opened().index;
  }

  #opened(): OpenSource {
    if (this.#open === undefined) {
      const source = this.source();
      this.#open = FRONT_ENDS[this.language].open(this.file, 'unreadable' in source ? '' : source.text, this.symbols.names, this.parseMs);
    }
    return this.#open;
  }
}

/** '' where the file can't be asked, or changed so lately that the next change may leave no trace. */
function stampOf(absolute: string): string {
  let stats: Stats | undefined;
  try {
    stats = statSync(absolute, { throwIfNoEntry: false });
  } catch {
    return '';
  }
  if (stats === undefined || Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs) < RACY_MS) return '';
  return [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(' ');
}

/** A file that can't be read has one problem and nothing else. */
export function unreadable(file: string, language: Language, reason: string): SourceIndex {
  const problem = { line: 1, endLine: 1, column: 1, message: `the file ${reason}`, names: [] };
  return { file, language, routines: [], types: [], fields: [], problems: [problem], inactive: [] };
}
