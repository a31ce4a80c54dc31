import type { Finding, Level } from '../model/finding.js';
import type { Report } from './report.js';
import { visible } from './sanitize.js';
import { headline } from './summary.js';

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * GitHub's workflow commands, one a finding, and the report in one line for the log. GitHub shows ten annotations
 * of each level for a step; the log has all. Escapes: github.com/actions/toolkit, `packages/core/src/command.ts`.
 */
export function github(report: Report): string {
  return [...report.findings.map(annotation), `parity: ${headline(report)}`].map((line) => `${line}\n`).join('');
}

function annotation(finding: Finding): string {
  const { level, rule, item, title, location, focus, message, related } = finding;
  const subject = item.startsWith('file/') ? '' : ` (${[item, title].filter((part) => part !== '').join(' ')})`;
  const properties = {
    file: location.file,
    line: focus ?? location.line,
    // Columns are those of the name; the line of a focus has others.
    ...(focus === undefined || focus === location.line ? { col: location.column, endColumn: location.endColumn } : {}),
    title: `${rule}${subject}`,
  };
  const fields = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const lines = [message, ...related.map((spot) => `${spot.message.replace(/\.$/, '')}: ${spot.file}:${spot.line}`)];
  return `::${COMMANDS[level]} ${fields.join(',')}::${data(lines.map(visible).join('\n'))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
