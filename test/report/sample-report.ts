import type { Finding, Location } from '../../src/model/finding.js';
import type { Row } from '../../src/model/row.js';
import type { Place, Report, RowResult, RuleInfo, TextOf } from '../../src/report/report.js';

export const GO = 'golang/nats-server/server/filestore.go';
export const CS = 'dotnet/src/Server/JetStreamFileStore.cs';
export const TESTS = 'dotnet/tests/JetStreamFileStoreTests.cs';

const FILES: Readonly<Record<string, string>> = {
  [GO]: [
    'package server',
    '',
    'func (fs *fileStore) lockAllMsgBlocks() {',
    '\tfor _, mb := range fs.blks {',
    '\t\tmb.mu.Lock()',
    '\t}',
    '}',
    '',
    'func (fs *fileStore) unlockAllMsgBlocks() {',
    '\tfor _, mb := range fs.blks {',
    '\t\tmb.mu.Unlock()',
    '\t}',
    '}',
    '',
  ].join('\n'),
  [CS]: [
    'namespace Server;',
    '',
    'public sealed class JetStreamFileStore',
    '{',
    '\tprivate void LockAllMsgBlocks()',
    '\t{',
    '\t}',
    '',
    '\tprivate void UnlockAllMsgBlocks()',
    '\t{',
    '\t\t// port of unlockAllMsgBlocks',
    '\t\tvar blocks = _blocks;',
    '\t\tthrow new NotImplementedException("UnlockAllMsgBlocks");',
    '\t}',
    '}',
    '',
  ].join('\r\n'),
  [TESTS]: '[Fact]\npublic void LocksAll() => Assert.True(true);\n',
};

export const textOf: TextOf = (file) => FILES[file];

export function place(symbol: string, file: string, line: number, endLine: number): Place {
  return { symbol, file, line, endLine };
}

export function row(kind: Row['kind'], id: number, name: string, extra: Partial<Row> = {}): Row {
  const [goClass = '', goMethod = ''] = name.split('.');
  return {
    kind,
    id,
    item: `${kind}/${id}`,
    module: 8,
    name,
    goFile: 'server/filestore.go',
    goClass,
    goMethod,
    goLine: undefined,
    goLineCount: undefined,
    status: 'verified',
    dotnetProject: 'Server',
    dotnetClass: 'JetStreamFileStore',
    dotnetMethod: goMethod.replace(/^./, (first) => first.toUpperCase()),
    notes: '',
    dependsOn: [],
    ...extra,
  };
}

export function finding(rule: string, item: string, message: string, location: Location, extra: Partial<Finding> = {}): Finding {
  const fingerprint = '0123456789abcdef0123456789abcdef';
  return { rule, level: 'error', item, title: '', status: 'verified', message, location, related: [], fingerprint, ...extra };
}

export function rule(id: string, extra: Partial<RuleInfo> = {}): RuleInfo {
  const summary = `What ${id} finds.`;
  const markdown = `# ${id}\n\nA longer description\nof ${id}.\n\n## How to fix\n\nPort it.\n`;
  return { id, level: 'error', defaultLevel: 'error', category: 'body', summary, markdown, precision: 'high', ...extra };
}

export const EMPTY: Report = {
  tool: { name: 'parity', version: '0.1.0', informationUri: 'https://github.com/example/parity' },
  scope: { id: 'batch-11', label: 'batch 11 (FileStore Init)', candidates: true },
  rows: [],
  findings: [],
  rules: [rule('empty-body')],
  digests: { rows: 'a1', sources: 'b2', rules: 'c3', config: 'd4' },
  sources: { go: { files: 250, routines: 9000, unreadable: 0 }, csharp: { files: 577, routines: 8000, unreadable: 0 } },
};

