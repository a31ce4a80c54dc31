/** A small port for the tables of the test rules: production C#, and Go tests that demand something. */
export const store = `public enum Mode { Fast = 0, Safe = 1 }
public static class Limits { public const int MaxItems = 100; public static readonly Options Default = new() { Size = 7, Name = "d" }; }
public class Options { public int Size { get; set; } public int Depth { get; set; } = 3; public string Name { get; set; } = ""; }
public interface IStore { int Count(); string? Get(int i); void Add(string item); }
public class StoreException : Exception { public int Code { get; init; } }
public class Store : IStore, IDisposable {
  private readonly List<string> _items = new();
  private readonly IListener? _listener;
  public Store() { }
  public Store(Options options) { Options = options; }
  public Store(IListener listener) { _listener = listener; }
  public Options? Options { get; }
  public Action<string>? Added { get; set; }
  public event EventHandler? Changed;
  public int Count() => _items.Count;
  public ulong Total() => (ulong)_items.Count;
  public int Size => _items.Count;
  public string? Get(int i) { if (i >= _items.Count) throw new StoreException { Code = 404 }; return _items[i]; }
  public void Add(string item) { _items.Add(item); Added?.Invoke(item); _listener?.OnAdded(item); Changed?.Invoke(this, EventArgs.Empty); }
  public Task<int> CountAsync() => Task.FromResult(_items.Count);
  public bool Remove(string item) => _items.Remove(item);
  public void Walk(Func<string, bool> visit) { foreach (var item in _items) if (!visit(item)) return; }
  public void WalkNothing(Func<string, bool> visit) { ArgumentNullException.ThrowIfNull(visit); }
  public void CopyTo(List<string> into) { into.AddRange(_items); }
  public bool TryGet(int i, out string? item) { item = i < _items.Count ? _items[i] : null; return item != null; }
  public static bool IsValid(string item) => item.Length > 0 && item != "*";
  public int Expire() { var n = _items.Count; _items.Clear(); return n; }
  public string Name() => "store";
  public void Dispose() { _items.Clear(); }
}
public interface IListener { void OnAdded(string item); }
public static class StoreExtensions { public static int Twice(this IStore store) => store.Count() * 2; }`;

/** Compares a value. */
export const comparing =
  'func TestStoreCount(t *testing.T) { s := newStore(); s.Add("a"); if s.Count() != 1 { t.Fatalf("got %d", s.Count()) } }';

/** Wants a certain error. */
export const failing =
  'func TestStoreGet(t *testing.T) { s := newStore(); if _, err := s.Get(9); !errors.Is(err, ErrNotFound) { t.Fatalf("got %v", err) } }';

/** Only must not crash. */
export const smoke = 'func TestStoreStop(t *testing.T) { s := newStore(); s.Add("a"); s.Stop() }';
