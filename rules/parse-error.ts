import { plural } from '../src/facts/describe.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'parse-error',
  level: 'warning',
  category: 'house',
  summary: 'A part of a source file does not parse, so what it declares may be unknown.',
  precision: 'high',
  on: 'file',
  messages: {
    part: '{{file}} has {{count}} that did not parse; the first: {{reason}}. Members declared there are unknown to this report. Mend the code, or report the construct if the compiler takes it.',
  },
  *check({ unit }) {
    if (unit.outline.problems === 0) return;
    const { file, problems } = unit.index;
    const [first] = problems;
    if (first === undefined) return;
    yield {
      at: { file, line: first.line, column: first.column },
      message: 'part',
      data: { file, count: plural(problems.length, 'part'), reason: first.message },
    };
  },
});
