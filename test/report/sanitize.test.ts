import { expect, test } from 'vitest';
import { jsonText, uriOf, visible } from '../../src/report/sanitize.js';

test.each([
  ['plain `code` é 漢字 😀', 'plain `code` é 漢字 😀'],
  ['\u001b[31mred\u009b0m', '\\u001b[31mred\\u009b0m'],
  ['a\r\n\tb', 'a\\r\\n\\tb'],
  ['\u202eevil\u2066', '\\u202eevil\\u2066'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
  ['\u2028\u{e0041}\ud800\uffff', '\\u2028\\u{e0041}\\ud800\\uffff'],
])('visible(%j)', (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test.each([
  ['src/a/B.cs', 'src/a/B.cs'],
  ['a b/c#d/e%f/g?h.cs', 'a%20b/c%23d/e%25f/g%3Fh.cs'],
  ['ü/漢.cs', '%C3%BC/%E6%BC%A2.cs'],
  ['C:/x\\y', 'C%3A/x%5Cy'],
  ['\ud800', '%EF%BF%BD'],
])('uriOf(%j)', (file, expected) => {
  expect(uriOf(file)).toBe(expected);
});

test('JSON is the same data without a character that acts or hides', () => {
  const value = { a: '\u001b\u007f\u009b\u202e\u2028\u{e0041}é\n', b: [1, null, 'x\ty'] };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).toMatch(/^[\n -~é]+$/);
  expect(jsonText('\ud800')).toBe('"\ufffd"\n');
});
