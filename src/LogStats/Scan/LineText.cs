using System.Globalization;
using System.Text;

namespace LogStats.Scan;

/// <summary>Text from a log, made safe for a terminal, a message or a table cell.</summary>
public static class LineText
{
    /// <summary>Decodes as UTF-8 and escapes what could move a cursor, hide text or turn its direction.</summary>
    public static string Show(ReadOnlySpan<byte> line, int longest = ScanDefaults.SampleLength)
    {
        string text = Encoding.UTF8.GetString(line.Length > longest ? line[..longest] : line);
        return Show(text) + (line.Length > longest ? "…" : "");
    }

    public static string Show(string text)
    {
        int first = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (first < 0)
        {
            return text;
        }

        StringBuilder shown = new(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append(rune.Value < 256 ? $"\\x{rune.Value:x2}" : $"\\u{rune.Value:x4}");
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
