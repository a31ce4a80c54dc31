import { describe, expect, test } from 'vitest';
import { csharpFrontEnd } from '../../../src/lang/csharp/index.js';
import { print } from '../print.js';

/** The lowered body of a method with these statements in it, without its braces. */
function lowered(body: string, signature = 'void M()'): string {
  const source = csharpFrontEnd.open('A.cs', `class C {\n${signature} {\n${body}\n}\n}\n`, new Set());
  expect(source.index.problems).toEqual([]);
  const [routine] = source.index.routines;
  return print(routine && source.body(routine)).slice(1, -1);
}

function check(cases: Readonly<Record<string, string>>, signature?: string): void {
  test.each(Object.entries(cases))('%s', (source, expected) => {
    expect(lowered(source, signature)).toBe(expected);
  });
}

/** The lowered body of the only member of a class. */
function member(text: string): string {
  const source = csharpFrontEnd.open('A.cs', `class C { ${text} }`, new Set());
  expect(source.index.problems).toEqual([]);
  return source.index.routines.map((routine) => print(source.body(routine))).join(' | ');
}

describe('bodies', () => {
  test.each([
    ['int M() => 1;', '{(=> 1)}'],
    ['int M() => throw new E();', '{(throw (new E))}'],
    ['void M();', '-'],
    ['C() : base(1, x) { a(); }', '{base(1, x); a()}'],
    ['C() : this(1) => a();', '{this(1); (=> a())}'],
    ['int P => x;', '{(=> x)}'],
    ['int P { get => x; }', '{(=> x)}'],
    ['int P { get => x; set { x = value; } }', '{(accessor [get => {(=> x)}] [set => {(x = value)}])}'],
    ['int P { get; set => field = value; }', '{(=> (field = value))}'],
    ['int P { get; set; } = 1;', '-'],
    ['event Action E { add { a(); } remove { b(); } }', '{(accessor [add => {a()}] [remove => {b()}])}'],
    ['static C operator +(C a, C b) => a;', '{(=> a)}'],
    ['T M() => new(1);', '{(=> (new T (1)))}'],
    ['Task<T> M() { return new(1); }', '{(return (new T (1)))}'],
  ])('%s', (text, expected) => {
    expect(member(text)).toBe(expected);
  });
});

describe('statements', () => {
  check({
    '': '',
    'int x;': '(declare x : int)',
    'var x = 1; T y = new(), z;': '(declare x = 1); (declare y : T = (new T)); (declare z : T)',
    'const int c = 1;': '(const c : int = 1)',
    'var (a, b) = f(); (int c, d) = g();': '(declare a,b = f()); ((declare c : int), d = g())',
    'x = y; x += 1; x ??= z; x >>>= 2; x++; --y;': '(x = y); (x += 1); (x ??= z); (x >>>= 2); (x ++); (y --)',
    '(a, b) = (b, a);': '(a, b = (list b a))',
    '{ a(); { b(); } } ;': '{a(); {b()}}',
    'checked { a(); } unsafe { b(); } fixed (int* p = q) { c(); }': '{a()}; {b()}; (declare p : int* = q); {c()}',
    'lock (m) a();': '(lock m a())',
    'using (var x = f()) { a(); }': '{(declare x = f()); (defer x.Dispose()); {a()}}',
    'using var x = f(); a();': '(declare x = f()); (defer x.Dispose()); a()',
    'await using (x) { a(); }': '{x; (defer _.Dispose()); {a()}}',
    'return; ': '(return)',
    'yield return x; yield break;': '(yield x); (yield-break)',
    'throw e; ': '(throw e)',
    'try { a(); } catch (E e) when (b) { throw; } catch { } finally { c(); }':
      '(try {a()} [catch E e when=b => {(throw)}] [catch => {}] finally={c()})',
    'int F(int x, ref T @y) { return x; }': '(local F (x, y) {(return x)})',
    'end: a(); goto end;': 'a(); (goto end)',
    'a(); // why\n/* how */ b();': 'a(); b()',
  });
});

