import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { HOSTILE_TEXTS } from './databases.js';

/** A project on disk that means no good, and what parity has to say of it. */
export interface Tree {
  readonly name: string;
  /** Writes it into an empty directory. `outside` is a directory beside it that nothing may be read from. */
  write(root: string, outside: string): void;
  /** What goes on while parity runs; what it returns ends that. */
  meanwhile?(root: string): () => void;
  /** Exit codes that tell the truth. */
  readonly exit: readonly number[];
  /** Something that has to be said. */
  readonly says?: RegExp;
  /** The rows to check; some thousands if it is left out. */
  readonly rows?: string;
}

/** Stands in the files outside of the root, and must stand in no output. */
export const SECRET = 'OUTSIDE_OF_THE_ROOT';

const GO =
  'package server\n\nfunc parse(x int) (int, error) {\n\tif x > 1 {\n\t\treturn log(x), nil\n\t}\n\treturn 0, errors.New("no")\n}\n';
const CS =
  'namespace N;\n\npublic class Parser\n{\n    public int Parse(int x)\n    {\n        if (x > 1) return Log(x);\n        throw new System.ArgumentException("no");\n    }\n\n    private int Log(int x) => x;\n}\n';

const ROW = {
  name: 'parse',
  go_file: 'server/a.go',
  go_class: '',
  go_method: 'parse',
  status: 'verified',
  dotnet_project: 'N',
  dotnet_class: 'Parser',
  dotnet_method: 'Parse',
  notes: '',
};

interface Files {
  readonly go?: string | Buffer;
  readonly cs?: string | Buffer;
  readonly rows?: readonly Partial<typeof ROW>[];
}

function project(root: string, { go = GO, cs = CS, rows = [{}] }: Files = {}): void {
  mkdirSync(path.join(root, 'golang/nats-server/server'), { recursive: true });
  mkdirSync(path.join(root, 'dotnet/src'), { recursive: true });
  writeFileSync(path.join(root, 'golang/nats-server/server/a.go'), go);
  writeFileSync(path.join(root, 'dotnet/src/A.cs'), cs);
  const columns = Object.keys(ROW);
  const db = new Sqlite(path.join(root, 'porting.db'));
  db.exec(
    `CREATE TABLE features (id INTEGER PRIMARY KEY, ${columns.join()}); CREATE TABLE unit_tests (id INTEGER PRIMARY KEY, ${columns.join()})`,
  );
  const insert = db.prepare(`INSERT INTO features (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`);
  for (const row of rows) insert.run({ ...ROW, ...row });
  db.close();
}

const deep = (open: string, middle: string, close: string) => open.repeat(10_000) + middle + close.repeat(10_000);

const MB_50 = 50 * 1024 * 1024;

