import { plural } from '../src/facts/describe.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'shared-counterpart',
  level: 'warning',
  category: 'mapping',
  summary: 'Two Go functions are mapped to one C# member.',
  precision: 'medium',
  on: 'pair',
  messages: {
    shared:
      '`{{csharp}}` is said to be the port of `{{go}}` and of {{others}}. One body can hardly be all of them: map each to its own member, or name the reason in the notes.',
  },
  *check({ row, csharp, members, go, facts }) {
    if (members.length > 1) return;
    const rows = facts.claims
      .ofCSharp(csharp)
      .filter((each) => each.kind === 'feature' && each.item !== row.item && each.dotnetMethod === row.dotnetMethod);
    // The same function once per platform, an exported name before its worker, and overloads are one thing in C#.
    const others = rows.filter(
      (each) =>
        each.goMethod !== row.goMethod &&
        each.status !== 'n_a' &&
        each.status !== 'deferred' &&
        !isOneOf(each.goMethod, row.goMethod) &&
        overloads(facts.csharp.groupOf(csharp)?.routines ?? [], csharp.name) < 2,
    );
    const [first] = others;
    if (first === undefined || go.name === first.goMethod) return;
    const more = others.length > 1 ? ` and ${plural(others.length - 1, 'other')}` : '';
    yield { at: csharp, message: 'shared', data: { csharp: symbolOf(csharp), go: row.name, others: `\`${first.name}\`${more}` } };
  },
});

/** `Purge` and `purge`, `removeMsg` and `removeMsgLocked`, `Len` and `lenNoLock`. */
function isOneOf(left: string, right: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/(locked|nolock|withlock|internal|core|lockheld|noflush|one)$/, '');
  const [a, b] = [plain(left), plain(right)];
  return a === b || a.startsWith(b) || b.startsWith(a);
}

function overloads(routines: readonly { readonly name: string }[], name: string): number {
  return routines.filter((routine) => routine.name === name).length;
}
