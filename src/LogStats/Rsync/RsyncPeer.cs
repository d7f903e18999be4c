namespace LogStats.Rsync;

/// <summary>
/// Finds <c>HOST (ADDRESS)</c>, the part of a message that the daemon wrote itself. It is looked for from the end of
/// the message, because what stands before it may be the client's own words and hold anything, another address too.
/// </summary>
internal static class RsyncPeer
{
    /// <summary>Takes <c> (ADDRESS)</c> off the end, then the word before it, which is the host.</summary>
    public static bool AtEnd(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> before, scoped ref RsyncLine line)
    {
        before = default;
        if (text is not [.., (byte)')'])
        {
            return false;
        }

        int open = text.LastIndexOf(" ("u8);
        if (open < 0 || !IsAddress(text[(open + 2)..^1]))
        {
            return false;
        }

        int blank = text[..open].LastIndexOf((byte)' ');
        line.Address = text[(open + 2)..^1];
        line.Host = text[(blank + 1)..open];
        before = blank < 0 ? default : text[..blank];
        return !line.Host.IsEmpty;
    }

    /// <summary>Reads <c>HOST (ADDRESS)</c> from the front; what follows is the message's own.</summary>
    public static bool AtFront(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> after, scoped ref RsyncLine line)
    {
        after = default;
        int blank = text.IndexOf((byte)' ');
        if (blank <= 0 || blank + 1 >= text.Length || text[blank + 1] != '(')
        {
            return false;
        }

        int close = text[(blank + 2)..].IndexOf((byte)')');
        if (close < 0 || !IsAddress(text.Slice(blank + 2, close)))
        {
            return false;
        }

        line.Host = text[..blank];
        line.Address = text.Slice(blank + 2, close);
        after = text[(blank + 3 + close)..];
        return true;
    }

    /// <summary>True for what can be an IPv4 or IPv6 address, with a zone or without.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> text)
    {
        int zone = text.IndexOf((byte)'%');
        ReadOnlySpan<byte> digits = zone < 0 ? text : text[..zone];
        if (digits.Length is < 2 or > 45)
        {
            return false;
        }

        bool parted = false;
        foreach (byte letter in digits)
        {
            if (letter is (byte)'.' or (byte)':')
            {
                parted = true;
            }
            else if (!char.IsAsciiHexDigit((char)letter))
            {
                return false;
            }
        }

        return parted && (zone < 0 || text[zone..].IndexOfAny((byte)' ', (byte)')', (byte)']') < 0);
    }
}
