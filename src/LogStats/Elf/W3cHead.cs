using LogStats.Elf.Matching;
using LogStats.Lines;

namespace LogStats.Elf;

/// <summary>Finds the directives that hold at a place in the middle of a W3C log.</summary>
internal static class W3cHead
{
    private const int Block = 1 << 20;

    /// <summary>Looks back from the border, a block at a time, for the last lines that say what the columns are.</summary>
    public static void Seed(ElfLineReader reader, LineInput input, long border)
    {
        byte[] bytes = new byte[Block];
        long end = border;
        while (end > 0)
        {
            // Blocks overlap, so that a directive which one cuts is whole in the next.
            long start = Math.Max(0, end - Block);
            int length = Fill(input, start, bytes, (int)(end - start));
            int at = W3cLines.LastHead(bytes.AsSpan(0, length), start == 0);
            if (at >= 0)
            {
                reader.Seed(bytes.AsSpan(at, length - at));
                return;
            }

            end = start == 0 ? 0 : start + 4096;
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
