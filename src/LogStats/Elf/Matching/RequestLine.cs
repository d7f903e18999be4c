namespace LogStats.Elf.Matching;

/// <summary>
/// A request line cut from both ends: the first word is the method, a last word that begins with <c>HTTP/</c> the
/// protocol, and what is between them the target, blanks and all. Anything else is no request that a server answered by
/// its target: TLS bytes, nothing, a lone word.
/// </summary>
internal static class RequestLine
{
    /// <summary>Sets method, target and protocol; all of them empty where it is none.</summary>
    public static void Cut(ReadOnlySpan<byte> bytes, FieldRange request, FieldRange[] ranges)
    {
        ReadOnlySpan<byte> text = request.Of(bytes);
        int first = text.IndexOf((byte)' ');
        if (first <= 0 || !IsMethod(text[..first]))
        {
            ranges[(int)ElfField.Method] = ranges[(int)ElfField.Target] = ranges[(int)ElfField.Protocol] = default;
            return;
        }

        int end = text.Length;
        FieldRange protocol = default;

        // Nearly every request ends like this, so look there before searching.
        int last = text.Length - 9;
        if (last < first || text[last] != ' ' || !text[(last + 1)..].StartsWith("HTTP/"u8))
        {
            last = text.LastIndexOf((byte)' ');
        }

        if (last > first && text[(last + 1)..].StartsWith("HTTP/"u8))
        {
            protocol = new FieldRange(request.Start + last + 1, text.Length - last - 1);
            end = last;
        }

        ranges[(int)ElfField.Method] = new FieldRange(request.Start, first);
        ranges[(int)ElfField.Target] = new FieldRange(request.Start + first + 1, end - first - 1);
        ranges[(int)ElfField.Protocol] = protocol;
    }

    /// <summary>A token of HTTP: letters, digits and a few signs, and nothing that an escape begins with.</summary>
    private static bool IsMethod(ReadOnlySpan<byte> word)
    {
        foreach (byte letter in word)
        {
            if ((uint)(letter | 0x20) - 'a' > 25 && letter is not ((byte)'-' or (byte)'_' or (byte)'$') && (uint)letter - '0' > 9)
            {
                return false;
            }
        }

        return word.Length <= 32;
    }
}
