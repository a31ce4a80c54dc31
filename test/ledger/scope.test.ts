import { describe, expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/ledger.js';
import { parseScope, type ScopeOptions, scopeSummary } from '../../src/ledger/scope.js';
import { create, ROWS, SCHEMA, temporaryDirectory } from './database.js';

const dir = temporaryDirectory();
const MORE = `
  INSERT INTO features (id, name, status) VALUES (960, 'writeMsg', 'stub');
  INSERT INTO batch_features VALUES (12, 960);
  INSERT INTO implementation_batches VALUES (0, 'Implementable tests', 'pending');`;

async function ledgerOf(...sql: readonly string[]) {
  return openLedger(create(dir.file('p.db'), SCHEMA, ROWS, MORE, ...sql));
}

describe('the rows of', () => {
  test.each<[ScopeOptions, string[], id: string, label: string, candidates: boolean]>([
    [{}, ['feature/955', 'feature/956', 'feature/960', 'test/351'], 'all', 'all rows', false],
    [{ all: true }, ['feature/955', 'feature/956', 'feature/960', 'test/351'], 'all', 'all rows', false],
    [{ batch: '11' }, ['feature/955', 'feature/956', 'test/351'], 'batch-11', 'batch 11 (FileStore Init)', true],
    [
      { batch: ['12', '11,12'] },
      ['feature/955', 'feature/956', 'feature/960', 'test/351'],
      'batch-11+12',
      'batches 11 (FileStore Init), 12 (FileStore Recovery)',
      true,
    ],
    [
      { batch: '0-11' },
      ['feature/955', 'feature/956', 'test/351'],
      'batch-0-11',
      'batches 0 (Implementable tests), 11 (FileStore Init)',
      true,
    ],
    [{ feature: '955' }, ['feature/955'], 'features-955', 'feature 955', true],
    [{ feature: '960, 950-957,956' }, ['feature/955', 'feature/956', 'feature/960'], 'features-950-957+960', 'features 950-957, 960', true],
    [{ test: '351' }, ['test/351'], 'tests-351', 'test 351', true],
    [
      { batch: '12', feature: '955', test: '351' },
      ['feature/955', 'feature/960', 'test/351'],
      'batch-12.features-955.tests-351',
      'batch 12 (FileStore Recovery) and feature 955 and test 351',
      true,
    ],
    [{ module: '8' }, ['feature/955', 'feature/956', 'test/351'], 'module-8', 'all rows, module 8 (server)', false],
    [{ status: 'verified,stub' }, ['feature/956', 'feature/960'], 'status-stub+verified', 'all rows, status stub or verified', false],
    [
      { batch: '11', status: 'deferred', module: '8' },
      ['feature/955', 'test/351'],
      'batch-11.module-8.status-deferred',
      'batch 11 (FileStore Init), module 8 (server), status deferred',
      true,
    ],
  ])('%j', async (options, items, id, label, candidates) => {
    const ledger = await ledgerOf();
    const scope = parseScope(options);
    expect(ledger.rows(scope).map((row) => row.item)).toEqual(items);
    expect(scopeSummary(scope, ledger)).toEqual({ id, label, candidates });
  });
});

test('a long scope id is cut to a file name that is still its own', async () => {
  const ledger = await ledgerOf();
  const many = (last: number) =>
    scopeSummary(parseScope({ feature: [...Array(300).keys()].map((n) => String(n * 2 + 1)).concat(String(last)) }), ledger).id;
  expect(many(955)).toMatch(/^features-1\+3\+.*\d\+etc-[0-9a-f]{12}$/);
  expect(many(955).length).toBeLessThanOrEqual(100);
  expect(many(955)).not.toBe(many(960));
});

test.each<[ScopeOptions, string]>([
  [{ feature: '955-' }, '`--feature`: `955-` is neither an id nor a range such as `955-958`'],
  [{ batch: 'x' }, '`--batch`: `x` is neither'],
  [{ batch: '-1' }, '`--batch`: `-1` is neither'],
  [{ test: '1.5' }, '`--test`: `1.5` is neither'],
  [{ feature: '960-955' }, '`--feature`: `960-955` runs backwards; did you mean `955-960`?'],
  [{ feature: '1-999999999' }, '`--feature`: `1-999999999` spans more than 100000 ids'],
  [{ feature: '99999999999' }, '`--feature`: `99999999999` is too large for an id'],
  [{ feature: '955,' }, '`--feature`: `955,` has an empty part'],
  [{ module: '' }, '`--module`: `` has an empty part'],
  [{ status: 'verifed' }, '`--status`: unknown status `verifed`; did you mean `verified`?'],
  [{ all: true, test: '1' }, '`--all` and `--test` exclude each other'],
])('%j is refused at once', (options, message) => {
  expect(() => parseScope(options)).toThrow(expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(message) }));
});

test.each<[ScopeOptions, string, sql: string]>([
  [{ batch: '13' }, 'unknown batch 13: * has batches 0, 11-12', ''],
  [{ batch: '0' }, 'nothing to check: batch 0 (Implementable tests) has no rows in *', ''],
  [{ feature: '955,957,958' }, 'unknown features 957, 958: * has features 955-956, 960', ''],
  [{ feature: '1,2,3,4,5,6,7' }, 'unknown features 1, 2, 3, 4, 5 and 2 more: *', ''],
  [{ feature: '961-970' }, 'unknown features 961-970: *', ''],
  [{ test: '1' }, 'unknown test 1: * has tests 351', ''],
  [{ module: '9' }, 'unknown module 9: * has modules 8', ''],
  [{ module: '9' }, 'unknown module 9: * has modules 8', 'DROP TABLE modules'],
  [{ batch: '11', status: 'n_a' }, 'nothing to check: no row in * is in batch 11 (FileStore Init), status n_a', ''],
  [
    { batch: '11' },
    '`--batch` needs the table `batch_features` or `batch_tests`, which * does not have',
    'DROP TABLE batch_features; DROP TABLE batch_tests',
  ],
  [{ test: '351' }, '`--test` needs the table `unit_tests`, which * does not have', 'DROP TABLE unit_tests'],
  [{}, '`--all` needs the table `unit_tests`, which * does not have', 'DROP TABLE unit_tests'],
  [{ status: 'stub' }, 'this scope needs the table `features`, which * does not have', 'DROP TABLE features'],
])('%j is refused: %s', async (options, message, sql) => {
  const ledger = await ledgerOf(sql);
  const expected = message.replace('*', ledger.path);
  expect(() => ledger.rows(parseScope(options))).toThrow(
    expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(expected) }),
  );
});

test('a table that the scope does not need may be missing', async () => {
  const ledger = await ledgerOf('DROP TABLE unit_tests; DROP TABLE batch_tests; DROP TABLE implementation_batches');
  expect(ledger.rows(parseScope({ feature: '955' }))).toHaveLength(1);
  expect(ledger.rows(parseScope({ batch: '11' }))).toHaveLength(2);
});
