import { check } from '../check.js';
import { EXIT, type SharedOptions } from '../cli.js';
import { Refusal } from '../errors.js';
import { parseScope } from '../ledger/scope.js';
import type { Routine } from '../model/source.js';
import { visible } from '../report/sanitize.js';
import { configOf, printsConfig, progress } from './shared.js';

/** One row, whole: what it claims, both sources, what was found, what it depends on. */
export async function show(item: string, options: SharedOptions): Promise<number> {
  const match = /^(?:(feature|test|f|t)\/)?(\d+)$/.exec(item.trim());
  if (match === null) throw new Refusal(`\`${item}\` is no row`, 'write 955 or feature/955 for a feature, test/351 for a test');
  const [, kind = 'feature', id = ''] = match;
  const scope = parseScope(kind.startsWith('t') ? { test: id } : { feature: id });
  const config = configOf(options);
  if (printsConfig(config, options)) return EXIT.clean;
  const { report, project, subjects } = await check(config, { scope, levels: {}, only: [], cache: options.cache, progress });
  progress('');
  const [subject] = subjects;
  if (subject === undefined) return EXIT.unknown;
  const { row, go, csharp } = subject;
  const lines: string[] = [`${row.item}  ${row.name}  ${row.status}`];
  const add = (name: string, value: string) => {
    if (value !== '') lines.push(`  ${name.padEnd(10)} ${value}`);
  };
  add('Go', `${row.goFile}:${row.goLine ?? '?'}`);
  add('C#', `${row.dotnetProject} ${row.dotnetClass}.${row.dotnetMethod}`);
  add(
    'batches',
    project.ledger
      .batchesOf(row)
      .map((batch) => `${batch.id} ${batch.name}`)
      .join(', '),
  );
  add('depends on', row.dependsOn.map((each) => `feature/${each}`).join(', '));
  add('notes', row.notes);
  for (const override of project.ledger.overridesOf(row))
    add('override', `${override.auditStatus} -> ${override.requestedStatus}: ${override.comment}`);
  for (const { status, promotion, results, isWithdrawn } of project.ledger.evidenceOf(row))
    add(
      'promoted',
      [`${status} ${promotion.createdAt.slice(0, 10)}${isWithdrawn ? ', withdrawn' : ''}`, promotion.report, ...results].join('; '),
    );
  add('evidence', report.rows[0]?.evidence.join('; ') ?? '');
  const source = (routine: Routine) => numbered(project.workspace.textOf(routine.file) ?? '', routine);
  if (go.kind === 'found') lines.push('', `Go  ${go.routine.file}:${go.routine.startLine}`, ...source(go.routine));
  if (csharp.kind === 'found')
    for (const member of csharp.members) lines.push('', `C#  ${member.file}:${member.startLine}`, ...source(member));
  lines.push('', report.findings.length === 0 ? 'no findings' : 'Findings:');
  for (const finding of report.findings) lines.push(`  ${finding.level}  ${finding.rule}  ${finding.message}`);
  process.stdout.write(`${lines.map(visible).join('\n')}\n`);
  return report.findings.some((finding) => finding.level === 'error') ? EXIT.findings : EXIT.clean;
}

function numbered(text: string, routine: Routine): string[] {
  return text
    .split(/\r\n?|\n/)
    .slice(routine.startLine - 1, routine.endLine)
    .map((line, i) => `${String(routine.startLine + i).padStart(6)} | ${line.replaceAll('\t', '    ')}`);
}
