// The way of one batch on the example, as its maintainer goes it: check, mend a fake, dotnet test, gate, promote, commit with the hook, report.
// Needs .NET, git and a build of parity.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(path.join(os.tmpdir(), 'parity-flow-'));
const example = path.join(work, 'natsnet');
const results = path.join(work, 'results');

const RECOVERY = 'dotnet/src/ZB.MOM.NatsNet.Server/JetStream/FileStore.Recovery.cs';
const TESTS = 'dotnet/tests/ZB.MOM.NatsNet.Server.Tests/ImplBacklog/JetStreamFileStoreTests.Impltests.cs';

const run = (command, args, cwd = example) => spawnSync(command, args, { cwd, encoding: 'utf8' });
function shown(what, { status, stdout, stderr }, wanted) {
  console.log(`\n$ ${what}`);
  const lines = (stdout + stderr).trimEnd().split('\n');
  console.log(lines.slice(-12).join('\n'));
  assert.equal(status, wanted, `${what} ended with ${status}`);
  return stdout;
}
const parity = (wanted, ...args) => shown(`parity ${args.join(' ').replaceAll(`${work}/`, '')}`, run(process.execPath, [path.join(root, 'bin/parity.js'), ...args]), wanted);
const git = (...args) => run('git', ['-c', 'user.name=maintainer', '-c', 'user.email=maintainer@example.invalid', ...args]);

function edit(file, pattern, text) {
  const before = readFileSync(path.join(example, file), 'utf8');
  const after = before.replace(pattern, text);
  assert.notEqual(after, before, `nothing to mend in ${file}`);
  writeFileSync(path.join(example, file), after);
}

try {
  cpSync(path.join(root, 'fixtures/natsnet'), example, { recursive: true });
  git('init', '-q');
  parity(0, 'guard', 'install');
  parity(0, 'hook', 'install');
  git('add', '-A');
  shown('git commit --no-verify', git('commit', '-qm', 'The port as it was found', '--no-verify'), 0);

  const found = parity(1, 'check', '--batch', '11', '--to', 'complete');
  assert.match(found, /feature\/969: .*error `empty-body`/);
  parity(1, 'promote', '--ids', '969,test/374', '--to', 'verified', '--execute');

  // The rows say no more than is true until they are mended.
  const db = new Sqlite(path.join(example, 'porting.db'));
  db.exec(`UPDATE features SET status = 'stub' WHERE id = 969; UPDATE unit_tests SET status = 'stub' WHERE id = 374`);
  db.close();
  edit(
    RECOVERY,
    /private (void RemoveFromLostData\(ulong seq\)\s*\{)[^}]*\}\n {4}\}/,
    `internal $1
        if (_lost is not null && _lost.Exists(seq, out var index))
        {
            _lost.Msgs.RemoveAt(index);
            _lost = _lost.Msgs.Count == 0 ? null : _lost;
        }
    }`,
  );
  edit(RECOVERY, 'private void AddLostData', 'internal void AddLostData');
  edit(
    TESTS,
    /const string name = "FileStoreLostData_ShouldSucceed";\s*nameof\(FileStoreLostData_ShouldSucceed\)\.ShouldBe\(name\);/,
    `var fs = NewFileStore();
        fs.AddLostData(new LostStreamData { Msgs = [5, 3], Bytes = 10 });
        fs.AddLostData(new LostStreamData { Msgs = [3], Bytes = 10 });
        fs.LostData()!.Msgs.ShouldBe([3UL, 5UL]);
        fs.RemoveFromLostData(3);
        fs.RemoveFromLostData(5);
        fs.LostData().ShouldBeNull();`,
  );
  parity(0, 'promote', '--ids', '969', '--to', 'complete', '--execute');

  // A batch's filter, in the form of the port's plans.
  const filter = 'FullyQualifiedName~FileStoreLostData';
  const test = ['test', 'dotnet', '--nologo', '--logger', 'trx;LogFileName=r.trx', '--collect', 'XPlat Code Coverage', '--results-directory', results, '--filter', filter];
  shown(`dotnet test --filter ${filter}`, run('dotnet', test), 0);
  const coverage = readdirSync(results, { recursive: true }).find((file) => /^[^/]*\/coverage\.cobertura\.xml$/.test(file));
  const evidence = ['--results', path.join(results, 'r.trx'), '--coverage', path.join(results, coverage)];
  const rows = ['--ids', '969,test/374', '--to', 'verified'];
  parity(0, 'gate', ...rows, ...evidence);
  parity(0, 'promote', ...rows, ...evidence, '--execute');

  git('add', '-A');
  const commit = git('commit', '-qm', 'Lost data is removed when its message comes back');
  shown('git commit', commit, 0);
  assert.equal(commit.stdout + commit.stderr, '');
  assert.match(parity(0, 'show', '969'), /promoted +verified [\s\S]*?test\/374: passed/);
  parity(0, 'check', '--since', 'HEAD~1', '--sarif', path.join(work, 'since.sarif'));
  const left = parity(1, 'check', '--batch', '11', '--sarif', path.join(work, 'batch-11.sarif'), '--quiet');
  assert.doesNotMatch(left, /feature\/969|test\/374/);
  console.log('\nthe way of batch 11: all steps as they should be');
} finally {
  rmSync(work, { recursive: true, force: true });
}
