import { plural } from '../src/facts/describe.js';
import { givesReason } from '../src/model/reason.js';
import type { Batch } from '../src/model/records.js';
import type { Row } from '../src/model/row.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'batch-dependency',
  level: 'warning',
  category: 'protocol',
  summary: 'A batch was begun before a batch that it needs was done.',
  precision: 'high',
  on: 'batch',
  messages: {
    needs:
      'Batch {{batch}} needs batch {{needed}}, of which {{open}} not done: {{items}}. Finish that batch first, or defer its rows with a reason.',
  },
  *check({ batch, needs }) {
    for (const needed of needs) {
      const open = needed.rows.filter(isOpen);
      if (open.length === 0) continue;
      yield {
        at: 'row',
        message: 'needs',
        data: { batch: nameOf(batch), needed: nameOf(needed.batch), ...listed(open, needed.rows.length) },
      };
    }
  },
});

/** For the next batch to begin, complete is enough; so is a row that is put off for a reason. */
function isOpen({ status, notes }: Row): boolean {
  if (status === 'verified' || status === 'complete' || status === 'n_a') return false;
  return status !== 'deferred' || !givesReason(notes);
}

function nameOf({ id, name }: Batch): string {
  return name === '' ? String(id) : `${id} (${name})`;
}

function listed(open: readonly Row[], total: number): { readonly open: string; readonly items: string } {
  const shown = open.slice(0, 3).map(({ item, status }) => `${item} is \`${status}\``);
  const more = open.length > shown.length ? ` and ${open.length - shown.length} more` : '';
  return { open: `${open.length} of ${plural(total, 'row')} ${open.length === 1 ? 'is' : 'are'}`, items: shown.join(', ') + more };
}
