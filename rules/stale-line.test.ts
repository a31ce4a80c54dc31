import { testRule } from '../test/rule-tester.js';
import rule from './stale-line.js';

const port = { go: '// Clear clears.\nfunc (s *Store) Clear() { s.n = 0 }', csharp: 'public void Clear() { _n = 0; }' };
const inits = { ...port, go: 'func init() { a() }\n\nfunc init() { b() }', row: { goClass: '', goMethod: 'init' } };

testRule(rule, {
  valid: [
    { ...port, name: 'it is there', row: { goLine: 2 } },
    { ...port, name: 'the row names no line', row: { goLine: undefined } },
    { ...port, name: 'it is gone: that is another finding', row: { goMethod: 'Gone', goLine: 7 } },
    { ...inits, name: 'the second of two', row: { ...inits.row, goLine: 3 } },
  ],
  invalid: [
    {
      ...port,
      name: 'it has moved',
      row: { goLine: 40 },
      finds: 'feature/1 says that `Store.Clear` is at line 40 of store.go, and it is at line 2. Set `go_line_number` to 2',
    },
    { ...inits, name: 'the nearest of two', row: { ...inits.row, goLine: 4 }, finds: 'at line 4 of store.go, and it is at line 3' },
  ],
});
