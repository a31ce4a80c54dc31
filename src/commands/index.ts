import { EXIT, type SharedOptions } from '../cli.js';
import { Workspace } from '../index/workspace.js';
import { type Routine, symbolOf } from '../model/source.js';
import { jsonText, visible } from '../report/sanitize.js';
import { findSources } from '../sources/sources.js';
import { configOf, printsConfig, warn } from './shared.js';

export interface IndexOptions extends SharedOptions {
  readonly lang?: 'go' | 'csharp';
  readonly format: 'text' | 'json';
}

/** What parity sees. Parts that did not parse are named on stderr, and make exit code 1: the list is then not whole. */
export async function index(options: IndexOptions): Promise<number> {
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const sources = await findSources(config, options.lang);
  const workspace = new Workspace(config, sources, { cache: options.cache });
  const units = [...sources.go.map((file) => workspace.goUnit(file)), ...workspace.csharpUnits()];
  const members = units.flatMap((unit) => unit.index.routines).sort(byPlace);
  workspace.save();
  if (options.format === 'json') process.stdout.write(jsonText({ version: 1, members: members.map(printed) }, 1));
  else
    for (const member of members)
      process.stdout.write(
        `${visible(`${member.file}:${member.startLine}-${member.endLine} ${member.kind} ${symbolOf(member)}${member.test ? ' (test)' : ''}`)}\n`,
      );
  const problems = units.flatMap((unit) =>
    unit.index.problems.map((problem) => `${unit.file}:${problem.line}:${problem.column}: ${problem.message}`),
  );
  for (const problem of problems) warn(problem);
  return problems.length > 0 ? EXIT.findings : EXIT.clean;
}

function byPlace(a: Routine, b: Routine): number {
  const text = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  return text(a.file, b.file) || a.startLine - b.startLine || text(a.name, b.name);
}

function printed(routine: Routine) {
  const { language, file, namespace, owner, kind, name, parameters, startLine, endLine, nameLine, hasBody, test } = routine;
  return { language, file, namespace, owner, kind, name, parameters: parameters.length, startLine, endLine, nameLine, hasBody, test };
}
