import { expect, test } from 'vitest';
import { json } from '../../src/report/json.js';
import { CS, EMPTY, FULL, HOSTILE } from './sample-report.js';

test('an empty report has every key, in order', () => {
  expect(json(EMPTY)).toBe(`{
  "version": 1,
  "tool": {
    "name": "parity",
    "version": "0.1.0",
    "informationUri": "https://github.com/example/parity"
  },
  "scope": {
    "id": "batch-11",
    "label": "batch 11 (FileStore Init)",
    "candidates": true
  },
  "target": null,
  "verdict": null,
  "counts": {
    "rows": 0,
    "judged": 0,
    "clean": 0,
    "withFindings": 0,
    "paired": 0,
    "missing": 0,
    "states": {
      "paired": 0,
      "missing-go": 0,
      "missing-csharp": 0,
      "ambiguous": 0,
      "unreadable": 0,
      "unmapped": 0,
      "not-judged": 0
    },
    "findings": 0,
    "byLevel": {
      "error": 0,
      "warning": 0,
      "note": 0
    },
    "byRule": {},
    "accepted": {
      "inSource": 0,
      "external": 0
    }
  },
  "sources": {
    "go": {
      "files": 250,
      "routines": 9000,
      "unreadable": 0
    },
    "csharp": {
      "files": 577,
      "routines": 8000,
      "unreadable": 0
    }
  },
  "rows": [],
  "findings": [],
  "suppressed": null,
  "digests": {
    "rows": "a1",
    "sources": "b2",
    "rules": "c3",
    "config": "d4"
  }
}
`);
});

test('rows and findings are there whole; what is not known is null', () => {
  const document = JSON.parse(json(FULL));
  expect(document.rows[0]).toEqual({
    item: 'feature/955',
    kind: 'feature',
    id: 955,
    module: 8,
    name: 'fileStore.lockAllMsgBlocks',
    status: 'verified',
    state: 'paired',
    claim: {
      go: { file: 'server/filestore.go', class: 'fileStore', method: 'lockAllMsgBlocks', line: null },
      csharp: { project: 'Server', class: 'JetStreamFileStore', method: 'LockAllMsgBlocks' },
    },
    go: { symbol: 'fileStore.lockAllMsgBlocks', file: 'golang/nats-server/server/filestore.go', line: 3, endLine: 7 },
    csharp: { symbol: 'JetStreamFileStore.LockAllMsgBlocks', file: CS, line: 5, endLine: 7 },
    evidence: ['same name'],
  });
  expect(document.rows[2]).toMatchObject({ state: 'missing-csharp', go: null, csharp: null });
  expect(document.findings[1]).toMatchObject({ rule: 'not-implemented', status: 'complete', focus: 13 });
  expect(document.findings[5]).toMatchObject({ item: `file/${CS}`, status: null, focus: null, related: [] });
  expect(document.verdict).toEqual(FULL.verdict);
});

test('the order of the keys does not hang on the order of the input', () => {
  const [first, ...rest] = FULL.findings;
  if (!first) throw new Error('The sample has no finding.');
  const turned = Object.fromEntries(Object.entries(first).reverse()) as unknown as typeof first;
  expect(json({ ...FULL, findings: [turned, ...rest] })).toBe(json(FULL));
});

test('hostile names are kept, and printed as escapes', () => {
  expect(json(HOSTILE)).toMatch(/^[\n -~\ufffdü]+$/);
  expect(JSON.parse(json(HOSTILE)).rows[0].name).toBe(HOSTILE.rows[0]?.row.name.replace('\ud800', '\ufffd'));
});
