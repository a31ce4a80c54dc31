import { testRule } from '../test/rule-tester.js';
import rule from './bodiless-counterpart.js';

const go = 'func (s *Store) Clear() { for k := range s.msgs { s.drop(k) } }\nfunc (s *Store) drop(k uint64) { delete(s.msgs, k) }';
const getter = 'func (s *Store) Name() string { s.mu.RLock(); defer s.mu.RUnlock(); return s.name }';
const made = 'func newStore() *Store { return &Store{msgs: make(map[uint64]*Msg)} }';
const opened = 'func newStore(dir string) (*Store, error) { if dir == "" { return nil, errDir }; return &Store{dir: dir}, nil }';
const row = { dotnetMethod: 'Clear' };

testRule(rule, {
  valid: [
    { name: 'it has a body', go, csharp: 'public void Clear() { _msgs.Clear(); }' },
    {
      name: 'declared and implemented in another part',
      go,
      csharp: 'partial class Store { partial void Clear(); } partial class Store { partial void Clear() { _msgs.Clear(); } }',
      row,
    },
    {
      name: 'declared in an interface, implemented in a class',
      go,
      csharp: 'interface Store { void Clear(); } class FileStore : Store { public void Clear() { _msgs.Clear(); } }',
      row,
    },
    { name: 'an assembler stub in Go', go: 'func add(a, b int) int', csharp: 'static extern int Add(int a, int b);' },
    { name: 'an automatic property for what Go only hands out', go: getter, csharp: 'public string Name { get; private set; }' },
    {
      name: 'a property of a record for what Go only hands out',
      go: getter,
      csharp: 'public record Store(string Name);',
      row: { dotnetMethod: 'Name' },
    },
    {
      name: 'field initialisers for what Go fills a struct with',
      go: made,
      csharp: 'public class Store { readonly Dictionary<ulong, Msg> _msgs = new(); }',
      row: { dotnetMethod: 'NewStore' },
    },
    {
      name: 'a native function where Go calls the system',
      go: 'func free() int { return syscall.Statfs(path) }',
      csharp: '[LibraryImport("libc")] static partial int Free();',
    },
    {
      name: 'a generated expression where Go compiles one',
      go: 'func subject() *regexp.Regexp { return regexp.MustCompile("a") }',
      csharp: '[GeneratedRegex("a")] static partial Regex Subject();',
    },
    {
      name: 'a generated log call where Go only logs',
      go: 'func (s *Store) warn(m string) { s.srv.Warnf("store: %s", m) }',
      csharp: '[LoggerMessage(1)] partial void Warn(string m);',
    },
    {
      name: 'one of two members has the code',
      go,
      csharp: 'public int Clear { get; set; } public void ClearAll() { _msgs.Clear(); }',
      row: { dotnetMethod: 'Clear;ClearAll' },
    },
  ],
  invalid: [
    {
      name: 'an interface alone',
      go,
      csharp: '\ninterface Store { void Clear(); }',
      row,
      finds:
        '`Store.Clear` is only declared (interface member), and no implementation was found; `Store.Clear` has a body (2 statements, 1 loop, calls of `drop`).@2',
    },
    { name: 'abstract', go, csharp: 'abstract class Store { public abstract void Clear(); }', row, finds: 'is only declared (abstract)' },
    { name: 'partial', go, csharp: 'partial class Store { partial void Clear(); }', row, finds: 'is only declared (partial)' },
    { name: 'extern', go, csharp: 'class Store { extern void Clear(); }', row, finds: 'is only declared (extern)' },
    {
      name: 'implemented by a stand-in of the tests alone',
      go,
      csharp: 'interface Store { void Clear(); }',
      csharpTest: 'class Fake : Store { public void Clear() { X(); } }',
      row,
      finds: 'is only declared (interface member)',
    },
    {
      name: 'an automatic property, though Go computes',
      go,
      csharp: 'public int Clear { get; set; }',
      finds: '`Store.Clear` is an automatic property, so it only holds a value; `Store.Clear` has 2 statements, 1 loop',
    },
    {
      name: 'no constructor, though Go may fail',
      go: opened,
      csharp: 'public class Store { readonly Dictionary<ulong, Msg> _msgs = new(); }',
      row: { dotnetMethod: 'NewStore' },
      finds: '`Store.Store` has no constructor with statements, and field initialisers can neither loop nor fail; `newStore` has',
    },
    {
      name: 'a primary constructor, though Go may fail',
      go: opened,
      csharp: 'public class Store(string dir) { }',
      row: { dotnetMethod: 'NewStore' },
      finds: 'has no constructor with statements',
    },
    {
      name: 'a generated log call, though Go works',
      go,
      csharp: '[LoggerMessage(1)] partial void Clear();',
      finds: '`Store.Clear` is written by what `[LoggerMessage]` stands for; `Store.Clear` does other work',
    },
    {
      name: 'a native function, though Go works itself',
      go,
      csharp: '[DllImport("nats")] static extern void Clear();',
      finds: 'is written by what `[DllImport]` stands for',
    },
  ],
});
