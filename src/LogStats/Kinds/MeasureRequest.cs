using LogStats.Scan;

namespace LogStats.Kinds;

/// <summary>What statistics are wanted.</summary>
public sealed record MeasureRequest : ReadRequest
{
    /// <summary>Groupings, each of one or more names; none for the family's own choice.</summary>
    public IReadOnlyList<IReadOnlyList<string>> By { get; init; } = [];

    /// <summary>Measure all that a report shows, by time too.</summary>
    public bool ForReport { get; init; }

    /// <summary>How many threads may read one file; 0 for as many as there are cores.</summary>
    public int Threads { get; init; }

    public ScanProgress Progress { get; init; } = new();
}
