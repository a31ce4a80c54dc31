import type { Config } from '../config/config.js';
import { type Ledger, openLedger } from '../ledger/ledger.js';
import { scopeSummary } from '../ledger/scope.js';
import type { Row } from '../model/row.js';
import type { Report } from '../report/report.js';
import { VERSION } from '../version.js';
import { type PromotionOptions, type Weighing, weighRows } from './promotion.js';
import { findingText, type ReportClaims, readReport } from './report-file.js';

export interface GateOptions extends PromotionOptions {
  /** A report that is to be tied to what is true now. */
  readonly report?: string | undefined;
}

export interface Gate extends Weighing {
  readonly ledger: Ledger;
  /** What speaks against the promotion beside the verdict: the report that was given, the limits. */
  readonly objections: readonly string[];
  readonly isOpen: boolean;
}

/** Judges a promotion afresh, and holds a report against it. */
export async function gate(config: Config, options: GateOptions): Promise<Gate> {
  const ledger = await openLedger(config.db);
  const asked = ledger.rows(options.scope);
  const weighing = await weighRows(config, ledger, asked, scopeSummary(options.scope, ledger), options);
  const objections = [
    ...limitObjections(weighing, config),
    ...(options.report === undefined ? [] : await reportObjections(options.report, weighing, config, ledger, options)),
  ];
  return { ...weighing, ledger, objections, isOpen: weighing.verdict.allowed && objections.length === 0 };
}

function limitObjections({ candidates }: Weighing, { policy }: Config): string[] {
  const features = candidates.filter(({ row }) => row.kind === 'feature').length;
  const most = policy.featuresPerPromotion;
  return features <= most ? [] : [`${features} features in one promotion, and the policy allows ${most}: promote them in groups.`];
}

async function reportObjections(file: string, weighing: Weighing, config: Config, ledger: Ledger, options: GateOptions): Promise<string[]> {
  const claims = readReport(file);
  const found = objectionsTo(claims, weighing, options.target);
  if (found.length > 0) return found.map((text) => `${file} ${text}`);
  const own = new Set(weighing.report.rows.map(({ row }) => row.item));
  const isSame = claims.items.size === own.size;
  // A wider report is held against its own rows.
  const rows = [...claims.items].map((item) => ledger.row(item)).filter((row): row is Row => row !== undefined);
  const truth = isSame ? weighing : await weighRows(config, ledger, rows, weighing.report.scope, options);
  return differences(claims, truth.report, isSame).map((text) => `${file} ${text}`);
}

/** What can be told without judging its rows. */
function objectionsTo({ version, target, items, digests }: ReportClaims, { candidates, report }: Weighing, wanted: string): string[] {
  if (version !== VERSION) return [`was made by parity ${version}, and this is ${VERSION}: make it anew.`];
  if (target !== wanted)
    return [`is ${target === undefined ? 'not the report of a promotion' : `for \`${target}\``}: make one with \`--to ${wanted}\`.`];
  const missing = candidates.map(({ row }) => row.item).filter((item) => !items.has(item));
  if (missing.length > 0)
    return [`is narrower than the promotion: it lacks ${missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}.`];
  return [
    ...(digests.config === report.digests.config ? [] : ['was made with another config or baseline.']),
    ...(digests.rules === report.digests.rules ? [] : ['was made with other rules or levels.']),
    ...(digests.results === report.digests.results ? [] : ['was made with other test results or coverage.']),
  ];
}

/** Compares a report with one of the same rows that was made now. */
function differences(claims: ReportClaims, truth: Report, isSame: boolean): string[] {
  const stale = [
    ...(claims.digests.rows === truth.digests.rows ? [] : ['is stale: rows in the database have changed since.']),
    ...(claims.digests.sources === truth.digests.sources ? [] : ['is stale: the sources have changed since.']),
  ];
  if (stale.length > 0) return stale;
  const wanted = truth.findings.map(findingText);
  const missing = wanted.find((text) => !claims.findings.includes(text));
  if (missing !== undefined) return [`was edited: it lacks \`${missing.split(' ').slice(0, 3).join(' ')}\`.`];
  const added = claims.findings.find((text) => !wanted.includes(text));
  if (added !== undefined) return [`was edited: it has \`${added.split(' ').slice(0, 3).join(' ')}\`, which is not so.`];
  if (claims.findings.length !== wanted.length) return ['was edited: findings are repeated.'];
  if (isSame && claims.allowed !== truth.verdict?.allowed) return ['was edited: its verdict is not the one that follows from it.'];
  return [];
}
