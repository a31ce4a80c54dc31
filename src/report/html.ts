import { createHash } from 'node:crypto';
import { type Finding, LEVELS, type Level } from '../model/finding.js';
import { type FrameLine, trimmedSpan } from './code-frame.js';
import { countsByRule, type RuleCount } from './counts.js';
import { escaped } from './escape.js';
import { isWithin, type LinesOf, linesAround, linesFrom, memberLines, primarySpot } from './excerpt.js';
import { STYLE } from './html-style.js';
import { counterpartOf, type Item, itemsOf, labelOf, titleOf } from './items.js';
import { fixOf, spansOf } from './prose.js';
import type { Place, Report, RowResult, RuleInfo, TextOf } from './report.js';
import { visible } from './sanitize.js';
import { circumstances, headline, outcomeOf } from './summary.js';

/** How much of a member is shown beside what a finding points at. */
const MEMBER_LINES = 24;
const MAX_LINE = 400;
/** More rows than this start folded. */
const MAX_OPEN = 10;

/** The report as one page that loads nothing and runs nothing: all names are text, and the policy lets in no more than its own style. */
export function html(report: Report, textOf: TextOf): string {
  const linesOf = linesFrom(textOf);
  const items = itemsOf(report);
  const anchors = new Map(items.map(({ item }, index) => [item, anchorOf(item, index)]));
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const isOpen = items.length <= MAX_OPEN;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(`parity: ${headline(report)}`)}</title>
<style>${STYLE}</style>
</head>
<body>
${[
  ...pageHead(report),
  ...verdict(report, anchors),
  ...ruleTable(report, anchors),
  ...(items.length > 0 ? ['<h2>Findings</h2>', ...items.map((item) => itemBlock(item, anchors, isOpen, linesOf))] : []),
  ...accepted(report),
  ...pageFoot(report),
].join('\n')}
</body>
</html>
`;
}

type Anchors = ReadonlyMap<string, string>;

function anchorOf(item: string, index: number): string {
  return /^(feature|test)\/\d+$/.test(item) ? item.replace('/', '-') : `file-${index}`;
}

function pageHead(report: Report): readonly string[] {
  const scope = visible(report.scope.label);
  const outcome = headline(report).slice(scope.length + 2);
  const notes = circumstances(report).map((line) => `<li>${prose(line)}</li>`);
  return [
    `<header class="${outcomeOf(report)}">`,
    `<p class="tool">${escaped(`${report.tool.name} ${report.tool.version}`)}</p>`,
    `<h1>${escaped(scope)}</h1>`,
    `<p class="outcome">${escaped(outcome)}</p>`,
    ...(notes.length > 0 ? [`<ul>${notes.join('')}</ul>`] : []),
    '</header>',
  ];
}

function verdict({ target, verdict }: Report, anchors: Anchors): readonly string[] {
  if (!target || !verdict) return [];
  const { allowed, refused, problems = [], reasons = [] } = verdict;
  const known = new Map(reasons.map((each) => [each.item, each.reasons]));
  const rows = refused.map((item) => {
    const why = known.get(item)?.join('; ') ?? '';
    return `<li>${itemLink(item, anchors)}${why === '' ? '' : `: ${prose(why)}`}</li>`;
  });
  return [
    `<section class="verdict ${allowed ? 'good' : 'bad'}">`,
    `<h2>Promotion to ${escaped(target)}: ${allowed ? 'allowed' : 'refused'}</h2>`,
    ...(problems.length > 0 ? [`<ul>${problems.map((problem) => `<li>${prose(problem)}</li>`).join('')}</ul>`] : []),
    ...(rows.length > 0
      ? [
          `<details${rows.length > MAX_OPEN ? '' : ' open'}><summary>${count(rows.length, 'row')}</summary><ul>${rows.join('')}</ul></details>`,
        ]
      : []),
    '</section>',
  ];
}

function ruleTable(report: Report, anchors: Anchors): readonly string[] {
  const counts = countsByRule(report.findings);
  if (counts.length === 0) return [];
  const infos = new Map(report.rules.map((rule) => [rule.id, rule]));
  return [
    '<h2>Rules</h2>',
    '<table><thead><tr><th>level</th><th>rule</th><th class="count">findings</th><th>what is wrong, and what to do</th></tr></thead><tbody>',
    ...counts.map((each) => ruleRow(each, infos.get(each.rule), anchors)),
    '</tbody></table>',
  ];
}

function ruleRow({ rule, level, findings, items }: RuleCount, info: RuleInfo | undefined, anchors: Anchors): string {
  const fix = info ? fixOf(info) : '';
  const links = items.map((item) => itemLink(item, anchors)).join(', ');
  return [
    `<tr><td>${badge(level)}</td><td><code>${escaped(rule)}</code></td><td class="count">${findings}</td>`,
    `<td>${info ? prose(info.summary) : ''}${fix === '' ? '' : `<p class="fix">${prose(fix)}</p>`}`,
    `<details><summary>${count(items.length, 'row')}</summary><p class="links">${links}</p></details></td></tr>`,
  ].join('');
}

function itemBlock(item: Item, anchors: Anchors, isOpen: boolean, linesOf: LinesOf): string {
  const { findings, row, worst } = item;
  const title = titleOf(item);
  const rules = [...new Set(findings.map(({ rule }) => rule))].map(escaped).join(', ');
  const target = row
    ? ` <span class="status">${escaped(row.row.status)}</span> <span class="target">→ <code>${escaped(counterpartOf(row))}</code></span>`
    : '';
  return [
    `<details class="item" id="${anchors.get(item.item)}"${isOpen ? ' open' : ''}>`,
    `<summary>${badge(worst)} <b>${escaped(labelOf(item))}</b>${title === '' ? '' : ` <code>${escaped(title)}</code>`}${target} <span class="rules">${rules}</span></summary>`,
    ...findings.map((finding) => findingBlock(finding, row, linesOf)),
    ...sides(row, findings, linesOf),
    '</details>',
  ].join('\n');
}

function findingBlock(finding: Finding, row: RowResult | undefined, linesOf: LinesOf): string {
  const { level, rule, message, location, related } = finding;
  const lines = linesOf(location.file);
  const spot = primarySpot(finding, lines);
  const isShownBelow = [row?.go, row?.csharp].some((member) => isWithin(location, member));
  const notes = related
    .filter((each) => !isWithin(each, row?.go))
    .map((each) => `<li>${prose(each.message.replace(/\.$/, ''))}: <span class="place">${place(each.file, each.line)}</span></li>`);
  return [
    `<div class="finding ${level}">`,
    `<p>${badge(level)} <code class="rule">${escaped(rule)}</code> ${prose(message)}</p>`,
    `<p class="place">${place(location.file, spot.line)}</p>`,
    ...(notes.length > 0 ? [`<ul>${notes.join('')}</ul>`] : []),
    ...(isShownBelow || lines.length === 0
      ? []
      : [
          code(
            lines,
            linesAround(finding, row, lines).map((each) => ({ ...each, level })),
          ),
        ]),
    '</div>',
  ].join('\n');
}

/** Go and C#, each from its beginning, and around what the findings point at. */
function sides(row: RowResult | undefined, findings: readonly Finding[], linesOf: LinesOf): readonly string[] {
  const members = [
    { name: 'Go', member: row?.go },
    { name: 'C#', member: row?.csharp },
  ];
  const panels = members.flatMap(({ name, member }) => (member ? [panel(name, member, findings, linesOf)] : []));
  return panels.length === 0 ? [] : [`<div class="sides">${panels.join('\n')}</div>`];
}

function panel(name: string, member: Place, findings: readonly Finding[], linesOf: LinesOf): string {
  const lines = linesOf(member.file);
  const shown = memberLines(member, marksOf(findings, member.file, lines), MEMBER_LINES);
  const left = member.endLine - member.line + 1 - shown.length;
  const more = left > 0 ? `<p class="more">${count(left, 'line')} not shown</p>` : '';
  const caption = `<figcaption><b>${name}</b> <code>${escaped(member.symbol)}</code> <span class="place">${place(member.file, member.line)}</span></figcaption>`;
  return `<figure>${caption}${code(lines, shown)}${more}</figure>`;
}

interface Mark extends FrameLine {
  readonly level?: Level;
}

/** What the findings point at in a file. Where two point at one line, the last, more severe one counts. */
function marksOf(findings: readonly Finding[], file: string, lines: readonly string[]): readonly Mark[] {
  const inFile = findings.filter(({ location }) => location.file === file);
  const lightFirst = [...LEVELS].reverse().flatMap((level) => inFile.filter((finding) => finding.level === level));
  return lightFirst.flatMap(({ level, location, focus }) => [
    { line: location.line, mark: location, level },
    ...(focus === undefined ? [] : [{ line: focus, mark: trimmedSpan(lines[focus - 1] ?? ''), level }]),
  ]);
}

function code(source: readonly string[], lines: readonly Mark[]): string {
  const shown = lines.filter(({ line }) => source[line - 1] !== undefined);
  const rows = shown.map((each, index) => {
    const previous = shown[index - 1];
    const gap = previous !== undefined && each.line > previous.line + 1 ? '<span class="gap">⋯</span>\n' : '';
    return `${gap}<span class="number">${each.line}</span>${sourceLine(source[each.line - 1] ?? '', each)}`;
  });
  return rows.length === 0 ? '' : `<pre tabindex="0">${rows.join('\n')}</pre>`;
}

function sourceLine(text: string, { mark, level }: Mark): string {
  const end = text.trimEnd().length;
  if (!mark || mark.column > end) return sourceText(text.slice(0, end));
  const [from, to] = [mark.column - 1, Math.min(mark.endColumn - 1, end)];
  const marked = `<mark class="${level ?? 'note'}">${sourceText(text.slice(from, to))}</mark>`;
  return sourceText(text.slice(0, from)) + marked + sourceText(text.slice(to, end));
}

function sourceText(text: string): string {
  const cut = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
  return cut.split('\t').map(escaped).join('\t');
}

function accepted({ suppressed = [] }: Report): readonly string[] {
  if (suppressed.length === 0) return [];
  const lines = suppressed.map(({ finding, kind, reason }) => {
    const by = kind === 'inSource' ? 'a waiver' : 'the baseline';
    const what = `<code>${escaped(finding.rule)}</code> <b>${escaped(finding.item)}</b> ${prose(finding.message)}`;
    return `<li>${what} <span class="reason">By ${by}: ${prose(reason)}</span></li>`;
  });
  return ['<h2>Accepted</h2>', `<ul>${lines.join('\n')}</ul>`];
}

function pageFoot({ digests, sources }: Report): readonly string[] {
  const { go, csharp } = sources;
  const read = `Read: ${count(go.files, 'Go file')} with ${count(go.routines, 'function')}, ${count(csharp.files, 'C# file')} with ${count(csharp.routines, 'member')}.`;
  const rows = Object.entries(digests).map(([name, digest]) => `<dt>${escaped(name)}</dt><dd>${escaped(digest)}</dd>`);
  return [
    `<footer><p>${read}</p><details><summary>Digests of what this was made from</summary><dl>${rows.join('')}</dl></details></footer>`,
  ];
}

function badge(level: Level): string {
  return `<span class="level ${level}">${level}</span>`;
}

function itemLink(item: string, anchors: Anchors): string {
  const anchor = anchors.get(item);
  const text = escaped(item);
  return anchor === undefined ? text : `<a href="#${anchor}">${text}</a>`;
}

/** A path may break at its slashes. */
function place(file: string, line: number): string {
  return escaped(`${file}:${line}`).replaceAll('/', '/<wbr>');
}

function prose(message: string): string {
  return spansOf(message)
    .map(({ text, isCode }) => (isCode ? `<code>${escaped(text)}</code>` : escaped(text)))
    .join('');
}

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en-US')} ${noun}${amount === 1 ? '' : 's'}`;
}
