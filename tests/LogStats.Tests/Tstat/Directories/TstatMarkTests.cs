using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat.Directories;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>The mark is there whole or not at all, and never too early.</summary>
public sealed class TstatMarkTests : IDisposable
{
    private const string Name = "2020_06_11_09_00.out";

    private readonly TstatTree _tree = new();

    private string Folder => _tree.Path(Name);

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void It_is_the_one_of_the_original_and_nothing_is_left_beside_it()
    {
        TstatDirectory ready = Ready();

        Assert.True(TstatMark.Write(ready, _tree.Clock));

        Assert.Equal("processed", File.ReadAllText(Path.Join(Folder, ".processed")));
        Assert.Equal([".processed", "log_tcp_complete"], Names());
        Assert.Equal(TstatDirectoryState.Processed, _tree.Read(Name).State);
    }

    [Fact]
    public void A_second_time_changes_nothing()
    {
        TstatDirectory ready = Ready();
        _tree.Mark(Name, TimeSpan.FromHours(1));

        Assert.False(TstatMark.Write(ready, _tree.Clock));
        Assert.Equal(TstatTree.Now.AddHours(-1), _tree.Read(Name).Processed);
    }

    [Fact]
    public void One_that_tstat_may_still_write_is_not_marked_unless_somebody_insists()
    {
        _tree.Hour(Name);
        TstatDirectory busy = _tree.Read(Name);

        LogStatsException fault = Assert.Throws<LogStatsException>(() => TstatMark.Write(busy, _tree.Clock));

        Assert.Equal((FaultId.DirectoryNotReady, Folder), (fault.Id, fault.Target));
        Assert.StartsWith($"'{Folder}' is not marked: tstat may still write it: no newer directory is beside it", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".processed", Names());
        Assert.True(TstatMark.Write(busy, _tree.Clock, force: true));
        Assert.Contains(".processed", Names());
    }

    [Fact]
    public void It_is_looked_at_anew()
    {
        TstatDirectory ready = Ready();
        File.WriteAllText(Path.Join(Folder, "log_udp_complete"), "came since");
        File.SetLastWriteTimeUtc(Path.Join(Folder, "log_udp_complete"), TstatTree.Now.AddMinutes(-1).UtcDateTime);

        Assert.Equal(FaultId.DirectoryNotReady, Assert.Throws<LogStatsException>(() => TstatMark.Write(ready, _tree.Clock)).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_read_and_grew_since_is_not_marked(bool sameLength)
    {
        TstatDirectory read = Ready();
        string log = Path.Join(Folder, "log_tcp_complete");
        File.WriteAllText(log, sameLength ? "log_tcp_complete" : "log_tcp_complete and more");
        File.SetLastWriteTimeUtc(log, sameLength ? TstatTree.Now.UtcDateTime : read.LastWrite.UtcDateTime);

        LogStatsException fault = Assert.Throws<LogStatsException>(() => TstatMark.WriteUnchanged(read, _tree.Clock));

        Assert.Equal((FaultId.DirectoryNotReady, $"'{Folder}' is not marked: its logs changed while they were read."), (fault.Id, fault.Message));
        Assert.Equal(["log_tcp_complete"], Names());
    }

    [Fact]
    public void Another_directory_of_that_name_is_not_marked()
    {
        TstatDirectory read = Ready();
        Directory.Move(Folder, _tree.Path("old"));
        _ = Ready();

        Assert.Equal(FaultId.DirectoryNotReady, Assert.Throws<LogStatsException>(() => TstatMark.WriteUnchanged(read, _tree.Clock)).Id);
    }

    [Fact]
    public void A_mark_that_cannot_be_written_is_an_error_and_leaves_nothing()
    {
        TstatDirectory ready = Ready();
        Directory.CreateDirectory(Path.Join(Folder, ".processed"));
        File.WriteAllText(Path.Join(Folder, ".processed/kept"), "");

        LogStatsException fault = Assert.Throws<LogStatsException>(() => TstatMark.Write(ready, _tree.Clock, TimeSpan.Zero, force: true));

        Assert.Equal((FaultId.FileWrite, Folder), (fault.Id, fault.Target));
        Assert.StartsWith($"'{Folder}' cannot be marked as processed: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal([".processed", "log_tcp_complete"], Names());
    }

    [Fact]
    public void One_that_is_gone_is_an_error()
    {
        TstatDirectory ready = Ready();
        Directory.Delete(Folder, recursive: true);

        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => TstatMark.Write(ready, _tree.Clock)).Id);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => TstatMark.WriteUnchanged(ready, _tree.Clock)).Id);
    }

    [PermissionsFact]
    [UnsupportedOSPlatform("windows")]
    public void Where_nobody_may_write_it_is_an_error()
    {
        TstatDirectory ready = Ready();
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using BoundRights bound = new();
            Assert.Equal(FaultId.FileWrite, Assert.Throws<LogStatsException>(() => TstatMark.Write(ready, _tree.Clock)).Id);
        }
        finally
        {
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private TstatDirectory Ready()
    {
        _tree.Add(Name, TimeSpan.FromHours(3), "log_tcp_complete");
        return _tree.Read(Name);
    }

    private string[] Names() => [.. new DirectoryInfo(Folder).EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal)];
}
