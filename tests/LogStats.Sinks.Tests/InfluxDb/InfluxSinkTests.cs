using LogStats.Faults;
using LogStats.Sinks.InfluxDb;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using static LogStats.Sinks.Tests.InfluxDb.InfluxListener;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>What servers 2.x and 3.x are told, and what their answers and faults become.</summary>
public sealed class InfluxSinkTests
{
    private static readonly Answer s_done = new(204);

    [Fact]
    public async Task A_bucket_is_written_with_its_token()
    {
        await using InfluxListener server = new(static _ => s_done);
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Compress = true });
        await sink.PrepareAsync(CancellationToken.None);
        Assert.Equal(new SinkAnswer(2, 0), await sink.WriteAsync(new Sample(1), new Sample(2)));

        Request request = server.Requests[^1];
        Assert.Equal("/api/v2/write?bucket=b%201&org=o%2Fx&precision=ns", request.Path);
        Assert.Equal("Token s3cret", request.Authorization);
        Assert.Equal("gzip", request.Encoding);
        Assert.Equal(2, server.Lines.Count);
    }

    [Fact]
    public async Task A_database_is_written_with_user_and_password()
    {
        await using InfluxListener server = new(static _ => s_done, "1.6.7");
        await using InfluxSink sink = InfluxSink.Open(new InfluxSinkOptions
        {
            Server = new Uri($"http://an%20n:p%40ss@127.0.0.1:{server.Address.Port}"),
            Database = "d&b",
            RetentionPolicy = "1w",
        });
        await sink.PrepareAsync(CancellationToken.None);

        Request request = server.Requests[^1];
        Assert.Equal("/write?db=d%26b&rp=1w&precision=ns", request.Path);
        Assert.Equal($"Basic {Convert.ToBase64String("an n:p@ss"u8)}", request.Authorization);
    }

    [Fact]
    public async Task A_row_becomes_a_line()
    {
        await using InfluxListener server = new(static _ => s_done);
        await using InfluxSink sink = InfluxSink.Open(Options(server));
        _ = await sink.WriteAsync(new Sample(10) { Text = "a \"b\"\\" });

        Assert.Equal(
            "sample,SourceId=0000000000000007 Number=10i,EndTime=1551752811370000000i,Module=\"RAP-SDS\",Host=\"client10.example.org\",Address=\"192.0.2.10\","
            + $"Sent=10000i,Received=10i,Duration=10,ExitCode=23i,Text=\"a \\\"b\\\"\\\\\" {InfluxMoment.Place(1551752801370000000, InfluxMoment.Number(new RecordKey(7, 1000, 310)), default)}",
            server.Lines.Single().Replace(",Directory=\"/data/2019/10\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_are_tags_and_fields_as_one_says()
    {
        await using InfluxListener server = new(static _ => s_done);
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Tags = ["module", "Number"], Fields = ["Sent"], Measurement = "my m,x" });
        _ = await sink.WriteAsync(new Sample(4));

        Assert.StartsWith("my\\ m\\,x,Module=RAP-SDS,Number=4 Sent=4000i ", Assert.Single(server.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nonsense")]
    [InlineData("Time")]
    [InlineData("Duration")]
    public async Task A_column_that_can_be_no_tag_is_named(string name)
    {
        await using InfluxListener server = new(static _ => s_done);
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Tags = [name] });
        LogStatsException fault = await sink.FaultAsync(new Sample(4));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains("Number, Module, Directory", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_is_kept()
    {
        await using InfluxListener server = new(static _ => s_done);
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { BodyBytes = 1000 });
        _ = await sink.WriteAsync(Samples.Batch(0, 500));
        Assert.True(server.Requests.Count > 50);
        Assert.Equal(1, server.Connections);
        Assert.Equal(500, server.Lines.Count);
    }

    [Theory]
    [InlineData(401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}", FaultId.SinkAuthentication, false)]
    [InlineData(403, "{\"message\":\"insufficient permissions\"}", FaultId.SinkAuthentication, false)]
    [InlineData(404, "{\"code\":\"not found\",\"message\":\"bucket \\\"b\\\" not found\"}", FaultId.SinkConnect, false)]
    [InlineData(400, "{\"message\":\"invalid precision\"}", FaultId.SinkRejected, false)]
    [InlineData(301, "", FaultId.SinkConnect, false)]
    [InlineData(408, "", FaultId.SinkTimeout, true)]
    [InlineData(429, "{\"message\":\"too many\"}", FaultId.SinkConnect, true)]
    [InlineData(500, "<html>no JSON</html>", FaultId.SinkConnect, true)]
    [InlineData(500, "{\"error\":\"timeout\"}", FaultId.SinkTimeout, true)]
    [InlineData(503, "{", FaultId.SinkConnect, true)]
    public async Task An_answer_is_a_fault(int status, string body, FaultId id, bool passes)
    {
        await using InfluxListener server = new(_ => new Answer(status, body));
        await using InfluxSink sink = InfluxSink.Open(Options(server));
        LogStatsException fault = await sink.FaultAsync(new Sample(1));
        Assert.Equal((id, passes), (fault.Id, fault.MayPass));
        Assert.DoesNotContain("s3cret", fault + fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("100000", 30)]
    public async Task A_busy_server_is_left_alone_as_long_as_it_asks_within_bounds(string asked, int seconds)
    {
        int calls = 0;
        await using InfluxListener server = new(_ => ++calls == 1 ? new Answer(429, "", asked) : s_done);
        InstantClock clock = new();
        await using RetryingSink sink = new(InfluxSink.Open(Options(server) with { Clock = clock, Timeout = Timeout.InfiniteTimeSpan }), new RetryOptions { Clock = clock });
        Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync(new Sample(1)));
        Assert.Contains(clock.Waits, wait => Math.Abs(wait.TotalSeconds - seconds) < 2);
    }

    [Fact]
    public async Task Lines_that_a_server_names_by_number_are_refused_and_the_others_are_not()
    {
        await using InfluxListener server = new(static request => request.Body.Contains("Number=3i", StringComparison.Ordinal)
            ? new Answer(400, "{\"error\":\"partial write of line protocol occurred\",\"data\":[{\"original_line\":\"x\",\"line_number\":4,\"error_message\":\"no such thing\"}]}")
            : s_done, "3.0.1");
        Kept kept = new();
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Refused = kept });
        Assert.Equal(new SinkAnswer(9, 0, 1), await sink.WriteAsync(Samples.Batch(0, 10)));
        Assert.Equal("3 no such thing", Assert.Single(kept.All));
    }

    [Fact]
    public async Task A_request_of_which_nothing_is_stored_for_one_bad_line_is_sent_again_without_it()
    {
        await using InfluxListener server = new(static request =>
        {
            string? bad = request.Body.Split('\n').FirstOrDefault(static line => line.Contains("Number=3i", StringComparison.Ordinal));
            return bad is null ? s_done : new Answer(400, System.Text.Json.JsonSerializer.Serialize(new { code = "invalid", message = $"unable to parse '{bad}': bad timestamp" }));
        });
        Kept kept = new();
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Refused = kept });
        Assert.Equal(new SinkAnswer(9, 0, 1), await sink.WriteAsync(Samples.Batch(0, 10)));
        Assert.Equal("3 bad timestamp", Assert.Single(kept.All));
        Assert.Equal(9, server.Requests[^1].Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Bad_points_of_which_only_the_number_is_told_are_found_within_a_bound_of_requests()
    {
        static bool Bad(string line) => line.Contains("ExitCode", StringComparison.Ordinal) || line.Contains("Number=77i", StringComparison.Ordinal);
        HashSet<string> stored = [];
        await using InfluxListener server = new(request =>
        {
            string[] lines = request.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            stored.UnionWith(lines.Where(line => !Bad(line)));
            int dropped = lines.Count(Bad);
            return dropped == 0 ? s_done : new Answer(422, $"{{\"message\":\"failure writing points to database: partial write: something odd dropped={dropped}\"}}");
        });
        Kept kept = new();
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Refused = kept, BodyBytes = 1 << 20 });
        SinkAnswer answer = await sink.WriteAsync(Samples.Batch(0, 200));
        Assert.Equal(new SinkAnswer(179, 0, 21), answer);
        Assert.Equal(21, kept.All.Count);
        Assert.Equal(179, stored.Count);

        int before = server.Requests.Count;
        _ = await sink.WriteAsync(Samples.Batch(0, 3000));
        Assert.InRange(server.Requests.Count - before, 1, 1000);
        Assert.Contains(kept.All, static one => one.Contains("it is one of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_of_another_age_is_named_before_anything_is_written()
    {
        await using InfluxListener old = new(static _ => s_done, "1.6.7~rc0");
        await using InfluxSink bucket = InfluxSink.Open(Options(old));
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => bucket.PrepareAsync(CancellationToken.None).AsTask());
        Assert.Contains("InfluxDB 1.6.7~rc0, which has neither buckets nor tokens", fault.Message, StringComparison.Ordinal);

        List<string> notes = [];
        await using InfluxListener today = new(static _ => s_done, "v2.7.1");
        await using InfluxSink database = InfluxSink.Open(new InfluxSinkOptions { Server = today.Address, Database = "d", Note = notes.Add });
        await database.PrepareAsync(CancellationToken.None);
        Assert.Contains("InfluxDB 2.7.1, which keeps points in buckets", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_between_that_answers_queries_is_a_fault()
    {
        await using InfluxListener server = new(static request => request.Path.StartsWith("/query", StringComparison.Ordinal) ? new Answer(200, "<html>") : s_done, "1.6.7");
        await using InfluxSink sink = InfluxSink.Open(new InfluxSinkOptions { Server = server.Address, Database = "d", Schema = RowSchema.Original });
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.PrepareAsync(CancellationToken.None).AsTask());
        Assert.Equal(FaultId.SinkRejected, fault.Id);
    }

    [Fact]
    public async Task A_silent_server_is_a_time_out()
    {
        await using InfluxListener server = new(static _ => s_done with { IsSilent = true });
        await using InfluxSink sink = InfluxSink.Open(Options(server) with { Timeout = TimeSpan.FromMilliseconds(50) });
        LogStatsException fault = await sink.FaultAsync(new Sample(1));
        Assert.Equal((FaultId.SinkTimeout, true), (fault.Id, fault.MayPass));
    }

    [Fact]
    public void What_does_not_go_together_is_said()
    {
        InfluxSinkOptions server = new() { Server = new Uri("http://h:1") };
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server));
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server with { Database = "d", Bucket = "b" }));
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server with { Database = "d", Server = new Uri("ftp://h") }));
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server with { Database = "d", Server = null }));
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server with { Database = "d", CertificatePin = "abc" }));
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server with { Bucket = "d", Token = "two words" }));
        Assert.Throws<LogStatsException>(() => InfluxSink.Open(server with { Database = "d", Schema = RowSchema.Original, Measurement = "m" }));
    }

    [Fact]
    public void Options_show_no_secret()
    {
        string text = new InfluxSinkOptions { Server = new Uri("http://u:p4ss@h:1"), Database = "d", Password = "s3cret", Token = "t0ken" }.ToString();
        Assert.Equal("http://h:1/d", text);
    }

    private static InfluxSinkOptions Options(InfluxListener server) => new()
    {
        Server = server.Address,
        Bucket = "b 1",
        Organization = "o/x",
        Token = "s3cret",
    };

    private sealed class Kept : IRefusedRows
    {
        public List<string> All { get; } = [];

        public void Add(IRow row, string reason) => All.Add($"{((Sample)row).Number} {reason}");
    }
}
