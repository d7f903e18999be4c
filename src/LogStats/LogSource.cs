using LogStats.Archive.Watching;
using LogStats.Sinks;

namespace LogStats;

/// <summary>One who sends lines to a receiver, as its files tell.</summary>
public sealed class LogSource : IRow
{
    public string Name { get; init; } = "";

    public LogSourceState State { get; init; }

    /// <summary>The file that was changed last, wherever it is by now.</summary>
    public string? LastFile { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>How long ago that was; null where it was never, or in a future that this machine's clock has yet to reach.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>How long its last line took to come here, by the time that it tells; null where it tells none with its zone.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>
    /// How far the source's clock is ahead at least: its last line came before the time that it tells. One that is behind looks like lag,
    /// and nobody can tell the two apart. Null where it is not ahead, or tells no time.
    /// </summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <summary>How many of its files are not delivered yet, the one that is being written among them.</summary>
    public int Waiting { get; init; }

    public int Sent { get; init; }

    public int Failed { get; init; }

    /// <summary>The receiver's directory.</summary>
    public string Directory { get; init; } = "";

    RowMap IRow.GetRowMap() => LogSourceRows.Map;

    public override string ToString() => LastSeen is { } seen
        ? FormattableString.Invariant($"{Name}: {State}, last seen {seen:yyyy-MM-dd HH:mm:ss zzz}") : $"{Name}: {State}, never seen";
}
