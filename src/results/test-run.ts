import { Refusal } from '../errors.js';
import { junitReader } from './junit.js';
import { trxReader } from './trx.js';
import { type Attributes, readXml } from './xml.js';

export type Outcome = 'passed' | 'failed' | 'skipped';

/** One case of a test: a method without parameters has one, a parametrised one has several. */
export interface TestCase {
  /** `Namespace.Outer.Inner`, without type parameters and arguments. */
  readonly className: string;
  /** The method, or what the file shows in its place: a display name. Without arguments. */
  readonly name: string;
  /** The name as the file shows it, arguments included. */
  readonly displayName: string;
  readonly outcome: Outcome;
}

/** What one result file says. */
export interface TestRun {
  /** How messages name it. */
  readonly file: string;
  readonly format: 'trx' | 'junit';
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  /** When the run began, milliseconds since 1970; undefined when the file does not tell. */
  readonly startedAt: number | undefined;
  readonly cases: readonly TestCase[];
  /** Paths of the assemblies that were tested, as the file gives them. */
  readonly assemblies: readonly string[];
}

/** Collects what a format says, element by element. */
export interface RunReader {
  open(path: readonly string[], attributes: Attributes): void;
  close?(path: readonly string[]): void;
  /** @throws Refusal when the run did not come to its end */
  run(file: string): Pick<TestRun, 'startedAt' | 'cases' | 'assemblies'>;
}

const READERS: Readonly<Record<string, { readonly format: TestRun['format']; readonly make: () => RunReader }>> = {
  TestRun: { format: 'trx', make: trxReader },
  testsuites: { format: 'junit', make: junitReader },
  testsuite: { format: 'junit', make: junitReader },
};

/**
 * Reads what `dotnet test` wrote: TRX (VSTest, Microsoft.Testing.Platform) or JUnit XML.
 * @throws Refusal when it is neither, is cut off, or tells of a run that was aborted
 */
export async function readTestRun(file: string, name = file): Promise<TestRun> {
  let found: { readonly format: TestRun['format']; readonly reader: RunReader } | undefined;
  const digest = await readXml(file, {
    open: (path, attributes) => {
      if (path.length === 1) found = readerOf(path[0] ?? '', file);
      found?.reader.open(path, attributes);
    },
    close: (path) => found?.reader.close?.(path),
  });
  if (found === undefined) throw new Refusal(`${file} holds no test results`);
  return { file: name, format: found.format, digest, ...found.reader.run(file) };
}

function readerOf(root: string, file: string) {
  const entry = READERS[root];
  if (entry === undefined)
    throw new Refusal(
      `${file} holds no test results: its root element is \`${root}\``,
      root === 'coverage' ? 'give it with --coverage' : 'TRX and JUnit XML are read',
    );
  return { format: entry.format, reader: entry.make() };
}

/** `Ns.Outer+Inner`1[[System.Int32, …]]` as `Ns.Outer.Inner`. */
export function plainClassName(name: string): string {
  return name
    .replace(/\[.*$/s, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/`\d+/g, '')
    .replaceAll('+', '.')
    .trim();
}

/** `Sized(count: 1, name: "a(b)")` as `Sized`; type arguments go too. */
export function plainMethodName(name: string): string {
  return name
    .replace(/\s*\(.*$/s, '')
    .replace(/^([\w@.+`]+)<.*$/s, '$1')
    .trim();
}
