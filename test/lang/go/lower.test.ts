import { describe, expect, test } from 'vitest';
import { goFrontEnd } from '../../../src/lang/go/index.js';
import { print } from '../print.js';

/** The lowered body of a function with these statements in it, without its braces. */
function lowered(body: string, signature = '()'): string {
  const source = goFrontEnd.open('a.go', `package a\nfunc f${signature} {\n${body}\n}\n`, new Set());
  expect(source.index.problems).toEqual([]);
  return source.index.routines.map((routine) => print(source.body(routine)).slice(1, -1)).join();
}

function check(cases: Readonly<Record<string, string>>, signature?: string): void {
  test.each(Object.entries(cases))('%s', (source, expected) => {
    expect(lowered(source, signature)).toBe(expected);
  });
}

describe('statements', () => {
  check({
    '': '',
    'var x int': '(declare x : int)',
    'var x, y = 1, 2': '(declare x,y = 1, 2)',
    'var ( a T = 1; b = 2 )': '(declare a : T = 1); (declare b = 2)',
    'const c = 1': '(const c = 1)',
    'const ( a T = iota; b; c = "x" )': '(const a : T = iota); (const b : T = iota); (const c = "x")',
    'type T struct { x int }': '',
    'x, err := f()': '(declare x,err = f())',
    'a, b = b, a': '(a, b = b, a)',
    'x.n &^= 1 << 2': '(x.n &^= (1 << 2))',
    'x++; y[0]--': '(x ++); (y[0] --)',
    'ch <- v': '(ch <- v)',
    '{ a(); { b() } }': '{a(); {b()}}',
    ';;': '',
    'defer mu.Unlock()': '(defer mu.Unlock())',
    'go func(n int) { f(n) }(1)': '(spawn (lambda (n) {f(n)})(1))',
    'a(); // why\n/* how */ b()': 'a(); b()',
  });
});

describe('branches', () => {
  check({
    'if a { b() }': '(if [a => {b()}])',
    'if err := f(); err != nil { g() } else { h() }': '(if init=(declare err = f()) [(err != null) => {g()}] [else => {h()}])',
    'if a { } else if b { } else { c() }': '(if [a => {}] [else => (if [b => {}] [else => {c()}])])',
    'switch x { case 1, 2: a(); fallthrough; default: b() }': '(switch on=x [1, 2 => {a(); (fallthrough)}] [else => {b()}])',
    'switch x := f(); { case x > 1: }': '(switch init=(declare x = f()) [(x > 1) => {}])',
    'switch { }': '(switch)',
    'switch x.(type) { case nil: case *T, map[string]int: a(); b() }': '(type-switch on=x [null => {}] [*T, map[string]int => {a(); b()}])',
    'switch v := f().(type) { case int: g(v) }': '(type-switch init=(declare v = f()) on=v [int => {g(v)}])',
    'switch a := 1; v := a.(type) { default: }': '(type-switch init={(declare a = 1); (declare v = a)} on=v [else => {}])',
    'select { case v, ok := <-ch: f(v, ok); case x.y = <-ch: case <-done: return; case out <- 1: default: g() }':
      '(select [(declare v,ok = <-ch) => {f(v, ok)}] [(x.y = <-ch) => {}] [<-done => {(return)}] [(out <- 1) => {}] [else => {g()}])',
    'select { }': '(select)',
  });
});

describe('loops and jumps', () => {
  check({
    'for i := 0; i < n; i++ { f(i) }': '(for init=(declare i = 0) test=(i < n) post=(i ++) {f(i)})',
    'for ; ; { break }': '(for {(break)})',
    'for { }': '(while {})',
    'for x < 3 { }': '(while test=(x < 3) {})',
    'for range ch { }': '(each over=ch {})',
    'for i := range 10 { }': '(each i over=10 {})',
    'for _, v = range xs { }': '(each _,v over=xs {})',
    'for s.i, v = range xs { f() }': '(each v over=xs {(s.i =); {f()}})',
    'for *p(), a[q()] = range xs { }': '(each over=xs {(*p(), a[q()] =); {}})',
    'L: for { continue L }': '(while {(continue L)})',
    'goto end; end:': '(goto end)',
    'end: return': '(return)',
  });
});

describe('expressions', () => {
  check({
    'x = "a\\n" + `b\\`': '(x = ("a\\n" + "b\\"))',
    "x = 'a'; x = '\\''": "(x = 'a'); (x = '\\'')",
    'x = 0x1F + 1.5e3 + 2i + 1_000': '(x = (((0x1F + 1.5e3) + 2i) + 1_000))',
    'x = true == false': '(x = (true == false))',
    'x = nil': '(x = null)',
    'x = (a + b) * -c': '(x = ((a + b) * -c))',
    'x = *p; x = &y; x = !ok; x = <-ch; x = ^z': '(x = *p); (x = &y); (x = !ok); (x = <-ch); (x = ^z)',
    'x = a.b.c[i]': '(x = a.b.c[i])',
    'x = s[1:]; x = s[:n]; x = s[:]; x = s[1:2:3]': '(x = s[1]); (x = s[n]); (x = s[]); (x = s[1, 2, 3])',
    'f(a, b...)': 'f(a, b)',
    'x = func(a, b int, _ ...string) (int, error) { return 1, nil }': '(x = (lambda (a, b, _) {(return 1, null)}))',
    'x = func(int) {}': '(x = (lambda () {}))',
    'panic("no")': '(panic "no")',
    'panic(fmt.Sprintf("x %d", 1))': '(panic fmt.Sprintf("x %d", 1))',
    '((panic))("no")': '(panic "no")',
  });
});

