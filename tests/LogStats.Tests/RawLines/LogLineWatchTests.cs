using LogStats.Faults;
using LogStats.Follow;
using LogStats.RawLines;
using LogStats.Sinks;
using LogStats.Tests.Follow;

namespace LogStats.Tests.RawLines;

/// <summary>Lines as they are read, and what is saved of them: never more than is safe.</summary>
public sealed class LogLineWatchTests : IDisposable
{
    private readonly LogFolder _log = new();
    private readonly List<LogLine> _given = [];
    private LogLineWatchOptions _options;

    public LogLineWatchTests()
        => _options = new LogLineWatchOptions { Paths = [_log.File()], Store = _log.Store, Checkpoint = "default", Timeout = TimeSpan.Zero };

    [Fact]
    public void All_that_is_there_is_given_and_the_account_says_so()
    {
        _log.Append("a\nb\r\nc\n");
        using LogLineWatch watch = Run();
        Assert.Equal("a b c", Taken());
        Assert.Equal((3, 3, 0, 0), (watch.Read, watch.Given, watch.Skipped, watch.TooLong));
    }

    [Fact]
    public void It_ends_after_so_many_lines_and_goes_on_with_the_next()
    {
        _log.Append("a\nb\nc\nd\n");
        _options = _options with { Count = 2 };
        End(Run());
        Assert.Equal("a b", Taken());
        End(Run());
        Assert.Equal("c d", Taken());
    }

    [Fact]
    public void Lines_that_hold_all_texts_of_a_rule_are_left_out()
    {
        _log.Append("GET /health.php nginx/1 health check\nGET /health.php nginx/1\nGET / curl\nGET /other\n");
        _options = _options with { NotMatch = [["/health.php", "nginx/", "health check"], ["curl"]] };
        using LogLineWatch watch = Run();
        Assert.Equal(["GET /health.php nginx/1", "GET /other"], _given.Select(line => line.Text));
        Assert.Equal((4, 2, 2), (watch.Read, watch.Given, watch.Skipped));
    }

    [Theory]
    [InlineData("/HEALTH")]
    [InlineData("nginx/ GET")]
    public void Texts_are_compared_as_they_stand(string text)
    {
        _log.Append("GET /health nginx/\n");
        _options = _options with { NotMatch = [[text]] };
        using LogLineWatch watch = Run();
        Assert.Equal(1, watch.Given);
    }

    /// <summary>Lines that are left out are read: a log of nothing else does not stand still.</summary>
    [Fact]
    public void A_place_behind_lines_left_out_is_saved()
    {
        _log.Append("no\nno\n");
        _options = _options with { NotMatch = [["no"]] };
        End(Run());
        Assert.Equal(6, Saved());
    }

