import { testRule } from '../test/rule-tester.js';
import rule from './shared-counterpart.js';

const port = { go: 'func (s *Store) Clear() { s.n = 0 }', csharp: 'public void Clear() { _n = 0; }' };
const other = { item: 'feature/2', id: 2, name: 'Store.Compact', goMethod: 'Compact' };

/** One function for two platforms. */
const platforms = {
  ...port,
  go: `//go:build !windows\n\npackage server\n${port.go}`,
  goOther: { 'store_windows.go': port.go },
};

testRule(rule, {
  valid: [
    { ...port, name: 'one row' },
    {
      ...platforms,
      name: 'the same function for another platform',
      others: [{ ...other, name: 'Store.Clear', goMethod: 'Clear', goFile: 'store_windows.go' }],
    },
    {
      ...platforms,
      name: 'written with its receiver',
      others: [{ ...other, name: 'Store.Clear', goClass: '', goMethod: '(*Store).Clear', goFile: 'store_windows.go' }],
    },
    { ...port, name: 'the same function twice', others: [{ ...other, goMethod: 'Clear' }] },
    { ...port, name: 'the exported name and its worker', others: [{ ...other, goMethod: 'clearLocked' }] },
    { ...port, name: 'the other does not apply', others: [{ ...other, status: 'n_a' }] },
    { ...port, name: 'the other is put off', others: [{ ...other, status: 'deferred' }] },
    { ...port, name: 'overloads', csharp: 'public void Clear() { _n = 0; } public void Clear(int n) { _n = n; }', others: [other] },
    { ...port, name: 'another member', others: [{ ...other, dotnetMethod: 'Compact' }] },
  ],
  invalid: [
    {
      ...platforms,
      name: 'a method of that name of another type',
      others: [{ ...other, name: 'Cache.Clear', goClass: 'Cache', goMethod: 'Clear', goFile: 'store_windows.go' }],
      finds: 'of `Store.Clear` and of `Cache.Clear`.',
    },
    {
      ...platforms,
      goOther: { 'store_windows.go': 'func (s *Store) Other() {}' },
      name: 'a file for another platform that does not have the function',
      others: [{ ...other, name: 'Store.Clear', goMethod: 'Clear', goFile: 'store_windows.go' }],
      finds: 'of `Store.Clear` and of `Store.Clear`.',
    },
    {
      ...port,
      goOther: { 'sub/store.go': `package sub\n${port.go}`, 'cache.go': port.go },
      name: 'a function of that name in another package, and one that no build tells apart',
      others: [
        { ...other, name: 'sub.Clear', goMethod: 'Clear', goFile: 'sub/store.go' },
        { ...other, item: 'feature/3', name: 'cache.Clear', goMethod: 'Clear', goFile: 'cache.go' },
      ],
      finds: 'of `Store.Clear` and of `sub.Clear` and 1 other.',
    },
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
