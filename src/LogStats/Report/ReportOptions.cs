namespace LogStats.Report;

/// <summary>How a report is made.</summary>
public sealed record ReportOptions
{
    /// <summary>What stands above it; null for what the logs are called.</summary>
    public string? Title { get; init; }

    public ReportTheme Theme { get; init; }

    /// <summary>How long reading took; null where that says nothing.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>The report is replaced again and again: an open page looks for a newer one so often. Null for a report that stays.</summary>
    public TimeSpan? Refresh { get; init; }
}
