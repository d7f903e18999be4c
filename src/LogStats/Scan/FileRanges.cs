using LogStats.Lines;

namespace LogStats.Scan;

/// <summary>Cuts a plain file into ranges of about the same length, each beginning where a line begins.</summary>
internal static class FileRanges
{
    /// <summary>A border is looked for in so many lines; where all of them go on with the one before, there is none.</summary>
    private const int MostLinesLooked = 4096;

    private const int LineFront = 4096;

    /// <summary>Whether a line, or its front, goes on with the one before it.</summary>
    public delegate bool Continuation(ReadOnlySpan<byte> line);

    /// <summary>Borders of the ranges that are read side by side; null where an input is read in one go: a stream, a small file, or by one thread.</summary>
    /// <param name="input">The input.</param>
    /// <param name="threads">How many may read it; 0 for as many as there are cores.</param>
    /// <param name="splitFrom">Smaller files are read by one.</param>
    /// <param name="goesOn">Which lines belong to the one before.</param>
    public static long[]? Of(LineInput input, int threads, long splitFrom, Continuation? goesOn = null)
    {
        int ranges = threads > 0 ? threads : Environment.ProcessorCount;
        return ranges > 1 && input.PlainLength() is { } length && length >= splitFrom ? Borders(input, length, ranges, goesOn) : null;
    }

    /// <summary>
    /// Borders from 0 to <paramref name="length"/>: one more than there are ranges. A line longer than a range simply
    /// makes fewer of them. Lines that go on with the one before stay with it.
    /// </summary>
    public static long[] Borders(LineInput input, long length, int ranges, Continuation? goesOn = null)
    {
        long[] borders = new long[ranges + 1];
        int count = 1;
        byte[] window = new byte[1 << 16];
        for (int index = 1; index < ranges; index++)
        {
            long border = NextLine(input, length / ranges * index, length, window);
            border = goesOn is null ? border : NextMessage(input, border, length, window, goesOn);
            if (border > borders[count - 1] && border < length)
            {
                borders[count++] = border;
            }
        }

        borders[count++] = length;
        return count == borders.Length ? borders : borders[..count];
    }

    private static long NextMessage(LineInput input, long border, long length, byte[] window, Continuation goesOn)
    {
        for (int looked = 0; looked < MostLinesLooked && border < length; looked++)
        {
            if (!goesOn(Front(input, border, length, window)))
            {
                return border;
            }

            border = NextLine(input, border, length, window);
        }

        return length;
    }

    private static ReadOnlySpan<byte> Front(LineInput input, long from, long length, byte[] window)
    {
        using ByteSource source = input.OpenRange(from, Math.Min(length, from + LineFront));
        int filled = 0;
        int read;
        while ((read = source.Read(window.AsSpan(filled, LineFront - filled))) > 0)
        {
            filled += read;
        }

        ReadOnlySpan<byte> front = window.AsSpan(0, filled);
        int end = front.IndexOf((byte)'\n');
        return end < 0 ? front : front[..end];
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
