using LogStats.Lines;

namespace LogStats.Scan;

/// <summary>The first lines of an input that are not blank: to see what it is.</summary>
public static class SampleLines
{
    /// <summary>How many lines are looked at: one is misled too easily.</summary>
    public const int Usual = 250;

    private const int SampleBytes = 1 << 18;

    public static List<byte[]> Of(LineInput input, int count = Usual)
    {
        ReadOnlySpan<byte> bytes = input.Peek(SampleBytes);
        bool whole = bytes.Length < SampleBytes;
        List<byte[]> lines = [];
        while (!bytes.IsEmpty && lines.Count < count)
        {
            int end = bytes.IndexOf((byte)'\n');
            if (end < 0 && !whole && lines.Count > 0)
            {
                break;
            }

            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            line = line is [.., (byte)'\r'] ? line[..^1] : line;
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                lines.Add(line.ToArray());
            }
        }

        return lines;
    }
}
