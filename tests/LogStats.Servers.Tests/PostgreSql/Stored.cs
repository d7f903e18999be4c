using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Writer;
using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>Samples, and what a table of them must hold, written without the code under test.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Stored
{
    public const string Query = "SELECT number, time, endtime, module, directory, host, address, sent, received, duration, exitcode, text, "
        + "sourceid, sourceoffset, sourcecheck FROM sample ORDER BY number";

    public static Sample[] Batch(int first, int count) => [.. Enumerable.Range(first, count).Select(static number => new Sample(number))];

    public static ValueTask<SinkAnswer> GiveAsync(this ISink sink, params IRow[] rows) => sink.WriteAsync(rows, default);

    public static async Task<LogStatsException> FaultAsync(this ISink sink, params IRow[] rows)
        => await Assert.ThrowsAsync<LogStatsException>(async () => await sink.WriteAsync(rows, default));

    public static async Task<LogStatsException> PrepareFaultAsync(PostgreSqlConnectionOptions connection)
    {
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = connection });
        return await Assert.ThrowsAsync<LogStatsException>(async () => await sink.PrepareAsync(default));
    }

    public static string Expected(Sample item) => string.Join('|', Texts(item));

    private static IEnumerable<string> Texts(Sample item)
    {
        yield return $"{item.Number}";
        yield return Time(item.Time);
        yield return item.EndTime is { } end ? Time(end) : "";
        yield return item.Module;
        yield return item.Directory ?? "";
        yield return item.Host;
        yield return item.Address;
        yield return $"{item.Number * 1000}";
        yield return item.Number % 7 == 0 ? "" : $"{item.Number}";
        yield return item.EndTime is { } ended ? FormattableString.Invariant($"{(ended - item.Time).TotalSeconds}") : "";
        yield return item.Number % 10 == 0 ? "23" : "";
        yield return item.Text ?? "";
        yield return $"{item.Key.Source}";
        yield return $"{item.Key.Offset}";
        yield return $"{item.Key.Check}";
    }

    private static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "+00:00";
}
