using LogStats.Faults;
using LogStats.Report;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>What became of one input.</summary>
internal sealed class InputAccount(string path)
{
    public string Path { get; } = path;

    /// <summary>The family of logs it was found to belong to; null where it was found in none.</summary>
    public string? Kind { get; set; }

    public ScanCounts Counts { get; set; } = new();

    /// <summary>When its records were.</summary>
    public SourceSpan Span { get; set; }

    public bool IsEmpty { get; set; }

    public LogStatsException? Fault { get; set; }

    public ScanInput ForReport() => new(Path, Kind, Counts, Span, Fault?.Message);
}
