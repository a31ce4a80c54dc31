/**
 * Holds what parity sees against what the languages' own parsers see: `parity index --format json` against the programs in
 * test/oracle, member by member and field by field, and with --bodies the counts of every body.
 * Exit code: 0 no difference, 1 differences, 2 could not tell.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fastGlob from 'fast-glob';
import { type Config, loadConfig } from '../src/config/config.js';
import { FRONT_ENDS } from '../src/lang/front-ends.js';
import type { Language } from '../src/model/source.js';
import { findSources, readSource, symbolsOf } from '../src/sources/sources.js';
import { type Counts, compareFile, type Difference, FIELDS, grouped, type Member, type Pair } from './oracle/compare.js';
import { COUNTING } from './oracle/counts.js';

const USAGE = 'usage: npm run oracle -- ROOT [--lang go|csharp] [--bodies] [--exclude GLOB]... [--define SYMBOLS] [--examples N]';
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** What parity leaves out by default, and the oracles don't. */
const EXCLUDED = ['**/.*', '**/node_modules', '**/vendor', '**/bin', '**/obj'];

interface Options {
  readonly root: string;
  readonly bodies: boolean;
  readonly exclude: readonly string[];
  readonly defines: string | undefined;
  readonly examples: number;
}

interface OracleOutput {
  readonly members: readonly Member[];
  readonly unreadable: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

class Failure extends Error {}

interface Outcome {
  readonly language: Language;
  readonly files: number;
  readonly members: number;
  readonly unreadable: OracleOutput['unreadable'];
  readonly problems: readonly string[];
  /** Those in files that the language's own parser reads. */
  readonly differences: readonly Difference[];
  readonly bodies: number;
  /** Bodies that differ, with both counts. */
  readonly counts: readonly (Pair & { readonly left: Counts; readonly right: Counts | undefined })[];
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      bodies: { type: 'boolean', default: false },
      exclude: { type: 'string', multiple: true, default: [] },
      define: { type: 'string' },
      examples: { type: 'string', default: '3' },
    },
  });
  const [root, ...rest] = positionals;
  if (root === undefined || rest.length > 0) throw new Failure(USAGE);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new Failure(`${root} is not a directory`);
  if (values.lang !== undefined && values.lang !== 'go' && values.lang !== 'csharp') throw new Failure(USAGE);
  const options: Options = {
    root: path.resolve(root),
    bodies: values.bodies,
    exclude: values.exclude,
    defines: values.define,
    examples: Number(values.examples),
  };
  const languages: readonly Language[] = values.lang === undefined ? ['go', 'csharp'] : [values.lang];
  const outcomes: Outcome[] = [];
  for (const language of languages) {
    if (values.lang === undefined && !hasFiles(language, options)) continue;
    const outcome = await compareLanguage(language, options);
    print(outcome, options);
    outcomes.push(outcome);
  }
  if (outcomes.length === 0) throw new Failure(`no source file in ${root}`);
  printTable(outcomes, options.bodies);
  return outcomes.some(({ differences, counts }) => differences.length + counts.length > 0) ? 1 : 0;
}

async function compareLanguage(language: Language, options: Options): Promise<Outcome> {
  const directory = mkdtempSync(path.join(tmpdir(), 'oracle-'));
  try {
    const configFile = path.join(directory, 'parity.config.json');
    writeFileSync(configFile, JSON.stringify(configOf(options)));
    const config = loadConfig({ root: options.root, config: configFile, cwd: options.root });
    const files = (await findSources(config, language))[language];
    const symbolsFile = path.join(directory, 'symbols');
    const symbols = symbolsOf(config);
    if (language === 'csharp') writeFileSync(symbolsFile, files.map((file) => `${file}\t${symbols(file).key}\n`).join(''));
    const oracle = await runOracle(language, options, symbolsFile);
    const index = await runIndex(language, options, configFile);
    const refused = new Set(oracle.unreadable.map(({ file }) => file));
    const theirs = grouped(oracle.members, ({ file }) => file);
    const ours = grouped(index.members, ({ file }) => file);
    const pairs: Pair[] = [];
    const differences: Difference[] = [];
    for (const file of [...new Set([...theirs.keys(), ...ours.keys()])].sort()) {
      if (refused.has(file)) continue;
      const compared = compareFile(theirs.get(file) ?? [], ours.get(file) ?? []);
      pairs.push(...compared.pairs);
      differences.push(...compared.differences);
    }
    return {
      language,
      files: files.length,
      members: oracle.members.length,
      unreadable: oracle.unreadable,
      problems: index.problems,
      differences,
      bodies: pairs.filter(({ oracle }) => oracle.counts !== undefined).length,
      counts: options.bodies ? await compareBodies(language, config, pairs) : [],
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function hasFiles(language: Language, { root, exclude }: Options): boolean {
  const ignore = [...EXCLUDED, ...exclude].flatMap((glob) => [glob, `${glob}/**`]);
  return fastGlob.sync(`**/*.${language === 'go' ? 'go' : 'cs'}`, { cwd: root, ignore, followSymbolicLinks: false }).length > 0;
}

function configOf({ root, exclude, defines }: Options): object {
  const below = (glob: string) => `${fastGlob.escapePath(root)}/${glob}`;
  const excluded = [...EXCLUDED, ...exclude].flatMap((glob) => [below(glob), below(`${glob}/**`)]);
  return {
    go: { root, exclude: excluded },
    csharp: {
      source: [below('**/*.cs')],
      tests: [],
      exclude: excluded,
      ...(defines === undefined ? {} : { defines: defines.split(/[,;]/).filter((symbol) => symbol !== '') }),
    },
  };
}

async function runOracle(language: Language, options: Options, symbolsFile: string): Promise<OracleOutput> {
  const directory = path.join(PROJECT, 'test/oracle', language);
  const own = [options.root, ...(options.bodies ? ['--bodies'] : []), '--exclude', ...EXCLUDED, ...options.exclude];
  const command =
    language === 'go' ? ['go', 'run', '.', ...own] : ['dotnet', 'run', '-c', 'Release', '--', ...own, '--symbols', symbolsFile];
  const { code, stdout, stderr } = await run(command, directory);
  if (code !== 0) throw new Failure(`the ${language} oracle failed: ${stderr.trim() || stdout.trim().slice(0, 2000)}`);
  return JSON.parse(stdout) as OracleOutput;
}

async function runIndex(language: Language, options: Options, config: string) {
  const command = [process.execPath, path.join(PROJECT, 'bin/parity.js'), 'index', '--format', 'json', '--lang', language, '--no-cache'];
  const { code, stdout, stderr } = await run([...command, '--config', config, '--root', options.root], PROJECT);
  if (code !== 0 && code !== 1) throw new Failure(`parity index failed: ${stderr.trim()}`);
  return { members: (JSON.parse(stdout) as { members: Member[] }).members, problems: stderr.split('\n').filter((line) => line !== '') };
}

function run(command: readonly string[], cwd: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Failure(error.code === 'ENOENT' ? `\`${program}\` is not installed, so nothing can be compared` : error.message)),
    );
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
  });
}

