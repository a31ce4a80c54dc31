import { describeWork } from '../src/facts/describe.js';
import type { Facts } from '../src/facts/facts.js';
import { NOTHING, namesIn, statementsOf } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'empty-body',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member does nothing, though the Go function does something.',
  precision: 'very-high',
  on: 'pair',
  messages: {
    empty: '`{{csharp}}` has an empty body; `{{go}}` has {{work}}. Port it, or set the row back to `deferred` with a reason.',
    idle: '`{{csharp}}` does nothing ({{padding}}); `{{go}}` has {{work}}. Port it, or set the row back to `deferred` with a reason.',
    hollow:
      '`{{csharp}}` only calls `{{target}}`, which does nothing; `{{go}}` has {{work}}. Port it, or set the row back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts }) {
    const expected = facts.settledBehaviour(go).behaviour;
    if (expected?.kind !== 'works' && expected?.kind !== 'logs') return;
    // Several members share the work of one Go function: together they must do something.
    if (members.some((member) => facts.settledBehaviour(member, go).behaviour?.kind !== 'nothing')) return;
    const work = describeWork(facts.bodyOf(go));
    for (const member of members) {
      if (member.kind === 'constructor' && isMadeByFields(member, go, facts)) continue;
      const { behaviour, through } = facts.settledBehaviour(member, go);
      const [target] = through;
      const names = { csharp: symbolOf(member), go: row.name, work };
      if (target !== undefined) yield { at: member, message: 'hollow', data: { ...names, target: symbolOf(target) } };
      else if (behaviour?.padded)
        yield { at: member, message: 'idle', data: { ...names, padding: 'argument checks, discards or locks around nothing' } };
      else yield { at: member, message: 'empty', data: names };
    }
  },
});

/**
 * Go's `newX` that only fills a struct: a C# constructor without statements does the same by field initialisers, but for what the struct has from
 * parameters: these have to be used.
 */
function isMadeByFields(member: Routine, go: Routine, facts: Facts): boolean {
  const body = facts.bodyOf(go);
  const statements = body === undefined ? [] : statementsOf(body);
  const [only] = statements;
  const value = only?.k === 'return' ? only.values[0] : undefined;
  const made = value?.k === 'unary' ? value.value : value;
  if (statements.length !== 1 || made?.k !== 'create') return false;
  const keeps = (names: readonly string[], parameters: Routine['parameters']) => parameters.some(({ name }) => names.includes(name));
  const isGiven = member.parameters.length > 0 && keeps(namesIn(made), go.parameters);
  return !isGiven || keeps(namesIn(facts.bodyOf(member) ?? NOTHING), member.parameters);
}
