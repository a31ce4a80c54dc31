import { rankOf } from '../src/model/evidence.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'illegal-transition',
  level: 'error',
  category: 'protocol',
  summary: 'A row has a status that its kind does not take, or took one without the one before.',
  precision: 'very-high',
  on: 'row',
  messages: {
    foreign: '{{item}} is `{{status}}`, which no {{kind}} ever is: its statuses are {{flow}}. Set it back to the last one that it earned.',
    skipped:
      '{{item}} was promoted to `{{to}}` when it was `{{from}}`, without having been `{{between}}`. Set it back to `{{from}}`, and promote it step by step.',
  },
  *check({ row, records }) {
    const flow = records.flowOf(row.kind);
    if (rankOf(row.status) > 0 && !flow.includes(row.status)) {
      const list = flow.map((status) => `\`${status}\``).join(', ');
      yield { at: 'row', message: 'foreign', data: { item: row.item, status: row.status, kind: row.kind, flow: list } };
    }
    const history = [...records.evidenceOf(row)].reverse();
    for (const [i, { status: to }] of history.entries()) {
      const before = history[i - 1];
      // What a row was set back to is not on record.
      if (before === undefined || before.isWithdrawn) continue;
      const from = before.status;
      const between = flow[flow.indexOf(from) + 1];
      if (!flow.includes(from) || between === undefined || flow.indexOf(to) <= flow.indexOf(between)) continue;
      yield { at: 'row', message: 'skipped', data: { item: row.item, to, from, between } };
    }
  },
});
