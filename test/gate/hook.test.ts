import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { HONEST_SIZE, PASSED, port, SOURCE, TESTS } from './port.js';

const the = port();
const { parity, git, edit, write, read, sql, trx } = the;
const BIN = fileURLToPath(new URL('../../bin/parity.js', import.meta.url));
const GO = 'golang/nats-server/server/store.go';

/** The hook's words about what is staged; '' when it is silent. */
async function hook(): Promise<string> {
  const { code, out, err } = await parity('hook', 'run');
  expect(err).toBe('');
  expect(code).toBe(out === '' ? 0 : 1);
  // Lines are broken where the width asks for it.
  return out.replace(/\s+/g, ' ');
}

function stage(...files: readonly string[]): void {
  git('add', '--', ...(files.length === 0 ? ['.'] : files));
}

const EMPTY_ADD = (text: string) =>
  text.replace(/public int Add[\s\S]*?return _total;\n {4}\}/, 'public int Add(string name, byte[] data) => 0;');

describe('the hook is silent', () => {
  it('when nothing is staged', async () => expect(await hook()).toBe(''));

  it('about a file that no row names', async () => {
    write('dotnet/src/Port/Other.cs', 'namespace Port;\npublic class Other { public void Nothing() { } }\n');
    write('README.md', '# port\n');
    stage();
    expect(await hook()).toBe('');
  });

  it('about an honest change of a claimed member', async () => {
    edit(SOURCE, '_total += data.Length;', '_total += data.Length; // bytes, not items');
    stage();
    expect(await hook()).toBe('');
  });

  it('about a fake that was there before and is not touched', async () => {
    edit(SOURCE, '_total += data.Length;', '_total = _total + data.Length;');
    stage();
    expect(await hook()).toBe('');
  });

  it('about rows that claim nothing, and rows that are set back', async () => {
    sql(`UPDATE features SET notes = 'waits for the cluster' WHERE id = 4; UPDATE features SET status = 'deferred' WHERE id = 3`);
    stage();
    expect(await hook()).toBe('');
  });

  it('about what is only in the work tree', async () => {
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    sql(`UPDATE features SET status = 'verified'`);
    expect(await hook()).toBe('');
  });

  it('in a repository without a commit', async () => {
    rmSync(the.at('.git'), { recursive: true });
    git('init', '-q');
    expect(await hook()).toBe('');
  });
});

