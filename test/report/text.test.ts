import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Report, TextOf } from '../../src/report/report.js';
import { type TextOptions, text } from '../../src/report/text.js';
import { CS, EMPTY, FULL, finding, HOSTILE, hostileTextOf, place, row, textOf } from './sample-report.js';

const plain = (report: Report, options: Partial<TextOptions> = {}, source: TextOf = textOf) =>
  text(report, source, { color: false, width: 80, ...options });

/** What the reader sees of one finding in one C# file. */
function frameOf(source: string, location: { line?: number; column: number; endColumn: number }, extra: Partial<Finding> = {}): string {
  const spot = { file: 'A.cs', line: 1, ...location };
  const rows = [
    { row: row('feature', 1, 'a.b'), state: 'paired' as const, csharp: place('A.B', 'A.cs', 1, source.split('\n').length), evidence: [] },
  ];
  const report = { ...EMPTY, rows, findings: [finding('empty-body', 'feature/1', 'A message.', spot, extra)] };
  const printed = text(report, () => source, { color: false, width: 60 });
  return printed.slice(printed.indexOf('-->') - 3, printed.indexOf('\n\nbatch 11'));
}

test('rows with findings, files last, then a summary to act on', () => {
  expect(plain(FULL)).toMatchInlineSnapshot(`
    "feature/955 fileStore.lockAllMsgBlocks  verified
      -> JetStreamFileStore.LockAllMsgBlocks

      error[empty-body]: \`JetStreamFileStore.LockAllMsgBlocks\` has an empty body;
        \`fileStore.lockAllMsgBlocks\` has 3 statements. Port it, or set the row back
        to \`deferred\` with a reason.
       --> dotnet/src/Server/JetStreamFileStore.cs:5:15
       5 |     private void LockAllMsgBlocks()
         |                  ^^^^^^^^^^^^^^^^
       6 |     {
       7 |     }

      Go: fileStore.lockAllMsgBlocks
       --> golang/nats-server/server/filestore.go:3-7
       3 | func (fs *fileStore) lockAllMsgBlocks() {
       4 |     for _, mb := range fs.blks {
       5 |         mb.mu.Lock()
         | ... 2 more lines

    feature/956 fileStore.unlockAllMsgBlocks  complete
      -> JetStreamFileStore.UnlockAllMsgBlocks

      error[not-implemented]: \`JetStreamFileStore.UnlockAllMsgBlocks\` throws
        NotImplementedException.
       --> dotnet/src/Server/JetStreamFileStore.cs:13:3
       9 |     private void UnlockAllMsgBlocks()
     ...
      12 |         var blocks = _blocks;
      13 |         throw new NotImplementedException("UnlockAllMsgBlocks");
         |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      14 |     }

      warning[thin-body]: \`JetStreamFileStore.UnlockAllMsgBlocks\` calls far less
        than Go.
       --> dotnet/src/Server/JetStreamFileStore.cs:9:15
       9 |     private void UnlockAllMsgBlocks()
         |                  ^^^^^^^^^^^^^^^^^^
      10 |     {
      11 |         // port of unlockAllMsgBlocks

      Go: fileStore.unlockAllMsgBlocks
       --> golang/nats-server/server/filestore.go:9-13
       9 | func (fs *fileStore) unlockAllMsgBlocks() {
      10 |     for _, mb := range fs.blks {
      11 |         mb.mu.Unlock()
         | ... 2 more lines

    feature/957 fileStore.recoverMsgs  verified
      -> JetStreamFileStore.RecoverMsgs (missing)

      error[missing-counterpart]: No member \`JetStreamFileStore.RecoverMsgs\`. Port
        it, or correct the mapping.
       --> dotnet/src/Server/JetStreamFileStore.cs:3:21
       3 | public sealed class JetStreamFileStore
         |                     ^^^^^^^^^^^^^^^^^^
         = A near miss: \`JetStreamFileStore.UnlockAllMsgBlocks\`:
           dotnet/src/Server/JetStreamFileStore.cs:9:15

    test/351 TestFileStoreLock  verified  -> JetStreamFileStoreTests.LocksAll

      error[always-pass-assertion]: Every assertion of
        \`JetStreamFileStoreTests.LocksAll\` passes whatever the code does.
       --> dotnet/tests/JetStreamFileStoreTests.cs:2:13
       2 | public void LocksAll() => Assert.True(true);
         |             ^^^^^^^^

    dotnet/src/Server/JetStreamFileStore.cs

      note[parse-error]: Line 15 did not parse.
       --> dotnet/src/Server/JetStreamFileStore.cs:15:1
      15 | }
         | ^

    batch 11 (FileStore Init): 4 errors, 1 warning, 1 note; 5 rows judged, 4 with
    findings, 1 clean

      rule                   level    findings  rows
      always-pass-assertion  error           1     1
      empty-body             error           1     1
      missing-counterpart    error           1     1
      not-implemented        error           1     1
      thin-body              warning         1     1
      parse-error            note            1     1

      promotion to verified: refused for feature/955, feature/956, feature/957,
        test/351
      rows: 1 without a C# member
      1 row not judged, as the status claims nothing: 1 deferred
      1 of 577 C# files did not parse in full

    Next: parity show 955            Go and C# side by side
          parity explain empty-body  why this is a finding, and how to fix it
    "
  `);
});

