import { CodeIndex, type Unit } from '../../src/index/code-index.js';
import { outlineOf } from '../../src/index/outline.js';
import { csharpFrontEnd } from '../../src/lang/csharp/index.js';
import { goFrontEnd } from '../../src/lang/go/index.js';
import type { Row } from '../../src/model/row.js';
import { type Routine, symbolOf } from '../../src/model/source.js';
import { findCSharp } from '../../src/pair/csharp.js';
import type { CSharpSide } from '../../src/pair/subject.js';

const SYMBOLS = new Set(['DEBUG', 'NET10_0']);

/** The index of some C# files; those below `tests/` are test code. */
export function csharpCode(files: Readonly<Record<string, string>>): CodeIndex {
  return indexOf(csharpFrontEnd, files, (file) => file.startsWith('tests/'));
}

export function goCode(files: Readonly<Record<string, string>>): CodeIndex {
  return indexOf(goFrontEnd, files, (file) => file.endsWith('_test.go'));
}

function indexOf(frontEnd: typeof goFrontEnd, files: Readonly<Record<string, string>>, isTest: (file: string) => boolean): CodeIndex {
  return new CodeIndex(
    Object.entries(files).map(([file, text]): Unit => {
      const open = frontEnd.open(file, text, SYMBOLS);
      return {
        file,
        outline: outlineOf(open.index),
        index: open.index,
        role: isTest(file) ? 'test' : 'production',
        text,
        body: (routine) => open.body(routine),
      };
    }),
  );
}

export function rowOf(extra: Partial<Row>): Row {
  return {
    kind: 'feature',
    id: 1,
    item: 'feature/1',
    module: undefined,
    name: 'store.clear',
    goFile: 'store.go',
    goClass: 'store',
    goMethod: 'clear',
    goLine: undefined,
    goLineCount: undefined,
    status: 'verified',
    dotnetProject: '',
    dotnetClass: 'Store',
    dotnetMethod: 'Clear',
    notes: '',
    dependsOn: [],
    ...extra,
  };
}

/** What a row's class and member mean in some C# files (one in `Store.cs`, when it is a string), given the Go function's declaration. */
export function counterpart(
  csharp: string | Readonly<Record<string, string>>,
  dotnetClass: string,
  dotnetMethod: string,
  options: { readonly go?: string; readonly row?: Partial<Row> } = {},
): CSharpSide {
  const code = csharpCode(typeof csharp === 'string' ? { 'src/Store.cs': csharp } : csharp);
  return findCSharp(rowOf({ dotnetClass, dotnetMethod, ...options.row }), goFunction(options.go), code);
}

function goFunction(declaration: string | undefined): Routine | undefined {
  return declaration === undefined ? undefined : goCode({ 'go/store.go': `package store\n${declaration}` }).units[0]?.index.routines[0];
}

/** `Store.Clear Store.cs:3` for each member; what else there is to say in its place. */
export function shown(side: CSharpSide): string | readonly string[] {
  if (side.kind === 'found') return side.members.map(place);
  if (side.kind === 'unreadable') return `unreadable ${side.file}:${side.line}`;
  return side.kind === 'missing' ? `missing ${side.what} ${side.name}` : side.kind;
}

export function place(routine: Routine): string {
  return `${symbolOf(routine)} ${routine.file.replace(/^.*\//, '')}:${routine.nameLine}`;
}
