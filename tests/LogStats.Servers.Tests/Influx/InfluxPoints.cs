using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Xunit;

namespace LogStats.Servers.Tests.Influx;

/// <summary>Compares what a server holds with the rows that it was given.</summary>
[UnsupportedOSPlatform("windows")]
internal static class InfluxPoints
{
    private const long Second = 1_000_000_000;

    public static async Task SameAsync(InfluxServer server, Reading[] rows, string from = "reading", string database = "logs")
    {
        List<Dictionary<string, JsonElement>> points = await server.RowsAsync($"SELECT * FROM {from}", database);
        Assert.Equal(
            rows.Select(static row => $"{(row.Time!.Value - DateTimeOffset.UnixEpoch).Ticks * 100 / Second} {Readings.Said(row)}").Order(StringComparer.Ordinal),
            points.Select(static point => $"{point["time"].GetInt64() / Second} {Said(point)}").Order(StringComparer.Ordinal));
    }

    private static string Said(Dictionary<string, JsonElement> point) => string.Join('|',
        Value(point, "Place"), Value(point, "Text", "(null)"), Value(point, "Number"), Value(point, "Took"), Value(point, "Ended"));

    private static string Value(Dictionary<string, JsonElement> point, string column, string none = "")
        => !point.TryGetValue(column, out JsonElement value) ? none : value.ValueKind switch
        {
            JsonValueKind.Null => none,
            JsonValueKind.String => value.GetString()!,
            _ when column == "Took" => value.GetDouble().ToString(CultureInfo.InvariantCulture),
            _ => value.GetRawText(),
        };
}