const rows: readonly RowResult[] = [
  {
    row: row('feature', 955, 'fileStore.lockAllMsgBlocks'),
    state: 'paired',
    go: place('fileStore.lockAllMsgBlocks', GO, 3, 7),
    csharp: place('JetStreamFileStore.LockAllMsgBlocks', CS, 5, 7),
    evidence: ['same name'],
  },
  {
    row: row('feature', 956, 'fileStore.unlockAllMsgBlocks', { status: 'complete' }),
    state: 'paired',
    go: place('fileStore.unlockAllMsgBlocks', GO, 9, 13),
    csharp: place('JetStreamFileStore.UnlockAllMsgBlocks', CS, 9, 14),
    evidence: [],
  },
  {
    row: row('feature', 957, 'fileStore.recoverMsgs'),
    state: 'missing-csharp',
    evidence: [],
  },
  { row: row('feature', 958, 'fileStore.purge', { status: 'deferred' }), state: 'not-judged', evidence: [] },
  { row: row('feature', 959, 'fileStore.compact'), state: 'paired', evidence: [] },
  {
    row: row('test', 351, 'TestFileStoreLock', { dotnetClass: 'JetStreamFileStoreTests', dotnetMethod: 'LocksAll' }),
    state: 'paired',
    csharp: place('JetStreamFileStoreTests.LocksAll', TESTS, 1, 2),
    evidence: [],
  },
];

const goSpot = (line: number) => ({ file: GO, line, column: 22, endColumn: 38, message: 'The Go function.' });

/** Two rows with findings of each sort, one missing, one deferred, one clean, a test and a file. */
export const FULL: Report = {
  ...EMPTY,
  rows,
  findings: [
    finding(
      'empty-body',
      'feature/955',
      '`JetStreamFileStore.LockAllMsgBlocks` has an empty body; `fileStore.lockAllMsgBlocks` has 3 statements. Port it, or set the row back to `deferred` with a reason.',
      { file: CS, line: 5, column: 15, endColumn: 31 },
      { title: 'fileStore.lockAllMsgBlocks', related: [goSpot(3)] },
    ),
    finding(
      'not-implemented',
      'feature/956',
      '`JetStreamFileStore.UnlockAllMsgBlocks` throws NotImplementedException.',
      { file: CS, line: 9, column: 15, endColumn: 33 },
      { title: 'fileStore.unlockAllMsgBlocks', status: 'complete', focus: 13, related: [goSpot(9)] },
    ),
    finding(
      'thin-body',
      'feature/956',
      '`JetStreamFileStore.UnlockAllMsgBlocks` calls far less than Go.',
      { file: CS, line: 9, column: 15, endColumn: 33 },
      { level: 'warning', title: 'fileStore.unlockAllMsgBlocks', status: 'complete', related: [goSpot(9)] },
    ),
    finding(
      'missing-counterpart',
      'feature/957',
      'No member `JetStreamFileStore.RecoverMsgs`. Port it, or correct the mapping.',
      { file: CS, line: 3, column: 21, endColumn: 39 },
      {
        title: 'fileStore.recoverMsgs',
        related: [{ file: CS, line: 9, column: 15, endColumn: 33, message: 'A near miss: `JetStreamFileStore.UnlockAllMsgBlocks`' }],
      },
    ),
    finding('always-pass-assertion', 'test/351', 'Every assertion of `JetStreamFileStoreTests.LocksAll` passes whatever the code does.', {
      file: TESTS,
      line: 2,
      column: 13,
      endColumn: 21,
    }),
    finding(
      'parse-error',
      `file/${CS}`,
      'Line 15 did not parse.',
      { file: CS, line: 15, column: 1, endColumn: 2 },
      { level: 'note', status: undefined },
    ),
  ],
  rules: [
    rule('always-pass-assertion', { category: 'test' }),
    rule('empty-body'),
    rule('missing-counterpart', { category: 'mapping', precision: 'very-high' }),
    rule('not-implemented'),
    rule('parse-error', { category: 'house', level: 'note', defaultLevel: 'warning' }),
    rule('thin-body', { level: 'warning', defaultLevel: 'warning', precision: 'medium' }),
  ],
  sources: { go: { files: 250, routines: 9000, unreadable: 0 }, csharp: { files: 577, routines: 8000, unreadable: 1 } },
  target: 'verified',
  verdict: { allowed: false, refused: ['feature/955', 'feature/956', 'feature/957', 'test/351'] },
};

const EVIL = '\u001b]0;x\u0007\u202e\u009b31m\ud800\u2028\n\tname';

