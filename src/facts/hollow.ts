import type { Node } from '../model/tree.js';
import { isLog } from './behaviour.js';
import { namesIn, statementsOf, walk } from './walk.js';

/** Lines of arms of an `if` in which nothing is done, or no more than a line is written to a log. */
export function hollowArms(body: Node): readonly number[] {
  const lines: number[] = [];
  walk(body, (node) => {
    if (node.k !== 'branch' || node.how !== 'if') return;
    for (const [i, arm] of node.arms.entries())
      if (isHollow(arm.body) && !arm.tests.some(asksForLog)) lines.push(i === 0 ? node.at : arm.at);
  });
  return lines;
}

function isHollow(body: Node): boolean {
  return statementsOf(body).every((each) => (each.k === 'block' ? isHollow(each) : each.k === 'call' && isLog(each)));
}

/** `if (debug)`, `if (_log.IsEnabled(…))`: there is no more to do than to write it. */
function asksForLog(test: Node): boolean {
  return namesIn(test).some((name) => /debug|trace|verbose|isenabled|log/i.test(name));
}
