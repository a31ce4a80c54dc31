import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/formats.js';
import { EXAMPLE, parity, REPOSITORY } from './parity.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'parity-e2e-'));
  cpSync(EXAMPLE, directory, { recursive: true, filter: (file) => !file.includes('.parity-cache') });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const check = (...args: string[]) => parity(['check', '--root', directory, '--no-cache', ...args]);

describe('exit codes of check', () => {
  it('0 and nothing but the summary for a clean scope', () => {
    const { code, stdout, stderr } = check('--feature', '955');
    expect(stdout).toContain('no findings');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('1 for an error, and 0 with --fail-on never', () => {
    expect(check('--feature', '970').code).toBe(1);
    expect(check('--feature', '970', '--fail-on', 'never').code).toBe(0);
  });

  it.each([
    ['an unknown batch', ['--batch', '99'], /99/],
    ['an unknown id', ['--feature', '123456'], /123456/],
    ['an empty scope', ['--module', '8', '--status', 'unknown'], /no row/],
    ['a misspelt option', ['--bach', '11'], /--batch/],
    ['a misspelt rule', ['--batch', '11', '--only', 'emptybody'], /--only: .*empty-body/],
    ['a misspelt format', ['--batch', '11', '--format', 'htlm'], /html/],
    ['an output in no directory', ['--batch', '11', '-o', '/nowhere/report.json'], /\/nowhere/],
    ['a database that is none', ['--db', 'README'], /README/],
    ['a root that is none', ['--root', '/nowhere'], /nowhere/],
  ])('2 and one line for %s', (_, args, says) => {
    writeFileSync(
      path.join(directory, 'README'),
      'this is no database, but it is long enough to have a header of one hundred bytes, more or less.',
    );
    const { code, stdout, stderr } = check(...args.map((arg) => (arg === 'README' ? path.join(directory, arg) : arg)));
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('the outputs of one run', () => {
  it('writes SARIF beside the text, the same bytes each time', () => {
    const [first, second] = ['a.sarif', 'b.sarif'].map((name) => {
      const file = path.join(directory, name);
      expect(check('--batch', '11', '--sarif', file).code).toBe(1);
      return readFileSync(file, 'utf8');
    });
    expect(second).toBe(first);
    expect(first).not.toContain(directory);
    const log = JSON.parse(first as string);
    expect(log.runs[0].automationDetails.id).toBe('parity/batch-11/');
    expect(log.runs[0].results.length).toBeGreaterThan(0);
  });

  it('writes every format in one run, each by the ending of its file', () => {
    const files = ['r.md', 'r.xml', 'r.html', 'r.json'].map((name) => path.join(directory, name));
    const { code, stdout } = check('--batch', '11', ...files.flatMap((file) => ['-o', file]), '--format', 'markdown');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [markdown, junit, html, json] = files.map((file) => readFileSync(file, 'utf8'));
    expect(markdown).toMatch(/^## parity: batch 11/);
    expect(junit).toMatch(/^<\?xml .*\n<testsuites name="parity"/);
    expect(html).toMatch(/^<!doctype html>/);
    expect(JSON.parse(json as string).scope.id).toBe('batch-11');
  });

  it('names every format in the help', () => {
    const help = parity(['check', '--help']).stdout.replace(/\s+/g, ' ');
    for (const format of FORMATS) expect(help).toContain(format);
  });

  it('a reader that closes the pipe ends it without a word', () => {
    const command = `"${process.execPath}" bin/parity.js check --root "${directory}" --no-cache --all --format json | head -c 1`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: REPOSITORY, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' });
  });

  it('gives the same findings from the cache', () => {
    const cold = parity(['check', '--root', directory, '--batch', '11', '--format', 'json']);
    const warm = parity(['check', '--root', directory, '--batch', '11', '--format', 'json']);
    expect(warm.stdout).toBe(cold.stdout);
  });
});

describe('the other commands', () => {
  it('show prints both sources and the findings', () => {
    const { code, stdout } = parity(['show', '970', '--root', directory, '--no-cache']);
    expect(code).toBe(1);
    expect(stdout).toContain('NotImplementedException');
    expect(stdout).toMatch(/Go .*filestore\.go/);
    expect(stdout).toContain('How to fix: ');
    const json = JSON.parse(parity(['show', '970', '--root', directory, '--no-cache', '--format', 'json']).stdout);
    expect(json.row.item).toBe('feature/970');
    expect(json.sources.csharp[0].text.join('\n')).toContain('NotImplementedException');
  });

  it('index prints members in the order of the contract', () => {
    const { code, stdout } = parity(['index', '--root', directory, '--no-cache', '--format', 'json']);
    expect(code).toBe(0);
    const { version, members } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(Object.keys(members[0])).toEqual([
      'language',
      'file',
      'namespace',
      'owner',
      'kind',
      'name',
      'parameters',
      'startLine',
      'endLine',
      'nameLine',
      'hasBody',
      'test',
    ]);
    const keys = members.map((each: { file: string; startLine: number; name: string }) => [each.file, each.startLine, each.name] as const);
    const sorted = [...keys].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)));
    expect(keys).toEqual(sorted);
  });

  it('rules and explain speak from the rules themselves', () => {
    expect(parity(['rules']).stdout).toContain('empty-body');
    expect(parity(['explain', 'empty-body']).stdout).toContain('## How to fix');
    const unknown = parity(['explain', 'empty-bdy']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('empty-body');
  });

  it.each([['check'], ['show'], ['index']])('%s --help has examples', (command) => {
    const { code, stdout } = parity([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});
