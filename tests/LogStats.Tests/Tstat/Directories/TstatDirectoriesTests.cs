using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>Which directories there are, and how far each is.</summary>
public sealed class TstatDirectoriesTests : IDisposable
{
    private readonly TstatTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void All_are_found_in_the_order_of_their_names_at_any_depth()
    {
        foreach (string name in (string[])["b/2020_06_11_10_00.out", "a/x/2020_06_11_11_00.out", "a/2020_06_11_09_00.out", "2020_06_11_12_00.out", "a/logs"])
        {
            _tree.Hour(name);
        }

        File.WriteAllText(_tree.Path("2020_06_11_13_00.out"), "a file");

        Assert.Equal(
            ["2020_06_11_12_00.out", "a/2020_06_11_09_00.out", "a/x/2020_06_11_11_00.out", "b/2020_06_11_10_00.out"],
            _tree.Find().Select(found => Path.GetRelativePath(_tree.Root, found.FullName)));
        Assert.Empty(_tree.Faults);
    }

    [Fact]
    public void It_is_told_what_is_in_one()
    {
        string path = _tree.Add("2020_06_11_11_00.out", TimeSpan.FromHours(3), "log_udp_complete", "log_tcp_complete", "log_tcp_nocomplete", "log_http_complete");

        TstatDirectory found = Assert.Single(_tree.Find());

        Assert.Equal(("2020_06_11_11_00.out", path, TstatDirectoryState.Ready, ""), (found.Name, found.FullName, found.State, found.Reason));
        Assert.Equal(new DateTimeOffset(2020, 6, 11, 11, 0, 0, TimeSpan.Zero), found.Time);
        Assert.Equal([Path.Join(path, "log_tcp_complete"), Path.Join(path, "log_udp_complete")], found.LogFiles);
        Assert.Equal(2 * "log_tcp_complete".Length, found.Bytes);
        Assert.Equal(TstatTree.Now.AddHours(-3), found.LastWrite);
        Assert.Null(found.Processed);
    }

