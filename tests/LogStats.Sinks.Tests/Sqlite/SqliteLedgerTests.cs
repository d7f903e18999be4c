using System.Globalization;
using LogStats.Batches;
using LogStats.Faults;
using LogStats.Receive;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>What a receiver knows is kept over restarts, all of a commit or nothing.</summary>
public sealed class SqliteLedgerTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Join(_folder.Path, "ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_that_was_committed_is_there_after_a_restart()
    {
        LedgerPart part = new()
        {
            Source = "web1", Stem = "log_x", Number = 2, Window = "x", Length = 7, Lines = 1, First = 5, Last = 6, WindowEnd = s_now, State = PartState.Closed,
        };
        using (SqliteLedger ledger = Open())
        {
            Assert.True(ledger.IsNew);
            LedgerChange change = new() { Time = s_now };
            change.Sources.Add(new LedgerSource("web1", "c1", "abc"));
            change.Batches.Add(Batch(0));
            change.Parts.Add(part);
            change.Parts.Add(part with { Number = 1, State = PartState.Sealed, Sha256 = "ff" });
            change.Losses.Add(new LedgerLoss("web1", "f1", 1, 2));
            ledger.Commit(change);
        }

        using SqliteLedger again = Open();
        Assert.False(again.IsNew);
        Assert.Equal(new LedgerSource("web1", "c1", "abc"), again.FindSource("web1"));
        Assert.Null(again.FindSource("web2"));
        Assert.Equal(new LedgerFile("web1", "f1", 10, 1), again.FindFile("web1", "f1"));
        Assert.Null(again.FindFile("web2", "f1"));
        Assert.Equal("content 0", again.FindContent("web1", "f1", 0, 10));
        Assert.Null(again.FindContent("web1", "f1", 0, 9));
        Assert.Equal(part, again.LastPart("web1", "log_x"));
        Assert.Equal([part], again.UnsealedParts());
        Assert.Equal((1, 1), (again.CountSources(), again.CountFiles("web1")));
    }

    [Fact]
    public void The_last_batches_of_a_file_are_known_and_no_more_rows_than_that()
    {
        using SqliteLedger ledger = Open();
        LedgerChange change = new() { Time = s_now };
        change.Sources.Add(new LedgerSource("web1", null, null));
        change.Batches.AddRange(Enumerable.Range(0, 1000).Select(static number => Batch(number)));
        ledger.Commit(change);

        Assert.Equal("content 999", ledger.FindContent("web1", "f1", 9990, 10_000));
        Assert.Equal("content 744", ledger.FindContent("web1", "f1", 7440, 7450));
        Assert.Null(ledger.FindContent("web1", "f1", 7430, 7440));
        Assert.Equal(new LedgerFile("web1", "f1", 10_000, 1000), ledger.FindFile("web1", "f1"));
    }

    [Fact]
    public void Files_that_nothing_came_of_for_long_are_forgotten_the_oldest_first()
    {
        using SqliteLedger ledger = Open();
        for (int day = 0; day < 5; day++)
        {
            LedgerChange change = new() { Time = s_now.AddDays(day) };
            change.Sources.Add(new LedgerSource("web1", null, null));
            change.Batches.Add(Batch(0, string.Create(CultureInfo.InvariantCulture, $"f{day}")));
            ledger.Commit(change);
        }

        Assert.Equal(2, ledger.ForgetFiles("web1", s_now.AddDays(4), 2));
        Assert.Equal([false, false, true, true, true], Enumerable.Range(0, 5).Select(day => ledger.FindFile("web1", $"f{day}") is not null));
        Assert.Null(ledger.FindContent("web1", "f0", 0, 10));
        Assert.Equal(2, ledger.ForgetFiles("web1", s_now.AddDays(4), 10));
        Assert.Equal(1, ledger.CountFiles("web1"));
    }

    [Fact]
    public void A_commit_that_cannot_be_made_leaves_nothing()
    {
        using SqliteLedger ledger = Open();
        LedgerChange change = new() { Time = s_now };
        change.Sources.Add(new LedgerSource("web1", null, null));
        change.Batches.Add(Batch(0));
        change.Batches.Add(Batch(0) with { Source = "nobody" }); // No source has that name.
        _ = Assert.Throws<IOException>(() => ledger.Commit(change));

        ledger.Settle();
        Assert.Equal(0, ledger.CountSources());
        change.Batches.RemoveAt(1);
        ledger.Commit(change);
        Assert.Equal(1, ledger.CountSources());
    }

    [Fact]
    public void A_damaged_one_is_put_aside_and_one_of_a_newer_version_is_left_alone()
    {
        File.WriteAllText(Path, new string('x', 5000));
        LogStatsException damaged = Assert.Throws<LogStatsException>(() => Open());
        Assert.Equal(FaultId.CheckpointCorrupt, damaged.Id);
        Assert.Equal($"What has been received, kept in '{Path}', cannot be trusted: the file is damaged, or no SQLite database.", damaged.Message);
        Assert.Contains("Restore a copy", damaged.Advice, StringComparison.Ordinal);
        Assert.Contains("--begin-anew", damaged.Advice, StringComparison.Ordinal);
        string kept = Directory.GetFiles(_folder.Path, "ledger.db.corrupt-*").Single();
        Assert.Equal(5000, new FileInfo(kept).Length);

        using (SqliteDatabase database = SqliteDatabase.Open(Path, TimeSpan.Zero))
        {
            database.Execute("PRAGMA user_version = 99");
        }

        LogStatsException newer = Assert.Throws<LogStatsException>(() => Open());
        Assert.Contains("a newer version of LogStats made it", newer.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void Two_receivers_do_not_share_one()
    {
        using SqliteLedger first = Open();

        Assert.Equal(FaultId.CheckpointInUse, Assert.Throws<LogStatsException>(() => Open()).Id);
    }

    private static LedgerBatch Batch(int number, string file = "f1")
        => new("web1", new BatchKey(file, number * 10, (number + 1) * 10, $"content {number}"), number, null);

    private SqliteLedger Open() => SqliteLedger.Open(Path, TimeProvider.System);
}
