namespace LogStats.Elf.Times;

/// <summary>The names of months and days in the C locale, short or whole, in any case.</summary>
internal static class TimeNames
{
    private static readonly byte[][] s_months =
    [
        [.. "january"u8], [.. "february"u8], [.. "march"u8], [.. "april"u8], [.. "may"u8], [.. "june"u8], [.. "july"u8],
        [.. "august"u8], [.. "september"u8], [.. "october"u8], [.. "november"u8], [.. "december"u8],
    ];

    private static readonly byte[][] s_days =
    [
        [.. "sunday"u8], [.. "monday"u8], [.. "tuesday"u8], [.. "wednesday"u8], [.. "thursday"u8], [.. "friday"u8],
        [.. "saturday"u8],
    ];

    public static int Month(ReadOnlySpan<byte> text, out int month)
    {
        month = ShortMonth(text);
        return month == 0 ? -1 : Length(text, s_months[month - 1]);
    }

    /// <summary>Reads over the name of a day.</summary>
    public static int Day(ReadOnlySpan<byte> text)
    {
        foreach (byte[] day in s_days)
        {
            if (Length(text, day) is >= 3 and int length)
            {
                return length;
            }
        }

        return -1;
    }

    /// <summary>The month whose first three letters these are; 0 for none.</summary>
    public static int ShortMonth(ReadOnlySpan<byte> text) => text.Length < 3 ? 0 : Key(text[0], text[1], text[2]) switch
    {
        0x6A616E => 1,
        0x666562 => 2,
        0x6D6172 => 3,
        0x617072 => 4,
        0x6D6179 => 5,
        0x6A756E => 6,
        0x6A756C => 7,
        0x617567 => 8,
        0x736570 => 9,
        0x6F6374 => 10,
        0x6E6F76 => 11,
        0x646563 => 12,
        _ => 0,
    };

    private static int Key(byte first, byte second, byte third) => ((first << 16) | (second << 8) | third) | 0x202020;

    /// <summary>The whole name where it stands there, else three letters of it, else 0.</summary>
    private static int Length(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int at = 0;
        while (at < name.Length && at < text.Length && (text[at] | 0x20) == name[at])
        {
            at++;
        }

        return at == name.Length ? at : at >= 3 ? 3 : 0;
    }
}
