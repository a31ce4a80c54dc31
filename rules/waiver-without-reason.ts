import { givesReason } from '../src/model/reason.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'waiver-without-reason',
  level: 'error',
  category: 'house',
  summary: 'A waiver, or an entry of the baseline, gives no reason, so it is not in force.',
  precision: 'very-high',
  on: 'waiver',
  messages: {
    none: 'The waiver of {{rules}} gives no reason, so it is not in force. Write behind ` -- ` why the finding is accepted.',
    empty: 'The waiver of {{rules}} only says "{{reason}}", so it is not in force. Write behind ` -- ` why the finding is accepted.',
    entry:
      'The baseline accepts a finding of {{rules}} about {{on}} without a reason, so it is not in force. Write into `reason` why it is accepted.',
  },
  *check({ waiver }) {
    const { at, kind, on, reason } = waiver;
    if (waiver.instead !== undefined || waiver.rules.length === 0 || givesReason(reason)) return;
    const rules = waiver.rules.map((rule) => `\`${rule}\``).join(', ');
    if (kind === 'external') yield { at, message: 'entry', data: { rules, on } };
    else if (reason === '') yield { at, message: 'none', data: { rules } };
    else yield { at, message: 'empty', data: { rules, reason } };
  },
});
