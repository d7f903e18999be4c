using LogStats.Receive;

namespace LogStats.Archive.Watching;

/// <summary>
/// What the last line of a file tells of how it came: its own time against the time at which the file was changed. Nothing is told where
/// the line has no time, or does not say of which zone it is.
/// </summary>
internal readonly record struct SourceLag(TimeSpan? Lag, TimeSpan? ClockSkew)
{
    private const int LongestEnd = 65_536;

    /// <summary>Times are written to the second, and clocks that are kept in step are not to the second.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    /// <param name="path">A plain file.</param>
    /// <param name="changed">When it was changed, in UTC ticks.</param>
    public static SourceLag Of(string path, long changed)
    {
        LineStamp stamp = StampFinder.Find(LastLine(path), new DateTime(changed));
        if (stamp.Kind == StampKind.None || stamp.Offset is not { } offset)
        {
            return default;
        }

        TimeSpan took = TimeSpan.FromTicks(changed) - TimeSpan.FromSeconds(stamp.Seconds) + TimeSpan.FromMinutes(offset);
        return took < -s_tolerance ? new SourceLag(null, -took) : new SourceLag(took > TimeSpan.Zero ? took : TimeSpan.Zero, null);
    }

    /// <summary>Empty where there is none, or where it is longer than lines are.</summary>
    private static ReadOnlySpan<byte> LastLine(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] end = new byte[Math.Min(file.Length, LongestEnd)];
            file.Position = file.Length - end.Length;
            int read = file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> line = end.AsSpan(0, read).TrimEnd("\r\n"u8);
            int from = line.LastIndexOf((byte)'\n');
            return from >= 0 ? line[(from + 1)..] : file.Length <= LongestEnd ? line : default;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return default; // It was moved just now.
        }
    }
}
