import { copyFileSync, existsSync, readFileSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { gate } from '../../src/gate/gate.js';
import { planOf, promote } from '../../src/gate/promote.js';
import { parseScope } from '../../src/ledger/scope.js';
import { HONEST_SIZE, PASSED, port, SOURCE, TESTS } from './port.js';

const the = port();
const { write, edit, read, sql, trx } = the;
const parity = (...args: readonly string[]) => the.parity(...args, '--no-cache');

/** The honest rows are verified as they should be: features with their tests. */
const HONEST = ['--ids', '1-2,test/11-12', '--to', 'verified'] as const;

describe('an honest promotion', () => {
  it('is a dry run first, then raises the rows, records the evidence and writes the report', async () => {
    const results = trx(PASSED);
    const dry = await parity('promote', ...HONEST, '--results', results);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain('features 1-2 and tests 11-12: promotion of 4 rows to verified allowed');
    expect(dry.out).toContain('1. feature/1 (complete), feature/2 (complete) -> verified');
    expect(dry.out).toContain('Nothing was changed');
    expect(the.status(1)).toBe('complete');
    const done = await parity('promote', ...HONEST, '--results', results, '--execute');
    expect(done.code).toBe(0);
    expect([the.status(1), the.status(2), the.ask('SELECT status FROM unit_tests WHERE id = 11')]).toEqual([
      'verified',
      'verified',
      'verified',
    ]);
    expect(the.ask('SELECT count(*) FROM parity_evidence')).toBe(4);
    expect(the.ask(`SELECT results FROM parity_evidence WHERE table_name = 'features' AND item_id = 1`)).toBe('test/11: passed');
    const report = JSON.parse(read(String(the.ask('SELECT report FROM parity_promotions'))));
    expect(report.verdict).toMatchObject({ allowed: true, refused: [] });
    expect(report.rows.map(({ item }: { readonly item: string }) => item)).toEqual(['feature/1', 'feature/2', 'test/11', 'test/12']);
    expect(the.ask('SELECT git_commit FROM parity_promotions')).toBe(`${the.git('rev-parse', 'HEAD').trim()}`);
  });

  it('passes the guard, which stops everything else', async () => {
    await parity('guard', 'install');
    expect(() => sql(`UPDATE features SET status = 'verified' WHERE id = 1`)).toThrow('no evidence');
    expect(await parity('promote', ...HONEST, '--results', trx(PASSED), '--execute')).toMatchObject({ code: 0, err: '' });
    expect(the.status(1)).toBe('verified');
    expect((await parity('guard', 'status')).out).toBe(
      'installed, all triggers in place\n5 rows are complete or verified, 1 of them without valid evidence\n',
    );
  });

  it('sets at most 15 ids in one UPDATE, and at most 20 features in one promotion', async () => {
    const more = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i)
        .map(
          (id) => `INSERT INTO features (id, module_id, name, go_file, go_class, go_method, status, dotnet_class, dotnet_method)
            SELECT ${id}, 1, name, go_file, go_class, go_method, 'stub', dotnet_class, dotnet_method FROM features WHERE id = 1;`,
        )
        .join('');
    sql(more(101, 117));
    write('parity.config.json', '{"rules": {}, "policy": {"except": ["shared-counterpart"]}}');
    const done = await parity('promote', '--ids', '101-117', '--to', 'complete', '--execute');
    expect(done.out).toMatch(/ 1\. (feature\/\d+ \(stub\)(, )?){15} -> complete\n {2}2\. (feature\/\d+ \(stub\)(, )?){2} -> complete/);
    expect(done.code).toBe(0);
    sql(more(201, 221));
    const refused = await parity('gate', '--ids', '201-221', '--to', 'complete');
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('21 features in one promotion, and the policy allows 20') });
  });

  it('leaves out what has no part in it, and says so', async () => {
    sql(`UPDATE features SET status = 'n_a' WHERE id = 3; UPDATE features SET status = 'stub' WHERE id IN (1, 2)`);
    const result = await parity('promote', '--batch', '1', '--to', 'complete', '--execute');
    expect(result.err).toContain('left out (does not apply): feature/3');
    expect(result.err).toContain('left out (a test is never `complete`): test/11 and 2 more');
    expect([1, 2, 3].map(the.status)).toEqual(['complete', 'complete', 'n_a']);
    expect(await parity('gate', '--ids', '3', '--to', 'complete')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing to promote'),
    });
  });
});

