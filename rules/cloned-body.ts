import { cloneOf } from '../src/facts/clones.js';
import { describeWork, placeOf } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'cloned-body',
  level: 'warning',
  category: 'body',
  summary: 'A mapped C# member has the same body as another one, though their Go functions differ.',
  precision: 'high',
  on: 'pair',
  messages: {
    neighbour:
      '`{{csharp}}` has the same body as `{{original}}` ({{place}}), and nothing that `{{go}}` names: it has {{work}}. Port what it does, or set the row back to `deferred` with a reason.',
    clone:
      '`{{csharp}}` has the same body as `{{original}}` ({{place}}), the port of `{{other}}`; `{{go}}` is another function: it has {{work}}. Port what it does, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts }) {
    // Several members share the work of one Go function: one of them may look like any other.
    const [csharp, ...others] = members;
    const clone = csharp === undefined || others.length > 0 ? undefined : cloneOf(csharp, go, facts);
    if (csharp === undefined || clone === undefined) return;
    const { original } = clone;
    yield {
      at: csharp,
      message: clone.goName === undefined ? 'neighbour' : 'clone',
      data: {
        csharp: symbolOf(csharp),
        original: symbolOf(original),
        place: placeOf(original),
        other: clone.goName ?? '',
        go: row.name,
        work: describeWork(facts.bodyOf(go)),
      },
      related: [{ at: original, text: `The same body: \`${symbolOf(original)}\`` }],
    };
  },
});
