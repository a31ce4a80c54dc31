import { placeOf } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'missing-go-source',
  level: 'error',
  category: 'mapping',
  summary: 'The Go function that a row names is not there, so nothing can be said about its port.',
  precision: 'very-high',
  on: 'row',
  messages: {
    missing:
      'The Go side of {{item}} was not found: {{reason}}{{near}}. Correct `go_file`, `go_class` and `go_method`, or set the row to `n_a` if upstream removed it.',
    unreadable: 'The Go side of {{item}} could not be read: {{reason}}. Nothing can be said about its port until it is.',
  },
  *check({ row, go, facts }) {
    const unreadable = go.kind === 'unreadable' ? go.reason : go.kind === 'found' ? facts.unreadable(go.routine) : undefined;
    if (unreadable !== undefined)
      yield { at: 'row', message: 'unreadable', data: { item: row.item, reason: unreadable.replace(/\.$/, '') } };
    if (go.kind !== 'missing') return;
    const near = go.near.slice(0, 3);
    const hint =
      near.length === 0 ? '' : `; found ${near.map((routine) => `\`${symbolOf(routine)}\` in ${placeOf(routine)}`).join(' and ')}`;
    const related = near.map((routine) => ({ at: routine, text: `Found \`${symbolOf(routine)}\` here` }));
    yield { at: 'row', message: 'missing', data: { item: row.item, reason: go.reason, near: hint }, related };
  },
});