describe('values of a type', () => {
  check({
    'x = T{}': '(x = (new T))',
    'x = &pkg.T{a: 1, b: c}': '(x = &(new pkg.T {(a = 1), (b = c)}))',
    'x = []T{{1, 2}, {a: 3}}': '(x = (new []T {(new {1, 2}), (new {(a = 3)})}))',
    'x = map[string][]int{"a": {1}, k: nil}': '(x = (new map[string][]int {("a" = (new {1})), (k = null)}))',
    'x = [...]int{2: 1}': '(x = (new [...]int {(2 = 1)}))',
    'x = struct{ a  int }{1}': '(x = (new struct{ a int } {1}))',
    'x = List[int]{}': '(x = (new List[int]))',
    'x = make(chan struct{}); x = make([]int, 0, n)': '(x = (new chan struct{})); (x = (new []int (0, n)))',
    'x = new(T)': '(x = (new T))',
    'x = []byte(s)': '(x = (cast []byte s))',
    'x = string(b); x = int64(1); x = error(e)': '(x = (cast string b)); (x = (cast int64 1)); (x = (cast error e))',
    'x = (*T)(p); x = (*pkg.T)(nil)': '(x = (cast *T p)); (x = (cast *pkg.T null))',
    'x = (func(int) bool)(g); x = interface{}(y)': '(x = (cast func(int) bool g)); (x = (cast interface{} y))',
    'x = y.(T)': '(x = (cast T y))',
    'v, ok := y.(interface{ F() })': '(declare v,ok = (cast interface{ F() } y))',
    'x = T(y)': '(x = T(y))',
  });
});

describe('predeclared names that something hides', () => {
  check({
    '{ panic := f; panic(1) }; panic(2)': '{(declare panic = f); panic(1)}; (panic 2)',
    'new := new(T); new(y)': '(declare new = (new T)); new(y)',
    'x = func(make func(int)) { make(y) }': '(x = (lambda (make) {make(y)}))',
    'if nil, ok := f(); ok { g(nil) }; x = nil': '(if init=(declare nil,ok = f()) [ok => {g(nil)}]); (x = null)',
    'for true := range xs { f(true) }; f(true)': '(each true over=xs {f(true)}); f(true)',
    'var string = f; string(b)': '(declare string = f); string(b)',
    'switch len := y.(type) { case int: len(1) }': '(type-switch init=(declare len = y) on=len [int => {len(1)}])',
  });

  test('by where they stand', () => {
    const { index, body } = goFrontEnd.open('a.go', 'package a\nfunc f(true bool) {\n\tg(true)\n}\nfunc h() {\n\tg(true)\n}\n', new Set());
    const kinds = index.routines.map((routine) => JSON.stringify(body(routine)).match(/"k":"(name|literal)"/g));
    expect(kinds).toEqual([
      ['"k":"name"', '"k":"name"'],
      ['"k":"name"', '"k":"literal"'],
    ]);
  });
});

describe('brackets before a call', () => {
  check(
    {
      'F[int](1)': 'F<int>(1)',
      'F[K, V](1, 2)': 'F<K,V>(1, 2)',
      'pkg.F[[]T](1)': 'pkg.F<[]T>(1)',
      'x = F[int, string]': '(x = F[int, string])',
      'table[i](x)': 'table[i](x)',
      'k := 1; table[k](x)': '(declare k = 1); table[k](x)',
      's.handlers[K](x)': 's.handlers[K](x)',
      '(*fn)(x)': '*fn(x)',
      '(*(*T)(p))(x)': '*(cast *T p)(x)',
      '(*get())(x)': '*get()(x)',
      'a().b[i](x)': 'a().b[i](x)',
    },
    '(s *S, i int, fn *func(int))',
  );
});

describe('returns', () => {
  check(
    {
      'return 1, nil': '(return 1, null)',
      'return 0, err': '(error err | 0)',
      'return 0, errors.New("x")': '(error errors.New("x") | 0)',
      'return f(x)': '(return f(x))',
      return: '(return)',
      'func() int { return 1 }()': '(lambda () {(return 1)})()',
      'func() error { return e }()': '(lambda () {(error e)})()',
    },
    '(x int) (n int, err error)',
  );
  check({ 'return f()': '(error f())', 'return nil': '(return null)' }, '() error');
  check({ 'return 1, 2': '(return 1, 2)' }, '() (error, int)');
  check({ 'return e': '(return e)' }, '() *ApiError');
});

test('nodes carry their lines', () => {
  const { index, body } = goFrontEnd.open('a.go', 'package a\nfunc f() {\n\tif a {\n\t\tb()\n\t} else {\n\t}\n}\n', new Set());
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
