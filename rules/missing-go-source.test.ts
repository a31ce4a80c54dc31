import { testRule } from '../test/rule-tester.js';
import rule from './missing-go-source.js';

const go = 'func (s *store) clear() { s.n = 0 }\nfunc (s *store) Clear() { s.clear() }\nfunc newStore() *store { return nil }';
const csharp = 'public void Clear() { _n = 0; }';

testRule(rule, {
  valid: [
    { name: 'a method', go, csharp },
    { name: 'a function', go, csharp, row: { goClass: '', goMethod: 'newStore' } },
    { name: 'a method that differs by case alone', go, csharp, row: { goMethod: 'Clear' } },
    { name: 'the line is another one: that is another finding', go, csharp, row: { goLine: 900 } },
    { name: 'generics', go: 'func (t *tree[T]) walk() { t.n++ }', csharp, row: { goClass: 'tree' } },
  ],
  invalid: [
    {
      name: 'no file in the row',
      go,
      csharp,
      row: { goFile: '' },
      finds: 'The Go side of feature/1 was not found: the row names no Go file. Correct `go_file`',
    },
    { name: 'no function in the row', go, csharp, row: { goMethod: '' }, finds: 'the row names no Go function' },
    { name: 'a file that is gone', go, csharp, row: { goFile: 'gone.go' }, finds: '`gone.go` is not there' },
    {
      name: 'a function that is gone',
      go,
      csharp,
      row: { goMethod: 'compact' },
      finds: '`store.go` has no function `store.compact`. Correct',
    },
    {
      name: 'another receiver',
      go,
      csharp,
      row: { goClass: 'block' },
      finds: '`store.go` has no function `block.clear`; found `store.clear` in store.go:1 and `store.Clear` in store.go:2. Correct',
    },
    {
      name: 'in a part that did not parse',
      go: 'func (s *store) clear() { s.n = 0 }\n\nfunc (s *store) broken( {\n',
      csharp,
      row: { goMethod: 'broken' },
      finds: 'The Go side of feature/1 could not be read: store.go:',
    },
  ],
});
