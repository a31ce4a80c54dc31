import type { Node } from './tree.js';

/** What one source file declares, as plain JSON: the unit of caching. Produced by a front end, by content alone. */
export interface SourceIndex {
  readonly file: string;
  readonly language: Language;
  readonly routines: readonly Routine[];
  readonly types: readonly TypeDeclaration[];
  readonly fields: readonly Field[];
  /** Go: what the file's build depends on, as an expression of `//go:build`; absent for a file that is always built. */
  readonly constraint?: string;
  /** Parts that did not parse. */
  readonly problems: readonly Problem[];
  /** Parts that `#if` leaves out, or the whole file when a build constraint does. */
  readonly inactive: readonly InactiveRegion[];
}

export type Language = 'go' | 'csharp';

export type RoutineKind =
  | 'function'
  | 'method'
  | 'constructor'
  | 'static-constructor'
  | 'destructor'
  | 'property'
  | 'indexer'
  | 'event'
  | 'operator'
  | 'conversion'
  | 'local-function';

export interface Parameter {
  /** '' when unnamed. C#'s `@` is dropped. */
  readonly name: string;
  /** Source text of the type, white space folded; '' when absent. */
  readonly type: string;
  readonly by?: 'ref' | 'out' | 'in' | 'params' | 'this';
  readonly optional?: true;
}

/** A C# attribute: `[Fact(Skip = "x")]` has name `Fact` and arguments with lowered values. */
export interface Attribute {
  /** Last identifier of the name, without `Attribute`. */
  readonly name: string;
  readonly arguments: readonly { readonly name?: string; readonly value: Node }[];
  readonly at: number;
}

export interface Comment {
  /** Text without delimiters, white space at the ends trimmed. */
  readonly text: string;
  readonly at: number;
}

/** A function, method, constructor, property … with the fields of `parity index --format json` and what the rules need besides. */
export interface Routine {
  readonly language: Language;
  /** Relative to the root, `/`-separated. */
  readonly file: string;
  /** Go package or C# namespace. */
  readonly namespace: string;
  /** Go receiver type, or C# type path `Outer.Inner`; '' for none. */
  readonly owner: string;
  readonly kind: RoutineKind;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly nameLine: number;
  /** 1-based columns of the name in UTF-16 units; the end is exclusive. */
  readonly nameColumn: number;
  readonly nameEndColumn: number;
  readonly hasBody: boolean;
  readonly test: boolean;
  /** Source text of the result types; [] for none or void. Go: one per result. */
  readonly results: readonly string[];
  /** C# modifiers as written (`public`, `static`, `partial` …). Go: [] */
  readonly modifiers: readonly string[];
  readonly attributes: readonly Attribute[];
  /** Initialiser of a C# property: `{ get; } = value`. */
  readonly init?: Node;
  /** Go receiver's name; '' when unnamed or for a function. */
  readonly receiver?: string;
  /** Interface of an explicit implementation, source text. */
  readonly implements?: string;
  /** Owner of a local function: name of the routine that encloses it. */
  readonly within?: string;
  /** Why the member could not be read whole; its body is then not to be judged. */
  readonly unreadable?: string;
  /** First 16 hex digits of SHA-256 over the member's source text, white space at line ends and starts dropped. */
  readonly hash: string;
  /** C#: a digest of the body's tokens in which locals are numbered: the same for copies. Absent for short bodies. */
  readonly shape?: string;
  /** Comments inside the member and directly before it. */
  readonly comments: readonly Comment[];
  /** Offsets of the member in the (preprocessed) text, UTF-16 units: where its body is lowered from. */
  readonly start: number;
  readonly end: number;
}

export interface TypeDeclaration {
  readonly language: Language;
  readonly file: string;
  readonly namespace: string;
  /** `Outer.Inner` without type parameters. */
  readonly path: string;
  readonly kind: 'class' | 'struct' | 'record' | 'interface' | 'enum' | 'delegate' | 'alias';
  readonly modifiers: readonly string[];
  readonly attributes: readonly Attribute[];
  /** Source text of base types, embedded types (Go), or the enum's underlying type. */
  readonly bases: readonly string[];
  /** Number of type parameters. */
  readonly arity: number;
  /** Of a primary constructor; a record's are properties too. */
  readonly parameters?: readonly Parameter[];
  readonly startLine: number;
  readonly endLine: number;
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly nameEndColumn: number;
}

/** A field, constant or enum member; package variables and constants in Go (owner ''). */
export interface Field {
  readonly file: string;
  readonly owner: string;
  readonly name: string;
  readonly type: string;
  readonly constant: boolean;
  readonly readonly: boolean;
  readonly static: boolean;
  readonly init?: Node;
  readonly at: number;
}

export interface Problem {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly message: string;
  /** Identifiers in the part that did not parse: a member named here is unreadable, not missing. */
  readonly names: readonly string[];
}

export interface InactiveRegion {
  readonly line: number;
  readonly endLine: number;
  /** The condition that is false, as written. */
  readonly condition: string;
  /** Identifiers in the region. */
  readonly names: readonly string[];
}

/** What a member looks like from inside: `Outer.Inner.Name`, or `Name` for a function without owner. */
export function symbolOf(routine: Pick<Routine, 'owner' | 'name'>): string {
  return routine.owner === '' ? routine.name : `${routine.owner}.${routine.name}`;
}
