import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { html } from '../../src/report/html.js';
import type { Report, TextOf } from '../../src/report/report.js';
import { EMPTY, FULL, HOSTILE, hostileTextOf, MARKUP, MARKUP_NAME, manyFindings, markupTextOf, rule, textOf } from './sample-report.js';

const TAGS = new Set(
  'html head meta title style body header footer section h1 h2 p ul li table thead tbody tr th td details summary div span b code pre mark figure figcaption a wbr dl dt dd'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'id', 'open', 'href', 'tabindex']);

/** The tags of a page with their attributes, as a browser finds them: `<` and a letter begin one everywhere. */
function tagsOf(page: string): { readonly name: string; readonly attributes: readonly string[] }[] {
  const body = page.replace(/<style>[\s\S]*?<\/style>/, '');
  return [...body.matchAll(/<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*(>?)/gi)].map(([tag, name = '', attributes = '', end]) => {
    if (end !== '>') throw new Error(`${tag} does not end`);
    return { name, attributes: [...attributes.matchAll(/\s([a-z-]+)(?:="[^"]*")?/g)].map((match) => match[1] as string) };
  });
}

test.each<[string, Report, TextOf]>([
  ['full', FULL, textOf],
  ['empty', EMPTY, textOf],
  ['hostile', HOSTILE, hostileTextOf],
  ['marked up', MARKUP, markupTextOf],
])('the %s page holds only what the reporter wrote, and loads nothing', (_, report, source) => {
  const page = html(report, source);
  for (const { name, attributes } of tagsOf(page)) {
    expect(TAGS).toContain(name);
    for (const attribute of attributes) expect(ATTRIBUTES).toContain(attribute);
  }
  expect([...page.matchAll(/href="([^#][^"]*)"/g)]).toEqual([]);
  expect(page).not.toMatch(/url\(|@import/);
  expect(page).toMatch(/^[\n\t -~ü→⋯…]+$/);
});

test('the policy lets in the style of the page and nothing else', () => {
  const page = html(MARKUP, markupTextOf);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(/Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<title>'));
});

test('a hostile name is read as it is', () => {
  const text = html(MARKUP, markupTextOf)
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '');
  expect(text.split(MARKUP_NAME).length).toBeGreaterThan(10);
});

describe('what a maintainer reads', () => {
  const page = html(FULL, textOf);

  test('the outcome and the verdict on top', () => {
    expect(page).toContain('<header class="bad">\n<p class="tool">parity 0.1.0</p>\n<h1>batch 11 (FileStore Init)</h1>');
    expect(page).toContain('<p class="outcome">4 errors, 1 warning, 1 note; 5 rows judged, 4 with findings, 1 clean</p>');
    expect(page).toContain('<h2>Promotion to verified: refused</h2>');
    expect(html({ ...EMPTY, rows: FULL.rows.slice(4) }, textOf)).toContain('<header class="good">');
  });

  test('every link leads to a row that is there', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(6);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(5);
  });

  test('a rule says what is wrong and what to do', () => {
    expect(page).toContain('What empty-body finds.<p class="fix">Port it.</p>');
    const bare = html({ ...FULL, rules: [rule('empty-body', { markdown: 'No section.' })] }, textOf);
    expect(bare).not.toContain('class="fix"');
  });

  test('both sides of a row, marked where a finding points', () => {
    const [row = ''] = page.split('id="feature-956"').slice(1);
    const [, go = '', csharp = ''] = row.split('</details>')[0]?.split('<figure>') ?? [];
    expect(go).toContain('<b>Go</b> <code>fileStore.unlockAllMsgBlocks</code>');
    expect(go).not.toContain('<mark');
    expect(csharp).toContain('<span class="number">9</span>\tprivate void <mark class="error">UnlockAllMsgBlocks</mark>()');
    expect(csharp).toContain('<mark class="error">throw new NotImplementedException(&quot;UnlockAllMsgBlocks&quot;);</mark>');
  });

  test('a finding outside of both sides has its own code', () => {
    const [row = ''] = page.split('id="feature-957"').slice(1);
    expect(row.split('</details>')[0]).toContain('public sealed class <mark class="error">JetStreamFileStore</mark>');
  });

  test('of a long member the beginning and what is marked', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index + 1}`).join('\n');
    const [first, second] = FULL.rows;
    if (!first?.csharp || !second) throw new Error('The sample has no rows.');
    const long = { ...first, go: undefined, csharp: { ...first.csharp, line: 1, endLine: 200 } };
    const findings = FULL.findings.slice(0, 1).map((finding) => ({ ...finding, focus: 150 }));
    const { go: _, ...withoutGo } = long;
    const page = html({ ...EMPTY, rows: [withoutGo], findings }, () => lines);
    expect(page).toContain('line 24\n<span class="gap">⋯</span>\n<span class="number">149</span>line 149');
    expect(page).toContain('173 lines not shown');
    expect(page).not.toContain('line 152');
  });

  test('many rows start folded', () => {
    expect(page).toContain('<details class="item" id="feature-955" open>');
    expect(html(manyFindings(500), textOf)).not.toContain(' open>');
  });

  test('a long line is cut', () => {
    const page = html({ ...FULL, findings: FULL.findings.slice(5) }, () => '\n'.repeat(14) + 'x'.repeat(5000));
    expect(page).toContain(`${'x'.repeat(400)}…</pre>`);
  });
});
