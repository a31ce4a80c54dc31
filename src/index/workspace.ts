import path from 'node:path';
import type { Config } from '../config/config.js';
import type { FrontEnd, OpenSource } from '../lang/front-end.js';
import type { Language, Routine, SourceIndex } from '../model/source.js';
import type { Node } from '../model/tree.js';
import { readSource, type Source, type SourceSet } from '../sources/sources.js';
import { frontEndDigest } from '../version.js';
import { Cache, type Cached } from './cache.js';
import type { Unit } from './code-index.js';

/** The front ends are loaded when the first file has to be parsed: a warm run never loads tree-sitter. */
export type FrontEnds = (language: Language) => FrontEnd;

/** The files of a run: read once, indexed on demand, bodies lowered on demand. */
export class Workspace {
  readonly #units = new Map<string, LazyUnit>();
  readonly #texts = new Map<string, Source>();
  readonly #symbols: ReadonlySet<string>;
  readonly #cache: Cache | undefined;

  constructor(
    readonly config: Config,
    readonly sources: SourceSet,
    private readonly frontEnds: FrontEnds,
    options: { readonly cache: boolean },
  ) {
    this.#symbols = new Set(config.csharp.defines);
    if (options.cache) this.#cache = new Cache(config.root, `${frontEndDigest()}\n${[...this.#symbols].sort().join()}`);
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

  /** Functions of a name anywhere in the Go sources: only files whose text has a `func` of that name are indexed. */
  searchGo(name: string): Routine[] {
    const declaration = new RegExp(`^func\\s+(\\([^)]*\\)\\s*)?${name.replace(/\W/g, '\\$&')}\\b`, 'm');
    return this.sources.go
      .filter((file) => declaration.test(this.textOf(file) ?? ''))
      .flatMap((file) => this.goUnit(file).index.routines.filter((routine) => routine.name === name));
  }

  /** As decoded, original line ends; undefined if the file can't be read. */
  textOf(file: string): string | undefined {
    const source = this.#source(file);
    return 'unreadable' in source ? undefined : source.text;
  }

  /** SHA-256 of the bytes; the reason instead where the file can't be read. */
  digestOf(file: string): string {
    const source = this.#source(file);
    return 'unreadable' in source ? source.unreadable : source.hash;
  }

  /** Keeps what this run learned. */
  save(): void {
    for (const unit of this.#units.values()) unit.save();
  }

  #source(file: string): Source {
    let source = this.#texts.get(file);
    if (source === undefined) {
      source = readSource(path.resolve(this.config.root, file), this.config.limits);
      this.#texts.set(file, source);
    }
    return source;
  }

  #unit(file: string, language: Language, role: Unit['role']): LazyUnit {
    let unit = this.#units.get(file);
    if (unit === undefined) {
      unit = new LazyUnit(file, language, role, this.#source(file), () => this.frontEnds(language), this.#symbols, this.#cache);
      this.#units.set(file, unit);
    }
    return unit;
  }
}

class LazyUnit implements Unit {
  readonly index: SourceIndex;
  readonly #bodies: Map<number, Node>;
  readonly #places: Map<Routine, number>;
  #open: OpenSource | undefined;
  #isNew: boolean;

  constructor(
    private readonly file: string,
    language: Language,
    readonly role: Unit['role'],
    private readonly source: Source,
    private readonly frontEnd: () => FrontEnd,
    private readonly symbols: ReadonlySet<string>,
    private readonly cache: Cache | undefined,
  ) {
    const cached = 'unreadable' in source ? unreadable(file, language, source.unreadable) : cache?.read(file, source.hash);
    this.#isNew = cached === undefined;
    this.index = cached?.index ?? this.#opened().index;
    this.#bodies = new Map(Object.entries(cached?.bodies ?? {}).map(([place, body]) => [Number(place), body]));
    this.#places = new Map(this.index.routines.map((routine, i) => [routine, i]));
  }

  get text(): string {
    return 'unreadable' in this.source ? '' : this.source.text;
  }

  body(routine: Routine): Node | undefined {
    const place = this.#places.get(routine);
    if (place === undefined) return undefined;
    const known = this.#bodies.get(place);
    if (known !== undefined) return known;
    const open = this.#opened();
    const body = open.body(open.index.routines[place] as Routine);
    if (body !== undefined) {
      this.#bodies.set(place, body);
      this.#isNew = true;
    }
    return body;
  }

  save(): void {
    if (!this.#isNew || this.cache === undefined || 'unreadable' in this.source) return;
    this.cache.write(this.file, this.source.hash, { index: this.index, bodies: Object.fromEntries(this.#bodies) });
    this.#isNew = false;
  }

  #opened(): OpenSource {
    this.#open ??= this.frontEnd().open(this.file, 'unreadable' in this.source ? '' : this.source.text, this.symbols);
    return this.#open;
  }
}

/** A file that can't be read has one problem and nothing else. */
function unreadable(file: string, language: Language, reason: string): Cached {
  const problem = { line: 1, endLine: 1, column: 1, message: `the file ${reason}`, names: [] };
  return { index: { file, language, routines: [], types: [], fields: [], problems: [problem], inactive: [] }, bodies: {} };
}
