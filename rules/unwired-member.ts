import type { Facts } from '../src/facts/facts.js';
import { goCallersOf, isNamed } from '../src/facts/wiring.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unwired-member',
  level: 'warning',
  category: 'body',
  summary: 'Nothing in the port calls a mapped helper, though the ported callers of its Go function do.',
  precision: 'high',
  on: 'pair',
  messages: {
    unwired:
      '`{{csharp}}` is {{access}}, and nothing in the port calls it; in Go {{callers}} `{{go}}`, and {{ported}}. Call it where Go does, or set the callers back to `stub` and say what they lack.',
  },
  *check({ row, go, members, facts }) {
    if (members.some((member) => member.kind !== 'method' && member.kind !== 'property')) return;
    if (!members.every((member) => isHelper(member) && !isNamed(member, facts))) return;
    const [csharp] = members;
    if (csharp === undefined) return;
    const ported = goCallersOf(go, facts).filter((caller) => isPorted(caller, csharp, facts));
    const [first, second] = ported;
    if (first === undefined) return;
    const shown = second === undefined ? `\`${symbolOf(first)}\` calls` : `\`${symbolOf(first)}\` and \`${symbolOf(second)}\` call`;
    yield {
      at: csharp,
      message: 'unwired',
      data: {
        csharp: symbolOf(csharp),
        access: csharp.modifiers.find((each) => each === 'internal') ?? 'private',
        callers: shown,
        go: row.name,
        ported: second === undefined ? 'that is ported' : 'both are ported',
      },
      related: ported.slice(0, 3).map((caller) => ({ at: caller, text: `Go: ${symbolOf(caller)} calls it` })),
    };
  },
});

/** What users of the port call themselves needs no caller in it. */
function isHelper(member: Routine): boolean {
  return member.attributes.length === 0 && !member.modifiers.some((each) => each === 'public' || each === 'protected');
}

/** Whether the port of a Go function is there and works: by its row, or by its name in the type of the helper. */
function isPorted(caller: Routine, helper: Routine, facts: Facts): boolean {
  const rows = facts.claims.ofGo(caller.owner, caller.name).filter((row) => row.kind === 'feature');
  const done = rows.filter((row) => row.status === 'complete' || row.status === 'verified');
  const ports =
    rows.length > 0
      ? done.flatMap((row) => facts.csharp.routinesNamed(row.dotnetMethod).filter((each) => each.owner.endsWith(row.dotnetClass)))
      : (facts.csharp.groupOf(helper)?.routines ?? []).filter((each) => each.name.toLowerCase() === caller.name.toLowerCase());
  // A caller that does nothing itself has a finding of its own.
  return ports.some((port) => port.hasBody && isAtWork(port, facts));
}

function isAtWork(port: Routine, facts: Facts): boolean {
  return (
    facts.settledBehaviour(port).behaviour?.kind === 'works' &&
    facts.confessions(port).length === 0 &&
    facts.reachable(port)?.cuts.length === 0
  );
}
