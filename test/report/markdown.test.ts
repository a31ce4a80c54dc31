import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { markdown } from '../../src/report/markdown.js';
import { EMPTY, FULL, finding, HOSTILE, hostileTextOf, MARKUP, manyFindings, markupTextOf, row, textOf } from './sample-report.js';

test('counts, rules, remarks, then the rows, the worst first, folded', () => {
  const printed = markdown(FULL, textOf);
  expect(printed.slice(0, printed.indexOf('<details><summary>❌ <b>feature/956'))).toMatchInlineSnapshot(`
    "## parity: batch 11 (FileStore Init): 4 errors, 1 warning, 1 note; 5 rows judged, 4 with findings, 1 clean

    | level | rule | findings | rows |
    | --- | --- | ---: | ---: |
    | ❌ error | \`always-pass-assertion\` | 1 | 1 |
    | ❌ error | \`empty-body\` | 1 | 1 |
    | ❌ error | \`missing-counterpart\` | 1 | 1 |
    | ❌ error | \`not-implemented\` | 1 | 1 |
    | ⚠️ warning | \`thin-body\` | 1 | 1 |
    | ℹ️ note | \`parse-error\` | 1 | 1 |

    - promotion to verified: refused for feature/955, feature/956, feature/957, test/351
    - rows: 1 without a C# member
    - 1 row not judged, as the status claims nothing: 1 deferred
    - 1 of 577 C# files did not parse in full

    <details><summary>❌ <b>feature/955</b> <code>fileStore.lockAllMsgBlocks</code> <code>verified</code> → <code>JetStreamFileStore.LockAllMsgBlocks</code>: empty-body</summary>

    **error** \`empty-body\` \`JetStreamFileStore.LockAllMsgBlocks\` has an empty body; \`fileStore.lockAllMsgBlocks\` has 3 statements. Port it, or set the row back to \`deferred\` with a reason.

    \`dotnet/src/Server/JetStreamFileStore.cs:5\`

    \`\`\`csharp
    	private void LockAllMsgBlocks()
    	{
    	}
    \`\`\`

    Go: \`golang/nats-server/server/filestore.go:3\`

    \`\`\`go
    func (fs *fileStore) lockAllMsgBlocks() {
    	for _, mb := range fs.blks {
    		mb.mu.Lock()
    	}
    }
    \`\`\`

    </details>

    "
  `);
  expect([...printed.matchAll(/<summary>(.*)<\/summary>/g)].map(([, summary]) => summary)).toMatchInlineSnapshot(`
    [
      "❌ <b>feature/955</b> <code>fileStore.lockAllMsgBlocks</code> <code>verified</code> → <code>JetStreamFileStore.LockAllMsgBlocks</code>: empty-body",
      "❌ <b>feature/956</b> <code>fileStore.unlockAllMsgBlocks</code> <code>complete</code> → <code>JetStreamFileStore.UnlockAllMsgBlocks</code>: not-implemented, thin-body",
      "❌ <b>feature/957</b> <code>fileStore.recoverMsgs</code> <code>verified</code> → <code>JetStreamFileStore.RecoverMsgs (missing)</code>: missing-counterpart",
      "❌ <b>test/351</b> <code>TestFileStoreLock</code> <code>verified</code> → <code>JetStreamFileStoreTests.LocksAll</code>: always-pass-assertion",
      "ℹ️ <code>dotnet/src/Server/JetStreamFileStore.cs</code>: parse-error",
    ]
  `);
});

test('a focus, and a code block that leaves lines out', () => {
  expect(markdown(FULL, textOf)).toContain(
    [
      '`dotnet/src/Server/JetStreamFileStore.cs:13`',
      '',
      '```csharp',
      '\tprivate void UnlockAllMsgBlocks()',
      '…',
      '\t\tvar blocks = _blocks;',
      '\t\tthrow new NotImplementedException("UnlockAllMsgBlocks");',
      '\t}',
      '```',
    ].join('\n'),
  );
});

