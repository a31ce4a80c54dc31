import { describe, expect, test } from 'vitest';
import { csharpFrontEnd } from '../../../src/lang/csharp/index.js';
import type { Routine, SourceIndex } from '../../../src/model/source.js';
import { print } from '../print.js';

function indexed(text: string): SourceIndex {
  const { index } = csharpFrontEnd.open('src/A.cs', text, new Set(['DEBUG']));
  expect(index.problems).toEqual([]);
  return index;
}

/** `kind Owner.Name(parameters)`, with `{}` for a body. */
function members(text: string): string[] {
  return indexed(text).routines.map(
    ({ kind, owner, name, parameters, hasBody }) =>
      `${kind} ${owner === '' ? '' : `${owner}.`}${name}(${parameters.length})${hasBody ? ' {}' : ''}`,
  );
}

function routine(text: string): Routine {
  const { routines } = indexed(`class C {\n${text}\n}`);
  expect(routines).toHaveLength(1);
  return routines[0] as Routine;
}

test('a method with all that the model says of it', () => {
  const text =
    'namespace N.M;\n\npublic partial class A<T>\n{\n    /// <summary>Adds.</summary>\n    [Fact(Skip = "no")]\n    public static async Task<int> Add<U>(ref int a, string? @b = null,\n        params U[] rest)\n    {\n        return 1; // one\n    }\n}\n';
  expect(indexed(text).routines).toEqual([
    {
      language: 'csharp',
      file: 'src/A.cs',
      namespace: 'N.M',
      owner: 'A',
      kind: 'method',
      name: 'Add',
      parameters: [
        { name: 'a', type: 'int', by: 'ref' },
        { name: 'b', type: 'string?', optional: true },
        { name: 'rest', type: 'U[]', by: 'params' },
      ],
      startLine: 6,
      endLine: 11,
      nameLine: 7,
      nameColumn: 35,
      nameEndColumn: 38,
      hasBody: true,
      test: true,
      results: ['Task<int>'],
      modifiers: ['public', 'static', 'async'],
      attributes: [{ name: 'Fact', arguments: [{ name: 'Skip', value: { k: 'literal', type: 'string', value: 'no', at: 6 } }], at: 6 }],
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      comments: [
        { text: '<summary>Adds.</summary>', at: 5 },
        { text: 'one', at: 10 },
      ],
      start: text.indexOf('[Fact'),
      end: text.lastIndexOf('}\n}') + 1,
    },
  ]);
});

