using System.Text.RegularExpressions;
using LogStats.Faults;

namespace LogStats.Sinks;

/// <summary>
/// What a table may be called: ASCII letters, digits and underscores, at most 63, not beginning with a digit. Narrower
/// than any database asks for, on purpose: such a name means the same everywhere, quoted or not, and PostgreSQL would
/// cut a longer one without a word, so that two names could become one table.
/// </summary>
public static partial class TableName
{
    /// <exception cref="LogStatsException">The name is not one of these.</exception>
    public static string Check(string name)
        => Form().IsMatch(name) && !name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)
            ? name
            : throw Fail.Value("a table", name,
                "letters, digits and underscores, at most 63, beginning with a letter and not with 'sqlite_'");

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
