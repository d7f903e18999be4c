namespace LogStats.Sinks.Sqlite;

/// <summary>
/// How a time is written in a table. Text, because SQLite has no type of its own for it and its date functions read
/// this. In UTC, because texts with different offsets do not sort by time. Always six decimals, because texts of
/// different lengths do not sort either, and because microseconds are the finest that a log holds.
/// </summary>
internal static class SqliteTime
{
    public const int Length = 27;

    private const int RoundTripLength = 28;

    /// <summary>Writes <c>2019-03-05T02:26:40.000000Z</c>.</summary>
    public static ReadOnlySpan<byte> Utc(DateTimeOffset value, Span<byte> buffer)
    {
        Span<byte> digits = stackalloc byte[RoundTripLength];
        _ = value.UtcDateTime.TryFormat(digits, out _, "O");
        digits[..(Length - 1)].CopyTo(buffer);
        buffer[Length - 1] = (byte)'Z';
        return buffer[..Length];
    }

    /// <summary>Writes <c>2019-03-05 03:26:40</c>, as the originals did.</summary>
    public static ReadOnlySpan<byte> Local(DateTimeOffset value, Span<byte> buffer)
    {
        _ = value.DateTime.TryFormat(buffer, out int written, "yyyy-MM-dd HH:mm:ss");
        return buffer[..written];
    }
}
