import { walk } from '../../src/facts/walk.js';
import type { Language, Routine } from '../../src/model/source.js';
import type { Node } from '../../src/model/tree.js';
import type { Counts } from './compare.js';

/** How one language's bodies are counted in the neutral tree, and how the oracle's counts are read to match (test/oracle/README.md, "Counts"). */
interface Counting {
  ofBody(routine: Routine, body: Node): Counts;
  ofOracle(counts: Counts): Counts;
}

export const COUNTING: Readonly<Record<Language, Counting>> = {
  go: { ofBody: (_, body) => tally(body, 'go'), ofOracle: ofGoOracle },
  csharp: { ofBody: (routine, body) => tally(withoutInitializer(routine, body), 'csharp'), ofOracle: (counts) => counts },
};

/** In the neutral tree `make` and `new` create, and an assertion and a conversion are both a cast. */
function ofGoOracle({ allocations = 0, assertions = 0, calls = 0, creations = 0, ...rest }: Counts): Counts {
  return { ...rest, calls: calls - allocations + assertions, creations: creations + allocations };
}

/** The lowering puts a constructor's `: base(…)` at the start of its body; the oracle does not count it. */
function withoutInitializer(routine: Routine, body: Node): Node {
  const [first, ...rest] = body.k === 'block' ? body.body : [];
  const isInitializer =
    routine.kind === 'constructor' && first?.k === 'call' && first.callee.k === 'name' && /^(base|this)$/.test(first.callee.name);
  return isInitializer ? { k: 'block', body: rest, at: body.at } : body;
}

function tally(body: Node, language: Language): Counts {
  const counts = { calls: 0, creations: 0, branches: 0, loops: 0, returns: 0, raises: 0, literals: 0, lambdas: 0 };
  walk(body, (node) => {
    switch (node.k) {
      case 'call':
        counts.calls++;
        break;
      case 'jump':
        if (/^case\s+(?:[-\d'"]|(?:true|false|null)\b)/.test(node.label ?? '')) counts.literals++;
        break;
      case 'create':
        // Go's elided inner literals have no type.
        if (language === 'csharp' || node.type !== '') counts.creations++;
        break;
      case 'cast':
        if (language === 'go') counts.calls++;
        break;
      case 'branch':
        if (node.how === 'if' || node.how === 'conditional') counts.branches++;
        else if (node.how !== 'accessor') {
          for (const arm of node.arms) counts.branches += language === 'go' ? Math.min(arm.tests.length, 1) : arm.tests.length;
        }
        break;
      case 'loop':
        counts.loops++;
        break;
      case 'return':
        if (node.implied !== true) counts.returns++;
        break;
      case 'raise':
        if (node.how === 'error') counts.returns++;
        else counts.raises++;
        if (node.how === 'panic') counts.calls++;
        break;
      case 'literal':
        if (node.type !== 'default') counts.literals++;
        break;
      case 'format':
        counts.literals++;
        for (const part of node.parts) if (part.k === 'literal' && part.type === 'string') counts.literals--;
        break;
      case 'lambda':
        counts.lambdas++;
        break;
      case 'defer':
        // The disposal of a C# `using` is written nowhere.
        return language === 'go';
    }
    return true;
  });
  return counts;
}
