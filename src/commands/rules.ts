import { EXIT } from '../cli.js';
import { didYouMean } from '../config/nearest.js';
import { Refusal } from '../errors.js';
import { docOf } from '../rule/docs.js';
import { RULES } from '../rule/registry.js';

/** The catalogue. */
export function rules(options: { readonly format: 'text' | 'json' }): number {
  const list = RULES.map(({ id, category, level, precision, summary }) => ({ id, category, level, precision, summary }));
  if (options.format === 'json') process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
  else
    for (const { id, category, level, summary } of list)
      process.stdout.write(`${id.padEnd(24)} ${level.padEnd(8)} ${category.padEnd(9)} ${summary}\n`);
  return EXIT.clean;
}

/** One rule's doc. */
export function explain(id: string): number {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) {
    const known = RULES.map((each) => each.id);
    throw new Refusal(`unknown rule \`${id}\`${didYouMean(id, known)}`, '`parity rules` lists them');
  }
  process.stdout.write(docOf(id) || `# ${rule.id}\n\n${rule.summary}\n`);
  return EXIT.clean;
}
