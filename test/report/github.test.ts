import { expect, test } from 'vitest';
import { github } from '../../src/report/github.js';
import { EMPTY, FULL, HOSTILE, MARKUP } from './sample-report.js';

test('a command for each finding, and the headline', () => {
  expect(github(FULL).split('\n')).toEqual([
    '::error file=dotnet/src/Server/JetStreamFileStore.cs,line=5,col=15,endColumn=31,title=empty-body (feature/955 fileStore.lockAllMsgBlocks)::`JetStreamFileStore.LockAllMsgBlocks` has an empty body; `fileStore.lockAllMsgBlocks` has 3 statements. Port it, or set the row back to `deferred` with a reason.%0AThe Go function: golang/nats-server/server/filestore.go:3',
    '::error file=dotnet/src/Server/JetStreamFileStore.cs,line=13,title=not-implemented (feature/956 fileStore.unlockAllMsgBlocks)::`JetStreamFileStore.UnlockAllMsgBlocks` throws NotImplementedException.%0AThe Go function: golang/nats-server/server/filestore.go:9',
    expect.stringMatching(/^::warning .*title=thin-body/),
    expect.stringMatching(/^::error .*%0AA near miss: `JetStreamFileStore/),
    expect.stringMatching(/^::error file=dotnet\/tests\/JetStreamFileStoreTests\.cs,line=2,/),
    '::notice file=dotnet/src/Server/JetStreamFileStore.cs,line=15,col=1,endColumn=2,title=parse-error::Line 15 did not parse.',
    'parity: batch 11 (FileStore Init): 4 errors, 1 warning, 1 note; 5 rows judged, 4 with findings, 1 clean',
    '',
  ]);
  expect(github(EMPTY)).toBe('parity: batch 11 (FileStore Init): no rows, nothing was judged\n');
});

test.each([
  ['hidden characters', HOSTILE],
  ['commands', MARKUP],
])('a name with %s ends no command and begins none', (_, report) => {
  const lines = github(report).trimEnd().split('\n');
  expect(lines).toHaveLength(report.findings.length + 1);
  for (const line of lines.slice(0, -1)) {
    const [, properties = '', message = ''] = /^::(?:error|notice|warning) (.*?)::(.*)$/.exec(line) ?? [];
    expect(properties.split(',').map((property) => property.split('=')[0])).toEqual(['file', 'line', 'col', 'endColumn', 'title']);
    expect(properties).not.toMatch(/[:\r]|%(?!25|3A|2C|0A|0D)/);
    expect(message).toMatch(/^[ -~ü]+$/);
  }
  expect(lines.at(-1)).toMatch(/^parity: /);
});
