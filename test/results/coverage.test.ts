import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Routine } from '../../src/model/source.js';
import { coverageOf, readCoverage } from '../../src/results/coverage.js';
import { temporaryDirectory } from '../ledger/database.js';

const SAMPLE = fileURLToPath(new URL('samples/coverage.cobertura.xml', import.meta.url));
const directory = temporaryDirectory();

const member = (startLine: number, endLine: number, file = 'Lib/Class1.cs') => ({ file, startLine, endLine }) as Routine;

/** Lines of `samples/port/Store.cs.txt`. */
describe('coverage of coverlet', () => {
  it.each([
    ['a constructor', member(7, 10), { hit: 4, lines: 4 }],
    ['a property', member(12, 12), { hit: 1, lines: 1 }],
    ['a method that is called', member(14, 17), { hit: 3, lines: 3 }],
    ['a method that is never called', member(19, 22), { hit: 0, lines: 3 }],
    ['an async method', member(24, 28), { hit: 4, lines: 4 }],
    ['an iterator', member(30, 36), { hit: 6, lines: 6 }],
    ['a method with a local function in a nested class', member(40, 48), { hit: 6, lines: 6 }],
    ['lines without code', member(1, 4), undefined],
    ['another file of that name', member(14, 17, 'Other/Class1.cs'), undefined],
    ['a file whose name ends so', member(14, 17, 'b/Class1.cs'), undefined],
  ])('%s', async (_, routine, expected) => {
    expect(coverageOf(routine, [await readCoverage(SAMPLE)])).toEqual(expected);
  });

  it('says when it was written', async () => {
    expect(new Date((await readCoverage(SAMPLE)).writtenAt ?? 0).toISOString()).toBe('2026-11-24T23:03:21.000Z');
  });

  it('file names are relative to a source, with either slash', async () => {
    const file = directory.file('c.xml');
    writeFileSync(
      file,
      `<coverage><sources><source>C:\\port\\dotnet\\src\\</source></sources><packages><package><classes><class filename="Store\\A.cs">
       <lines><line number="3" hits="1"/></lines></class></classes></package></packages></coverage>`,
    );
    expect(coverageOf(member(1, 9, 'dotnet/src/Store/A.cs'), [await readCoverage(file)])).toEqual({ hit: 1, lines: 1 });
  });

  it('anything else is refused', async () => {
    const file = directory.file('c.xml');
    writeFileSync(file, '<TestRun/>');
    await expect(readCoverage(file)).rejects.toThrow('is no Cobertura file: its root element is `TestRun`');
  });
});
