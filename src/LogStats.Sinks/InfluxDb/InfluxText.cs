using System.Buffers;
using System.Text;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// Names and values as the line protocol wants them. A tag can hold neither the end of a line nor a backslash at its end,
/// however they are written: control characters become <c>\x0a</c> and the like, and so does that backslash. A text in a
/// field holds everything.
/// </summary>
internal static class InfluxText
{
    private static readonly SearchValues<char> s_tagSuspects = SearchValues.Create(
        [',', '=', ' ', '\\', .. Enumerable.Range(0, 32).Select(static code => (char)code), '\u007f']);

    private static readonly SearchValues<byte> s_quoted = SearchValues.Create("\"\\"u8);

    /// <summary>The value that will be stored: what can stand in no tag is written out.</summary>
    public static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAny(s_tagSuspects))
        {
            return text;
        }

        StringBuilder value = new(text.Length + 8);
        foreach (char letter in text)
        {
            _ = char.IsControl(letter) && letter < 0x80 ? value.Append($"\\x{(int)letter:x2}") : value.Append(letter);
        }

        if (value.Length > 0 && value[^1] == '\\')
        {
            _ = value.Append("x5c");
        }

        return value.ToString();
    }

    /// <summary>A tag's name or value, or a field's name.</summary>
    public static byte[] Tag(string text)
        => Encoding.UTF8.GetBytes(text.AsSpan().ContainsAny(s_tagSuspects) ? Escaped(Storable(text), ",= ") : text);

    /// <summary>A measurement's name; one that no measurement can have is a matter of <see cref="IsMeasurement"/>.</summary>
    public static byte[] Measurement(string text) => Encoding.UTF8.GetBytes(Escaped(text, ", "));

    /// <summary>Whether it is the name of a measurement, and does not begin what the protocol takes for a comment.</summary>
    public static bool IsMeasurement(string text)
        => text.Length > 0 && text[0] is not ('#' or '_') && text[^1] != '\\' && !text.Any(char.IsControl) && text.Trim() == text;

    /// <summary>The longest that a text in a field can become.</summary>
    public static int FieldBound(string text) => (text.Length * 6) + 2;

    /// <summary>Writes a text in quotes.</summary>
    public static int Field(string text, Span<byte> output)
    {
        output[0] = (byte)'"';
        int length = Encoding.UTF8.GetBytes(text, output[1..]);
        Span<byte> value = output.Slice(1, length);
        if (value.ContainsAny(s_quoted))
        {
            length = Quote(output[1..], length);
        }

        output[1 + length] = (byte)'"';
        return length + 2;
    }

    /// <summary>Puts a backslash before each quote and backslash, from the end on, in place.</summary>
    private static int Quote(Span<byte> value, int length)
    {
        int more = 0;
        foreach (byte one in value[..length])
        {
            more += one is (byte)'"' or (byte)'\\' ? 1 : 0;
        }

        for (int from = length - 1, to = length + more - 1; from < to; from--)
        {
            byte one = value[from];
            value[to--] = one;
            if (one is (byte)'"' or (byte)'\\')
            {
                value[to--] = (byte)'\\';
            }
        }

        return length + more;
    }

    private static string Escaped(string text, string letters)
    {
        StringBuilder value = new(text.Length + 8);
        foreach (char letter in text)
        {
            if (letters.Contains(letter, StringComparison.Ordinal))
            {
                _ = value.Append('\\');
            }

            _ = value.Append(letter);
        }

        return value.ToString();
    }
}