    [Fact]
    public void The_name_is_a_time_on_the_clock_of_the_machine()
    {
        string path = _tree.Hour("2020_06_11_11_00.out");
        FixedClock clock = new(TstatTree.Now, TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x"));

        Assert.Equal(new DateTimeOffset(2020, 6, 11, 11, 0, 0, TimeSpan.FromHours(2)), TstatDirectory.Read(path, clock).Time);
    }

    [Fact]
    public void Compressed_logs_count_and_the_plain_one_of_two_is_taken()
    {
        string path = _tree.Add("2020_06_11_09_00.out", TimeSpan.FromHours(3), "log_tcp_complete.gz", "log_udp_complete", "log_udp_complete.gz");

        Assert.Equal([Path.Join(path, "log_tcp_complete.gz"), Path.Join(path, "log_udp_complete")], _tree.Find().Single().LogFiles);
    }

    [Fact]
    public void A_newer_one_beside_it_makes_it_ready_and_one_elsewhere_does_not()
    {
        _tree.Hour("a/2020_06_11_10_00.out");
        _tree.Hour("a/2020_06_11_11_00.out");
        _tree.Hour("b/2020_06_11_09_00.out");

        Assert.Equal(
            [TstatDirectoryState.Ready, TstatDirectoryState.Incomplete, TstatDirectoryState.Incomplete], _tree.Find().Select(found => found.State));
        Assert.Contains("no newer directory is beside it, and the last change was less than 02:00:00 ago", _tree.Find()[1].Reason, StringComparison.Ordinal);
        Assert.Equal(TstatDirectoryState.Ready, _tree.Find(_tree.Path("a/2020_06_11_10_00.out")).Single().State);
        Assert.Equal(TstatDirectoryState.Ready, _tree.Read("a/2020_06_11_10_00.out").State);
        Assert.Equal(TstatDirectoryState.Incomplete, _tree.Read("a/2020_06_11_11_00.out").State);
    }

    [Fact]
    public void A_later_name_that_is_no_time_says_nothing()
    {
        _tree.Hour("2020_06_11_10_00.out");
        _tree.Hour("kept.out");

        Assert.All(_tree.Find(), found => Assert.Equal(TstatDirectoryState.Incomplete, found.State));
        Assert.Null(_tree.Find()[1].Time);
    }

    [Theory]
    [InlineData(119, TstatDirectoryState.Incomplete)]
    [InlineData(120, TstatDirectoryState.Ready)]
    public void Quiet_for_long_enough_it_is_ready(int minutes, TstatDirectoryState state)
    {
        _tree.Add("2020_06_11_10_00.out", TimeSpan.FromMinutes(minutes), "log_tcp_complete");

        Assert.Equal(state, _tree.Find().Single().State);
        Assert.Equal(TstatDirectoryState.Ready, _tree.Find(quiet: TimeSpan.FromMinutes(minutes)).Single().State);
    }

    [Fact]
    public void Any_file_that_changes_keeps_it_from_being_ready()
    {
        string path = _tree.Add("2020_06_11_09_00.out", TimeSpan.FromHours(3), "log_tcp_complete", "log_video_complete");
        File.SetLastWriteTimeUtc(Path.Join(path, "log_video_complete"), TstatTree.Now.AddMinutes(-1).UtcDateTime);

        Assert.Equal(TstatDirectoryState.Incomplete, _tree.Find().Single().State);
    }

    [Fact]
    public void A_time_in_the_future_is_not_quiet()
    {
        _tree.Add("2020_06_11_09_00.out", TimeSpan.FromHours(-5), "log_tcp_complete");

        Assert.Equal(TstatDirectoryState.Incomplete, _tree.Find().Single().State);
    }

    [Fact]
    public void Without_a_log_of_flows_it_is_incomplete()
    {
        _tree.Add("2020_06_11_09_00.out", TimeSpan.FromHours(3), "log_tcp_nocomplete");

        Assert.Equal((TstatDirectoryState.Incomplete, "it holds neither log_tcp_complete nor log_udp_complete"),
            (_tree.Find().Single().State, _tree.Find().Single().Reason));
    }

    [Fact]
    public void The_mark_makes_it_processed_whoever_wrote_it()
    {
        _tree.Hour("2020_06_11_09_00.out");
        _tree.Mark("2020_06_11_09_00.out", TimeSpan.FromMinutes(59));

        TstatDirectory found = _tree.Find().Single();
        Assert.Equal((TstatDirectoryState.Processed, TstatTree.Now.AddMinutes(-59), ""), (found.State, found.Processed, found.Reason));
    }

    [Fact]
    public void What_came_behind_the_mark_is_told()
    {
        _tree.Hour("2020_06_11_09_00.out");
        _tree.Mark("2020_06_11_09_00.out", TimeSpan.FromMinutes(61));
        File.SetLastWriteTimeUtc(_tree.Path("2020_06_11_09_00.out/log_tcp_complete"), TstatTree.Now.AddMinutes(-60).UtcDateTime);

        Assert.Equal((TstatDirectoryState.Processed, "log_tcp_complete was written to after the directory was marked"),
            (_tree.Find().Single().State, _tree.Find().Single().Reason));
    }

    [Fact]
    public void A_directory_that_is_called_like_the_mark_is_none()
    {
        _tree.Add("2020_06_11_09_00.out", TimeSpan.FromHours(3), "log_tcp_complete");
        Directory.CreateDirectory(_tree.Path("2020_06_11_09_00.out/.processed"));
        _tree.Age("2020_06_11_09_00.out", TimeSpan.FromHours(3));

        Assert.Null(_tree.Find().Single().Processed);
    }

    [Fact]
    public void Links_to_directories_are_not_followed_and_links_to_logs_are()
    {
        using TempFolder elsewhere = new();
        elsewhere.Write("log", new string('x', 100));
        File.SetLastWriteTimeUtc(elsewhere.File("log"), TstatTree.Now.AddHours(-4).UtcDateTime);
        _tree.Add("a/2020_06_11_09_00.out", TimeSpan.FromHours(3), "log_udp_complete");
        Directory.CreateSymbolicLink(_tree.Path("a/loop"), _tree.Root);
        Directory.CreateSymbolicLink(_tree.Path("a/2020_06_11_10_00.out"), elsewhere.Path);
        File.CreateSymbolicLink(_tree.Path("a/2020_06_11_09_00.out/log_tcp_complete"), elsewhere.File("log"));

        TstatDirectory found = Assert.Single(_tree.Find());
        Assert.Equal((2, 100 + "log_udp_complete".Length), (found.LogFiles.Count, found.Bytes));
    }

    [Fact]
    public void A_name_that_is_no_text_and_thousands_of_others_do_no_harm()
    {
        for (int number = 0; number < 3000; number++)
        {
            Directory.CreateDirectory(_tree.Path($"many/{number:x4}"));
        }

        _tree.Hour("many/é\n[*].out");

        Assert.Equal("é\n[*].out", _tree.Find().Single().Name);
    }

    [PermissionsFact]
    [UnsupportedOSPlatform("windows")]
    public void One_that_cannot_be_read_is_told_and_the_others_are_found()
    {
        _tree.Hour("a/2020_06_11_09_00.out");
        _tree.Hour("b/2020_06_11_09_00.out");
        File.SetUnixFileMode(_tree.Path("a/2020_06_11_09_00.out"), UnixFileMode.None);
        try
        {
            using BoundRights bound = new();
            Assert.Equal(_tree.Path("b/2020_06_11_09_00.out"), _tree.Find().Single().FullName);
            LogStatsException fault = Assert.Single(_tree.Faults);
            Assert.Equal((FaultId.FileRead, _tree.Path("a/2020_06_11_09_00.out")), (fault.Id, fault.Target));
        }
        finally
        {
            File.SetUnixFileMode(_tree.Path("a/2020_06_11_09_00.out"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void No_such_directory_is_an_error_and_so_is_a_file()
    {
        File.WriteAllText(_tree.Path("file"), "");

        LogStatsException none = Assert.Throws<LogStatsException>(() => _tree.Find(_tree.Path("none")));
        LogStatsException file = Assert.Throws<LogStatsException>(() => _tree.Find(_tree.Path("file")));
        LogStatsException other = Assert.Throws<LogStatsException>(() => _tree.Read("."));

        Assert.Equal((FaultId.PathNotFound, $"There is no directory '{_tree.Path("none")}'."), (none.Id, none.Message));
        Assert.Equal((FaultId.FileOpen, $"'{_tree.Path("file")}' is a file, not a directory."), (file.Id, file.Message));
        Assert.Equal(FaultId.FormatMismatch, other.Id);
        Assert.Contains("is no directory of tstat: its name does not end in .out.", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020_06_11_12_00.out", "2020-06-11T12:00")]
    [InlineData("2020_02_30_12_00.out", null)]
    [InlineData("2020_06_11_12_00", null)]
    [InlineData("2020_06_11_12_00.out2", null)]
    [InlineData(".out", null)]
    public void A_name_is_read_as_a_whole(string name, string? time)
        => Assert.Equal(time is null ? null : DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), LogStats.Tstat.Directories.TstatNames.TimeOf(name));
}
