using LogStats.Faults;
using LogStats.Follow;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Follow;

/// <summary>Where following begins, and which paths there are.</summary>
public sealed class StartTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(FollowStart.Saved, "b c")]
    [InlineData(FollowStart.Beginning, "a b c")]
    [InlineData(FollowStart.End, "c")]
    public void From(FollowStart from, string expected)
    {
        _log.Append("a\n").Settle(stopped: true).Append("b\n");
        _ = _log.Taken();
        _log.Options = _log.Options with { From = from };
        _log.Drain().Append("c\n").Drain();
        Assert.Equal(expected, _log.Taken());
        _log.Commit().Stop().Append("d\n");
        _log.Options = _log.Options with { From = FollowStart.Saved };
        _log.Drain();
        Assert.Equal("d", _log.Taken());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1 << 18)]
    public void From_the_end_a_begun_line_is_given_once_it_is_whole(int block)
    {
        _log.Options = _log.Options with { From = FollowStart.End, BlockSize = block };
        _log.Append("a\nbegun, and long").Drain().Append(" since\nb\n").Drain();
        Assert.Equal("begun, and long since b", _log.Taken());
    }

    [Fact]
    public void From_the_end_is_where_the_end_was_at_the_start()
    {
        _log.Options = _log.Options with { From = FollowStart.End, Paths = [_log.File(), _log.File("*.txt")] };
        _log.Append("a\n").Append("c\n", "old.txt");
        Assert.Contains(_log.File(), _log.Follower.Paths);
        _log.Append("b\n").Append("d\n", "old.txt").Append("e\n", "new.txt").Drain();
        Assert.Equal("b d e", _log.Taken());
    }

    [Theory]
    [InlineData(FollowStart.Saved)]
    [InlineData(FollowStart.End)]
    public void A_path_that_is_missing_is_waited_for_and_read_from_its_start(FollowStart from)
    {
        _log.Options = _log.Options with { From = from };
        _log.Drain().Commit();
        Assert.Equal("Missing", _log.Told());
        _log.Append("a\n").Drain();
        Assert.Equal("a", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_path_that_was_missing_and_is_rotated_before_it_is_seen(bool stopped)
    {
        _log.Append("old\n", "app.log.1").Settle(stopped).Append("a\n").Rename().Append("b\n").Drain();
        Assert.Equal("a b", _log.Taken());
    }

    [Fact]
    public void A_compressed_file_is_read_through_and_from_where_it_was_left()
    {
        _log.Options = _log.Options with { Paths = [_log.File("app.log.gz")], BlockSize = 16, LookLength = 16 };
        _log.Append(string.Concat(Enumerable.Range(10, 40).Select(number => $"{number}\n"))).Compress("app.log");
        Assert.True(_log.Look());
        _log.Commit().Stop().Drain();
        Assert.Equal(string.Join(' ', Enumerable.Range(10, 40)), _log.Taken());
    }

    [Fact]
    public void From_the_end_a_compressed_file_has_nothing_new()
    {
        _log.Append("a\nb\n").Compress("app.log");
        _log.Options = _log.Options with { From = FollowStart.End, Paths = [_log.File("app.log.gz")] };
        Assert.Equal("", _log.Drain().Taken());
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(_log.File());
        Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => _log.Follower).Id);
    }

    [Fact]
    public void A_pipe_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", _log.File()))
        {
            make.WaitForExit();
        }

        Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => _log.Follower).Id);
    }

    [Fact]
    public void What_cannot_be_read_is_told_once_and_read_once_it_can_be()
    {
        _log.Drain();
        Directory.CreateDirectory(_log.File());
        _log.Drain().Drain();
        Assert.Equal("Missing Unreadable", _log.Told());
        Directory.Delete(_log.File());
        _log.Append("a\n").Drain();
        Assert.Equal("a", _log.Taken());
        Assert.Equal("Missing Unreadable Readable", _log.Told());
    }

    [PermissionsFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_without_the_right_to_read_it_is_read_once_it_is_there()
    {
        _log.Append("a\n");
        File.SetUnixFileMode(_log.File(), UnixFileMode.None);
        using BoundRights bound = new();
        _log.Drain().Drain();
        Assert.Equal("Unreadable", _log.Told());
        File.SetUnixFileMode(_log.File(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _log.Drain();
        Assert.Equal("a", _log.Taken());
    }

    [Fact]
    public void A_compressed_file_that_is_being_written_is_waited_for_and_a_damaged_one_is_not()
    {
        _log.Append("a\n").Settle(stopped: true).Append("b\n").Rename().Compress("app.log.1").Append("c\n");
        byte[] whole = File.ReadAllBytes(_log.File("app.log.1.gz"));
        File.WriteAllBytes(_log.File("app.log.1.gz"), whole[..^4]);
        File.SetLastWriteTimeUtc(_log.File("app.log.1.gz"), _log.Clock.GetUtcNow().UtcDateTime);
        for (int look = 0; look < 5; look++)
        {
            Assert.False(_log.Look() && _log.Follower.IsAtEnd);
        }

        Assert.Equal("a b", _log.Taken());
        _log.Clock.Move(TimeSpan.FromMinutes(2));
        _log.Drain();
        Assert.Equal("c", _log.Taken());
        Assert.Contains("Lost", _log.Told(), StringComparison.Ordinal);
    }

    public void Dispose() => _log.Dispose();
}
