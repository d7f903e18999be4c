using System.Text;

namespace LogStats.Elf.Matching;

/// <summary>Undoes the escapes of a JSON string where it stands: no escape is shorter than what it stands for.</summary>
internal static class JsonText
{
    /// <summary>How long the text is afterwards. What is no escape stays as it is, except <c>\xhh</c>, a byte: nginx writes
    /// that into JSON unless it is told to escape as JSON does.</summary>
    public static int Unescape(Span<byte> text)
    {
        int from = text.IndexOf((byte)'\\');
        if (from < 0)
        {
            return text.Length;
        }

        int to = from;
        while (from < text.Length)
        {
            from += One(text[from..], text[to..], out int written);
            to += written;
            int plain = text[from..].IndexOf((byte)'\\');
            plain = plain < 0 ? text.Length - from : plain;
            text.Slice(from, plain).CopyTo(text[to..]);
            from += plain;
            to += plain;
        }

        return to;
    }

    /// <summary>Undoes the escape at the front of <paramref name="text"/>; returns its length.</summary>
    private static int One(ReadOnlySpan<byte> text, Span<byte> into, out int written)
    {
        byte letter = text.Length > 1 ? text[1] : (byte)0;
        int value = letter switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => letter,
            (byte)'n' => '\n',
            (byte)'t' => '\t',
            (byte)'r' => '\r',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'x' => Hex(text, 2, 2),
            _ => -1,
        };
        if (value >= 0)
        {
            into[0] = (byte)value;
            written = 1;
            return letter == 'x' ? 4 : 2;
        }

        if (letter == 'u' && Hex(text, 2, 4) is >= 0 and int unit)
        {
            return Character(text, unit, into, out written);
        }

        into[0] = text[0];
        written = 1;
        return 1;
    }

    /// <summary>A half of a pair without its other half is the replacement character.</summary>
    private static int Character(ReadOnlySpan<byte> text, int unit, Span<byte> into, out int written)
    {
        int length = 6;
        if (!Rune.TryCreate((char)unit, out Rune rune))
        {
            int second = text.Length >= 8 && text[6] == '\\' && text[7] == 'u' ? Hex(text, 8, 4) : -1;
            bool isPair = second >= 0 && Rune.TryCreate((char)unit, (char)second, out rune);
            rune = isPair ? rune : Rune.ReplacementChar;
            length = isPair ? 12 : 6;
        }

        written = rune.EncodeToUtf8(into);
        return length;
    }

    private static int Hex(ReadOnlySpan<byte> text, int at, int count)
    {
        if (at + count > text.Length)
        {
            return -1;
        }

        int value = 0;
        foreach (byte letter in text.Slice(at, count))
        {
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return -1;
            }

            value = (value << 4) | (letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10);
        }

        return value;
    }
}
