using System.Globalization;
using System.Text;
using LogStats.Faults;

namespace LogStats.Elf.Settings;

/// <summary>One string literal of Python, with any prefix but those that run expressions or hold bytes that are no text.</summary>
internal readonly struct PythonText(string path, string text, int startLine)
{
    /// <summary>What the literal stands for whose quote is at <paramref name="at"/>; moves behind it.</summary>
    public string Read(string prefix, ref int at, ref int line)
    {
        if (prefix.AsSpan().IndexOfAnyExcept("rRuUbB") >= 0)
        {
            throw Fail.SettingsLine(path, startLine, $"it holds a string with the prefix '{prefix}'");
        }

        bool isRaw = prefix.Contains('r', StringComparison.OrdinalIgnoreCase);
        char quote = text[at];
        ReadOnlySpan<char> triple = [quote, quote, quote];
        bool isLong = text.AsSpan(at).StartsWith(triple);
        at += isLong ? 3 : 1;
        StringBuilder value = new();
        while (at < text.Length)
        {
            char next = text[at];
            if (next == quote && (!isLong || text.AsSpan(at).StartsWith(triple)))
            {
                at += isLong ? 3 : 1;
                return value.ToString();
            }

            if (next == '\n' && !isLong)
            {
                break;
            }

            if (next == '\\' && at + 1 < text.Length)
            {
                line += text[at + 1] == '\n' ? 1 : 0;
                at += isRaw ? Raw(value, at) : Escape(value, at);
                continue;
            }

            line += next == '\n' ? 1 : 0;
            value.Append(next);
            at++;
        }

        throw Fail.SettingsLine(path, startLine, "a string that begins there has no end");
    }

    private int Raw(StringBuilder value, int at)
    {
        value.Append(text, at, 2);
        return 2;
    }

    /// <summary>Appends what an escape stands for, and says how long it is. One that is none stays as it is written.</summary>
    private int Escape(StringBuilder value, int at)
    {
        char kind = text[at + 1];
        int simple = "\\'\"abfnrtv".IndexOf(kind, StringComparison.Ordinal);
        switch (kind)
        {
            case '\n':
                return 2;
            case >= '0' and <= '7':
                int digits = 1;
                while (digits < 3 && at + 1 + digits < text.Length && text[at + 1 + digits] is >= '0' and <= '7')
                {
                    digits++;
                }

                value.Append((char)Convert.ToInt32(text.Substring(at + 1, digits), 8));
                return 1 + digits;
            case 'x' or 'u' or 'U':
                return Hex(value, at, kind == 'x' ? 2 : kind == 'u' ? 4 : 8);
            default:
                _ = simple >= 0 ? value.Append("\\'\"\a\b\f\n\r\t\v"[simple]) : value.Append('\\').Append(kind);
                return 2;
        }
    }

    private int Hex(StringBuilder value, int at, int digits)
    {
        if (at + 2 + digits > text.Length
            || !int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || (code > char.MaxValue && !Rune.IsValid(code)))
        {
            throw Fail.SettingsLine(path, startLine, $"'{text[at..(at + 2)]}' in its string is not followed by a character's {digits} digits");
        }

        _ = code > char.MaxValue ? value.Append(new Rune(code).ToString()) : value.Append((char)code);
        return 2 + digits;
    }
}
