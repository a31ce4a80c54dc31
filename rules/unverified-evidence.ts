import { evidenceProblem } from '../src/model/evidence.js';
import { givesReason } from '../src/model/reason.js';
import type { Row } from '../src/model/row.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unverified-evidence',
  level: 'error',
  category: 'protocol',
  summary: 'A row is verified, and the database has nothing that bears it out.',
  precision: 'very-high',
  on: 'row',
  messages: {
    evidence:
      '{{item}} (`{{go}}`) is `verified`, and {{problem}}. Set it back, and promote it with `parity promote`, which judges it and records what it saw.',
    tests:
      '{{item}} (`{{go}}`) is `verified`, and of the tests that are mapped to it none is: {{tests}}. Verify a test first, or set {{item}} back.',
  },
  *check({ row, records }) {
    if (row.status !== 'verified') return;
    const data = { item: row.item, go: row.name };
    if (records.isGuarded) {
      const problem = evidenceProblem(row, records.evidenceOf(row));
      if (problem !== undefined) yield { at: 'row', message: 'evidence', data: { ...data, problem: `it ${problem}` } };
    }
    if (row.kind !== 'feature') return;
    const tests = records.testsOf(row).filter(({ status }) => status !== 'n_a');
    // A test that is put off says why; then somebody has decided so.
    const open = tests.filter(({ status, notes }) => status !== 'deferred' || !givesReason(notes));
    if (open.length > 0 && tests.every(({ status }) => status !== 'verified'))
      yield { at: 'row', message: 'tests', data: { ...data, tests: named(open) } };
  },
});

function named(rows: readonly Row[]): string {
  const shown = rows.slice(0, 3).map(({ item, status }) => `${item} is \`${status}\``);
  return shown.join(', ') + (rows.length > shown.length ? ` and ${rows.length - shown.length} more` : '');
}
