using System.Globalization;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Sinks;
using LogStats.Tests.Follow;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;
using LogStats.Tstat.Directories;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>Every flow of a directory that tstat has left, once, and the mark behind the last of them.</summary>
public sealed class TstatDeliveryTests : IDisposable
{
    private const string First = "2020_06_11_09_00.out";
    private const string Second = "2020_06_11_10_00.out";
    private const string Header = "#c_ip:1 c_port:2 c_first_abs:3 c_durat:4 c_bytes_all:5 c_pkts_all:6 c_isint:7 c_iscrypto:8 c_type:9 "
        + "s_ip:10 s_port:11 s_first_abs:12 s_durat:13 s_bytes_all:14 s_pkts_all:15 s_isint:16 s_iscrypto:17 s_type:18 fqdn:19\n";

    private readonly TstatTree _tree = new();
    private readonly MemoryCheckpoints _store = new();
    private readonly FlowSink _sink = new();
    private readonly List<TstatDelivered> _done = [];
    private readonly List<LogStatsException> _faults = [];
    private TstatFilter _filter = TstatFilter.Everything;

    public void Dispose()
    {
        _ = _sink.DisposeAsync().AsTask();
        _tree.Dispose();
    }

    [Fact]
    public async Task The_oldest_directory_comes_first_and_in_it_TCP_before_UDP()
    {
        // By their names alone the parents would stand the other way round.
        Flows("b/" + First, (1, 2), (3, 3));
        Flows("a/" + Second, (4, 4), (5, 6));

        TstatDelivery delivery = await RunAsync();

        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6], _sink.Ports);
        Assert.Equal(["b/" + First, "a/" + Second], _done.Select(done => Path.GetRelativePath(_tree.Root, done.Directory.FullName)));
        Assert.Equal((2, 0, 0L), (delivery.Marked, delivery.Failed, delivery.Rejected));
        Assert.Equal((6L, 0L, 5L, 2L), (_done[0].Flows, _done[0].Before, _done[0].Counts.Read, _done[0].Counts.Skipped));
        Assert.All(_tree.Find(), found => Assert.Equal(TstatDirectoryState.Processed, found.State));
        Assert.Empty(_store.List());
    }

    [Fact]
    public async Task Nothing_is_marked_before_the_last_answer()
    {
        Flows(First, (1, 5), (6, 9));
        Flows(Second, (10, 12), (13, 14));
        _sink.Before = call =>
        {
            Assert.False(Marked(Second));
            Assert.Equal(call > 7, Marked(First));
        };

        await RunAsync(batch: 3);

        Assert.True(Marked(First) && Marked(Second));
    }

    [Fact]
    public async Task What_is_not_ready_is_not_touched()
    {
        Flows(First, (1, 1), (2, 2));
        _tree.Age(First, TimeSpan.FromHours(1));

        TstatDelivery delivery = await RunAsync();

        Assert.Empty(_sink.Taken);
        Assert.False(Marked(First));
        Assert.Equal((0, 0), (delivery.Marked, delivery.Failed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task A_target_that_fails_at_any_batch_gets_each_flow_once(int batch)
    {
        Flows(First, (1, 5), (6, 9));
        Flows(Second, (10, 12), (13, 14));
        HashSet<int> failed = [];
        _sink.Before = call =>
        {
            if (failed.Add(_sink.Taken.Count))
            {
                FlowSink.Away();
            }
        };

        LogStatsException? fault;
        do
        {
            fault = await Record.ExceptionAsync(() => RunAsync(batch)) as LogStatsException;
            Assert.True(fault is null or { Id: FaultId.SinkConnect });
            Assert.Equal(_sink.Taken.Count >= 18, Marked(First));
        }
        while (fault is not null);

        Assert.Equal(Enumerable.Range(1, 14).SelectMany(static port => (int[])[port, -port]), _sink.Ports);
        Assert.True(failed.Count > 3 || batch == 100);
        Assert.True(Marked(First) && Marked(Second));
        Assert.Equal(28, _done.Sum(done => done.Flows + done.Before));
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task What_was_answered_and_not_saved_comes_again_under_the_same_name()
    {
        Flows(First, (1, 5), (6, 6));
        FailingStore store = new(_store, at: 2);
        await Assert.ThrowsAsync<LogStatsException>(() => RunAsync(3, store));
        RecordKey[] first = Keys();
        _sink.Taken.Clear();

        await RunAsync(3);

        Assert.Equal(6, first.Length);
        Assert.Equal(first[3..], Keys()[..3]);
        Assert.Equal([-2, 3, -3, 4, -4, 5, -5, 6, -6], _sink.Ports);
    }

    [Fact]
    public async Task A_log_without_a_header_is_told_and_not_marked_and_the_others_go_on()
    {
        Flows(First, (1, 1), (2, 2));
        Flows(Second, (3, 3), (4, 4));
        string log = _tree.Path(First + "/log_udp_complete");
        File.WriteAllText(log, File.ReadAllText(log)[Header.Length..]);
        Age(First);

        TstatDelivery delivery = await RunAsync();

        LogStatsException fault = Assert.Single(_faults);
        Assert.Equal((FaultId.TstatHeaderMissing, log), (fault.Id, fault.Target));
        Assert.Equal((1, 1), (delivery.Failed, delivery.Marked));
        Assert.False(Marked(First));
        Assert.True(Marked(Second));
        Assert.Equal([1, -1, 3, -3, 4, -4], _sink.Ports);
    }

    [Fact]
    public async Task What_stands_before_damage_is_delivered_once()
    {
        Flows(First, (1, 2), (3, 3));
        string log = _tree.Path(First + "/log_tcp_complete");
        byte[] zipped = TempFolder.Gzip(File.ReadAllBytes(log));
        File.Delete(log);
        File.WriteAllBytes(log + ".gz", zipped[..^6]);
        Age(First);

        for (int run = 1; run <= 2; run++)
        {
            TstatDelivery delivery = await RunAsync();
            Assert.Equal((1, FaultId.FileRead), (delivery.Failed, _faults[^1].Id));
        }

        Assert.Equal([1, -1, 2, -2], _sink.Ports);
        File.WriteAllBytes(log + ".gz", zipped);
        Age(First);
        await RunAsync();
        Assert.Equal([1, -1, 2, -2, 3, -3], _sink.Ports);
        Assert.True(Marked(First));
    }

    [Fact]
    public async Task Rejected_rows_are_counted_and_the_directory_is_done()
    {
        Flows(First, (1, 1), (2, 2));
        File.AppendAllText(_tree.Path(First + "/log_tcp_complete"), "10.0.0.1 5 torn");
        Age(First);

        TstatDelivery delivery = await RunAsync();

        Assert.Equal((1, 1L, 0), (delivery.Marked, delivery.Rejected, delivery.Failed));
        Assert.Equal(4, _sink.Taken.Count);
    }

    [Fact]
    public async Task One_that_grows_while_it_is_read_is_not_marked_and_goes_on_where_it_was()
    {
        Flows(First, (1, 3), (4, 5));
        _sink.Before = call =>
        {
            if (call == 1)
            {
                File.AppendAllText(_tree.Path(First + "/log_tcp_complete"), Row(9));
            }
        };

        TstatDelivery first = await RunAsync(100);

        Assert.Equal((1, 0), (first.Failed, first.Marked));
        Assert.Equal(FaultId.DirectoryNotReady, Assert.Single(_faults).Id);
        Assert.False(Marked(First));
        Age(First);
        await RunAsync(100);
        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 9, -9], _sink.Ports);
        Assert.True(Marked(First));
    }

    [Fact]
    public async Task Another_directory_of_the_same_name_begins_anew()
    {
        Flows(First, (1, 3), (4, 5));
        await Interrupted(after: 2);
        Directory.Delete(_tree.Path(First), recursive: true);
        Flows(First, (6, 6), (7, 7));

        await RunAsync(1);

        Assert.Equal([1, -1, 6, -6, 7, -7], _sink.Ports);
        Assert.Empty(_store.List());
    }

    [Fact]
    public async Task The_same_log_compressed_meanwhile_goes_on()
    {
        Flows(First, (1, 3), (4, 4));
        await Interrupted(after: 3);
        string log = _tree.Path(First + "/log_tcp_complete");
        File.WriteAllBytes(log + ".gz", TempFolder.Gzip(File.ReadAllBytes(log)));
        File.Delete(log);
        Age(First);

        await RunAsync(1);

        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4], _sink.Ports);
        Assert.Equal((5L, 3L), (_done.Single().Flows, _done.Single().Before));
    }

    [Fact]
    public async Task Where_other_flows_are_asked_for_than_before_rather_twice_than_never()
    {
        Flows(First, (1, 3), (4, 4));
        await Interrupted(after: 3);
        _filter = new TstatFilter { Directions = TstatDirection.Out };

        await RunAsync(1);

        Assert.Equal([1, -1, 2, -1, -2, -3, -4], _sink.Ports);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_that_are_refused_for_good_hold_the_mark_unless_they_are_kept(bool kept)
    {
        Flows(First, (1, 2), (3, 3));
        Flows(Second, (4, 4), (5, 5));
        _sink.Refused = call => call == 1 ? 2 : 0;

        TstatDelivery delivery = await RunAsync(3, kept: kept);

        Assert.Equal((kept, true), (Marked(First), Marked(Second)));
        if (!kept)
        {
            LogStatsException fault = Assert.Single(_faults);
            Assert.Equal((FaultId.SinkRejected, 1), (fault.Id, delivery.Failed));
            Assert.Equal($"The directory of '{_tree.Path(First + "/log_tcp_complete")}' is not marked: 2 of its flows were refused for good.", fault.Message);
            Assert.Empty(_store.List()); // So that they are given again.
        }
    }

    [Fact]
    public async Task A_mark_that_cannot_be_written_gives_no_flow_twice()
    {
        Flows(First, (1, 2), (3, 3));
        Directory.CreateDirectory(_tree.Path(First + "/.processed"));
        File.WriteAllText(_tree.Path(First + "/.processed/in the way"), "");
        Age(First);

        for (int run = 1; run <= 2; run++)
        {
            TstatDelivery delivery = await RunAsync();
            Assert.Equal((run, FaultId.FileWrite, 1, 0), (_faults.Count, _faults[^1].Id, delivery.Failed, delivery.Marked));
        }

        Directory.Delete(_tree.Path(First + "/.processed"), recursive: true);
        Age(First);
        await RunAsync();

        Assert.Equal([1, -1, 2, -2, 3, -3], _sink.Ports);
        Assert.True(Marked(First));
        Assert.Empty(_store.List());
    }

    [Fact]
    public async Task Only_the_first_with_a_flow_where_one_is_asked_for()
    {
        Flows("2020_06_11_08_00.out", (1, 0), (1, 0));
        Flows(First, (1, 1), (2, 1));
        Flows(Second, (3, 3), (4, 3));

        await RunAsync(single: true);

        Assert.Equal([1, -1], _sink.Ports);
        Assert.True(Marked("2020_06_11_08_00.out"));
        Assert.Equal((true, false), (Marked(First), Marked(Second)));
    }

    [Fact]
    public async Task It_stops_behind_the_batch_that_is_under_way()
    {
        Flows(First, (1, 3), (4, 4));
        using CancellationTokenSource stop = new();
        _sink.Before = call =>
        {
            if (call == 2)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(2, stop: stop.Token));

        Assert.Equal([1, -1, 2, -2], _sink.Ports);
        Assert.False(Marked(First));
        await RunAsync(2);
        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4], _sink.Ports);
    }

    [Fact]
    public async Task What_is_kept_of_directories_that_are_gone_or_marked_is_dropped()
    {
        Flows(First, (1, 3), (4, 4));
        await Interrupted(after: 2);
        Assert.Single(_store.List());
        _tree.Mark(First, TimeSpan.Zero);

        await RunAsync();

        Assert.Empty(_store.List());
    }

    [Fact]
    public async Task Following_finds_what_becomes_ready_and_tells_a_fault_once()
    {
        HandClock clock = new();
        Flows(First, (1, 1), (2, 2));
        Flows("broken.out", (3, 3), (4, 4));
        File.WriteAllText(_tree.Path("broken.out/log_tcp_complete"), "no header\n");
        Age("broken.out");
        using SemaphoreSlim looked = new(0);
        using CancellationTokenSource stop = new();
        Task run = new TstatDelivery(Options(10) with { Interval = TimeSpan.FromMinutes(1), Looked = () => looked.Release() }, clock)
            .RunAsync(_sink, stop.Token);
        await looked.WaitAsync();
        Assert.Equal([1, -1, 2, -2], _sink.Ports);

        Flows(Second, (5, 5), (6, 6));
        await NextAsync(clock, looked);
        Assert.Equal([1, -1, 2, -2, 5, -5, 6, -6], _sink.Ports);
        await NextAsync(clock, looked);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(FaultId.TstatHeaderMissing, Assert.Single(_faults).Id);
    }

    /// <summary>Moves the clock once somebody waits for it, until there was another look.</summary>
    private static async Task NextAsync(HandClock clock, SemaphoreSlim looked)
    {
        while (clock.Waiting == 0)
        {
            await Task.Yield();
        }

        clock.Move(TimeSpan.FromMinutes(1));
        await looked.WaitAsync();
    }

    private async Task Interrupted(int after)
    {
        _sink.Before = call =>
        {
            if (call > after)
            {
                FlowSink.Away();
            }
        };
        await Assert.ThrowsAsync<LogStatsException>(() => RunAsync(1));
        _sink.Before = static _ => { };
    }

    private async Task<TstatDelivery> RunAsync(
        int batch = 5000, ICheckpointStore? store = null, bool kept = false, bool single = false, CancellationToken stop = default)
    {
        TstatDelivery delivery = new(Options(batch) with { Store = store ?? _store, KeepsRefused = kept, Single = single }, _tree.Clock);
        await delivery.RunAsync(_sink, stop);
        return delivery;
    }

    private TstatDeliveryOptions Options(int batch) => new()
    {
        Root = _tree.Root,
        NewReader = () => new TstatReader(new TstatOptions { Filter = _filter }, _tree.Clock),
        BatchSize = batch,
        Store = _store,
        Checkpoint = "test",
        Done = _done.Add,
        Fault = _faults.Add,
    };

    /// <summary>A directory that tstat has left, with flows both ways; their client's port tells them apart.</summary>
    private void Flows(string name, (int From, int To) tcp, (int From, int To) udp)
    {
        _tree.Add(name, TimeSpan.FromHours(3));
        File.WriteAllText(_tree.Path(name + "/log_tcp_complete"), Header + string.Concat(Enumerable.Range(tcp.From, tcp.To - tcp.From + 1).Select(Row)));
        File.WriteAllText(_tree.Path(name + "/log_udp_complete"), Header + string.Concat(Enumerable.Range(udp.From, udp.To - udp.From + 1).Select(Row)));
        Age(name);
    }

    private void Age(string name) => _tree.Age(name, TimeSpan.FromHours(3));

    private bool Marked(string name) => File.Exists(_tree.Path(name + "/.processed"));

    private RecordKey[] Keys() => [.. _sink.Taken.Select(static flow => ((ILogRecord)flow).GetKey())];

    private static string Row(int port) => string.Create(CultureInfo.InvariantCulture,
        $"10.0.0.1 {port} 1591866000000.5 1.5 1000 4 1 0 1 10.0.0.2 53 1591866000001.5 1.1 2000 5 1 0 1 example.org\n");

    /// <summary>Keeps nothing from some saving on.</summary>
    private sealed class FailingStore(MemoryCheckpoints inner, int at) : ICheckpointStore
    {
        public IDisposable Hold(string name) => inner.Hold(name);

        public IReadOnlyList<FollowPosition> Load(string name) => inner.Load(name);

        public ValueTask SaveAsync(string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, CancellationToken stop)
            => SaveAsync(name, changed, gone, null, stop);

        public ValueTask SaveAsync(string name, IReadOnlyList<FollowPosition> changed, IReadOnlyList<string> gone, string? state, CancellationToken stop)
            => inner.Saves + 1 < at ? inner.SaveAsync(name, changed, gone, state, stop) : throw Fail.CheckpointCorrupt("there", "the disk is full", "Make room.");

        public string? LoadState(string name) => inner.LoadState(name);

        public void Forget(string name) => inner.Forget(name);

        public IReadOnlyList<Checkpoint> List() => inner.List();
    }
}
