using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LogStats.Scan;

/// <summary>Text from a log, made safe for a terminal, a message or a table cell.</summary>
public static class LineText
{
    /// <summary>Decodes UTF-8 and escapes what could move a cursor, hide text or turn its direction.</summary>
    public static string Show(ReadOnlySpan<byte> line, int longest = ScanDefaults.SampleLength)
    {
        ReadOnlySpan<byte> front = line.Length > longest ? line[..WholeRunes(line, longest)] : line;
        string text = Utf8.IsValid(front) ? Show(Encoding.UTF8.GetString(front)) : ShowBytes(front);
        return text + (line.Length > longest ? "…" : "");
    }

    /// <summary>Bytes that are no text: the ASCII ones as they are, all others by number.</summary>
    private static string ShowBytes(ReadOnlySpan<byte> bytes)
    {
        StringBuilder shown = new(bytes.Length * 4);
        foreach (byte one in bytes)
        {
            _ = one is >= 0x20 and < 0x7f ? shown.Append((char)one) : shown.Append($"\\x{one:x2}");
        }

        return shown.ToString();
    }

    /// <summary>Where to cut so that no character is cut in two.</summary>
    private static int WholeRunes(ReadOnlySpan<byte> line, int at)
    {
        int cut = at;
        while (cut > at - 3 && (line[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        return cut;
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
