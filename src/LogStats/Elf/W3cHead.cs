using LogStats.Elf.Matching;
using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Elf;

/// <summary>Finds the directives that hold at a place in the middle of a W3C log.</summary>
internal static class W3cHead
{
    private const int Block = 1 << 20;
    private const int Overlap = 1 << 13;

    /// <summary>Looks back from the border, a block at a time, for the last lines that say what the columns are.</summary>
    public static void Seed(ElfLineReader reader, LineInput input, long border)
    {
        byte[] bytes = new byte[Block];
        long end = border;
        while (end > 0)
        {
            long start = Math.Max(0, end - Block);
            int length = Fill(input, start, bytes, (int)(end - start));
            ReadOnlySpan<byte> block = bytes.AsSpan(0, length);
            block = start == 0 ? block : block[(block.IndexOf((byte)'\n') + 1)..];
            byte[] directives = W3cDirectives.InForce(block, block.Length);
            if (directives.AsSpan().IndexOf("#Fields:"u8) >= 0)
            {
                reader.Seed(directives);
                return;
            }

            // Blocks overlap, so that a directive which one cuts is whole in the next.
            end = start == 0 ? 0 : start + Overlap;
        }
    }

    /// <summary>The same for a file that is followed: it may have been moved away, and then its lines are refused and counted.</summary>
    public static void TrySeed(ElfLineReader reader, string path, long border)
    {
        if (!reader.NeedsHead || border == 0)
        {
            return;
        }

        try
        {
            Seed(reader, LineInput.File(path), border);
        }
        catch (LogStatsException)
        {
            // Without its columns a line is refused, and counted.
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
