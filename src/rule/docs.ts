import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RuleInfo } from '../report/report.js';
import type { EnabledRule } from './run.js';

/** The doc that stands beside a rule, Markdown. */
export function docOf(id: string): string {
  for (const up of ['../../../rules/', '../../rules/']) {
    try {
      return readFileSync(fileURLToPath(new URL(`${up}${id}.md`, import.meta.url)), 'utf8');
    } catch {
      // Sources and build lie at different depths.
    }
  }
  return '';
}

export function ruleInfo({ rule, level }: EnabledRule): RuleInfo {
  const { id, category, summary, precision } = rule;
  return {
    id,
    level,
    defaultLevel: rule.level,
    category,
    summary,
    precision,
    // Most reports show no docs: the file is read when one does.
    get markdown() {
      return docOf(id) || summary;
    },
  };
}
