import type { Facts } from '../src/facts/facts.js';
import { calleeName, nodesOf, pathOf, statementsOf } from '../src/facts/walk.js';
import { type Attribute, type Routine, symbolOf } from '../src/model/source.js';
import type { Node } from '../src/model/tree.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'skipped-test',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test is always skipped, though the Go test runs.',
  precision: 'very-high',
  on: 'test',
  messages: {
    skipped:
      '`{{csharp}}` is skipped ({{how}}), so nothing is known of what it tests; `{{go}}` runs. Make it run, or set {{item}} back to `deferred` with the reason.',
  },
  *check({ row, go, members, facts, tests }) {
    if (tests.goTest(go).skipped) return;
    for (const member of members) {
      const type = facts.csharp.groupOf(member)?.parts.flatMap((part) => part.attributes) ?? [];
      const how =
        skippedBy([...member.attributes.filter((attribute) => !isRow(attribute)), ...type]) ??
        skippedRows(member) ??
        skippedByOwn(member, facts) ??
        neverReady(member, facts) ??
        skippedAtOnce(member, facts.bodyOf(member));
      if (how === undefined) continue;
      yield {
        at: member,
        message: 'skipped',
        data: { csharp: symbolOf(member), how: how.text, go: row.name, item: row.item },
        focus: how.at,
      };
    }
  },
});

/** A row of a theory may be skipped alone. */
function isRow(attribute: Attribute): boolean {
  return /Data(Row)?$|^(DataRow|TestCase)$/.test(attribute.name);
}

/** Each row of a theory is skipped by itself. */
function skippedRows(test: Routine): How | undefined {
  const rows = test.attributes.filter((attribute) => isRow(attribute));
  const each = rows.map((row) => skippedBy([row]));
  return rows.length > 0 && each.every((how) => how !== undefined) ? each[0] : undefined;
}

/** `[LaterFact]` of the tests, which skips whatever it stands on. */
function skippedByOwn(test: Routine, facts: Facts): How | undefined {
  for (const { name, at } of test.attributes)
    for (const group of facts.csharp.typesNamed(`${name}Attribute`))
      for (const routine of group.routines) {
        const body = routine.kind === 'constructor' ? facts.bodyOf(routine) : undefined;
        const sets = body === undefined ? [] : statementsOf(body).filter((each) => each.k === 'assign' && isSkip(each.targets[0]));
        if (sets.some((each) => each.k === 'assign' && each.values[0]?.k === 'literal' && each.values[0].type === 'string'))
          return { text: `\`[${name}]\` always sets \`Skip\``, at };
      }
  return undefined;
}

function isSkip(target: Node | undefined): boolean {
  return target !== undefined && /^(this\.)?Skip$/.test(pathOf(target) ?? '');
}

/** `SkipUnless = nameof(Ready)`, where `Ready` never is. */
function neverReady(test: Routine, facts: Facts): How | undefined {
  const group = facts.csharp.groupOf(test);
  for (const attribute of test.attributes)
    for (const { name, value } of attribute.arguments) {
      const skipsIf = name === 'SkipWhen' ? 'true' : name === 'SkipUnless' ? 'false' : undefined;
      const wanted = value.k === 'meta' ? value.of.split('.').at(-1) : value.k === 'literal' ? value.value : undefined;
      if (skipsIf === undefined) continue;
      const property = group?.routines.find((routine) => routine.kind === 'property' && routine.name === wanted);
      const field = group?.fields.find((each) => each.name === wanted && (each.constant || each.readonly));
      const init = property?.init ?? field?.init;
      const behaviour = property === undefined ? undefined : facts.behaviour(property);
      const isSet = group?.routines.some((routine) => {
        const body = facts.bodyOf(routine);
        return body !== undefined && nodesOf(body, 'assign').some((assign) => assign.targets.some((target) => pathOf(target) === wanted));
      });
      if (
        (behaviour?.kind === 'constant' && behaviour.value === skipsIf) ||
        (isSet === false && init?.k === 'literal' && init.value === skipsIf)
      )
        return { text: `\`${name} = ${wanted}\`, which is always ${skipsIf}`, at: attribute.at };
    }
  return undefined;
}

interface How {
  readonly text: string;
  readonly at: number;
}

/** `[Fact(Skip = "…")]` without a condition, `[Ignore]`, `Explicit = true`. */
function skippedBy(attributes: readonly Attribute[]): How | undefined {
  for (const attribute of attributes) {
    if (/^(Ignore|Explicit)$/.test(attribute.name)) return { text: `\`[${attribute.name}]\``, at: attribute.at };
    const isConditional = attribute.arguments.some((argument) => /^Skip(When|Unless)$/.test(argument.name ?? ''));
    for (const { name, value } of attribute.arguments) {
      if (name === 'Skip' && !isConditional && !(value.k === 'literal' && value.type === 'null')) {
        return { text: value.k === 'literal' ? `\`Skip = "${value.value}"\`` : '`Skip = …`', at: attribute.at };
      }
      if (name === 'Explicit' && value.k === 'literal' && value.value === 'true') return { text: '`Explicit = true`', at: attribute.at };
    }
  }
  return undefined;
}

/** `Assert.Skip("…")` before anything else, or under a condition that is always true. */
function skippedAtOnce(routine: Routine, body: Node | undefined): How | undefined {
  for (const statement of body === undefined ? [] : statementsOf(body).slice(0, 3)) {
    if (statement.k !== 'call') {
      if (statement.k === 'declare' && routine.hasBody) continue;
      return undefined;
    }
    const path = pathOf(statement.callee) ?? '';
    if (/(^|\.)Assert\.(Skip|Ignore|Inconclusive)$/.test(path)) return { text: `\`${path}(…)\` at its start`, at: statement.at };
    const condition = statement.args[0]?.value;
    const word = calleeName(statement.callee) ?? '';
    const isSkippable = /(^|\.)Skip\.(If|IfNot)$/.test(path);
    const always =
      word === 'SkipWhen' || (isSkippable && word === 'If') ? 'true' : word === 'SkipUnless' || isSkippable ? 'false' : undefined;
    if (always !== undefined && condition?.k === 'literal' && condition.value === always)
      return { text: `\`${path}(${always}, …)\``, at: statement.at };
  }
  return undefined;
}
