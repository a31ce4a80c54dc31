import { type CheckResult, check } from '../check.js';
import { EXIT, type SharedOptions } from '../cli.js';
import { Refusal } from '../errors.js';
import { parseScope } from '../ledger/scope.js';
import { type Routine, symbolOf } from '../model/source.js';
import { type RowPage, rowJson, type Side } from '../report/row-page.js';
import { configOf, printsConfig, progress, wantsColor } from './shared.js';

export interface ShowOptions extends SharedOptions {
  readonly format: 'text' | 'json';
}

/** One row, whole: what it claims, both sources, what was found, what it depends on. */
export async function show(item: string, options: ShowOptions): Promise<number> {
  const match = /^(?:(feature|test|f|t)\/)?(\d+)$/.exec(item.trim());
  if (match === null) throw new Refusal(`\`${item}\` is no row`, 'write 955 or feature/955 for a feature, test/351 for a test');
  const [, kind = 'feature', id = ''] = match;
  const scope = parseScope(kind.startsWith('t') ? { test: id } : { feature: id });
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const result = await check(config, { scope, levels: {}, only: [], cache: options.cache, includeSuppressed: true, progress });
  progress('');
  const { report, project } = result;
  const page = pageOf(result);
  if (page === undefined) return EXIT.unknown;
  const textOf = (file: string) => project.workspace.textOf(file);
  if (options.format === 'json') process.stdout.write(rowJson(page, textOf));
  else {
    const { rowText } = await import('../report/row-text.js');
    process.stdout.write(rowText(page, textOf, { color: wantsColor(options), width: process.stdout.columns }));
  }
  return report.findings.some((finding) => finding.level === 'error') ? EXIT.findings : EXIT.clean;
}

function pageOf({ report, project, subjects }: CheckResult): RowPage | undefined {
  const [[subject], [result]] = [subjects, report.rows];
  if (subject === undefined || result === undefined) return undefined;
  const { ledger } = project;
  const { row, go, csharp } = subject;
  return {
    report,
    result,
    go: go.kind === 'found' ? sideOf([go.routine]) : { members: [], problem: go.reason },
    csharp: csharp.kind === 'found' ? sideOf(csharp.members) : { members: [], problem: problemOf(csharp) },
    batches: ledger.batchesOf(row),
    dependsOn: row.dependsOn.flatMap((id) => ledger.row(`feature/${id}`) ?? []),
    dependents: row.kind === 'feature' ? ledger.tests.filter((test) => test.dependsOn.includes(row.id)) : [],
    overrides: ledger.overridesOf(row),
    evidence: ledger.evidenceOf(row),
  };
}

function sideOf(routines: readonly Routine[]): Side {
  const members = routines.map((each) => ({ symbol: symbolOf(each), file: each.file, line: each.startLine, endLine: each.endLine }));
  return { members, problem: '' };
}

type CSharpSide = CheckResult['subjects'][number]['csharp'];

function problemOf(csharp: Exclude<CSharpSide, { kind: 'found' }>): string {
  if (csharp.kind === 'unmapped') return 'the row names no member';
  if (csharp.kind === 'unreadable') return csharp.reason;
  return csharp.what === 'type' ? 'the type is not there' : 'the member is not there';
}
