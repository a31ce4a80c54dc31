import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli.js';
import { loadConfig } from '../../src/config/config.js';
import { readBaseline } from '../../src/waivers/baseline.js';
import { temporaryDirectory } from '../ledger/database.js';

const directory = temporaryDirectory();

describe('the baseline file', () => {
  const read = () => readBaseline(loadConfig({ cwd: directory.path }));
  const put = (text: string) => writeFileSync(directory.file('parity.baseline.json'), text);
  const entry = { item: 'feature/1', rule: 'empty-body', message: 'm', fingerprint: 'f0f0', reason: 'r' };

  test('one that is not there has no entries', () => {
    expect(read()).toEqual({ file: 'parity.baseline.json', waivers: [] });
  });

  test('an entry knows its line', () => {
    put(JSON.stringify({ version: 1, entries: [entry] }, null, 2));
    expect(read().waivers[0]).toMatchObject({
      at: { file: 'parity.baseline.json', line: 8, column: 23, endColumn: 27 },
      on: 'feature/1',
      entry,
    });
  });

  test.each([
    ['{', 'parity.baseline.json is not JSON'],
    ['[]', 'parity.baseline.json is no baseline of version 1'],
    ['{"version": 2, "entries": []}', 'parity.baseline.json is no baseline of version 1'],
    ['{"version": 1, "entries": [7]}', 'parity.baseline.json: entry 1 has no `fingerprint`'],
    [JSON.stringify({ version: 1, entries: [entry, { ...entry, reason: 1 }] }), 'parity.baseline.json: entry 2 has no `reason`'],
  ])('%s is refused', (text, message) => {
    put(text);
    expect(read).toThrow(message);
  });
});

describe('the commands, on the example', { timeout: 60_000 }, () => {
  let output = '';
  const run = async (...args: string[]) => {
    output = '';
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      output += text;
      return true;
    });
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      output += text;
      return true;
    });
    try {
      return await main([...args, '--root', directory.path]);
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  };
  const file = () => directory.file('parity.baseline.json');
  const member = () => directory.file('dotnet/src/ZB.MOM.NatsNet.Server/JetStream/FileStore.Recovery.cs');

  beforeEach(() => cpSync(fileURLToPath(new URL('../../fixtures/natsnet', import.meta.url)), directory.path, { recursive: true }));

  test('accept, check, change, prune', async () => {
    const only = ['--only', 'empty-body,unused-waiver'];
    expect(await run('check', '--feature', '969', ...only)).toBe(1);
    expect(await run('baseline', '--feature', '969', ...only, '--reason', 'the flusher of batch 14 syncs')).toBe(0);
    expect(output).toBe('parity.baseline.json: 1 finding accepted in feature 969\n');
    expect(await run('check', '--feature', '969', ...only)).toBe(0);
    expect(output).toContain('findings accepted: 1 by the baseline');

    expect(await run('check', '--feature', '969', ...only, '--format', 'sarif', '--include-suppressed')).toBe(0);
    expect(JSON.parse(output).runs[0].results).toMatchObject([
      { ruleId: 'empty-body', suppressions: [{ kind: 'external', justification: 'the flusher of batch 14 syncs' }] },
    ]);

    const text = readFileSync(member(), 'utf8');
    writeFileSync(member(), text.replace(/(\bRemoveFromLostData\([^)]*\)\s*\{)/, '$1 _lost.Remove(seq); '));
    expect(await run('check', '--feature', '969', ...only)).toBe(1);
    expect(output).toContain('error[unused-waiver]');
    expect(await run('check', '--feature', '968', ...only)).toBe(0);

    expect(await run('baseline', 'prune')).toBe(0);
    expect(output).toBe('parity.baseline.json: 1 entry removed, 0 kept\n');
    expect(await run('check', '--feature', '969', ...only)).toBe(0);
  });

  test('needs a reason, and leaves what no baseline accepts', async () => {
    expect(await run('baseline', '--feature', '969')).toBe(2);
    expect(output).toContain('`parity baseline` needs a reason');
    expect(await run('baseline', '--feature', '969', '--reason', 'later')).toBe(2);
    expect(output).toContain('"later" is no reason');
    expect(existsSync(file())).toBe(false);

    expect(await run('baseline', '--all', '--reason', 'found in the audit of March')).toBe(0);
    expect(output).toMatch(/\d+ findings accepted in all rows\n\d+ findings of the protocol or of parity itself left/);
    expect(await run('check', '--all')).toBe(1);
    expect(output).toMatch(/all rows: \d errors/);
  });
});
