import { plural } from '../src/facts/describe.js';
import type { Row } from '../src/model/row.js';
import { type Routine, symbolOf } from '../src/model/source.js';
import { functionName } from '../src/pair/go.js';
import { defineRule } from '../src/rule/define.js';

export default defineRule({
  id: 'unmapped-go-function',
  level: 'warning',
  category: 'mapping',
  summary: 'Functions of a Go file have no row, so nobody will notice that they were not ported.',
  precision: 'very-high',
  on: 'file',
  messages: {
    untracked:
      '{{count}} of {{file}} without a row in `{{table}}`: {{names}}. Their port is not tracked: add rows, or `n_a` ones with a reason for what is not to be ported.',
  },
  *check({ unit, facts, isWhole }) {
    if (!isWhole || unit.index.language !== 'go') return;
    const isTestFile = unit.file.endsWith('_test.go');
    const routines = unit.index.routines.filter((routine) => isTracked(routine, isTestFile));
    const symbols = [...new Set(routines.map(symbolOf))];
    const untracked = symbols.flatMap((symbol) => {
      const same = routines.filter((routine) => symbolOf(routine) === symbol);
      const [first] = same;
      const rows = first === undefined ? [] : facts.claims.ofGo(first.owner, first.name).filter((row) => isExact(row, first));
      // The same function of the same package in another file is the one of another platform.
      const isTwin = first?.name !== 'init' && rows.some((row) => !isOf(row, unit.file) && isBeside(row, unit.file));
      return isTwin
        ? []
        : unclaimed(
            same,
            rows.filter((row) => isOf(row, unit.file)),
          );
    });
    const [first] = untracked;
    if (first === undefined) return;
    const names = untracked
      .slice(0, MOST_NAMED)
      .map((routine) => `\`${symbolOf(routine)}\``)
      .join(', ');
    const more = untracked.length > MOST_NAMED ? ` and ${untracked.length - MOST_NAMED} more` : '';
    const file = unit.file.slice(unit.file.lastIndexOf('/') + 1);
    const table = isTestFile ? 'unit_tests' : 'features';
    yield {
      at: first,
      message: 'untracked',
      data: { count: plural(untracked.length, isTestFile ? 'test' : 'function'), file, table, names: names + more },
    };
  },
});

const MOST_NAMED = 10;

/** Helpers of tests need no row: they are ported with the tests that use them. */
function isTracked(routine: Routine, isTestFile: boolean): boolean {
  return routine.hasBody && routine.name !== '_' && (routine.test || !isTestFile);
}

/** Go tells names apart by case. */
function isExact(row: Row, routine: Routine): boolean {
  const { receiver, name } = functionName(row);
  return receiver === routine.owner && name === routine.name;
}

function isOf({ goFile }: Row, file: string): boolean {
  return file === goFile || file.endsWith(`/${goFile}`);
}

function isBeside({ goFile }: Row, file: string): boolean {
  const directory = goFile.slice(0, goFile.lastIndexOf('/') + 1);
  const own = file.slice(0, file.lastIndexOf('/') + 1);
  return own === directory || own.endsWith(`/${directory}`);
}

/** Of functions of one name (`init`) those that are left when each row has taken the one nearest to its line. */
function unclaimed(routines: readonly Routine[], rows: readonly Row[]): Routine[] {
  const left = [...routines];
  for (const { goLine = 0 } of rows) {
    const distances = left.map(({ startLine }) => Math.abs(startLine - goLine));
    if (left.length > 0) left.splice(distances.indexOf(Math.min(...distances)), 1);
  }
  return left;
}