/** Names and paths that would act on a terminal, break a link, or are no URI. */
export const HOSTILE: Report = {
  ...FULL,
  rows: [
    {
      row: row('feature', 1, `queue.${EVIL}`),
      state: 'paired',
      go: place('ipQueue[T].push', GO, 3, 7),
      csharp: place(`Q.${EVIL}`, `dotnet/a b#c%d/ü\u202e.cs`, 1, 1),
      evidence: [EVIL],
    },
  ],
  findings: [
    finding(
      'empty-body',
      'feature/1',
      `\`ipQueue[T].push\` and handlers[0](1) and {0} { } in ${EVIL}.`,
      { file: `dotnet/a b#c%d/ü\u202e.cs`, line: 1, column: 1, endColumn: 2 },
      { title: `queue.${EVIL}`, related: [goSpot(3), { ...goSpot(200), message: EVIL }] },
    ),
    finding(
      'empty-body',
      'file/\ud800:x',
      EVIL,
      { file: '\ud800:x', line: 1, column: 1, endColumn: 9 },
      { status: undefined, title: EVIL },
    ),
  ],
  scope: { id: 'all', label: EVIL, candidates: false },
};

/** Source text for `HOSTILE`: its one C# file is hostile too. */
export const hostileTextOf: TextOf = (file) => (file.startsWith('dotnet/a b') ? `x${EVIL}\n` : textOf(file));

/** What would be markup, a link, a mention or a command in some format, and ends every quoting there is. */
export const MARKUP_NAME =
  '<img src=x onerror="a(\'b\')">]]>--></pre></details>`` | @team #1 :tada: https://x.example **b** %0A::error::c,d:e';

export const MARKUP: Report = {
  ...FULL,
  rows: [
    {
      row: row('feature', 1, MARKUP_NAME, { dotnetClass: MARKUP_NAME, goClass: MARKUP_NAME }),
      state: 'paired',
      go: place(MARKUP_NAME, GO, 3, 7),
      csharp: place(MARKUP_NAME, 'src/<b>.cs', 1, 1),
      evidence: [MARKUP_NAME],
    },
  ],
  findings: [
    finding(
      'empty-body',
      'feature/1',
      `\`${MARKUP_NAME}\` and ${MARKUP_NAME}.`,
      { file: 'src/<b>.cs', line: 1, column: 1, endColumn: 5 },
      { title: MARKUP_NAME, related: [{ ...goSpot(300), message: MARKUP_NAME }] },
    ),
    finding(
      'parse-error',
      `file/${MARKUP_NAME}`,
      MARKUP_NAME,
      { file: MARKUP_NAME, line: 1, column: 1, endColumn: 2 },
      { status: undefined },
    ),
  ],
  scope: { id: 'all', label: MARKUP_NAME, candidates: false },
  verdict: {
    allowed: false,
    refused: ['feature/1'],
    problems: [MARKUP_NAME],
    reasons: [{ item: 'feature/1', reasons: [MARKUP_NAME] }],
  },
  suppressed: [
    {
      finding: finding('thin-body', 'feature/1', MARKUP_NAME, { file: GO, line: 3, column: 1, endColumn: 2 }),
      kind: 'inSource',
      reason: MARKUP_NAME,
    },
  ],
};

/** Source text for `MARKUP`. */
export const markupTextOf: TextOf = (file) => (file.endsWith('.go') ? textOf(file) : `${MARKUP_NAME}\n`);

/** A report of many findings, each of a row of its own. */
export function manyFindings(amount: number): Report {
  const numbers = Array.from({ length: amount }, (_, index) => index + 1);
  return {
    ...EMPTY,
    rows: numbers.map((id) => ({ row: row('feature', id, `fileStore.f${id}`), state: 'paired', evidence: [] })),
    findings: numbers.map((id) =>
      finding(
        'empty-body',
        `feature/${id}`,
        `\`JetStreamFileStore.F${id}\` has an empty body.`,
        { file: CS, line: 5, column: 15, endColumn: 31 },
        { title: `fileStore.f${id}`, level: id % 2 === 0 ? 'error' : 'warning' },
      ),
    ),
  };
}
