import { type Finding, LEVELS } from '../model/finding.js';
import { countsByRule } from './counts.js';
import { escaped } from './escape.js';
import { isWithin, type LinesOf, lineRange, linesAround, linesFrom, primarySpot } from './excerpt.js';
import { counterpartOf, type Item, itemsOf, labelOf, titleOf } from './items.js';
import { spansOf } from './prose.js';
import type { Report, TextOf } from './report.js';
import { visible } from './sanitize.js';
import { headline, remarks } from './summary.js';

/** A comment on GitHub takes 65,536 characters. */
const MAX_LENGTH = 60_000;
const GO_LINES = 12;

const ICONS = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

export interface MarkdownOptions {
  /** Rows that no longer fit into this many UTF-16 units are counted instead, the least severe first. */
  readonly maxLength?: number;
}

/** A summary for a pull request or a job: the counts, the rules, then the rows, the worst first, each folded with its findings and, where there is room, its code. */
export function markdown(report: Report, textOf: TextOf, options: MarkdownOptions = {}): string {
  const items = itemsOf(report);
  const worstFirst = LEVELS.flatMap((level) => items.filter(({ worst }) => worst === level));
  const head = [`## parity: ${prose(headline(report))}`, ...ruleTable(report.findings), ...remarkList(report)];
  const room = (options.maxLength ?? MAX_LENGTH) - lengthOf(head);
  const linesOf = linesFrom(textOf);
  const withCode = worstFirst.map((item) => itemBlock(item, linesOf));
  const blocks = lengthOf(withCode) <= room ? withCode : fitting(worstFirst, room);
  return `${[...head, ...blocks].join('\n\n')}\n`;
}

/** The rows that fit without their code, and how many do not. */
function fitting(items: readonly Item[], room: number): readonly string[] {
  const blocks: string[] = [];
  let left = room;
  for (const item of items) {
    const block = itemBlock(item, () => []);
    left -= lengthOf([block]);
    if (left < 0) return [...blocks, leftOut(items.slice(blocks.length))];
    blocks.push(block);
  }
  return blocks;
}

function lengthOf(blocks: readonly string[]): number {
  return blocks.reduce((sum, block) => sum + block.length + 2, 0);
}

function ruleTable(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = countsByRule(findings).map(
    ({ rule, level, findings, items }) => `| ${ICONS[level]} ${level} | ${code(rule, true)} | ${findings} | ${items.length} |`,
  );
  return [['| level | rule | findings | rows |', '| --- | --- | ---: | ---: |', ...rows].join('\n')];
}

function remarkList(report: Report): readonly string[] {
  const lines = remarks(report).map((remark) => `- ${prose(remark)}`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function itemBlock(item: Item, linesOf: LinesOf): string {
  const { findings, row, worst } = item;
  const rules = [...new Set(findings.map(({ rule }) => rule))].map(escaped).join(', ');
  const target = row ? ` <code>${escaped(row.row.status)}</code> → <code>${escaped(counterpartOf(row))}</code>` : '';
  const title = titleOf(item);
  // A forge makes no mention or link of what is in `code`.
  const label = row ? `<b>${escaped(item.item)}</b>` : `<code>${escaped(labelOf(item))}</code>`;
  const name = `${label}${title === '' ? '' : ` <code>${escaped(title)}</code>`}`;
  return [
    `<details><summary>${ICONS[worst]} ${name}${target}: ${rules}</summary>`,
    ...findings.flatMap((finding) => findingBlock(finding, item, linesOf)),
    ...goBlock(item, linesOf),
    '</details>',
  ].join('\n\n');
}

function findingBlock(finding: Finding, { row }: Item, linesOf: LinesOf): readonly string[] {
  const { location, related } = finding;
  const { file } = location;
  const lines = linesOf(file);
  const shown = linesAround(finding, row, lines).map(({ line }) => line);
  const where = code(`${file}:${primarySpot(finding, lines).line}`);
  const elsewhere = related.filter((spot) => !isWithin(spot, row?.go));
  return [
    `**${finding.level}** ${code(finding.rule)} ${prose(finding.message)}`,
    [where, ...elsewhere.map((spot) => `- ${prose(spot.message.replace(/\.$/, ''))}: ${code(`${spot.file}:${spot.line}`)}`)].join('\n'),
    ...fence(lines, shown, languageOf(file)),
  ];
}

function goBlock({ findings, row }: Item, linesOf: LinesOf): readonly string[] {
  const go = row?.go;
  if (!go || findings.some(({ location }) => isWithin(location, go))) return [];
  const last = Math.min(go.endLine, go.line + GO_LINES - 1);
  const shown = lineRange(go.line, last).map(({ line }) => line);
  const left = go.endLine - last;
  return [
    `Go: ${code(`${go.file}:${go.line}`)}${left > 0 ? `, ${left} more ${left === 1 ? 'line' : 'lines'}` : ''}`,
    ...fence(linesOf(go.file), shown, 'go'),
  ];
}

/** A code block of some lines, `…` where some are left out. */
function fence(source: readonly string[], shown: readonly number[], language: string): readonly string[] {
  const known = shown.filter((line) => source[line - 1] !== undefined);
  if (known.length === 0) return [];
  const lines = known.flatMap((line, index) => {
    const previous = known[index - 1];
    const text = (source[line - 1] ?? '').trimEnd().split('\t').map(visible).join('\t');
    return previous !== undefined && line > previous + 1 ? ['…', text] : [text];
  });
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [[ticks + language, ...lines, ticks].join('\n')];
}

function languageOf(file: string): string {
  return file.endsWith('.go') ? 'go' : file.endsWith('.cs') ? 'csharp' : '';
}

function leftOut(items: readonly Item[]): string {
  const findings = items.reduce((sum, item) => sum + item.findings.length, 0);
  return `${findings} more findings on ${items.length} more rows do not fit here: the HTML, JSON and SARIF reports have all.`;
}

/** A message: its code as code, its words without a meaning in Markdown. */
function prose(message: string): string {
  return spansOf(message)
    .map(({ text, isCode }) => (isCode ? code(text) : text.split(/( +)/).map(word).join('')))
    .join('');
}

/** What a forge would make a link or a mention of is code, which it leaves alone. */
function word(text: string): string {
  if (/@\w|#\d|:\/\/|^www\.|:\w+:/.test(text)) return code(text);
  return text.replace(/[\\`*_{}[\]<>|~&$!]|^[-+=#]|^(\d+)(?=[.)])/g, (match, digits?: string) => (digits ? `${digits}\\` : `\\${match}`));
}

function code(text: string, inTable = false): string {
  const plain = visible(text);
  const ticks = '`'.repeat(longestRun(plain) + 1);
  const padding = /^`|`$|^ .* $/.test(plain) ? ' ' : '';
  const span = `${ticks}${padding}${plain}${padding}${ticks}`;
  return inTable ? span.replaceAll('|', '\\|') : span;
}

/** How many backticks stand together at most. */
function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}
