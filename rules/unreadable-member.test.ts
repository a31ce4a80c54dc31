import { testRule } from '../test/rule-tester.js';
import rule from './unreadable-member.js';

const go = 'func (s *store) recover() { s.open() }';
const row = { dotnetClass: 'Store', dotnetMethod: 'Recover' };

testRule(rule, {
  valid: [
    { name: 'it parses', go, csharp: 'public class Store { void Recover() { Open(); } }', row },
    { name: 'another member does not', go, csharp: 'public class Store {\n void Recover() { Open(); }\n ][ Clear }{ \n}', row },
    {
      name: 'it is not there at all: that is another finding',
      go,
      csharp: 'public class Store {\n void Clear() { }\n ][ Load }{ \n}',
      row,
    },
  ],
  invalid: [
    {
      name: 'the part where it is named',
      go,
      csharp: 'public class Store {\n void Clear() { }\n ][ Recover }{ \n}',
      row,
      finds: '`Store.Recover` could not be read: src/Store.cs:3: `][ Recover` is not understood. Mend the code@3',
    },
    {
      name: 'its body',
      go,
      csharp: 'public class Store {\n void Recover()\n {\n if ( \n }\n void Clear() { }\n}',
      row,
      finds: '`Store.Recover` could not be read whole (line 4: `if (` is not understood).@2',
    },
  ],
});
