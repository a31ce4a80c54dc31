import path from 'node:path';
import type { Config } from '../config/config.js';
import { CSHARP_EXCLUDED, GO_EXCLUDED, type SourceSet } from './sources.js';

/**
 * Those of the given files that `findSources` would find, were they on the disk.
 * @param files relative to the config's root, with `/`
 */
export async function sourcesAmong(config: Config, files: readonly string[]): Promise<SourceSet> {
  const { default: picomatch } = await import('picomatch');
  const below = (directory: string, patterns: readonly string[], exclude: readonly string[]) => {
    const matches = picomatch([...patterns], { ignore: [...exclude] });
    return files.filter((file) => matches(path.relative(directory, path.resolve(config.root, file)).replaceAll(path.sep, '/')));
  };
  const ignored = [...CSHARP_EXCLUDED, ...config.csharp.exclude];
  const csharpTests = below(config.base, config.csharp.tests, ignored);
  const tests = new Set(csharpTests);
  return {
    go: below(config.go.root, ['**/*.go'], [...GO_EXCLUDED, ...config.go.exclude]).sort(),
    csharp: below(config.base, config.csharp.source, ignored)
      .filter((file) => !tests.has(file))
      .sort(),
    csharpTests: csharpTests.sort(),
    notices: [],
  };
}
