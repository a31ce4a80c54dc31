import { givesReason } from '../src/model/reason.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'deferred-without-reason',
  level: 'error',
  category: 'protocol',
  summary: 'A row is deferred, or said not to apply, and its notes give no reason.',
  precision: 'very-high',
  on: 'row',
  statuses: ['deferred', 'n_a'],
  messages: {
    none: '{{item}} (`{{go}}`) is `{{status}}` without a reason: its notes are empty. Write into the notes what it waits for, so that somebody can tell when it is due.',
    empty:
      '{{item}} (`{{go}}`) is `{{status}}`, and its notes only say "{{notes}}". Write into the notes what it waits for, so that somebody can tell when it is due.',
  },
  *check({ row }) {
    if (row.status !== 'deferred' && row.status !== 'n_a') return;
    const notes = row.notes.trim();
    const data = { item: row.item, go: row.name, status: row.status };
    if (notes === '') yield { at: 'row', message: 'none', data };
    else if (!givesReason(notes)) yield { at: 'row', message: 'empty', data: { ...data, notes } };
  },
});
