namespace LogStats.Elf.Matching;

/// <summary>Who asked, cut out of what else stands there: the proxies after it in a list, its port.</summary>
internal static class ClientText
{
    /// <summary>The first of a list, which is nearest to the client, as <c>X-Forwarded-For</c> has it.</summary>
    public static FieldRange First(ReadOnlySpan<byte> bytes, FieldRange list)
    {
        ReadOnlySpan<byte> text = list.Of(bytes);
        int comma = text.IndexOf((byte)',');
        text = comma < 0 ? text : text[..comma];
        int blanks = text.Length - text.TrimStart((byte)' ').Length;
        return new FieldRange(list.Start + blanks, text.Trim((byte)' ').Length);
    }

    /// <summary><c>192.0.2.1:4711</c>, <c>[2001:db8::1]:4711</c>, or either of them without a port. More than one colon and
    /// no bracket is an address and nothing else.</summary>
    public static void Cut(ReadOnlySpan<byte> bytes, FieldRange both, out FieldRange client, out FieldRange port)
    {
        (client, port) = (both, default);
        ReadOnlySpan<byte> text = both.Of(bytes);
        int open = text is [(byte)'[', ..] ? 1 : 0;
        int end = open > 0 ? text.IndexOf((byte)']') : text.IndexOf((byte)':');
        if (end < 0)
        {
            return;
        }

        int colon = end + open;
        bool hasPort = colon + 1 < text.Length && text[colon] == ':' && text[(colon + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (hasPort || (open > 0 && colon == text.Length))
        {
            client = new FieldRange(both.Start + open, end - open);
            port = hasPort ? new FieldRange(both.Start + colon + 1, text.Length - colon - 1) : default;
        }
    }

    /// <summary>The same where a port always follows, as in a field that is defined so: it stands behind the last colon,
    /// however many an IPv6 address without brackets has.</summary>
    public static void Cut(ReadOnlySpan<byte> bytes, FieldRange both, FieldRange[] ranges)
    {
        ReadOnlySpan<byte> text = both.Of(bytes);
        int colon = text.LastIndexOf((byte)':');
        bool hasPort = colon > 0 && colon + 1 < text.Length && text[(colon + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        int end = hasPort ? colon : text.Length;
        bool isBracketed = end > 1 && text[0] == '[' && text[end - 1] == ']';
        ranges[(int)ElfField.Client] = isBracketed ? new FieldRange(both.Start + 1, end - 2) : new FieldRange(both.Start, end);
        ranges[(int)ElfField.ClientPort] = hasPort ? new FieldRange(both.Start + colon + 1, text.Length - colon - 1) : default;
    }
}
