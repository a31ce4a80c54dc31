import { Command, CommanderError, Option } from 'commander';
import { codeOf, Refusal } from './errors.js';
import { visible } from './report/sanitize.js';
import { VERSION } from './version.js';

/** Exit codes (DESIGN.md section 2). */
export const EXIT = { clean: 0, findings: 1, unknown: 2 } as const;

/** Options that every command takes. */
export interface SharedOptions {
  readonly root?: string;
  readonly config?: string;
  readonly db?: string;
  readonly color?: boolean;
  readonly printConfig?: boolean;
  readonly cache: boolean;
}

/**
 * Runs a command line.
 * @param args without node and script
 * @returns the exit code: 0 clean, 1 findings, 2 could not tell
 */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.clean;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  const program = programOf((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.unknown;
    if (error instanceof Refusal) {
      process.stderr.write(`parity: ${visible(`${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}`)}\n`);
      return EXIT.unknown;
    }
    process.stderr.write(
      `parity: this is a defect of parity: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.unknown;
  }
}

/** A reader that has seen enough (`| head`) is no fault. */
function ignoreClosedPipe(error: Error): void {
  if (codeOf(error) !== 'EPIPE') throw error;
}

function programOf(done: (code: number) => void): Command {
  const program = new Command('parity')
    .description('Finds the fakes in a Go to C# port before a status may be promoted.')
    .version(VERSION)
    .exitOverride()
    .addHelpText('after', '\nExit code: 0 clean, 1 findings at or above --fail-on, 2 could not tell.\n');

  shared(scoped(program.command('check').description('judge rows and print what is not true')))
    .option('--staged', 'only rows that the staged changes touch, on the content of the index')
    .option('--since <ref>', 'only rows that the changes since a commit touch')
    .addOption(new Option('--to <status>', 'judge the scope as a promotion to this status').choices(['stub', 'complete', 'verified']))
    .option('--results <file...>', 'what `dotnet test` wrote, TRX or JUnit XML: `--to verified` needs it')
    .option('--coverage <file...>', 'Cobertura XML: what no test touched can not be verified')
    .option('--format <format>', 'text, json, sarif, markdown, github, gitlab, junit or html; with -o the format of that file', collect)
    .option(
      '-o, --output <file>',
      'write the report there instead of stdout; repeatable; .json, .sarif, .md, .xml and .html choose the format',
      collect,
    )
    .option('--sarif <file>', 'write a SARIF report there too')
    .addOption(
      new Option('--fail-on <level>', 'the lowest level that makes exit code 1')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .option('--max-warnings <n>', 'more warnings than this make exit code 1', wholeNumber)
    .option('--rule <id=level>', 'set the level of a rule: error, warning, note, off; repeatable', collect)
    .option('--only <rules>', 'run only these rules, comma-separated', collect)
    .option('--include-suppressed', 'put what a waiver or the baseline accepts into JSON, SARIF and HTML, marked so')
    .option('--quiet', 'print errors only, and the summary in one line')
    .option('--timings', 'print on stderr where the time went')
    .addHelpText(
      'after',
      `
Examples:
  parity check --batch 11                        judge the rows of batch 11 as candidates
  parity check --feature 955-958,960 --quiet     some features, errors only
  parity check --all --sarif parity.sarif        everything, and a report for code scanning
  parity check --all -o all.html -o summary.md   everything, to read in a browser and in a pull request
  parity check --batch 11 --to complete          may the rows of batch 11 be promoted?
  parity check --since origin/main               what a pull request touches
`,
    )
    .action(async (options) => done(await (await import('./commands/check.js')).check(options)));

  const baseline = shared(scoped(program.command('baseline').description('accept the findings of today, with a reason')))
    .option('--reason <text>', 'why they are accepted; it goes with each into the file')
    .option('--only <rules>', 'accept findings of these rules only, comma-separated', collect)
    .addHelpText(
      'after',
      `
Examples:
  parity baseline --reason "found before the port was checked; issue 12"
  parity baseline --batch 11 --only thin-body --reason "tables replace the switch"
  parity baseline prune                          remove the entries whose finding is gone
`,
    )
    .action(async (options) => done(await (await import('./commands/baseline.js')).baseline(options)));
  shared(baseline.command('prune').description('remove the entries whose finding is gone'))
    .exitOverride()
    .action(async (_, command) => done(await (await import('./commands/baseline.js')).prune(command.optsWithGlobals())));

  promoted(program.command('gate'), 'may these rows be promoted? Judges them afresh')
    .addHelpText(
      'after',
      `
Examples:
  parity gate --ids 955-958 --to complete
  parity gate --ids 955-958,test/351 --to verified --results r.trx --coverage coverage.cobertura.xml
  parity gate --batch 11 --to complete --report batch-11.sarif   and is this report true, and of these rows?

Exit code: 0 allowed, 1 refused, 2 could not tell.
`,
    )
    .action(async (options) => done(await (await import('./commands/gate.js')).gate(options)));

  promoted(program.command('promote'), 'promote rows whose gate is open; a dry run without --execute')
    .option('--execute', 'record the evidence, set the status, write the report')
    .addHelpText(
      'after',
      `
Examples:
  parity promote --ids 955-958 --to complete             what would be done
  parity promote --ids 955-958 --to complete --execute   do it
`,
    )
    .action(async (options) => done(await (await import('./commands/gate.js')).promote(options)));

  const guard = program
    .command('guard')
    .description('triggers in the database that let no row become complete or verified without `parity promote`')
    .addHelpText('after', '\nExamples:\n  parity guard install\n  parity guard status     exit code 1 when it is not whole\n');
  shared(guard.command('install').description('put the triggers in, or renew them')).action(async (options) =>
    done(await (await import('./commands/guard.js')).install(options)),
  );
  shared(guard.command('remove').description('take the triggers out; recorded evidence stays')).action(async (options) =>
    done(await (await import('./commands/guard.js')).remove(options)),
  );
  shared(guard.command('status').description('are all triggers in place, and which rows have no evidence?')).action(async (options) =>
    done(await (await import('./commands/guard.js')).status(options)),
  );

  const hook = program
    .command('hook')
    .description('a git hook that judges what a commit touches')
    .addHelpText(
      'after',
      '\nExamples:\n  parity hook install     as pre-commit; a hook that is there is kept, and runs first\n  parity hook run         what the hook does\n',
    );
  shared(hook.command('install').description('install the pre-commit hook')).action(async (options) =>
    done(await (await import('./commands/hook.js')).install(options)),
  );
  shared(hook.command('run').description('judge the rows that the staged changes touch; silent when clean')).action(async (options) =>
    done(await (await import('./commands/hook.js')).run(options)),
  );

  shared(program.command('show <item>').description('one row: both sources side by side, findings, dependencies'))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExamples:\n  parity show 955            a feature; beside each other where the terminal has 120 columns\n  parity show test/351       a test\n',
    )
    .action(async (item: string, options) => done(await (await import('./commands/show.js')).show(item, options)));

  shared(program.command('index').description('what parity sees: every function and member with file, owner, kind and lines'))
    .addOption(new Option('--lang <language>', 'only this language').choices(['go', 'csharp']))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExamples:\n  parity index --lang go\n  parity index --format json > members.json\n')
    .action(async (options) => done(await (await import('./commands/index.js')).index(options)));

  program
    .command('rules')
    .description('the catalogue of rules')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (options) => done(await (await import('./commands/rules.js')).rules(options)));

  program
    .command('explain <rule>')
    .description('what a rule finds, why, and what to do')
    .addHelpText('after', '\nExample:\n  parity explain trivial-body\n')
    .action(async (rule: string) => done(await (await import('./commands/rules.js')).explain(rule)));

  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  return program;
}

function shared(command: Command): Command {
  return command
    .option('--root <dir>', 'directory that files are relative to')
    .option('--config <file>', 'config file instead of the parity.config.json found upward')
    .option('--db <file>', 'tracking database instead of the config’s')
    .option('--color', 'colour even where stdout is no terminal')
    .option('--no-color', 'no colour')
    .option('--no-cache', 'neither read nor write .parity-cache')
    .option('--print-config', 'print the configuration in force and stop');
}

function scoped(command: Command): Command {
  return command
    .option('--batch <ids>', 'batches: 11 or 11,12 or 11-13; repeatable', collect)
    .option('--feature <ids>', 'features: 955-958,960; repeatable', collect)
    .option('--test <ids>', 'tests, likewise', collect)
    .option('--module <ids>', 'narrow to modules', collect)
    .option('--status <statuses>', 'narrow to statuses', collect)
    .option('--all', 'every row (the default), each judged by what its status claims');
}

function promoted(command: Command, description: string): Command {
  return shared(command.description(description))
    .option('--ids <ids>', 'features 955-958, tests test/351-353; repeatable', collect)
    .option('--feature <ids>', 'features: 955-958,960; repeatable', collect)
    .option('--test <ids>', 'tests, likewise', collect)
    .option('--batch <ids>', 'all rows of batches', collect)
    .addOption(new Option('--to <status>', 'the status').choices(['stub', 'complete', 'verified']).makeOptionMandatory())
    .option('--report <file>', 'a report of `check --to`, JSON or SARIF: it has to be true, whole and of these rows')
    .option('--results <file...>', 'what `dotnet test` wrote, TRX or JUnit XML: `verified` needs it')
    .option('--coverage <file...>', 'Cobertura XML: what no test touched can not be verified');
}

function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new Refusal(`\`--max-warnings ${value}\` is not a whole number`);
  return Number(value);
}

/** Commander's complaint and its suggestion in the form of all other refusals. */
function oneLine(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  const hint = [...rest.map((line) => line.replace(/^\((.*)\)$/, '$1')), 'see --help'].join('; ');
  return `parity: ${first.replace(/^error: /, '')} (${hint})\n`;
}
