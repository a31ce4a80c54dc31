import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { findSources, readSource, resolveGoFile } from '../../src/sources/sources.js';

let dir: string;
beforeEach(() => {
  // Characters that mean something in a glob must mean nothing in the root.
  dir = path.join(realpathSync(mkdtempSync(path.join(os.tmpdir(), 'parity-sources-'))), 'a (b) [c]{d}!');
  mkdirSync(dir);
});
afterEach(() => rmSync(path.dirname(dir), { recursive: true, force: true }));

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), '');
  }
}

function configOf(settings: object = {}, at = 'parity.config.json', root?: string) {
  write(at);
  writeFileSync(path.join(dir, at), JSON.stringify(settings));
  return loadConfig({ cwd: dir, config: at, root });
}

const PORT = ['golang/nats-server/main.go', 'dotnet/src/P/A.cs', 'dotnet/tests/P/ATests.cs'];

describe('findSources', () => {
  test('natsnet: sorted, without vendored and built files', async () => {
    write(
      ...PORT,
      'golang/nats-server/server/b_test.go',
      'golang/nats-server/server/a.go',
      'golang/nats-server/vendor/x/v.go',
      'golang/nats-server/a.txt',
    );
    write('golang/nats-server/.git/hooks.go', 'dotnet/src/P/obj/Debug/G.cs', 'dotnet/src/P/bin/B.cs', 'dotnet/src/B.cs', 'dotnet/src/Ä.cs');
    expect(await findSources(loadConfig({ cwd: dir }))).toEqual({
      go: ['golang/nats-server/main.go', 'golang/nats-server/server/a.go', 'golang/nats-server/server/b_test.go'],
      csharp: ['dotnet/src/B.cs', 'dotnet/src/P/A.cs', 'dotnet/src/Ä.cs'],
      csharpTests: ['dotnet/tests/P/ATests.cs'],
      notices: [],
    });
  });

  test('a file that both globs match is a test; excludes and negation hold', async () => {
    write('go/a.go', 'go/gen/b.go', 'src/A.cs', 'src/A.Tests.cs', 'src/A.g.cs', 'src/Old.cs');
    const csharp = { source: ['src/**/*.cs', '!**/Old.cs'], tests: ['**/*Tests.cs'], exclude: ['**/*.g.cs'] };
    expect(await findSources(configOf({ go: { root: 'go', exclude: ['gen/**'] }, csharp }))).toMatchObject({
      go: ['go/a.go'],
      csharp: ['src/A.cs'],
      csharpTests: ['src/A.Tests.cs'],
    });
  });

  test('outside of the root and of the config: paths with `..`, excludes still hold', async () => {
    write('go/a.go', 'cs/A.cs', 'cs/obj/B.cs', 'conf/Own.cs', 'conf/Not.cs', 'inner/x');
    const csharp = { source: ['../cs/**/*.cs', './*.cs', path.join(dir, 'cs/*.cs')], tests: [], exclude: ['**/obj/**', 'Not.cs'] };
    expect(await findSources(configOf({ go: { root: '../go' }, csharp }, 'conf/parity.config.json', 'inner'))).toEqual({
      go: ['../go/a.go'],
      csharp: ['../conf/Own.cs', '../cs/A.cs'],
      csharpTests: [],
      notices: [],
    });
  });

  test('symbolic links: go.root may be one, loops and links that leave are not followed', async () => {
    write('elsewhere/main.go', 'dotnet/src/A.cs', 'outside/B.cs', 'golang/x');
    symlinkSync('../elsewhere', path.join(dir, 'golang/nats-server'));
    symlinkSync('.', path.join(dir, 'elsewhere/loop'));
    symlinkSync('../../outside', path.join(dir, 'dotnet/src/out'));
    symlinkSync('../../outside/B.cs', path.join(dir, 'dotnet/src/B.cs'));
    expect(await findSources(loadConfig({ cwd: dir }))).toMatchObject({ go: ['golang/nats-server/main.go'], csharp: ['dotnet/src/A.cs'] });
  });

  test.each<[string, string[], message: string, hint: string]>([
    ['no go.root', ['dotnet/src/A.cs'], 'the Go source directory golang/nats-server (`go.root`) does not exist', 'set `go.root`'],
    ['a file as go.root', ['golang/nats-server'], 'golang/nats-server (`go.root`) is not a directory', 'set `go.root`'],
    ['no Go file', ['golang/nats-server/README.md', 'dotnet/src/A.cs'], 'no Go file in golang/nats-server (`go.root`)', 'set `go.root`'],
    [
      'no C# file',
      [PORT[0] ?? '', 'dotnet/src/A.txt'],
      'no C# file matches `dotnet/src/**/*.cs` (`csharp.source`) in .',
      'set `csharp.source`',
    ],
  ])('%s is refused', async (_, files, message, hint) => {
    write(...files);
    await expect(findSources(loadConfig({ cwd: dir }))).rejects.toMatchObject({
      name: 'Refusal',
      message,
      hint: expect.stringContaining(hint),
    });
  });

  test('a side that is not asked for may be missing', async () => {
    write('dotnet/src/A.cs');
    expect(await findSources(loadConfig({ cwd: dir }), 'csharp')).toMatchObject({ go: [], csharp: ['dotnet/src/A.cs'] });
    await expect(findSources(loadConfig({ cwd: dir }), 'go')).rejects.toThrow('golang/nats-server (`go.root`) does not exist');
  });

  test('an empty go.root hints at the submodule', async () => {
    mkdirSync(path.join(dir, 'golang/nats-server'), { recursive: true });
    await expect(findSources(loadConfig({ cwd: dir }))).rejects.toMatchObject({
      message: 'the Go source directory golang/nats-server (`go.root`) is empty',
      hint: 'if it is a git submodule, run `git submodule update --init`',
    });
  });

  test('no test file is a notice', async () => {
    write(...PORT.slice(0, 2));
    const { notices } = await findSources(loadConfig({ cwd: dir }));
    expect(notices).toEqual(['no C# file matches `dotnet/tests/**/*.cs` (`csharp.tests`) in .']);
  });

  test('a directory without permission is refused by name', async () => {
    write(...PORT, 'dotnet/src/Secret/S.cs');
    chmodSync(path.join(dir, 'dotnet/src/Secret'), 0o000);
    await asOrdinaryUser(() =>
      expect(findSources(loadConfig({ cwd: dir }))).rejects.toThrow('dotnet/src/Secret cannot be read: permission denied'),
    );
  });
});

