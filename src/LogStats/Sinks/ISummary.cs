namespace LogStats.Sinks;

/// <summary>
/// What every summary can tell of itself: enough to be stored once, replaced by a newer one of its like, read back and
/// merged with others.
/// </summary>
public interface ISummary : IRow
{
    /// <summary>The summary's name: the same whenever the same is asked of the same logs again.</summary>
    SummaryKey GetKey();

    /// <summary>All that it knows, as text; <see cref="Kinds.StoredSummaries"/> makes the summary of it again.</summary>
    string GetState();

    /// <summary>What it was made of by time; null where nobody asked for that, and after it was stored.</summary>
    internal Tally.TimeCells? GetCells() => null;

    /// <summary>When what it tells of began; null where it tells of nothing.</summary>
    DateTimeOffset? GetTime();
}
