import { describe, expect, test } from 'vitest';
import type { MissingSide } from '../../src/pair/subject.js';
import { counterpart, place, shown } from './open.js';

describe('the type', () => {
  const nested = 'namespace N; public class Outer { public class Inner { void Load() { } } public class Other { void Load() { } } }';
  test.each([
    ['Outer.Inner', 'Outer.Inner Store.cs:1'],
    ['Outer+Inner', 'Outer.Inner Store.cs:1'],
    ['N.Outer.Inner', 'Outer.Inner Store.cs:1'],
    ['N.Outer+Other', 'Outer.Other Store.cs:1'],
    ['global::N.Outer.Other', 'Outer.Other Store.cs:1'],
    ['Inner', 'Outer.Inner Store.cs:1'],
    ['outer.inner', 'Outer.Inner Store.cs:1'],
  ])('nested: %s', (name, symbol) => {
    expect(shown(counterpart(nested, name, 'Load'))).toEqual([symbol.replace(' ', '.Load ')]);
  });

  test.each([
    ['class', 'public class Store { void Clear() { } }'],
    ['static class', 'static class Store { static void Clear() { } }'],
    ['struct', 'readonly struct Store { void Clear() { } }'],
    ['record', 'record Store(int A) { void Clear() { } }'],
    ['record struct', 'record struct Store(int A) { void Clear() { } }'],
    ['interface with a default implementation', 'interface Store { void Clear() { X(); } }'],
    ['generic class', 'class Store<TKey, TValue> where TKey : notnull { void Clear() { } }'],
    ['file-scoped namespace', 'namespace A.B; class Store { void Clear() { } }'],
    ['block namespace', 'namespace A { namespace B { class Store { void Clear() { } } } }'],
  ])('a %s', (_, csharp) => {
    expect(shown(counterpart(csharp, 'Store', 'Clear'))).toEqual(['Store.Clear Store.cs:1']);
  });

  test.each(['Store<T>', 'Store`1', 'Store<TKey, List<Dictionary<int, string>>>'])('generic as the row writes it: %s', (name) => {
    expect(shown(counterpart('class Store<T> { void Clear() { } }', name, 'Clear'))).toEqual(['Store.Clear Store.cs:1']);
  });

  test('its parts may lie in many files', () => {
    const csharp = {
      'src/Store.cs': 'namespace N; public partial class Store { void Load() { } }',
      'src/Store.Clear.cs': 'namespace N; partial class Store { void Clear() { } }',
    };
    expect(shown(counterpart(csharp, 'Store', 'Load;Clear'))).toEqual(['Store.Load Store.cs:1', 'Store.Clear Store.Clear.cs:1']);
  });

  test('a namespace tells two of one name apart, and without it they are rivals', () => {
    const csharp = {
      'src/A.cs': 'namespace A; class Store { void Clear() { } }',
      'src/B.cs': 'namespace B; class Store { void Clear() { } }',
    };
    expect(shown(counterpart(csharp, 'B.Store', 'Clear'))).toEqual(['Store.Clear B.cs:1']);
    const side = counterpart(csharp, 'Store', 'Clear');
    expect(side.kind === 'found' && side.rivals.map(place)).toEqual(['Store.Clear B.cs:1']);
  });

  test('only one of them has the member: no rival', () => {
    const csharp = { 'src/A.cs': 'namespace A; class Store { }', 'src/B.cs': 'namespace B; class Store { void Clear() { } }' };
    expect(counterpart(csharp, 'Store', 'Clear')).toMatchObject({ kind: 'found', rivals: [] });
  });

  test('the project of the row decides before all', () => {
    const csharp = {
      'src/Tools/A.cs': 'class Store { void Clear() { } }',
      'src/Server/B.cs': 'namespace N; class Store { void Clear() { } }',
    };
    expect(shown(counterpart(csharp, 'Store', 'Clear', { row: { dotnetProject: 'Tools' } }))).toEqual(['Store.Clear A.cs:1']);
  });

  test('a stand-in in the tests is no counterpart of a feature, whatever its namespace', () => {
    const csharp = {
      'src/Store.cs': 'namespace N; partial class Store { void Load() { } }',
      'tests/Store.cs': 'namespace N; partial class Store { void Clear() { } }',
    };
    expect(shown(counterpart(csharp, 'Store', 'Clear'))).toBe('missing member Clear');
    expect(shown(counterpart(csharp, 'Store', 'Clear', { row: { kind: 'test' } }))).toEqual(['Store.Clear Store.cs:1']);
  });

  test('a row may name several, and the member may lie in any of them', () => {
    const csharp = 'class Store { void Load() { } } class Block { void Clear() { } }';
    expect(shown(counterpart(csharp, 'Store;Block', 'Load,Clear'))).toEqual(['Store.Load Store.cs:1', 'Block.Clear Store.cs:1']);
  });

  test.each([
    ['', 'Clear'],
    ['Store', ''],
    ['-', 'Clear'],
    ['Store', 'n/a'],
  ])('%j with %j maps nothing', (type, member) => {
    expect(counterpart('class Store { void Clear() { } }', type, member)).toEqual({ kind: 'unmapped' });
  });
});

