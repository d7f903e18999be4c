using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogStats.Sinks.Text;

/// <summary>
/// One row a line, as the row shows itself. Whatever could end the line or move a terminal's cursor is written as an
/// escape, so that no value can pass for a line of its own.
/// </summary>
internal sealed class LineText : RowText
{
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(static code => (char)code).Where(IsEscaped)]);

    public override void Write(IRow row, ArrayBufferWriter<byte> output)
    {
        string text = row.ToString() ?? "";
        _ = Encoding.UTF8.GetBytes(text.AsSpan().ContainsAny(s_escaped) ? Escape(text) : text, output);
        output.Write("\n"u8);
    }

    private static bool IsEscaped(char c) => (char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029';

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                _ when IsEscaped(c) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
