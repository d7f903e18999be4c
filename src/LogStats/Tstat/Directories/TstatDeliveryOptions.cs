using LogStats.Faults;
using LogStats.Follow;
using LogStats.Kinds;
using LogStats.Sinks;

namespace LogStats.Tstat.Directories;

/// <summary>Which directories are delivered, and how.</summary>
public sealed record TstatDeliveryOptions
{
    /// <summary>Below which directory, or which directory.</summary>
    public required string Root { get; init; }

    /// <summary>Makes a reader of flows, one for each log.</summary>
    public required Func<IRecordReader> NewReader { get; init; }

    /// <summary>What is given to the target of a flow; the flow itself by default.</summary>
    public Func<ILogRecord, IRow> Shape { get; init; } = static record => record;

    /// <summary>How long a directory must be quiet that has no newer one beside it.</summary>
    public TimeSpan QuietTime { get; init; } = TstatDirectories.UsualQuietTime;

    /// <summary>Ends after the first directory that held any flow.</summary>
    public bool Single { get; init; }

    /// <summary>How long to wait before looking again; null for looking once.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How many flows are given at a time, and between two savings of how far it got.</summary>
    public int BatchSize { get; init; } = 5000;

    /// <summary>What the target refuses for good is kept elsewhere. If not, a directory with such rows is not marked.</summary>
    public bool KeepsRefused { get; init; }

    /// <summary>Where it is kept how far a directory was delivered; null for nowhere.</summary>
    public ICheckpointStore? Store { get; init; }

    /// <summary>The name it is kept under.</summary>
    public string Checkpoint { get; init; } = "";

    /// <summary>Told of each directory that is delivered and marked.</summary>
    public Action<TstatDelivered>? Done { get; init; }

    /// <summary>Told of each directory that cannot be read or marked; the others go on.</summary>
    public Action<LogStatsException>? Fault { get; init; }

    /// <summary>Called after each answer of the target.</summary>
    public Action? Answered { get; init; }

    /// <summary>Called after each look at all directories.</summary>
    public Action? Looked { get; init; }
}
