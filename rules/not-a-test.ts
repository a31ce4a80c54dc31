import { rowsOf } from '../src/facts/cases.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'not-a-test',
  level: 'error',
  category: 'test',
  summary: 'The C# member that a test row names is never run as a test.',
  precision: 'very-high',
  on: 'test',
  messages: {
    attribute:
      '`{{csharp}}` has no test attribute, so no runner runs it, and a filter that names it is green without running anything. Add `[Fact]`, or map {{item}} to the test that runs.',
    hidden: '`{{type}}` is {{why}}, so xUnit does not run `{{csharp}}`. Make the class public and instantiable.',
    data: '`{{csharp}}` is a `[Theory]` without data, so it runs no case. Give it the cases of the Go test as `[InlineData]` or `[MemberData]`, or make it a `[Fact]`.',
  },
  *check({ row, csharp, members, facts }) {
    const code = facts.csharp;
    for (const member of members) {
      if (!member.test) {
        // A row may name the test and its helper: one of the members has to be run.
        if (members.some((each) => each.test)) continue;
        yield { at: member, message: 'attribute', data: { csharp: symbolOf(member), item: row.item } };
        continue;
      }
      const group = code.groupOf(csharp);
      const type = group?.parts.find((part) => part.modifiers.length > 0) ?? group?.parts[0];
      const modifiers = new Set(group?.parts.flatMap((part) => part.modifiers));
      const isNUnit = member.attributes.some((attribute) => /^(Test|TestCase|TestCaseSource)$/.test(attribute.name));
      if (type !== undefined && !isNUnit) {
        const isAbstract = modifiers.has('abstract') && !isInherited(group?.path ?? '', code.groups);
        const why = modifiers.has('public')
          ? isAbstract
            ? 'abstract, and no class derives from it'
            : undefined
          : `not public (\`${[...modifiers].join(' ') || 'internal by default'}\`)`;
        if (why !== undefined) {
          yield { at: member, message: 'hidden', data: { csharp: symbolOf(member), type: type.path, why } };
          continue;
        }
      }
      const isTheory = member.attributes.some((attribute) => /Theory$/.test(attribute.name));
      if (isTheory && rowsOf(member, code) === 0) {
        yield { at: member, message: 'data', data: { csharp: symbolOf(member) } };
      }
    }
  },
});

function isInherited(path: string, groups: readonly { readonly parts: readonly { readonly bases: readonly string[] }[] }[]): boolean {
  const simple = path.slice(path.lastIndexOf('.') + 1);
  return groups.some((group) =>
    group.parts.some((part) => part.bases.some((base) => base.replace(/<.*$/s, '').split('.').at(-1) === simple)),
  );
}
