import { describe, expect, test } from 'vitest';
import { CodeIndex, type Unit } from '../../src/index/code-index.js';
import { outlineOf } from '../../src/index/outline.js';
import { FRONT_ENDS } from '../../src/lang/front-ends.js';
import type { Language, Routine } from '../../src/model/source.js';

/** Units of a few files; `asked` counts the bodies that were lowered. */
function open(language: Language, files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const units = Object.entries(files).map(([file, text]): Unit => {
    const { index, body } = FRONT_ENDS[language].open(file, text, new Set());
    const role = /test/i.test(file) ? 'test' : 'production';
    const counted = (routine: Routine) => {
      asked.push(routine.name);
      return body(routine);
    };
    return { file, role, text, index, outline: outlineOf(index), body: counted };
  });
  return { code: new CodeIndex(units), asked };
}

const csharp = (files: Readonly<Record<string, string>>) => open('csharp', files).code;

describe('types', () => {
  const code = csharp({
    'A.cs': 'namespace N; public partial class Store<T> { void A() { } int a; class Inner { void C() { } } }',
    'B.cs': 'namespace N; public partial class Store { void B() { } }',
    'C.cs': 'namespace M; public class Store { void D() { } }',
    'Program.cs': 'F(); void F() { }',
  });

  test('of one name in one namespace are one group, whatever files and type parameters they have', () => {
    const groups = code.typesNamed('Store').map(({ namespace, path, routines, fields, parts }) => ({
      namespace,
      path,
      routines: routines.map(({ name }) => name),
      fields: fields.map(({ name }) => name),
      parts: parts.length,
    }));
    expect(groups).toEqual([
      { namespace: 'N', path: 'Store', routines: ['A', 'B'], fields: ['a'], parts: 2 },
      { namespace: 'M', path: 'Store', routines: ['D'], fields: [], parts: 1 },
    ]);
  });

  test('are found by their simple name in any letter case, nested ones too', () => {
    expect(code.typesNamed('INNER').map(({ path }) => path)).toEqual(['Store.Inner']);
    expect(code.typesNamed('Store.Inner')).toEqual([]);
    expect(code.typesNamed('constructor')).toEqual([]);
    expect(code.typesNamed('__proto__')).toEqual([]);
  });

  test('know the group of each of their members', () => {
    const [member] = code.routinesNamed('b');
    expect(member && code.groupOf(member)).toBe(code.typesNamed('store')[0]);
  });

  test('have nothing of top-level statements', () => {
    const [local] = code.routinesNamed('F');
    expect(local?.owner).toBe('');
    expect(code.groups.flatMap(({ routines }) => routines.map(({ name }) => name)).sort()).toEqual(['A', 'B', 'C', 'D']);
  });
});

test('a Go package is its directory', () => {
  const { code } = open('go', {
    'a/x.go': 'package p\n\nfunc f() {}\nfunc (s *store) g() {}\n',
    'a/y.go': 'package p\n\ntype store struct{ n int }\nfunc h() {}\n',
    'b/x.go': 'package p\n\ntype store struct{ m int }\nfunc (store) g() {}\n',
  });
  const shown = code.typesNamed('store').map(({ routines, fields }) => [routines.map(({ file }) => file), fields.map(({ name }) => name)]);
  expect(shown).toEqual([
    [['a/x.go'], ['n']],
    [['b/x.go'], ['m']],
  ]);
  const functions = code.typesNamed('').map(({ routines }) => routines.map(({ name }) => name));
  expect(functions).toEqual([['f', 'h']]);
});

describe('inheritance', () => {
  const code = csharp({
    'A.cs': 'class A : B<int> { } class B<T> : N.C, IThing { } class Loop : Ring { } class Ring : Loop { } class Alone : Missing { }',
    'C.cs': 'namespace N { class C { } } interface IThing { }',
  });
  const paths = (groups: readonly { readonly path: string }[]) => groups.map(({ path }) => path);
  const named = (name: string) => code.typesNamed(name)[0] as (typeof code.groups)[number];

  test('is followed upward, nearest first, as far as it is known', () => {
    expect(paths(code.basesOf(named('A')))).toEqual(['B', 'C', 'IThing']);
    expect(paths(code.basesOf(named('Alone')))).toEqual([]);
  });

  test('and downward', () => {
    expect(paths(code.derivedOf(named('C'))).sort()).toEqual(['A', 'B']);
    expect(paths(code.derivedOf(named('A')))).toEqual([]);
  });

  test('ends in a ring', () => {
    expect(paths(code.basesOf(named('Loop')))).toEqual(['Ring']);
    expect(paths(code.derivedOf(named('Loop')))).toEqual(['Ring']);
  });
});

test('a body is lowered once, when it is asked for, and never where there is none', () => {
  const { code, asked } = open('csharp', { 'A.cs': 'abstract class A { void F() { G(); } abstract void G(); }' });
  expect(asked).toEqual([]);
  const [f, g] = ['F', 'G'].flatMap((name) => code.routinesNamed(name));
  expect(f && code.bodyOf(f)).toBe(f && code.bodyOf(f));
  expect(g && code.bodyOf(g)).toBeUndefined();
  expect(asked).toEqual(['F']);
});

test('names in what did not parse, and in what is left out, lead to their files', () => {
  const code = csharp({ 'A.cs': '#if NEVER\nclass Lost { }\n#endif\nclass A { }', 'B.cs': 'class B { void broken( }' });
  expect(code.inactiveNaming('Lost').map(({ file, part }) => [file, part.condition])).toEqual([['A.cs', 'NEVER']]);
  expect(code.problemsNaming('broken').map(({ file }) => file)).toEqual(['B.cs']);
  expect(code.problemsNaming('constructor')).toEqual([]);
});

test('which member stands in a test is told by its file', () => {
  const code = csharp({ 'A.cs': 'class A { void F() { } }', 'ATests.cs': 'class ATests { void G() { } }' });
  expect(['F', 'G'].flatMap((name) => code.routinesNamed(name)).map((routine) => code.isTest(routine))).toEqual([false, true]);
});
