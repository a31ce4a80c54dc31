import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../src/rule/define.js';
import { RULES } from '../src/rule/registry.js';
import { portsIn } from './markdown-port.js';
import { findingsOf } from './rule-tester.js';

const path = (rule: Rule, ending: string) => fileURLToPath(new URL(`../rules/${rule.id}${ending}`, import.meta.url));

// A rule is three files side by side, and what its doc shows is what it does.
describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const doc = existsSync(path(rule, '.md')) ? readFileSync(path(rule, '.md'), 'utf8') : '';
  const examples = portsIn(doc);

  it('has a test and a doc that begins with its summary', () => {
    expect(existsSync(path(rule, '.test.ts')), `rules/${id}.test.ts`).toBe(true);
    expect(doc.split('\n').slice(0, 3)).toEqual([`# ${id}`, '', rule.summary]);
    expect(doc).toContain('\n## How to fix\n');
  });

  it('shows in its doc at least one flagged and one honest example', () => {
    expect(new Set(examples.map(({ label }) => label))).toEqual(new Set(['flagged', 'honest']));
  });

  it.each(examples.map((example) => [`${example.label}: ${example.name}`, example] as const))('%s', (_, { label, port }) => {
    const findings = findingsOf(rule, port).map((finding) => finding.message);
    if (label === 'honest') expect(findings).toEqual([]);
    else expect(findings).not.toEqual([]);
  });

  it('says what is wrong, why and what to do in every message', () => {
    for (const message of Object.values(rule.messages)) {
      expect(message.split(/\.\s/).length, message).toBeGreaterThan(1);
      expect(message, message).toMatch(/\.$/);
    }
  });
});
