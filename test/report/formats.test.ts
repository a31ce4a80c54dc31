import { expect, test } from 'vitest';
import { FORMATS, formatOfFile, render } from '../../src/report/formats.js';
import { FULL, textOf } from './sample-report.js';

test.each([
  ['out/parity.sarif', 'sarif'],
  ['r.json', 'json'],
  ['SUMMARY.MD', 'markdown'],
  ['junit.xml', 'junit'],
  ['index.html', 'html'],
  ['report.txt', 'text'],
  ['report', 'text'],
  ['a.md/report', 'text'],
  ['html', 'text'],
])('%s is %s', (file, format) => {
  expect(formatOfFile(file)).toBe(format);
});

test.each(FORMATS)('%s ends with a line end, and is the same twice', async (format) => {
  const [first, second] = await Promise.all(
    [FULL, structuredClone(FULL)].map((report) => render(format, report, textOf, { color: false })),
  );
  expect(first).toMatch(/[^\n]\n$/);
  expect(second).toBe(first);
});
