using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Writer;
using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>What is stored is what was given, once.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlSinkTests(PostgreSqlFixture fixture)
{
    [NeedsPostgreSqlFact]
    public async Task All_values_come_back_as_they_were()
    {
        string database = await fixture.Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database);
        Sample[] samples = Batch(0, 100);
        Assert.Equal(new SinkAnswer(100, 0), await sink.WriteAsync(samples, default));

        Assert.Equal(samples.Select(Expected), await fixture.Server.RowsAsync(database, Stored));
    }

    [NeedsPostgreSqlFact]
    public async Task What_is_there_is_not_stored_again()
    {
        string database = await fixture.Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database);
        Assert.Equal(new SinkAnswer(100, 0), await sink.WriteAsync(Batch(0, 100), default));
        Assert.Equal(new SinkAnswer(0, 100), await sink.WriteAsync(Batch(0, 100), default));
        Assert.Equal(new SinkAnswer(50, 50), await sink.WriteAsync(Batch(50, 100), default));
        Assert.Equal(new SinkAnswer(2, 1), await sink.WriteAsync([new Sample(200), new Sample(200), new Sample(201)], default));
        Assert.Equal(new SinkAnswer(10, 0), await sink.WriteAsync(Batch(300, 10), default));
        await sink.CompleteAsync(default);
        Assert.Equal(Batch(0, 150).Concat(Batch(200, 2)).Concat(Batch(300, 10)).Select(Expected), await fixture.Server.RowsAsync(database, Stored));
    }

    private PostgreSqlSink Open(string database, IRefusedRows? refused = null) => PostgreSqlSink.Open(new PostgreSqlSinkOptions
    {
        Connection = fixture.Server.Connection(database),
        Refused = refused,
    });

    private static Sample[] Batch(int first, int count) => [.. Enumerable.Range(first, count).Select(static number => new Sample(number))];

    private const string Stored = "SELECT number, time, endtime, module, directory, host, address, sent, received, duration, exitcode, text, "
        + "sourceid, sourceoffset, sourcecheck FROM sample ORDER BY number";

    private static string Expected(Sample item) => string.Join('|', Texts(item));

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
        => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", System.Globalization.CultureInfo.InvariantCulture) + "+00:00";
}
