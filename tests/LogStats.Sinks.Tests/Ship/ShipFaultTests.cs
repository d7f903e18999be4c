using LogStats.Batches;
using LogStats.Faults;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Ship;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>Networks that break wherever they like, and receivers that answer anything: every line arrives once.</summary>
public sealed class ShipFaultTests
{
    private const string Lines = "one\ntwo\r\nthr\xe9\xff\0e\n";

    public static TheoryData<string> Places => [BatchWire.Claims, BatchWire.Marks, BatchWire.Batches];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_request_that_is_cut_at_any_byte_comes_again(string place)
    {
        int length = (await LengthsAsync(place)).Request;
        for (int cut = 0; cut < length; cut++)
        {
            await AfterAsync(place, new Trouble { ReadOnly = cut });
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_answer_that_is_cut_at_any_byte_is_asked_for_again(string place)
    {
        int length = (await LengthsAsync(place)).Answer;
        for (int cut = 0; cut < length; cut++)
        {
            await AfterAsync(place, new Trouble { GiveOnly = cut });
        }
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>")]
    [InlineData(503, "")]
    [InlineData(429, "")]
    [InlineData(507, "{\"error\":\"the disk is full\"}")]
    [InlineData(200, "")]
    [InlineData(200, "OK")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"outcome\":\"stored\"}")]
    [InlineData(200, "{\"outcome\":\"stored\",\"mark\":1}")]
    [InlineData(200, "{\"outcome\":\"had\",\"mark\":3}")]
    [InlineData(200, "{\"outcome\":\"gap\",\"mark\":0}")]
    [InlineData(204, "")]
    [InlineData(409, "{\"outcome\":\"stored\",\"mark\":19}")]
    [InlineData(409, "{\"outcome\":\"gap\",\"mark\":0}")]
    [InlineData(409, "{\"outcome\":\"overlap\",\"mark\":0}")]
    [InlineData(409, "conflict")]
    public async Task What_is_no_answer_to_the_batch_counts_for_nothing(int status, string body)
        => await AfterAsync(BatchWire.Batches, new Trouble { Status = status, Body = body });

    [Theory]
    [InlineData(401, FaultId.SinkAuthentication)]
    [InlineData(403, FaultId.SinkAuthentication)]
    [InlineData(400, FaultId.SinkRejected)]
    [InlineData(413, FaultId.SinkRejected)]
    [InlineData(415, FaultId.SinkRejected)]
    [InlineData(404, FaultId.SinkConnect)]
    [InlineData(302, FaultId.SinkConnect)]
    [InlineData(307, FaultId.SinkConnect)]
    public async Task What_does_not_pass_ends_the_sender_with_words(int status, FaultId id)
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Token = "s3cret-t0ken" };
        ship.Log.Append(Lines);
        ship.Robot.Troubles = (place, _) => place == BatchWire.Batches ? new Trouble { Status = status, Header = "Location: http://elsewhere.example/v1/batches" } : null;
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(ship.SendAsync);
        Assert.Equal(id, fault.Id);
        Assert.NotEmpty(fault.Advice);
        Assert.DoesNotContain("s3cret", $"{fault} {fault.Advice}", StringComparison.Ordinal);
        ship.Robot.Troubles = static (_, _) => null;
        Assert.Equal(3, (await ship.SendAsync()).Sent);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_not_waited_for_longer_than_the_time_limit()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Timeout = TimeSpan.FromMilliseconds(200) };
        ship.Log.Append(Lines);
        ship.Robot.Troubles = (place, number) => number < 4 ? new Trouble { GiveOnly = number * 7, IsSilent = true } : null;
        Assert.Equal(3, (await ship.SendAsync()).Read);
        Assert.Equal(Lines, ship.Text);
        Assert.Equal([ShipEventKind.Away, ShipEventKind.Back], ship.Told.Select(static told => told.Kind));
    }

    [Fact]
    public async Task A_receiver_that_stays_away_is_given_up_after_as_many_tries_as_were_allowed()
    {
        await using ShipFixture ship = new();
        ship.Options = ship.Options with { Retry = ship.Options.Retry with { Tries = 3 } };
        ship.Log.Append(Lines);
        int asked = 0;
        ship.Robot.Troubles = (place, _) =>
        {
            asked += place == BatchWire.Batches ? 1 : 0;
            return place == BatchWire.Batches ? new Trouble { Status = 503 } : null;
        };
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(ship.SendAsync);
        Assert.True(fault.MayPass);
        Assert.Equal(3, asked);
        Assert.Single(ship.Told, static told => told.Kind == ShipEventKind.Away);
    }

    [Fact]
    public async Task A_receiver_that_asks_to_be_left_alone_is_left_alone()
    {
        await using ShipFixture ship = new();
        ship.Log.Append(Lines);
        ship.Robot.Troubles = (place, _) => place == BatchWire.Batches ? new Trouble { Status = 429, Header = "Retry-After: 3600" } : null;
        RestClock clock = new();
        ship.Options = ship.Options with { Clock = clock };
        await using BatchSender sender = ship.Sender();
        using CancellationTokenSource stop = new();
        Task run = sender.RunAsync(once: false, stop.Token);
        TimeSpan rest = await clock.Rest.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.InRange(rest, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)); // As long as it asks, but not for hours.
        await stop.CancelAsync();
        await run;
        Assert.Single(ship.Robot.Headers, static headers => headers.ContainsKey(BatchWire.Range));
    }

    private static async Task<(int Request, int Answer)> LengthsAsync(string place)
    {
        await using ShipFixture ship = new();
        ship.Log.Append(Lines);
        (int, int) lengths = default;
        ship.Robot.Troubles = (now, number) =>
        {
            lengths = number > 0 && lengths == default && s_next[place] == now ? ship.Robot.Last : lengths;
            return null;
        };
        _ = await ship.SendAsync();
        return lengths == default ? ship.Robot.Last : lengths;
    }

    private static readonly Dictionary<string, string> s_next = new() { [BatchWire.Claims] = BatchWire.Marks, [BatchWire.Marks] = BatchWire.Batches, [BatchWire.Batches] = "" };

    /// <summary>The first request to a place meets with trouble.</summary>
    private static async Task AfterAsync(string place, Trouble trouble)
    {
        await using ShipFixture ship = new();
        ship.Log.Append(Lines);
        bool met = false;
        ship.Robot.Troubles = (now, _) =>
        {
            (bool meets, met) = (!met && now == place, met || now == place);
            return meets ? trouble : null;
        };
        ShipAccount account = await ship.SendAsync();
        Assert.True(met);
        Assert.Equal(Lines, ship.Text);
        Assert.Equal((3, 0), (account.Sent + account.Had, account.Skipped));
        Assert.Equal(3, account.Read);
    }

    /// <summary>The clock of this machine; a long wait is told of and never over.</summary>
    private sealed class RestClock : TimeProvider
    {
        public TaskCompletionSource<TimeSpan> Rest { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ = dueTime > TimeSpan.FromMinutes(2) && Rest.TrySetResult(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
