import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.js';
import { DEFAULTS } from '../config/defaults.js';
import { type Documents, evaluateProject, type Properties } from './msbuild.js';

/** The symbols that `#if` knows in a file. */
export interface Symbols {
  readonly names: ReadonlySet<string>;
  /** The same as text: sorted, separated by commas. */
  readonly key: string;
}

/**
 * Symbols by file: those of the config where it names any, else those of a debug build of the project that the file belongs to (the nearest
 * .csproj upward), else those of a debug build for `net10.0`.
 * @returns a function of a path relative to the config's root, with `/`
 */
export function symbolsOf(config: Config): (file: string) => Symbols {
  const configured = symbolsIn(config.csharp.defines.join());
  if (config.csharp.defines !== DEFAULTS.csharp.defines) return () => configured;
  const byDirectory = new Map<string, Symbols>();
  const documents: Documents = new Map();
  const ofDirectory = (directory: string): Symbols => {
    const known = byDirectory.get(directory);
    if (known !== undefined) return known;
    const project = projectIn(path.resolve(config.root, directory));
    let found = configured;
    if (project !== undefined) found = symbolsIn(symbolsOfProject(project, config.root, documents).join());
    else if (directory !== '.' && directory !== '' && !/(^|\/)\.\.$/.test(directory)) found = ofDirectory(path.posix.dirname(directory));
    byDirectory.set(directory, found);
    return found;
  };
  return (file) => ofDirectory(path.posix.dirname(file));
}

/** @param written separated by commas */
export function symbolsIn(written: string): Symbols {
  const names = new Set(written.split(',').filter((name) => name !== ''));
  return { names, key: [...names].sort().join() };
}

/** The directory's project: of several the one with its name, else the first. */
function projectIn(directory: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.csproj'));
  } catch {
    return undefined;
  }
  const own = `${path.basename(directory)}.csproj`;
  const name = names.includes(own) ? own : names.sort()[0];
  return name === undefined ? undefined : path.join(directory, name);
}

function symbolsOfProject(file: string, root: string, documents: Documents): readonly string[] {
  const debug: Properties = new Map([
    ['configuration', 'Debug'],
    ['platform', 'AnyCPU'],
  ]);
  const first = evaluateProject(file, root, debug, documents);
  const framework = first.get('targetframework') || newest((first.get('targetframeworks') ?? '').split(';').map((name) => name.trim()));
  const properties = framework ? evaluateProject(file, root, new Map([...debug, ['targetframework', framework]]), documents) : first;
  const own = (properties.get('defineconstants') ?? '').split(/[;,\s]+/).filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  const isOff = (name: string) => properties.get(name)?.toLowerCase() === 'true';
  return [
    ...own,
    ...(isOff('disableimplicitconfigurationdefines') ? [] : ['DEBUG']),
    ...(isOff('disableimplicitframeworkdefines') ? [] : frameworkSymbols(framework ?? '')),
  ];
}

/** The newest .NET, else the first that is written. */
function newest(frameworks: readonly string[]): string | undefined {
  const version = (name: string) => Number(/^net(\d+)\.\d+/.exec(name)?.[1] ?? 0);
  const named = frameworks.filter((name) => name !== '');
  return named.reduce<string | undefined>((best, name) => (best === undefined || version(name) > version(best) ? name : best), undefined);
}

const NETSTANDARD = ['1_0', '1_1', '1_2', '1_3', '1_4', '1_5', '1_6', '2_0', '2_1'];
const NETCOREAPP = ['1_0', '1_1', '2_0', '2_1', '2_2', '3_0', '3_1'];
const NETFRAMEWORK = ['20', '35', '40', '45', '451', '452', '46', '461', '462', '47', '471', '472', '48', '481'];

/** What the SDK defines for a target framework; for one that it does not know, or that is not told, what it does for `net10.0`. */
function frameworkSymbols(framework: string): readonly string[] {
  const orGreater = (prefix: string, versions: readonly string[], last: string) =>
    versions.slice(0, versions.indexOf(last) + 1).map((version) => `${prefix}${version}_OR_GREATER`);
  const standard = /^netstandard(\d)\.(\d)$/.exec(framework);
  if (standard !== null) {
    const version = `${standard[1]}_${standard[2]}`;
    return ['NETSTANDARD', `NETSTANDARD${version}`, ...orGreater('NETSTANDARD', NETSTANDARD, version)];
  }
  const core = /^netcoreapp(\d)\.(\d)$/.exec(framework);
  if (core !== null) {
    const version = `${core[1]}_${core[2]}`;
    return ['NETCOREAPP', `NETCOREAPP${version}`, ...orGreater('NETCOREAPP', NETCOREAPP, version)];
  }
  const old = /^net(\d{2,3})$/.exec(framework)?.[1];
  if (old !== undefined) return ['NETFRAMEWORK', `NET${old}`, ...orGreater('NET', NETFRAMEWORK, old)];
  const [, major = '10', minor = '0', platform] = /^net(\d+)\.(\d+)(?:-([a-z]+))?/i.exec(framework) ?? [];
  return [
    'NET',
    `NET${major}_${minor}`,
    ...Array.from({ length: Math.max(0, Number(major) - 4) }, (_, i) => `NET${i + 5}_0_OR_GREATER`),
    'NETCOREAPP',
    ...NETCOREAPP.map((version) => `NETCOREAPP${version}_OR_GREATER`),
    ...(platform === undefined ? [] : [platform.toUpperCase()]),
  ];
}
