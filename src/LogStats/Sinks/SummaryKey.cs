namespace LogStats.Sinks;

/// <summary>The name of a summary: which logs it is of, of which stretch of time, and of which group.</summary>
/// <param name="Source">
/// Stands for the logs and for what was asked of them; null where nothing names them, such as lines of a pipeline.
/// </param>
/// <param name="Window">The stretch of time that was asked for, an ISO 8601 interval such as
/// <c>2019-03-05T00:00:00Z/2019-03-06T00:00:00Z</c>; empty for all there is.</param>
/// <param name="Group">The group's names and values, such as <c>Day=2019-03-05&amp;Module=pub</c>; empty for all.</param>
/// <param name="Lines">How many lines were records. Of two summaries of one name, the one that has more is newer.</param>
/// <param name="Question">Stands for what was asked: summaries of different questions are never merged.</param>
public readonly record struct SummaryKey(long? Source, string Window, string Group, long Lines, long Question)
{
    /// <summary>Of a summary that nobody measured.</summary>
    internal static SummaryKey None { get; } = new(null, "", "", 0, 0);

    public override string ToString() => $"{Source:x16} {Window} {Group}".TrimEnd();
}
