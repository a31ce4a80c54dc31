import type { Verdict } from './detect.js';

/** Whether something at all was said that does not only inform. */
export function isCaught(verdict: Verdict): boolean {
  return verdict.rules.size > 0;
}

export function hasError(verdict: Verdict): boolean {
  return [...verdict.rules.values()].includes('error');
}

/** Recall by kind, honest items accused, and what each rule alone adds: as text, for a terminal and a document. */
export function tables(verdicts: readonly Verdict[]): string {
  const fakes = verdicts.filter((verdict) => verdict.kind !== 'honest');
  const honest = verdicts.filter((verdict) => verdict.kind === 'honest');
  return [recall(fakes), accusations(honest), worth(fakes, honest)].join('\n\n');
}

function recall(fakes: readonly Verdict[]): string {
  const rows = [...group(fakes, (each) => `${each.role} ${each.kind}`)].map(([kind, all]) => recallRow(kind, all));
  const sums = [...group(fakes, (each) => `all ${each.role === 'body' ? 'bodies' : 'tests'}, ${sourceOf(each)}`)].map(([kind, all]) =>
    recallRow(kind, all),
  );
  return table(['fake', 'made', 'error', 'warning only', 'missed', 'caught %'], [...rows, ...sums, recallRow('all', fakes)]);
}

function recallRow(kind: string, all: readonly Verdict[]): (string | number)[] {
  const errors = all.filter(hasError).length;
  const caught = all.filter(isCaught).length;
  return [kind, all.length, errors, caught - errors, all.length - caught, percent(caught, all.length)];
}

function accusations(honest: readonly Verdict[]): string {
  const rows: (string | number)[][] = [];
  for (const [source, all] of group(honest, (each) => `${sourceOf(each)}, ${each.role === 'body' ? 'bodies' : 'tests'}`)) {
    const errors = all.filter(hasError).length;
    const warned = all.filter((each) => isCaught(each) && !hasError(each)).length;
    rows.push([source, all.length, errors, percent(errors, all.length), warned, percent(warned, all.length)]);
    for (const rule of new Set(all.flatMap((each) => [...each.rules.keys()].sort()))) {
      const by = all.filter((each) => each.rules.has(rule));
      const isError = by.some((each) => each.rules.get(rule) === 'error');
      rows.push([`- ${rule}`, '', isError ? by.length : '', '', isError ? '' : by.length, '']);
    }
  }
  return table(['honest', 'judged', 'error', '%', 'warning only', '%'], rows);
}

/** What goes when a rule goes: fakes that nothing else finds, and honest items that nothing else accuses. */
function worth(fakes: readonly Verdict[], honest: readonly Verdict[]): string {
  const rules = [...new Set([...fakes, ...honest].flatMap((each) => [...each.rules.keys()]))].sort();
  const only = (all: readonly Verdict[], rule: string) => all.filter((each) => each.rules.size === 1 && each.rules.has(rule)).length;
  const rows = rules.map((rule) => [rule, fakes.filter((each) => each.rules.has(rule)).length, only(fakes, rule), only(honest, rule)]);
  return table(['rule', 'fakes found', 'found by it alone', 'honest accused by it alone'], rows);
}

function sourceOf(verdict: Verdict): string {
  return verdict.port.startsWith('exercism/') ? 'exercism' : verdict.port;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : ((part / whole) * 100).toFixed(1);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(String))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
