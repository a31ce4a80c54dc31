import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastGlob from 'fast-glob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeDatabase, spoil } from '../../scripts/fuzz/databases.js';
import { probe } from '../../scripts/fuzz/probe.js';
import { randomOf } from '../../scripts/fuzz/random.js';
import { hostileInput, NESTINGS, type Sample } from '../../scripts/fuzz/texts.js';
import { check, faultsOf, TREES, writeOutside } from '../../scripts/fuzz/trees.js';
import type { Language } from '../../src/model/source.js';

// The short form of `npm run fuzz`: the same inputs at each run.
const EXAMPLE = fileURLToPath(new URL('../../fixtures/natsnet/', import.meta.url));
const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1000);
/** Seeds of the long form that broke something once. */
const BROKE = [78603, 80774, 89330, 93778];
let directory = '';
beforeAll(() => {
  directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'parity-fuzz-')));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('sources that nobody would write are read, in part or not at all, and never break anything', () => {
  const samples = fastGlob.sync('**/*.{go,cs}', { cwd: EXAMPLE }).map(
    (file): Sample => ({
      language: file.endsWith('.go') ? 'go' : 'csharp',
      text: readFileSync(path.join(EXAMPLE, file), 'utf8'),
    }),
  );
  const outcomes = [...SEEDS, ...BROKE].map((seed) => probe(hostileInput(randomOf(seed), samples)));
  expect(new Set(outcomes)).toEqual(new Set(['read', 'in part', 'refused']));
});

const AROUND: Readonly<Record<Language, (body: string) => string>> = {
  go: (body) => `package a\n\nfunc f() {\n\tx = 1\n\t${body}\n}\n\nfunc g() {}\n`,
  csharp: (body) => `class C {\n  void F() {\n    x = 1;\n    ${body};\n  }\n  void G() { }\n}\n`,
};

const STATEMENT = /^(?:if|for|while|try|switch|class|namespace|extension|L:|[{#])/;
/** Each is a member with a body of its own, whose text grows with the square of the depth. */
const MEMBERS: ReadonlySet<string> = new Set(['void F() { ']);

describe.each(['go', 'csharp'] as const)('%s nested almost as deep as it is read', (language) => {
  test.each(NESTINGS[language].filter(([open]) => !MEMBERS.has(open)))('%s', (open, middle, close) => {
    const body = open.repeat(1150) + middle + close.repeat(1150);
    const text = AROUND[language](STATEMENT.test(open) ? body : `x = ${body}`);
    expect(() => probe({ name: open, language, bytes: Buffer.from(text) })).not.toThrow();
  });
});

test('databases that no tool wrote are read, with faults or not at all, in one line', async () => {
  const outcomes = new Set<string>();
  for (const seed of SEEDS) {
    const file = path.join(directory, 'porting.db');
    copyFileSync(path.join(EXAMPLE, 'porting.db'), file);
    spoil(randomOf(seed), file);
    outcomes.add(await probeDatabase(file));
  }
  expect(outcomes).toEqual(new Set(['read', 'with faults', 'refused']));
});

describe('projects that mean no good', () => {
  // All of them: `npm run fuzz`.
  const short =
    /every column|in the sources|leave the root|in a ring|that act|Go nested|binary|cut off|locked|later version|another tool|strings nested|Latin-1|pipes|empty database/;
  test.each(TREES.filter(({ name }) => short.test(name)).map((tree) => [tree.name, tree] as const))('%s', (_, tree) => {
    const root = path.join(directory, 'tree');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    writeOutside(path.join(directory, 'outside'));
    tree.write(root, path.join(directory, 'outside'));
    expect(faultsOf(tree, check(tree, root))).toEqual([]);
  });
});
