using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Tstat;

/// <summary>Looks whether a log begins with a header, and which one holds at a place in the middle of it.</summary>
internal static class TstatHead
{
    private const int Front = 1 << 18;
    private const int Block = 1 << 20;
    private const int Overlap = 1 << 16;

    /// <summary>A log without a header must never pass for one that has been read.</summary>
    /// <exception cref="LogStatsException">Its first line is there, and is no header.</exception>
    public static void Check(LineInput input)
    {
        ReadOnlySpan<byte> bytes = input.Peek(Front);
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            line = line is [.., (byte)'\r'] ? line[..^1] : line;
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                // A header that has no end yet is still being written, and nothing stands behind it.
                bool whole = end >= 0 || line[0] != '#';
                if (whole && TstatLayout.Of(line) is null)
                {
                    throw Fail.TstatHeaderMissing(input.Path, Scan.LineText.Show(line, 120));
                }

                return;
            }

            bytes = end < 0 ? default : bytes[(end + 1)..];
        }
    }

    /// <summary>The headers at the very front, for ranges that begin further on.</summary>
    public static TstatHeader First(LineInput input)
    {
        TstatHeader header = new();
        TakeAll(header, input.Peek(Front), frontOnly: true);
        return header;
    }

    /// <summary>Looks back from a place, a block at a time, for the last header before it.</summary>
    public static void Seed(TstatHeader header, LineInput input, long border)
    {
        byte[] bytes = new byte[Block];
        long end = border;
        while (end > 0)
        {
            long start = Math.Max(0, end - Block);
            ReadOnlySpan<byte> block = bytes.AsSpan(0, Fill(input, start, bytes, (int)(end - start)));
            block = start == 0 ? block : block[(block.IndexOf((byte)'\n') + 1)..];
            TakeAll(header, block, frontOnly: false);
            if (header.Layout is not null)
            {
                return;
            }

            // Blocks overlap, so that a header which one cuts is whole in the next.
            end = start == 0 ? 0 : start + Overlap;
        }
    }

    /// <summary>The same for a file that is followed: it may have been moved away, and then its rows are refused and counted.</summary>
    public static void TrySeed(TstatHeader header, string path, long border)
    {
        if (border == 0)
        {
            return;
        }

        try
        {
            Seed(header, LineInput.File(path), border);
        }
        catch (LogStatsException)
        {
            // Without its columns a row is refused, and counted.
        }
    }

    private static void TakeAll(TstatHeader header, ReadOnlySpan<byte> block, bool frontOnly)
    {
        while (!block.IsEmpty)
        {
            int end = block.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? block : block[..end];
            if (line is [(byte)'#', ..] && end >= 0)
            {
                _ = header.Take(line is [.., (byte)'\r'] ? line[..^1] : line);
            }
            else if (frontOnly && header.Layout is not null)
            {
                return;
            }
            else
            {
                header.Row();
            }

            block = end < 0 ? default : block[(end + 1)..];
        }
    }

    private static int Fill(LineInput input, long start, byte[] bytes, int length)
    {
        using ByteSource source = input.OpenRange(start, start + length);
        int filled = 0;
        int read;
        while (filled < length && (read = source.Read(bytes.AsSpan(filled, length - filled))) > 0)
        {
            filled += read;
        }

        return filled;
    }
}
