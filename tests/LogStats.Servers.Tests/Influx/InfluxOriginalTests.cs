using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;
using Xunit;

namespace LogStats.Servers.Tests.Influx;

/// <summary>The two measurements of the rsync statistics program, asked as its dashboard asks them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InfluxOriginalTests : IAsyncLifetime
{
    private readonly List<string> _notes = [];
    private InfluxServer _server = null!;

    public async Task InitializeAsync()
    {
        if (NeedsTheoryAttribute.Lack(InfluxServer.Program) is null)
        {
            _server = await InfluxServer.StartAsync();
            await _server.AskAsync("CREATE DATABASE rsyncdb");
            await _server.AskAsync("CREATE RETENTION POLICY rp_rsyncevents ON rsyncdb DURATION 1w REPLICATION 1");
            await _server.AskAsync("CREATE RETENTION POLICY rp_rsyncstats ON rsyncdb DURATION 520w REPLICATION 1");
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
    public async Task EventsOfOneSecondStayDistinctAndStandInThatSecond()
    {
        RsyncEvent[] events = Log(Day(-1).AddHours(5), 600, perSecond: 200);
        await ExportAsync(events);
        await ExportAsync(events);

        List<Dictionary<string, JsonElement>> points = await _server.RowsAsync("SELECT * FROM rp_rsyncevents.rsyncevents", "rsyncdb");

        Assert.Equal(
            events.Select(one => $"{one.EndTime!.Value.ToUnixTimeSeconds()} {one.Module} {one.HostHash} {one.SentBytes} {one.ReceivedBytes} {one.TotalBytes}").Order(StringComparer.Ordinal),
            points.Select(one => $"{one["time"].GetInt64() / 1_000_000_000} {one["module"]} {one["hosthash"]} {one["sent"]} {one["received"]} {one["total"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["hosthash", "module", "received", "sent", "time", "total"], points[0].Keys.Order(StringComparer.Ordinal));
        long bySecond = (await _server.RowsAsync("SELECT count(sent) FROM rp_rsyncevents.rsyncevents WHERE time >= 0 GROUP BY time(1s) fill(none)", "rsyncdb")).Sum(row => row["count"].GetInt64());
        Assert.Equal(events.Length, bySecond);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task APlaceWithBlanksAndAnEmptyOneAreTagsAsTheyShouldBe()
    {
        RsyncEvent[] events = Log(Day(-1).AddHours(5), 3, perSecond: 1);
        (events[0].City, events[0].GeoHash) = ("Saint Martin, d'Hères", "u0h0fpnzj9ft");
        (events[1].City, events[1].GeoHash) = ("", "");
        await ExportAsync(events);

        List<Dictionary<string, JsonElement>> points = await _server.RowsAsync("SELECT * FROM rp_rsyncevents.rsyncevents", "rsyncdb");

        Assert.Equal(["Saint Martin, d'Hères", null, null], points.Select(one => one["city"].GetString()));
        List<Dictionary<string, JsonElement>> sums = await SumsAsync();
        Assert.Equal(events.Sum(one => one.SentBytes), sums.Sum(one => one["sent"].GetInt64()));
        Assert.Contains(sums, one => one["city"].GetString() == "Saint Martin, d'Hères");
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task SumsAreOfWholeDaysHoweverTheLogWasCutUp()
    {
        RsyncEvent[] events = Log(Day(-2).AddHours(22), 4000, perSecond: 1, secondsApart: 7);
        foreach (RsyncEvent[] part in events.Chunk(700))
        {
            await ExportAsync(part);
        }

        await ExportAsync(events[1500..1600]);

        Assert.Equal(Expected(events), (await SumsAsync()).Select(Said).Order(StringComparer.Ordinal));
        Assert.Empty(_notes);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task ADayOfWhichTheFirstEventsMayBeGoneKeepsItsSum()
    {
        // The day on which the retention policy ends: what came in while it was whole stands in the sums.
        DateTimeOffset edge = Day(-7);
        await WriteAsync("rp_rsyncstats", $"rsyncstats,module=m sent=1000i,received=1000i,total=1000i {(edge - DateTimeOffset.UnixEpoch).Ticks * 100}");
        DateTimeOffset kept = TimeProvider.System.GetUtcNow().AddDays(-7).AddMinutes(20);
        RsyncEvent[] late = Log(new DateTimeOffset(kept.Ticks - (kept.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero), 3, perSecond: 3, modules: 1);
        Assert.True(late[^1].EndTime < edge.AddDays(1), "run it again in half an hour");

        await ExportAsync(late);

        Assert.Equal(3, await _server.CountAsync("rp_rsyncevents.rsyncevents", "sent", "rsyncdb"));
        Assert.Equal(1000, (await SumsAsync()).Sum(one => one["sent"].GetInt64()));
        Assert.Contains($"The sums of {edge:yyyy-MM-dd} in rsyncstats stay as they are", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [NeedsFact(InfluxServer.Program)]
    public async Task ADayIsSummedUpOnceTheNextBegins()
    {
        RsyncEvent[] events = Log(Day(-2).AddHours(23), 2000, perSecond: 1, secondsApart: 7);
        await using InfluxSink sink = Sink();
        _ = await sink.WriteAsync(events, CancellationToken.None);

        string[] days = [.. (await SumsAsync()).Select(one => Said(one).Split(' ')[0]).Distinct()];

        Assert.Equal([$"{(Day(-2) - DateTimeOffset.UnixEpoch).Ticks * 100}"], days);
    }

    private static DateTimeOffset Day(int from) => new(TimeProvider.System.GetUtcNow().Date.AddDays(from), TimeSpan.Zero);

    /// <summary>Transfers as the engine reads them from a daemon's log.</summary>
    private static RsyncEvent[] Log(DateTimeOffset first, int count, int perSecond, int secondsApart = 1, int modules = 3)
    {
        StringBuilder log = new();
        for (int i = 0; i < count; i++)
        {
            string time = first.AddSeconds(i / perSecond * secondsApart).ToString("yyyy'/'MM'/'dd HH:mm:ss", CultureInfo.InvariantCulture);
            _ = log.Append(CultureInfo.InvariantCulture, $"{time} [{i + 1}] connect from h{i % 5}.example (192.0.2.{i % 5})\n")
                .Append(CultureInfo.InvariantCulture, $"{time} [{i + 1}] rsync on m{i % modules}/a from u@h{i % 5}.example (192.0.2.{i % 5})\n")
                .Append(CultureInfo.InvariantCulture, $"{time} [{i + 1}] sent {(i * 17) + 1} bytes  received {i * 3} bytes  total size {i * 101}\n");
        }

        RsyncReader reader = new(new RsyncOptions { TimeZone = TimeZoneInfo.Utc });
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(log.ToString()));
        RsyncEvent[] events = [.. reader.Read(LineInput.FromStream(stream)).SelectMany(static batch => batch.ToArray()), .. reader.Finish()];
        Assert.Equal(count, events.Length);
        return events;
    }

    private static IEnumerable<string> Expected(RsyncEvent[] events) => events
        .GroupBy(one => (Day: new DateTimeOffset(one.EndTime!.Value.UtcDateTime.Date, TimeSpan.Zero), one.Module, one.HostHash))
        .Select(day => $"{(day.Key.Day - DateTimeOffset.UnixEpoch).Ticks * 100} {day.Key.Module} {day.Key.HostHash} {day.Sum(one => one.SentBytes)} {day.Sum(one => one.ReceivedBytes)} {day.Sum(one => one.TotalBytes)}")
        .Order(StringComparer.Ordinal);

    private static string Said(Dictionary<string, JsonElement> sum)
        => $"{sum["time"]} {sum["module"]} {sum["hosthash"]} {sum["sent"]} {sum["received"]} {sum["total"]}";

    private Task<List<Dictionary<string, JsonElement>>> SumsAsync() => _server.RowsAsync("SELECT * FROM rp_rsyncstats.rsyncstats", "rsyncdb");

    private InfluxSink Sink() => InfluxSink.Open(new InfluxSinkOptions
    {
        Server = _server.Address,
        Database = "rsyncdb",
        User = "admin",
        Password = InfluxServer.Password,
        Schema = RowSchema.Original,
        Note = _notes.Add,
    });

    private async Task ExportAsync(RsyncEvent[] events)
    {
        await using InfluxSink sink = Sink();
        await sink.PrepareAsync(CancellationToken.None);
        foreach (RsyncEvent[] batch in events.Chunk(500))
        {
            Assert.Equal(batch.Length, (await sink.WriteAsync(batch, CancellationToken.None)).Stored);
        }

        await sink.CompleteAsync(CancellationToken.None);
    }

    private async Task WriteAsync(string policy, string line)
    {
        using HttpClient http = new();
        using StringContent body = new(line);
        using HttpResponseMessage answer = await http.PostAsync(
            new Uri(_server.Address, $"write?db=rsyncdb&rp={policy}&u=admin&p={InfluxServer.Password}"), body);
        Assert.Equal(204, (int)answer.StatusCode);
    }
}
