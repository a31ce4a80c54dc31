import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'stale-line',
  level: 'note',
  category: 'mapping',
  summary: 'The Go function of a row is not at the line that the row names.',
  precision: 'very-high',
  on: 'row',
  messages: {
    moved:
      '{{item}} says that `{{go}}` is at line {{old}} of {{file}}, and it is at line {{now}}. Set `go_line_number` to {{now}}: the row was made from other sources.',
  },
  *check({ row, go }) {
    if (go.kind !== 'found' || go.movedFrom === undefined) return;
    yield {
      at: 'row',
      message: 'moved',
      data: { item: row.item, go: row.name, old: go.movedFrom, file: row.goFile, now: go.routine.startLine },
    };
  },
});
