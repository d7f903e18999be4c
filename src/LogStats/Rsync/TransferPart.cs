using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>One literal or one %-escape of a log format, and how it is taken off a line from either side.</summary>
internal sealed class TransferPart(TransferField kind, byte[] literal)
{
    private const int ItemizeLength = 11;
    private const int TimeLength = 19;

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
        'P' => TransferField.Text,
        'B' or 'C' or 'G' or 'M' or 'U' => TransferField.Word,
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

        // A width pads on the left with blanks; no field but a name begins with one.
        text = text.TrimStart((byte)' ');
        int end = kind switch
        {
            TransferField.Itemize => Math.Min(ItemizeLength, text.Length),
            TransferField.Time => Math.Min(TimeLength, text.Length),
            _ when next.IsEmpty => last ? text.Length : WordEnd(text),
            _ => text.IndexOf(next),
        };
        if (end < 0 || !Put(text[..end].TrimEnd((byte)' '), ref line))
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
            int arrow = Math.Max(text.LastIndexOf(" -> "u8), text.LastIndexOf(" => "u8));
            text = arrow < 0 ? text : text[..arrow];
            return true;
        }

        text = text.TrimEnd((byte)' ');
        int start = kind switch
        {
            TransferField.Itemize => Math.Max(0, text.Length - ItemizeLength),
            TransferField.Time => Math.Max(0, text.Length - TimeLength),
            _ when next.IsEmpty => text.LastIndexOf((byte)' ') + 1,
            _ => text.LastIndexOf(next) is int at and >= 0 ? at + next.Length : -1,
        };
        if (start < 0 || !Put(text[start..].TrimStart((byte)' '), ref line))
        {
            return false;
        }

        text = text[..start];
        return true;
    }

    private static int WordEnd(ReadOnlySpan<byte> text)
    {
        int blank = text.IndexOf((byte)' ');
        return blank < 0 ? text.Length : blank;
    }

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
                return RsyncWords.Number(value, out long length) && (line.Length >= 0 || Set(ref line.Length, length));
            case TransferField.Moved:
                return RsyncWords.Number(value, out line.Length);
            case TransferField.Number:
                return RsyncWords.Number(value, out _);
            case TransferField.Process:
                return Digits.TryLong(value, out _);
            case TransferField.Time:
                return value.Length == TimeLength && value[4] == '/' && value[13] == ':';
            case TransferField.Text:
                return true;
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
            return true;
        }

        if (value.Length < 9 || value[0] is not ((byte)'<' or (byte)'>' or (byte)'c' or (byte)'h' or (byte)'.')
            || value[1] is not ((byte)'f' or (byte)'d' or (byte)'L' or (byte)'D' or (byte)'S')
            || value[2..].IndexOfAnyExcept("+.?cstTpogunabxz "u8) >= 0)
        {
            return false;
        }

        // The arrow is the daemon's: '<' went out to the client, '>' came in.
        line.Operation = value[0] == '<' ? RsyncOperation.Send
            : value[0] == '>' ? RsyncOperation.Receive
            : line.Operation;
        return true;
    }
}
