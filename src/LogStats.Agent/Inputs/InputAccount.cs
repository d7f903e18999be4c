using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Agent.Inputs;

/// <summary>What became of one input.</summary>
internal sealed class InputAccount(string path)
{
    public string Path { get; } = path;

    /// <summary>The family of logs it was found to belong to; null where it was found in none.</summary>
    public string? Kind { get; set; }

    public ScanCounts Counts { get; set; } = new();

    public bool IsEmpty { get; set; }

    public LogStatsException? Fault { get; set; }
}
