import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.js';
import { Refusal, reasonOf } from '../errors.js';
import { headOf } from '../git/git.js';
import { raiseStatus } from '../ledger/promotion.js';
import type { Row } from '../model/row.js';
import type { Routine } from '../model/source.js';
import type { Subject } from '../pair/subject.js';
import { json } from '../report/json.js';
import { coverageOf } from '../results/coverage.js';
import { VERSION } from '../version.js';
import type { Gate } from './gate.js';
import type { Target } from './policy.js';
import { digestOfFiles } from './promotion.js';
import { membersOf } from './tests.js';

const REPORTS = 'parity-reports';

/** What a promotion would do, or did. */
export interface Plan {
  /** Rows that change, in groups that one UPDATE sets. */
  readonly chunks: readonly (readonly Row[])[];
  /** Rows that have the status already: only their evidence is recorded. */
  readonly unchanged: readonly Row[];
  /** Path of the report, relative to the database. */
  readonly report: string;
  readonly content: string;
}

/** The steps of a promotion: no UPDATE sets more rows than the policy allows. */
export function planOf(gate: Gate, target: Target, { policy }: Config): Plan {
  const rows = gate.candidates.map(({ row }) => row);
  const changing = rows.filter((row) => row.status !== target);
  const chunks = (['feature', 'test'] as const).flatMap((kind) => {
    const ofKind = changing.filter((row) => row.kind === kind);
    return Array.from({ length: Math.ceil(ofKind.length / policy.idsPerUpdate) }, (_, i) =>
      ofKind.slice(i * policy.idsPerUpdate, (i + 1) * policy.idsPerUpdate),
    );
  });
  const content = json(gate.report);
  const name = `${gate.report.scope.id}.${target}.${sha256(content).slice(0, 8)}.json`;
  return { chunks, unchanged: rows.filter((row) => row.status === target), report: `${REPORTS}/${name}`, content };
}

/**
 * Carries a promotion out: evidence, updates and report, or nothing of it.
 * @throws Refusal when the gate is shut, the rows have changed since it was asked, or something can't be written
 */
export async function promote(gate: Gate, plan: Plan, target: Target, config: Config): Promise<void> {
  if (!gate.isOpen) throw new Error('a promotion needs an open gate');
  const file = path.join(path.dirname(config.db), plan.report);
  const promotion = {
    created_at: new Date().toISOString(),
    status: target,
    tool_version: VERSION,
    git_commit: headOf(config.root),
    report: plan.report,
    report_digest: sha256(plan.content),
    results_digest: digestOfFiles((gate.results?.runs ?? []).map(({ run }) => run.digest)),
    coverage_digest: digestOfFiles(gate.coverages.map(({ coverage }) => coverage.digest)),
    rows_digest: gate.report.digests.rows,
    sources_digest: gate.report.digests.sources,
    rules_digest: gate.report.digests.rules,
    config_digest: gate.report.digests.config,
    waivers: waiversOf(gate).join('\n'),
  };
  const evidence = gate.candidates.map((subject) => ({
    row: subject.row,
    go_hash: subject.go.kind === 'found' ? subject.go.routine.hash : '',
    csharp_hash: hashOf(membersOf(subject)),
    results: resultsOf(subject, gate).join('\n'),
  }));
  let isWritten = false;
  try {
    await raiseStatus(config.db, { judged: gate.report.rows.map(({ row }) => row), promotion, evidence, chunks: plan.chunks }, () => {
      // The name holds the content's digest: what is there already is the same.
      if (existsSync(file)) return;
      write(file, plan.content);
      isWritten = true;
    });
  } catch (error) {
    if (isWritten) rmSync(file, { force: true });
    throw error;
  }
}

/** Waivers that the promotion rests on, one line each. */
export function waiversOf({ suppressed, report }: Gate): string[] {
  const items = new Set(report.rows.map(({ row }) => row.item));
  return suppressed
    .filter(({ finding }) => items.has(finding.item))
    .map(({ finding, kind, reason }) => {
      const where = kind === 'inSource' ? 'inline' : 'baseline';
      return `${finding.item} ${finding.rule} (${where}): ${reason.replace(/\s+/g, ' ')}`;
    });
}

/** Hash of the members of a row, as evidence records it. */
export function hashOf(members: readonly Routine[]): string {
  return members.map(({ hash }) => hash).join('+');
}

function resultsOf(subject: Subject, gate: Gate): string[] {
  const { results } = gate;
  if (results === undefined && gate.coverages.length === 0) return [];
  const tests = subject.row.kind === 'test' ? [subject] : gate.testsOf(subject.row);
  const outcomes = results === undefined ? [] : tests.map((test) => `${test.row.item}: ${results.outcomeOf(membersOf(test)).phrase}`);
  if (subject.row.kind === 'test') return outcomes;
  const coverages = gate.coverages.map(({ coverage }) => coverage);
  const covered = membersOf(subject).flatMap((member) => {
    const lines = coverageOf(member, coverages);
    return lines === undefined ? [] : [`${member.owner}.${member.name}: ${lines.hit} of ${lines.lines} lines covered`];
  });
  return [...outcomes, ...covered];
}

function write(file: string, content: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new Refusal(`the report ${file} cannot be written: ${reasonOf(error)}; nothing was promoted`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
