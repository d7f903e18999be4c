using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>How a tstat log is to be read.</summary>
public sealed record TstatOptions
{
    public TstatShape Shape { get; init; }

    /// <summary>Documents with the original's mistakes, for whoever depends on them.</summary>
    public bool Legacy { get; init; }

    /// <summary>Where tstat listens; null for this machine's name in documents, and for nothing in flows.</summary>
    public string? Sensor { get; init; }

    /// <summary>Which tstat of the sensor; null for 0 in documents, and for nothing in flows.</summary>
    public string? Instance { get; init; }

    /// <summary>The zone that times are shown in, and that days and hours are of; null for this machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How many bits the networks of IPv4 addresses have.</summary>
    public int NetworkBits { get; init; } = 24;

    /// <summary>How many bits the networks of IPv6 addresses have.</summary>
    public int NetworkBitsOfIPv6 { get; init; } = 48;

    /// <summary>Keep what is counted minute by minute too, as reports need it.</summary>
    public bool ByTime { get; init; }

    public TstatFilter Filter { get; init; } = TstatFilter.Everything;

    /// <summary>Take only rows of this log; null for any.</summary>
    internal TstatLog? Log { get; init; }

    /// <summary>The usual, of the rows of one format; null for any.</summary>
    public static TstatOptions For(LogFormat? format) => new()
    {
        Log = format?.Name switch { "tstat-tcp" => TstatLog.Tcp, "tstat-udp" => TstatLog.Udp, "tstat-rows" => TstatLog.Other, _ => null },
    };

    /// <summary>What is asked for besides a stretch of time, in words; empty for everything, counted as usual.</summary>
    internal string Question() => Filter.AddTo(new SummaryQuestion())
        .Value(nameof(NetworkBits), NetworkBits, 24)
        .Value(nameof(NetworkBitsOfIPv6), NetworkBitsOfIPv6, 48)
        .ToString();

    /// <exception cref="LogStatsException">A value is none that makes sense.</exception>
    internal void Check()
    {
        if (Filter.MinimumSize < 0)
        {
            throw Fail.Value("MinimumSize", $"{Filter.MinimumSize}", "a number of bytes from 0, such as 1GB");
        }

        if (NetworkBits is < 0 or > 32)
        {
            throw Fail.Value(nameof(NetworkBits), $"{NetworkBits}", "a number of bits from 0 to 32");
        }

        if (NetworkBitsOfIPv6 is < 0 or > 128)
        {
            throw Fail.Value(nameof(NetworkBitsOfIPv6), $"{NetworkBitsOfIPv6}", "a number of bits from 0 to 128");
        }

        if (Legacy && Shape != TstatShape.Original)
        {
            throw Fail.Value("Legacy", "True", "documents of the original: it goes with -As Original, or --as original");
        }
    }
}
