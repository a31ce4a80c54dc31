import { testRule } from '../test/rule-tester.js';
import rule from './unmapped-go-function.js';

const store = 'func (s *Store) Clear() { s.bytes = 0 }\nfunc (s *Store) Load() { s.open() }';
const load = { goMethod: 'Load' };

testRule(rule, {
  valid: [
    { name: 'each has a row', go: store, others: [load] },
    { name: 'a row that does not apply is a row', go: store, others: [{ ...load, status: 'n_a' }] },
    { name: 'the receiver is written with the name', go: store, others: [{ goClass: '', goMethod: 'Store.Load' }] },
    { name: 'the function of another platform', go: store, others: [{ ...load, goFile: 'store_windows.go' }] },
    { name: 'an assembler stub has no body', go: 'func (s *Store) Clear() { s.bytes = 0 }\nfunc add(a, b int) int' },
    { name: 'the blank function', go: 'func (s *Store) Clear() { s.bytes = 0 }\nfunc _() { var _ = Store{} }' },
    {
      name: 'helpers of tests',
      goTest:
        'func TestClear(t *testing.T) { run(t) }\nfunc run(t *testing.T) { t.Helper() }\ntype mock struct{}\nfunc (m *mock) Clear() { m.n++ }',
    },
    { name: 'several init, each with a row', go: 'func init() { a() }\nfunc init() { b() }', others: [{ goLine: 2 }] },
  ],
  invalid: [
    { name: 'one has none', go: store, finds: '1 function of store.go without a row in `features`: `Store.Load`.@2' },
    {
      name: 'Go tells names apart by case',
      go: 'func (s *Store) Clear() { s.bytes = 0 }\nfunc (s *Store) clear() { s.open() }',
      finds: '1 function of store.go without a row in `features`: `Store.clear`.',
    },
    {
      name: 'a function of the name in another package',
      go: store,
      others: [{ ...load, goFile: 'other/store.go' }],
      finds: '`Store.Load`',
    },
    {
      name: 'several init, one row: the nearest has it',
      go: 'func init() { a() }\nfunc init() { b() }',
      row: { goLine: 2 },
      finds: '`init`.@1',
    },
    {
      name: 'a test',
      goTest: 'func TestClear(t *testing.T) { run(t) }\nfunc TestLoad(t *testing.T) { run(t) }',
      finds: '1 test of store_test.go without a row in `unit_tests`: `TestLoad`.@2',
    },
    {
      name: 'many, in one finding',
      go: `func (s *Store) Clear() { s.bytes = 0 }\n${'abcdefghijkl'
        .split('')
        .map((name) => `func ${name}() { x() }`)
        .join('\n')}`,
      finds: '12 functions of store.go without a row in `features`: `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j` and 2 more.',
    },
  ],
});