describe('without findings', () => {
  const [, , , deferred, clean] = FULL.rows;
  test.each([
    ['no rows', [], 'batch 11 (FileStore Init): no rows, nothing was judged\n'],
    ['a clean row', [clean], 'batch 11 (FileStore Init): 1 row judged, no findings\n'],
    [
      'only rows that are not judged',
      [deferred],
      'batch 11 (FileStore Init): no row judged, no findings\n\n  1 row not judged, as the status claims nothing: 1 deferred\n',
    ],
  ])('%s', (_, rows, expected) => {
    expect(plain({ ...EMPTY, rows: rows.filter((result) => result !== undefined) })).toBe(expected);
  });

  test('a promotion that is allowed, and what is accepted, is said', () => {
    const accepted = { inSource: 2, external: 1 };
    expect(
      plain({ ...EMPTY, rows: FULL.rows.slice(4), target: 'stub', verdict: { allowed: true, refused: [] }, accepted }),
    ).toMatchInlineSnapshot(`
      "batch 11 (FileStore Init): 2 rows judged, no findings

        promotion to stub: allowed
        findings accepted: 2 by a waiver, 1 by the baseline
      "
    `);
  });
});

test('quiet: errors only, and one line of summary', () => {
  const printed = plain(FULL, { quiet: true, width: 140 });
  expect(printed).not.toMatch(/warning\[|note\[/);
  expect(printed.split('\n\n').at(-1)).toBe(
    'batch 11 (FileStore Init): 4 errors, 1 warning, 1 note; 5 rows judged, 4 with findings, 1 clean\n',
  );
  expect(plain({ ...FULL, findings: FULL.findings.slice(5) }, { quiet: true })).toBe(
    'batch 11 (FileStore Init): 1 note; 5 rows judged, 0 with findings, 5 clean\n',
  );
});

describe('code frames', () => {
  test('tabs are expanded, and the mark stays below the name', () => {
    expect(frameOf('\tvoid\tB() { }', { column: 7, endColumn: 8 })).toMatchInlineSnapshot(`
      "   --> A.cs:1:7
         1 |     void    B() { }
           |             ^"
    `);
  });

  test('wide characters keep the mark in place', () => {
    expect(frameOf('/* 漢字😀é */ void B() { }', { column: 18, endColumn: 19 })).toMatchInlineSnapshot(`
      "   --> A.cs:1:18
         1 | /* 漢字😀é */ void B() { }
           |                    ^"
    `);
  });

  test('a long line is cut around the mark', () => {
    const long = `${'a'.repeat(100)} void B() ${'z'.repeat(100)}`;
    expect(frameOf(long, { column: 107, endColumn: 108 })).toMatchInlineSnapshot(`
      "   --> A.cs:1:107
         1 | …aaaaaaaaaa void B() zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…
           |                  ^"
    `);
    expect(frameOf(long, { column: 1, endColumn: 150 })).toMatchInlineSnapshot(`
      "   --> A.cs:1:1
         1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
    `);
    expect(frameOf(long, { column: 200, endColumn: 211 })).toMatchInlineSnapshot(`
      "   --> A.cs:1:200
         1 | …zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz
           |                                           ^^^^^^^^^^^"
    `);
  });

  test('a focus before the name, as of an attribute', () => {
    expect(frameOf('[Fact(Skip = "x")]\nvoid B()\n{\n}', { line: 2, column: 6, endColumn: 7 }, { focus: 1 })).toMatchInlineSnapshot(`
      "   --> A.cs:1:1
         1 | [Fact(Skip = "x")]
           | ^^^^^^^^^^^^^^^^^^
         2 | void B()"
    `);
  });

  test('a line that the file does not have, and a file that is not known', () => {
    expect(frameOf('void B() { }', { line: 9, column: 1, endColumn: 2 })).toBe('   --> A.cs:9:1');
    expect(plain(FULL, {}, () => undefined)).not.toMatch(/ \| /);
  });
});

test('nothing of the sources or the database acts on the terminal', () => {
  expect(plain(HOSTILE, {}, hostileTextOf)).toMatch(/^[\n -~ü]+$/);
  const colored = text(HOSTILE, hostileTextOf, { color: true, width: 80 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the reporter itself
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain(HOSTILE, {}, hostileTextOf));
});

test.each([80, 100, 140])('nothing is wider than %i columns', (width) => {
  const tooWide = plain(FULL, { width })
    .split('\n')
    .filter((line) => line.length > width);
  expect(tooWide).toEqual([]);
});

test('colour changes no character', () => {
  const colored = text(FULL, textOf, { color: true, width: 80 });
  expect(colored).toContain('\u001b[31merror\u001b[39m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the reporter itself
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain(FULL));
});

test.each([
  ['red for an error', FULL, 31],
  ['yellow for less', { ...EMPTY, findings: FULL.findings.slice(5) }, 33],
  ['green for a clean row', { ...EMPTY, rows: FULL.rows.slice(4) }, 32],
  ['yellow if nothing was judged', EMPTY, 33],
  ['red for a refusal without a finding', { ...EMPTY, rows: FULL.rows.slice(4), verdict: { allowed: false, refused: [] } }, 31],
])('the headline is %s', (_, report, code) => {
  expect(text(report, textOf, { color: true })).toContain(`\u001b[${code}mbatch 11`);
});

test('many refused rows are counted, not listed', () => {
  const refused = Array.from({ length: 7 }, (_, index) => `feature/${index}`);
  expect(plain({ ...FULL, verdict: { allowed: false, refused } }, { width: 140 })).toContain(
    'promotion to verified: refused for feature/0, feature/1, feature/2, feature/3, feature/4 and 2 more',
  );
});

test('the command to go on with finds the same port', () => {
  expect(plain(FULL, { given: '--root ../port' })).toContain('\nNext: parity show 955 --root ../port  Go and C# side by side\n');
});

test('only files have findings: there is no row to show', () => {
  const printed = plain({ ...EMPTY, findings: FULL.findings.slice(5) });
  expect(printed).toContain(`${CS}\n\n  note[parse-error]: Line 15 did not parse.`);
  expect(printed).toContain('\nNext: parity explain parse-error ');
  expect(printed).not.toContain('parity show');
});
