using System.Text;

namespace LogStats.Elf;

/// <summary>Fields as text, with what their server escaped undone.</summary>
internal static class ElfText
{
    /// <summary>Null for nothing and for <c>-</c>. Bytes that are no UTF-8 become U+FFFD.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes, ElfEscape escape)
    {
        if (bytes.IsEmpty || bytes is [(byte)'-'])
        {
            return null;
        }

        return escape switch
        {
            ElfEscape.Backslash when bytes.Contains((byte)'\\') => Backslashes(bytes),
            ElfEscape.Hash when bytes.Contains((byte)'#') => Hashes(bytes),
            ElfEscape.W3C when bytes.Contains((byte)'"') => Encoding.UTF8.GetString(bytes).Replace("\"\"", "\"", StringComparison.Ordinal),
            _ => Encoding.UTF8.GetString(bytes),
        };
    }

    private static string Backslashes(ReadOnlySpan<byte> bytes)
    {
        byte[] plain = new byte[bytes.Length];
        int length = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte letter = bytes[at];
            if (letter != '\\' || at + 1 == bytes.Length)
            {
                plain[length++] = letter;
                continue;
            }

            byte kind = bytes[at + 1];
            if (kind == 'x' && Hex(bytes, at + 2, 2) is int one and >= 0)
            {
                plain[length++] = (byte)one;
                at += 3;
            }
            else if (kind == 'u' && Hex(bytes, at + 2, 4) is int unit and >= 0)
            {
                length += new Rune(char.IsSurrogate((char)unit) ? '\uFFFD' : (char)unit).EncodeToUtf8(plain.AsSpan(length));
                at += 5;
            }
            else if ("\"\\/ntrbfv".Contains((char)kind, StringComparison.Ordinal))
            {
                plain[length++] = kind switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'v' => (byte)'\v',
                    _ => kind,
                };
                at++;
            }
            else
            {
                plain[length++] = letter;
            }
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    private static string Hashes(ReadOnlySpan<byte> bytes)
    {
        byte[] plain = new byte[bytes.Length];
        int length = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            int one = bytes[at] == '#' ? Hex(bytes, at + 1, 2) : -1;
            plain[length++] = one < 0 ? bytes[at] : (byte)one;
            at += one < 0 ? 0 : 2;
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    private static int Hex(ReadOnlySpan<byte> bytes, int at, int digits)
    {
        int value = 0;
        for (int end = at + digits; at < end; at++)
        {
            int digit = at < bytes.Length ? HexDigit(bytes[at]) : -1;
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    private static int HexDigit(byte letter)
        => letter is >= (byte)'0' and <= (byte)'9' ? letter - '0'
            : (letter | 0x20) is >= 'a' and <= 'f' ? (letter | 0x20) - 'a' + 10 : -1;
}
