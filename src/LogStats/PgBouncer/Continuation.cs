namespace LogStats.PgBouncer;

/// <summary>
/// Whether a line goes on with the one before it: pgbouncer begins it with a TAB, and a logger may have put an envelope
/// around each line. What a client chose never stands where this looks, or it could hide a line behind another.
/// </summary>
internal static class Continuation
{
    private const int StampWithoutYear = 15;
    private const int StampAndYear = 20;
    private const int LongestWord = 256;

    public static bool Is(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || HeadReader.IsLike(line))
        {
            return line is [(byte)'\t', ..];
        }

        return line[0] switch
        {
            (byte)'\t' => true,
            (byte)'{' => line.StartsWith("{\"log\":\"\\t"u8) || Journal(line),
            (byte)'<' when line.IndexOf((byte)'>') is int end and > 0 and < 6 => line[(end + 1)..].StartsWith("1 "u8)
                ? BehindWords(line[(end + 3)..], 6)
                : Is(line[(end + 1)..]),
            >= (byte)'0' and <= (byte)'9' => Dated(line),
            >= (byte)'A' and <= (byte)'Z' when line.Length > StampWithoutYear && line[3] == ' ' && line[6] == ' '
                => BehindTag(line[StampWithoutYear..]),
            _ => false,
        };
    }

    /// <summary>A key of the journal stands behind a quote or a comma, and a quote inside a value is escaped.</summary>
    private static bool Journal(ReadOnlySpan<byte> line)
        => line.IndexOf("\"MESSAGE\":\"\\t"u8) > 0 && line.IndexOf("\"__REALTIME_TIMESTAMP\""u8) > 0;

    private static bool Dated(ReadOnlySpan<byte> line)
    {
        if (line.Length > StampAndYear && line[4] == ' ' && line[8] == ' ')
        {
            return BehindTag(line[StampAndYear..]);
        }

        if (line.Length <= StampAndYear || line[10] != 'T')
        {
            return false;
        }

        int blank = line[..Math.Min(line.Length, 48)].IndexOf((byte)' ');
        if (blank < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[blank..];
        return rest.StartsWith(" stdout F \t"u8) || rest.StartsWith(" stderr F \t"u8) || BehindTag(rest);
    }

    /// <summary><c> host tag[pid]: TAB</c></summary>
    private static bool BehindTag(ReadOnlySpan<byte> rest) => rest is [(byte)' ', ..] && BehindWords(rest[1..], 2);

    private static bool BehindWords(ReadOnlySpan<byte> rest, int words)
    {
        for (int word = 0; word < words; word++)
        {
            int blank = rest[..Math.Min(rest.Length, LongestWord)].IndexOf((byte)' ');
            if (blank < 0)
            {
                return false;
            }

            rest = rest[(blank + 1)..];
        }

        return rest is [(byte)'\t', ..] || rest.StartsWith("#011"u8);
    }
}
