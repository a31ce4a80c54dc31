import { testRule } from '../test/rule-tester.js';
import rule from './not-implemented.js';

const work =
  'func (s *Store) Load(seq uint64) (*Msg, error) { m := s.msgs[seq]; if m == nil { return nil, ErrMsgNotFound }; s.hits++; return m, nil }';
const nothing = 'func (s *Store) Flush() { s.mu.Lock(); s.flushed = true; s.mu.Unlock() }';

testRule(rule, {
  valid: [
    {
      name: 'Go panics too',
      go: 'func (s *Store) Compact(seq uint64) { panic("not implemented") }',
      csharp: 'public void Compact(ulong seq) => throw new NotImplementedException();',
    },
    {
      name: 'Go always returns an error',
      go: 'func (s *Store) Compact(seq uint64) error { return errNoCompact }',
      csharp: 'public void Compact(ulong seq) => throw new InvalidOperationException("no compaction");',
    },
    {
      name: 'Go refuses one case, and so does C#',
      go: 'func (s *Store) Open(mode int) error { if mode == 3 { return errors.New("mode 3 is not supported yet") }; s.mode = mode; return nil }',
      csharp: 'public void Open(int mode) { if (mode == 3) throw new NotSupportedException("mode 3"); _mode = mode; }',
    },
    {
      name: 'Go names the error of an unsupported case',
      go: 'func (s *Store) Open(mode int) error { if mode == 3 { return ErrModeUnsupported }; s.mode = mode; return nil }',
      csharp: 'public void Open(int mode) { if (mode == 3) throw new NotSupportedException("No such mode."); _mode = mode; }',
    },
    {
      name: 'an error of another kind, in other words',
      go: 'func (s *Store) Open(cfg *Config) error { if cfg.Storage != FileStorage { return errors.New("requires file storage") }; s.cfg = cfg; return nil }',
      csharp:
        'public void Open(Config cfg) { if (cfg.Storage != StorageType.File) throw new NotSupportedException("File storage only."); _cfg = cfg; }',
    },
    {
      name: 'a discard arm that C# asks for',
      go: 'func (s *Store) Code(m Mode) int { switch m { case A: return 1; case B: return s.two() }; return 0 }',
      csharp: 'public int Code(Mode m) => m switch { Mode.A => 1, Mode.B => Two(), _ => throw new NotSupportedException($"{m}") };',
    },
    {
      name: 'a setter that Go does not have',
      go: 'func (s *Store) Name() string { s.mu.RLock(); defer s.mu.RUnlock(); return s.cfg.Name }',
      csharp: 'public string Name { get { lock (_gate) { return _cfg.Name; } } set => throw new NotSupportedException(); }',
    },
    {
      name: 'the last way out is an error in both',
      go: 'func (s *Store) Find(k string) (int, error) { for i, e := range s.all { if e == k { return i, nil } }; return 0, ErrNotFound }',
      csharp:
        'public int Find(string k) { for (var i = 0; i < _all.Count; i++) if (_all[i] == k) return i; throw new KeyNotFoundException(k); }',
    },
    {
      name: 'catches the exception of somebody else',
      go: nothing,
      csharp: 'public void Flush() { try { _disk.Flush(); } catch (NotImplementedException) { _flushed = true; } }',
    },
    {
      name: 'a base member that derived types replace',
      go: nothing,
      csharp:
        'public class Store { public void Flush() { _flushed = true; Work(); } protected virtual void Work() => throw new NotImplementedException(); } public class FileStore : Store { protected override void Work() { _n++; } }',
    },
    {
      name: 'a helper that throws on a condition',
      go: nothing,
      csharp:
        'public void Flush() { Check(); _flushed = true; } void Check() { if (_closed) throw new InvalidOperationException("not ported"); }',
    },
    {
      name: 'a mapped helper has a finding of its own',
      go: `${nothing}\nfunc (s *Store) sync() { s.n++ }`,
      csharp: 'public void Flush() { _flushed = true; Sync(); } private void Sync() => throw new NotImplementedException();',
      others: [{ item: 'feature/2', goMethod: 'sync', dotnetMethod: 'Sync' }],
    },
    {
      name: 'an error that speaks of things to do',
      go: work,
      csharp:
        'public Msg Load(ulong seq) { if (_queue.Count == 0) throw new InvalidOperationException("nothing to do"); _hits++; return _msgs[seq]; }',
    },
    {
      name: 'an error that speaks of a placeholder of its own subject',
      go: work,
      csharp:
        'public Msg Load(ulong seq) { if (_bad) throw new FormatException("bad placeholder in subject"); _hits++; return _msgs[seq]; }',
    },
    {
      name: 'the name of a status that Go knows too',
      go: 'func (s *Store) Text(code int) string { if code == StatusNotImplemented { return "Not Implemented" }; return s.texts[code] }',
      csharp: 'public string Text(int code) => code == HttpStatus.NotImplemented ? "Not Implemented" : _texts[code];',
    },
    {
      name: 'Go calls what always panics',
      go: 'func (b *Bail) RecoverInline(p *Parser) Token { b.Recover(p); return nil }\nfunc (b *Bail) Recover(p *Parser) { n := p.ctx; panic(newCancelled(n)) }',
      csharp: 'public Token RecoverInline(Parser p) { throw new ParseCanceledException(p.Context); }',
    },
    {
      name: 'an error that Go has in a function it calls',
      go: 'func (d *Loader) All() { d.n++; for i := range d.rules { d.one(i) } }\nfunc (d *Loader) one(i int) { if d.find(i) == nil { panic("could not identify the final state of the rule") }; d.n++ }',
      csharp:
        'public void All() { _n++; foreach (var r in _rules) { if (Find(r) == null) throw new NotSupportedException("Could not identify the final state of the rule."); _n++; } }',
    },
  ],
  invalid: [
    {
      name: 'a statement',
      go: work,
      csharp: 'public Msg Load(ulong seq)\n{\n  throw new NotImplementedException();\n}',
      finds: '`Store.Load` throws `NotImplementedException` (line 3)',
    },
    {
      name: 'an expression body',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw new System.NotImplementedException("later");',
      finds: 'throws `NotImplementedException`',
    },
    { name: 'a property', go: work, csharp: 'public Msg Load => throw new NotImplementedException();', finds: '`Store.Load` throws' },
    {
      name: 'an accessor',
      go: work,
      csharp: 'public Msg Load { get { throw new NotImplementedException(); } }',
      finds: '`Store.Load` throws',
    },
    {
      name: 'a local',
      go: work,
      csharp: 'public Msg Load(ulong seq) { var e = new NotImplementedException(); throw e; }',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'a target-typed local',
      go: work,
      csharp: 'public Msg Load(ulong seq) { NotImplementedException e = new("x"); throw e; }',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'a cast',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw (Exception)new NotImplementedException();',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'a null check that always fails',
      go: work,
      csharp: 'public Msg Load(ulong seq) => Find(seq) ?? throw new NotImplementedException();',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'one arm of many',
      go: work,
      csharp: 'public Msg Load(ulong seq) { if (seq > 9) { _hits++; throw new NotImplementedException(); } _hits++; return _msgs[seq]; }',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'a discard arm',
      go: work,
      csharp: 'public Msg Load(ulong seq) => seq switch { 1 => _first, _ => throw new NotImplementedException() };',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'two places',
      go: work,
      csharp: 'public Msg Load(ulong seq) { if (seq == 1) throw new NotImplementedException();\n throw new NotImplementedException(); }',
      finds: 'and in 1 more place',
    },
    {
      name: 'a faulted task',
      go: work,
      csharp: 'public Task<Msg> Load(ulong seq) => Task.FromException<Msg>(new NotImplementedException());',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'inside a lambda',
      go: work,
      csharp: 'public Task<Msg> Load(ulong seq) => Task.Run<Msg>(() => throw new NotImplementedException());',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'a lambda in a field',
      go: work,
      csharp: 'static readonly Func<Msg> Gone = () => throw new NotImplementedException(); public Msg Load(ulong seq) => Gone();',
      row: { dotnetMethod: 'Load' },
      finds: 'uses `Gone`',
    },
    {
      name: 'an exception in a field',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw Gone; static readonly Exception Gone = new NotImplementedException();',
      finds: 'uses `Gone`',
    },
    {
      name: 'an exception in a field of another type',
      go: work,
      csharp:
        'public class Store { public Msg Load(ulong seq) => throw Errors.Gone; } static class Errors { public static readonly Exception Gone = new NotImplementedException(); }',
      finds: 'uses `Gone`',
    },
    {
      name: 'a helper that throws',
      go: work,
      csharp: 'public Msg Load(ulong seq) { Later(); return null; } void Later() => throw new NotImplementedException();',
      finds: 'calls `Store.Later`, which is not implemented',
    },
    {
      name: 'a helper that counts before it throws',
      go: work,
      csharp: 'public Msg Load(ulong seq) { Later(); return null; } void Later() { _n++; throw new NotImplementedException(); }',
      finds: 'calls `Store.Later`',
    },
    {
      name: 'a helper that makes the exception',
      go: work,
      csharp:
        'public Msg Load(ulong seq) => throw Later(nameof(Load)); static Exception Later(string name) => new NotImplementedException($"{name} waits");',
      finds: 'calls `Store.Later`',
    },
    {
      name: 'a helper of a helper',
      go: work,
      csharp: 'public Msg Load(ulong seq) => A(); Msg A() => B(); Msg B() => throw new NotImplementedException();',
      finds: 'which is not implemented',
    },
    {
      name: 'a helper of the base type',
      go: work,
      csharp:
        'public class Store : Base { public Msg Load(ulong seq) { Later(); return null; } } public class Base { protected void Later() => throw new NotImplementedException(); }',
      finds: 'calls `Base.Later`',
    },
    {
      name: 'a helper of another type',
      go: work,
      csharp:
        'public class Store { public Msg Load(ulong seq) => Oops.Later<Msg>(); } static class Oops { public static T Later<T>() => throw new NotImplementedException(); }',
      finds: 'calls `Oops.Later`',
    },
    {
      name: 'a helper of an object that the type holds',
      go: work,
      csharp:
        'public class Store { private readonly Inner _inner = new(); public Msg Load(ulong seq) { _hits++; return _inner.Later(); } } class Inner { public Msg Later() => throw new NotImplementedException(); }',
      finds: 'calls `Inner.Later`',
    },
    {
      name: 'a helper that nothing declares, by its name',
      go: work,
      csharp: 'public Msg Load(ulong seq) => this.NotImplemented<Msg>();',
      finds: 'calls `NotImplemented`',
    },
    {
      name: 'a property that throws',
      go: work,
      csharp: 'public Msg Load(ulong seq) { _hits++; return Pending; } Msg Pending => throw new NotImplementedException();',
      finds: 'reads `Store.Pending`',
    },
    {
      name: 'a generic helper that throws what it is told',
      go: work,
      csharp: 'public Msg Load(ulong seq) => Throw.That<NotImplementedException, Msg>();',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'made by reflection',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw (Exception)Activator.CreateInstance(typeof(NotImplementedException))!;',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'a subclass',
      go: work,
      csharp:
        'public class Store { public Msg Load(ulong seq) => throw new LaterException(); } class LaterException : NotImplementedException { }',
      finds: 'throws `LaterException`',
    },
    {
      name: 'a type whose name says so',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw new NotPortedException();',
      finds: 'throws `NotPortedException`',
    },
    {
      name: 'another type with a text that says so',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw new InvalidOperationException("Load is not ported yet");',
      finds: 'throws `InvalidOperationException` that says',
    },
    {
      name: 'a text that says TODO',
      go: work,
      csharp:
        'public Msg Load(ulong seq) { _hits++; if (seq > 1) throw new InvalidOperationException("TODO: deletes"); return _msgs[seq]; }',
      finds: 'that says "TODO: deletes"',
    },
    {
      name: 'an error value',
      go: work,
      csharp: 'public Exception? Load(ulong seq) { _hits++; return seq > 1 ? new Exception("not supported yet") : null; }',
      finds: 'that says "not supported yet"',
    },
    {
      name: 'a result that says so',
      go: work,
      csharp: 'public Result Load(ulong seq) { _hits++; return Result.Fail("load: not implemented"); }',
      finds: 'says "load: not implemented"',
    },
    {
      name: 'a result whose name says so',
      go: work,
      csharp: 'public Result Load(ulong seq) { _hits++; return Result.NotImplemented; }',
      finds: 'gives `Result.NotImplemented`',
    },
    {
      name: 'another exception as the whole body',
      go: work,
      csharp: 'public Msg Load(ulong seq) => throw new InvalidOperationException("no messages");',
      finds: '`Store.Load` can only throw',
    },
    {
      name: 'another exception after a log line and a count',
      go: work,
      csharp: 'public Msg Load(ulong seq) { _hits++; _log.Warn("no"); throw new InvalidOperationException("no messages"); }',
      finds: '`Store.Load` can only throw',
    },
    {
      name: 'forwards to what only throws',
      go: nothing,
      csharp: 'public void Flush() => FlushCore(); void FlushCore() => throw new IOException("no disk");',
      finds: '`Store.Flush` can only throw',
    },
    {
      name: 'a whole body where Go refuses one case',
      go: 'func (s *Store) Open(mode int) error { if mode == 3 { return errors.New("mode 3 is not supported") }; s.mode = mode; s.hits++; return nil }',
      csharp: 'public void Open(int mode) => throw new NotImplementedException();',
      finds: 'throws `NotImplementedException`',
    },
    {
      name: 'not supported in place of the hard part',
      go: 'func (s *Store) Last(filters ...string) ([]uint64, error) { if s.closed { return nil, ErrStoreClosed }; if len(filters) == 0 { return s.all(), nil }; return s.match(filters), nil }',
      csharp:
        'public ulong[] Last(params string[] filters) { ThrowIfClosed(); if (filters.Length == 0) return All();\n throw new NotSupportedException("filters are not available on the memory store"); }',
      finds: '`Store.Last` throws `NotSupportedException` (line 2)',
    },
    {
      name: 'not supported for one case that Go has',
      go: 'func (s *Store) Purge(subject string) (uint64, error) { if s.closed { return 0, ErrStoreClosed }; if subject != "" { return s.purgeOne(subject), nil }; return s.purgeAll(), nil }',
      csharp:
        'public ulong Purge(string subject) { ThrowIfClosed(); if (subject != "") throw new NotSupportedException(); return PurgeAll(); }',
      finds: '`Store.Purge` throws `NotSupportedException`',
    },
  ],
});
