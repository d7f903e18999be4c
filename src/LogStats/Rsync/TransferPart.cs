using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>
/// One literal or one %-escape of a log format, and how it is taken off a line from either side. An escape with a width
/// fills at least that many bytes, blanks on its left or, with a minus, on its right.
/// </summary>
internal sealed class TransferPart(TransferField kind, byte[] literal, int width = 0, bool padsRight = false, int apostrophes = 0)
{
    private const int ItemizeLength = 11;
    private const int TimeLength = 19;
    private const int EscapeLength = 5;

    /// <summary>Two apostrophes ask for units of 1000, three for units of 1024.</summary>
    private readonly int _unit = apostrophes > 2 ? 1024 : 1000;

    public TransferField Field => kind;

    public ReadOnlySpan<byte> Literal => literal;

    public static TransferField FieldOf(char letter) => letter switch
    {
        'a' => TransferField.Address,
        'h' => TransferField.Host,
        'm' => TransferField.Module,
        'u' => TransferField.User,
        'o' => TransferField.Operation,
        'i' => TransferField.Itemize,
        'p' => TransferField.Process,
        't' => TransferField.Time,
        'f' or 'n' => TransferField.Name,
        'L' => TransferField.Link,
        'l' => TransferField.FileLength,
        'b' => TransferField.Moved,
        'c' => TransferField.Number,
        'C' => TransferField.Checksum,
        'P' => TransferField.Text,
        'B' or 'G' or 'M' or 'U' => TransferField.Word,
        _ => TransferField.Literal,
    };

    /// <summary>Takes this part off the front. <paramref name="next"/> is the literal behind it, if one follows.</summary>
    public bool TakeLeft(scoped ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> next, bool last, scoped ref RsyncLine line)
    {
        if (kind == TransferField.Literal)
        {
            if (!text.StartsWith(literal))
            {
                return false;
            }

            text = text[literal.Length..];
            return true;
        }

        int least = Least(text, next);
        int end = least > text.Length ? -1
            : kind is TransferField.Itemize or TransferField.Time || (last && next.IsEmpty) ? Math.Max(least, last ? text.Length : 0)
            : Behind(least, next.IsEmpty ? WordEnd(text[least..]) : text[least..].IndexOf(next));
        if (end < 0 || !Put(Bare(text[..end]), ref line))
        {
            return false;
        }

        text = text[end..];
        return true;
    }

    /// <summary>Takes this part off the end. <paramref name="next"/> is the literal before it, if there is one.</summary>
    public bool TakeRight(scoped ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> next, scoped ref RsyncLine line)
    {
        if (kind == TransferField.Literal)
        {
            if (!text.EndsWith(literal))
            {
                return false;
            }

            text = text[..^literal.Length];
            return true;
        }

        if (kind == TransferField.Link)
        {
            text = width > 0 ? text.TrimEnd((byte)' ') : text;
            int arrow = line.IsNoLink ? -1 : Math.Max(text.LastIndexOf(" -> "u8), text.LastIndexOf(" => "u8));
            text = arrow < 0 ? text : text[..arrow];
            return true;
        }

        int latest = text.Length - LeastBefore(text, next);
        int start = latest < 0 ? -1
            : kind is TransferField.Itemize or TransferField.Time ? latest
            : next.IsEmpty ? text[..latest].LastIndexOf((byte)' ') + 1
            : Behind(next.Length, text[..latest].LastIndexOf(next));
        if (start < 0 || !Put(Bare(text[start..]), ref line))
        {
            return false;
        }

        text = text[..start];
        return true;
    }

    /// <summary>The name without the blanks that fill it up to its width; blanks of its own stay.</summary>
    public ReadOnlySpan<byte> BareName(ReadOnlySpan<byte> name)
    {
        // Escapes are made after the filling.
        int written = name.Length - (name.Count("\\#"u8) * (EscapeLength - 1));
        return written > width ? name : padsRight ? name.TrimEnd((byte)' ') : name.TrimStart((byte)' ');
    }

