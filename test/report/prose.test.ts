import { expect, test } from 'vitest';
import { firstSentence, fixOf, spansOf } from '../../src/report/prose.js';

test('a message falls into words and code', () => {
  expect(spansOf('`A.B` is empty; `` and ` are\tno code')).toEqual([
    { text: 'A.B', isCode: true },
    { text: ' is empty; `` and ` are\\tno code', isCode: false },
  ]);
  expect(spansOf('')).toEqual([]);
});

test.each([
  ['One. Two.', 'One.'],
  ['`a.b` is in x.go:1. Mend it.', '`a.b` is in x.go:1.'],
  ['No end', 'No end'],
])('the first sentence of %j', (message, expected) => {
  expect(firstSentence(message)).toBe(expected);
});

test.each([
  ['# x\n\nText.\n\n## How to fix\nPort\nit.\n\nOr not.\n\n## Examples\n', 'Port it. Or not.'],
  ['# x\n\n## How to fix\n\nAt the end.\n', 'At the end.'],
  ['# x\n\n### How to fix\nNo section.\n', ''],
  ['', ''],
])('the fix in %j', (markdown, expected) => {
  expect(fixOf({ markdown })).toBe(expected);
});
