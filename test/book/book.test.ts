import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/rule/registry.js';
import { enabledRules, judge } from '../../src/rule/run.js';
import { type MarkdownPort, portsIn } from '../markdown-port.js';
import { openPort } from '../rule-tester.js';

/**
 * Fakes and honest look-alikes written by hand, most of them without sight of the rules; the second and third volumes all of them. What is
 * asserted is what was measured: a rule that learns something may lower a number, none may raise one. A case that is missed or accused shows
 * its name.
 */
describe.each([
  { book: 'fake-bodies', cases: 74, missed: 19 },
  { book: 'fake-tests', cases: 46, missed: 0 },
  { book: 'second/fake-bodies', cases: 45, missed: 19 },
  { book: 'second/fake-tests', cases: 30, missed: 9 },
  { book: 'third/fake-bodies', cases: 20, missed: 0 },
  { book: 'third/fake-parts', cases: 20, missed: 7 },
  { book: 'third/fake-tests', cases: 20, missed: 1 },
])('$book', ({ book, cases, missed }) => {
  const fakes = casesOf(book);
  it(`has ${cases} fakes, of which at most ${missed} are missed`, () => {
    expect(fakes).toHaveLength(cases);
    const quiet = fakes.filter((each) => levelsOf(each).size === 0).map(nameOf);
    expect(quiet.length, quiet.join('\n')).toBeLessThanOrEqual(missed);
  });
});

describe.each([
  { book: 'honest-bodies', cases: 76, errors: 0, warnings: 0 },
  { book: 'honest-tests', cases: 45, errors: 0, warnings: 0 },
  { book: 'second/honest-bodies', cases: 45, errors: 0, warnings: 0 },
  { book: 'second/honest-tests', cases: 30, errors: 0, warnings: 0 },
  { book: 'third/honest-bodies', cases: 40, errors: 0, warnings: 0 },
  { book: 'third/honest-tests', cases: 25, errors: 0, warnings: 0 },
])('$book', ({ book, cases, errors, warnings }) => {
  const honest = casesOf(book);
  it(`has ${cases} honest members, of which at most ${errors} are accused with an error and ${warnings} with a warning`, () => {
    expect(honest).toHaveLength(cases);
    const levels = new Map(honest.map((each) => [nameOf(each), levelsOf(each)]));
    const accused = (level: 'error' | 'warning') => [...levels].filter(([, found]) => found.has(level)).map(([name]) => name);
    expect(accused('error').length, accused('error').join('\n')).toBeLessThanOrEqual(errors);
    expect(accused('warning').length, accused('warning').join('\n')).toBeLessThanOrEqual(warnings);
  });
});

function casesOf(book: string): MarkdownPort[] {
  return portsIn(readFileSync(new URL(`./${book}.md`, import.meta.url), 'utf8'));
}

function nameOf({ name, line }: MarkdownPort): string {
  return `line ${line}: ${name}`;
}

/** Levels of what the rules say of a case, but for notes. */
function levelsOf({ port }: MarkdownPort): ReadonlySet<'error' | 'warning'> {
  const { subject, run } = openPort(port);
  const findings = judge(subject, 'whole', { ...run, rules: enabledRules(RULES, {}) });
  return new Set(findings.flatMap(({ level }) => (level === 'note' ? [] : [level])));
}