    private static int Behind(int from, int found) => found < 0 ? -1 : from + found;

    private static int WordEnd(ReadOnlySpan<byte> text)
    {
        int blank = text.IndexOf((byte)' ');
        return blank < 0 ? text.Length : blank;
    }

    private ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> value)
        => width > 0 || kind is TransferField.Itemize or TransferField.Checksum ? value.Trim((byte)' ') : value;

    /// <summary>How many bytes it fills at least.</summary>
    private int Least(ReadOnlySpan<byte> text, ReadOnlySpan<byte> next) => kind switch
    {
        TransferField.Itemize => Math.Max(width, Math.Min(ItemizeLength, text.Length)),
        TransferField.Time => Math.Max(width, TimeLength),

        // Where there is no checksum, rsync writes blanks as long as one.
        TransferField.Checksum when text is [(byte)' ', ..] => Math.Max(width, Blanks(text) - Blanks(next)),
        _ => width,
    };

    private int LeastBefore(ReadOnlySpan<byte> text, ReadOnlySpan<byte> next) => kind switch
    {
        TransferField.Checksum when text is [.., (byte)' ']
            => Math.Max(width, text.Length - text.TrimEnd((byte)' ').Length - (next.Length - next.TrimEnd((byte)' ').Length)),
        _ => Least(text, next),
    };

    private static int Blanks(ReadOnlySpan<byte> text) => text.Length - text.TrimStart((byte)' ').Length;

    private bool Put(ReadOnlySpan<byte> value, scoped ref RsyncLine line)
    {
        switch (kind)
        {
            case TransferField.Address:
                line.Address = value;
                return RsyncPeer.IsAddress(value);
            case TransferField.Host:
                line.Host = value;
                return !value.IsEmpty && value.IndexOf((byte)' ') < 0;
            case TransferField.Module:
                line.Module = value;
                return !value.IsEmpty;
            case TransferField.User:
                line.User = value;
                line.HasUser = true;
                return true;
            case TransferField.Operation:
                line.Operation = RsyncWords.Operation(value);
                return line.Operation != RsyncOperation.None;
            case TransferField.Itemize:
                return Itemize(value, ref line);
            case TransferField.FileLength:
                return RsyncWords.Number(value, out long length, _unit) && (line.Length >= 0 || Set(ref line.Length, length));
            case TransferField.Moved:
                return RsyncWords.Number(value, out line.Length, _unit);
            case TransferField.Number:
                return RsyncWords.Number(value, out _);
            case TransferField.Process:
                return Digits.TryLong(value, out _);
            case TransferField.Time:
                return value.Length == TimeLength && value[4] == '/' && value[13] == ':';
            case TransferField.Text:
            case TransferField.Link:
                return true;
            case TransferField.Checksum:
                return value.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
            default:
                return !value.IsEmpty && value.IndexOf((byte)' ') < 0;
        }
    }

    private static bool Set(ref long place, long value)
    {
        place = value;
        return true;
    }

    /// <summary><c>&gt;f+++++++++</c> and its like, or <c>*deleting</c>.</summary>
    private static bool Itemize(ReadOnlySpan<byte> value, scoped ref RsyncLine line)
    {
        if (value.StartsWith("*deleting"u8))
        {
            line.Operation = RsyncOperation.Delete;
            line.IsNoLink = true;
            return true;
        }

        if (value.Length < 9 || value[0] is not ((byte)'<' or (byte)'>' or (byte)'c' or (byte)'h' or (byte)'.')
            || value[1] is not ((byte)'f' or (byte)'d' or (byte)'L' or (byte)'D' or (byte)'S')
            || value[2..].IndexOfAnyExcept("+.?cstTpogunabxz "u8) >= 0)
        {
            return false;
        }

        line.IsNoLink = value[1] != 'L' && value[0] != 'h';

        // The arrow is the daemon's: '<' went out to the client, '>' came in.
        line.Operation = value[0] == '<' ? RsyncOperation.Send
            : value[0] == '>' ? RsyncOperation.Receive
            : line.Operation;
        return true;
    }
}
