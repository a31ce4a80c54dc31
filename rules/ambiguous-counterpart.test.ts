import { testRule } from '../test/rule-tester.js';
import rule from './ambiguous-counterpart.js';

const go = 'func (s *store) clear() { s.n = 0 }';
const two = 'namespace A { class Store { void Clear() { X(); } } }\nnamespace B { class Store { void Clear() { X(); } } }';
const row = { dotnetMethod: 'Clear' };

testRule(rule, {
  valid: [
    { name: 'one', go, csharp: 'public void Clear() { X(); }' },
    { name: 'the namespace tells them apart', go, csharp: two, row: { ...row, dotnetClass: 'B.Store' } },
    { name: 'overloads of one type', go, csharp: 'public void Clear() { X(); } public void Clear(int n) { X(); }' },
    {
      name: 'parts of one type',
      go,
      csharp: 'partial class Store { void Load() { X(); } } partial class Store { void Clear() { X(); } }',
      row: { ...row, dotnetClass: 'Store' },
    },
    {
      name: 'only one of two types has the member',
      go,
      csharp: 'namespace A { class Store { } }\nnamespace B { class Store { void Clear() { X(); } } }',
      row: { ...row, dotnetClass: 'Store' },
    },
    {
      name: 'an interface with two implementations, of which one is named after the Go type',
      go: 'func (fs *fileStore) clear() { fs.n = 0 }',
      csharp:
        'interface IStore { void Clear(); } class MemStore : IStore { public void Clear() { X(); } } class JsFileStore : IStore { public void Clear() { X(); } }',
      row: { ...row, dotnetClass: 'IStore' },
    },
  ],
  invalid: [
    {
      name: 'two namespaces',
      go,
      csharp: two,
      row: { ...row, dotnetClass: 'Store' },
      finds:
        'feature/1 fits 2 members equally well: `A.Store.Clear` was judged, `B.Store.Clear` (Store.cs:2) was not. Qualify `dotnet_class` with its namespace.@1',
    },
    {
      name: 'an interface with two implementations',
      go,
      csharp:
        'interface IX { void Clear(); }\nclass A : IX { public void Clear() { X(); } }\nclass B : IX { public void Clear() { X(); } }',
      row: { ...row, dotnetClass: 'IX' },
      finds: '`A.Clear` was judged, `B.Clear` (Store.cs:3) was not',
    },
  ],
});
