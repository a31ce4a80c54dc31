import { expect, test } from 'vitest';
import { lineHashesOf } from '../../src/report/line-hash.js';

const greeting = (...ends: [string, string, string, string, string]) =>
  ` hello; \t${ends[0]}world!!!${ends[1]}${ends[2]}${ends[3]}  \t\tGreetings${ends[4]} End`;
const greetingHashes = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
];

// Values published in github/codeql-action, src/fingerprints.test.ts.
test.each([
  ['an empty file', '', ['c129715d7a2bc9a3:1']],
  ['short lines', ' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
  [
    'no line end at the end',
    greeting('\n', '\n', '\n', '\n', '\n'),
    ['8b7cf3e952e7aeb2:1', 'b1ae1287ec4718d9:1', 'bff680108adb0fcc:1', 'c6805c5e1288b612:1', 'b86d3392aea1be30:1', 'e6ceba753e1a442:1'],
  ],
  ['LF', `${greeting('\n', '\n', '\n', '\n', '\n')}\n`, greetingHashes],
  ['CR', `${greeting('\n', '\r', '\r', '\r', '\r')}\r`, greetingHashes],
  ['CRLF', `${greeting('\r\n', '\r\n', '\r\n', '\r\n', '\r\n')}\r\n`, greetingHashes],
  ['mixed line ends', `${greeting('\n', '\r\n', '\n', '\r', '\r')}\r\n`, greetingHashes],
  [
    'repeated lines',
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [
      ...[1, 2, 3, 4, 5, 6].map((n) => `a7f2ff13bc495cf2:${n}`),
      'a7f2ff1481e87703:1',
      'a9cf91f7bbf1862b:1',
      '55ec222b86bcae53:1',
      'cc97dc7b1d7d8f7b:1',
      'c129715d7a2bc9a3:1',
    ],
  ],
])('hashes as GitHub does: %s', (_, text, expected) => {
  const all = new Set(expected.map((_, i) => i + 1));
  expect([...lineHashesOf(text, all).values()]).toEqual(expected);
  for (const line of all) expect([...lineHashesOf(text, new Set([line]))]).toEqual([[line, expected[line - 1]]]);
});

test('a line that the file does not have gets no hash', () => {
  expect([...lineHashesOf('a\nb\n', new Set([0, 2, 3, 4])).keys()]).toEqual([2, 3]);
  expect(lineHashesOf('a', new Set()).size).toBe(0);
});

test('agrees with the definition on text with surrogates, noncharacters and long lines', () => {
  const text = `\ufeff${'é😀\uffff\u0000 x'.repeat(40)}\r \n\t\n${'\u{10ffff}y'.repeat(300)}\n\n`;
  const lines = new Set([1, 2, 3, 4, 5, 6]);
  expect([...lineHashesOf(text, lines).values()].map((hash) => hash.split(':')[0])).toEqual(byDefinition(text));
});

/** One sum for each line, in exact integers: slow, and obviously what the definition says. */
function byDefinition(text: string): string[] {
  const rest = text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '');
  const starts = [0, ...[...rest.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return starts.map((start) => {
    let hash = 0n;
    for (let i = start; i < start + 100; i++) {
      const unit = i < rest.length ? rest.charCodeAt(i) : i === rest.length ? 65535 : 0;
      hash = BigInt.asUintN(64, hash * 37n + BigInt(unit));
    }
    return hash.toString(16);
  });
}

test('takes milliseconds for a file of 12,000 lines', () => {
  const text = Array.from({ length: 12_000 }, (_, i) => `        var value${i} = Compute(${i}, "text");`).join('\r\n');
  lineHashesOf(text, new Set([12_000]));
  const start = performance.now();
  expect(lineHashesOf(text, new Set([12_000])).size).toBe(1);
  expect(performance.now() - start).toBeLessThan(150);
});
