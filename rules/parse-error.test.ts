import { testRule } from '../test/rule-tester.js';
import rule from './parse-error.js';

const go = 'func (s *Store) Clear() { s.n = 0 }';
const csharp = 'public class Store {\n void Clear() { _n = 0; }\n ][ Recover }{ \n}';

testRule(rule, {
  valid: [
    { name: 'both parse', go, csharp: 'public void Clear() { _n = 0; }' },
    { name: 'what #if leaves out need not', go, csharp: 'public class Store {\n void Clear() { _n = 0; }\n#if LATER\n ][ }{\n#endif\n}' },
    {
      name: '`#if` in the middle of a declaration',
      go,
      csharp: 'public class Store {\n#if LATER\n internal\n#else\n public\n#endif\n void Clear() { _n = 0; }\n}',
    },
  ],
  invalid: [
    {
      name: 'a part of a C# file',
      go,
      csharp,
      row: { dotnetMethod: 'Clear' },
      finds: 'src/Store.cs has 1 part that did not parse; the first: `][ Recover` is not understood.@3',
    },
    {
      name: 'a part of a Go file',
      go: `${go}\n\nfunc (s *Store) load( {\n`,
      csharp: 'public void Clear() { _n = 0; }',
      finds: 'go/store.go has ',
    },
  ],
});
