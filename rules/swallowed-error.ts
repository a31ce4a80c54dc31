import { isLog } from '../src/facts/behaviour.js';
import { plural, sizeOf } from '../src/facts/describe.js';
import { nodesOf, statementsOf } from '../src/facts/walk.js';
import { symbolOf } from '../src/model/source.js';
import type { Catch, Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'swallowed-error',
  level: 'error',
  category: 'body',
  summary: 'A mapped C# member catches every exception and goes on, though the Go function returns the error.',
  precision: 'high',
  on: 'pair',
  messages: {
    dropped:
      '`{{csharp}}` catches every exception of its work in line {{line}} and {{how}}; `{{go}}` returns an error in {{count}}. Let the exception out, or return the error as Go does.',
  },
  *check({ row, go, members, facts }) {
    const goBody = facts.bodyOf(go);
    const errors = goBody === undefined ? 0 : nodesOf(goBody, 'raise').length;
    if (errors === 0) return;
    for (const member of members) {
      const body = facts.reachable(member)?.body;
      if (body === undefined) continue;
      const all = sizeOf(body).statements;
      for (const attempt of nodesOf(body, 'try')) {
        // A guard around one call among many is a choice for that call, as Go's `_ = os.Remove(…)` is.
        const work = sizeOf(attempt.body);
        if (work.calls === 0 || work.statements * 2 < all - 1) continue;
        const clause = attempt.catches.find((each) => isGeneral(each));
        const how =
          clause === undefined
            ? undefined
            : swallows(clause, member.results.length === 0 || /^(Value)?Task$/.test(member.results[0] ?? ''));
        if (clause === undefined || how === undefined) continue;
        const count = plural(errors, 'place');
        yield {
          at: member,
          message: 'dropped',
          data: { csharp: symbolOf(member), line: clause.at, how, go: row.name, count },
          focus: clause.at,
        };
      }
    }
  },
});

function isGeneral(clause: Catch): boolean {
  return clause.guard === undefined && (clause.type === undefined || /^(System\.)?(Exception|SystemException)$/.test(clause.type));
}

/** What the clause does instead of telling; undefined if it tells. */
function swallows(clause: Catch, isVoid: boolean): string | undefined {
  const statements = statementsOf(clause.body);
  if (nodesOf(clause.body, 'raise').length > 0) return undefined;
  const rest = statements.filter((statement) => !(statement.k === 'call' && isLog(statement)));
  const logs = rest.length < statements.length ? 'only logs it' : 'does nothing with it';
  if (rest.length === 0) return logs;
  const [only] = rest;
  if (rest.length > 1 || only === undefined) return undefined;
  if (only.k === 'return' && (only.values.length === 0 || (only.values[0]?.k === 'literal' && only.values[0].value === 'true')))
    return only.values.length === 0 ? logs : 'returns `true`';
  return isVoid && isDiscard(only) ? logs : undefined;
}

function isDiscard(node: Node): boolean {
  return node.k === 'assign' && node.targets.every((target) => target.k === 'name' && target.name === '_');
}
