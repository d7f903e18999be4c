using LogStats.Batches;
using LogStats.Receive;

namespace LogStats.Tests.Receive;

/// <summary>What becomes of a batch, file by file.</summary>
public sealed class ReceiverTests : IAsyncDisposable
{
    private const string A = "1.2.3.4 - - [29/Nov/2025:10:19:59 +0000] a\n";
    private const string B = "1.2.3.4 - - [29/Nov/2025:10:20:00 +0000] b\n";
    private const string First = "web1/log_25112910_00-19_192-0-2-7.log";
    private const string Second = "web1/log_25112910_20-39_192-0-2-7.log";

    private readonly ReceiverFixture _it = new();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task Lines_go_to_the_file_of_their_own_time_byte_for_byte()
    {
        const string Odd = "\0\x1b[31m \xff\xfe \x85 \r [29/Nov/2025:10:19:59 +0000] x\r\n";
        _ = await _it.ClaimAsync();

        Assert.Equal(Stored(A.Length + B.Length + Odd.Length), await _it.SendAsync(A + B + Odd, 0));
        Assert.Equal(A + Odd, _it.Disk.Text(First));
        Assert.Equal(B, _it.Disk.Text(Second));
        await _it.PassAsync();
        Assert.Equal([First, Second], _it.Stored.Single().Parts);
    }

    [Fact]
    public async Task A_batch_that_comes_again_is_had_and_nothing_is_written()
    {
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync(A, 0);
        _ = await _it.SendAsync(B, A.Length);

        Assert.Equal(new ReceiveAnswer(new BatchAnswer(BatchOutcome.Had, A.Length + B.Length)), await _it.SendAsync(A, 0));
        await _it.RestartAsync();
        Assert.Equal(new ReceiveAnswer(new BatchAnswer(BatchOutcome.Had, A.Length + B.Length)), await _it.SendAsync(B, A.Length));
        Assert.Equal((A, B), (_it.Disk.Text(First), _it.Disk.Text(Second)));
    }

    [Fact]
    public async Task The_same_key_with_other_lines_is_a_conflict_and_told_once()
    {
        string other = A.Replace('a', 'z');
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync(A, 0);

        for (int time = 0; time < 3; time++)
        {
            Assert.Equal(BatchOutcome.Conflict, (await _it.SendAsync(other, 0)).Answer.Outcome);
        }

        Assert.Equal(A, _it.Disk.Text(First));
        Assert.Equal([ReceiveAlarmKind.Conflict], _it.Alarms.Select(static alarm => alarm.Kind));
    }

    [Fact]
    public async Task Where_lines_are_missing_or_there_it_says_up_to_where_it_has_them()
    {
        _ = await _it.ClaimAsync();
        Assert.Equal(new BatchAnswer(BatchOutcome.Gap, 0), (await _it.SendAsync(A, 100)).Answer);
        Assert.Equal(new BatchAnswer(BatchOutcome.Gap, 50), (await _it.SendAsync(A, 100, begin: 50)).Answer);
        Assert.Equal(new BatchAnswer(BatchOutcome.Stored, 50 + A.Length), (await _it.SendAsync(A, 50, begin: 50)).Answer);
        Assert.Equal(new BatchAnswer(BatchOutcome.Gap, 50 + A.Length), (await _it.SendAsync(A, 500)).Answer);
        Assert.Equal(new BatchAnswer(BatchOutcome.Overlap, 50 + A.Length), (await _it.SendAsync(A, 60)).Answer);
        Assert.Equal(A, _it.Disk.Text(First));
    }

    [Fact]
    public async Task Behind_a_loss_it_goes_on_and_both_are_kept_and_told()
    {
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync(A, 0);

        Assert.Equal(Stored(1000 + B.Length), await _it.SendAsync(B, 1000, afterLoss: true));
        Assert.Equal(Stored(500 + A.Length), await _it.SendAsync(A, 500, file: "f2", afterLoss: true));
        Assert.Equal([new LedgerLoss("web1", "f1", A.Length, 1000), new LedgerLoss("web1", "f2", 0, 500)], _it.Ledger.Losses);
        Assert.Equal(ReceiveAlarmKind.Loss, _it.Alarms.Single().Kind);
    }

    [Fact]
    public async Task A_batch_of_no_lines_moves_the_mark()
    {
        _ = await _it.ClaimAsync();

        Assert.Equal(Stored(70), await _it.SendAsync("", 0, 70));
        Assert.Equal(70, (await _it.Receiver.MarksAsync("web1", ["f1"]))["f1"]);
        Assert.Empty(_it.Disk.Names);
    }