/** What is refused, with the sentence that says why. Feature 3 is a fake, the others are honest. */
async function refused(args: readonly string[], why: string | RegExp): Promise<void> {
  const { code, out, err } = await parity(...args);
  expect(err).toBe('');
  expect(out).toMatch(why instanceof RegExp ? why : new RegExp(why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  expect(code).toBe(1);
  expect((await parity('promote', ...args.slice(1), '--execute')).code).toBe(1);
  expect(the.ask(`SELECT count(*) FROM features WHERE status = 'verified'`)).toBe(0);
}

describe('the rows and their rules', () => {
  it('a fake body', () => refused(['gate', '--ids', '3', '--to', 'complete'], 'feature/3: error `trivial-body`'));

  it('a fake test under an honest body', async () => {
    edit(SOURCE, /public int Size.*/, HONEST_SIZE);
    await refused(
      ['gate', '--ids', '3', '--to', 'verified', '--results', trx(PASSED)],
      'feature/3: its test test/13 has error `no-production-call`',
    );
  });

  it('a skipped step of the flow', () => {
    sql(`UPDATE features SET status = 'stub' WHERE id = 1`);
    return refused(
      ['gate', '--ids', '1', '--to', 'verified', '--results', trx(PASSED)],
      'feature/1: it is `stub`, and the next step is `complete`',
    );
  });

  it('a rule that the config turns off', () => {
    write('parity.config.json', '{"rules": {"trivial-body": "off"}}');
    return refused(['gate', '--ids', '3', '--to', 'complete'], 'Rule `trivial-body` blocks `complete`, and was not run');
  });

  it('a rule that the config makes a note', () => {
    write('parity.config.json', '{"rules": {"trivial-body": "note"}}');
    return refused(['gate', '--ids', '3', '--to', 'complete'], 'Rule `trivial-body` blocks `complete`, and only gives a note');
  });

  it('rules that the command line leaves out', async () => {
    const only = await parity('check', '--feature', '3', '--to', 'complete', '--only', 'empty-body');
    expect(only).toMatchObject({ code: 1, out: expect.stringContaining('Rule `trivial-body` blocks `complete`, and was not run') });
    const off = await parity('check', '--feature', '3', '--to', 'complete', '--rule', 'trivial-body=off');
    expect(off.code).toBe(1);
    expect((await parity('gate', '--ids', '3', '--to', 'complete', '--only', 'empty-body')).code).toBe(2);
  });

  it('a policy that names what does not exist', async () => {
    write('parity.config.json', '{"policy": {"complete": ["bodies"]}}');
    expect(await parity('gate', '--ids', '3', '--to', 'complete')).toMatchObject({
      code: 2,
      err: expect.stringContaining('unknown rule `bodies`'),
    });
  });

  it('a waiver without a reason', () => {
    edit(SOURCE, 'public int Size', '// parity: allow trivial-body\n    public int Size');
    return refused(['gate', '--ids', '3', '--to', 'complete'], /feature\/3: .*`(trivial-body|waiver-without-reason)`/);
  });

  it('a waiver with a reason is named by the promotion that rests on it, and recorded', async () => {
    edit(SOURCE, 'public int Size', '// parity: allow trivial-body -- the store of this port is always empty\n    public int Size');
    sql(`UPDATE features SET status = 'stub' WHERE id = 3`);
    const { code, out } = await parity('promote', '--ids', '3', '--to', 'complete', '--execute');
    expect(out).toContain('rests on a waiver: feature/3 trivial-body (inline): the store of this port is always empty');
    expect(code).toBe(0);
    expect(the.ask('SELECT waivers FROM parity_promotions')).toContain('the store of this port is always empty');
  });

  it('a counterpart behind a symbolic link that leaves the port', () => {
    const text = read(SOURCE);
    write('elsewhere/Other.cs', text.replace('class Store', 'class OtherStore').replace(/public int Size.*/, HONEST_SIZE));
    symlinkSync(the.at('elsewhere/Other.cs'), the.at('dotnet/src/Port/Other.cs'));
    sql(`UPDATE features SET dotnet_class = 'OtherStore' WHERE id = 3`);
    return refused(['gate', '--ids', '3', '--to', 'complete'], 'error `missing-counterpart`');
  });
});

describe('test results', () => {
  const gate = (...more: readonly string[]) => ['gate', '--ids', '1', '--to', 'verified', ...more];

  it('none', () => refused(gate(), 'its test test/11 has no result: none were given (`--results FILE`)'));
  it('a failed test', () => refused(gate('--results', trx({ StoreAdd_ShouldSucceed: 'Failed' })), 'its test test/11 failed'));
  it('a skipped test', () => refused(gate('--results', trx({ StoreAdd_ShouldSucceed: 'NotExecuted' })), 'its test test/11 was skipped'));
  it('one failed case of many', () =>
    refused(
      gate('--results', trx({ 'StoreAdd_ShouldSucceed(n: 1)': 'Passed', 'StoreAdd_ShouldSucceed(n: 2)': 'Failed' })),
      'its test test/11 failed (`Port.Tests.StoreTests.StoreAdd_ShouldSucceed(n: 2)`)',
    ));
  it('another test than the mapped one', () =>
    refused(
      gate('--results', trx({ StoreRemove_ShouldSucceed: 'Passed' })),
      'was not run: no result names `StoreTests.StoreAdd_ShouldSucceed`',
    ));
  it('a test of that name in another class', () =>
    refused(gate('--results', trx(PASSED, { className: 'Port.Tests.OtherTests' })), 'was not run: no result names'));
  it('a test that was renamed after it ran', async () => {
    edit(TESTS, 'StoreAdd_ShouldSucceed', 'StoreAddNew_ShouldSucceed');
    sql(`UPDATE unit_tests SET dotnet_method = 'StoreAddNew_ShouldSucceed' WHERE id = 11`);
    await refused(gate('--results', trx(PASSED)), 'was not run: no result names `StoreTests.StoreAddNew_ShouldSucceed`');
  });
  it('a filter that ran nothing', () => refused(gate('--results', trx({})), 'results.trx: no test was run. Does the filter match one?'));
  it('a failure in one file, a pass in another', () => {
    const [a, b] = [trx(PASSED, { file: 'a.trx' }), trx({ StoreAdd_ShouldSucceed: 'Failed' }, { file: 'b.trx' })];
    return refused(gate('--results', a, b), 'its test test/11 failed');
  });
  it('results that are older than a source', () => {
    const results = trx(PASSED, { start: new Date(Date.now() - 1000) });
    edit(SOURCE, 'return _total;', 'return _total + 0;');
    return refused(gate('--results', results), `results.trx: it is of another ${SOURCE} than this. Build, and run the tests again.`);
  });
  it('results of another commit', () => {
    const results = trx(PASSED, { start: new Date(Date.now() - 3_600_000) });
    edit(SOURCE, 'return _total;', 'return _total + 0;');
    the.git('commit', '-qam', 'another');
    return refused(gate('--results', results), `results.trx: it is of another ${SOURCE} than this`);
  });
  it('of a checkout that gave the files new times are taken all the same', async () => {
    const results = trx(PASSED, { start: new Date(Date.now() - 3_600_000) });
    utimesSync(the.at(SOURCE), new Date(), new Date());
    expect(await parity(...gate('--results', results))).toMatchObject({ code: 0 });
  });
  describe('whose build is at hand', () => {
    const sample = (name: string) => fileURLToPath(new URL(`../results/samples/${name}`, import.meta.url));
    const past = new Date(Date.now() - 7_200_000);
    beforeEach(() => {
      write('parity.config.json', '{"csharp": {"source": ["dotnet/src/**/*.cs", "Lib/*.cs"]}}');
      write('Lib/Class1.cs', readFileSync(sample('port/Store.cs.txt'), 'utf8'));
      write('bin/x', '');
      copyFileSync(sample('Lib.pdb'), the.at('bin/Lib.pdb'));
      utimesSync(the.at('bin/Lib.pdb'), past, past);
    });
    const results = () => trx(PASSED, { start: new Date(Date.now() - 3_600_000), codeBase: the.at('bin/Port.Tests.dll') });

    it('count for the sources that it was made of, whatever their times', async () => {
      expect(await parity('gate', '--ids', '2', '--to', 'verified', '--results', results())).toMatchObject({ code: 0, err: '' });
    });
    it('do not count for others, whatever their times', () => {
      edit('Lib/Class1.cs', 'return _items.Count;', 'return 0;');
      utimesSync(the.at('Lib/Class1.cs'), past, past);
      return refused(
        gate('--results', results()),
        'results.trx: it is of another Lib/Class1.cs than this. Build, and run the tests again.',
      );
    });
    it('are judged by time alone when the build is a later one', () => {
      utimesSync(the.at('bin/Lib.pdb'), new Date(), new Date());
      return refused(gate('--results', results()), 'results.trx: it is of another Lib/Class1.cs than this');
    });
  });
  it('a build that failed and left none', async () => {
    const { code, err } = await parity(...gate('--results', the.at('none.trx')));
    expect(code).toBe(2);
    expect(err).toContain('does not exist (a build that fails writes no results: see what `dotnet test` printed)');
  });
  it('a deferred test, unless the policy allows it', async () => {
    sql(`INSERT INTO unit_tests (id, name, status, notes) VALUES (14, 'TestStoreMore', 'deferred', 'waits for the clock');
      INSERT INTO dependencies (source_type, source_id, target_type, target_id) VALUES ('unit_test', 14, 'feature', 1)`);
    await refused(gate('--results', trx(PASSED)), 'its test test/14 is `deferred`');
    write('parity.config.json', '{"policy": {"deferredTests": "allow"}}');
    expect(await parity(...gate('--results', trx(PASSED)))).toMatchObject({ code: 0 });
  });
  it('a feature without a test', async () => {
    sql(`DELETE FROM dependencies`);
    await refused(gate('--results', trx(PASSED)), 'no test is mapped to it that could speak for it, and no coverage was given');
  });
});

describe('coverage', () => {
  const cobertura = (line: number, hits: number, timestamp = Math.ceil(Date.now() / 1000) + 1) => {
    write(
      'c.xml',
      `<coverage timestamp="${timestamp}"><sources><source>${the.root}/dotnet/src/</source></sources><packages><package><classes>
       <class filename="Port/Store.cs"><lines><line number="${line}" hits="${hits}"/></lines></class></classes></package></packages></coverage>`,
    );
    return the.at('c.xml');
  };
  const gate = (...more: readonly string[]) => ['gate', '--ids', '1', '--to', 'verified', '--results', trx(PASSED), '--coverage', ...more];

  it('of a line that no test touched', () => refused(gate(cobertura(12, 0)), 'was not touched by a test: no line of `Store.Add` was hit'));
  it('that leaves the member out', () => refused(gate(cobertura(99, 1)), '`Store.Add` is not in it'));
  it('that is older than a source', () => {
    const file = cobertura(12, 1, Math.floor(Date.now() / 1000) - 60);
    edit(SOURCE, 'return _total;', 'return _total + 0;');
    return refused(gate(file), `c.xml: it is of another ${SOURCE} than this`);
  });
  it('speaks for a feature without a test', async () => {
    sql('DELETE FROM dependencies');
    expect(await parity(...gate(cobertura(12, 1)))).toMatchObject({ code: 0 });
  });
});

describe('a report that is given to the gate', () => {
  let results = '';
  const make = async (...ids: readonly string[]) => {
    await parity('check', ...ids, '--to', 'verified', '--results', results, '-o', the.at('r.json'), '--sarif', the.at('r.sarif'));
  };
  const gate = (file: string, ...ids: readonly string[]) => [
    'gate',
    '--ids',
    ids.join(',') || '1-2',
    '--to',
    'verified',
    '--results',
    results,
    '--report',
    the.at(file),
  ];
  beforeEach(() => {
    results = trx(PASSED);
  });

  it.each(['r.json', 'r.sarif'])('that is true lets it through: %s', async (file) => {
    await make('--feature', '1-2');
    expect(await parity(...gate(file))).toMatchObject({ code: 0, err: '' });
  });
  it.each(['r.json', 'r.sarif'])('that is wider lets it through: %s', async (file) => {
    await make('--batch', '1');
    expect(await parity(...gate(file, '2'))).toMatchObject({ code: 0, err: '' });
  });
  it.each(['r.json', 'r.sarif'])('that is narrower: %s', async (file) => {
    await make('--feature', '1');
    await refused(gate(file), `${file} is narrower than the promotion: it lacks feature/2.`);
  });
  it.each(['r.json', 'r.sarif'])('that is stale, as the sources changed: %s', async (file) => {
    await make('--feature', '1-2');
    const [past, text] = [new Date(Date.now() - 7_200_000), read(SOURCE)];
    write(SOURCE, text.replace('return _total;', 'return _total + 0;'));
    utimesSync(the.at(SOURCE), past, past);
    await refused(gate(file), `${file} is stale: the sources have changed since.`);
  });
  it('that is stale, as the database changed', async () => {
    await make('--feature', '1-2');
    sql(`UPDATE features SET dotnet_project = 'Port' WHERE id = 2`);
    await refused(gate('r.json'), 'r.json is stale: rows in the database have changed since.');
  });
  it('that was made with other rules', async () => {
    await parity(
      'check',
      '--feature',
      '1-2',
      '--to',
      'verified',
      '--results',
      results,
      '-o',
      the.at('r.json'),
      '--rule',
      'trivial-body=off',
    );
    await refused(gate('r.json'), 'r.json was made with other rules or levels.');
  });
  it('that was made with another config', async () => {
    await make('--feature', '1-2');
    write('parity.config.json', '{"assertions": ["Holds"]}');
    await refused(gate('r.json'), 'r.json was made with another config or baseline.');
  });
  it('that was made with other results', async () => {
    await make('--feature', '1-2');
    results = trx({ ...PASSED, Another: 'Passed' });
    await refused(gate('r.json'), 'r.json was made with other test results or coverage.');
  });
  it('that was made for another status, or for none', async () => {
    await parity('check', '--feature', '1-2', '-o', the.at('r.json'));
    await refused(gate('r.json'), 'r.json is not the report of a promotion: make one with `--to verified`.');
    await parity('check', '--feature', '1-2', '--to', 'complete', '-o', the.at('r.json'));
    await refused(gate('r.json'), 'r.json is for `complete`');
  });
  it('that was made by another version', async () => {
    await make('--feature', '1-2');
    edit('r.json', /"version": "\d[^"]*"/, '"version": "0.0.1"');
    await refused(gate('r.json'), 'r.json was made by parity 0.0.1');
  });
  it.each(['r.json', 'r.sarif'])('from which a finding was taken: %s', async (file) => {
    await make('--batch', '1');
    const report = JSON.parse(read(file));
    const list = file === 'r.json' ? report.findings : report.runs[0].results;
    list.splice(0, 1);
    write(file, JSON.stringify(report));
    await refused(gate(file, '1'), `${file} was edited: it lacks \`error trivial-body feature/3\`.`);
  });
  it('whose finding was changed', async () => {
    await make('--batch', '1');
    edit('r.json', '"level": "error"', '"level": "note"');
    await refused(gate('r.json', '1'), 'r.json was edited');
  });
  it('whose verdict was changed', async () => {
    await make('--feature', '1,3');
    edit('r.json', '"allowed": false', '"allowed": true');
    await refused(gate('r.json', '1', '3'), 'r.json was edited: its verdict is not the one that follows from it.');
  });
  it('that is none', async () => {
    write('r.json', '{"version": 2}');
    expect(await parity(...gate('r.json'))).toMatchObject({ code: 2, err: expect.stringContaining('r.json is no report of parity') });
    unlinkSync(the.at('r.json'));
    expect(await parity(...gate('r.json'))).toMatchObject({ code: 2, err: expect.stringContaining('does not exist') });
  });
});

describe('a cached index', () => {
  it('is neither read nor left by the gate, as anybody can write it', async () => {
    await the.parity('gate', '--ids', '1', '--to', 'complete');
    expect(existsSync(the.at('.parity-cache'))).toBe(false);
    await the.parity('check', '--feature', '1');
    expect(existsSync(the.at('.parity-cache'))).toBe(true);
  });
});

describe('the promotion itself', () => {
  it('changes nothing when the report can not be written', async () => {
    write('parity-reports', 'a file in the way');
    const { code, err } = await parity('promote', ...HONEST, '--results', trx(PASSED), '--execute');
    expect(err).toContain('cannot be written');
    expect(code).toBe(2);
    expect(the.status(1)).toBe('complete');
    expect(the.ask(`SELECT count(*) FROM sqlite_master WHERE name LIKE 'parity_%'`)).toBe(0);
  });

  it('changes nothing when a trigger of somebody else refuses one of the rows', async () => {
    sql(`CREATE TRIGGER other BEFORE UPDATE ON unit_tests WHEN NEW.id = 12 BEGIN SELECT RAISE(ABORT, 'not now'); END`);
    const { code, err } = await parity('promote', ...HONEST, '--results', trx(PASSED), '--execute');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("can't be changed: not now") });
    expect(the.status(1)).toBe('complete');
  });

  it('changes nothing when a row was changed meanwhile', async () => {
    const config = loadConfig({ root: the.root, cwd: the.root });
    const scope = parseScope({ feature: '1-2', test: '11-12' });
    const results = [trx(PASSED)];
    const asked = await gate(config, {
      scope,
      target: 'verified',
      results,
      coverage: [],
      levels: {},
      only: [],
      cache: false,
      progress: () => {},
    });
    expect(asked.isOpen).toBe(true);
    sql(`UPDATE unit_tests SET dotnet_method = 'StoreSize_ShouldSucceed' WHERE id = 12`);
    await expect(promote(asked, planOf(asked, 'verified', config), 'verified', config)).rejects.toThrow(
      'test/12 was changed by another process meanwhile',
    );
    expect(the.status(1)).toBe('complete');
    expect(the.ask(`SELECT count(*) FROM sqlite_master WHERE name LIKE 'parity_%'`)).toBe(0);
  });

  it('judges what has come further already only where it is not to be raised', async () => {
    sql(`UPDATE features SET status = 'verified' WHERE id = 3`);
    expect((await parity('check', '--feature', '3', '--to', 'complete')).out).toContain('feature/3: error `trivial-body`');
    expect((await parity('gate', '--ids', '1,3', '--to', 'complete')).err).toContain('left out (`verified` already): feature/3');
  });

  it('takes no status away', async () => {
    const { code, err } = await parity('promote', '--ids', '1', '--to', 'stub', '--execute');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('feature/1 is left out (`complete` already)') });
  });

  it('needs its rows to be named', async () => {
    expect(await parity('gate', '--to', 'complete')).toMatchObject({ code: 2, err: expect.stringContaining('no rows are named') });
  });
});