async function compareBodies(language: Language, config: Config, pairs: readonly Pair[]): Promise<Outcome['counts']> {
  const { ofBody, ofOracle } = COUNTING[language];
  const frontEnd = FRONT_ENDS[language];
  const symbols = symbolsOf(config);
  const counts: Outcome['counts'][number][] = [];
  const withBody = pairs.filter(({ oracle }) => oracle.counts !== undefined);
  for (const [file, inFile] of grouped(withBody, ({ parity }) => parity.file)) {
    const source = readSource(path.join(config.root, file), config.limits);
    if ('unreadable' in source) continue;
    const { index, body } = frontEnd.open(file, source.text, symbols(file).names);
    const waiting = grouped(index.routines, keyOf);
    for (const { oracle, parity } of inFile) {
      const routine = waiting.get(keyOf(parity))?.shift();
      const lowered = routine && body(routine);
      const left = ofOracle(oracle.lowered ?? (oracle.counts as Counts));
      const right = routine && lowered && ofBody(routine, lowered);
      const same = right !== undefined && Object.keys(left).every((key) => left[key] === right[key]);
      if (!same) counts.push({ oracle, parity, left, right });
    }
  }
  return counts;
}

function keyOf(member: Pick<Member, 'startLine' | 'endLine' | 'nameLine' | 'kind' | 'name' | 'owner' | 'hasBody'>): string {
  const { startLine, endLine, nameLine, kind, name, owner, hasBody } = member;
  return [startLine, endLine, nameLine, kind, name, owner, hasBody].join('|');
}

function print(outcome: Outcome, { examples }: Options): void {
  const groups = new Map<string, string[]>();
  const add = (title: string, line: string) => {
    const lines = groups.get(title) ?? [];
    groups.set(title, lines);
    lines.push(line);
  };
  const place = ({ file, startLine, owner, name, kind }: Member) =>
    `${file}:${startLine} ${kind} ${owner === '' ? '' : `${owner}.`}${name}`;
  for (const { file, line, message } of outcome.unreadable) add('not readable by the language’s own parser', `${file}:${line} ${message}`);
  for (const problem of outcome.problems) add('problems that parity tells', problem);
  for (const difference of outcome.differences) {
    if (difference.kind === 'missing') add('missing in parity', place(difference.oracle));
    else if (difference.kind === 'extra') add('only in parity', place(difference.parity));
    else {
      const { field, oracle, parity } = difference;
      add(`other ${field}`, `${place(oracle)}: ${JSON.stringify(oracle[field])}, parity has ${JSON.stringify(parity[field])}`);
    }
  }
  for (const { oracle, left, right } of outcome.counts) {
    if (right === undefined) add('body not read', place(oracle));
    for (const [key, count] of Object.entries(right === undefined ? {} : left))
      if (right?.[key] !== count) add(`body: other ${key}`, `${place(oracle)}: ${count}, parity has ${right?.[key]}`);
  }
  for (const [title, lines] of groups) {
    console.log(`${outcome.language}: ${title}: ${lines.length}`);
    for (const line of lines.slice(0, examples)) console.log(`  ${line}`);
    if (lines.length > examples) console.log('  …');
  }
}

function printTable(outcomes: readonly Outcome[], bodies: boolean): void {
  const fields = ['missing', 'extra', ...FIELDS];
  const header = ['language', 'files', 'members', ...fields, 'unreadable', 'problems', ...(bodies ? ['bodies', 'other bodies'] : [])];
  const rows = outcomes.map((outcome) => [
    outcome.language,
    outcome.files,
    outcome.members,
    ...fields.map((name) => outcome.differences.filter((each) => (each.kind === 'field' ? each.field : each.kind) === name).length),
    outcome.unreadable.length,
    outcome.problems.length,
    ...(bodies ? [outcome.bodies, outcome.counts.length] : []),
  ]);
  for (const row of [header, header.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Failure) && (error as { name?: string }).name !== 'Refusal') throw error;
  console.error(`oracle: ${(error as Error).message}`);
  process.exitCode = 2;
}
