import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE, parity } from './parity.js';

interface Label {
  readonly item: string;
  readonly honest: boolean;
  readonly kind: string;
}

interface Judged {
  readonly rows: readonly { readonly item: string; readonly state: string }[];
  readonly findings: readonly { readonly item: string; readonly rule: string; readonly level: string }[];
}

const labels = JSON.parse(readFileSync(`${EXAMPLE}/LABELS.json`, 'utf8')) as readonly Label[];

describe('the example, whole', () => {
  const rulesOf = new Map<string, string[]>();
  const found = new Set<string>();
  const unjudged = new Set<string>();
  beforeAll(() => {
    const { stdout } = parity(['check', '--root', EXAMPLE, '--all', '--no-cache', '--format', 'json']);
    const judged = JSON.parse(stdout) as Judged;
    for (const { item, state } of judged.rows) if (state === 'not-judged') unjudged.add(item);
    for (const { item, rule, level } of judged.findings) {
      found.add(item);
      if (level !== 'note') rulesOf.set(item, [...(rulesOf.get(item) ?? []), rule]);
    }
  }, 60_000);

  it('has a label for every row', () => {
    const db = new Sqlite(`${EXAMPLE}/porting.db`, { readonly: true });
    const items = db
      .prepare<[], { item: string }>("SELECT 'feature/' || id AS item FROM features UNION SELECT 'test/' || id FROM unit_tests")
      .all();
    db.close();
    expect(new Set(labels.map(({ item }) => item))).toEqual(new Set(items.map(({ item }) => item)));
  });

  it('accuses no honest row', () => {
    const accused = labels.filter(({ item, honest }) => honest && rulesOf.has(item));
    expect(accused.map(({ item, kind }) => `${item} ${kind}: ${rulesOf.get(item)}`)).toEqual([]);
  });

  it('misses at most one of the fakes that it judges', () => {
    const fakes = labels.filter(({ item, honest }) => !honest && !unjudged.has(item));
    const missed = fakes.filter(({ item }) => !found.has(item));
    expect(fakes.length).toBeGreaterThan(90);
    expect(missed.length, missed.map(({ item, kind }) => `${item} ${kind}`).join('\n')).toBeLessThanOrEqual(1);
  });
});

describe('the database of the example', () => {
  it('is what its SQL makes', () => {
    const made = new Sqlite(':memory:');
    made.exec(readFileSync(`${EXAMPLE}/porting.sql`, 'utf8'));
    const shipped = new Sqlite(`${EXAMPLE}/porting.db`, { readonly: true });
    for (const { name } of made.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all()) {
      const rows = (db: Sqlite.Database) => db.prepare(`SELECT * FROM "${name}" ORDER BY rowid`).all();
      const isWithoutRowid = name.startsWith('sqlite_');
      if (!isWithoutRowid) expect(rows(shipped), name).toEqual(rows(made));
    }
    shipped.close();
    made.close();
  });
});
