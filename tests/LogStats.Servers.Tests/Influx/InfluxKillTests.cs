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
    private const int Rows = 40_000;

    /// <summary>The server is killed again and again, each time after another number of bytes of the export have been taken.</summary>
    [NeedsFact(InfluxServer.Program)]
    public async Task AServerThatIsKilledAtAnyMomentHasEveryRowOnce()
    {
        await using InfluxServer server = await InfluxServer.StartAsync();
        await server.AskAsync("CREATE DATABASE logs");
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), Rows);
        await using RetryingSink sink = new(
            InfluxSink.Open(new InfluxSinkOptions
            {
                Server = server.Address,
                Database = "logs",
                User = "admin",
                Password = InfluxServer.Password,
                Tags = ["Place", "SourceId"],
                BodyBytes = 64 * 1024,
            }),
            new RetryOptions { Tries = 10_000, FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(50) });
        Random dice = new(4711);
        Reading[][] batches = [.. rows.Chunk(Rows / Kills)];
        long stored = 0;
        foreach (Reading[] batch in batches)
        {
            // Alone, a batch takes some ten milliseconds: the kill falls before it, in its middle, or behind it.
            Task<SinkAnswer> write = Task.Run(() => sink.WriteAsync(batch, CancellationToken.None).AsTask());
            await Task.Delay(TimeSpan.FromMicroseconds(dice.Next(20_000)), TimeProvider.System);
            await server.KillAsync();
            await server.StartAgainAsync();
            stored += (await write).Stored;
        }

        Assert.True(batches.Length >= Kills);
        Assert.Equal(rows.Length, stored);
        await InfluxPoints.SameAsync(server, rows);
    }
}
