import { namesOfFeature } from '../src/facts/reach.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'misses-feature',
  level: 'warning',
  category: 'test',
  summary: 'A mapped C# test calls none of the features that its row depends on.',
  precision: 'medium',
  on: 'test',
  messages: {
    none: '`{{csharp}}` calls none of the features that {{item}} depends on ({{features}}), neither itself nor through what it calls. Call what `{{go}}` calls, or correct the dependencies of the row.',
  },
  *check({ row, members, facts, tests }) {
    const features = tests.featuresOf(row).filter((feature) => feature.dotnetMethod.trim() !== '' && feature.status !== 'n_a');
    if (features.length === 0) return;
    const judged = members.filter((member) => tests.verdict(member) === 'sound');
    const [first] = judged;
    // A copy of another test calls what that one is about: `cloned-test` says so.
    if (first === undefined || judged.length < members.length || tests.clones.of(first).length > 1) return;
    const wanted = new Set<string>();
    for (const feature of features) {
      const names = namesOfFeature(feature, facts.csharp);
      if (names === 'any') return;
      for (const name of names) wanted.add(name);
    }
    if (wanted.size === 0 || judged.some((member) => tests.reach.reaches(member, wanted))) return;
    const shown = features.slice(0, 3).map((feature) => `\`${feature.dotnetClass}.${feature.dotnetMethod}\``);
    yield {
      at: first,
      message: 'none',
      data: {
        csharp: symbolOf(first),
        item: row.item,
        features: shown.join(', ') + (features.length > shown.length ? ' …' : ''),
        go: row.name,
      },
    };
  },
});
