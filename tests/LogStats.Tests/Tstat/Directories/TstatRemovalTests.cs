using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat.Directories;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>What is removed, and what never is.</summary>
public sealed class TstatRemovalTests : IDisposable
{
    private const string Name = "2020_06_11_09_00.out";

    private readonly TstatTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Processed_and_old_enough_it_is_removed_with_all_that_is_in_it()
    {
        Directory.CreateDirectory(_tree.Path($"{Name}/deep/.processed/deeper"));
        File.WriteAllText(_tree.Path($"{Name}/deep/.processed/deeper/file"), "");
        TstatDirectory found = Processed(48);

        Assert.True(Remove(found));
        Assert.False(Directory.Exists(found.FullName));
        Assert.True(Directory.Exists(_tree.Root));
    }

    [Fact]
    public void What_was_written_after_the_mark_was_delivered_by_nobody_and_is_kept()
    {
        TstatDirectory found = Processed(100);
        string log = _tree.Path($"{Name}/log_udp_complete");
        File.SetLastWriteTimeUtc(log, TstatTree.Now.AddHours(-99).UtcDateTime);

        LogStatsException fault = Assert.Throws<LogStatsException>(() => Remove(found));
        Assert.Equal((FaultId.DirectoryNotReady, $"'{found.FullName}' is kept: log_udp_complete was written to after the directory was marked."), (fault.Id, fault.Message));
        TstatRemoval.RemoveBelow(_tree.Root, TstatRemoval.UsualAge, _tree.Clock, _ => true, _tree.Faults.Add, CancellationToken.None);
        Assert.Equal(fault.Message, Assert.Single(_tree.Faults).Message);
        Assert.True(File.Exists(log));
    }

    [Theory]
    [InlineData(47.9, null, "it was marked on 2020-06-09 12:36:00, less than 2.00:00:00 ago")]
    [InlineData(null, null, "it is not marked as processed")]
    [InlineData(49.0, "inner.out", "another directory of tstat is in it")]
    public void Otherwise_it_is_kept(double? hours, string? inner, string why)
    {
        _tree.Hour(Name);
        if (inner is not null)
        {
            Directory.CreateDirectory(_tree.Path($"{Name}/{inner}"));
        }

        if (hours is { } ago)
        {
            _tree.Mark(Name, TimeSpan.FromHours(ago));
        }

        TstatDirectory found = _tree.Read(Name);
        Assert.Equal(why, TstatRemoval.Kept(found, TstatRemoval.UsualAge, _tree.Clock));
        Assert.False(Remove(found));
        Assert.True(File.Exists(_tree.Path($"{Name}/log_tcp_complete")));
    }

    [Fact]
    public void Another_directory_of_that_name_is_kept()
    {
        TstatDirectory found = Processed(49);
        Directory.Move(found.FullName, _tree.Path("old"));
        _ = Processed(49);

        Assert.Equal("another directory has its name by now", TstatRemoval.Kept(found, TstatRemoval.UsualAge, _tree.Clock));
        Assert.False(Remove(found));
    }

    [Fact]
    public void A_link_in_its_place_is_kept_and_so_is_what_it_leads_to()
    {
        TstatDirectory found = Processed(49);
        Directory.Move(found.FullName, _tree.Path("moved"));
        Directory.CreateSymbolicLink(found.FullName, _tree.Path("moved"));

        Assert.Equal("it is a link", TstatRemoval.Kept(found, TstatRemoval.UsualAge, _tree.Clock));
        Assert.False(Remove(found));
        Assert.True(File.Exists(_tree.Path("moved/log_tcp_complete")));
    }

