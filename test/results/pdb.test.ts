import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { builtSources } from '../../src/results/pdb.js';

const sample = (name: string) => readFileSync(fileURLToPath(new URL(`samples/${name}`, import.meta.url)));

it('names the sources of a build with their checksums', () => {
  const sources = builtSources(sample('Lib.pdb')) ?? [];
  expect(sources.map(({ path }) => path).filter((path) => !path.includes('/obj/'))).toEqual(['/port/Lib/Class1.cs']);
  expect(sources[0]?.hash).toBe(createHash('sha256').update(sample('port/Store.cs.txt')).digest('hex'));
  expect(sources).toHaveLength(4);
});

it('knows nothing of other files, and of files that are cut off', () => {
  expect(builtSources(Buffer.from('Microsoft C/C++ MSF 7.00\r\n\x1aDS, and more than enough of it'))).toBeUndefined();
  const whole = sample('Lib.pdb');
  for (let length = 0; length < whole.length; length += 97) expect(() => builtSources(whole.subarray(0, length))).not.toThrow();
});
