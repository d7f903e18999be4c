using System.Text;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>The columns that a W3C extended log announces in its <c>#Fields:</c> line.</summary>
internal static class W3cColumns
{
    private const string Fields = "#Fields:";
    private const string Software = "#Software:";
    private const string Advice = "Give the line '#Fields: …' as it stands in the log.";

    /// <summary>The pattern of the lines that follow.</summary>
    /// <param name="fields">The line <c>#Fields: …</c>.</param>
    /// <param name="software">The line <c>#Software: …</c> before it, where there was one: it tells what a duration counts.</param>
    /// <exception cref="LogStatsException">It names no column.</exception>
    public static ElfPattern Compile(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> software = default)
        => Compile(Encoding.UTF8.GetString(fields), Encoding.UTF8.GetString(software));

    /// <summary>The same of the whole head of a log, or of its <c>#Fields:</c> line alone.</summary>
    /// <param name="head">All lines that begin with <c>#</c>, or one of them, or the names of the columns.</param>
    /// <exception cref="LogStatsException">It names no column.</exception>
    public static ElfPattern CompileHead(string head)
    {
        string[] lines = head.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string fields = lines.LastOrDefault(line => Is(line, Fields))
            ?? lines.FirstOrDefault(line => !line.StartsWith('#')) ?? throw Fail.LogPattern(head, "it has no line '#Fields:'", 1, Advice);
        return Compile(fields, lines.LastOrDefault(line => Is(line, Software)) ?? "");
    }

    private static ElfPattern Compile(string fields, string software)
    {
        PatternSource source = new(fields);
        PatternBuilder builder = new(source) { Escape = ElfEscape.W3C };
        int at = fields.StartsWith('\uFEFF') ? 1 : 0;
        at += Is(fields[at..], Fields) ? Fields.Length : 0;
        source.Add(fields, 0, fields.Length);
        ElfUnit timeTaken = IsMilliseconds(software, fields) ? ElfUnit.Milliseconds : ElfUnit.Seconds;
        bool isFirst = true;
        while (at < fields.Length)
        {
            if (IsBlank(fields[at]))
            {
                at++;
                continue;
            }

            int end = at;
            while (end < fields.Length && !IsBlank(fields[end]))
            {
                end++;
            }

            string name = fields[at..end];
            FieldMeaning meaning = W3cColumnNames.Find(name, timeTaken);
            builder.Literal(isFirst ? "" : " ");
            builder.Field(meaning.Piece(name) with { Time = W3cColumnNames.Time(name), MayBeQuoted = true }, at, meaning.Rank);
            (at, isFirst) = (end, false);
        }

        return builder.Build() with { IsColumns = true, AssumesUtc = true };
    }

    private static bool IsBlank(char letter) => letter is ' ' or '\t' or '\r' or '\n' or '\0';

    /// <summary>IIS and http.sys count milliseconds, everybody else seconds, as the draft has it. Without a name, the columns
    /// that only they write tell.</summary>
    private static bool IsMilliseconds(string software, string fields)
        => software.Contains("Microsoft", StringComparison.OrdinalIgnoreCase) || software.Contains("IIS", StringComparison.Ordinal)
            || (software.Length == 0 && (fields.Contains("sc-win32-status", StringComparison.OrdinalIgnoreCase)
                || fields.Contains("sc-substatus", StringComparison.OrdinalIgnoreCase)
                || fields.Contains("s-sitename", StringComparison.OrdinalIgnoreCase)));

    private static bool Is(string line, string directive)
        => line.TrimStart('\uFEFF').StartsWith(directive, StringComparison.OrdinalIgnoreCase);
}
