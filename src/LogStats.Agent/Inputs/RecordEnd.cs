using LogStats.Agent.Terminal;
using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Inputs;

/// <summary>
/// Where records go: to a table on the terminal, to standard output as JSON lines, or to a target. Both of the first
/// are shown as they come; a target gets batches.
/// </summary>
internal sealed class RecordEnd : IAsyncDisposable
{
    private const string Dash = "-";

    private readonly Screen _screen;
    private readonly Func<LogKind, IReadOnlyList<string>> _shown;
    private readonly Dictionary<LogKind, RecordTable> _tables = [];
    private readonly ISink? _sink;
    private readonly SinkPump? _pump;

    private RecordEnd(Screen screen, Func<LogKind, IReadOnlyList<string>> shown, ISink? sink, string? target)
    {
        _screen = screen;
        _shown = shown;
        _sink = sink;
        Target = target;
        _pump = sink is null ? null : new SinkPump(sink);
    }

    /// <summary>The target that was named, without what may be secret in it; null for standard output in either form.</summary>
    public string? Target { get; }

    public bool IsTable => _sink is null;

    public long Given { get; private set; }

    public SinkAnswer Answer => _pump?.Answer ?? default;

    /// <param name="screen">Shows them where no target is named.</param>
    /// <param name="target">The target's text; null for none.</param>
    /// <param name="shown">The columns of a table.</param>
    /// <param name="append">A text file keeps what is in it, and has each batch once that is answered.</param>
    /// <exception cref="Faults.LogStatsException">It names no target, or the target cannot be opened.</exception>
    public static RecordEnd Open(Screen screen, string? target, Func<LogKind, IReadOnlyList<string>> shown, bool append = false)
    {
        target ??= screen.OutIsTerminal ? null : Dash;
        ISink? sink = target is null ? null : OpenSink(screen, target, append);
        return new RecordEnd(screen, shown, sink, target is null or Dash ? null : Sinks.Targets.Target.Parse(target).Shown);
    }

    /// <summary>A table on standard output, be it a terminal or not.</summary>
    public static RecordEnd Table(Screen screen, Func<LogKind, IReadOnlyList<string>> shown) => new(screen, shown, null, null);

    public static ISink OpenSink(Screen screen, string target, bool append = false)
        => TargetCatalog.Open(target, new TargetOptions { StandardOutput = () => screen.Stream, Append = append });

    public async ValueTask GiveAsync(LogKind kind, IReadOnlyList<ILogRecord> batch, CancellationToken stop)
    {
        Given += batch.Count;
        if (_pump is null)
        {
            TableOf(kind).Write(batch, stop);
            return;
        }

        foreach (ILogRecord item in batch)
        {
            await _pump.AddAsync(item, stop);
        }

        if (Target is null)
        {
            await _pump.FlushAsync(stop);
        }
    }

    /// <summary>Stores or shows what was given so far.</summary>
    public ValueTask FlushAsync(CancellationToken stop) => _pump?.FlushAsync(stop) ?? ValueTask.CompletedTask;

    public ValueTask CompleteAsync(CancellationToken stop) => _pump?.CompleteAsync(stop) ?? ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _sink?.DisposeAsync() ?? ValueTask.CompletedTask;

    private RecordTable TableOf(LogKind kind) => _tables.TryGetValue(kind, out RecordTable? known)
        ? known
        : _tables[kind] = new RecordTable(_screen, _shown(kind));
}
