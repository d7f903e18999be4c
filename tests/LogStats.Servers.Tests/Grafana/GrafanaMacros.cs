using System.Globalization;
using System.Text.RegularExpressions;

namespace LogStats.Servers.Tests.Grafana;

/// <summary>What Grafana writes in the place of its macros and variables, as its manual says, for one range of time.</summary>
internal static partial class GrafanaMacros
{
    private const int IntervalSeconds = 60;

    public static readonly DateTimeOffset From = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset To = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>For PostgreSQL; a variable of several values becomes a list of quoted texts.</summary>
    public static string Sql(string query, IReadOnlyDictionary<string, string[]> variables)
    {
        query = TimeFilter().Replace(query, static match => $"{match.Groups[1].Value} BETWEEN '{From:O}' AND '{To:O}'");
        query = TimeGroup().Replace(query, static match => string.Create(CultureInfo.InvariantCulture,
            $"floor(extract(epoch from {match.Groups[1].Value})/{IntervalSeconds})*{IntervalSeconds} AS \"time\""));
        foreach ((string name, string[] values) in variables)
        {
            query = query.Replace($"${name}", string.Join(',', values.Select(static value => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'")), StringComparison.Ordinal);
        }

        return Whole(query);
    }

    /// <summary>For InfluxQL over a range that its server takes; a variable of several values becomes a regular expression.</summary>
    public static string InfluxQl(string query, DateTimeOffset from, DateTimeOffset to, IReadOnlyDictionary<string, string[]> variables)
    {
        query = query.Replace("$timeFilter", string.Create(CultureInfo.InvariantCulture,
            $"time >= {from.ToUnixTimeMilliseconds()}ms and time <= {to.ToUnixTimeMilliseconds()}ms"), StringComparison.Ordinal);
        query = query.Replace("$__interval", "1h", StringComparison.Ordinal);
        foreach ((string name, string[] values) in variables)
        {
            query = query.Replace($"${{{name}:regex}}", $"({string.Join('|', values.Select(Regex.Escape))})", StringComparison.Ordinal);
        }

        return Whole(query);
    }

    private static string Whole(string query) => query.Contains('$', StringComparison.Ordinal) && !query.Contains("$/", StringComparison.Ordinal)
        ? throw new InvalidOperationException($"A macro is left: {query}")
        : query;

    [GeneratedRegex(@"\$__timeFilter\(([^)]+)\)")]
    private static partial Regex TimeFilter();

    [GeneratedRegex(@"\$__timeGroupAlias\(([^,)]+),\s*\$__interval\)")]
    private static partial Regex TimeGroup();
}