describe('branches', () => {
  check({
    'if (a) b();': '(if [a => b()])',
    'if (a) { } else if (b) { } else { c(); }': '(if [a => {}] [else => (if [b => {}] [else => {c()}])])',
    'x = a ? b : c;': '(x = (conditional [a => b] [else => c]))',
    'switch (x) { case 1: case 2: a(); break; case > 3 when b: return; default: c(); break; }':
      '(switch on=x [1, 2 => {a(); (break)}] [>3 when=b => {(return)}] [else => {c(); (break)}])',
    'switch (x) { case 1: default: a(); break; }': '(switch on=x [1 => (fallthrough)] [else => {a(); (break)}])',
    'switch (x) { case T t: a(t); break; case null: goto case 1; case 1: goto default; default: break; }':
      '(switch on=x [T => {a(t); (break)}] [null => {(goto case 1)}] [1 => {(goto default)}] [else => {(break)}])',
    'switch (x) { case A when a: case B when b: f(); break; case C: case D: case E when c: g(); break; }':
      '(switch on=x [A when=a => (fallthrough)] [B when=b => {f(); (break)}] [C, D => (fallthrough)] [E when=c => {g(); (break)}])',
    'x = y is null || z; x = y is not null && z; x = a && y is null || z;':
      '(x = ((y is test=null) || z)); (x = ((y is test=notnull) && z)); (x = ((a && (y is test=null)) || z))',
    'x = y is 1 or 2 || z && w;': '(x = ((y is test=(1 or 2)) || (z && w)))',
    'x = (y, z) is (null, not null);': '(x = ((list y z) is test=(list null notnull)))',
    'x = y switch { 1 => a, > 2 and < 5 => b, T { N: 3 } t when c => d, not null => e, _ => f() };':
      '(x = (match on=y [1 => a] [(>2 and <5) => b] [(list T (list 3)) when=c => d] [notnull => e] [else => f()]))',
    'x = y switch { [] => 0, [1, ..] => 1, [_, .. var r] => 2, [..] => 3 };':
      '(x = (match on=y [(list) => 0] [(list 1) => 1] [(list _ _) => 2] [(list) => 3]))',
  });
});

describe('loops and jumps', () => {
  check({
    'for (int i = 0, j = 1; i < n; i++, j--) { f(i); }':
      '(for init={(declare i : int = 0); (declare j : int = 1)} test=(i < n) post={(i ++); (j --)} {f(i)})',
    'for (;;) break;': '(for (break))',
    'while (a) { continue; }': '(while test=a {(continue)})',
    'do { a(); } while (b);': '(do test=b {a()})',
    'foreach (var x in xs) f(x);': '(each x over=xs f(x))',
    'await foreach (var (k, v) in xs) { }': '(each k,v over=xs {})',
  });
});

describe('expressions', () => {
  check({
    'x = "a\\n" + @"b\\" + """c "d" """ + "e"u8;': '(x = ((("a\\n" + "b\\") + "c "d" ") + "e"))',
    "x = 'a'; x = '\\'';": "(x = 'a'); (x = '\\'')",
    'x = 0x1F + 1.5e3 + 1_000UL; x = true; x = null; x = default; y = default(T);':
      '(x = ((0x1F + 1.5e3) + 1_000UL)); (x = true); (x = null); (x = (default)); (y = (default T))',
    'x = (a + b) * -c; x = !d; x = ~e; x = ^1; x = *p; x = &q;': '(x = ((a + b) * -c)); (x = !d); (x = ~e); (x = ^1); (x = *p); (x = &q)',
    'x = a.b!.c[i, j]; x = a?.b?.c(1); x = a?[0];': '(x = a.b.c[i, j]); (x = a?.b?.c(1)); (x = a[0])',
    'F<int, T>(a, ref b, out var c, in d, name: e);': 'F<int,T>(a, ref b, out (declare c), in d, name: e)',
    'a::B.C(); global::D.E();': 'B.C(); D.E()',
    'x = new T(1) { A = 2, [3] = 4 }; x = new(); x = new[] { 1 }; x = new int[2]; x = new { A = 1, b.C };':
      '(x = (new T (1) {(A = 2), (3 = 4)})); (x = (new)); (x = (new {1})); (x = (new int[] (2))); (x = (new anonymous {(A = 1), b.C}))',
    'x = new S<K>(a.B) { k }; x = new S<K, (int, L<M>)>(c) { D = 1 }; x = [with(a, b: 1), c];':
      '(x = (new S<K> (a.B) {k})); (x = (new S<K, (int, L<M>)> (c) {(D = 1)})); (x = (new (a, b: 1) {c}))',
    'F((x, y) => new C.J<C.A, C.B> { L = x, R = y! }); x = (P<T>)base.H<K>(v);':
      'F((lambda (x, y) (=> (new C.J<C.A, C.B> {(L = x), (R = y)})))); (x = (cast P<T> base.H<K>(v)))',
    'a?[i] = 1; var (p, q) = (1, 2);': '(a[i] = 1); (declare p,q = (list 1 2))',
    'x = [1, ..y]; x = y with { A = 1 }; x = stackalloc int[3];':
      '(x = (new {1, ..y})); (x = (new with (y) {(A = 1)})); (x = (new int[] (3)))',
    'x = (T)y; x = y as T; x = y is T; x = y is T t; x = y is not null; x = y is { A: 1 } or [2];':
      '(x = (cast T y)); (x = (cast T y)); (x = (y is test=T)); (x = (y is T names=t)); (x = (y is test=notnull)); (x = (y is test=((list (list 1)) or (list 2))))',
    'x = await f(); x = typeof(T); x = nameof(a.b); x = sizeof(int); x = y ?? throw e;':
      '(x = (await f())); (x = (typeof T)); (x = (nameof a.b)); (x = (sizeof int)); (x = (y ?? (throw e)))',
    'x = $"a{b,10:N2}c{d}" + $"{"e"}" + $@"{f}""g";': '(x = (((format "a" b "c" d) + (format "e")) + (format f """g")))',
    'x = a[1..^2]; x = a[..];': '(x = a[(1 .. ^2)]); (x = a[((list) .. (list))])',
    'f(x => x + 1); f((a, b) => { c(); }); f(async () => await d); f(delegate (int e) { }); f(static (int g = 3) => g);':
      'f((lambda (x) (=> (x + 1)))); f((lambda (a, b) {c()})); f((async lambda () (=> (await d)))); f((lambda (e) {})); f((lambda (g) (=> g)))',
    'f((ref x, out y) => { y = x; }); g((in int a, params int[] b) => 1);': 'f((lambda (x, y) {(y = x)})); g((lambda (a, b) (=> 1)))',
    'ref int r = ref a[0]; r = ref b; F(ref x) = y;': '(declare r : ref int = a[0]); (r = b); (F(ref x) = y)',
    'a?.b = c; a?[0] = d; a?.E += f;': '(a.b = c); (a[0] = d); (a.E += f)',
    'x = async ? 1 : 2; F(async, async: true); f([property, type]);':
      '(x = (conditional [async => 1] [else => 2])); F(async, async: true); f((new {property, type}))',
  });
});

