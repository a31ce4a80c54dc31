import type { Facts } from '../src/facts/facts.js';
import { namesOfFeature } from '../src/facts/reach.js';
import type { TestFacts } from '../src/facts/test-facts.js';
import { calleeName, nodesOf } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'misses-feature',
  level: 'warning',
  category: 'test',
  summary: 'A mapped C# test calls none of the features that its row depends on.',
  precision: 'medium',
  on: 'test',
  messages: {
    namesake:
      '`{{csharp}}` never calls `{{name}}`, which `{{go}}` calls and is named for. Call what `{{go}}` calls, and assert on what that does.',
    none: '`{{csharp}}` calls none of the features that {{item}} depends on ({{features}}), neither itself nor through what it calls. Call what `{{go}}` calls, or correct the dependencies of the row.',
  },
  *check({ row, go, members, facts, tests }) {
    const features = tests.featuresOf(row).filter((feature) => feature.dotnetMethod.trim() !== '' && feature.status !== 'n_a');
    if (row.dependsOn.length === 0) {
      const [only] = members;
      const name = only === undefined || members.length > 1 || tests.verdict(only) !== 'sound' ? undefined : namesake(go, facts, tests);
      if (
        only !== undefined &&
        name !== undefined &&
        tests.clones.of(only).length === 1 &&
        !facts.reach.reaches(only, new Set([name.toLowerCase(), `${name.toLowerCase()}async`]))
      )
        yield { at: only, message: 'namesake', data: { csharp: symbolOf(only), name, go: row.name } };
      return;
    }
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
    if (wanted.size === 0 || judged.some((member) => facts.reach.reaches(member, wanted))) return;
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

/** The member that a Go test is named for, of those that it calls itself and that the port has by that name: `EraseMsg` of `TestEraseOverwrites`. */
function namesake(go: Routine, facts: Facts, tests: TestFacts): string | undefined {
  const body = facts.bodyOf(go);
  const title = go.name.replace(/^Test/, '').toLowerCase();
  for (const call of body === undefined ? [] : nodesOf(body, 'call')) {
    const name = calleeName(call.callee) ?? '';
    const [word] = /^[A-Za-z][a-z]{3,}/.exec(name) ?? [];
    const pascal = name.charAt(0).toUpperCase() + name.slice(1);
    if (word !== undefined && title.startsWith(word.toLowerCase()) && tests.project.portMembers(pascal).length > 0) return pascal;
  }
  return undefined;
}
