import { rowsOf } from '../src/facts/cases.js';
import type { Facts } from '../src/facts/facts.js';
import { type Routine, symbolOf } from '../src/model/source.js';
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
    hidden:
      '`{{type}}` {{why}}, so {{runner}} does not run `{{csharp}}`. Make the class public and instantiable, with the attribute that the runner wants.',
    data: '`{{csharp}}` is a `[{{word}}]` without data, so it runs no case. Give it the cases of the Go test as `[InlineData]` or `[MemberData]`, or make it a `[Fact]`.',
  },
  *check({ row, members, facts }) {
    const code = facts.csharp;
    for (const member of members) {
      if (!member.test) {
        // A row may name the test and its helper: one of the members has to be run.
        if (members.some((each) => each.test)) continue;
        yield { at: member, message: 'attribute', data: { csharp: symbolOf(member), item: row.item } };
        continue;
      }
      const hidden = hiddenBy(member, facts);
      if (hidden !== undefined) {
        yield { at: member, message: 'hidden', data: { csharp: symbolOf(member), ...hidden } };
        continue;
      }
      const isTheory = has(member, DATA);
      if (isTheory && rowsOf(member, code) === 0) {
        const word = member.attributes.find(({ name }) => DATA.test(name))?.name ?? 'Theory';
        yield { at: member, message: 'data', data: { csharp: symbolOf(member), word } };
      }
    }
  },
});

const DATA = /Theory$|^(TestCaseSource|DynamicData)$/;

/** What keeps a runner from a test that has its attribute. NUnit looks into internal classes, too. */
function hiddenBy(
  test: Routine,
  { csharp: code }: Facts,
): { readonly type: string; readonly why: string; readonly runner: string } | undefined {
  const group = code.groupOf(test);
  if (group === undefined || group.parts.length === 0 || has(test, /^(Test|TestCase|TestCaseSource)$/)) return undefined;
  const runner = has(test, /^(Data)?TestMethod$/) ? 'MSTest' : 'xUnit';
  const types = [group, ...code.basesOf(group)];
  if (runner === 'MSTest' && !types.some((type) => type.parts.some((part) => part.attributes.some(({ name }) => /TestClass$/.test(name)))))
    return { type: group.path, why: 'has no `[TestClass]`', runner };
  // A nested class is seen from outside only if what encloses it is.
  const segments = group.path.split('.');
  for (let depth = segments.length; depth > 0; depth--) {
    const path = segments.slice(0, depth).join('.');
    const outer = depth === segments.length ? group : code.typesNamed(segments[depth - 1] as string).find((each) => each.path === path);
    const modifiers = new Set(outer?.parts.flatMap((part) => part.modifiers));
    if (outer !== undefined && outer.parts.length > 0 && !modifiers.has('public'))
      return { type: path, why: `is not public (\`${[...modifiers].join(' ') || 'internal by default'}\`)`, runner };
  }
  const isGeneric = group.parts.some((part) => part.arity > 0);
  if (isGeneric && runner === 'xUnit' && code.derivedOf(group).length === 0)
    return { type: group.path, why: 'is generic, and no class derives from it', runner };
  const isAbstract = group.parts.some((part) => part.modifiers.includes('abstract'));
  const namesakes = code.typesNamed(segments.at(-1) as string).filter((each) => each.path === group.path);
  return isAbstract && namesakes.every((each) => code.derivedOf(each).length === 0)
    ? { type: group.path, why: 'is abstract, and no class derives from it', runner }
    : undefined;
}

function has(test: Routine, name: RegExp): boolean {
  return test.attributes.some((attribute) => name.test(attribute.name));
}
