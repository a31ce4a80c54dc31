import type { Level } from '../model/finding.js';
import type { Status } from '../model/row.js';

/** What a run is configured with: the config file over the defaults, command line over both. */
export interface Config {
  /** Absolute. Every file that is reported is relative to it. */
  readonly root: string;
  /** Absolute. The directory of the config file, else the root: globs are relative to it. */
  readonly base: string;
  /** Absolute path of the config file; undefined when there is none. */
  readonly file: string | undefined;
  /** Absolute. */
  readonly db: string;
  readonly go: GoConfig;
  readonly csharp: CSharpConfig;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly policy: Policy;
  readonly limits: Limits;
  /** Names of assertion methods, with or without their class. */
  readonly assertions: readonly string[];
  readonly naming: Naming;
  /** Absolute path of the file of accepted findings, whether or not it is there. */
  readonly baseline: string;
}

export interface GoConfig {
  /** Absolute. */
  readonly root: string;
  /** Globs relative to `root`. */
  readonly exclude: readonly string[];
}

export interface CSharpConfig {
  /** Globs relative to the config's `base`, as are the two below. */
  readonly source: readonly string[];
  readonly tests: readonly string[];
  readonly exclude: readonly string[];
  readonly defines: readonly string[];
}

export type RuleSetting = Level | 'off';

/** What a promotion needs. Names are ids of rules, or categories. */
export interface Policy {
  readonly stub: readonly string[];
  readonly complete: readonly string[];
  readonly verified: readonly string[];
  /** Rules that block nothing; only these may be off or below `level`. */
  readonly except: readonly string[];
  /** The lowest level that blocks. */
  readonly level: Level;
  readonly featureFlow: readonly Status[];
  readonly testFlow: readonly Status[];
  readonly untestedFeatures: 'coverage' | 'allow';
  readonly deferredTests: 'refuse' | 'allow';
  readonly idsPerUpdate: number;
  readonly featuresPerPromotion: number;
}

export interface Limits {
  /** Bytes. */
  readonly fileBytes: number;
  /** Milliseconds. */
  readonly parseMs: number;
  readonly memberLines?: number;
}

export interface Naming {
  /** C# member by row: `feature/955` to `Class.Member`. */
  readonly rows: Readonly<Record<string, string>>;
  /** `go` is a regular expression over the whole Go symbol, `csharp` its replacement. */
  readonly patterns: readonly { readonly go: string; readonly csharp: string }[];
  /** C# type by Go type. */
  readonly types: Readonly<Record<string, string>>;
}

/** A config file as written, after validation. */
export interface ConfigFile {
  readonly $schema?: string;
  readonly db?: string;
  readonly go?: Partial<GoConfig>;
  readonly csharp?: Partial<CSharpConfig>;
  readonly rules?: Config['rules'];
  readonly policy?: Partial<Policy>;
  readonly limits?: Partial<Limits>;
  readonly assertions?: readonly string[];
  readonly naming?: Partial<Naming>;
  readonly baseline?: string;
}
