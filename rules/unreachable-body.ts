import { plural, sizeOf } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { namesIn } from '../src/facts/walk.js';
import type { InactiveRegion, Routine } from '../src/model/source.js';
import { symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

/** Symbols that tell builds apart for good reasons: the other branch is somebody's code. */
const BUILD_SYMBOLS = /^(DEBUG|RELEASE|TRACE|NET\w*|WINDOWS\w*|LINUX|UNIX|MACOS|OSX|ANDROID|IOS|BROWSER|true|UNITY\w*|MONO)$/;

export default defineRule({
  id: 'unreachable-body',
  level: 'error',
  category: 'body',
  summary: 'The real code of a mapped C# member never runs.',
  precision: 'high',
  on: 'pair',
  messages: {
    dead: '{{count}} of `{{csharp}}` never run: {{why}}. `{{go}}` has no such way out. Let the code run, or set the row back to `deferred` with a reason.',
    inactive:
      'The code of `{{csharp}}` under `#if {{condition}}` is never compiled: nothing defines that symbol. `{{go}}` is always compiled. Remove the condition, or add the symbol to `csharp.defines` if a build sets it.',
  },
  *check({ row, go, members, facts }) {
    const goReachable = facts.reachable(go);
    for (const member of members) {
      const reachable = facts.reachable(member);
      if (reachable === undefined) continue;
      const live = sizeOf(reachable.body).statements;
      // Go may have its own switched-off code, and a switched-off line of diagnostics hides nothing.
      const cut = goReachable?.cuts.length === 0 ? reachable.cuts.find((each) => each.statements * 3 >= live) : undefined;
      const data = { csharp: symbolOf(member), go: row.name };
      if (cut !== undefined)
        yield { at: member, message: 'dead', data: { ...data, count: plural(cut.statements, 'statement'), why: cut.why }, focus: cut.at };
      const region = inactiveIn(member, facts);
      if (region !== undefined)
        yield { at: member, message: 'inactive', data: { ...data, condition: region.condition }, focus: region.line };
    }
  },
});

/** A switched-off part that names more than all that is left of the member. */
function inactiveIn(member: Routine, facts: Facts): InactiveRegion | undefined {
  const regions = facts.csharp.unit(member.file)?.index.inactive ?? [];
  const body = facts.bodyOf(member);
  const left = new Set(body === undefined ? [] : namesIn(body)).size;
  return regions.find(
    (region) =>
      region.line > member.startLine &&
      region.endLine <= member.endLine &&
      new Set(region.names).size > left &&
      (region.condition.match(/\w+/g) ?? []).some((symbol) => !BUILD_SYMBOLS.test(symbol)),
  );
}