describe('the member', () => {
  const store = `partial class Store : IStore, IDisposable {
    static Store() { Init(); }
    public Store(string dir) { Open(dir); }
    ~Store() { Close(); }
    public int State { get { return _state; } }
    public int this[int index] { get { return 1; } }
    public event Action Changed { add { } remove { } }
    public static Store operator +(Store a, Store b) { return a; }
    public static Store operator -(Store a) { return a; }
    public static Store operator -(Store a, Store b) { return b; }
    public static bool operator <(Store a, Store b) { return true; }
    public static bool operator >(Store a, Store b) { return true; }
    public static implicit operator string(Store a) { return ""; }
    public static explicit operator int(Store a) { return 1; }
    void IDisposable.Dispose() { Close(); }
    public void Dispose() { Close(); }
    void IStore.Get() { Close(); }
    public async Task FlushAsync() { await X(); }
    public void Update_State() { X(); }
    public void Outer() { void Inner() { X(); } Inner(); }
    public void @lock() { X(); }
  }`;
  test.each([
    ['.cctor', 'Store.Store', 2],
    ['static Store', 'Store.Store', 2],
    ['.ctor', 'Store.Store', 3],
    ['Store', 'Store.Store', 3],
    ['NewStore', 'Store.Store', 3],
    ['CreateStore', 'Store.Store', 3],
    ['Finalize', 'Store.Store', 4],
    ['~Store', 'Store.Store', 4],
    ['State', 'Store.State', 5],
    ['get_State', 'Store.State', 5],
    ['State.get', 'Store.State', 5],
    ['this[int]', 'Store.this', 6],
    ['Item', 'Store.this', 6],
    ['get_Item', 'Store.this', 6],
    ['Changed', 'Store.Changed', 7],
    ['add_Changed', 'Store.Changed', 7],
    ['operator +', 'Store.+', 8],
    ['op_Addition', 'Store.+', 8],
    ['op_UnaryNegation', 'Store.-', 9],
    ['op_Subtraction', 'Store.-', 10],
    ['operator <', 'Store.<', 11],
    ['implicit operator string', 'Store.implicit', 13],
    ['op_Explicit', 'Store.explicit', 14],
    ['Dispose', 'Store.Dispose', 16],
    ['IDisposable.Dispose', 'Store.Dispose', 15],
    ['Get', 'Store.Get', 17],
    ['IStore.Get', 'Store.Get', 17],
    ['FlushAsync', 'Store.FlushAsync', 18],
    ['Flush', 'Store.FlushAsync', 18],
    ['flush', 'Store.FlushAsync', 18],
    ['UpdateState', 'Store.Update_State', 19],
    ['OUTER', 'Store.Outer', 20],
    ['Inner', 'Store.Inner', 20],
    ['Outer.Inner', 'Store.Inner', 20],
    ['lock', 'Store.@lock', 21],
    ['@lock', 'Store.@lock', 21],
    ['Store.State', 'Store.State', 5],
  ])('%s', (name, symbol, line) => {
    expect(shown(counterpart(store, 'Store', name))).toEqual([`${symbol} Store.cs:${line}`]);
  });

  test('operators of a pair are two members', () => {
    expect(shown(counterpart(store, 'Store', 'operator <;operator >'))).toEqual(['Store.< Store.cs:11', 'Store.> Store.cs:12']);
  });

  test('one of several that is not there makes the row missing, and is named', () => {
    expect(shown(counterpart(store, 'Store', 'State;Lost'))).toBe('missing member Lost');
  });

  test('an exact name wins over one that differs by case or suffix', () => {
    const csharp = 'class Store {\n void flush() { }\n Task FlushAsync() { X(); }\n void Flush() { }\n}';
    expect(shown(counterpart(csharp, 'Store', 'Flush'))).toEqual(['Store.Flush Store.cs:4']);
    expect(shown(counterpart(csharp, 'Store', 'flush'))).toEqual(['Store.flush Store.cs:2']);
    expect(shown(counterpart(csharp, 'Store', 'FlushAsync'))).toEqual(['Store.FlushAsync Store.cs:3']);
  });

  test('a method wins over a local function of the name', () => {
    const csharp = 'class Store {\n void A() { void Clear() { } }\n void Clear() { }\n}';
    expect(shown(counterpart(csharp, 'Store', 'Clear'))).toEqual(['Store.Clear Store.cs:3']);
    const two = 'class Store {\n void A() { void Step() { } }\n void B() { void Step() { } }\n}';
    expect(shown(counterpart(two, 'Store', 'B.Step'))).toEqual(['Store.Step Store.cs:3']);
  });

  test('it may be inherited', () => {
    const csharp = 'class Store : StoreBase<int> { }\nabstract class StoreBase<T> : Root { }\nclass Root { protected void Clear() { } }';
    const side = counterpart(csharp, 'Store', 'Clear');
    expect(shown(side)).toEqual(['Root.Clear Store.cs:3']);
    expect(side.kind === 'found' && side.evidence).toEqual(['same name, inherited from `Root`']);
  });

  test('a positional property and the constructor of a record', () => {
    expect(shown(counterpart('record Ack(int Sequence);', 'Ack', 'Sequence;.ctor'))).toEqual([
      'Ack.Sequence Store.cs:1',
      'Ack.Ack Store.cs:1',
    ]);
  });

  test('a primary constructor', () => {
    expect(shown(counterpart('class Store(string dir) { }', 'Store', 'NewStore'))).toEqual(['Store.Store Store.cs:1']);
  });

  test('field initialisers are a constructor, of instances or of the type', () => {
    const csharp = 'class Store { readonly List<int> _a = new(); static readonly Pool P = Pool.Create(); }';
    expect(shown(counterpart(csharp, 'Store', 'NewStore'))).toEqual(['Store.Store Store.cs:1']);
    expect(shown(counterpart(csharp, 'Store', '.cctor'))).toEqual(['Store.Store Store.cs:1']);
    expect(shown(counterpart(csharp, 'Store', 'Init', { go: 'func init() { p = newPool() }' }))).toBe('missing member Init');
    expect(shown(counterpart('class Store { int _a; const int B = 1; }', 'Store', 'NewStore'))).toBe('missing member NewStore');
    expect(shown(counterpart('static class Store { static int A = 1; }', 'Store', 'NewStore'))).toBe('missing member NewStore');
  });

  test('init is the static constructor', () => {
    const csharp = 'class Store {\n static Store() { X(); }\n}';
    expect(shown(counterpart(csharp, 'Store', 'Init', { go: 'func init() { p = newPool() }' }))).toEqual(['Store.Store Store.cs:2']);
    expect(shown(counterpart(csharp, 'Store', 'Init', { go: 'func (s *store) init() { p = newPool() }' }))).toBe('missing member Init');
  });

  test('a method NewStore is meant before the constructor', () => {
    expect(shown(counterpart('class Store {\n Store() { }\n static Store NewStore() => new();\n}', 'Store', 'NewStore'))).toEqual([
      'Store.NewStore Store.cs:3',
    ]);
  });

  test.each([
    ['the type as receiver', 'static class Text { public static string Name(this StoreType t) => ""; }', 'Text.Name'],
    ['a nullable receiver', 'static class Text { public static string Name(this N.StoreType? t) => ""; }', 'Text.Name'],
    [
      'a class named after it',
      'static class StoreTypeExtensions { public static string Name(StoreType t) => ""; }',
      'StoreTypeExtensions.Name',
    ],
    [
      'an extension block',
      'static class StoreTypeExtensions { extension(StoreType t) { public string Name() { return ""; } } }',
      'StoreTypeExtensions.Name',
    ],
  ])('an enum has methods by extension: %s', (_, extension, symbol) => {
    expect(shown(counterpart(`enum StoreType { File }\n${extension}`, 'StoreType', 'Name'))).toEqual([`${symbol} Store.cs:2`]);
  });

  test('an extension class may be named itself', () => {
    const csharp = 'static class StoreTypeExtensions { public static string Name(this StoreType t) => ""; }';
    expect(shown(counterpart(csharp, 'StoreTypeExtensions', 'Name'))).toEqual(['StoreTypeExtensions.Name Store.cs:1']);
  });
});

