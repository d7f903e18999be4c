using LogStats.Faults;
using LogStats.Geo;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>What is wanted of an access log.</summary>
public sealed record ElfOptions
{
    /// <summary>The format that was named; null to have it found for each input.</summary>
    public LogFormat? Format { get; init; }

    /// <summary>The server's own description of its lines: <c>LogFormat</c>, <c>log_format</c>, a Tomcat pattern.</summary>
    public string? Pattern { get; init; }

    /// <summary>In what the latency is written, where the format is wrong about it: ns, us, ms or s.</summary>
    public string? LatencyUnit { get; init; }

    /// <summary>The zone of times that name none; null for this machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    public ElfFilter Filter { get; init; } = new();

    public ElfRules Rules { get; init; } = new();

    /// <summary>What is to be found out about clients, and what of them is to be hidden.</summary>
    public ClientOptions Clients { get; init; } = new();

    /// <summary>A request is slow when it took longer.</summary>
    public TimeSpan StalledThreshold { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Which percentiles of the latency summaries show, from 0 to 100.</summary>
    public IReadOnlyList<double> Percentiles { get; init; } = [50, 90, 99];

    /// <summary>Latencies to the whole millisecond and percentiles to the digit, as elfstatsd reports them.</summary>
    public bool Exact { get; init; }

    /// <summary>Count the distinct clients of each group too, not only of all.</summary>
    public bool GroupClients { get; init; }

    /// <summary>Keep what is counted minute by minute too, as reports need it.</summary>
    public bool ByTime { get; init; }

    /// <summary>
    /// What is asked for besides a stretch of time, in words; empty for everything, counted as usual. Percentiles are no part
    /// of it: a summary can tell any.
    /// </summary>
    internal string Question() => Rules.AddTo(Filter.AddTo(new SummaryQuestion()))
        .Value("StalledThreshold", StalledThreshold.Ticks, TimeSpan.FromSeconds(100).Ticks)
        .Value("Exact", Exact, false)
        .Value("GroupClients", GroupClients, false)
        .Value("Anonymize", Clients.Anonymize, false)
        .ToString();

    /// <exception cref="LogStatsException">Something in it cannot be used.</exception>
    internal void Check()
    {
        Rules.Check();
        ElfLayouts.Check(this);
        foreach (double percentile in Percentiles)
        {
            if (!(percentile is >= 0 and <= 100))
            {
                throw Fail.Value("a percentile", $"{percentile}", "a number from 0 to 100");
            }
        }
    }
}
