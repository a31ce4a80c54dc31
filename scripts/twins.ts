// Builds ports in the natsnet layout from code that exists in Go and in C#: twins, whose rows are honest by what they are.
//   npm run twins -- --out DIR [--antlr4 DIR] [--exercism-go DIR --exercism-csharp DIR] [--pair NAME=GO_DIR:CSHARP_DIR]…
// The directories are checkouts of antlr/antlr4 (its folder `runtime`), exercism/go and exercism/csharp; a pair is any library that is kept in both
// languages (apache/thrift: lib/go/thrift and lib/netstd/Thrift). Each twin is a root of its own in DIR.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { CodeIndex, lastSegment } from '../src/index/code-index.js';
import type { FrontEnd } from '../src/lang/front-end.js';
import { FRONT_ENDS } from '../src/lang/front-ends.js';
import type { Routine } from '../src/model/source.js';
import { findCSharp } from '../src/pair/csharp.js';
import { normalName } from '../src/pair/names.js';
import { rowOf } from '../test/bench/rows.js';
import { unitOf } from '../test/bench/unit.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    antlr4: { type: 'string' },
    'exercism-go': { type: 'string' },
    'exercism-csharp': { type: 'string' },
    pair: { type: 'string', multiple: true, default: [] },
  },
});
const out = values.out;
if (out === undefined) throw new Error('--out DIR is missing');

/** One side of a twin: texts by path in the root. */
type Files = ReadonlyMap<string, string>;

interface Twin {
  readonly name: string;
  readonly go: Files;
  readonly csharp: Files;
}

interface PairOfRoutines {
  readonly go: Routine;
  readonly csharp: readonly Routine[];
}

const GO = 'golang/nats-server';
const SOURCE = 'dotnet/src';
const TESTS = 'dotnet/tests';

let total = 0;
for (const twin of twins()) {
  const features = featurePairs(twin);
  const tests = testPairs(twin, features);
  if (features.length === 0) continue;
  write(path.join(out, twin.name), twin, features, tests);
  console.log(`${twin.name}: ${features.length} features, ${tests.length} tests`);
  total += features.length;
}
console.log(`${total} features`);

function* twins(): Iterable<Twin> {
  if (values.antlr4 !== undefined) yield antlr4(values.antlr4);
  for (const pair of values.pair) {
    const [, name, go, csharp] = /^([\w-]+)=([^:]+):(.+)$/.exec(pair) ?? [];
    if (name === undefined || go === undefined || csharp === undefined) throw new Error(`not NAME=GO_DIR:CSHARP_DIR: ${pair}`);
    yield { name, go: filesIn(go, `${GO}/${name}`, /\.go$/), csharp: filesIn(csharp, `${SOURCE}/${name}`, /\.cs$/) };
  }
  const { 'exercism-go': go, 'exercism-csharp': csharp } = values;
  if (go === undefined || csharp === undefined) return;
  const slugs = (root: string) => readdirSync(path.join(root, 'exercises/practice')).sort();
  const both = new Set(slugs(csharp));
  for (const slug of slugs(go)) if (both.has(slug)) yield exercise(slug, go, csharp);
}

function antlr4(root: string): Twin {
  const runtime = readdirSync(root).includes('runtime') ? path.join(root, 'runtime') : root;
  return {
    name: 'antlr4',
    go: filesIn(path.join(runtime, 'Go/antlr/v4'), `${GO}/antlr`, /\.go$/),
    csharp: filesIn(path.join(runtime, 'CSharp/src'), `${SOURCE}/Antlr4`, /\.cs$/),
  };
}

function exercise(slug: string, goRoot: string, csharpRoot: string): Twin {
  const directory = (root: string) => path.join(root, 'exercises/practice', slug);
  const go = new Map([
    ...filesIn(path.join(directory(goRoot), '.meta'), `${GO}/exercise`, /\.go$/, true),
    ...filesIn(directory(goRoot), `${GO}/exercise`, /(_test|cases_test)\.go$/, true),
  ]);
  // A reader of the exercise is to take the skips away, one by one.
  const unskipped = [...filesIn(directory(csharpRoot), TESTS, /Tests?\.cs$/, true)].map(
    ([file, text]) => [file, text.replace(/\(Skip = "Remove this Skip property to run this test"\)/g, '')] as const,
  );
  const csharp = new Map([...filesIn(path.join(directory(csharpRoot), '.meta'), `${SOURCE}/Exercise`, /\.cs$/, true), ...unskipped]);
  return { name: `exercism/${slug}`, go, csharp };
}

