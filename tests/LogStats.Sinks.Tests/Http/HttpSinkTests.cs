using System.Text.Json;
using LogStats.Faults;
using LogStats.Sinks.Http;
using LogStats.Sinks.Json;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using Reply = LogStats.Sinks.Tests.Http.HttpRobot.Reply;

namespace LogStats.Sinks.Tests.Http;

public sealed class HttpSinkTests
{
    private static readonly Reply s_done = new(204);

    [Fact]
    public async Task Rows_go_as_arrays_under_a_name_over_one_connection()
    {
        await using HttpRobot server = new(static _ => s_done);
        await using HttpSink sink = HttpSink.Open(Options(server) with { Token = "t0ken", Headers = [new("X-Team", "a b")] });
        await sink.PrepareAsync(CancellationToken.None);
        Assert.Equal(new SinkAnswer(250, 0), await sink.WriteAsync(Samples.Batch(0, 250)));

        HttpRobot.Request[] sent = [.. server.Requests];
        Assert.Equal([100, 100, 50], sent.Select(static one => one.Numbers.Count));
        Assert.Equal(Enumerable.Range(0, 250).Select(static i => (long)i), sent.SelectMany(static one => one.Numbers));
        Assert.All(sent, static one =>
        {
            Assert.Equal(("POST", "/logs", "application/json", "Bearer t0ken", "a b"),
                (one.Method, one.Path, one.Headers["Content-Type"], one.Headers["Authorization"], one.Headers["X-Team"]));
            Assert.Matches("^\"[0-9a-f]{32}\"$", one.Key);
            Assert.InRange(one.Body.Length, 1000, 100_000);
        });
        Assert.Equal("Bearer t0ken", Assert.Single(server.Greetings).Headers["Authorization"]);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Or_as_lines_compressed_to_an_address_of_their_own()
    {
        await using HttpRobot server = new(static _ => s_done);
        await using HttpSink sink = HttpSink.Open(Options(server) with
        {
            Address = new Uri($"http://{server.Host}/logs/{{id}}?a=b"),
            Method = HttpSinkMethod.Put,
            Form = JsonForm.Lines,
            Compress = true,
            MessageSize = 3,
        });
        _ = await sink.WriteAsync(Samples.Batch(0, 4));

        Assert.Equal(["0,1,2", "3"], server.Requests.Select(static one => string.Join(',', one.Numbers)));
        Assert.All(server.Requests, static one =>
        {
            Assert.Equal(("PUT", $"/logs/{one.Key.Trim('"')}?a=b", "application/x-ndjson"), (one.Method, one.Path, one.Headers["Content-Type"]));
            Assert.All(one.Body.TrimEnd('\n').Split('\n'), static line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        });
    }

    [Theory]
    [InlineData(401, FaultId.SinkAuthentication, false)]
    [InlineData(403, FaultId.SinkAuthentication, false)]
    [InlineData(407, FaultId.SinkAuthentication, false)]
    [InlineData(404, FaultId.SinkConnect, false)]
    [InlineData(405, FaultId.SinkConnect, false)]
    [InlineData(501, FaultId.SinkConnect, false)]
    [InlineData(207, FaultId.SinkRejected, false)]
    [InlineData(415, FaultId.SinkRejected, false)]
    [InlineData(418, FaultId.SinkRejected, false)]
    [InlineData(408, FaultId.SinkTimeout, true)]
    [InlineData(409, FaultId.SinkConnect, true)]
    [InlineData(425, FaultId.SinkConnect, true)]
    [InlineData(429, FaultId.SinkConnect, true)]
    [InlineData(500, FaultId.SinkConnect, true)]
    [InlineData(502, FaultId.SinkConnect, true)]
    [InlineData(503, FaultId.SinkConnect, true)]
    public async Task An_answer_is_a_fault_with_the_servers_words_and_no_secret(int status, FaultId id, bool passes)
    {
        await using HttpRobot server = new(_ => new Reply(status, "\u001b[31mno\r\nX: y" + new string('z', 5000)));
        await using HttpSink sink = HttpSink.Open(Options(server) with { Address = new Uri($"{server.Address}?key=s3cret"), Token = "s3cret", Headers = [new("X-Key", "s3cret")] });
        LogStatsException fault = await sink.FaultAsync(new Sample(1));
        string said = fault + fault.Advice;
        Assert.Equal((id, passes), (fault.Id, fault.MayPass));
        Assert.DoesNotContain("s3cret", said, StringComparison.Ordinal);
        Assert.Contains($"it answered {status}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, static letter => char.IsControl(letter));
        Assert.InRange(fault.Message.Length, 1, 600);
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        await using HttpRobot other = new(static _ => s_done);
        await using HttpRobot server = new(_ => new Reply(307, "", $"Location: http://{other.Host}/there?key=s3cret"));
        await using HttpSink sink = HttpSink.Open(Options(server) with { Token = "t0ken" });
        LogStatsException fault = await sink.FaultAsync(new Sample(1));
        Assert.Equal((FaultId.SinkConnect, false), (fault.Id, fault.MayPass));
        Assert.Contains($"'http://{other.Host}/there?***'", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("100000", 30)]
    public async Task A_busy_server_is_left_alone_as_long_as_it_asks_within_bounds(string asked, int seconds)
    {
        int calls = 0;
        await using HttpRobot server = new(_ => ++calls == 1 ? new Reply(429, "", $"Retry-After: {asked}") : s_done);
        InstantClock clock = new();
        await using RetryingSink sink = new(HttpSink.Open(Options(server) with { Clock = clock }), new RetryOptions { Clock = clock });
        Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync(new Sample(1)));
        Assert.Contains(clock.Waits, wait => Math.Abs(wait.TotalSeconds - seconds) < 2);
    }

    [Fact]
    public async Task A_silent_server_is_not_waited_for_for_ever()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using HttpRobot server = new(_ =>
        {
            asked.SetResult();
            return new Reply(204) { Cut = 5, IsSilent = true };
        });
        ManualClock clock = new();
        await using HttpSink sink = HttpSink.Open(Options(server) with { Clock = clock, Timeout = TimeSpan.FromSeconds(20) });
        Task<LogStatsException> fault = sink.FaultAsync(new Sample(1));
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal((FaultId.SinkTimeout, true), ((await fault).Id, (await fault).MayPass));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_halved_down_to_the_row_that_is()
    {
        HttpStore store = new() { Largest = 2000 };
        await using HttpRobot server = new(store.Take);
        RefusedList refused = new();
        await using HttpSink sink = HttpSink.Open(Options(server) with { Refused = refused });
        Sample[] batch = Samples.Batch(0, 40);
        batch[7] = new Sample(7) { Text = new string('x', 3000) };
        Assert.Equal(new SinkAnswer(39, 0, 1), await sink.WriteAsync(batch));
        Assert.Equal((7, "it alone is larger than the server takes"), (Assert.Single(refused.Numbers), refused.Rows[0].Reason));
        Assert.Equal(39, store.Rows.Distinct().Count());

        // What was learned spares requests, and changes no name: the same rows again are all known.
        int sent = server.Requests.Count;
        _ = await sink.WriteAsync(batch);
        Assert.Equal(39, store.Rows.Count);
        Assert.InRange(server.Requests.Count - sent, 1, sent - 1);
    }

    [Fact]
    public async Task Where_every_row_is_refused_the_server_wants_something_else()
    {
        await using HttpRobot server = new(static _ => new Reply(400, "no such field"));
        RefusedList refused = new();
        await using HttpSink sink = HttpSink.Open(Options(server) with { Refused = refused });
        LogStatsException fault = await sink.FaultAsync(Samples.Batch(0, 100));
        Assert.Equal((FaultId.SinkRejected, false), (fault.Id, fault.MayPass));
        Assert.Contains("no such field", fault.Message, StringComparison.Ordinal);
        Assert.Empty(refused.Rows);
    }

    [Fact]
    public async Task A_name_that_the_server_has_with_other_words_is_not_gone_around_by_halves()
    {
        await using HttpRobot server = new(static _ => new Reply(422, "{\"title\":\"Idempotency-Key is already used\"}"));
        await using HttpSink sink = HttpSink.Open(Options(server) with { Refused = new RefusedList() });
        LogStatsException fault = await sink.FaultAsync(Samples.Batch(0, 4));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_row_that_nobody_keeps_is_a_fault()
    {
        HttpStore store = new() { Bad = [3] };
        await using HttpRobot server = new(store.Take);
        await using HttpSink sink = HttpSink.Open(Options(server));
        Assert.Equal(FaultId.SinkRejected, (await sink.FaultAsync(Samples.Batch(0, 9))).Id);
        Assert.Equal(8, store.Rows.Count);
    }

    [Fact]
    public async Task Only_the_message_without_an_answer_is_sent_again()
    {
        int calls = 0;
        await using HttpRobot server = new(_ => ++calls == 3 ? new Reply(503) : s_done);
        InstantClock clock = new();
        await using RetryingSink sink = new(HttpSink.Open(Options(server) with { MessageSize = 10 }), new RetryOptions { Clock = clock });
        Assert.Equal(new SinkAnswer(50, 0), await sink.WriteAsync(Samples.Batch(0, 50)));
        Assert.Equal([0, 10, 20, 20, 30, 40], server.Requests.Select(static one => one.Numbers[0]));
    }

    [Fact]
    public async Task Another_batch_after_a_fault_begins_anew()
    {
        int calls = 0;
        await using HttpRobot server = new(_ => ++calls == 2 ? new Reply(503) : s_done);
        await using HttpSink sink = HttpSink.Open(Options(server) with { MessageSize = 10 });
        _ = await sink.FaultAsync(Samples.Batch(0, 30));
        Assert.Equal(new SinkAnswer(20, 0), await sink.WriteAsync(Samples.Batch(100, 20)));
        Assert.Equal([0, 10, 100, 110], server.Requests.Select(static one => one.Numbers[0]));
        Assert.Equal(default, await sink.WriteAsync());
    }

    private static HttpSinkOptions Options(HttpRobot server) => new() { Address = server.Address, Timeout = Timeout.InfiniteTimeSpan };
}
