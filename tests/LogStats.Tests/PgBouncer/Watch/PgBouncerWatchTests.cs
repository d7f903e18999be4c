using LogStats.Faults;
using LogStats.Follow;
using LogStats.PgBouncer;
using static LogStats.Tests.PgBouncer.Watch.WatchedPool;

namespace LogStats.Tests.PgBouncer.Watch;

/// <summary>Who is told of while logs grow, rotate and end; after a kill; and when clocks are wrong.</summary>
public sealed class PgBouncerWatchTests : IDisposable
{
    private readonly WatchedPool _pool = new();

    [Fact]
    public void One_who_never_logs_in_is_told_of_once()
    {
        _pool.Write(Stats(Start.AddHours(-2)));

        Assert.Equal("Wed 09:05:00 Missing app", _pool.Rows());
    }

    [Fact]
    public void Alert_recovery_and_alert_again()
    {
        _pool.Logins(1, 4, 8, 20, 21);

        Assert.Equal("Wed 09:13:00 Missing app, Wed 09:20:00 Recovered app, Wed 09:26:00 Missing app", _pool.Rows());
    }

    [Fact]
    public void A_database_and_a_user_are_watched_apart()
    {
        _pool.Options = _pool.Options with
        {
            Thresholds = new Dictionary<string, TimeSpan>
            {
                ["app"] = TimeSpan.FromMinutes(50), ["app@shop"] = TimeSpan.FromMinutes(20), ["a@b@c"] = TimeSpan.FromMinutes(30), ["o'x@y"] = TimeSpan.FromMinutes(40),
            },
        };
        _pool.At(Start.AddMinutes(15), () => _pool.Write(Login(Start.AddMinutes(15)) + Login(Start.AddMinutes(15), "a@b", "c") + Login(Start.AddMinutes(15), "o'x@y", "z")));
        _pool.At(Start.AddMinutes(30), () => _pool.Write(Login(Start.AddMinutes(30), "app", "other")));

        Assert.Equal("Wed 09:35:00 Missing app@shop, Wed 09:45:00 Missing a@b@c, Wed 09:55:00 Missing o'x@y", _pool.Rows());
    }

    [Fact]
    public void What_the_log_tells_of_the_time_before_is_known_and_not_told()
    {
        _pool.Write(Login(Start.AddHours(-30)) + Login(Start.AddMinutes(-10), "poc") + Login(Start.AddMinutes(-2)));
        _pool.Options = _pool.Options with
        {
            Thresholds = new Dictionary<string, TimeSpan> { ["app"] = TimeSpan.FromMinutes(5), ["poc"] = TimeSpan.FromMinutes(30) },
        };

        Assert.Equal("Wed 09:03:00 Missing app, Wed 09:20:00 Missing poc", _pool.Rows());
    }

    [Fact]
    public void Without_history_the_count_begins_with_the_watch()
    {
        _pool.Write(Login(Start.AddMinutes(-2)));
        _pool.Options = _pool.Options with { History = TimeSpan.Zero };

        Assert.Equal("Wed 09:05:00 Missing app", _pool.Rows());
    }

    [Fact]
    public void A_replay_goes_by_the_time_of_its_lines_and_ends_with_them()
    {
        DateTimeOffset day = Start.AddDays(-3);
        _pool.Write(Login(day) + Login(day.AddMinutes(4)) + Stats(day.AddMinutes(20)) + Login(day.AddMinutes(30)) + Stats(day.AddMinutes(32)));
        _pool.Options = _pool.Options with { From = FollowStart.Beginning, Timeout = TimeSpan.Zero, ReportNow = true };

        Assert.Equal("Sun 09:09:00 Missing app, Sun 09:30:00 Recovered app, Sun 09:00-Sun 09:32 3 logins 2 stats", _pool.Rows());
    }

