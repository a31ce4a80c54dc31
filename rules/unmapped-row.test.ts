import { testRule } from '../test/rule-tester.js';
import rule from './unmapped-row.js';

const port = { go: 'func (s *Store) Clear() { s.n = 0 }', csharp: 'public void Clear() { _n = 0; }' };

testRule(rule, {
  valid: [
    { ...port, name: 'class and member' },
    { ...port, name: 'a class that is not there: that is another finding', row: { dotnetClass: 'Gone' } },
    { ...port, name: 'a row that does not apply', row: { dotnetClass: '', dotnetMethod: '', status: 'n_a' } },
    { ...port, name: 'a row that is put off', row: { dotnetMethod: '', status: 'deferred' } },
  ],
  invalid: [
    {
      ...port,
      name: 'neither',
      row: { dotnetClass: '', dotnetMethod: '' },
      finds: 'feature/1 (`Store.Clear`) names no C# class and member, so its status `verified` rests on nothing.@1',
    },
    { ...port, name: 'no class', row: { dotnetClass: ' ' }, finds: 'names no C# class, so' },
    { ...port, name: 'no member', row: { dotnetMethod: '' }, finds: 'names no C# member, so' },
    {
      ...port,
      name: 'a dash in place of one',
      row: { dotnetMethod: '-', status: 'stub' },
      finds: 'names no C# member, so its status `stub`',
    },
  ],
});