test('without findings it is the headline and what was not judged', () => {
  expect(markdown({ ...EMPTY, rows: FULL.rows.slice(3, 5) }, textOf)).toBe(
    '## parity: batch 11 (FileStore Init): 1 row judged, no findings\n\n- 1 row not judged, as the status claims nothing: 1 deferred\n',
  );
});

describe('names', () => {
  /** How a message of one finding is printed. */
  const messageOf = (message: string) => {
    const report = {
      ...EMPTY,
      rows: [{ row: row('feature', 1, 'a.b'), state: 'paired' as const, evidence: [] }],
      findings: [finding('empty-body', 'feature/1', message, { file: 'A.cs', line: 1, column: 1, endColumn: 2 })],
    };
    return /^\*\*error\*\* `empty-body` (.*)$/m.exec(markdown(report, () => undefined))?.[1];
  };

  test.each([
    ['`A<T>.B` is empty', '`A<T>.B` is empty'],
    ['<b>x</b> & *y* _z_ [l](u)', '\\<b\\>x\\</b\\> \\& \\*y\\* \\_z\\_ \\[l\\](u)'],
    ['a ` stray tick', 'a \\` stray tick'],
    ['ask @team about #12', 'ask `@team` about `#12`'],
    ['the C# member', 'the C# member'],
    ['see https://x.example or www.x.example', 'see `https://x.example` or `www.x.example`'],
    ['1. # - + = at the start', '1\\. \\# \\- \\+ \\= at the start'],
    ['a\n\n<script>', 'a\\\\n\\\\n\\<script\\>'],
    [':tada: a::b', '`:tada:` a::b'],
  ])('%j is words', (message, expected) => {
    expect(messageOf(message)).toBe(expected);
  });

  test('hidden characters are seen, tags are none', () => {
    expect(markdown(HOSTILE, hostileTextOf)).toMatch(/^[\n\t -~ü❌→…]+$/);
    const page = marked.parse(markdown(MARKUP, markupTextOf), { async: false });
    const tags = new Set([...page.matchAll(/<\/?\w+/g)].map(([tag]) => tag.replace(/\W+/, '')));
    const own = 'b code details h2 li p pre strong summary table tbody td th thead tr ul';
    expect([...tags].sort().join(' ')).toBe(own);
    const outsideCode = page.replace(/<code[^>]*>[\s\S]*?<\/code>/g, '');
    expect(outsideCode).not.toMatch(/@team|https:|:tada:|(?<!&)#1/);
    expect(new Set([...page.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, strong]) => strong))).toEqual(new Set(['error']));
  });

  test('a fence is longer than any run of ticks in the code', () => {
    const report = { ...FULL, findings: FULL.findings.slice(4, 5) };
    expect(markdown(report, () => 'first\n````\n')).toContain('`````csharp\n````\n`````');
  });
});

describe('room', () => {
  test('what is too long goes without code, the worst rows first, and the rest is counted', () => {
    const report = manyFindings(500);
    const printed = markdown(report, textOf, { maxLength: 20_000 });
    expect(printed.length).toBeLessThan(20_200);
    expect(printed).not.toContain('```');
    const shown = [...printed.matchAll(/<b>feature\/(\d+)<\/b>/g)].map(([, id]) => Number(id));
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.every((id) => id % 2 === 0)).toBe(true);
    const left = 500 - shown.length;
    expect(printed).toContain(`${left} more findings on ${left} more rows do not fit here`);
  });

  test('what fits has its code', () => {
    const printed = markdown(manyFindings(20), textOf);
    expect(printed.match(/```csharp/g)).toHaveLength(20);
    expect(printed).not.toContain('do not fit');
  });

  test('the default is what a comment takes', () => {
    expect(markdown(manyFindings(2000), textOf).length).toBeLessThan(65_536);
  });
});