describe('every form of member', () => {
  test.each<[string, string[]]>([
    ['void M() { }', ['method C.M(0) {}']],
    ['int M(int a, int b) => 1;', ['method C.M(2) {}']],
    ['abstract void M();', ['method C.M(0)']],
    ['[DllImport("x")] static extern int M();', ['method C.M(0)']],
    ['partial void M(); partial void M() { }', ['method C.M(0)', 'method C.M(0) {}']],
    ['void I<int>.M<T>() { }', ['method C.M(0) {}']],
    ['void @void(int @if) { }', ['method C.@void(1) {}']],
    [
      'C() { } C(int x) : this() => y = x; static C() { } ~C() { }',
      ['constructor C.C(0) {}', 'constructor C.C(1) {}', 'static-constructor C.C(0) {}', 'destructor C.C(0) {}'],
    ],
    ['public partial C(); public partial C() { }', ['constructor C.C(0)', 'constructor C.C(0) {}']],
    [
      'int P { get; set; } = 1; int Q => 1; int R { get => 1; } int S { get; set { } } required int T { get; init; }',
      ['property C.P(0)', 'property C.Q(0) {}', 'property C.R(0) {}', 'property C.S(0) {}', 'property C.T(0)'],
    ],
    ['int P { get => field; set => field = value; }', ['property C.P(0) {}']],
    ['partial int P { get; } partial int P => 1;', ['property C.P(0)', 'property C.P(0) {}']],
    [
      'int this[int i] => i; int I.this[int i, string j] { get { return 1; } } abstract int this[long i] { get; }',
      ['indexer C.this(1) {}', 'indexer C.this(2) {}', 'indexer C.this(1)'],
    ],
    [
      'event Action? E, F; event Action G { add { } remove { } } event Action I.H { add => a(); remove { } }',
      ['event C.E(0)', 'event C.F(0)', 'event C.G(0) {}', 'event C.H(0) {}'],
    ],
    ['partial event Action E; partial event Action E { add { } remove { } }', ['event C.E(0)', 'event C.E(0) {}']],
    [
      'static C operator +(C a, C b) => a; static bool operator ==(C a, C b) { } static bool operator true(C a) => true; static C operator >>>(C a, int b) => a;',
      ['operator C.+(2) {}', 'operator C.==(2) {}', 'operator C.true(1) {}', 'operator C.>>>(2) {}'],
    ],
    [
      'static C operator checked -(C a) => a; void operator +=(int x) { } void operator checked >>>=(int x) { } void operator ++() { }',
      ['operator C.-(1) {}', 'operator C.+=(1) {}', 'operator C.>>>=(1) {}', 'operator C.++(0) {}'],
    ],
    [
      'static implicit operator int(C a) => 1; static explicit operator checked C(int a) => null;',
      ['conversion C.implicit(1) {}', 'conversion C.explicit(1) {}'],
    ],
    [
      'static abstract C operator +(C a, C b); static abstract implicit operator int(C a); static virtual int M() => 1;',
      ['operator C.+(2)', 'conversion C.implicit(1)', 'method C.M(0) {}'],
    ],
    ['int a = 1, b; const int c = 2; Action d = () => { }; delegate void D(); fixed byte f[3];', []],
    ['ref readonly int M(ref readonly int x, scoped Span<int> y) => ref z;', ['method C.M(2) {}']],
    ['unsafe delegate*<int, void> M(void* p, delegate* unmanaged<int> q) { *p = 1; }', ['method C.M(2) {}']],
    ['void M(params List<int> xs) { } void N(__arglist) { }', ['method C.M(1) {}', 'method C.N(1) {}']],
    ['void M<T>() where T : allows ref struct { }', ['method C.M(0) {}']],
    ['public ref partial struct W<T> { public W(T t) { } int Length => 1; }', ['constructor C.W.W(1) {}', 'property C.W.Length(0) {}']],
    ['readonly ref partial struct W { void M() { } }', ['method C.W.M(0) {}']],
  ])('%s', (text, expected) => {
    expect(members(`unsafe partial class C {\n${text}\n}`)).toEqual(expected);
  });
});

describe('every form of type', () => {
  test.each<[string, string[]]>([
    ['class A { class B<T> { struct D { void M() { } } } }', ['method A.B.D.M(0) {}']],
    ['interface I { void M(); void N() { } static abstract int P { get; } }', ['method I.M(0)', 'method I.N(0) {}', 'property I.P(0)']],
    [
      'record A(int X) { public A() : this(1) { } } record struct B(int Y); readonly record struct D { int P => 1; }',
      ['constructor A.A(0) {}', 'property D.P(0) {}'],
    ],
    ['file class A { void M() { } } ref struct B { void M() { } }', ['method A.M(0) {}', 'method B.M(0) {}']],
    ['class A(int x) : B(x) { int M() => x; }', ['method A.M(0) {}']],
    ['enum E : byte { A = 1, B } delegate void D(int x); class A; struct B { };', []],
    ['namespace A.B { namespace C { class D { void M() { } } } }', ['method D.M(0) {}']],
    ['union U(int, string); union V(A, B) { public int P => 1; }', ['property V.P(0) {}']],
    ['class @class { @class() { } }', ['constructor @class.@class(0) {}']],
  ])('%s', (text, expected) => {
    expect(members(text)).toEqual(expected);
  });

  test('namespaces, kinds, bases, arity and parameters', () => {
    const text =
      'using X = (int A, int B); namespace N { class A<T, U>(int x) : B<T>(x), I where T : class { } } namespace M.O { record struct R(int Y); enum E : byte { } delegate T D<T>(int x); interface I : J; }';
    expect(
      indexed(text).types.map(({ namespace, path, kind, bases, arity, parameters }) => [
        namespace,
        path,
        kind,
        bases,
        arity,
        parameters?.length,
      ]),
    ).toEqual([
      ['N', 'A', 'class', ['B<T>', 'I'], 2, 1],
      ['M.O', 'R', 'record', [], 0, 1],
      ['M.O', 'E', 'enum', ['byte'], 0, undefined],
      ['M.O', 'D', 'delegate', [], 1, undefined],
      ['M.O', 'I', 'interface', ['J'], 0, undefined],
    ]);
  });
});

