namespace LogStats.Elf.Matching;

/// <summary>
/// Cuts a line of columns. Runs of blanks or tabs part them, unless there is a tab outside of quotes: then only tabs do,
/// and a blank is part of a value. A value that begins with a quote ends at one that is not doubled; where that leads
/// nowhere, the quote is a letter like others.
/// </summary>
internal static class ColumnCut
{
    /// <summary>How many columns there are, which may be more than <paramref name="columns"/> has places for: the rest is
    /// counted no further than one.</summary>
    public static int Cut(ReadOnlySpan<byte> line, Span<FieldRange> columns)
    {
        int count = line.IndexOf((byte)'\t') < 0 ? -1 : Cut(line, columns, isByTabs: false, stopsAtTab: true);
        return count == ByTabs ? Cut(line, columns, isByTabs: true, stopsAtTab: false)
            : Cut(line, columns, isByTabs: false, stopsAtTab: false);
    }

    /// <summary>The same where nothing between two blanks is a value that is empty, as Tomcat writes one.</summary>
    public static int CutEmpty(ReadOnlySpan<byte> line, Span<FieldRange> columns)
    {
        int count = 0;
        int at = 0;
        while (at <= line.Length)
        {
            int quotes = at < line.Length && line[at] == '"' ? 1 : 0;
            int end = quotes == 0 ? -1 : QuoteEnd(line, at + 1, isByTabs: false);
            quotes = end < 0 ? 0 : quotes;
            int blank = end < 0 ? line[at..].IndexOf((byte)' ') : end + 1 - at;
            end = end < 0 ? blank < 0 ? line.Length : at + blank : end;
            if (count < columns.Length)
            {
                columns[count] = new FieldRange(at + quotes, end - at - quotes);
            }

            count++;
            at = end + quotes + 1;
        }

        return count;
    }

    private const int ByTabs = -2;

    private static int Cut(ReadOnlySpan<byte> line, Span<FieldRange> columns, bool isByTabs, bool stopsAtTab)
    {
        int count = 0;
        int at = 0;
        while (true)
        {
            while (at < line.Length && IsSeparator(line[at], isByTabs))
            {
                if (stopsAtTab && line[at] == '\t')
                {
                    return ByTabs;
                }

                at++;
            }

            if (at == line.Length)
            {
                return count;
            }

            int end = line[at] == '"' ? QuoteEnd(line, at + 1, isByTabs) : -1;
            int quotes = end < 0 ? 0 : 1;
            if (end < 0)
            {
                end = (isByTabs ? line[at..].IndexOf((byte)'\t') : line[at..].IndexOfAny((byte)' ', (byte)'\t')) + at;
                end = end < at ? line.Length : end;
            }

            if (count < columns.Length)
            {
                columns[count] = new FieldRange(at + quotes, end - at - quotes);
            }
            else if (!stopsAtTab)
            {
                return count + 1;
            }

            count++;
            at = end + quotes;
        }
    }

    /// <summary>Where the closing quote stands, which has a separator or nothing behind it; -1 for nowhere.</summary>
    private static int QuoteEnd(ReadOnlySpan<byte> line, int at, bool isByTabs)
    {
        while (true)
        {
            int quote = line[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            at += quote;
            if (at + 1 == line.Length || line[at + 1] != '"')
            {
                return at + 1 == line.Length || IsSeparator(line[at + 1], isByTabs) ? at : -1;
            }

            at += 2;
        }
    }

    private static bool IsSeparator(byte one, bool isByTabs) => one == '\t' || (one == ' ' && !isByTabs);
}
