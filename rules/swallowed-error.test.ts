import { testRule } from '../test/rule-tester.js';
import rule from './swallowed-error.js';

const save =
  'func (s *Store) Save(k string) error { buf, err := s.encode(k); if err != nil { return err }; s.n++; return os.WriteFile(k, buf, 0o640) }';
const body = 'var buf = Encode(k); _n++; File.WriteAllBytes(k, buf);';

testRule(rule, {
  valid: [
    {
      name: 'an empty value that the result tells of',
      go: 'func (s *Store) Load(k string) (*Msg, error) { raw, err := s.read(k); if err != nil { return nil, err }; return parse(raw) }',
      csharp:
        'public bool Load(string k, out Msg m) { try { var raw = Read(k); Note(raw); m = Parse(raw); } catch (Exception) { m = null; } return m != null; }',
    },
    {
      name: 'an empty value that is thrown for behind the attempt',
      go: 'func (s *Store) Load(k string) (*Msg, error) { raw, err := s.read(k); if err != nil { return nil, err }; m, err := parse(raw); if err != nil { return nil, err }; return m, nil }',
      csharp:
        'public Msg Load(string k) { Msg m; try { var raw = Read(k); var dec = Decode(raw); Note(dec); m = Parse(dec); } catch (Exception) { m = null; } return m ?? throw new NotFoundException(k); }',
    },
    { name: 'the exception goes out', go: save, csharp: `public void Save(string k) { ${body} }` },
    { name: 'cleans up and throws on', go: save, csharp: `public void Save(string k) { try { ${body} } catch { _n--; throw; } }` },
    {
      name: 'throws another',
      go: save,
      csharp: `public void Save(string k) { try { ${body} } catch (Exception e) { throw new StoreException(k, e); } }`,
    },
    {
      name: 'returns the error',
      go: save,
      csharp: `public Exception? Save(string k) { try { ${body} return null; } catch (Exception e) { return e; } }`,
    },
    { name: 'keeps the error', go: save, csharp: `public void Save(string k) { try { ${body} } catch (Exception e) { _lastError = e; } }` },
    {
      name: 'tells by an output parameter',
      go: save,
      csharp: `public bool Save(string k, out string why) { try { ${body} why = ""; return true; } catch (Exception e) { why = e.Message; return false; } }`,
    },
    {
      name: 'false is the error',
      go: save,
      csharp: `public bool Save(string k) { try { ${body} return true; } catch (Exception) { return false; } }`,
    },
    {
      name: 'minus one is the error',
      go: 'func (s *Store) Len(k string) (int, error) { b, err := os.ReadFile(k); if err != nil { return 0, err }; return len(b), nil }',
      csharp: 'public int Len(string k) { try { return File.ReadAllBytes(k).Length; } catch { return -1; } }',
    },
    { name: 'a specific type', go: save, csharp: `public void Save(string k) { try { ${body} } catch (FileNotFoundException) { } }` },
    {
      name: 'a filter',
      go: save,
      csharp: `public void Save(string k) { try { ${body} } catch (Exception e) when (e is FileNotFoundException) { } }`,
    },
    {
      name: 'Go returns no error',
      go: 'func (s *Store) Save(k string) { if err := s.write(k); err != nil { s.Warnf("%v", err) }; s.n++ }',
      csharp: 'public void Save(string k) { try { Write(k); _n++; } catch (Exception e) { _log.Warn(e); } }',
    },
    {
      name: 'Go drops the errors of its work too, and returns one of its own',
      go: 'func (s *Store) Save(k string) error { if s.closed { return ErrClosed }; os.Remove(k); os.Remove(k + ".idx"); s.n++; return nil }',
      csharp:
        'public void Save(string k) { if (_closed) throw new StoreException(); try { File.Delete(k); File.Delete(k + ".idx"); _n++; } catch { } }',
    },
    {
      name: 'Go recovers',
      go: 'func (s *Store) Save(k string) (err error) { defer func() { recover() }(); if err = s.write(k); err != nil { return err }; return nil }',
      csharp: 'public void Save(string k) { try { Write(k); } catch { } }',
    },
    {
      name: 'a guard around one call of many',
      go: save,
      csharp:
        'public void Save(string k) { var buf = Encode(k); _n++; File.WriteAllBytes(k, buf); _m[k] = buf; Notify(k); try { File.Delete(k + ".tmp"); } catch { } }',
    },
    {
      name: 'a helper that catches one type',
      go: save,
      csharp: `public void Save(string k) { Guard(() => { ${body} }); } void Guard(Action run) { try { run(); } catch (FileNotFoundException) { } }`,
    },
    {
      name: 'the retry of a loop that throws at last',
      go: save,
      csharp: `public void Save(string k) { for (var i = 0; ; i++) { try { ${body} return; } catch (Exception) { if (i > 3) throw; } } }`,
    },
    {
      name: 'Go drops what a call outside gives',
      go: 'func (s *Store) Close() { s.conn.Close(); s.n = 0; s.closed = true }',
      csharp: 'public void Close() { try { _conn.Close(); _n = 0; _closed = true; } catch { } }',
    },
    {
      name: 'a catch around a part, where Go knows no error',
      go: 'func (s *Store) Sum(a, b int) int { s.n++; c := s.add(a, b); s.total += c; return c }\nfunc (s *Store) add(a, b int) int { return a + b }',
      csharp: 'public int Sum(int a, int b) { _n++; var c = Add(a, b); _total += c; Check(c); try { Notify(c); } catch { } return c; }',
    },
    {
      name: 'Go discards what a call outside gives',
      go: 'func (s *Store) Close() { s.n = 0; if s.conn != nil { _ = s.conn.Close() } }',
      csharp: 'public void Close() { try { _n = 0; _conn?.Close(); } catch { } }',
    },
  ],
  invalid: [
    {
      name: 'Go only displays an error',
      go: 'func (b *Store) display(c int) string { return "\'" + b.errorDisplayOf(c) + "\'" }',
      csharp: 'public string Display(int c) { try { var s = ErrorDisplayOf(c); return "\'" + s + "\'"; } catch { return ""; } }',
      finds: 'catches every exception of all its work',
    },
    {
      name: 'an empty catch',
      go: save,
      csharp: `public void Save(string k)\n{ try { ${body} }\n catch { } }`,
      finds:
        '`Store.Save` catches every exception of its work in line 3 and does nothing with it; `Store.Save` returns an error in 2 places@3',
    },
    {
      name: 'a comment in it',
      go: save,
      csharp: `public void Save(string k) { try { ${body} } catch (Exception) { /* best effort */ } }`,
      finds: 'does nothing with it',
    },
    {
      name: 'only a log line',
      go: save,
      csharp: `public void Save(string k) { try { ${body} } catch (Exception e) { _log.LogError(e, "save"); } }`,
      finds: 'only logs it',
    },
    {
      name: 'a discard',
      go: save,
      csharp: `public void Save(string k) { try { ${body} } catch (Exception e) { _ = e; } }`,
      finds: 'does nothing with it',
    },
    {
      name: 'a filter that is always true',
      go: save,
      csharp: `public void Save(string k) { try { ${body} } catch (Exception) when (true) { } }`,
      finds: 'does nothing with it',
    },
    {
      name: 'true all the same',
      go: save,
      csharp: `public bool Save(string k) { try { ${body} return true; } catch (Exception) { return true; } }`,
      finds: 'returns `true`',
    },
    {
      name: 'an empty result',
      go: 'func (s *Store) Load(k string) ([]byte, error) { b, err := os.ReadFile(k); if err != nil { return nil, err }; return s.plain(b), nil }',
      csharp: 'public byte[] Load(string k) { try { return Plain(File.ReadAllBytes(k)); } catch { return []; } }',
      finds: 'returns `[]`',
    },
    {
      name: 'null as the result',
      go: 'func (s *Store) Load(k string) (*Msg, error) { b, err := os.ReadFile(k); if err != nil { return nil, err }; return s.msg(b), nil }',
      csharp: 'public Msg? Load(string k) { try { return ToMsg(File.ReadAllBytes(k)); } catch (Exception) { return null; } }',
      finds: 'returns `null`',
    },
    {
      name: 'false where Go has both',
      go: 'func (s *Store) Erase(k string) (bool, error) { if err := os.Remove(k); err != nil { return false, err }; return s.del(k), nil }',
      csharp: 'public bool Erase(string k) { try { File.Delete(k); return Del(k); } catch { return false; } }',
      finds: 'returns `false`',
    },
    {
      name: 'goes on with the next round',
      go: 'func (s *Store) All(ks []string) error { for _, k := range ks { if err := s.save(k); err != nil { return err } }; return nil }',
      csharp: 'public void All(string[] ks) { foreach (var k in ks) { try { Save(k); _n++; } catch { continue; } } }',
      finds: 'does nothing with it',
    },
    {
      name: 'catches what it throws',
      go: 'func (s *Store) Set(k string) error { if k == "" { return errors.New("no key") }; s.k = k; return nil }',
      csharp: 'public void Set(string k) { try { if (k == "") throw new ArgumentException("no key"); _k = k; } catch (Exception) { } }',
      finds: 'does nothing with it',
    },
    {
      name: 'inside a lock',
      go: save,
      csharp: `public void Save(string k) { lock (_gate) { try { ${body} } catch { } } }`,
      finds: 'does nothing with it',
    },
    {
      name: 'a task that is done',
      go: save,
      csharp: `public Task Save(string k) { try { ${body} return Task.CompletedTask; } catch { return Task.CompletedTask; } }`,
      finds: 'returns `Task.CompletedTask`',
    },
    {
      name: 'a helper that swallows',
      go: save,
      csharp: `public void Save(string k) { Guard(() => { ${body} }); } static void Guard(Action run) { try { run(); } catch (Exception) { } }`,
      finds: '`Store.Save` runs its work in `Store.Guard` (line 1), which catches every exception and does nothing with it',
    },
    {
      name: 'drops what Go hands on with a value',
      go: 'func (s *Store) Remove(seq int) (bool, error) { s.mu.Lock(); defer s.mu.Unlock(); return s.removeLocked(seq) }',
      csharp: 'public bool Remove(int seq) { try { lock (_gate) { return RemoveLocked(seq); } } catch { return false; } }',
      finds: 'returns `false`',
    },
    {
      name: 'all of the work, where Go knows no error',
      go: 'func (s *Store) Sum(a, b int) int { s.n++; c := s.add(a, b); s.total += c; return c }\nfunc (s *Store) add(a, b int) int { return a + b }',
      csharp: 'public int Sum(int a, int b) { try { _n++; var c = Add(a, b); _total += c; return c; } catch { return 0; } }',
      finds: '`Store.Sum` catches every exception of all its work in line 1 and returns `0`; `Store.Sum` knows no error there',
    },
  ],
});
