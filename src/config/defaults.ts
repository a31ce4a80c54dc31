import type { ConfigFile } from './model.js';

type Complete<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> };
type Sections = 'go' | 'csharp' | 'naming';
type Defaults = Complete<Omit<ConfigFile, '$schema' | Sections | 'limits'>> & {
  readonly [K in Sections]: Complete<NonNullable<ConfigFile[K]>>;
} & { readonly limits: { readonly fileBytes: number; readonly parseMs: number } };

const NET_VERSIONS = ['5_0', '6_0', '7_0', '8_0', '9_0', '10_0'];
const NETCOREAPP_VERSIONS = ['1_0', '1_1', '2_0', '2_1', '2_2', '3_0', '3_1'];

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
  policy: {},
  limits: { fileBytes: 64 * 1024 * 1024, parseMs: 20_000 },
  assertions: [],
  naming: { rows: {}, patterns: [], types: {} },
  baseline: 'parity.baseline.json',
};
