namespace LogStats.Sinks;

/// <summary>Which summaries are wanted.</summary>
public sealed record SummaryFilter
{
    /// <summary>Takes what began then or later. Each summary is in exactly one of two windows that meet.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Takes what began before.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Takes only those; none for all.</summary>
    public IReadOnlyList<long> Sources { get; init; } = [];

    public bool Takes(ISummary summary)
        => (Sources.Count == 0 || (summary.GetKey().Source is { } source && Sources.Contains(source)))
            && (After is null || summary.GetTime() >= After) && (Before is null || summary.GetTime() < Before);
}
