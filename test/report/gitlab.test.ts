import { expect, test } from 'vitest';
import { gitlab } from '../../src/report/gitlab.js';
import { CS, EMPTY, FULL, HOSTILE } from './sample-report.js';

test('an entry is what GitLab needs', () => {
  const entries = JSON.parse(gitlab(FULL));
  expect(entries[1]).toEqual({
    description: 'feature/956 fileStore.unlockAllMsgBlocks: `JetStreamFileStore.UnlockAllMsgBlocks` throws NotImplementedException.',
    check_name: 'not-implemented',
    fingerprint: '0123456789abcdef0123456789abcdef-2',
    severity: 'major',
    location: { path: CS, lines: { begin: 13 } },
  });
  expect(entries.map(({ severity }: { severity: string }) => severity)).toEqual(['major', 'major', 'minor', 'major', 'major', 'info']);
  expect(entries[5].description).toBe('Line 15 did not parse.');
});

test('no two entries have one fingerprint', () => {
  const entries: { fingerprint: string }[] = JSON.parse(gitlab(FULL));
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(FULL.findings.length);
});

test('without findings it is an empty list; hostile names are text', () => {
  expect(JSON.parse(gitlab(EMPTY))).toEqual([]);
  expect(gitlab(HOSTILE)).toMatch(/^[\n -~\ufffdü]+$/);
});