    [Fact]
    public void A_replay_looks_at_no_clock()
    {
        _pool.Write(Login(Start.AddYears(1)) + Login(Start.AddYears(1).AddMinutes(30)));
        _pool.Options = _pool.Options with { From = FollowStart.Beginning, Timeout = TimeSpan.Zero };

        Assert.Equal("Thu 09:05:00 Missing app, Thu 09:30:00 Recovered app", _pool.Rows());
    }

    [Fact]
    public void A_replay_that_goes_on_is_live_from_its_end()
    {
        DateTimeOffset day = Start.AddDays(-1);
        _pool.Write(Login(day) + Login(day.AddMinutes(30)));
        _pool.Logins(10);
        _pool.Options = _pool.Options with { From = FollowStart.Beginning };

        Assert.Equal("Tue 09:05:00 Missing app, Tue 09:30:00 Recovered app, Tue 09:35:00 Missing app, Wed 09:10:00 Recovered app, Wed 09:15:00 Missing app", _pool.Rows());
    }

    [Fact]
    public void Several_logs_are_put_in_the_order_of_time()
    {
        DateTimeOffset day = Start.AddDays(-3);
        for (int minute = 0; minute < 600; minute += 8)
        {
            _pool.Write(Login(day.AddMinutes(minute)), "a.log").Write(Login(day.AddMinutes(minute + 4)), "b.log");
        }

        _pool.Options = _pool.Options with { Paths = [_pool.File("a.log"), _pool.File("b.log")], From = FollowStart.Beginning, Timeout = TimeSpan.Zero };

        Assert.Equal("", _pool.Rows());

        _pool.Options = _pool.Options with { Paths = [_pool.File("a.log")], Checkpoint = "a" };
        Assert.Equal(74 + 74, _pool.Rows().Split(", ").Length);
    }

