import type { ConfigFile } from './model.js';

type Complete<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> };
type Sections = 'go' | 'csharp' | 'naming' | 'policy';
type Defaults = Complete<Omit<ConfigFile, '$schema' | Sections | 'limits'>> & {
  readonly [K in Sections]: Complete<NonNullable<ConfigFile[K]>>;
} & { readonly limits: { readonly fileBytes: number; readonly parseMs: number } };

const NET_VERSIONS = ['5_0', '6_0', '7_0', '8_0', '9_0', '10_0'];
const NETCOREAPP_VERSIONS = ['1_0', '1_1', '2_0', '2_1', '2_2', '3_0', '3_1'];

/** Not all rules of the protocol are: a promotion mends `unverified-evidence`, and ends `deferred-without-reason`. */
const ALWAYS_BLOCKING = ['batch-dependency', 'illegal-transition', 'waiver-without-reason'];

/** The layout of natsnet, and the symbols of a debug build for `net10.0`. The schema repeats them for editors; a test holds the two together. */
export const DEFAULTS: Defaults = {
  db: 'porting.db',
  go: { root: 'golang/nats-server', exclude: [] },
  csharp: {
    source: ['dotnet/src/**/*.cs'],
    tests: ['dotnet/tests/**/*.cs'],
    exclude: ['**/bin/**', '**/obj/**'],
    defines: [
      'DEBUG',
      'TRACE',
      'NET',
      'NET10_0',
      ...NET_VERSIONS.map((version) => `NET${version}_OR_GREATER`),
      'NETCOREAPP',
      ...NETCOREAPP_VERSIONS.map((version) => `NETCOREAPP${version}_OR_GREATER`),
    ],
  },
  rules: {},
  policy: {
    stub: ['mapping', ...ALWAYS_BLOCKING],
    complete: ['mapping', 'body', ...ALWAYS_BLOCKING],
    verified: ['mapping', 'body', 'test', ...ALWAYS_BLOCKING],
    except: [],
    level: 'warning',
    featureFlow: ['deferred', 'stub', 'complete', 'verified'],
    testFlow: ['deferred', 'stub', 'verified'],
    untestedFeatures: 'coverage',
    deferredTests: 'refuse',
    idsPerUpdate: 15,
    featuresPerPromotion: 20,
  },
  limits: { fileBytes: 64 * 1024 * 1024, parseMs: 20_000 },
  assertions: [],
  naming: { rows: {}, patterns: [], types: {} },
  baseline: 'parity.baseline.json',
};
