using System.Globalization;

namespace LogStats.Agent.Terminal;

/// <summary>A number of things, in words: 1 line, 2,000 lines, 3 summaries.</summary>
internal static class Amount
{
    public static string Of(long count, string thing)
        => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? thing : Many(thing))}");

    private static string Many(string thing) => thing.EndsWith("ry", StringComparison.Ordinal) ? $"{thing[..^1]}ies"
        : thing.EndsWith("ch", StringComparison.Ordinal) ? $"{thing}es" : $"{thing}s";
}
