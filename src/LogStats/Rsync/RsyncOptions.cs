using LogStats.Envelopes;
using LogStats.Geo;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>How an rsync log is to be read.</summary>
public sealed record RsyncOptions
{
    /// <summary>The value of <c>log format</c> in rsyncd.conf; null for rsync's default.</summary>
    public string? LogFormat { get; init; }

    /// <summary>What the daemon's syslog tag begins with; null for "rsync".</summary>
    public string? SyslogTag { get; init; }

    /// <summary>Take only lines in this envelope; null for any.</summary>
    public EnvelopeShape? Shape { get; init; }

    /// <summary>The zone of stamps that name none; null for this machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Which records are wanted.</summary>
    public RsyncEventKind Kinds { get; init; } = RsyncEventKind.Transfer;

    /// <summary>Keep what is counted minute by minute too, as reports need it.</summary>
    public bool ByTime { get; init; }

    public RsyncFilter Filter { get; init; } = RsyncFilter.Everything;

    /// <summary>What is to be found out about clients, and what of them is to be hidden.</summary>
    public ClientOptions Clients { get; init; } = new();

    /// <summary>What is asked for besides a stretch of time, in words; empty for everything.</summary>
    internal string Question() => Filter.AddTo(new SummaryQuestion()).Value("Anonymize", Clients.Anonymize, false).ToString();

    /// <exception cref="Faults.LogStatsException">The log format cannot be used.</exception>
    internal void Check()
    {
        if (LogFormat is not null)
        {
            TransferFormat.Compile(LogFormat);
        }
    }
}
