import { describeWork } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'bodiless-counterpart',
  level: 'error',
  category: 'mapping',
  summary: 'The C# member of a row is only declared: interface, abstract, extern or partial without a body.',
  precision: 'very-high',
  on: 'row',
  messages: {
    declared:
      '`{{csharp}}` is only declared ({{how}}), and no implementation was found; `{{go}}` has a body ({{work}}). Map {{item}} to the member that implements it, or write that.',
  },
  *check({ row, go, csharp, facts }) {
    if (csharp.kind !== 'found' || csharp.declaredOnly.length < csharp.members.length) return;
    // Go's interface methods are no functions: a Go side without a body is an assembler stub, declared in both.
    if (go.kind === 'found' && !go.routine.hasBody) return;
    for (const routine of csharp.declaredOnly) {
      const modifier = routine.modifiers.find((each) => /^(abstract|extern|partial)$/.test(each));
      const work = go.kind === 'found' ? describeWork(facts.bodyOf(go.routine)) : 'its Go side was not found';
      yield {
        at: routine,
        message: 'declared',
        data: { csharp: symbolOf(routine), how: modifier ?? 'interface member', go: row.name, work, item: row.item },
      };
    }
  },
});