describe('local functions', () => {
  test.each<[string, string[]]>([
    [
      'class C { void M() { int F(int x) => x; static void G() { void H() { } } } }',
      ['method C.M(0) {}', 'local-function C.F(1) {}', 'local-function C.G(0) {}', 'local-function C.H(0) {}'],
    ],
    [
      'class C { int P { get { int F() => 1; return F(); } } Action A = () => { void G() { } }; }',
      ['property C.P(0) {}', 'local-function C.F(0) {}', 'local-function C.G(0) {}'],
    ],
    ['int F(int x) => x; F(1); class C { void M() { } }', ['method C.M(0) {}', 'local-function F(1) {}']],
  ])('%s', (text, expected) => {
    expect(members(text)).toEqual(expected);
  });

  test('know the routine around them', () => {
    const { routines } = indexed('namespace N; class C { void M() { void F() { void G() { } } } }');
    expect(routines.map(({ name, within, namespace }) => [name, within, namespace])).toEqual([
      ['M', undefined, 'N'],
      ['F', 'M', 'N'],
      ['G', 'M', 'N'],
    ]);
  });
});

describe('tests, by their attribute', () => {
  test.each([
    ['[Fact]', true],
    ['[FactAttribute]', true],
    ['[Xunit.Fact]', true],
    ['[global::Xunit.Theory, InlineData(1)]', true],
    ['[SkippableFact(Skip = "x")]', true],
    ['[method: Test]', true],
    ['[return: Test]', false],
    ['[TestCase(1)]', true],
    ['[DataTestMethod]', true],
    ['[Facts]', false],
    ['[fact]', false],
    ['', false],
  ])('%s: %s', (attribute, expected) => {
    expect(routine(`${attribute} void M() { }`).test).toBe(expected);
  });
});

describe('lines', () => {
  test('begin with the attributes, not with the comments, and end with the last token', () => {
    expect(routine('// a\n[A]\n[B]\npublic\nint\nM\n(\n)\n=> 1\n; // b')).toMatchObject({ startLine: 3, nameLine: 7, endLine: 11 });
  });

  test('an event field has those of the whole declaration', () => {
    const { routines } = indexed('class C {\n event Action\n  E,\n  F;\n}');
    expect(routines.map(({ name, startLine, nameLine, endLine }) => [name, startLine, nameLine, endLine])).toEqual([
      ['E', 2, 3, 4],
      ['F', 2, 4, 4],
    ]);
  });

  test('are those of CRLF and CR too, columns UTF-16 units', () => {
    expect(routine('/* 😀é */ void M() {\r\n\r}')).toMatchObject({ startLine: 2, endLine: 4, nameColumn: 16, nameEndColumn: 17 });
  });
});

test('the hash ignores indentation and line ends, not words', () => {
  const { hash } = routine('void M()\n{\n  a();\n}');
  expect(routine('  void M()\r\n {\r\n a();\r\n }').hash).toBe(hash);
  expect(routine('void M()\n{\n  b();\n}').hash).not.toBe(hash);
});

describe('fields', () => {
  test.each<[string, string[]]>([
    [
      'class C { int a = 1, b; const string D = "x"; static readonly T e = new(1); }',
      ['C.a int 1', 'C.b int -', 'C.D string const "x"', 'C.e T static readonly (new T (1))'],
    ],
    ['enum E { A, B = 2 }', ['E.A E const -', 'E.B E const 2']],
  ])('%s', (text, expected) => {
    const found = indexed(text).fields.map(({ owner, name, type, constant, static: isStatic, readonly, init }) =>
      [`${owner}.${name}`, type, constant ? 'const' : isStatic ? 'static' : '', readonly ? 'readonly' : '', print(init)]
        .filter((part) => part !== '')
        .join(' '),
    );
    expect(found).toEqual(expected);
  });
});
