import { testRule } from '../test/rule-tester.js';
import rule from './shared-counterpart.js';

const port = { go: 'func (s *Store) Clear() { s.n = 0 }', csharp: 'public void Clear() { _n = 0; }' };
const other = { item: 'feature/2', id: 2, name: 'Store.Compact', goMethod: 'Compact' };

testRule(rule, {
  valid: [
    { ...port, name: 'one row' },
    {
      ...port,
      name: 'the same function for another platform',
      others: [{ ...other, name: 'Store.Clear', goMethod: 'Clear', goFile: 'store_windows.go' }],
    },
    { ...port, name: 'the exported name and its worker', others: [{ ...other, goMethod: 'clearLocked' }] },
    { ...port, name: 'the other does not apply', others: [{ ...other, status: 'n_a' }] },
    { ...port, name: 'the other is put off', others: [{ ...other, status: 'deferred' }] },
    { ...port, name: 'overloads', csharp: 'public void Clear() { _n = 0; } public void Clear(int n) { _n = n; }', others: [other] },
    { ...port, name: 'another member', others: [{ ...other, dotnetMethod: 'Compact' }] },
  ],
  invalid: [
    {
      ...port,
      name: 'two functions',
      others: [other],
      finds: '`Store.Clear` is said to be the port of `Store.Clear` and of `Store.Compact`.@1',
    },
    {
      ...port,
      name: 'three functions',
      others: [other, { ...other, item: 'feature/3', goMethod: 'Load' }],
      finds: 'and of `Store.Compact` and 1 other.',
    },
  ],
});
