using System.Diagnostics;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>Checkpoints in a real file, read back by the store and by another reader.</summary>
public sealed class SqliteCheckpointTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder["marks.db"];

    [Fact]
    public async Task What_is_saved_comes_back_to_the_last_field()
    {
        FollowPosition position = Position("/var/log/a.log") with
        {
            FileId = "0123456789abcdef-7",
            Number = 7,
            Identity = new FileIdentity(long.MinValue, long.MaxValue, -1),
            Offset = 1L << 40,
            Front = new FilePrint(4096, long.MinValue),
            Tail = new FilePrint(64, -2),
            LastWrite = new DateTimeOffset(2024, 5, 30, 1, 2, 3, TimeSpan.Zero).AddTicks(1234567),
            IsFinished = true,
            State = "AQID",
        };
        using (SqliteCheckpoints store = Open())
        {
            await store.SaveAsync("web", [position, Position("/var/log/b'\"ü.log")], [], default);
            await store.SaveAsync("other", [Position("/var/log/a.log")], [], default);
        }

        using SqliteCheckpoints again = Open();
        Assert.Equal([position, Position("/var/log/b'\"ü.log")], again.Load("web"));
        Assert.Equal([Position("/var/log/a.log")], again.Load("other"));
        Assert.Empty(again.Load("none"));
        Assert.Equal(["other", "web", "web"], again.List().Select(one => one.Name));
        Assert.Equal("2", Query.Value(File, "SELECT count(*) FROM checkpoint WHERE name = 'web'"));
    }

    [Fact]
    public async Task A_save_replaces_by_path_and_drops_what_is_gone()
    {
        using SqliteCheckpoints store = Open();
        await store.SaveAsync("web", [Position("a"), Position("b")], [], default);
        await store.SaveAsync("web", [Position("a") with { Offset = 9 }], ["b"], default);
        Assert.Equal([Position("a") with { Offset = 9 }], store.Load("web"));
        store.Forget("web");
        Assert.Empty(store.Load("web"));
    }

    [Fact]
    public async Task A_save_that_fails_in_the_middle_has_changed_nothing()
    {
        using SqliteCheckpoints store = Open();
        await store.SaveAsync("web", [Position("a"), Position("b")], [], default);
        Query.Execute(File, "CREATE TRIGGER no BEFORE INSERT ON checkpoint WHEN new.path = 'd' BEGIN SELECT raise(ABORT, 'no'); END");
        _ = await Assert.ThrowsAsync<LogStatsException>(async () => await store.SaveAsync(
            "web", [Position("a") with { Offset = 9 }, Position("c"), Position("d")], ["b"], default));
        Assert.Equal([Position("a"), Position("b")], store.Load("web"));
        Query.Execute(File, "DROP TRIGGER no");
        await store.SaveAsync("web", [Position("d")], [], default);
        Assert.Equal(3, store.Load("web").Count);
    }

    [Fact]
    public async Task What_a_watch_knows_is_saved_with_the_positions_or_not_at_all()
    {
        using SqliteCheckpoints store = Open();
        Assert.Null(store.LoadState("web"));
        await store.SaveAsync("web", [Position("a")], [], "{\"seen\":1}", default);
        await store.SaveAsync("web", [Position("a") with { Offset = 9 }], [], null, default);
        Assert.Equal("{\"seen\":1}", store.LoadState("web"));
        Assert.Null(store.LoadState("other"));

        Query.Execute(File, "CREATE TRIGGER no BEFORE INSERT ON checkpoint_state BEGIN SELECT raise(ABORT, 'no'); END");
        _ = await Assert.ThrowsAsync<LogStatsException>(async () => await store.SaveAsync("web", [Position("a") with { Offset = 10 }], [], "{}", default));
        Assert.Equal((9, "{\"seen\":1}"), (store.Load("web")[0].Offset, store.LoadState("web")));

        Query.Execute(File, "DROP TRIGGER no");
        store.Forget("web");
        Assert.Null(store.LoadState("web"));
    }

    [Fact]
    public async Task It_is_on_the_disk_before_it_is_answered()
    {
        using SqliteCheckpoints store = Open();
        await store.SaveAsync("web", [Position("a")], [], default);
        Assert.Equal("wal", Query.Value(File, "PRAGMA journal_mode"));

        // As after a kill: what another opens is the files as they stand now, with nothing tidied.
        System.IO.File.Copy(File, _folder["copy.db"]);
        System.IO.File.Copy(File + "-wal", _folder["copy.db-wal"]);
        using SqliteCheckpoints copy = SqliteCheckpoints.Open(_folder["copy.db"], TimeProvider.System);
        Assert.Equal([Position("a")], copy.Load("web"));
    }

    [Fact]
    public async Task An_empty_text_drops_what_a_watch_knew()
    {
        using SqliteCheckpoints store = Open();
        await store.SaveAsync("web", [Position("a")], [], "known", default);
        await store.SaveAsync("web", [Position("b")], [], "", default);
        Assert.Null(store.LoadState("web"));
        Assert.Equal(2, store.Load("web").Count);
    }

    [Fact]
    public void A_folder_that_nobody_may_write_to_is_said()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        LogStatsException fault = Assert.Throws<LogStatsException>(() => SqliteCheckpoints.Open("/proc/self/fdinfo/state.db", TimeProvider.System));
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Contains("/proc/self/fdinfo/state.db", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Advice);
    }

    [Theory]
    [InlineData("text", 0)]
    [InlineData("zeros", 0)]
    [InlineData("cut", 0)]
    [InlineData("scribbled", 100)]
    public async Task A_damaged_file_is_put_aside_once_and_then_made_anew(string damage, int from)
    {
        using (SqliteCheckpoints store = Open())
        {
            await store.SaveAsync("web", [.. Enumerable.Range(0, 200).Select(number => Position($"/{number}"))], [], default);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(File);
        byte[] damaged = damage switch
        {
            "text" => "this is no database, whatever its name is"u8.ToArray(),
            "zeros" => new byte[bytes.Length],
            "cut" => bytes[..(bytes.Length / 2)],
            _ => [.. bytes[..from], .. bytes[from..].Select(static (value, at) => (byte)(value ^ (at % 7)))],
        };
        System.IO.File.WriteAllBytes(File, damaged);

        LogStatsException fault = Assert.Throws<LogStatsException>(Open);
        Assert.Equal(FaultId.CheckpointCorrupt, fault.Id);
        string kept = Assert.Single(_folder.Names, name => name.Contains(".corrupt-", StringComparison.Ordinal) && !name.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal));
        Assert.Contains(kept, fault.Advice, StringComparison.Ordinal);
        Assert.Equal(damaged, System.IO.File.ReadAllBytes(_folder[kept]));

        using SqliteCheckpoints again = Open();
        Assert.Empty(again.Load("web"));
    }

    [Fact]
    public async Task A_file_of_the_first_version_goes_on_to_be_used()
    {
        using (SqliteCheckpoints store = Open())
        {
            await store.SaveAsync("web", [Position("a")], [], default);
        }

        Query.Execute(File, "ALTER TABLE checkpoint DROP COLUMN state");
        Query.Execute(File, "PRAGMA user_version = 1");
        using SqliteCheckpoints again = Open();
        Assert.Equal([Position("a")], again.Load("web"));
        await again.SaveAsync("web", [Position("a") with { State = "AQID" }], [], default);
        Assert.Equal([Position("a") with { State = "AQID" }], again.Load("web"));
    }

    [Fact]
    public void A_newer_file_is_refused_and_left_alone()
    {
        Open().Dispose();
        Query.Execute(File, "PRAGMA user_version = 3");
        LogStatsException fault = Assert.Throws<LogStatsException>(Open);
        Assert.Equal(FaultId.CheckpointCorrupt, fault.Id);
        Assert.Contains("newer version", fault.Message, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(File));
    }

    [Fact]
    public void Values_that_were_never_saved_are_refused()
    {
        using SqliteCheckpoints store = Open();
        Assert.True(store.SaveAsync("web", [Position("a")], [], default).IsCompletedSuccessfully);
        Query.Execute(File, "UPDATE checkpoint SET offset = -1");
        Assert.Equal(FaultId.CheckpointCorrupt, Assert.Throws<LogStatsException>(() => store.Load("web")).Id);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("../Any Name, ü")]
    public void A_name_is_held_by_one_alone(string name)
    {
        using SqliteCheckpoints store = Open();
        using SqliteCheckpoints other = Open();
        using (store.Hold(name))
        {
            LogStatsException fault = Assert.Throws<LogStatsException>(() => other.Hold(name));
            Assert.Equal(FaultId.CheckpointInUse, fault.Id);
            Assert.Contains(name, fault.Message, StringComparison.Ordinal);
            using IDisposable another = other.Hold("another");
        }

        other.Hold(name).Dispose();
    }

    /// <summary>The lock is the operating system's, so another program can take it, and it ends when that is killed.</summary>
    [NeedsToolFact("flock")]
    public void A_hold_ends_when_its_process_is_killed()
    {
        using SqliteCheckpoints store = Open();
        store.Hold("web").Dispose();
        using Process holder = Tool.Start("flock", "--no-fork", File + "-web.lock", "sh", "-c", "echo held; exec sleep 600");
        Assert.Equal("held", holder.StandardOutput.ReadLine());
        Assert.Equal(FaultId.CheckpointInUse, Assert.Throws<LogStatsException>(() => store.Hold("web")).Id);

        holder.Kill();
        holder.WaitForExit();
        store.Hold("web").Dispose();
    }

    [Fact]
    public void Two_followers_cannot_share_a_checkpoint()
    {
        System.IO.File.WriteAllText(_folder["app.log"], "a\n");
        using SqliteCheckpoints store = Open();
        FollowOptions options = new() { Paths = [_folder["app.log"]], Store = store, Name = "web" };
        using (new LogFollower(options, TimeProvider.System))
        {
            Assert.Equal(FaultId.CheckpointInUse, Assert.Throws<LogStatsException>(() => new LogFollower(options, TimeProvider.System)).Id);
        }

        new LogFollower(options, TimeProvider.System).Dispose();
    }

    [Fact]
    public async Task A_follower_goes_on_where_the_store_says()
    {
        System.IO.File.WriteAllText(_folder["app.log"], "a\nb\n");
        Assert.Equal(["a", "b"], await FollowAsync());
        System.IO.File.AppendAllText(_folder["app.log"], "c\n");
        System.IO.File.Move(_folder["app.log"], _folder["app.log.1"]);
        System.IO.File.WriteAllText(_folder["app.log"], "d\n");
        Assert.Equal(["c", "d"], await FollowAsync());
        Assert.Empty(await FollowAsync());
    }

    public void Dispose() => _folder.Dispose();

    private static FollowPosition Position(string path) => new() { Path = path };

    private SqliteCheckpoints Open() => SqliteCheckpoints.Open(File, TimeProvider.System);

    private async Task<List<string>> FollowAsync()
    {
        using SqliteCheckpoints store = Open();
        using LogFollower follower = new(new FollowOptions { Paths = [_folder["app.log"]], Store = store }, TimeProvider.System);
        Taker taker = new();
        while (!follower.IsAtEnd)
        {
            _ = follower.Look(taker);
        }

        await follower.CommitAsync();
        return taker.Lines;
    }

    private sealed class Taker : IFollowedLines
    {
        public List<string> Lines { get; } = [];

        public void Line(in FollowedLine line) => Lines.Add(System.Text.Encoding.UTF8.GetString(line.Bytes));
    }
}
