using System.Text;
using LogStats.Elf.Times;

namespace LogStats.Elf.Matching;

/// <summary>The lines of a W3C log that say how others are to be read.</summary>
internal static class W3cDirectives
{
    private static readonly byte[] s_mark = [.. "\uFEFF"u8];

    public static bool IsFields(ReadOnlySpan<byte> line) => Is(line, "#Fields:"u8);

    public static bool IsSoftware(ReadOnlySpan<byte> line) => Is(line, "#Software:"u8);

    public static bool IsDate(ReadOnlySpan<byte> line) => Is(line, "#Date:"u8);

    /// <summary>The day of a line <c>#Date: 2024-05-01 00:00:00</c>; nothing where it names none.</summary>
    public static TimeParts Day(ReadOnlySpan<byte> line)
    {
        TimeParts parts = default;
        return TimePattern.IsoDate.Read(line["#Date:".Length..].TrimStart(" \t"u8), ref parts) < 0 ? default : parts;
    }

    /// <summary>
    /// The directives that are in force at a place of a log, in their order, each with its LF: enough to read on from
    /// there. What is found in one block may be put behind what is found in the block before it.
    /// </summary>
    /// <param name="block">A part of the log that begins with a line.</param>
    /// <param name="before">The place: where a line begins.</param>
    public static byte[] InForce(ReadOnlySpan<byte> block, int before)
    {
        block = block[..before];
        ReadOnlySpan<byte> fields = default;
        ReadOnlySpan<byte> software = default;
        ReadOnlySpan<byte> laterSoftware = default;
        ReadOnlySpan<byte> date = default;
        while (!block.IsEmpty)
        {
            ReadOnlySpan<byte> line = Next(ref block);
            if (IsFields(line))
            {
                software = laterSoftware.IsEmpty ? software : laterSoftware;
                laterSoftware = default;
                fields = line;
            }
            else if (IsSoftware(line))
            {
                laterSoftware = line;
            }
            else if (IsDate(line))
            {
                date = line;
            }
        }

        return [.. Line(software), .. Line(fields), .. Line(laterSoftware), .. Line(date)];
    }

    /// <summary>The line at the front, without its end and without what may stand before a directive; takes it off.</summary>
    public static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> lines)
    {
        int end = lines.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? lines : lines[..end];
        lines = end < 0 ? default : lines[(end + 1)..];
        return Bare(line is [.., (byte)'\r'] ? line[..^1] : line);
    }

    /// <summary>The line without a byte order mark, or the padding that was never filled.</summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)0);
        return line.StartsWith(s_mark) ? line[s_mark.Length..] : line;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> line) => line.IsEmpty ? default : (byte[])[.. line, (byte)'\n'];

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
        => line.Length >= name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name);
}