describe('readSource', () => {
  const LIMITS = { fileBytes: 4096 };
  const le = (text: string) => Buffer.from(text, 'utf16le');
  const CODE = 'class Ä { /* 😀 */ }\r\n';

  function read(bytes: string | Buffer) {
    writeFileSync(path.join(dir, 'x.cs'), bytes);
    return readSource(path.join(dir, 'x.cs'), LIMITS);
  }

  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(CODE), CODE],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${CODE}`), CODE],
    ['UTF-16 LE with a byte order mark', le(`\uFEFF${CODE}`), CODE],
    ['UTF-16 BE with a byte order mark', le(`\uFEFF${CODE}`).swap16(), CODE],
    ['UTF-16 LE', le(CODE), CODE],
    ['UTF-16 BE', le(CODE).swap16(), CODE],
    ['UTF-16 LE, half a character at the end', Buffer.concat([le('\uFEFFab'), Buffer.of(0x63)]), 'ab\uFFFD'],
    ['Latin-1', Buffer.from('a\xe4b', 'latin1'), 'a\uFFFDb'],
    ['nothing', Buffer.of(), ''],
  ])('%s', (_, bytes, text) => {
    expect(read(bytes)).toMatchObject({ text, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('the hash is that of the bytes', () => {
    expect(read('abc')).toMatchObject({ hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' });
    expect(read('\uFEFFabc')).not.toMatchObject({ hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' });
  });

  test.each<[string, Buffer, string]>([
    ['NUL', Buffer.from('class A\0{}'), 'is binary'],
    ['UTF-32', Buffer.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 'is binary'],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0', 'latin1'), 'is binary'],
    ['5000 bytes', Buffer.alloc(5000, 0x20), 'is too large: 5000 bytes, `limits.fileBytes` is 4096'],
  ])('%s is unreadable', (_, bytes, unreadable) => {
    expect(read(bytes)).toEqual({ unreadable });
  });

  test('what is no readable file', async () => {
    expect(readSource(dir, LIMITS)).toEqual({ unreadable: 'is a directory' });
    expect(readSource('/dev/null', LIMITS)).toEqual({ unreadable: 'is not a file' });
    expect(readSource(path.join(dir, 'no.cs'), LIMITS)).toEqual({ unreadable: 'cannot be read: no such file or directory' });
    write('secret.cs');
    chmodSync(path.join(dir, 'secret.cs'), 0o000);
    const source = await asOrdinaryUser(async () => readSource(path.join(dir, 'secret.cs'), LIMITS));
    expect(source).toEqual({ unreadable: 'cannot be read: permission denied' });
  });
});

describe('resolveGoFile', () => {
  test.each([
    ['server/a.go', { path: 'go/server/a.go' }],
    ['./server//a.go', { path: 'go/server/a.go' }],
    ['server/inner.go', { path: 'go/server/inner.go' }],
    ['', { problem: 'is empty' }],
    ['server', { problem: 'is not a file' }],
    ['server/no.go', { problem: 'does not exist in go' }],
    ['server/a.go/b.go', { problem: 'does not exist in go' }],
    ['server/../server/a.go', { problem: 'has a `..`; paths in the database stay below `go.root`' }],
    ['../outside.go', { problem: 'has a `..`; paths in the database stay below `go.root`' }],
    ['/etc/passwd', { problem: 'is absolute; paths in the database are relative to `go.root`' }],
    ['C:/x.go', { problem: 'is absolute; paths in the database are relative to `go.root`' }],
    ['server\\a.go', { problem: 'has a backslash; paths in the database are written with `/`' }],
    ['server/a.go\0', { problem: 'has a NUL character' }],
    ['server/out.go', { problem: 'is a symbolic link that leaves `go.root`' }],
    ['out/outside.go', { problem: 'is a symbolic link that leaves `go.root`' }],
    ['server/loop.go', { problem: 'cannot be read: too many symbolic links encountered' }],
    ['a'.repeat(300), { problem: 'cannot be read: name too long' }],
  ])('%j', (goFile, expected) => {
    write('real/server/a.go', 'outside.go', 'real-not/x.go');
    symlinkSync('real', path.join(dir, 'go'));
    symlinkSync('a.go', path.join(dir, 'real/server/inner.go'));
    symlinkSync('../../outside.go', path.join(dir, 'real/server/out.go'));
    symlinkSync('..', path.join(dir, 'real/out'));
    symlinkSync('loop.go', path.join(dir, 'real/server/loop.go'));
    expect(resolveGoFile(configOf({ go: { root: 'go' } }), goFile)).toEqual(expected);
  });
});

/** Runs without the rights that root has. */
async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.();
  chmodSync(path.dirname(dir), 0o755);
  if (user === 0) process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
}