    [Fact]
    public void Lines_are_read_through_rotation_truncation_and_deletion()
    {
        _pool.Logins(1, 4);
        _pool.At(Start.AddMinutes(5), () => File.Move(_pool.File(), _pool.File("pgbouncer.log.1")));
        _pool.Logins(8, 12);
        _pool.At(Start.AddMinutes(12.5), () =>
        {
            File.Copy(_pool.File(), _pool.File("pgbouncer.log.2"));
            using FileStream log = File.Open(_pool.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            log.SetLength(0);
        });
        _pool.Logins(16, 20);
        _pool.At(Start.AddMinutes(22), () => File.Delete(_pool.File()));
        _pool.Logins(24, 28);
        _pool.Options = _pool.Options with { Timeout = TimeSpan.FromMinutes(32) };

        Assert.Equal("", _pool.Rows());
        Assert.Contains(FollowEventKind.Rotated, _pool.Events);
        Assert.Contains(FollowEventKind.Truncated, _pool.Events);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_kill_loses_no_alert_and_repeats_only_the_one_that_was_not_taken(int take)
    {
        _pool.Logins(1, 8, 20, 21);
        string[] all = ["Wed 09:06:00 Missing app", "Wed 09:08:00 Recovered app", "Wed 09:13:00 Missing app", "Wed 09:20:00 Recovered app", "Wed 09:26:00 Missing app"];

        Assert.Equal(string.Join(", ", all[..take]), _pool.Rows(take));
        _pool.Clock.Sleep(TimeSpan.FromSeconds(1));
        Assert.Equal(string.Join(", ", all[(take - 1)..]), _pool.Rows());
    }

    [Fact]
    public void What_was_told_is_not_told_again_and_who_came_back_meanwhile_is()
    {
        _pool.Logins(1);
        _pool.Options = _pool.Options with { Timeout = TimeSpan.FromMinutes(10) };
        Assert.Equal("Wed 09:06:00 Missing app", _pool.Rows());
        Assert.Equal("", _pool.Rows());

        _pool.Write(Login(_pool.Clock.GetUtcNow().AddMinutes(5)));
        _pool.Clock.Sleep(TimeSpan.FromMinutes(6));
        Assert.Equal("Wed 09:25:00 Recovered app, Wed 09:30:00 Missing app", _pool.Rows());
    }

    [Fact]
    public void A_scheduled_run_knows_what_the_one_before_knew()
    {
        _pool.Write(Login(Start.AddMinutes(-1)));
        _pool.Options = _pool.Options with { Timeout = TimeSpan.Zero };
        List<string> told = [];
        for (int run = 0; run < 5; run++)
        {
            told.Add(_pool.Rows());
            _pool.Clock.Sleep(TimeSpan.FromMinutes(3));
        }

        Assert.Equal(["", "", "Wed 09:04:00 Missing app", "", ""], told);
    }

    [Fact]
    public void A_scheduled_run_tells_at_once_who_is_missing_already()
    {
        _pool.Write(Login(Start.AddMinutes(-10)));
        _pool.Options = _pool.Options with { Timeout = TimeSpan.Zero };

        Assert.Equal("Wed 08:55:00 Missing app", _pool.Rows());
        Assert.Equal("", _pool.Rows());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public void A_clock_that_is_set_misses_nobody(int minutes)
    {
        _pool.Logins(1, 4);
        _pool.At(Start.AddMinutes(6), () =>
        {
            _pool.Clock.Set(TimeSpan.FromMinutes(minutes));
            foreach (int minute in (int[])[8, 12, 16])
            {
                DateTimeOffset time = Start.AddMinutes(minute + minutes);
                _ = _pool.At(time, () => _pool.Write(Login(time)));
            }
        });
        string rows = _pool.Rows();

        Assert.Contains(_pool.Remarks, remark => remark.Contains("1h at once", StringComparison.Ordinal));
        Assert.DoesNotContain("Recovered", rows, StringComparison.Ordinal);
        Assert.EndsWith("Missing app", rows, StringComparison.Ordinal);
        Assert.Single(rows.Split(", "));
    }

    [Theory]
    [InlineData(60, "behind")]
    [InlineData(-60, "ahead of")]
    public void A_log_whose_clock_is_an_hour_off_is_told_and_misses_nobody(int behind, string word)
    {
        for (int minute = 1; minute < 30; minute += 4)
        {
            DateTimeOffset time = Start.AddMinutes(minute);
            _pool.At(time, () => _pool.Write(Login(time.AddMinutes(-behind))));
        }

        Assert.Equal("Wed 09:34:00 Missing app", _pool.Rows());
        Assert.Equal($"'{_pool.File()}': its times are 1h {word} this machine's clock", Assert.Single(_pool.Remarks).Split(',')[0]);
    }

    [Fact]
    public void A_log_in_another_zone_is_found_out_at_the_begin_by_when_it_was_written()
    {
        _pool.Write(Login(Start.AddMinutes(-61)));
        File.SetLastWriteTimeUtc(_pool.File(), Start.AddMinutes(-1).UtcDateTime);

        Assert.Equal("Wed 09:04:00 Missing app", _pool.Rows());
        Assert.Contains("1h behind", Assert.Single(_pool.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_log_alerts_by_the_clock_and_what_it_brings_is_told_with_its_time()
    {
        _pool.Logins(1);
        _pool.At(Start.AddMinutes(30), () => _pool.Write(string.Concat(Enumerable.Range(1, 30).Select(minute => Login(Start.AddMinutes(minute))))));
        _pool.Options = _pool.Options with { Timeout = TimeSpan.FromMinutes(34) };

        // By the clock nobody was seen for five minutes; what came late shows that there was no gap.
        Assert.Equal("Wed 09:06:00 Missing app, Wed 09:25:00 Recovered app", _pool.Rows());
        Assert.Empty(_pool.Remarks);
    }

    [Fact]
    public void The_day_is_reported_once_at_its_time()
    {
        _pool.Options = _pool.Options with
        {
            Thresholds = new Dictionary<string, TimeSpan>(), ReportAt = TimeSpan.FromHours(19), Interval = TimeSpan.FromMinutes(1), Timeout = TimeSpan.FromDays(2),
        };
        foreach (int hours in (int[])[1, 2, 12, 20, 30])
        {
            DateTimeOffset time = Start.AddHours(hours);
            _pool.At(time, () => _pool.Write(Login(time) + Stats(time)));
        }

        Assert.Equal("Wed 09:00-Wed 19:00 2 logins 2 stats, Wed 19:00-Thu 19:00 3 logins 3 stats", _pool.Rows());
    }

    [Fact]
    public void A_report_that_was_slept_over_comes_at_once_and_one_of_an_empty_day_is_left_out()
    {
        _pool.Options = _pool.Options with { Thresholds = new Dictionary<string, TimeSpan>(), ReportAt = TimeSpan.FromHours(19), Timeout = TimeSpan.FromMinutes(5) };
        _pool.Logins(1);
        Assert.Equal("", _pool.Rows());

        _pool.Clock.Sleep(TimeSpan.FromDays(5));
        Assert.Equal("Wed 09:00-Wed 19:00 1 logins 0 stats, Sat 19:00-Sun 19:00 0 logins 0 stats", _pool.Rows());
        Assert.Equal("", _pool.Rows());
    }

    [Fact]
    public void A_report_after_a_restart_tells_of_the_whole_day_through_rotation()
    {
        _pool.Options = _pool.Options with { Thresholds = new Dictionary<string, TimeSpan>(), ReportAt = TimeSpan.FromHours(19), Timeout = TimeSpan.FromMinutes(40), Interval = TimeSpan.FromMinutes(1) };
        _pool.Write(Login(Start.AddMinutes(-5)));
        _pool.Logins(1, 20);
        Assert.Equal("", _pool.Rows());

        _pool.Write(Login(_pool.Clock.GetUtcNow()));
        File.Move(_pool.File(), _pool.File("pgbouncer.log.1"));
        _pool.Write(Login(_pool.Clock.GetUtcNow().AddMinutes(1)));
        _pool.Clock.Sleep(TimeSpan.FromMinutes(2));
        Assert.Equal("", _pool.Rows());

        _pool.Options = _pool.Options with { ReportNow = true };
        Assert.Matches("^Wed 09:00-Wed 10:2. 4 logins 0 stats$", _pool.Rows());
        _pool.Clock.Sleep(TimeSpan.FromHours(9));
        _pool.Options = _pool.Options with { ReportNow = false };
        Assert.Equal("Wed 09:00-Wed 19:00 4 logins 0 stats", _pool.Rows());
    }

    [Fact]
    public void A_report_on_demand_comes_within_an_interval_and_the_day_goes_on()
    {
        _pool.Options = _pool.Options with { Thresholds = new Dictionary<string, TimeSpan>(), ReportAt = TimeSpan.FromHours(10) };
        _pool.Logins(1, 20);
        using PgBouncerWatch watch = new(_pool.Options with { Timeout = TimeSpan.FromHours(2) }, _pool.Clock);
        _pool.At(Start.AddMinutes(5), watch.ReportNow);

        Assert.Equal(
            ["Wed 09:00-Wed 09:05 1 logins 0 stats", "Wed 09:00-Wed 10:00 2 logins 0 stats"],
            watch.Rows().Select(Text));
    }

    [Fact]
    public void What_a_watch_knew_and_nobody_can_read_any_more_is_no_begin_anew()
    {
        _pool.Logins(1);
        _ = _pool.Rows();
        Assert.True(_pool.Store.SaveAsync("default", [], [], """{"version":1,"alerts":{"now":-5}}""", default).IsCompleted);

        Assert.Equal(FaultId.CheckpointCorrupt, Assert.Throws<LogStatsException>(() => _pool.Rows()).Id);
    }

    [Fact]
    public void What_is_asked_for_is_checked()
    {
        Assert.Throws<LogStatsException>(() => new PgBouncerWatch(_pool.Options with { Interval = TimeSpan.FromHours(1) }, _pool.Clock));
        Assert.Throws<LogStatsException>(() => new PgBouncerWatch(_pool.Options with { Thresholds = new Dictionary<string, TimeSpan> { ["x"] = TimeSpan.Zero } }, _pool.Clock));
    }

    public void Dispose() => _pool.Dispose();
}
