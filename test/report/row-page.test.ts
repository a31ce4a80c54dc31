import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/model/evidence.js';
import type { Report } from '../../src/report/report.js';
import { type RowPage, rowJson } from '../../src/report/row-page.js';
import { type RowTextOptions, rowText } from '../../src/report/row-text.js';
import { EMPTY, FULL, HOSTILE, hostileTextOf, MARKUP, markupTextOf, row, rule, textOf } from './sample-report.js';

function pageOf(report: Report, item: string, extra: Partial<RowPage> = {}): RowPage {
  const result = report.rows.find((each) => each.row.item === item);
  if (!result) throw new Error(`The sample has no ${item}.`);
  const side = (place: typeof result.go) => (place ? { members: [place], problem: '' } : { members: [], problem: 'it is not there' });
  return {
    report: { ...report, rows: [result], findings: report.findings.filter((finding) => finding.item === item) },
    result,
    go: side(result.go),
    csharp: side(result.csharp),
    batches: [{ id: 11, name: 'FileStore Init' }],
    dependsOn: [],
    dependents: [row('test', 351, 'TestFileStoreLock')],
    overrides: [],
    evidence: [],
    ...extra,
  };
}

const PAGE = pageOf(FULL, 'feature/956');
const plain = (page: RowPage, options: Partial<RowTextOptions> = {}) => rowText(page, textOf, { color: false, ...options });

test('piped: one side below the other, lines whole, findings with what to do', () => {
  expect(plain(PAGE)).toMatchInlineSnapshot(`
    "feature/956 fileStore.unlockAllMsgBlocks  complete
      Go         server/filestore.go fileStore.unlockAllMsgBlocks
      C#         Server JetStreamFileStore.UnlockAllMsgBlocks
      batches    11 FileStore Init
      tested by  test/351 TestFileStoreLock (verified)

    Go  golang/nats-server/server/filestore.go:9-13
       9 | func (fs *fileStore) unlockAllMsgBlocks() {
      10 |     for _, mb := range fs.blks {
      11 |         mb.mu.Unlock()
      12 |     }
      13 | }

    C#  dotnet/src/Server/JetStreamFileStore.cs:9-14
    >  9 |     private void UnlockAllMsgBlocks()
      10 |     {
      11 |         // port of unlockAllMsgBlocks
      12 |         var blocks = _blocks;
    > 13 |         throw new NotImplementedException("UnlockAllMsgBlocks");
      14 |     }

      error[not-implemented]: \`JetStreamFileStore.UnlockAllMsgBlocks\` throws NotImplementedException.
        --> dotnet/src/Server/JetStreamFileStore.cs:13
        How to fix: Port it.

      warning[thin-body]: \`JetStreamFileStore.UnlockAllMsgBlocks\` calls far less than Go.
        --> dotnet/src/Server/JetStreamFileStore.cs:9
        How to fix: Port it.
    "
  `);
});

test('on a wide terminal: side by side', () => {
  const printed = plain(PAGE, { width: 120 });
  expect(printed.slice(printed.indexOf('\n\n') + 2, printed.indexOf('\n\n  error'))).toMatchInlineSnapshot(`
    "Go  golang/nats-server/server/filestore.go:9-13    | C#  dotnet/src/Server/JetStreamFileStore.cs:9-14
       9 | func (fs *fileStore) unlockAllMsgBlocks() { | >  9 | private void UnlockAllMsgBlocks()
      10 |     for _, mb := range fs.blks {            |   10 | {
      11 |         mb.mu.Unlock()                      |   11 |     // port of unlockAllMsgBlocks
      12 |     }                                       |   12 |     var blocks = _blocks;
      13 | }                                           | > 13 |     throw new NotImplementedException("UnlockAllMsgBlocks");
                                                       |   14 | }"
  `);
});

test('on a narrow terminal: as when piped', () => {
  expect(plain(PAGE, { width: 100 })).toBe(plain(PAGE));
  expect(plain(PAGE, { width: 119 })).not.toContain(' | Go');
});

