using System.Text;
using System.Text.Unicode;

namespace LogStats.PgBouncer;

/// <summary>Texts of a pgbouncer log as values. It writes a TAB behind each line end that a text
/// holds. A CR before it belongs to the line end, as it does everywhere.</summary>
internal static class PgBouncerText
{
    /// <summary>The text itself, or null for none. Bytes that are no UTF-8 become U+FFFD.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(bytes);
        return bytes.IndexOf((byte)'\n') < 0 ? text
            : text.Replace("\r\n\t", "\n\t", StringComparison.Ordinal).Replace("\n\t", "\n", StringComparison.Ordinal);
    }

    /// <summary>As pgbouncer writes it; undone by <see cref="Text"/>.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\n\t", StringComparison.Ordinal));

    /// <summary>The one way to write a text, whatever bytes the log has for it.</summary>
    public static ReadOnlySpan<byte> Same(ReadOnlySpan<byte> bytes)
        => Utf8.IsValid(bytes) && bytes.IndexOf((byte)'\n') < 0 ? bytes : Bytes(Text(bytes) ?? "");

    /// <summary>What names a message: a follower that looks for the first record of a file sees lines, not messages.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> message)
    {
        int end = message.IndexOf((byte)'\n');
        message = end < 0 ? message : message[..end];
        return end >= 0 && message is [.., (byte)'\r'] ? message[..^1] : message;
    }
}
