using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;
using Xunit;

namespace LogStats.Servers.Tests.Influx;

/// <summary>Every statement of docs/influxdb.md, in its order, against a real server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class InfluxPageTests
{
    [NeedsFact(InfluxServer.Program)]
    public async Task TheStatementsOfThePageMakeWhatItSays()
    {
        string page = Page();
        string[] statements = [.. Blocks().Matches(page).SelectMany(static block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.True(statements.Length >= 12);
        await using InfluxServer server = await InfluxServer.StartAsync();
        foreach (string statement in statements)
        {
            _ = await server.AskAsync(statement, "rsyncdb");
        }

        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 100);
        await using InfluxSink sink = InfluxSink.Open(new InfluxSinkOptions
        {
            Server = server.Address,
            Database = "logs",
            User = "logstats",
            Password = "a password of your own",
            Tags = ["Place", "SourceId"],
        });
        await sink.PrepareAsync(CancellationToken.None);
        _ = await sink.WriteAsync(rows, CancellationToken.None);
        await InfluxPoints.SameAsync(server, rows);

        await using InfluxSink original = InfluxSink.Open(new InfluxSinkOptions
        {
            Server = server.Address,
            Database = "rsyncdb",
            User = "rsyncstats",
            Password = "another password",
            Schema = RowSchema.Original,
        });
        await original.PrepareAsync(CancellationToken.None);
    }

    /// <summary>The two grants that the page warns of leave no right to write.</summary>
    [NeedsFact(InfluxServer.Program)]
    public async Task WriteAndThenReadLeavesOnlyRead()
    {
        await using InfluxServer server = await InfluxServer.StartAsync();
        await server.AskAsync("CREATE DATABASE logs; CREATE USER two WITH PASSWORD 'two'; GRANT WRITE ON logs TO two; GRANT READ ON logs TO two");
        Assert.Contains("READ", (await server.AskAsync("SHOW GRANTS FOR two")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ALL", (await server.AskAsync("SHOW GRANTS FOR two")).GetRawText(), StringComparison.Ordinal);
    }

    private static string Page() => File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Data", "influxdb.md"));

    [GeneratedRegex("^```sql\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
