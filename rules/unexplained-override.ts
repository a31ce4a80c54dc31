import { givesReason } from '../src/model/reason.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unexplained-override',
  level: 'warning',
  category: 'protocol',
  summary: 'The status of a row was set against the audit, and the override does not say why.',
  precision: 'high',
  on: 'row',
  messages: {
    none: '{{item}} (`{{go}}`) is `{{status}}` by an override without a comment, against an audit that said `{{audit}}`{{because}}. Write into the comment why the audit was wrong, or set the row back.',
    empty:
      '{{item}} (`{{go}}`) is `{{status}}` by an override that only says "{{comment}}", against an audit that said `{{audit}}`{{because}}. Write into the comment why the audit was wrong, or set the row back.',
  },
  *check({ row, records }) {
    // An earlier override, or one to a status that the row has left, holds nothing up.
    const last = records.overridesOf(row).at(-1);
    if (last === undefined || last.requestedStatus !== row.status || givesReason(last.comment)) return;
    const because = last.auditReason === '' ? '' : ` (${last.auditReason})`;
    const data = { item: row.item, go: row.name, status: row.status, audit: last.auditStatus, because };
    if (last.comment === '') yield { at: 'row', message: 'none', data };
    else yield { at: 'row', message: 'empty', data: { ...data, comment: last.comment } };
  },
});