    [Fact]
    public void A_link_in_it_goes_and_what_it_leads_to_stays()
    {
        using TempFolder elsewhere = new();
        elsewhere.Write("kept", "kept");
        TstatDirectory found = Processed(49);
        Directory.CreateSymbolicLink(Path.Join(found.FullName, "folder"), elsewhere.Path);
        File.CreateSymbolicLink(Path.Join(found.FullName, "file"), elsewhere.File("kept"));
        File.CreateSymbolicLink(Path.Join(found.FullName, "nowhere"), elsewhere.File("none"));

        Assert.True(Remove(found));
        Assert.False(Directory.Exists(found.FullName));
        Assert.Equal("kept", File.ReadAllText(elsewhere.File("kept")));
    }

    [Fact]
    public void A_name_that_is_not_of_tstat_is_kept()
    {
        _tree.Hour("data");
        _tree.Mark("data", TimeSpan.FromHours(49));
        TstatDirectory forged = new() { Name = "data", FullName = _tree.Path("data"), State = TstatDirectoryState.Processed };

        Assert.Equal("its name does not end in .out", TstatRemoval.Kept(forged, TstatRemoval.UsualAge, _tree.Clock));
        Assert.False(Remove(forged));
    }

    [Fact]
    public void What_was_stopped_is_still_marked_and_ended_the_next_time()
    {
        TstatDirectory found = Processed(49);
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => TstatRemoval.Remove(found, TstatRemoval.UsualAge, _tree.Clock, stop.Token));
        Assert.Equal(TstatDirectoryState.Processed, _tree.Read(Name).State);

        foreach (string log in found.LogFiles)
        {
            File.Delete(log); // As far as it may have come.
        }

        Assert.Equal(TstatDirectoryState.Processed, _tree.Read(Name).State);
        Assert.True(Remove(_tree.Read(Name)));
        Assert.False(Directory.Exists(found.FullName));
    }

    [Fact]
    public void The_directory_that_is_named_is_never_removed_only_those_below()
    {
        TstatDirectory outer = Processed(49);
        List<string> asked = [];
        TstatRemoval.RemoveBelow(outer.FullName, TstatRemoval.UsualAge, _tree.Clock, one => { asked.Add(one.Name); return true; }, _tree.Faults.Add, CancellationToken.None);
        Assert.True(Directory.Exists(outer.FullName));
        Assert.Empty(asked);

        TstatRemoval.RemoveBelow(_tree.Root, TstatRemoval.UsualAge, _tree.Clock, one => { asked.Add(one.Name); return false; }, _tree.Faults.Add, CancellationToken.None);
        Assert.True(Directory.Exists(outer.FullName));
        Assert.Equal([Name], asked);

        TstatRemoval.RemoveBelow(_tree.Root, TstatRemoval.UsualAge, _tree.Clock, _ => true, _tree.Faults.Add, CancellationToken.None);
        Assert.False(Directory.Exists(outer.FullName));
        Assert.Empty(_tree.Faults);
    }

    [PermissionsFact]
    [UnsupportedOSPlatform("windows")]
    public void What_cannot_be_removed_is_told_and_stays_marked()
    {
        TstatDirectory found = Processed(49);
        string inner = Directory.CreateDirectory(Path.Join(found.FullName, "a")).FullName;
        File.WriteAllText(Path.Join(inner, "file"), "");
        File.SetUnixFileMode(inner, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using BoundRights bound = new();
            LogStatsException fault = Assert.Throws<LogStatsException>(() => Remove(_tree.Read(Name)));

            Assert.Equal((FaultId.FileWrite, found.FullName), (fault.Id, fault.Target));
            Assert.Contains(Path.Join(inner, "file"), fault.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Join(found.FullName, ".processed")));
        }
        finally
        {
            File.SetUnixFileMode(inner, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private TstatDirectory Processed(double hours)
    {
        _tree.Hour(Name);
        _tree.Mark(Name, TimeSpan.FromHours(hours));
        return _tree.Read(Name);
    }

    private bool Remove(TstatDirectory directory) => TstatRemoval.Remove(directory, TstatRemoval.UsualAge, _tree.Clock, CancellationToken.None);
}