describe('queries are the calls that they stand for', () => {
  check({
    'x = from a in xs where a.B > 1 select a.C;': '(x = xs.Where((lambda (a) (=> (a.B > 1)))).Select((lambda (a) (=> a.C))))',
    'x = from T a in xs from b in a.Bs select b;': '(x = xs.SelectMany((lambda (a) (=> a.Bs))).Select((lambda (a, b) (=> b))))',
    'x = from a in xs join b in ys on a.I equals b.J select b;':
      '(x = xs.Join(ys, (lambda (a) (=> a.I)), (lambda (a) (=> b.J))).Select((lambda (a, b) (=> b))))',
    'x = from a in xs let b = a + 1 orderby b descending, a select b;':
      '(x = xs.Select((lambda (a) (=> (a + 1)))).OrderByDescending((lambda (a, b) (=> b))).ThenBy((lambda (a, b) (=> a))).Select((lambda (a, b) (=> b))))',
    'x = from a in xs group a by a.K into g select g.Key;':
      '(x = xs.GroupBy((lambda (a) (=> a)), (lambda (a) (=> a.K))).Select((lambda (g) (=> g.Key))))',
  });
});

describe('what the grammar takes for a comparison is a call or a creation where the language says so', () => {
  check({
    'x = (T)a.F<K>(b).G();': '(x = (cast T a.F<K>(b).G()))',
    'x = (T)new A().F<K, L<M>>(b).G();': '(x = (cast T (new A).F<K,L<M>>(b).G()))',
    'F(() => a.G<(bool, T? b)>((c, d)));': 'F((lambda () (=> a.G<(bool, T? b)>((list c d)))))',
    'x = [new L<A>(), new L<A> { b, 1 }, c];': '(x = (new {(new L<A>), (new L<A> {b, 1}), c}))',
    'F(new A<int, B>(new C<int, B> { d }), e);': 'F((new A<int, B> ((new C<int, B> {d}))), e)',
    'F(a < b, c > (d)); x = F <T> (a)[0]; y = (T)F<K>(b).C;': 'F(a<b,c>(d)); (x = F<T>(a)[0]); (y = (cast T F<K>(b).C))',
    'x = (T)F<A<B, C>[], (D e, G? f), H.I>(g < h);': '(x = (cast T F<A<B, C>[],(D e, G? f),H.I>((g < h))))',
  });
});

describe('comparisons stay comparisons', () => {
  check({
    'x = a < b && c > (d);': '(x = ((a < b) && (c > d)))',
    'F(a < 1, c > (d));': 'F((a < 1), (c > d))',
    'F(a < b, c > d);': 'F((a < b), (c > d))',
    'F(e, x.a < b, y.c > d); var (a, b) = c;': 'F(e, (x.a < b), (y.c > d)); (declare a,b = c)',
    'F(out A<b, c> d); (A<b, c> e, f) = g;': 'F(out (declare d : A<b, c>)); ((declare e : A<b, c>), f = g)',
    'F(a < b[0], c > d);': 'F((a < b[0]), (c > d))',
    'F(a < b[0], c > (d));': 'F((a < b[0]), (c > d))',
    'x = a < b ? c : d > (e);': '(x = (conditional [(a < b) => c] [else => (d > e)]))',
    'F(a < b * c, d > (e));': 'F((a < (b * c)), (d > e))',
  });
});

