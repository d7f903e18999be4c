using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers values for what was typed so far: filtered by it, quoted where they must be, each with a tool tip.</summary>
internal static class Completions
{
    private const string Harmless = "_./+:-";

    /// <param name="typed">The start of the value, perhaps within quotes.</param>
    /// <param name="values">Values and their tool tips.</param>
    public static IEnumerable<CompletionResult> Of(string? typed, IEnumerable<(string Value, string Tip)> values)
    {
        string start = (typed ?? "").Trim('\'', '"');
        foreach ((string value, string tip) in values)
        {
            if (value.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CompletionResult(Quoted(value), value, CompletionResultType.ParameterValue, tip.Length > 0 ? tip : value);
            }
        }
    }

    private static string Quoted(string value)
    {
        bool bare = value[0] != '-' && value.All(letter => char.IsLetterOrDigit(letter) || Harmless.Contains(letter));
        return bare ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
