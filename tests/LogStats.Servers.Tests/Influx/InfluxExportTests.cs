using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;
using LogStats.Sinks.Retry;
using Xunit;

namespace LogStats.Servers.Tests.Influx;

[UnsupportedOSPlatform("windows")]
public sealed class InfluxExportTests : IAsyncLifetime
{
    private InfluxServer _server = null!;

    public async Task InitializeAsync()
    {
        if (NeedsTheoryAttribute.Lack(InfluxServer.Program) is null)
        {
            _server = await InfluxServer.StartAsync(mostBytes: 200_000);
            await _server.AskAsync("CREATE DATABASE logs");
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task EveryRowIsAPointOfItsOwnAndTwiceAddsNothing()
    {
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 20_000);
        await using InfluxSink sink = InfluxSink.Open(Options());
        await sink.PrepareAsync(CancellationToken.None);
        for (int run = 0; run < 2; run++)
        {
            SinkAnswer answer = await sink.WriteAsync(rows, CancellationToken.None);

            Assert.Equal(new SinkAnswer(rows.Length, 0), answer);
            await SameAsync(rows);
        }
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task OtherBatchesMakeTheSamePoints()
    {
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 3000);
        await using InfluxSink sink = InfluxSink.Open(Options() with { BodyBytes = 5000, Compress = true });
        _ = await sink.WriteAsync(rows, CancellationToken.None);
        await using InfluxSink other = InfluxSink.Open(Options());
        foreach (Reading[] batch in rows.Reverse().Chunk(97))
        {
            _ = await other.WriteAsync(batch, CancellationToken.None);
        }

        await SameAsync(rows);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task ABodyThatIsTooLargeIsHalvedAndAllOfItStored()
    {
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 20_000);
        await using InfluxSink sink = InfluxSink.Open(Options() with { BodyBytes = 8_000_000 });

        SinkAnswer answer = await sink.WriteAsync(rows, CancellationToken.None);

        Assert.Equal(new SinkAnswer(rows.Length, 0), answer);
        await SameAsync(rows);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task ARowThatAloneIsTooLargeIsRefused()
    {
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 100);
        Reading large = new() { Time = rows[50].Time, Text = new string('x', 300_000), Key = new RecordKey(1, 1, 1) };
        Refusals refused = new();
        await using InfluxSink sink = InfluxSink.Open(Options() with { Refused = refused });

        SinkAnswer answer = await sink.WriteAsync([.. rows[..50], large, .. rows[50..]], CancellationToken.None);

        Assert.Equal(new SinkAnswer(100, 0, 1), answer);
        Assert.Equal((large, "it alone is larger than the server takes"), Assert.Single(refused.All));
        await SameAsync(rows);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task PointsOlderThanTheRetentionAreRefusedAndAllOthersStored()
    {
        await _server.AskAsync("CREATE RETENTION POLICY short ON logs DURATION 1d REPLICATION 1");
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 2000);
        Reading[] old = Readings.Of(Readings.Lately(TimeSpan.FromDays(3)), 700, source: 5);
        IRow[] mixed = [.. rows.Zip(old.Concat(rows)).SelectMany((pair, i) => i < old.Length ? (IRow[])[pair.First, pair.Second] : [pair.First])];
        Refusals refused = new();
        await using InfluxSink sink = InfluxSink.Open(Options() with { RetentionPolicy = "short", Refused = refused });

        SinkAnswer answer = await sink.WriteAsync(mixed, CancellationToken.None);

        Assert.Equal(new SinkAnswer(2000, 0, 700), answer);
        Assert.Equal(old.ToHashSet<IRow>(), refused.All.Select(one => one.Row).ToHashSet());
        Assert.All(refused.All, one => Assert.Equal("points beyond retention policy", one.Reason));
        await SameAsync(rows, "short.reading");
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task RowsWhoseFieldIsOfAnotherTypeThereAreRefusedAndAllOthersStored()
    {
        DateTimeOffset first = Readings.Lately(TimeSpan.FromHours(1));
        await using InfluxSink other = InfluxSink.Open(Options() with { Measurement = "reading", Tags = ["Place"] });
        _ = await other.WriteAsync([new Clash { Time = first }], CancellationToken.None);
        Reading[] rows = Readings.Of(first.AddSeconds(10), 1000);
        Refusals refused = new();
        await using InfluxSink sink = InfluxSink.Open(Options() with { Refused = refused });

        SinkAnswer answer = await sink.WriteAsync(rows, CancellationToken.None);

        IRow[] bad = [.. rows.Where(row => row.Number is not null)];
        Assert.Equal(new SinkAnswer(rows.Length - bad.Length, 0, bad.Length), answer);
        Assert.Equal(bad.ToHashSet(), refused.All.Select(one => one.Row).ToHashSet());
        Assert.Contains("field type conflict: input field \"Number\"", refused.All[0].Reason, StringComparison.Ordinal);
        await SameAsync([.. rows.Where(row => row.Number is null)], $"reading WHERE time > {(first.AddSeconds(5) - DateTimeOffset.UnixEpoch).Ticks * 100}");
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task WithNobodyToTakeRefusedRowsTheyAreAFault()
    {
        await using InfluxSink sink = InfluxSink.Open(Options());

        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(
            async () => await sink.WriteAsync([new Reading { Number = 1 }], CancellationToken.None));

        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("it has no time", fault.Message, StringComparison.Ordinal);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task ATagThatIsTooLongIsRefusedByName()
    {
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 300);
        Reading wide = new() { Time = rows[0].Time, Place = new string('p', 70_000), Number = 1, Key = new RecordKey(1, 1, 1) };
        Refusals refused = new();
        await using InfluxSink sink = InfluxSink.Open(Options() with { Refused = refused });

        _ = await sink.WriteAsync([.. rows, wide], CancellationToken.None);

        Assert.Same(wide, Assert.Single(refused.All).Row);
        await SameAsync(rows);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task WhatIsWrongWithTheDoorIsSaidBeforeAnythingIsRead()
    {
        await _server.AskAsync("CREATE USER seed WITH PASSWORD 'seed'; GRANT WRITE ON logs TO seed; GRANT READ ON logs TO seed");

        await DoorAsync(FaultId.SinkAuthentication, "GRANT ALL", Options() with { User = "seed", Password = "seed" });
        await DoorAsync(FaultId.SinkAuthentication, "Check user and password", Options() with { Password = "wrong" });
        await DoorAsync(FaultId.SinkConnect, "CREATE DATABASE", Options() with { Database = "nowhere" });
        await DoorAsync(FaultId.SinkConnect, "CREATE RETENTION POLICY", Options() with { RetentionPolicy = "never" });
        await DoorAsync(FaultId.SinkConnect, "Name a database", Options() with { Database = null, Bucket = "b" });
        await DoorAsync(FaultId.SinkConnect, "Name a database", Options() with { Token = "t0ken" });
        await DoorAsync(FaultId.SinkConnect, "CREATE RETENTION POLICY", Options() with { Schema = RowSchema.Original, Tags = null });
        await DoorAsync(FaultId.SinkCertificate, "speaks TLS", Options() with { Server = new Uri($"https://127.0.0.1:{_server.Port}") });
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task AServerThatIsDownIsAskedAgainAndHasItAllInTheEnd()
    {
        Reading[] rows = Readings.Of(Readings.Lately(TimeSpan.FromHours(1)), 30_000);
        await _server.KillAsync();
        await using RetryingSink sink = new(InfluxSink.Open(Options()), new RetryOptions { Tries = 1000, LongestWait = TimeSpan.FromMilliseconds(200) });
        Task<SinkAnswer> export = Task.Run(async () =>
        {
            await sink.PrepareAsync(CancellationToken.None);
            return await sink.WriteAsync(rows, CancellationToken.None);
        });
        await _server.StartAgainAsync();

        Assert.Equal(new SinkAnswer(rows.Length, 0), await export);
        await SameAsync(rows);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task AServerThatStaysAwayIsAFaultThatMayPass()
    {
        await _server.KillAsync();
        await using InfluxSink sink = InfluxSink.Open(Options());

        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.PrepareAsync(CancellationToken.None).AsTask());

        Assert.Equal((FaultId.SinkConnect, true), (fault.Id, fault.MayPass));
        Assert.Contains("nobody listens there", fault.Message, StringComparison.Ordinal);
    }

    private static async Task DoorAsync(FaultId id, string advice, InfluxSinkOptions options)
    {
        await using InfluxSink sink = InfluxSink.Open(options);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.PrepareAsync(CancellationToken.None).AsTask());
        Assert.Equal(id, fault.Id);
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
        Assert.False(fault.MayPass);
        Assert.DoesNotContain("t0ken", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(InfluxServer.Password, fault.ToString(), StringComparison.Ordinal);
    }

    private InfluxSinkOptions Options() => new()
    {
        Server = _server.Address,
        Database = "logs",
        User = "admin",
        Password = InfluxServer.Password,
        Tags = ["Place", "SourceId"],
    };

    /// <summary>The points say what the rows say, each as often; and each stands within its row's second.</summary>
    private Task SameAsync(Reading[] rows, string from = "reading") => InfluxPoints.SameAsync(_server, rows, from);

    private sealed class Clash : ILogRecord
    {
        public DateTimeOffset Time { get; init; }

        public RecordKey GetKey() => new(9, 9, 9);

        public RowMap GetRowMap() => s_map;

        private static readonly RowMap s_map = new Map();

        private sealed class Map() : RowMap("clash",
            [new("Time", RowType.Time), new("Place", RowType.Text), new("Text", RowType.Text), new("Number", RowType.Seconds)], RecordIdentity.Instance)
        {
            public override void Write(IRow row, IRowWriter writer)
            {
                writer.Time(((Clash)row).Time);
                writer.Text("place 1");
                writer.Text("clash");
                writer.Seconds(TimeSpan.FromSeconds(1.5));
            }
        }
    }
}
