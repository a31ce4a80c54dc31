import { expect, test } from 'vitest';
import { memberNames, normalName, operatorName, stemOf, typeNames } from '../../src/pair/names.js';

test.each([
  ['MessageBlock', [['MessageBlock']]],
  ['Outer.Inner', [['Outer', 'Inner']]],
  ['Outer+Inner', [['Outer', 'Inner']]],
  ['ZB.MOM.NatsNet.Server.Outer+Inner', [['ZB', 'MOM', 'NatsNet', 'Server', 'Outer', 'Inner']]],
  ['global::Server.Store', [['Server', 'Store']]],
  ['Tree<TKey, List<Dictionary<string, List<int>>>>.Node<T>', [['Tree', 'Node']]],
  ['Tree`2+Node`1', [['Tree', 'Node']]],
  ['Store; MessageBlock', [['Store'], ['MessageBlock']]],
  ['@event', [['event']]],
  ['', []],
  [' - ', []],
  ['n/a', []],
] as const)('type %j', (text, names) => {
  expect(typeNames(text)).toEqual(names);
});

test.each([
  ['Recover', [{ owner: [], name: 'Recover' }]],
  ['Recover()', [{ owner: [], name: 'Recover' }]],
  ['Recover<T>(T)', [{ owner: [], name: 'Recover', parameters: ['T'] }]],
  [
    'Recover(Func<(int, string)>, Dictionary<string, int>)',
    [{ owner: [], name: 'Recover', parameters: ['Func<(int, string)>', 'Dictionary<string, int>'] }],
  ],
  [
    'Load; Store , Flush',
    [
      { owner: [], name: 'Load' },
      { owner: [], name: 'Store' },
      { owner: [], name: 'Flush' },
    ],
  ],
  ['Load;Load;', [{ owner: [], name: 'Load' }]],
  [
    'Load(int, int),Store',
    [
      { owner: [], name: 'Load', parameters: ['int', 'int'] },
      { owner: [], name: 'Store' },
    ],
  ],
  ['Outer.Inner.Load', [{ owner: ['Outer', 'Inner'], name: 'Load' }]],
  ['IStore<T>.Load', [{ owner: ['IStore'], name: 'Load' }]],
  ['.ctor', [{ owner: [], name: '.ctor' }]],
  ['Store..ctor(string)', [{ owner: ['Store'], name: '.ctor', parameters: ['string'] }]],
  ['Store.#ctor', [{ owner: ['Store'], name: '.ctor' }]],
  ['.cctor', [{ owner: [], name: '.cctor' }]],
  ['State.get', [{ owner: [], name: 'State' }]],
  ['this[int, string]', [{ owner: [], name: 'this', parameters: ['int', 'string'] }]],
  ['@lock', [{ owner: [], name: 'lock' }]],
  [
    'operator <; operator >',
    [
      { owner: [], name: 'operator <' },
      { owner: [], name: 'operator >' },
    ],
  ],
  [
    'operator <<,operator >=',
    [
      { owner: [], name: 'operator <<' },
      { owner: [], name: 'operator >=' },
    ],
  ],
  ['implicit operator List<int>', [{ owner: [], name: 'implicit operator List<int>' }]],
  ['Subject.operator ==(Subject, Subject)', [{ owner: ['Subject'], name: 'operator ==' }]],
  ['TBD', []],
] as const)('member %j', (text, names) => {
  expect(memberNames(text)).toEqual(names);
});

test.each([
  ['operator +', { token: '+' }],
  ['operator<=', { token: '<=' }],
  ['op_Subtraction', { token: '-', arity: 2 }],
  ['op_UnaryNegation', { token: '-', arity: 1 }],
  ['op_Implicit', { token: 'implicit' }],
  ['explicit operator int', { token: 'explicit', result: 'int' }],
  ['operator true', { token: 'true' }],
  ['operatorOf', undefined],
  ['Operate', undefined],
])('operator %j', (text, name) => {
  expect(operatorName(text)).toEqual(name);
});

test('names that are the same to a reader', () => {
  expect(['getMsgBlockBuf', 'GetMsgBlockBufAsync', 'Get_Msg_Block_Buf'].map(normalName)).toEqual(new Array(3).fill('getmsgblockbuf'));
  expect(['Async', '@lock'].map(normalName)).toEqual(['async', 'lock']);
  expect(['Recover', 'RecoverInternal', 'RecoverCoreAsync', 'recoverLocked'].map(stemOf)).toEqual(new Array(4).fill('recover'));
  expect(['Core', 'Locked'].map(stemOf)).toEqual(['core', 'locked']);
});
