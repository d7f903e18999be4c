namespace LogStats.Follow;

/// <summary>
/// Whether a name is what rotation makes of another: <c>app.log.1</c>, <c>app.log-20240501</c>, <c>app.log.2.gz</c>,
/// <c>app.log.old</c>, <c>app-20240501.log</c>. Not <c>mail.err</c> beside <c>mail</c>, nor <c>app-2.log</c> beside
/// <c>app.log</c>: those are logs of their own.
/// </summary>
internal static class RotatedName
{
    private const string Compressed = ".gz";
    private const int DigitsOfADate = 6;

    public static bool Is(ReadOnlySpan<char> name, ReadOnlySpan<char> live)
    {
        ReadOnlySpan<char> plain = name.EndsWith(Compressed, StringComparison.Ordinal) ? name[..^Compressed.Length] : name;
        if (plain.StartsWith(live, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> mark = plain[live.Length..];
            return mark.IsEmpty ? plain.Length < name.Length : mark is ".old" or ".bak" || Digits(mark) > 0;
        }

        ReadOnlySpan<char> extension = Path.GetExtension(live);
        ReadOnlySpan<char> stem = live[..^extension.Length];
        return !extension.IsEmpty && plain.Length > live.Length && plain.StartsWith(stem, StringComparison.Ordinal)
            && plain.EndsWith(extension, StringComparison.Ordinal)
            && Digits(plain[stem.Length..^extension.Length]) >= DigitsOfADate;
    }

    /// <summary>Whether rotation makes this name of any of the others.</summary>
    public static bool IsOfAny(string name, HashSet<string> others) => LivesOf(name, others).Any();

    /// <summary>Those of the others of which rotation makes any of these names.</summary>
    public static HashSet<string> Lives(IEnumerable<string> names, HashSet<string> others)
        => names.SelectMany(name => LivesOf(name, others)).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> LivesOf(string name, HashSet<string> others)
    {
        string plain = name.EndsWith(Compressed, StringComparison.Ordinal) ? name[..^Compressed.Length] : name;
        string extension = Path.GetExtension(plain);
        for (int at = 1; at <= plain.Length; at++)
        {
            if (at == plain.Length || plain[at] is '.' or '-' or '_')
            {
                foreach (string live in (string[])[plain[..at], plain[..at] + extension])
                {
                    if (live != name && others.Contains(live) && Is(name, live))
                    {
                        yield return live;
                    }
                }
            }
        }
    }

    /// <summary>The number in <c>app.log.3</c>, where a higher one is older; zero where there is none.</summary>
    public static int Number(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> plain = name.EndsWith(Compressed, StringComparison.Ordinal) ? name[..^Compressed.Length] : name;
        ReadOnlySpan<char> digits = plain[(plain.LastIndexOf('.') + 1)..];
        return digits.Length < DigitsOfADate && int.TryParse(digits, out int number) ? number : 0;
    }

    /// <summary>How many digits a mark such as <c>.1</c> or <c>-2024-05-01</c> holds; zero if it holds anything else.</summary>
    private static int Digits(ReadOnlySpan<char> mark)
    {
        if (mark is not ['.' or '-' or '_', ..])
        {
            return 0;
        }

        int digits = 0;
        foreach (char one in mark)
        {
            if (char.IsAsciiDigit(one))
            {
                digits++;
            }
            else if (one is not ('.' or '-' or '_' or ':' or 'T' or 'Z'))
            {
                return 0;
            }
        }

        return digits;
    }
}