function filesIn(directory: string, to: string, wanted: RegExp, flat = false): Files {
  const found = new Map<string, string>();
  const entries = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(directory).sort() : [];
  for (const name of entries) {
    const file = path.join(directory, name);
    if (statSync(file).isDirectory()) {
      if (!flat && name !== 'obj' && name !== 'bin') for (const [at, text] of filesIn(file, `${to}/${name}`, wanted)) found.set(at, text);
    } else if (wanted.test(name) && !/^(gen|example_\w+)\.go$/.test(name))
      found.set(`${to}/${name}`, readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  }
  return found;
}

function indexOf(files: Files, end: FrontEnd): CodeIndex {
  const symbols = new Set(['NET', 'NET10_0', 'DEBUG', 'TRACE']);
  const role = (file: string) => (file.startsWith(TESTS) || file.endsWith('_test.go') ? 'test' : 'production');
  return new CodeIndex([...files].map(([file, text]) => unitOf(end, file, text, role(file), symbols)));
}

/** Functions and members that bear the same name in types that bear the same name; in an exercise also the one function that is asked for. */
function featurePairs(twin: Twin): PairOfRoutines[] {
  const [go, csharp] = [indexOf(twin.go, FRONT_ENDS.go), indexOf(twin.csharp, FRONT_ENDS.csharp)];
  const isExercise = twin.name.startsWith('exercism/');
  const goRoutines = production(go).filter((routine) => routine.name !== 'init' && routine.name !== 'main');
  const members = production(csharp).filter((routine) => ['method', 'property', 'constructor'].includes(routine.kind));
  const pairs = goRoutines.flatMap((routine): PairOfRoutines[] => {
    const named = members.filter((member) => namesMatch(routine, member) && (isExercise || typesMatch(routine, member)));
    const rivals = goRoutines.filter(
      (other) => other !== routine && named.some((member) => namesMatch(other, member) && (isExercise || typesMatch(other, member))),
    );
    const owners = new Set(named.map((member) => `${member.owner}.${member.name}`));
    if (rivals.length > 0 || owners.size !== 1) return [];
    const [first] = named as [Routine];
    const row = rowOf('feature', 1, routine, first.owner, first.name);
    const found = findCSharp(row, routine, csharp);
    if (found.kind !== 'found' || found.rivals.length > 0 || found.declaredOnly.length > 0) return [];
    return [{ go: routine, csharp: found.members }];
  });
  if (isExercise) pairs.push(...soleFunctions(goRoutines, members, pairs));
  return pairs.filter((pair) => isWork(pair.go, twin.go) && pair.csharp.every((member) => isWork(member, twin.csharp)));
}

function production(code: CodeIndex): Routine[] {
  return code.units
    .filter((unit) => unit.role === 'production')
    .flatMap((unit) => unit.index.routines.filter((routine) => routine.hasBody));
}

/** `NewFoo` is Foo's constructor, `GetText` the property `Text`. */
function namesMatch(go: Routine, member: Routine): boolean {
  if (member.kind === 'constructor') return go.owner === '' && normalName(go.name) === `new${normalName(member.name)}`;
  const name = normalName(member.name);
  return normalName(go.name) === name || (member.kind === 'property' && normalName(go.name) === `get${name}`);
}

function typesMatch(go: Routine, member: Routine): boolean {
  const type = (name: string) => normalName(lastSegment(name)).replace(/^(base|abstract|i(?=[A-Z]))/, '');
  return go.owner === '' ? member.kind === 'constructor' || member.modifiers.includes('static') : type(go.owner) === type(member.owner);
}

/** An exercise asks for one function: where each side has one public one, they are twins whatever their names. */
function soleFunctions(go: readonly Routine[], members: readonly Routine[], pairs: readonly PairOfRoutines[]): PairOfRoutines[] {
  const exported = go.filter((routine) => /^[A-Z]/.test(routine.name));
  const open = members.filter((member) => member.modifiers.includes('public') && member.kind === 'method' && member.owner.indexOf('.') < 0);
  const [only, member] = [exported[0], open[0]];
  if (exported.length !== 1 || open.length !== 1 || only === undefined || member === undefined) return [];
  return pairs.some((pair) => pair.go === only) ? [] : [{ go: only, csharp: [member] }];
}

/** Something is between the braces, and it does not say that it is missing. */
function isWork(routine: Routine, files: Files): boolean {
  const text = textOf(routine, files);
  const body = text.slice(Math.max(0, text.search(/\{|=>/)));
  return /\w/.test(body.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')) && !/not[ -]?implemented|unimplemented|\bTODO\b/i.test(body);
}

function textOf(routine: Routine, files: Files): string {
  return (files.get(routine.file) as string).slice(routine.start, routine.end);
}

/** A Go test that is the only one of its function, with all C# tests that call the twin of that function and of no other. */
function testPairs(twin: Twin, features: readonly PairOfRoutines[]): (PairOfRoutines & { readonly features: readonly PairOfRoutines[] })[] {
  const [go, csharp] = [indexOf(twin.go, FRONT_ENDS.go), indexOf(twin.csharp, FRONT_ENDS.csharp)];
  const testsOf = (code: CodeIndex) =>
    code.units.filter((unit) => unit.role === 'test').flatMap((unit) => unit.index.routines.filter((each) => each.test));
  const goTests = testsOf(go).filter((each) => /^Test/.test(each.name));
  const members = testsOf(csharp).filter((each) => each.kind === 'method');
  const calls = (routine: Routine, files: Files, name: string) =>
    new RegExp(`\\b${name}\\b`).test(textOf(routine, files).replace(/^[^{=]*/, ''));
  return features.flatMap((feature) => {
    const [member] = feature.csharp as [Routine];
    const of = goTests.filter((test) => calls(test, twin.go, feature.go.name));
    const [test] = of;
    if (of.length !== 1 || test === undefined || !/\bt\.(Error|Fatal|Fail)/.test(textOf(test, twin.go))) return [];
    const others = features.filter((other) => other !== feature && calls(test, twin.go, other.go.name));
    const same = members.filter((each) => calls(each, twin.csharp, member.name));
    if (others.length > 0 || same.length === 0 || new Set(same.map((each) => each.owner)).size !== 1) return [];
    return [{ go: test, csharp: same, features: [feature] }];
  });
}

function write(root: string, twin: Twin, features: readonly PairOfRoutines[], tests: ReturnType<typeof testPairs>): void {
  for (const [file, text] of [...twin.go, ...twin.csharp]) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const db = new Database(path.join(root, 'porting.db'));
  const columns = `id INTEGER PRIMARY KEY, module_id INTEGER NOT NULL, name TEXT NOT NULL, go_file TEXT, go_class TEXT, go_method TEXT,
    go_line_number INTEGER, go_line_count INTEGER, status TEXT NOT NULL, dotnet_project TEXT, dotnet_class TEXT, dotnet_method TEXT, notes TEXT`;
  db.exec(`DROP TABLE IF EXISTS modules; DROP TABLE IF EXISTS features; DROP TABLE IF EXISTS unit_tests; DROP TABLE IF EXISTS dependencies;
    CREATE TABLE modules (id INTEGER PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL);
    CREATE TABLE features (${columns}); CREATE TABLE unit_tests (${columns});
    CREATE TABLE dependencies (id INTEGER PRIMARY KEY, source_type TEXT, source_id INTEGER, target_type TEXT, target_id INTEGER, dependency_kind TEXT);
    INSERT INTO modules VALUES (1, 'twin', 'complete')`);
  const put = (table: string) =>
    db.prepare(`INSERT INTO ${table} (id, module_id, name, go_file, go_class, go_method, go_line_number, go_line_count, status, dotnet_project, dotnet_class, dotnet_method)
      VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'verified', '', ?, ?)`);
  const insert = (table: string, id: number, { go, csharp }: PairOfRoutines) => {
    const [first] = csharp as [Routine];
    const names = csharp.map((member) => (member.kind === 'constructor' ? '.ctor' : member.name)).join(';');
    const name = go.owner === '' ? go.name : `${go.owner}.${go.name}`;
    const file = go.file.slice(GO.length + 1);
    put(table).run(id, name, file, go.owner, go.name, go.startLine, go.endLine - go.startLine + 1, first.owner, names);
  };
  db.transaction(() => {
    for (const [i, feature] of features.entries()) insert('features', i + 1, feature);
    for (const [i, test] of tests.entries()) {
      insert('unit_tests', i + 1, test);
      for (const feature of test.features)
        db.prepare(
          "INSERT INTO dependencies (source_type, source_id, target_type, target_id, dependency_kind) VALUES ('unit_test', ?, 'feature', ?, 'calls')",
        ).run(i + 1, features.indexOf(feature) + 1);
    }
  })();
  db.close();
}
