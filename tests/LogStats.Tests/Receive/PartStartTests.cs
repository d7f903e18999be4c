using LogStats.Batches;
using LogStats.Faults;
using LogStats.Receive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Receive;

/// <summary>What a receiver does with the files that it finds.</summary>
public sealed class PartStartTests : IAsyncDisposable
{
    private const string A = "1.2.3.4 - - [29/Nov/2025:10:19:59 +0000] a\n";
    private const string First = "web1/log_25112910_00-19_192-0-2-7.log";
    private const string Second = "web1/log_25112910_00-19_192-0-2-7.2.log";

    private readonly ReceiverFixture _it = new();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task What_a_crash_left_behind_the_end_is_cut()
    {
        await StoreAsync();
        await _it.DisposeAsync();
        _it.Disk.Open("web1", First[5..])!.Write("torn"u8, A.Length);

        await _it.RestartAsync();

        Assert.Equal(A, _it.Disk.Text(First));
        Assert.Empty(_it.Alarms);
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_what_was_stored_is_told_and_never_added_to()
    {
        await StoreAsync();
        await _it.DisposeAsync();
        _it.Disk.Cut(First, 7);

        await _it.RestartAsync();
        Assert.Equal(BatchOutcome.Stored, (await _it.SendAsync(A, A.Length)).Answer.Outcome);

        Assert.Equal(A[..7], _it.Disk.Text(First));
        Assert.Equal(A, _it.Disk.Text(Second));
        Assert.Contains($"'{First}' has 7 B, and {A.Length} B were stored in it. It is left as it is", _it.Alarms.Single().Text, StringComparison.Ordinal);
        Assert.Equal(ReceiveAlarmKind.PartDamaged, _it.Alarms.Single().Kind);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_and_another_begun()
    {
        await StoreAsync();
        await _it.DisposeAsync();
        _it.Disk.Remove(First);

        await _it.RestartAsync();
        _ = await _it.SendAsync(A, A.Length);

        Assert.Equal([Second], _it.Disk.Names);
        Assert.Contains("is not there any more", _it.Alarms.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_could_not_be_made_before_a_crash_is_made_then()
    {
        _ = await _it.ClaimAsync();
        _it.Disk.Fails = static (call, _) => call == "create" ? new IOException("no") : null;
        Assert.Equal(ReceiveTrouble.Failed, (await _it.SendAsync(A, 0)).Trouble);
        _it.Disk.Fails = static (_, _) => null;
        await _it.RestartAsync();

        Assert.Equal(BatchOutcome.Stored, (await _it.SendAsync(A, 0)).Answer.Outcome);
        Assert.Equal((First, A), (_it.Disk.Names.Single(), _it.Disk.Text(First)));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_once_and_the_other_source_goes_on()
    {
        await StoreAsync();
        _ = await _it.ClaimAsync("web2");
        _it.Disk.Fails = static (call, path) => call == "write" && path.StartsWith("web1", StringComparison.Ordinal) ? DiskFaults.Full("No space left on device") : null;

        for (int time = 0; time < 3; time++)
        {
            Task<ReceiveAnswer> full = _it.SendAsync(A, A.Length).AsTask();
            Task<ReceiveAnswer> other = _it.SendAsync(A, time * A.Length, source: "web2").AsTask();
            Assert.Equal(ReceiveTrouble.Full, (await full).Trouble);
            Assert.Equal(BatchOutcome.Stored, (await other).Answer.Outcome);
        }

        Assert.Equal(A, _it.Disk.Text(First));
        Assert.Equal([ReceiveAlarmKind.DiskFull], _it.Alarms.Select(static alarm => alarm.Kind));
        _it.Disk.Fails = static (_, _) => null;
        Assert.Equal(BatchOutcome.Stored, (await _it.SendAsync(A, A.Length)).Answer.Outcome);
        Assert.Equal(A + A, _it.Disk.Text(First));
    }

    [Fact]
    public async Task Nothing_is_committed_before_it_is_synced()
    {
        await StoreAsync();
        bool isSynced = false;
        _it.Disk.Fails = (call, _) =>
        {
            isSynced = call == "sync" || (isSynced && call != "write");
            return null;
        };
        _it.Ledger.Committing = change => Assert.True(isSynced || change.Batches.Count == 0);

        _ = await _it.SendAsync(A, A.Length);

        Assert.True(isSynced);
    }

    [Fact]
    public async Task A_ledger_that_fails_stops_everything_until_it_is_certain_what_is_in_it()
    {
        await StoreAsync();
        _it.Ledger.Fails = static () => new IOException("sick");
        Assert.Equal(ReceiveTrouble.Failed, (await _it.SendAsync(A, A.Length)).Trouble);

        // As long as nobody knows, the lines stay in the file: a crash could bring the commit back.
        Assert.Equal(A + A, _it.Disk.Text(First));
        Assert.Equal(ReceiveTrouble.Failed, (await _it.SendAsync(A, A.Length)).Trouble);
        await Assert.ThrowsAsync<TaskCanceledException>(async () => await _it.Receiver.MarksAsync("web1", ["f1"]));
        _it.Ledger.Fails = static () => null;

        Assert.Equal(A.Length, (await _it.Receiver.MarksAsync("web1", ["f1"]))["f1"]);
        Assert.Equal(A, _it.Disk.Text(First));
        Assert.Equal([ReceiveAlarmKind.DiskError], _it.Alarms.Select(static alarm => alarm.Kind));
    }

    [Fact]
    public void A_ledger_that_knows_nothing_where_there_are_files_is_not_begun_with()
    {
        using TempFolder folder = new();
        Directory.CreateDirectory(Path.Join(folder.Path, "web1"));
        ReceiveOptions options = new() { Directory = folder.Path };

        LogStatsException fault = Assert.Throws<LogStatsException>(() => BatchReceiver.Open(options, new MemoryLedger(), TimeProvider.System));

        Assert.Equal(FaultId.CheckpointCorrupt, fault.Id);
        Assert.Contains("--begin-anew", fault.Advice, StringComparison.Ordinal);
        Assert.NotNull(BatchReceiver.Open(options with { BeginAnew = true }, new MemoryLedger(), TimeProvider.System));
    }

    private async Task StoreAsync()
    {
        _ = await _it.ClaimAsync();
        Assert.Equal(BatchOutcome.Stored, (await _it.SendAsync(A, 0)).Answer.Outcome);
    }
}
