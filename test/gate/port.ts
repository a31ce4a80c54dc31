import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, vi } from 'vitest';
import { main } from '../../src/cli.js';
import { create, SCHEMA } from '../ledger/database.js';

/** A port in miniature: `add` and `remove` are ported, `size` is a fake, `drain` waits. Everything has a test. */
const FILES = {
  'golang/nats-server/server/store.go': `package server

type store struct {
	items map[string][]byte
	total int
}

func (s *store) add(name string, data []byte) int {
	if old, ok := s.items[name]; ok {
		s.total -= len(old)
	}
	s.items[name] = data
	s.total += len(data)
	return s.total
}

func (s *store) remove(name string) bool {
	old, ok := s.items[name]
	if !ok {
		return false
	}
	s.total -= len(old)
	delete(s.items, name)
	return true
}

func (s *store) size() int {
	sum := 0
	for _, data := range s.items {
		sum += len(data)
	}
	return sum
}

func (s *store) drain() int {
	n := len(s.items)
	for name := range s.items {
		s.remove(name)
	}
	return n
}
`,
  'golang/nats-server/server/store_test.go': `package server

import "testing"

func TestStoreAdd(t *testing.T) {
	s := &store{items: map[string][]byte{}}
	if s.add("a", []byte("xy")) != 2 {
		t.Fatal("total")
	}
}

func TestStoreRemove(t *testing.T) {
	s := &store{items: map[string][]byte{}}
	s.add("a", []byte("xy"))
	if !s.remove("a") {
		t.Fatal("removed")
	}
}

func TestStoreSize(t *testing.T) {
	s := &store{items: map[string][]byte{}}
	s.add("a", []byte("xy"))
	if s.size() != 2 {
		t.Fatal("size")
	}
}
`,
  'dotnet/src/Port/Store.cs': `namespace Port;

public sealed class Store
{
    private readonly Dictionary<string, byte[]> _items = [];
    private int _total;

    public int Add(string name, byte[] data)
    {
        if (_items.TryGetValue(name, out var old))
        {
            _total -= old.Length;
        }

        _items[name] = data;
        _total += data.Length;
        return _total;
    }

    public bool Remove(string name)
    {
        if (!_items.Remove(name, out var old))
        {
            return false;
        }

        _total -= old.Length;
        return true;
    }

    public int Size() => 0;
}
`,
  'dotnet/tests/Port.Tests/StoreTests.cs': `using Xunit;

namespace Port.Tests;

public class StoreTests
{
    [Fact]
    public void StoreAdd_ShouldSucceed()
    {
        var store = new Store();
        Assert.Equal(2, store.Add("a", [1, 2]));
    }

    [Fact]
    public void StoreRemove_ShouldSucceed()
    {
        var store = new Store();
        store.Add("a", [1, 2]);
        Assert.True(store.Remove("a"));
    }

    [Fact]
    public void StoreSize_ShouldSucceed()
    {
        Assert.Equal(0, 0);
    }
}
`,
} as const;

export const SOURCE = 'dotnet/src/Port/Store.cs';
export const TESTS = 'dotnet/tests/Port.Tests/StoreTests.cs';
export const HONEST_SIZE = 'public int Size() => _items.Values.Sum(data => data.Length);';

const row = (id: number, name: string, file: string, status: string, type: string, member: string) =>
  `(${id}, 1, '${name}', 'server/${file}', '${name.includes('.') ? name.split('.')[0] : ''}', '${name.split('.').at(-1)}', '${status}', '${type}', '${member}', 'waits for the store')`;
const COLUMNS = '(id, module_id, name, go_file, go_class, go_method, status, dotnet_class, dotnet_method, notes)';