    [Fact]
    public void An_empty_text_is_refused()
    {
        _options = _options with { NotMatch = [["a", ""]] };
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Run());
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains("texts of at least one character", fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(24 * 60 * 60 * 1000 + 1)]
    public void An_interval_has_to_be_one(int milliseconds)
    {
        _options = _options with { Interval = TimeSpan.FromMilliseconds(milliseconds) };
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => Run()).Id);
    }

    [Theory]
    [InlineData("*.tmp.log")]
    [InlineData("*/b*")]
    public void Files_are_left_out_by_name_and_by_path(string exclude)
    {
        _log.Append("a\n", "a.log").Append("b\n", "b.tmp.log");
        _options = _options with { Paths = [_log.File("*.log"), _log.File("b.tmp.log")], Exclude = [exclude] };
        End(Run());
        Assert.Equal("a", Taken());
    }

    [Fact]
    public void A_line_that_is_held_is_not_saved_as_read()
    {
        _log.Append("a\n");
        End(Run(line => Hold(line)));
        Assert.Empty(_log.Store.List());
        _given.Clear();
        End(Run());
        Assert.Equal("a", Taken());
        Assert.Equal(2, Saved());
    }

    [Fact]
    public void It_is_saved_once_it_is_released()
    {
        _log.Append("a\n");
        using LogLineWatch watch = Run(line => Hold(line));
        watch.Save();
        Assert.Empty(_log.Store.List());
        Release(_given[0]);
        watch.Save();
        Assert.Equal(2, Saved());
    }

    [Fact]
    public void Each_hold_asks_for_a_release()
    {
        _log.Append("a\n");
        using LogLineWatch watch = Run(line =>
        {
            Hold(line);
            Hold(line);
        });
        Release(_given[0]);
        watch.Save();
        Assert.Empty(_log.Store.List());
        Release(_given[0]);
        watch.Save();
        Assert.Equal(2, Saved());
    }

    /// <summary>The oldest line that is held is the limit, also where later ones are safe already.</summary>
    [Fact]
    public void Nothing_behind_a_held_line_is_saved()
    {
        _log.Append("a\n");
        _options = _options with { Timeout = null, Interval = TimeSpan.FromMilliseconds(10) };
        int written = 1;
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(1));
        using LogLineWatch watch = new(_options, TimeProvider.System);
        _ = Assert.ThrowsAny<OperationCanceledException>(() => watch.Run(
            line =>
            {
                _given.Add(line);
                if (line.Text is "a" or "b")
                {
                    Hold(line);
                }
            },
            () =>
            {
                if (_given.Count < written)
                {
                    return;
                }

                if (written == 4)
                {
                    stop.Cancel();
                    return;
                }

                _log.Append("abcd"[written++] + "\n");
            },
            stop.Token));
        Assert.Equal("a b c d", string.Join(' ', _given.Select(line => line.Text)));
        watch.Save(CancellationToken.None);
        Assert.Empty(_log.Store.List());
        Release(_given[1]);
        watch.Save(CancellationToken.None);
        Assert.Empty(_log.Store.List());
        Release(_given[0]);
        watch.Save(CancellationToken.None);
        Assert.Equal(8, Saved());
    }

    [Fact]
    public void A_line_that_was_not_taken_comes_again_and_those_before_it_do_not()
    {
        _log.Append("a\nb\nc\n");
        LogLineWatch watch = new(_options, TimeProvider.System);
        _ = Assert.Throws<InvalidOperationException>(() => watch.Run(line =>
        {
            if (line.Text == "b")
            {
                throw new InvalidOperationException("the sink is gone");
            }

            _given.Add(line);
        }));
        End(watch);
        Assert.Equal("a", Taken());
        End(Run());
        Assert.Equal("b c", Taken());
    }

    [Fact]
    public void What_could_not_be_saved_is_saved_with_the_next()
    {
        _log.Append("a\n").Append("b\n", "two.log");
        FailingStore store = new(_log.Store);
        _options = _options with { Paths = [_log.File("*.log")], Store = store };
        using LogLineWatch watch = Run(line => Hold(line));
        _given.ForEach(Release);
        store.Fails = true;
        _ = Assert.Throws<LogStatsException>(() => watch.Save());
        Assert.Empty(_log.Store.List());
        store.Fails = false;
        watch.Save();
        Assert.Equal(2, _log.Store.List().Count);
    }

    [Fact]
    public async Task A_pump_holds_what_it_has_not_given_yet()
    {
        _log.Append("a\nb\nc\n");
        ListSink sink = new();
        await using SinkPump pump = new(sink, new SinkPumpOptions { BatchSize = 2 });
        using LogLineWatch watch = Run(line => pump.AddAsync(line, default).AsTask().GetAwaiter().GetResult());
        watch.Save();
        Assert.Equal(2, sink.Rows.Count);
        Assert.Empty(_log.Store.List());
        await pump.FlushAsync(default);
        watch.Save();
        Assert.Equal(6, Saved());
    }

    [Fact]
    public async Task A_pump_holds_what_its_sink_refused()
    {
        _log.Append("a\n");
        ListSink sink = new() { Fails = true };
        SinkPump pump = new(sink);
        using LogLineWatch watch = Run(line => pump.AddAsync(line, default).AsTask().GetAwaiter().GetResult());
        _ = await Assert.ThrowsAsync<LogStatsException>(() => pump.FlushAsync(default).AsTask());
        await pump.DisposeAsync();
        watch.Save();
        Assert.Empty(_log.Store.List());
    }

    public void Dispose() => _log.Dispose();

    private static void Hold(IHeldRow row) => row.Hold();

    private static void Release(IHeldRow row) => row.Release();

    private LogLineWatch Run(Action<LogLine>? give = null)
    {
        LogLineWatch watch = new(_options, TimeProvider.System);
        watch.Run(line =>
        {
            give?.Invoke(line);
            _given.Add(line);
        });
        return watch;
    }

    private static void End(LogLineWatch watch)
    {
        watch.Save();
        watch.Dispose();
    }

    private long Saved() => Assert.Single(_log.Store.List()).Position.Offset;

    private string Taken()
    {
        string taken = string.Join(' ', _given.Select(line => line.Text));
        _given.Clear();
        return taken;
    }

    private sealed class ListSink : ISink
    {
        public List<IRow> Rows { get; } = [];

        public bool Fails { get; init; }

        public ValueTask PrepareAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
        {
            if (Fails)
            {
                throw Fail.SinkConnect("the sink", "it is gone", "");
            }

            Rows.AddRange(batch);
            return ValueTask.FromResult(new SinkAnswer(batch.Count, 0));
        }

        public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class FailingStore(MemoryCheckpoints store) : ICheckpointStore
    {
        public bool Fails { get; set; }

        public IDisposable Hold(string name) => store.Hold(name);

        public IReadOnlyList<FollowPosition> Load(string name) => store.Load(name);

        public ValueTask SaveAsync(string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop)
            => SaveAsync(name, changed, gone, null, stop);

        public ValueTask SaveAsync(
            string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, string? state, CancellationToken stop)
            => Fails ? throw Fail.SinkConnect("the store", "the disk is full", "") : store.SaveAsync(name, changed, gone, state, stop);

        public string? LoadState(string name) => store.LoadState(name);

        public void Forget(string name) => store.Forget(name);

        public IReadOnlyList<Checkpoint> List() => store.List();
    }
}