/** So many of them that they fill so many bytes. */
function numbered(bytes: number, text: (i: number) => string): string {
  const parts: string[] = [];
  for (let i = 0, size = 0; size < bytes; i++) {
    const part = text(i);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

export const TREES: readonly Tree[] = [
  { name: 'an honest one', write: (root) => project(root), exit: [0] },
  {
    name: 'hostile text in every column',
    write: (root) => {
      const columns = ['name', 'go_file', 'go_class', 'go_method', 'dotnet_project', 'dotnet_class', 'dotnet_method', 'notes', 'status'];
      project(root, { rows: HOSTILE_TEXTS.flatMap((text) => columns.map((column) => ({ [column]: text }))) });
    },
    exit: [1],
    says: /stay below `go.root`/,
  },
  {
    name: 'hostile text in the sources',
    write: (root) => {
      const odd = HOSTILE_TEXTS.filter((text) => text.length < 1000 && !text.includes('\0'))
        .join(' ')
        .replace(/[\r\n]/g, '');
      project(root, {
        go: `package server\n\n// ${odd}\nfunc parse() { log("${odd.replace(/["\\]/g, '')}") }\n`,
        cs: `class Parser {\n  // TODO ${odd}\n  void Parse() { /* ${odd} */ }\n  \u202evoid X() { }\n}\n`,
      });
    },
    exit: [1],
    says: /empty-body/,
  },
  {
    name: 'links that leave the root',
    write: (root, outside) => {
      project(root, {
        rows: [
          { go_file: 'server/out.go' },
          { go_file: 'out/secret.go' },
          { go_file: '../../../outside/secret.go' },
          { go_file: path.join(outside, 'secret.go') },
        ],
      });
      symlinkSync(path.join(outside, 'secret.go'), path.join(root, 'golang/nats-server/server/out.go'));
      symlinkSync(outside, path.join(root, 'golang/nats-server/out'));
      symlinkSync(path.join(outside, 'Secret.cs'), path.join(root, 'dotnet/src/Out.cs'));
      symlinkSync(outside, path.join(root, 'dotnet/src/out'));
    },
    exit: [1],
    says: /symbolic link that leaves/,
  },
  {
    name: 'links in a ring',
    write: (root) => {
      project(root);
      for (const directory of ['golang/nats-server/server', 'dotnet/src']) {
        symlinkSync('.', path.join(root, directory, 'again'));
        symlinkSync('ring.go', path.join(root, directory, 'ring.go'));
        symlinkSync('Ring.cs', path.join(root, directory, 'Ring.cs'));
      }
    },
    exit: [0],
  },
  {
    name: 'files that may not be read',
    write: (root) => {
      project(root);
      for (const file of ['golang/nats-server/server/a.go', 'dotnet/src/A.cs']) chmodSync(path.join(root, file), 0);
    },
    exit: process.getuid?.() === 0 ? [0] : [1],
    ...(process.getuid?.() === 0 ? {} : { says: /permission denied/ }),
  },
  {
    name: 'names of files that act',
    write: (root) => {
      project(root, { rows: [{}, { go_file: 'server/\x1b[31m\n.go' }] });
      for (const name of ['\x1b[31mred\x1b[0m', 'two\nlines', '\u202egnp', '<b>', '-rf', '\'quo"te', ' ', '$(id)', '[x]{a,b}*']) {
        writeFileSync(path.join(root, 'golang/nats-server/server', `${name}.go`), 'func {');
        writeFileSync(path.join(root, 'dotnet/src', `${name}.cs`), 'class {');
      }
    },
    exit: [1],
    says: /parse-error/,
  },
  {
    name: 'Go nested far too deep',
    write: (root) => project(root, { go: `package server\n\nfunc parse() { x = ${deep('(', '1', ')')} }\n` }),
    exit: [1],
    says: /too deep/,
  },
  {
    name: 'C# nested far too deep',
    write: (root) => project(root, { cs: `class Parser { void Parse() { x = ${deep('(', '1', ')')}; } }\n` }),
    exit: [1],
    says: /too deep/,
  },
  {
    name: 'types nested far too deep',
    write: (root) => project(root, { cs: `${deep('class C { ', '', ' }')}\nclass Parser { void Parse() { } }\n` }),
    exit: [1],
    says: /deep/,
  },
  {
    name: 'a million tokens on a line',
    write: (root) =>
      project(root, {
        go: `package server; func parse() { ${'a(); '.repeat(250_000)} }\n`,
        cs: `class Parser { void Parse() { ${'A(); '.repeat(250_000)} } }\n`,
      }),
    exit: [0, 1],
  },
  {
    name: 'a text that takes longer to parse than it may',
    write: (root) => {
      project(root, { cs: `class Parser { void Parse() { ${'A(); '.repeat(100_000)} } }` });
      writeFileSync(path.join(root, 'parity.config.json'), '{"limits": {"parseMs": 20}}');
    },
    exit: [1],
    says: /longer than 20 ms/,
  },
  {
    name: 'C# strings nested far too deep in strings',
    write: (root) => project(root, { cs: `class Parser { string Parse() => ${deep('$"{{{', '1', '}}}"')}; }\n` }),
    exit: [1],
    says: /nested more than/,
  },
  {
    name: 'statements nested far too deep',
    write: (root) =>
      project(root, {
        go: `package server\n\nfunc parse() { ${deep('if a { ', 'b()', ' }')} }\n`,
        cs: `class Parser { void Parse() { ${deep('if (a) { ', 'b();', ' }')} } }\n`,
      }),
    exit: [1],
    says: /deep/,
  },
  {
    name: 'files of 50 MB',
    write: (root) =>
      project(root, {
        go: GO + numbered(MB_50, (i) => `\nfunc f${i}(x int) int {\n\treturn g(x, ${i})\n}\n`),
        cs: `${CS.slice(0, CS.lastIndexOf('}'))}${numbered(MB_50, (i) => `\n    public int F${i}(int x) => G(x, ${i});\n`)}}\n`,
      }),
    exit: [0, 1],
  },
  {
    name: 'literals of 50 MB',
    write: (root) =>
      project(root, {
        go: `${GO}\nvar text = \`${'(x\n'.repeat(MB_50 / 3)}\`\n`,
        cs: CS.replace('"no"', `@"${'(x\n'.repeat(MB_50 / 3)}"`),
      }),
    exit: [0, 1],
  },
  {
    name: 'ten thousand members that do not parse',
    write: (root) =>
      project(root, {
        go: GO + 'func f() { x := := 1 }\n'.repeat(10_000),
        cs: `${CS.slice(0, CS.lastIndexOf('}'))}${'void F() { x = = 1 2; }\n'.repeat(10_000)}}\n`,
      }),
    exit: [1],
    says: /parse-error/,
  },
  {
    name: 'a file over the limit',
    write: (root) => {
      project(root, { cs: `${CS}//${' '.repeat(2_000_000)}\n` });
      writeFileSync(path.join(root, 'parity.config.json'), '{"limits": {"fileBytes": 1000000}}');
    },
    exit: [1],
    says: /too large/,
  },
  {
    name: 'UTF-16',
    write: (root) => project(root, { go: Buffer.from(`\ufeff${GO}`, 'utf16le'), cs: Buffer.from(`\ufeff${CS}`, 'utf16le').swap16() }),
    exit: [0],
  },
  {
    name: 'UTF-16 without a mark, and UTF-8 with one',
    write: (root) => project(root, { go: `\ufeff${GO}`, cs: Buffer.from(CS, 'utf16le') }),
    exit: [0],
  },
  {
    name: 'Latin-1',
    write: (root) =>
      project(root, {
        go: Buffer.from(GO.replace('"no"', '"n\u00f6"'), 'latin1'),
        cs: Buffer.from(CS.replace('"no"', '"n\u00f6"'), 'latin1'),
      }),
    exit: [0],
  },
  {
    name: 'UTF-32',
    write: (root) =>
      project(root, { cs: Buffer.from([...`\ufeff${CS}`].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8, 0, 0])) }),
    exit: [1],
    says: /is binary/,
  },
  {
    name: 'pipes and directories for files',
    write: (root) => {
      project(root, { rows: [{}, { go_file: 'server/pipe.go' }, { go_file: 'server/directory.go' }] });
      for (const [directory, extension] of [['golang/nats-server/server', 'go'] as const, ['dotnet/src', 'cs'] as const]) {
        spawnSync('mkfifo', [path.join(root, directory, `pipe.${extension}`)]);
        mkdirSync(path.join(root, directory, `directory.${extension}`));
      }
    },
    exit: [1],
    says: /is not a file/,
  },
  {
    name: 'binary files',
    write: (root) => project(root, { go: Buffer.alloc(5000, '\0\0\x01'), cs: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0, 1, 2]) }),
    exit: [1],
    says: /is binary/,
  },
  { name: 'empty files', write: (root) => project(root, { go: '', cs: '' }), exit: [1], says: /no package clause/ },
  {
    name: 'a database cut off',
    write: (root) => {
      project(root);
      writeFileSync(path.join(root, 'porting.db'), 'SQLite format 3\0');
    },
    exit: [2],
    says: /porting\.db/,
  },
  { name: 'an empty database', write: (root) => overwrite(root, () => Buffer.alloc(0)), exit: [2], says: /porting\.db/ },
  {
    name: 'a database with pages of noise',
    write: (root) => overwrite(root, (bytes) => bytes.fill(0xa5, 4096)),
    exit: [2],
    says: /porting\.db/,
  },
  {
    name: 'a directory for a database',
    write: (root) => {
      project(root);
      rmSync(path.join(root, 'porting.db'));
      mkdirSync(path.join(root, 'porting.db'));
    },
    exit: [2],
    says: /porting\.db/,
  },
  {
    name: 'a database that another process has locked',
    write: (root) => project(root),
    meanwhile: (root) => locked(path.join(root, 'porting.db')),
    exit: [2],
    says: /locked/,
  },
  {
    name: 'a database of a later version',
    write: (root) => {
      project(root, { rows: [{}, { status: 'certified' }] });
      execute(
        root,
        `PRAGMA user_version = 99; ALTER TABLE features ADD COLUMN proof BLOB NOT NULL DEFAULT X'00ff'; CREATE TABLE proofs (id INTEGER PRIMARY KEY, by TEXT) STRICT;
         CREATE VIEW verified AS SELECT * FROM features; CREATE TRIGGER t AFTER UPDATE ON features BEGIN SELECT RAISE(ABORT, 'no'); END`,
      );
    },
    exit: [0, 1],
    says: /certified/,
  },
  {
    name: 'a database of another tool',
    write: (root) => {
      project(root);
      execute(root, 'DROP TABLE features; DROP TABLE unit_tests; CREATE TABLE todo (id, text); INSERT INTO todo VALUES (1, 2)');
    },
    exit: [2],
    says: /porting\.db/,
  },
  {
    name: 'a hundred thousand rows',
    write: (root) => {
      project(root);
      execute(
        root,
        `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
         INSERT INTO features (id, name, go_file, go_class, go_method, status, dotnet_project, dotnet_class, dotnet_method, notes)
         SELECT i, 'row' || i, 'server/a.go', '', 'row' || i, 'verified', 'N', 'Parser', 'Row' || i, '' FROM n`,
      );
    },
    rows: '1-100000',
    exit: [1],
    says: /row100000/,
  },
  { name: 'no rows', write: (root) => project(root, { rows: [] }), exit: [2], says: /has no features/ },
];

