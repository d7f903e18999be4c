using System.Globalization;

namespace LogStats.Agent.Terminal;

/// <summary>A number of things, in words: 1 line, 2,000 lines.</summary>
internal static class Amount
{
    public static string Of(long count, string thing)
        => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
