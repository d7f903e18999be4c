using LogStats.Faults;
using LogStats.Sinks.Retry;

namespace LogStats.Sinks.Targets;

/// <summary>What a command adds to a target: settings that are its own and not part of the target's text.</summary>
public sealed record TargetOptions
{
    /// <summary>What "-" writes to.</summary>
    public Func<Stream> StandardOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>Whether a text file that is there is added to rather than replaced. Databases are always added to.</summary>
    public bool Append { get; init; }

    /// <summary>Whether a text file that is there is a fault.</summary>
    public bool NoClobber { get; init; }

    /// <summary>Whether each batch begins a message, because the same batches are given however often it is begun again.</summary>
    public bool BatchesStandAlone { get; init; }

    /// <summary>Takes rows that a database will never take; where there is none, such a row is a fault of its batch.</summary>
    public IRefusedRows? Refused { get; init; }

    /// <summary>Gets what somebody should know that is no fault. May be called from any thread.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Told what went wrong for good while the rest goes on, such as a recipient who is refused. May be called on any thread.</summary>
    public Action<LogStatsException>? Report { get; init; }

    /// <summary>How often, and after how long, a target that is away is asked again.</summary>
    public RetryOptions Retry { get; init; } = new();
}