    [Fact]
    public async Task A_last_line_without_an_end_gets_one_and_is_counted()
    {
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync(A + A.TrimEnd('\n'), 0);
        _ = await _it.SendAsync(A, 0, file: "f2");

        Assert.Equal(A + A + A, _it.Disk.Text(First));
        Assert.Equal((1, 3), (_it.Receiver.Counts.Partial, _it.Receiver.Counts.Lines));
    }

    [Fact]
    public async Task Lines_that_tell_no_time_are_kept_by_their_arrival_and_told()
    {
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync("what\n" + A + "half", 0);

        Assert.Equal("what\nhalf\n", _it.Disk.Text("web1/log_untimed_251129_192-0-2-7.log"));
        Assert.Equal(A, _it.Disk.Text(First));
        Assert.Equal((2L, ReceiveAlarmKind.Untimed), (_it.Alarms.Single().Count, _it.Alarms.Single().Kind));
    }

    [Fact]
    public async Task By_arrival_all_go_to_the_window_of_now_in_the_zone_of_the_receiver()
    {
        await using ReceiverFixture there = new(TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(6), "x", "x"));
        there.Options = there.Options with { By = PartitionBy.Arrival };
        _ = await there.ClaimAsync();
        _ = await there.SendAsync(A + "no time\n", 0);

