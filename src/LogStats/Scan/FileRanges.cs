using LogStats.Lines;

namespace LogStats.Scan;

/// <summary>Cuts a plain file into ranges of about the same length, each beginning where a line begins.</summary>
internal static class FileRanges
{
    /// <summary>
    /// Borders from 0 to <paramref name="length"/>: one more than there are ranges. A line longer than a range simply
    /// makes fewer of them.
    /// </summary>
    public static long[] Borders(LineInput input, long length, int ranges)
    {
        long[] borders = new long[ranges + 1];
        int count = 1;
        byte[] window = new byte[1 << 16];
        for (int index = 1; index < ranges; index++)
        {
            long border = NextLine(input, length / ranges * index, length, window);
            if (border > borders[count - 1] && border < length)
            {
                borders[count++] = border;
            }
        }

        borders[count++] = length;
        return count == borders.Length ? borders : borders[..count];
    }

    private static long NextLine(LineInput input, long from, long length, byte[] window)
    {
        using ByteSource source = input.OpenRange(from, length);
        int read;
        while ((read = source.Read(window)) > 0)
        {
            int found = window.AsSpan(0, read).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return from + found + 1;
            }

            from += read;
        }

        return length;
    }
}