describe('positional patterns are no calls', () => {
  check({
    'x = a is B(1, var c, D(2));': '(x = (a is test=(list B 1 _ (list D 2)) names=c))',
    'x = a is B.C(var d, _) && e(1) || f;': '(x = (((a is test=(list B.C _ _) names=d) && e(1)) || f))',
    'x = a is B<C> (var d, not null);': '(x = (a is test=(list B _ notnull) names=d))',
    'x = a is B(1) ? c : d;': '(x = (conditional [(a is test=(list B 1)) => c] [else => d]))',
    'x = a is var (b, c);': '(x = (a is var test=(list) names=b,c))',
    'x = y switch { B(1, 2) => 4, nameof(X) => 3 };': '(x = (match on=y [(list B 1 2) => 4] [nameof => 3]))',
    'switch (x) { case B(1, var a) when D(): e(); break; }': '(switch on=x [(list B 1 _) when=D() => {e(); (break)}])',
    'x = a is B && c; x = a is 1 + 2; x = a is B == c;':
      '(x = ((a is test=B) && c)); (x = (a is test=(1 + 2))); (x = ((a is test=B) == c))',
  });
});

describe('a pattern ends where the language ends it', () => {
  check({
    'x = a is not null && b(c) || d;': '(x = (((a is test=notnull) && b(c)) || d))',
    'x = a && b is not null || c;': '(x = ((a && (b is test=notnull)) || c))',
    'x = a | b is > 1 and < 5 & c == d;': '(x = (a | ((b is test=(>1 and <5)) & (c == d))))',
    'x = a ?? b is not null ?? c;': '(x = (a ?? ((b is test=notnull) ?? c)))',
    'x = a is [1, not null] && b ? c : d;': '(x = (conditional [((a is test=(list 1 notnull)) && b) => c] [else => d]))',
    'x = a is not B b && c(b); x = a is not (var d) && e;':
      '(x = ((a is test=notB names=b) && c(b))); (x = ((a is test=not_ names=d) && e))',
    'x = a is { B: C | D } && e;': '(x = ((a is test=(list (list (C | D)))) && e))',
    'switch (x) { case A | B: break; case not null when c && d: break; }':
      '(switch on=x [(A | B) => {(break)}] [notnull when=(c && d) => {(break)}])',
  });
});

describe('an index of parentheses is no cast of a list', () => {
  check({
    'x = (a)[0].B; return (c.D)[e, f];': '(x = a[0].B); (return c.D[e, f])',
    'x = F<T>(a)[0]; y = G(b)[1]; z = (int[])[2]; w = (A<B>)[3];':
      '(x = F<T>(a)[0]); (y = G(b)[1]); (z = (cast int[] (new {2}))); (w = (cast A<B> (new {3})))',
  });
});

describe('holes behind braces that are text', () => {
  check({
    'x = $"{{{a.F()}}}";': '(x = (format "{{" a.F() "}}"))',
    'x = $@"{{{{{a}}}}}";': '(x = (format "{{{{" a "}}}}"))',
    'x = $"{{a}} {{{F($"{{{b}}}{c}")}}} {d}";': '(x = (format "{{a}} {{" F((format "{{" b "}}" c)) "}} " d))',
    'x = $$"""{{{a}}} {b} {{c}}""";': '(x = (format "{" a "} " "{b} " c))',
    'x = $"""a "{F("""{{{b}}}""")}" """;': '(x = (format "a "" F("{{{b}}}") "" "))',
    'F("{{{a}}}", "{{{"); x = y;': 'F("{{{a}}}", "{{{"); (x = y)',
  });
});

describe('targets of assignments that the grammar does not know', () => {
  check({
    'F(ref x) += y;': '(F(ref x) += y)',
    'if (z) (a ? ref b : ref c) = d;': '(if [z => ((conditional [a => b] [else => c]) = d)])',
  });
});

test('nodes carry their lines', () => {
  const { index, body } = csharpFrontEnd.open('A.cs', 'class C {\nvoid M() {\n\tif (a) {\n\t\tb();\n\t} else {\n\t}\n}\n}\n', new Set());
  const [routine] = index.routines;
  expect(routine && body(routine)).toEqual({
    k: 'block',
    at: 2,
    body: [
      {
        k: 'branch',
        at: 3,
        how: 'if',
        arms: [
          {
            at: 3,
            tests: [{ k: 'name', at: 3, name: 'a' }],
            body: { k: 'block', at: 3, body: [{ k: 'call', at: 4, callee: { k: 'name', at: 4, name: 'b' }, args: [] }] },
          },
          { at: 5, tests: [], body: { k: 'block', at: 5, body: [] } },
        ],
      },
    ],
  });
});
