using LogStats.Envelopes;

namespace LogStats.Elf.Times;

/// <summary>How far a time is from UTC, as it is written behind one.</summary>
internal static class ZoneOffset
{
    /// <summary>In hours: what a point in time can carry.</summary>
    private const int Largest = 14;

    /// <summary><c>Z</c>, <c>+hhmm</c>, <c>+hh:mm</c> or <c>+hh</c>.</summary>
    public static int Read(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (!text.IsEmpty && text[0] == 'Z')
        {
            (parts.HasOffset, parts.OffsetMinutes) = (true, 0);
            return 1;
        }

        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return -1;
        }

        int hours = Digits.Two(text, 1);
        int minutesAt = text.Length > 3 && text[3] == ':' ? 4 : 3;
        int minutes = minutesAt + 2 <= text.Length ? Digits.Two(text, minutesAt) : -1;
        int length = minutes < 0 ? 3 : minutesAt + 2;
        if (hours < 0 || minutes > 59 || (hours * 60) + minutes > Largest * 60)
        {
            return -1;
        }

        minutes = (hours * 60) + Math.Max(minutes, 0);

        (parts.HasOffset, parts.OffsetMinutes) = (true, (short)(text[0] == '-' ? -minutes : minutes));
        return length;
    }

    public static int ReadName(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int letters = 0;
        while (letters < text.Length && char.IsAsciiLetter((char)text[letters]))
        {
            letters++;
        }

        ReadOnlySpan<byte> name = text[..letters];
        bool isUtc = name.SequenceEqual("UTC"u8) || name.SequenceEqual("GMT"u8) || name.SequenceEqual("UT"u8)
            || name.SequenceEqual("Z"u8);
        if (letters == 0 || (isUtc && letters < text.Length && text[letters] is (byte)'+' or (byte)'-'))
        {
            int offset = Read(text[letters..], ref parts);
            return offset < 0 ? letters > 0 ? Utc(letters, ref parts) : -1 : letters + offset;
        }

        return isUtc ? Utc(letters, ref parts) : letters;
    }

    private static int Utc(int length, ref TimeParts parts)
    {
        (parts.HasOffset, parts.OffsetMinutes) = (true, 0);
        return length;
    }
}
