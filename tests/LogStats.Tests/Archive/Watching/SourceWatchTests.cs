using LogStats.Archive;
using LogStats.Archive.Watching;
using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.Tests.Archive.Watching;

/// <summary>What a watch over sources tells, look by look.</summary>
public sealed class SourceWatchTests : IDisposable
{
    private const string Name = "log_26111812_00-19_192-0-2-7.log";

    private readonly ArchiveTree _tree = new(new DateTimeOffset(2026, 11, 18, 12, 0, 0, TimeSpan.Zero));
    private readonly TextStore _store = new();

    public void Dispose()
    {
        _store.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void A_silent_source_is_told_of_once_and_its_return_once_with_the_file()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(4));
        Assert.Empty(Look());
        _tree.Clock.Run(TimeSpan.FromMinutes(2));

        LogAlert silent = Assert.IsType<LogAlert>(Assert.Single(Look()));
        Assert.Equal((LogAlertKind.Inactive, "web1", Name, _tree.Clock.Now.AddMinutes(-6)), (silent.Kind, silent.Subject, silent.LastFile, silent.LastSeen!.Value.UtcDateTime));
        Assert.Equal("web1 has been silent for more than 5m; last seen 2026-11-18 11:56:00 +00:00", $"{silent}");
        Assert.Empty(Look());

        _tree.Part(ArchiveState.Waiting, "web1", "log_26111812_20-39_192-0-2-7.log", TimeSpan.Zero);
        LogAlert back = Assert.IsType<LogAlert>(Assert.Single(Look()));
        Assert.Equal((LogAlertKind.Recovered, "log_26111812_20-39_192-0-2-7.log"), (back.Kind, back.LastFile));
        Assert.Empty(Look());
    }

    [Fact]
    public void The_mail_of_an_alert_shows_server_file_time_and_age()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(6));
        MailText mail = ((IMailText)Assert.Single(Look())).GetMailText();
        Assert.Equal("Inactive: web1", mail.Subject);
        Assert.Equal(["Server", "LastFile", "LastSeen", "Age", "Directory"], Assert.Single(mail.Table!).GetRowMap().Columns.Select(static column => column.Name));
    }

    [Fact]
    public void One_of_several_open_files_that_grows_is_enough()
    {
        _tree.Part(ArchiveState.Waiting, "web1", Name, TimeSpan.Zero);
        string other = _tree.Part(ArchiveState.Waiting, "web1", "log_26111811_40-59_192-0-2-7.log", TimeSpan.FromMinutes(1));
        Directory.SetLastWriteTimeUtc(_tree.At("web1"), _tree.Clock.Now.AddHours(-1));
        List<IRow> told = [];
        Watch(told, minutes: 20, minute => File.SetLastWriteTimeUtc(other, minute));
        Assert.Empty(told);
    }

    [Fact]
    public void Files_ahead_of_the_clock_count_as_they_grow_and_not_as_they_lie()
    {
        string path = _tree.Part(ArchiveState.Waiting, "web1", Name, TimeSpan.FromHours(-1));
        Directory.SetLastWriteTimeUtc(_tree.At("web1"), _tree.Clock.Now.AddHours(-1));
        List<IRow> told = [];
        Watch(told, minutes: 20, minute => File.SetLastWriteTimeUtc(path, minute.AddHours(1)));
        Assert.Empty(told);

        Watch(told, minutes: 10, static _ => { });
        Assert.Equal(LogAlertKind.Inactive, Assert.IsType<LogAlert>(Assert.Single(told)).Kind);
    }

    [Fact]
    public void What_was_not_known_to_be_taken_comes_again_under_the_same_name()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(6));
        using (SourceWatch killed = Open(TimeSpan.Zero))
        {
            LogAlert first = (LogAlert)killed.Rows().First();
            LogAlert again = Assert.IsType<LogAlert>(Assert.Single(Look()));
            Assert.Equal((first.Id, first.LastFile), (again.Id, again.LastFile));
        }

        Assert.Empty(Look());
    }

    [Fact]
    public void A_watch_that_is_killed_before_it_tells_anything_loses_nothing()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(6));
        Open(TimeSpan.Zero).Dispose();
        Assert.Equal("web1", Assert.IsType<LogAlert>(Assert.Single(Look())).Subject);
    }

    [Fact]
    public void What_another_kind_of_watch_kept_is_refused()
    {
        _store.Text = "{\"version\":1}";
        Assert.Equal(FaultId.CheckpointCorrupt, Assert.Throws<LogStatsException>(() => Open(TimeSpan.Zero)).Id);
    }

    [Fact]
    public void A_year_that_the_clock_was_ahead_by_mistake_leaves_no_hour_out()
    {
        SummaryHours hours = new(TimeZoneInfo.Utc);
        long now = _tree.Clock.Now.Ticks;
        hours.Begin(now);
        Assert.Equal(new DateTime(2026, 11, 18, 11, 0, 0), hours.Next);
        Assert.Equal(24 * 7, hours.Open(now + TimeSpan.FromDays(400).Ticks).Count);
        hours.Told(new DateTime(2027, 11, 18, 11, 0, 0));

        hours.SetBack(now + TimeSpan.FromMinutes(20).Ticks);
        Assert.Equal(new DateTime(2026, 11, 18, 12, 0, 0), hours.Next);
    }

    private List<IRow> Look()
    {
        using SourceWatch watch = Open(TimeSpan.Zero);
        return [.. watch.Rows()];
    }

    private SourceWatch Open(TimeSpan? timeout) => new(new SourceWatchOptions { Directory = _tree.Root, Timeout = timeout, Store = _store }, _tree.Clock);

    /// <summary>A watch of its own, a look each minute.</summary>
    private void Watch(List<IRow> told, int minutes, Action<DateTime> each)
    {
        StepClock clock = new(new DateTimeOffset(_tree.Clock.Now), TimeZoneInfo.Utc) { };
        clock.Moved = () => each(clock.GetUtcNow().UtcDateTime);
        using SourceWatch watch = new(
            new SourceWatchOptions { Directory = _tree.Root, Interval = TimeSpan.FromMinutes(1), Timeout = TimeSpan.FromMinutes(minutes), Store = _store }, clock);
        told.AddRange(watch.Rows());
        _tree.Clock.Run(TimeSpan.FromMinutes(minutes));
    }
}
