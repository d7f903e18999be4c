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
    private readonly SinkPump? _pump;

    private RecordEnd(Screen screen, Func<LogKind, IReadOnlyList<string>> shown, OpenTarget? open, bool named)
    {
        _screen = screen;
        _shown = shown;
        Open = open;
        IsNamed = named;
        _pump = open is null ? null : new SinkPump(open.Sink);
    }

    /// <summary>Where rows go; null for a table.</summary>
    public OpenTarget? Open { get; }

    /// <summary>Whether that is a target that was named, and not standard output.</summary>
    public bool IsNamed { get; }

    public bool IsTable => Open is null;

    public long Given { get; private set; }

    public SinkAnswer Answer => _pump?.Answer ?? default;

    /// <param name="screen">Shows them where no target is named.</param>
    /// <param name="target">The target's text; null for none.</param>
    /// <param name="rejects">A file for rows that the target refuses, or null.</param>
    /// <param name="shown">The columns of a table.</param>
    /// <param name="append">A text file keeps what is in it, and has each batch once that is answered.</param>
    /// <param name="stop">Ends the waiting for a target that is away.</param>
    /// <exception cref="Faults.LogStatsException">It names no target, or the target cannot be reached.</exception>
    public static async Task<RecordEnd> OpenAsync(
        Screen screen, string? target, string? rejects, Func<LogKind, IReadOnlyList<string>> shown, bool append, CancellationToken stop)
    {
        target ??= screen.OutIsTerminal ? null : Dash;
        OpenTarget? open = target is null ? null : await OpenTarget.OpenAsync(screen, target, rejects, new TargetOptions { Append = append }, stop);
        return new RecordEnd(screen, shown, open, target is not (null or Dash));
    }

    /// <summary>A table on standard output, be it a terminal or not.</summary>
    public static RecordEnd Table(Screen screen, Func<LogKind, IReadOnlyList<string>> shown) => new(screen, shown, null, false);

    public async ValueTask GiveAsync(LogKind kind, IReadOnlyList<ILogRecord> batch, CancellationToken stop)
    {
        Given += batch.Count;
        if (_pump is null)
        {
            TableOf(kind).Write(batch, stop);
            return;
        }

        await _pump.AddAsync(batch, stop);
        Open!.Refused.ForgetRows();

        if (!IsNamed)
        {
            await _pump.FlushAsync(stop);
        }
    }

    /// <summary>Stores or shows what was given so far.</summary>
    public async ValueTask FlushAsync(CancellationToken stop)
    {
        if (_pump is not null)
        {
            await _pump.FlushAsync(stop);
            Open!.Refused.ForgetRows();
        }
    }

    public ValueTask CompleteAsync(CancellationToken stop) => _pump?.CompleteAsync(stop) ?? ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Open is not null)
        {
            await _pump!.DisposeAsync();
            await Open.DisposeAsync();
        }
    }

    private RecordTable TableOf(LogKind kind) => _tables.TryGetValue(kind, out RecordTable? known)
        ? known
        : _tables[kind] = new RecordTable(_screen, _shown(kind));
}
