import type { Language, Routine, SourceIndex } from '../model/source.js';
import type { Node } from '../model/tree.js';

/** One language: text in, model out. A front end knows no files, no rules and no database. */
export interface FrontEnd {
  readonly language: Language;
  /**
   * Indexes one file. Never throws for what the text says: what can't be read becomes a problem of the index.
   * @param file path relative to the root, copied into the model
   * @param symbols preprocessor symbols that are defined (C#'s `#if`); unused by Go
   * @param parseMs milliseconds that parsing may take; 20 s if not given
   */
  open(file: string, text: string, symbols: ReadonlySet<string>, parseMs?: number): OpenSource;
}

/** A file whose bodies can still be asked for. */
export interface OpenSource {
  readonly index: SourceIndex;
  /** The lowered body of one of `index.routines`; undefined when it has none or can't be read. A property's is a block of its accessors' bodies. */
  body(routine: Routine): Node | undefined;
}
