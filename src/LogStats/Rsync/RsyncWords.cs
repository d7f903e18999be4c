using System.Text;
using System.Text.Unicode;
using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>Words of an rsync log as values: operations, numbers in a person's form, text with its escapes undone.</summary>
internal static class RsyncWords
{
    public static RsyncOperation Operation(ReadOnlySpan<byte> word)
        => word.SequenceEqual("send"u8) ? RsyncOperation.Send
            : word.SequenceEqual("recv"u8) ? RsyncOperation.Receive
            : word.SequenceEqual("del."u8) ? RsyncOperation.Delete
            : RsyncOperation.None;

    /// <summary>
    /// <c>734003200</c>, <c>734,003,200</c> or <c>699.99M</c>. The last is what <c>%''l</c> writes, in units of 1000, or
    /// <c>%'''l</c>, in units of 1024; it has lost digits.
    /// </summary>
    public static bool Number(ReadOnlySpan<byte> text, out long value, int unit = 1000)
    {
        if (Digits.TryLong(text, out value))
        {
            return true;
        }

        decimal scale = 1;
        int power = text.IsEmpty ? -1 : "KMGTP"u8.IndexOf(text[^1]);
        text = power < 0 ? text : text[..^1];
        for (; power >= 0; power--)
        {
            scale *= unit;
        }

        bool any = false;
        bool fraction = false;
        decimal sum = 0;
        decimal place = 1;
        foreach (byte letter in text)
        {
            uint digit = (uint)letter - '0';
            if (digit <= 9 && sum <= long.MaxValue)
            {
                any = true;
                place = fraction ? place / 10 : place;
                sum = fraction ? sum + (digit * place) : (sum * 10) + digit;
            }
            else if (letter == '.' && !fraction)
            {
                fraction = true;
            }
            else if (letter != ',')
            {
                return false;
            }
        }

        value = any && sum <= long.MaxValue / scale ? (long)(sum * scale) : 0;
        return any && sum <= long.MaxValue / scale;
    }

    /// <summary>Text with <c>\#ooo</c> undone, or null for none. Bytes that are no UTF-8 become U+FFFD.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        return bytes.IndexOf("\\#"u8) < 0 ? Encoding.UTF8.GetString(bytes) : Unescape(bytes);
    }

    /// <summary>
    /// The one way to write a text, however the log wrote it: UTF-8, no line end, and <c>\\#ooo</c> only where it must be.
    /// <see cref="Text"/> gives the same for both.
    /// </summary>
    public static ReadOnlySpan<byte> Same(ReadOnlySpan<byte> bytes)
        => bytes.IndexOf((byte)'\\') < 0 && bytes.IndexOf((byte)'\n') < 0 && Utf8.IsValid(bytes)
            ? bytes
            : Encoding.UTF8.GetBytes(Escape(Text(bytes) ?? ""));

    /// <summary>Undone by <see cref="Text"/>.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny('\\', '\n') < 0)
        {
            return text;
        }

        StringBuilder escaped = new(text.Length + 16);
        for (int at = 0; at < text.Length; at++)
        {
            _ = text[at] == '\n' ? escaped.Append("\\#012")
                : text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '#' ? escaped.Append("\\#134")
                : escaped.Append(text[at]);
        }

        return escaped.ToString();
    }

    private static string Unescape(ReadOnlySpan<byte> bytes)
    {
        byte[] plain = new byte[bytes.Length];
        int length = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            if (at + 4 < bytes.Length && bytes[at] == '\\' && bytes[at + 1] == '#'
                && Octal(bytes[at + 2]) is int high and <= 3 && Octal(bytes[at + 3]) is int middle and <= 7
                && Octal(bytes[at + 4]) is int low and <= 7)
            {
                plain[length++] = (byte)((high << 6) | (middle << 3) | low);
                at += 4;
            }
            else
            {
                plain[length++] = bytes[at];
            }
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    private static int Octal(byte letter) => letter is >= (byte)'0' and <= (byte)'7' ? letter - '0' : 8;
}
