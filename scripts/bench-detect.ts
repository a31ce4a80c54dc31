// Measures what the rules find and whom they accuse, on fakes made by mutation of code that is honest.
//   npm run bench:detect -- [--seed N] [--per-kind N] [--corpus DIR]… [--without RULE] [--misses N] [--kinds a,b] [--json FILE]
// A corpus is a root in the natsnet layout, or a directory of them (`npm run twins` makes such); the example is always among them.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measure, type Verdict } from '../test/bench/detect.js';
import { EXAMPLE, honestRows } from '../test/bench/example.js';
import { openPort } from '../test/bench/port.js';
import { rootsIn } from '../test/bench/roots.js';
import { isCaught, tables } from '../test/bench/tables.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    'per-kind': { type: 'string', default: '12' },
    corpus: { type: 'string', multiple: true, default: [] },
    without: { type: 'string' },
    misses: { type: 'string', default: '0' },
    kinds: { type: 'string' },
    json: { type: 'string' },
    'no-example': { type: 'boolean', default: false },
  },
});
const options = {
  seed: Number(values.seed),
  ...(values.kinds === undefined ? {} : { kinds: new Set(values.kinds.split(',')) }),
};
const verdicts: Verdict[] = [];
const started = performance.now();
if (!values['no-example']) {
  const port = await openPort(EXAMPLE, 'example');
  verdicts.push(
    ...measure(port, {
      ...options,
      perKind: Number(values['per-kind']),
      isHonest: honestRows(),
    }),
  );
}
for (const corpus of values.corpus.flatMap((each) => rootsIn(each))) {
  // Small ports are many: together they count as one.
  const isSmall = corpus.name.startsWith('exercism/');
  const port = await openPort(corpus.root, corpus.name);
  verdicts.push(...measure(port, { ...options, perKind: isSmall ? 1 : Number(values['per-kind']) }));
}
const elapsed = performance.now() - started;
const without =
  values.without === undefined
    ? verdicts
    : verdicts.map((verdict) => ({ ...verdict, rules: new Map([...verdict.rules].filter(([rule]) => rule !== values.without)) }));
console.log(tables(without));
console.log(
  `\nseed ${values.seed}, ${verdicts.length} verdicts; ${Math.round(elapsed)} ms, ${(elapsed / verdicts.length).toFixed(1)} ms each`,
);
const shown = Number(values.misses);
if (shown > 0) {
  for (const miss of without.filter((each) => each.kind !== 'honest' && !isCaught(each)).slice(0, shown))
    console.log(`\nMISSED ${miss.port} ${miss.item} ${miss.name} (${miss.kind})\n${miss.text}`);
  for (const accused of without.filter((each) => each.kind === 'honest' && isCaught(each)).slice(0, shown))
    console.log(`\nACCUSED ${accused.port} ${accused.item} ${accused.name}\n  ${accused.messages.join('\n  ')}`);
}
if (values.json !== undefined)
  writeFileSync(
    values.json,
    JSON.stringify(
      without.map((each) => ({ ...each, rules: Object.fromEntries(each.rules) })),
      null,
      1,
    ),
  );