        Assert.Equal(A + "no time\n", there.Disk.Text("web1/log_25112916_20-39_192-0-2-7.log"));
    }

    [Theory]
    [InlineData("2001:db8::7", "2001-db8--7")]
    [InlineData("::ffff:192.0.2.9", "192-0-2-9")]
    [InlineData("fe80::1%3", "fe80--1")]
    public async Task An_address_is_a_part_of_a_name(string remote, string name)
    {
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync(A, 0, remote: remote);

        Assert.Equal($"web1/log_25112910_00-19_{name}.log", _it.Disk.Names.Single());
    }

    [Fact]
    public async Task Two_senders_of_one_source_do_not_mix()
    {
        Assert.True(await _it.ClaimAsync(claim: "c1"));
        Assert.True(await _it.ClaimAsync(claim: "c1"));
        Assert.False(await _it.ClaimAsync(claim: "clone"));
        _ = await _it.SendAsync(A, 0);
        Assert.Equal(BatchOutcome.Claimed, (await _it.SendAsync(B, A.Length, claim: "clone")).Answer.Outcome);
        Assert.True(await _it.ClaimAsync(claim: "c2", previous: "c1"));
        Assert.Equal(BatchOutcome.Claimed, (await _it.SendAsync(B, A.Length)).Answer.Outcome);
        Assert.Equal([ReceiveAlarmKind.ClaimRefused], _it.Alarms.Select(static alarm => alarm.Kind));

        _it.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await _it.ClaimAsync(claim: "c3", previous: "lost"));
        Assert.Equal(ReceiveAlarmKind.ClaimPassed, _it.Alarms[^1].Kind);
    }

    [Fact]
    public async Task A_claim_is_kept_over_a_restart_and_so_is_its_time()
    {
        _ = await _it.ClaimAsync();
        await _it.RestartAsync();

        Assert.False(await _it.ClaimAsync(claim: "clone"));
        Assert.Equal(BatchOutcome.Stored, (await _it.SendAsync(A, 0)).Answer.Outcome);
    }

    [Fact]
    public async Task Without_a_claim_nothing_is_taken()
        => Assert.Equal(BatchOutcome.Claimed, (await _it.SendAsync(A, 0)).Answer.Outcome);

    [Fact]
    public async Task A_chunk_of_the_old_form_that_comes_again_is_stored_once_if_all_its_lines_tell_a_time()
    {
        Assert.Equal([BatchOutcome.Stored, BatchOutcome.Had, BatchOutcome.Stored, BatchOutcome.Stored],
            [await UploadAsync(A), await UploadAsync(A), await UploadAsync(B), await UploadAsync(A)]);
        Assert.Equal([BatchOutcome.Stored, BatchOutcome.Stored], [await UploadAsync("x\n"), await UploadAsync("x\n")]);
        Assert.Equal(A + A, _it.Disk.Text(First));

        await _it.RestartAsync();
        _ = await UploadAsync(B);
        Assert.Equal(BatchOutcome.Had, await UploadAsync(B));
    }

    [Fact]
    public async Task A_source_may_store_as_much_as_it_may_and_others_go_on()
    {
        _it.Options = _it.Options with { Quota = 2 * A.Length };
        _ = await _it.ClaimAsync();
        _ = await _it.ClaimAsync("web2");
        _ = await _it.SendAsync(A + B, 0);

        Assert.Equal(ReceiveTrouble.Quota, (await _it.SendAsync(A, 2 * A.Length)).Trouble);
        Assert.Equal(BatchOutcome.Stored, (await _it.SendAsync(A, 0, source: "web2")).Answer.Outcome);
        _it.Disk.Remove(Second);
        Assert.Equal(Stored(3 * A.Length), await _it.SendAsync(A, 2 * A.Length));
    }

    [Fact]
    public async Task There_are_as_many_files_and_sources_as_there_may_be()
    {
        _it.Options = _it.Options with { MostFiles = 2, MostSources = 2 };
        _ = await _it.ClaimAsync();
        _ = await _it.ClaimAsync("web2");
        Assert.Null(await _it.ClaimAsync("web3"));
        for (int file = 0; file < 10; file++)
        {
            Assert.Equal(file < 2 ? ReceiveTrouble.None : ReceiveTrouble.TooMany, (await _it.SendAsync(A, 0, file: $"f{file}")).Trouble);
        }

        Assert.Equal(Stored(2 * A.Length), await _it.SendAsync(A, A.Length, file: "f1"));
        Assert.Equal(2, _it.Alarms.Count(static alarm => alarm.Kind == ReceiveAlarmKind.TooMany));
    }

    [Fact]
    public async Task A_hundred_thousand_names_take_no_room()
    {
        _it.Options = _it.Options with { MostFiles = 100, MostSources = 100 };
        _ = await _it.ClaimAsync();
        ReceivedBatch batch = ReceiverFixture.Batch(A, 0);
        Task<ReceiveAnswer>[] files = [.. Enumerable.Range(0, 100_000).Select(number => _it.Receiver.StoreAsync(batch with
        {
            Head = batch.Head! with { Key = batch.Head.Key with { File = $"f{number}" } },
        }).AsTask())];
        Assert.Equal(100, (await Task.WhenAll(files)).Count(static answer => answer.Trouble == ReceiveTrouble.None));
        Task<ReceiveAnswer>[] sources = [.. Enumerable.Range(0, 100_000).Select(number => _it.Receiver.StoreAsync(batch with { Source = $"s{number}", Head = null }).AsTask())];
        Assert.Equal(99, (await Task.WhenAll(sources)).Count(static answer => answer.Trouble == ReceiveTrouble.None));

        Assert.Equal((100, 100), (_it.Ledger.CountSources(), _it.Ledger.CountFiles("web1")));
        Assert.Equal(100, _it.Disk.Names.Count());
        Assert.Equal(2, _it.Alarms.Count);
    }

    [Fact]
    public async Task Lines_of_more_windows_than_there_may_be_are_kept_with_the_untimed()
    {
        _it.Options = _it.Options with { MostOpenParts = 3 };
        _ = await _it.ClaimAsync();
        string lines = string.Concat(Enumerable.Range(10, 8).Select(static hour => $"2025-11-29T{hour}:00:00 x\n"));

        Assert.Equal(Stored(lines.Length), await _it.SendAsync(lines, 0));
        Assert.Equal(4, _it.Disk.Names.Count());
        Assert.Equal(5, _it.Disk.Text("web1/log_untimed_251129_192-0-2-7.log").Count(static letter => letter == '\n'));
    }

    [Fact]
    public async Task A_file_that_nobody_knows_of_is_never_written_over()
    {
        _it.Disk.Put(First, "somebody's");
        _ = await _it.ClaimAsync();
        _ = await _it.SendAsync(A, 0);

        Assert.Equal(("somebody's", A), (_it.Disk.Text(First), _it.Disk.Text("web1/log_25112910_00-19_192-0-2-7.2.log")));
    }

    private static ReceiveAnswer Stored(long mark) => new(new BatchAnswer(BatchOutcome.Stored, mark));

    private async Task<BatchOutcome> UploadAsync(string lines)
        => (await _it.Receiver.StoreAsync(ReceiverFixture.Batch(lines, 0) with { Head = null })).Answer.Outcome;
}