describe('overloads', () => {
  const csharp = `class Store {
    void Load(string subject) { A(); }
    void Load(string subject, ulong sequence) { A(); }
    void Load(byte[] subject, bool last, int n) { A(); A(); }
    bool Find(ulong sequence, out Message message) { A(); }
    bool Find() { A(); B(); C(); }
    Task Close(CancellationToken cancel = default) { A(); }
    void Close(int code) { A(); }
    void Set(string a) { A(); }
    void Set(TimeSpan a) { A(); }
    void Set(Action a) { A(); }
    void Set(IReadOnlyList<Block> a) { A(); }
    void Set(Block a) { A(); }
    static void Put(Store store, int n) { A(); }
    void Put() { A(); B(); }
    int At(int n) { A(); }
    static int At(int n, Buffer buffer) { A(); B(); }
    void Opt(int a, int b = 0) { A(); }
    void Opt() { A(); B(); C(); }
  }`;
  test.each([
    ['by number', 'Load', 'func (s *store) load(subj string, seq uint64) {}', 3],
    ['by number, three', 'Load', 'func (s *store) load(subj []byte, last bool, n int) {}', 4],
    ['an out parameter is a result in Go', 'Find', 'func (s *store) find(seq uint64) (*Message, bool) { return nil, false }', 5],
    ['a cancellation token is none in Go', 'Close', 'func (s *store) close(ctx context.Context) {}', 7],
    ['by type: string', 'Set', 'func (s *store) set(a string) {}', 9],
    ['by type: duration', 'Set', 'func (s *store) set(a time.Duration) {}', 10],
    ['by type: function', 'Set', 'func (s *store) set(a func()) {}', 11],
    ['by type: slice', 'Set', 'func (s *store) set(a []*msgBlock) {}', 12],
    ['by type: variadic', 'Set', 'func (s *store) set(a ...*msgBlock) {}', 12],
    ['by type: named', 'Set', 'func (s *store) set(a *msgBlock) {}', 13],
    ['a static one takes the receiver', 'Put', 'func (s *store) put(n int) {}', 14],
    ['one of an object before a static one', 'At', 'func (s *store) at(n int) {}', 16],
    ['optional ones may be left out', 'Opt', 'func (s *store) opt(n int) {}', 18],
    ['as the row writes them', 'Load(string)', 'func (s *store) load(subj string, seq uint64) {}', 2],
    ['as the row writes them, by type', 'Set(Action)', 'func (s *store) set(a string) {}', 11],
    ['as the row writes them, with names', 'Set(IReadOnlyList<Block> blocks)', 'func (s *store) set(a string) {}', 12],
  ])('%s', (_, name, go, line) => {
    expect(shown(counterpart(csharp, 'Store', name, { go }))).toEqual([`Store.${name.replace(/\(.*/, '')} Store.cs:${line}`]);
  });

  test('the others are kept as evidence, and are no rivals', () => {
    expect(counterpart(csharp, 'Store', 'Load', { go: 'func (s *store) load(subj string, seq uint64) {}' })).toMatchObject({
      evidence: ['same name; one of 3 overloads, by its 2 parameters (also line 2, line 4)'],
      rivals: [],
    });
  });

  test('without a Go function the longest one', () => {
    const side = counterpart('class S {\n void A() { }\n void A(int x)\n {\n }\n}', 'S', 'A');
    expect(shown(side)).toEqual(['S.A Store.cs:3']);
  });
});