describe('the hook stops', () => {
  it('a claimed member that is gutted: the row, why, and what to do', async () => {
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    stage();
    const said = await hook();
    expect(said).toContain('feature/1 store.add complete');
    expect(said).toMatch(/error\[trivial-body\]: `Store\.Add` [\s\S]*Port the computation, or set the row back/);
    expect(said).toContain('set the rows back to a status that is true');
    expect(said).not.toContain('feature/3');
  });

  it('a gutted member of a partially staged file, whose work tree is honest', async () => {
    const honest = read(SOURCE);
    write(SOURCE, EMPTY_ADD(honest));
    stage();
    write(SOURCE, honest);
    expect(await hook()).toContain('feature/1');
  });

  it('and lets an honest index through whose work tree is gutted', async () => {
    edit(SOURCE, '_total += data.Length;', '_total = _total + data.Length;');
    stage();
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    expect(await hook()).toBe('');
  });

  it('and reads a file that the work tree lacks from the index', async () => {
    edit(SOURCE, '_total += data.Length;', '_total = _total + data.Length;');
    stage();
    unlinkSync(the.at(SOURCE));
    expect(await hook()).toBe('');
  });

  it('a claimed member that is taken out', async () => {
    edit(SOURCE, /public bool Remove[\s\S]*?return true;\n {4}\}\n/, '');
    stage();
    expect(await hook()).toMatch(/feature\/2 [\s\S]*error\[missing-counterpart\]/);
  });

  it('a whole file that is taken out', async () => {
    write('dotnet/src/Port/Rest.cs', 'namespace Port;\npublic static class Rest { }\n');
    git('rm', '-q', SOURCE);
    stage();
    expect(await hook()).toMatch(/feature\/1 [\s\S]*feature\/2 /);
  });

  it('a claimed test that is gutted', async () => {
    sql(`UPDATE unit_tests SET status = 'verified' WHERE id = 11`);
    stage('porting.db');
    git('commit', '-qm', 'raised');
    edit(TESTS, 'Assert.Equal(2, store.Add("a", [1, 2]));', 'Assert.True(true);');
    stage();
    expect(await hook()).toMatch(/test\/11 [\s\S]*error\[/);
  });

  it('a claimed member whose Go function changed under it', async () => {
    edit(GO, 'n := len(s.items)', 'n := len(s.items) + 0');
    edit(GO, 'sum := 0\n', 'sum := 0 + 0\n');
    stage();
    const said = await hook();
    expect(said).toContain('feature/3');
    expect(said).not.toMatch(/feature\/[12] /);
  });

  it('a row that a raw UPDATE raised', async () => {
    sql(`UPDATE features SET status = 'verified' WHERE id = 3`);
    stage();
    const said = await hook();
    expect(said).toContain('promotions of this change: refused for feature/3');
    expect(said).toContain('its test test/13 has error `no-production-call`');
  });

  it('a row that was inserted verified, and one that skips a step', async () => {
    edit(
      SOURCE,
      'public int Size',
      'public int Drain() { var n = _items.Count; foreach (var k in _items.Keys) { Remove(k); } return n; }\n\n    public int Size',
    );
    sql(`UPDATE features SET status = 'complete' WHERE id = 4;
      INSERT INTO features SELECT 5, module_id, name, go_file, go_class, go_method, go_line_number, go_line_count, 'complete', dotnet_project, dotnet_class, dotnet_method, notes, created_at FROM features WHERE id = 1`);
    stage();
    const said = await hook();
    expect(said).toContain('feature/4: it was `deferred`, and the next step is `stub`');
    expect(said).toContain('feature/5: it is new, and `complete` already');
  });

  it('a mapping that is turned to an honest member', async () => {
    sql(`UPDATE features SET status = 'verified' WHERE id = 1`);
    stage('porting.db');
    git('commit', '-qm', 'raised');
    sql(`UPDATE features SET dotnet_method = 'Size' WHERE id = 1`);
    stage();
    expect(await hook()).toContain('feature/1');
  });
});

