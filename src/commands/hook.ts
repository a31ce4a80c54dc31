import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, type SharedOptions } from '../cli.js';
import { checkChange } from '../gate/change.js';
import { installHook } from '../git/hooks.js';
import { text } from '../report/text.js';
import { configOf, printsConfig, wantsColor } from './shared.js';

/** Installs the pre-commit hook, with the options that this call has. */
export function install(options: SharedOptions): number {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const bin = fileURLToPath(new URL('../../../bin/parity.js', import.meta.url));
  const named = (['root', 'config', 'db'] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [`--${name}`, path.resolve(value)];
  });
  const { file, kept } = installHook(config.root, [
    process.execPath,
    bin,
    'hook',
    'run',
    ...(named.length === 0 ? ['--root', config.root] : named),
  ]);
  process.stdout.write(`The hook is ${file}.\n${kept === undefined ? '' : `The one that was there is ${kept}, and runs first.\n`}`);
  return EXIT.clean;
}

/** Judges what the index would commit. Prints nothing when that is clean. */
export async function run(options: SharedOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const result = await checkChange(config, { levels: {}, only: [], cache: options.cache, progress: () => {} });
  if (result === undefined) return EXIT.clean;
  const { report, project } = result;
  const isClean = report.verdict?.allowed !== false && report.findings.every(({ level }) => level !== 'error');
  if (isClean) return EXIT.clean;
  const content = text(report, (file) => project.workspace.textOf(file), { color: wantsColor(options), width: process.stdout.columns });
  process.stdout.write(content.endsWith('\n') ? content : `${content}\n`);
  process.stdout.write('The commit is stopped. Mend what is named, or set the rows back to a status that is true.\n');
  return EXIT.findings;
}