function overwrite(root: string, change: (bytes: Buffer) => Buffer): void {
  project(root);
  const file = path.join(root, 'porting.db');
  writeFileSync(file, change(readFileSync(file)));
}

function execute(root: string, sql: string): void {
  const db = new Sqlite(path.join(root, 'porting.db'));
  db.exec(sql);
  db.close();
}

/** Another process that holds the database in an exclusive transaction until it is told to end. */
function locked(file: string): () => void {
  const ready = `${file}.ready`;
  const script = `const db = new (require('better-sqlite3'))(process.argv[1]); db.exec('BEGIN EXCLUSIVE'); require('fs').writeFileSync(process.argv[2], ''); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', script, file, ready], { cwd: REPOSITORY, stdio: 'ignore' });
  const until = performance.now() + 20_000;
  while (!existsSync(ready) && performance.now() < until) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  rmSync(ready);
  return () => void child.kill();
}

export interface Ran {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
}

const REPOSITORY = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url));

/** Checks a tree that was written into `root`. */
export function check(tree: Tree, root: string): Ran {
  const end = tree.meanwhile?.(root);
  try {
    return runParity(root, ['check', '--feature', tree.rows ?? '1-9999']);
  } finally {
    end?.();
  }
}

/** Runs the command; what it prints on both outputs comes back in one text. */
function runParity(root: string, args: readonly string[]): Ran {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(REPOSITORY, 'bin/parity.js'), ...args, '--root', root], {
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 2 ** 30,
  });
  return { status, output: stdout + stderr, seconds: (performance.now() - started) / 1000 };
}

/** What is wrong with a run; empty if nothing is. */
export function faultsOf(tree: Tree, { status, output }: Ran): string[] {
  const faults: string[] = [];
  if (status === null || !tree.exit.includes(status)) faults.push(`exit code ${status}, not ${tree.exit.join(' or ')}`);
  if (output.includes('defect of parity')) faults.push(`a crash: ${/defect of parity: (.*)/.exec(output)?.[1]}`);
  if (output.includes(SECRET)) faults.push('read outside of the root');
  const raw = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.exec(output);
  if (raw !== null)
    faults.push(
      `raw U+${raw[0].codePointAt(0)?.toString(16)} in ${JSON.stringify(output.slice(Math.max(0, raw.index - 40), raw.index + 40))}`,
    );
  // Text is wrapped.
  if (tree.says !== undefined && !tree.says.test(output.replace(/\s+/g, ' '))) faults.push(`${tree.says} is not said`);
  return faults;
}

/** Fills the directory outside of the root. */
export function writeOutside(outside: string): void {
  mkdirSync(outside, { recursive: true });
  writeFileSync(path.join(outside, 'secret.go'), `package ${SECRET}\n\nfunc parse() { ${SECRET}() }\n`);
  writeFileSync(path.join(outside, 'Secret.cs'), `class ${SECRET} { void Parse() { ${SECRET}(); } }\n`);
}