describe('columns', () => {
  const long = (file: string) => (file.endsWith('.go') ? textOf(file) : `${'\n'.repeat(8)}\tvoid 漢字${'x'.repeat(300)}\n{\n}\n`);

  test('a long line is broken, nothing of it is lost, and no line is wider than the terminal', () => {
    const printed = rowText(PAGE, long, { color: false, width: 120 });
    const code = printed.slice(printed.indexOf('Go  golang'), printed.indexOf('\n\n  error'));
    expect(code.match(/x/g)).toHaveLength(300);
    for (const line of code.split('\n')) expect(line.replace(/[漢字]/g, '__').length).toBeLessThanOrEqual(120);
    const separators = code.split('\n').map((line) => line.replace(/[漢字]/g, '__').indexOf('|', 50));
    expect(new Set(separators.filter((at) => at >= 0)).size).toBe(1);
  });

  test('colour changes no character', () => {
    for (const width of [undefined, 120]) {
      const colored = rowText(PAGE, textOf, { color: true, width });
      expect(colored).toContain('\u001b[31m');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the reporter itself
      expect(colored.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(plain(PAGE, { width }));
    }
  });
});

test('a side that is missing says why; several members stand below each other', () => {
  expect(plain(pageOf(FULL, 'feature/957'))).toContain('Go\n  it is not there\n\nC#\n  it is not there\n');
  const [first] = PAGE.csharp.members;
  if (!first) throw new Error('The sample has no member.');
  const two = plain({ ...PAGE, csharp: { members: [first, { ...first, line: 5, endLine: 7 }], problem: '' } });
  expect(two.match(/^C# {2}dotnet/gm)).toHaveLength(2);
});

test('what the database says of the row', () => {
  const promotion = { createdAt: '2026-03-01 10:00:00', report: 'reports/a.json' } as Evidence['promotion'];
  const evidence = {
    status: 'complete',
    results: ['test/351: 3 passed'],
    promotion,
    isCurrent: true,
    isIntact: true,
    isWithdrawn: true,
  } as unknown as Evidence;
  const override = { auditStatus: 'stub', requestedStatus: 'verified', comment: 'trust me', createdAt: '2026-01-01' };
  const page = pageOf(FULL, 'feature/955', { evidence: [evidence], overrides: [override], dependsOn: [row('feature', 1, 'a.b')] });
  const printed = plain(page);
  expect(printed).toContain('  promoted    complete 2026-03-01, withdrawn; reports/a.json; test/351: 3 passed\n');
  expect(printed).toContain('  override    stub -> verified: trust me\n');
  expect(printed).toContain('  depends on  feature/1 a.b (verified)\n');
  expect(JSON.parse(rowJson(page, textOf)).evidence).toEqual([
    {
      status: 'complete',
      createdAt: '2026-03-01 10:00:00',
      report: 'reports/a.json',
      results: ['test/351: 3 passed'],
      isCurrent: true,
      isIntact: true,
      isWithdrawn: true,
    },
  ]);
});

test('no findings, and what is accepted', () => {
  const [waived] = FULL.findings;
  if (!waived) throw new Error('The sample has no finding.');
  const report = { ...EMPTY, rows: FULL.rows, suppressed: [{ finding: waived, kind: 'inSource' as const, reason: 'Go locks elsewhere.' }] };
  expect(plain(pageOf(report, 'feature/955'))).toMatch(/\n\nno findings\n\n {4}accepted: empty-body: Go locks elsewhere\.\n$/);
});

test('JSON has both sources, and the fix with each finding', () => {
  const page = JSON.parse(rowJson({ ...PAGE, report: { ...PAGE.report, rules: [rule('not-implemented')] } }, textOf));
  expect(Object.keys(page)).toEqual([
    'version',
    'row',
    'sources',
    'problems',
    'batches',
    'dependsOn',
    'dependents',
    'overrides',
    'evidence',
    'findings',
  ]);
  expect(page.row).toMatchObject({ item: 'feature/956', state: 'paired', notes: '' });
  expect(page.sources.go[0]).toMatchObject({ line: 9, endLine: 13, symbol: 'fileStore.unlockAllMsgBlocks' });
  expect(page.sources.csharp[0].text).toHaveLength(6);
  expect(page.sources.csharp[0].text[4]).toBe('\t\tthrow new NotImplementedException("UnlockAllMsgBlocks");');
  expect(page.findings.map(({ rule, fix }: { rule: string; fix: string | null }) => [rule, fix])).toEqual([
    ['not-implemented', 'Port it.'],
    ['thin-body', null],
  ]);
});

test.each([undefined, 160])('nothing of the sources or the database acts on the terminal (%s)', (width) => {
  expect(rowText(pageOf(HOSTILE, 'feature/1'), hostileTextOf, { color: false, width })).toMatch(/^[\n -~ü]+$/);
  expect(rowJson(pageOf(HOSTILE, 'feature/1'), hostileTextOf)).toMatch(/^[\n -~ü\ufffd]+$/);
  expect(rowText(pageOf(MARKUP, 'feature/1'), markupTextOf, { color: false, width })).toMatch(/^[\n -~]+$/);
});