describe('a member without a body is never the counterpart if one with a body exists', () => {
  test.each([
    ['partial', 'partial class Store {\n partial void Clear();\n partial void Clear() { X(); }\n}', 3],
    [
      'abstract, overridden',
      'abstract class Store {\n abstract void Clear(); }\n class FileStore : Store { override void Clear() { X(); } }',
      3,
    ],
    ['an interface, implemented', 'interface Store {\n void Clear(); }\n class FileStore : Store { public void Clear() { X(); } }', 3],
    [
      'an interface, implemented explicitly',
      'interface Store {\n void Clear(); }\n class FileStore : Store { void Store.Clear() { X(); } }',
      3,
    ],
    [
      'an interface, implemented below',
      'interface Store {\n void Clear(); }\nclass B : A { void Clear() { X(); } }\ninterface A : Store { }',
      3,
    ],
    ['overloads, one declared', 'abstract class Store {\n abstract void Clear(int a);\n void Clear() { X(); }\n}', 3],
  ])('%s', (_, csharp, line) => {
    const side = counterpart(csharp, 'Store', 'Clear', { go: 'func (s *store) clear(a int) {}' });
    expect(side).toMatchObject({ kind: 'found', declaredOnly: [], rivals: [] });
    expect(side.kind === 'found' && side.members.map(({ nameLine }) => nameLine)).toEqual([line]);
  });

  test.each([
    ['an interface', 'interface Store { void Clear(); }'],
    ['abstract', 'abstract class Store { public abstract void Clear(); }'],
    ['partial', 'partial class Store { partial void Clear(); }'],
    ['extern', 'class Store { extern void Clear(); }'],
    ['implemented in the tests alone', 'interface Store { void Clear(); }'],
  ])('%s: only declared', (name, csharp) => {
    const fake = { 'tests/Fake.cs': 'class FakeStore : Store { public void Clear() { X(); } }' };
    const side = counterpart({ 'src/Store.cs': csharp, ...(name.includes('tests') ? fake : {}) }, 'Store', 'Clear');
    expect(side.kind === 'found' && side.declaredOnly.map(place)).toEqual(['Store.Clear Store.cs:1']);
  });

  test.each([
    ['an automatic property', 'class Store { public int Clear { get; set; } }'],
    ['what a generator writes', 'partial class Store { [GeneratedRegex("a")] private static partial Regex Clear(); }'],
    ['a native function', 'partial class Store { [LibraryImport("libc")] internal static partial int Clear(); }'],
  ])('%s is implemented', (_, csharp) => {
    expect(counterpart(csharp, 'Store', 'Clear')).toMatchObject({ kind: 'found', declaredOnly: [] });
  });

  test('of several implementations the one that is named after the Go receiver; without such they are rivals', () => {
    const csharp = `interface IStore { void Clear(); }
      class JetStreamMemStore : IStore { public void Clear() { X(); } }
      class JetStreamFileStore : IStore { public void Clear() { X(); } }`;
    const side = counterpart(csharp, 'IStore', 'Clear', { go: 'func (fs *fileStore) clear() {}' });
    expect(side).toMatchObject({ rivals: [] });
    expect(shown(side)).toEqual(['JetStreamFileStore.Clear Store.cs:3']);
    expect(counterpart(csharp, 'IStore', 'Clear')).toMatchObject({ rivals: [{ owner: 'JetStreamFileStore' }] });
  });
});