const ROWS = `
  INSERT INTO modules VALUES (1, 'server', 'stub');
  INSERT INTO features ${COLUMNS} VALUES ${row(1, 'store.add', 'store.go', 'complete', 'Store', 'Add')}, ${row(2, 'store.remove', 'store.go', 'complete', 'Store', 'Remove')},
    ${row(3, 'store.size', 'store.go', 'complete', 'Store', 'Size')}, ${row(4, 'store.drain', 'store.go', 'deferred', 'Store', 'Drain')};
  INSERT INTO unit_tests ${COLUMNS} VALUES ${row(11, 'TestStoreAdd', 'store_test.go', 'stub', 'StoreTests', 'StoreAdd_ShouldSucceed')},
    ${row(12, 'TestStoreRemove', 'store_test.go', 'stub', 'StoreTests', 'StoreRemove_ShouldSucceed')}, ${row(13, 'TestStoreSize', 'store_test.go', 'stub', 'StoreTests', 'StoreSize_ShouldSucceed')};
  INSERT INTO dependencies (source_type, source_id, target_type, target_id, dependency_kind) VALUES ('unit_test', 11, 'feature', 1, 'calls'),
    ('unit_test', 12, 'feature', 2, 'calls'), ('unit_test', 13, 'feature', 3, 'calls');
  INSERT INTO implementation_batches VALUES (1, 'Store', 'pending');
  INSERT INTO batch_features VALUES (1, 1), (1, 2), (1, 3);
  INSERT INTO batch_tests VALUES (1, 11), (1, 12), (1, 13);`;

/** What a command printed, and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A fresh port for each test, in a git repository with one commit. Sources are a day old. */
export function port() {
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'parity-port-')));
    for (const [file, text] of Object.entries(FILES)) write(file, text);
    create(at('porting.db'), SCHEMA, ROWS);
    git('init', '-q', '-b', 'main');
    git('config', 'user.email', 'port@example.invalid');
    git('config', 'user.name', 'port');
    write('.gitignore', '.parity-cache/\n*.trx\n');
    git('add', '-A');
    const day = new Date(Date.now() - 86_400_000);
    execFileSync('git', ['commit', '-qm', 'base'], { cwd: root, env: { ...process.env, GIT_COMMITTER_DATE: day.toISOString() } });
    for (const file of Object.keys(FILES)) utimesSync(at(file), day, day);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const at = (file: string) => path.join(root, file);
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  };
  const read = (file: string) => readFileSync(at(file), 'utf8');
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const edit = (file: string, from: string | RegExp, to: string) => {
    const text = read(file);
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`nothing to edit in ${file}`);
    write(file, edited);
  };
  const sql = (text: string) => {
    const db = new Sqlite(at('porting.db'));
    try {
      db.exec(text);
    } finally {
      db.close();
    }
  };
  const ask = (text: string): unknown => {
    const db = new Sqlite(at('porting.db'), { readonly: true });
    try {
      return db.prepare(text).pluck().get();
    } finally {
      db.close();
    }
  };
  return {
    get root() {
      return root;
    },
    at,
    write,
    read,
    edit,
    git,
    sql,
    ask,
    /** The status of a feature. */
    status: (id: number) => ask(`SELECT status FROM features WHERE id = ${id}`),
    /** Runs a command in this process. */
    parity: (...args: readonly string[]) => run([...args, '--root', root]),
    /** A result file in the form of VSTest; tests by method, with their outcome. */
    trx: (
      outcomes: Readonly<Record<string, string>>,
      options: { readonly file?: string; readonly start?: Date; readonly className?: string; readonly codeBase?: string } = {},
    ) => {
      const {
        file = 'results.trx',
        start = new Date(),
        className = 'Port.Tests.StoreTests',
        codeBase = '/nowhere/Port.Tests.dll',
      } = options;
      const entries = Object.entries(outcomes);
      const results = entries.map(
        ([name, outcome], i) => `<UnitTestResult testId="${i}" testName="${className}.${name}" outcome="${outcome}" />`,
      );
      const tests = entries.map(
        ([name], i) =>
          `<UnitTest id="${i}"><TestMethod codeBase="${codeBase}" className="${className}" name="${name.replace(/\(.*/, '')}" /></UnitTest>`,
      );
      write(
        file,
        `\uFEFF<?xml version="1.0" encoding="utf-8"?><TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
         <Times start="${start.toISOString()}" /><Results>${results.join('')}</Results><TestDefinitions>${tests.join('')}</TestDefinitions>
         <ResultSummary outcome="Completed" /></TestRun>`,
      );
      return at(file);
    },
  };
}

export const PASSED = { StoreAdd_ShouldSucceed: 'Passed', StoreRemove_ShouldSucceed: 'Passed', StoreSize_ShouldSucceed: 'Passed' } as const;

async function run(args: readonly string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  try {
    const code = await main(args);
    return { code, out: out.join(''), err: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
