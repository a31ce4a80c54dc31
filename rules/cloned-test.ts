import type { Facts } from '../src/facts/facts.js';
import { namesIn, nodesOf, sameTree } from '../src/facts/walk.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'cloned-test',
  level: 'error',
  category: 'test',
  summary: 'A mapped C# test has the same body as the test of another row, though the Go tests differ.',
  precision: 'high',
  on: 'test',
  messages: {
    copy: '`{{csharp}}` is a copy of `{{other}}`{{more}}, though `{{go}}` is another test than `{{otherGo}}`. Port what `{{go}}` does, or set {{item}} back to `deferred` with a reason.',
  },
  *check({ row, go, members, facts, tests }) {
    for (const member of members) {
      // What asserts nothing has that for its fault.
      if (!member.test || tests.verdict(member) !== 'sound') continue;
      const others = tests.clones.of(member).filter((each) => each !== member);
      if (others.length === 0) continue;
      const claimed = others.flatMap((other) => {
        const of = facts.claims
          .ofCSharp(other)
          .find((each) => each.kind === 'test' && each.id !== row.id && each.goMethod !== row.goMethod);
        return of === undefined ? [] : [{ other, row: of, go: goOf(of.goMethod, facts) }];
      });
      const differing = claimed.filter((each) => each.go === undefined || differ(each.go, go, facts));
      if (differing.length === 0) continue;
      // The one whose Go test has most of its names and literals is the original.
      const own = likeness(member, go, facts);
      const best = differing.reduce((most, each) => (score(each, facts) > score(most, facts) ? each : most));
      const isFirst = differing.every((each) => isBefore(member, each.other));
      if (own > score(best, facts) || (own === score(best, facts) && isFirst)) continue;
      yield {
        at: member,
        message: 'copy',
        data: {
          csharp: symbolOf(member),
          other: symbolOf(best.other),
          more: differing.length > 1 ? ` (and of ${differing.length - 1} more)` : '',
          go: row.name,
          otherGo: best.row.name,
          item: row.item,
        },
        related: [{ at: best.other, text: 'the same body' }],
      };
    }
  },
});

interface Claimed {
  readonly other: Routine;
  readonly go: Routine | undefined;
}

function goOf(name: string, facts: Facts): Routine | undefined {
  return facts.go.routinesNamed(name).find((routine) => routine.name === name && routine.owner === '');
}

function differ(left: Routine, right: Routine, facts: Facts): boolean {
  const [a, b] = [facts.bodyOf(left), facts.bodyOf(right)];
  return a === undefined || b === undefined || !sameTree(a, b);
}

/** A Go test that this run does not read is taken for a likely original. */
function score({ other, go }: Claimed, facts: Facts): number {
  return go === undefined ? 0.8 : likeness(other, go, facts);
}

/** Which part of the names and literals of a Go test its C# test has. */
function likeness(csharp: Routine, go: Routine, facts: Facts): number {
  const [own, wanted] = [wordsOf(csharp, facts), wordsOf(go, facts)];
  let found = 0;
  for (const word of wanted) if (own.has(word)) found++;
  return wanted.size === 0 ? 0 : found / wanted.size;
}

function wordsOf(routine: Routine, facts: Facts): ReadonlySet<string> {
  const body = facts.bodyOf(routine);
  if (body === undefined) return new Set();
  const literals = nodesOf(body, 'literal').map((literal) => literal.value.toLowerCase().replace(/(?<=^[\d_]+)[ulm]+$/, ''));
  return new Set([...namesIn(body).map((name) => name.toLowerCase().replace(/_/g, '')), ...literals]);
}

function isBefore(left: Routine, right: Routine): boolean {
  return left.file === right.file ? left.startLine < right.startLine : left.file < right.file;
}