describe('what is not there', () => {
  const missing = (...args: Parameters<typeof counterpart>): MissingSide => {
    const side = counterpart(...args);
    expect(side.kind).toBe('missing');
    return side as MissingSide;
  };

  test.each([
    ['another class', 'class Store { } class Block { void Recover() { } }', 'Recover', ['Block.Recover Store.cs:1']],
    ['another suffix', 'class Store { void RecoverInternal() { } }', 'Recover', ['Store.RecoverInternal Store.cs:1']],
    ['without the suffix', 'class Store { } class Block { void Recover() { } }', 'RecoverCore', ['Block.Recover Store.cs:1']],
    ['a letter off', 'class Store { void Recovr() { } void Clear() { } }', 'Recover', ['Store.Recovr Store.cs:1']],
    [
      'a longer name',
      'class Store { void RecoverMessagesFromDisk() { } }',
      'RecoverMessages',
      ['Store.RecoverMessagesFromDisk Store.cs:1'],
    ],
    ['nothing like it', 'class Store { void Clear() { } }', 'Recover', []],
  ])('a near miss is named: %s', (_, csharp, name, near) => {
    expect(missing(csharp, 'Store', name).near.map(place)).toEqual(near);
  });

  test('production code is nearer to a feature than a test', () => {
    const csharp = { 'src/B.cs': 'class Block { void Recover() { } }', 'tests/A.cs': 'class A { void Recover() { } }' };
    expect(missing(csharp, 'Store', 'Recover').near.map(place)).toEqual(['Block.Recover B.cs:1', 'A.Recover A.cs:1']);
    expect(missing(csharp, 'Store', 'Recover', { row: { kind: 'test' } }).near.map(place)[0]).toBe('A.Recover A.cs:1');
  });

  test('a type that is nearly named so', () => {
    expect(missing('class MessageBlock { }', 'MesageBlock', 'Recover').nearTypes.map(({ path }) => path)).toEqual(['MessageBlock']);
    expect(missing('class MessageBlock { }', 'Sublist', 'Recover').nearTypes).toEqual([]);
  });

  test('a field of the name is no member that does something', () => {
    const side = missing('class Store {\n bool _a;\n readonly Func<bool> NonceRequired;\n}', 'Store', 'NonceRequired');
    expect(side.field).toEqual({ file: 'src/Store.cs', line: 3 });
  });

  test('inactive code is no code, and is named', () => {
    const csharp = 'class Store {\n#if LATER\n void Recover() { }\n#endif\n}';
    expect(missing(csharp, 'Store', 'Recover')).toMatchObject({ inactive: { file: 'src/Store.cs', line: 2, condition: 'LATER' } });
    expect(missing('#if LATER\nclass Store { void Recover() { } }\n#endif', 'Store', 'Recover')).toMatchObject({
      what: 'type',
      inactive: { line: 1 },
    });
    expect(missing('class Store { }\n#if LATER\nclass Other { void Clear() { } }\n#endif', 'Store', 'Recover').inactive).toBeUndefined();
    expect(shown(counterpart('class Store {\n#if DEBUG\n void Recover() { }\n#endif\n}', 'Store', 'Recover'))).toEqual([
      'Store.Recover Store.cs:3',
    ]);
  });

  test.each([
    ['named in the part', ' ][ Recover }{ '],
    ['named on its line', ' void Recover(((;'],
    ['a constructor', ' Store(((;', '.ctor'],
    ['the whole type', '', 'Recover', 'class ]] Stor { void Recover((( '],
  ])(
    'a member in a part that did not parse is unreadable, never missing: %s',
    (_, line, name = 'Recover', csharp = `class Store {\n void Clear() { }\n${line}\n}`) => {
      expect(shown(counterpart(csharp, csharp.includes('Stor ') ? 'Stor' : 'Store', name))).toMatch(/^unreadable src\/Store\.cs:[13]$/);
      if (!csharp.includes('Stor ')) {
        expect(shown(counterpart(csharp, 'Store', 'Clear'))).toEqual(['Store.Clear Store.cs:2']);
        expect(shown(counterpart(csharp, 'Store', 'Absent'))).toBe('missing member Absent');
      }
    },
  );
});