describe('in a guarded database the hook', () => {
  const promote = async () => {
    edit(SOURCE, /public int Size.*/, HONEST_SIZE);
    await parity('guard', 'install');
    stage();
    git('commit', '-qm', 'guarded');
    expect((await parity('promote', '--ids', '1-2,test/11-12', '--to', 'verified', '--results', trx(PASSED), '--execute')).code).toBe(0);
  };
  beforeEach(promote);

  it('lets a promotion through with its report', async () => {
    stage();
    expect(await hook()).toBe('');
  });

  it('misses the report that is not in the commit', async () => {
    stage('porting.db');
    expect(await hook()).toMatch(/feature\/1: its evidence names the report parity-reports\/\S+\.json, which is not in the commit: add it/);
  });

  it('sees that the report was edited', async () => {
    edit(String(the.ask('SELECT report FROM parity_promotions')), '"kind": "feature"', '"kind":  "feature"');
    stage();
    expect(await hook()).toMatch(/which\s+is another than it was/);
  });

  it('sees that the code is another than the promoted one', async () => {
    edit(SOURCE, 'return _total;', 'return _total + 0;');
    stage();
    expect(await hook()).toMatch(/feature\/1: its evidence is of other code than this: promote it again/);
  });

  it('sees a status that was raised after the triggers were dropped', async () => {
    stage();
    git('commit', '-qm', 'promoted');
    sql(`${TRIGGERS.map((name) => `DROP TRIGGER ${name}`).join(';')}; UPDATE features SET status = 'verified' WHERE id = 3`);
    stage();
    const said = await hook();
    expect(said).toMatch(/The guard of the database was removed or changed/);
    expect(said).toContain('feature/3: it has no evidence: use `parity promote`');
  });

  it('sees that the triggers are gone though no row was raised', async () => {
    stage();
    git('commit', '-qm', 'promoted');
    await parity('guard', 'remove');
    stage();
    expect(await hook()).toContain('The guard of the database was removed or changed');
  });

  it('sees that guard and evidence are gone', async () => {
    stage();
    git('commit', '-qm', 'promoted');
    await parity('guard', 'remove');
    sql('DROP TABLE parity_evidence; DROP TABLE parity_promotions');
    stage();
    expect(await hook()).toContain('were taken out of the database');
  });

  it('sees evidence that was copied from another row', async () => {
    stage();
    git('commit', '-qm', 'promoted');
    sql(`CREATE TABLE copy AS SELECT * FROM parity_evidence WHERE item_id = 1;
      UPDATE copy SET id = 99, item_id = 3, claim = replace(replace(claim, 'Add', 'Size'), 'store.add', 'store.size');
      UPDATE copy SET claim = replace(claim, '''add''', '''size''');
      INSERT INTO parity_evidence SELECT * FROM copy; DROP TABLE copy;
      UPDATE features SET status = 'verified' WHERE id = 3`);
    stage();
    expect(await hook()).toMatch(/feature\/3: it has evidence that was not written by `parity promote`, or was\s+edited/);
  });

  it('sees a database that was swapped for another', async () => {
    stage();
    git('commit', '-qm', 'promoted');
    await parity('guard', 'remove');
    sql(
      `DROP TABLE parity_evidence; DROP TABLE parity_promotions; UPDATE features SET status = 'verified'; UPDATE unit_tests SET status = 'verified'`,
    );
    stage();
    const said = await hook();
    expect(said).toContain('were taken out of the database');
    expect(said).toContain('feature/3: it has no evidence');
  });
});

const TRIGGERS = ['features', 'unit_tests'].flatMap((table) =>
  ['insert', 'update', 'lower', 'delete', 'replace'].map((suffix) => `parity_guard_${table}_${suffix}`),
);

