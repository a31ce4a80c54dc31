import type { Routine } from '../model/source.js';
import type { Node, NodeOf } from '../model/tree.js';
import { isLog, lockChange } from './behaviour.js';
import { resolveCall } from './calls.js';
import type { Facts } from './facts.js';
import { namesIn, pathOf, statementsOf, walk } from './walk.js';

/** The arms of a body's conditions: how many there are in which something is done, and the lines of the others. */
export interface Arms {
  readonly full: number;
  /** Lines of those in which nothing is done at all. */
  readonly empty: readonly number[];
  /** Lines of those in which no more is done than to write to a log. */
  readonly logging: readonly number[];
}

/** @param logs whether a call does no more than write to a log */
export function armsOf(body: Node, how: readonly NodeOf<'branch'>['how'][], logs: (call: NodeOf<'call'>) => boolean = isLog): Arms {
  const [empty, logging]: [number[], number[]] = [[], []];
  let full = 0;
  walk(body, (node) => {
    if (node.k !== 'branch' || !how.includes(node.how)) return;
    for (const [i, arm] of node.arms.entries()) {
      const work = workIn(arm.body);
      if (work.some((each) => each.k !== 'call' || !logs(each))) full++;
      else if (!arm.tests.some(asksForLog)) (work.length === 0 ? empty : logging).push(i === 0 ? node.at : arm.at);
    }
  });
  return { full, empty, logging };
}

/** The statements of an arm, those of blocks in it among them. */
function workIn(body: Node): readonly Node[] {
  return statementsOf(body).flatMap((each) => (each.k === 'block' ? workIn(each) : [each]));
}

/** Whether a call writes a line to a log, by itself or by a member that does nothing else. */
export function writesLog(call: NodeOf<'call'>, from: Routine, facts: Facts): boolean {
  if (isLog(call)) return true;
  const targets = resolveCall(call, from, facts.codeOf(from));
  return targets.length > 0 && targets.every((target) => facts.behaviour(target)?.kind === 'logs');
}

/** A lock, and what is written to a log or printed, with all that it takes to do so. */
export function isIncidental(call: NodeOf<'call'>, from: Routine, facts: Facts): boolean {
  return lockChange(call) !== undefined || /^fmt\.Print/.test(pathOf(call.callee) ?? '') || writesLog(call, from, facts);
}

/** `if (debug)`, `if (_log.IsEnabled(…))`: there is no more to do than to write it. */
function asksForLog(test: Node): boolean {
  return namesIn(test).some((name) => /debug|trace|verbose|isenabled|log/i.test(name));
}
