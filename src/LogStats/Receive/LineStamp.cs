namespace LogStats.Receive;

/// <summary>The time of a line as it is written there.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Hour">The full hour, in seconds of a calendar without zones; the rest is in minutes and seconds of the line.</param>
/// <param name="Rest">Seconds of that hour.</param>
/// <param name="Offset">How many minutes its clock is ahead of UTC; null where the line does not say.</param>
internal readonly record struct LineStamp(StampKind Kind, int At, long Hour, int Rest, short? Offset)
{
    public static readonly LineStamp None = new(StampKind.None, 0, 0, 0, null);

    public long Seconds => Hour + Rest;
}