describe('a pull request', () => {
  const since = async (): Promise<string> => {
    const { code, out } = await parity('check', '--since', 'main');
    return `${code} ${out}`;
  };

  it('that touches nothing is clean', async () => {
    git('checkout', '-q', '-b', 'work');
    expect((await parity('check', '--since', 'main')).code).toBe(0);
  });

  it('with a promotion made past the hook is caught', async () => {
    git('checkout', '-q', '-b', 'work');
    sql(`UPDATE features SET status = 'verified' WHERE id = 3`);
    git('commit', '-qam', 'raised', '--no-verify');
    expect(await since()).toMatch(/^1 [\s\S]*refused for feature\/3/);
  });

  it('with dropped triggers and a raised row is caught', async () => {
    await parity('guard', 'install');
    git('commit', '-qam', 'guarded');
    git('checkout', '-q', '-b', 'work');
    await parity('guard', 'remove');
    sql(`UPDATE features SET status = 'verified' WHERE id IN (1, 3)`);
    git('commit', '-qam', 'raised', '--no-verify');
    const said = await since();
    expect(said).toMatch(/^1 /);
    expect(said).toContain('The guard of the database was removed or changed');
    expect(said).toContain('feature/1: it has no evidence');
  });

  it('is compared with the merge base, not with the tip', async () => {
    git('checkout', '-q', '-b', 'work');
    edit(SOURCE, '_total += data.Length;', '_total = _total + data.Length;');
    git('commit', '-qam', 'honest');
    git('checkout', '-q', 'main');
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    git('commit', '-qam', 'elsewhere');
    git('checkout', '-q', 'work');
    expect((await parity('check', '--since', 'main')).code).toBe(0);
  });

  it('writes the reports that other runs write', async () => {
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    git('commit', '-qam', 'gutted');
    const { code } = await parity('check', '--since', 'HEAD~1', '--sarif', the.at('r.sarif'), '-o', the.at('r.json'));
    expect(code).toBe(1);
    expect(JSON.parse(read('r.sarif')).runs[0].automationDetails.id).toBe('parity/since-HEAD-1/');
  });

  it.each([
    [['--since', 'nowhere'], 'git knows no commit `nowhere`'],
    [['--since', '--output=x'], 'git knows no commit'],
    [['--since', 'main', '--staged'], '`--staged` and `--since` exclude each other'],
    [['--staged', '--batch', '1'], '`--staged` and `--batch` exclude each other'],
  ])('%j is refused', async (args, message) => {
    expect(await parity('check', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('go sources in a submodule', () => {
  it('are read at the commit that the index names', async () => {
    const sub = path.join(the.root, '../', `${path.basename(the.root)}-go`);
    execFileSync('git', ['clone', '-q', the.root, sub]);
    try {
      const inSub = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: sub, stdio: 'pipe' });
      inSub('mv', 'golang/nats-server/server', 'server');
      inSub('rm', '-rq', 'dotnet', 'porting.db');
      inSub('commit', '-qm', 'go');
      git('rm', '-rq', 'golang');
      git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', sub, 'golang/nats-server');
      stage();
      git('commit', '-qm', 'submodule');
      expect(await hook()).toBe('');
      write(SOURCE, EMPTY_ADD(read(SOURCE)));
      stage();
      expect(await hook()).toContain('feature/1');
    } finally {
      rmSync(sub, { recursive: true, force: true });
    }
  });
});

describe('installed', () => {
  /** Runs the built command, as git does. */
  const install = () => execFileSync(process.execPath, [BIN, 'hook', 'install', '--root', the.root], { encoding: 'utf8' });
  const commit = () => spawnSync('git', ['commit', '-qm', 'x'], { cwd: the.root, encoding: 'utf8' });

  it('it lets an honest commit pass without a word, and stops a fake one', () => {
    install();
    edit(SOURCE, '_total += data.Length;', '_total = _total + data.Length;');
    stage();
    expect(commit()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    stage();
    const { status, stdout, stderr } = commit();
    expect(status).toBe(1);
    expect(stdout + stderr).toContain('feature/1');
  });

  it('it judges `git commit -a` and `git commit FILE` by what they commit', () => {
    install();
    write(SOURCE, EMPTY_ADD(read(SOURCE)));
    expect(spawnSync('git', ['commit', '-qam', 'x'], { cwd: the.root }).status).toBe(1);
    write('README.md', '# port\n');
    stage('README.md');
    expect(spawnSync('git', ['commit', '-qm', 'x', 'README.md'], { cwd: the.root }).status).toBe(0);
    expect(spawnSync('git', ['commit', '-qm', 'x', SOURCE], { cwd: the.root }).status).toBe(1);
  });

  it('it keeps the hook that was there, which runs first and can still stop the commit', () => {
    const own = the.at('.git/hooks/pre-commit');
    write('.git/hooks/pre-commit', '#!/bin/sh\necho ran >> "$(git rev-parse --show-toplevel)/ran.txt"\n[ ! -e stop ]\n');
    chmodSync(own, 0o755);
    expect(install()).toContain('pre-commit.before-parity, and runs first');
    install();
    expect(readFileSync(own, 'utf8').match(/before-parity/g)).toHaveLength(1);
    stage();
    write('README.md', '# port\n');
    stage('README.md');
    expect(commit().status).toBe(0);
    expect(read('ran.txt')).toBe('ran\n');
    write('stop', '');
    write('README.md', '# the port\n');
    stage('README.md');
    expect(commit().status).toBe(1);
  });

  it('it goes where core.hooksPath says, and not into husky’s directory', () => {
    git('config', 'core.hooksPath', 'hooks');
    install();
    expect(existsSync(the.at('hooks/pre-commit'))).toBe(true);
    git('config', 'core.hooksPath', '.husky/_');
    expect(() => install()).toThrow(/husky manages the hooks/);
  });

  it('outside a repository it says so', async () => {
    rmSync(the.at('.git'), { recursive: true });
    symlinkSync(the.root, the.at('link'));
    const { code, err } = await parity('hook', 'install');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('is in no git work tree') });
  });
});
