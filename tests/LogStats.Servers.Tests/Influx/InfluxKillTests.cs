using System.Runtime.Versioning;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;
using LogStats.Sinks.Retry;
using Xunit;

namespace LogStats.Servers.Tests.Influx;

[UnsupportedOSPlatform("windows")]
public sealed class InfluxKillTests
{
    private const int Kills = 36;
    private const int Rows = 3000;

    /// <summary>
    /// The server is killed while a batch is under way, each time at another moment and on a database of its own, because
    /// InfluxDB 1.6 itself forgets answered points when it is killed a second time after it was killed in the middle of
    /// writing its log: it goes on behind the torn end and cuts there at the next start. Sent again, all are there again.
    /// </summary>
    [NeedsFact(InfluxServer.Program)]
    public async Task AServerThatIsKilledAtAnyMomentHasEveryRowOnce()
    {
        await using InfluxServer server = await InfluxServer.StartAsync();
        Random dice = new(4711);
        List<(string Database, Reading[] Rows)> all = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            string database = $"logs{kill}";
            Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), Rows, source: kill + 1);
            all.Add((database, rows));
            await server.AskAsync($"CREATE DATABASE {database}");
            await using RetryingSink sink = Sink(server, database);

            // The fault is thrown at random: the batch takes some ten milliseconds, so it falls before it, in its middle or behind it.
            Task<SinkAnswer> write = Task.Run(() => sink.WriteAsync(rows, CancellationToken.None).AsTask());
            await Task.Delay(TimeSpan.FromMicroseconds(dice.Next(40_000)), TimeProvider.System);
            await server.KillAsync();
            await server.StartAgainAsync();

            Assert.Equal(new SinkAnswer(rows.Length, 0), await write);
            await InfluxPoints.SameAsync(server, rows, database: database);
        }

        foreach ((string database, Reading[] rows) in all)
        {
            await using RetryingSink sink = Sink(server, database);
            _ = await sink.WriteAsync(rows, CancellationToken.None);
            await InfluxPoints.SameAsync(server, rows, database: database);
        }
    }

    private static RetryingSink Sink(InfluxServer server, string database) => new(
        InfluxSink.Open(new InfluxSinkOptions
        {
            Server = server.Address,
            Database = database,
            User = "admin",
            Password = InfluxServer.Password,
            Tags = ["Place", "SourceId"],
            BodyBytes = 32 * 1024,
        }),
        new RetryOptions { Tries = 10_000, FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(50) });
}
