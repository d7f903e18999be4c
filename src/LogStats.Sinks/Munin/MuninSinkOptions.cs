using LogStats.Elf.Munin;

namespace LogStats.Sinks.Munin;

/// <summary>Where a report for Munin is written, and how.</summary>
public sealed record MuninSinkOptions
{
    public required string Path { get; init; }

    public MuninReportOptions Report { get; init; } = new();
}
