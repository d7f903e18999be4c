using LogStats.Alerts;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Alerts;

/// <summary>Who is told of and when, against the rules said plainly, and by hand where the rules are hard.</summary>
public sealed class AlertEngineTests
{
    private static readonly DateTimeOffset s_start = AlertCase.Start;

    private readonly List<LogAlert> _told = [];

    [Fact]
    public void What_is_told_is_what_the_rules_say()
        => Always.Holds(AlertCase.Cases, test => Assert.Equal(AlertSimulation.Run(test), test.Run()));

    [Fact]
    public void A_restart_at_any_step_changes_nothing()
        => Always.Holds(AlertCase.Cases, test =>
        {
            Assert.Equal(test.Run(), test.Run(restart: 1));
            Assert.Equal(test.Run(), test.Run(restart: 3));
        });

    [Fact]
    public void One_who_was_never_seen_is_missed()
    {
        AlertEngine engine = Engine(new(), ("postgres", 5));
        engine.Begin(At(0));

        Assert.Equal("", Look(engine, 5));
        Assert.Equal("5 Missing postgres", Look(engine, 5.01));
        Assert.Null(_told[0].LastSeen);
        Assert.Equal("", Look(engine, 100_000));
        Assert.Equal("100001 Recovered postgres", Seen(engine, "postgres", 100_001));
        Assert.Equal("100006 Missing postgres", Look(engine, 100_100));
        Assert.Equal(s_start.AddMinutes(100_001), _told[^1].LastSeen);
    }

    [Fact]
    public void A_late_line_that_does_not_help_tells_nothing()
    {
        AlertEngine engine = Engine(new(), ("app", 5));
        engine.Begin(At(0));
        Assert.Equal("5 Missing app", Look(engine, 30));

        Assert.Equal("", Seen(engine, "app", 10));
        Assert.Equal("", Look(engine, 31));
        Assert.Equal("27 Recovered app", Seen(engine, "app", 27));
        Assert.Equal("32 Missing app", Look(engine, 33));
    }

    [Fact]
    public void Those_who_were_seen_before_the_begin_are_waited_for_since_then()
    {
        AlertEngine engine = Engine(new(), ("app", 60), ("old", 60));
        engine.Remember(engine.Find("app"), At(-50));
        engine.Remember(engine.Find("old"), At(-5000));
        engine.Begin(At(0));

        Assert.Equal("-4940 Missing old", Look(engine, 0.01));
        Assert.Equal("10 Missing app", Look(engine, 11));
    }

    [Fact]
    public void What_was_missed_in_an_earlier_service_is_not_told_at_the_begin()
    {
        ServiceWindow window = new() { OpenAt = TimeSpan.FromHours(8), CloseAt = TimeSpan.FromHours(19), TimeZone = TimeZoneInfo.Utc };
        AlertEngine engine = Engine(window, ("app", 60));
        engine.Remember(engine.Find("app"), At(-1440 * 3));
        engine.Begin(At(9 * 60));

        Assert.Equal("540 Missing app", Look(engine, (9 * 60) + 1));
    }

    [Fact]
    public void A_clock_that_is_set_forward_misses_nobody_early_and_one_set_back_nobody_late()
    {
        foreach (int hour in (int[])[60, -60])
        {
            AlertEngine engine = Engine(new(), ("app", 5));
            engine.Begin(At(0));
            _ = Seen(engine, "app", 10);
            _ = Look(engine, 12);

            engine.Shift(TimeSpan.FromMinutes(hour).Ticks);

            Assert.Equal("", Look(engine, 14.9 + hour));
            Assert.Equal($"{15 + hour} Missing app", Look(engine, 15.1 + hour));
        }
    }

    [Fact]
    public void An_alert_has_the_same_name_whenever_it_is_told_again_and_no_other_has_it()
    {
        AlertCase test = new(new() { TimeZone = TimeZoneInfo.Utc }, new Dictionary<string, TimeSpan> { ["a"] = TimeSpan.FromMinutes(1), ["b"] = TimeSpan.FromMinutes(1) }, [], [], 1);
        HashSet<string> names = [];
        foreach (string source in (string[])["x", "y"])
        {
            foreach (LogAlertKind kind in Enum.GetValues<LogAlertKind>())
            {
                foreach (string subject in test.Thresholds.Keys)
                {
                    LogAlert alert = new() { Source = source, Kind = kind, Subject = subject, Time = s_start };
                    LogAlert again = new() { Source = source, Kind = kind, Subject = subject, Time = s_start.ToOffset(TimeSpan.FromHours(3)), LastSeen = s_start };
                    Assert.Equal(alert.Id, again.Id);
                    Assert.True(names.Add(alert.Id));
                }
            }
        }
    }

    [Theory]
    [InlineData(500, 30)]
    [InlineData(10_000, 1)]
    public void Many_sources_for_long_tell_each_silence_once_and_on_the_minute(int sources, int days)
    {
        AlertOptions options = new() { Thresholds = Enumerable.Range(0, sources).ToDictionary(at => $"10.0.{at / 256}.{at % 256}", _ => TimeSpan.FromMinutes(5)) };
        AlertEngine engine = new(options, TimeZoneInfo.Utc);
        engine.Begin(At(0));
        int[] numbers = [.. Enumerable.Range(0, sources).Select(at => engine.Find($"10.0.{at / 256}.{at % 256}"))];
        List<string> told = [];
        for (int minute = 1; minute <= days * 1440; minute++)
        {
            // Each sends every four minutes, but for an hour from noon on a day of its own.
            for (int at = minute % 4; at < sources; at += 4)
            {
                int silent = (at % days * 1440) + 720;
                if (minute <= silent || minute > silent + 60)
                {
                    engine.Seen(numbers[at], At(minute));
                }
            }

            engine.Look(At(minute) + 1);
            foreach (LogAlert alert in engine.Raised)
            {
                told.Add(alert.Subject);
                Assert.Equal(s_start.AddMinutes(minute), alert.Time);
                Assert.Equal(TimeSpan.FromMinutes(alert.Kind == LogAlertKind.Missing ? 5 : 64), alert.Silence);
            }

            engine.Raised.Clear();
        }

        Assert.Equal(2 * sources, told.Count);
        Assert.All(told.CountBy(subject => subject), pair => Assert.Equal(2, pair.Value));
    }

    private static AlertEngine Engine(ServiceWindow window, params (string Subject, int Minutes)[] thresholds) => new(
        new AlertOptions { Window = window, Thresholds = thresholds.ToDictionary(one => one.Subject, one => TimeSpan.FromMinutes(one.Minutes)) },
        TimeZoneInfo.Utc);

    private static long At(double minutes) => s_start.AddMinutes(minutes).UtcTicks;

    private string Look(AlertEngine engine, double minutes)
    {
        engine.Look(At(minutes));
        return Told(engine);
    }

    private string Seen(AlertEngine engine, string subject, double minutes)
    {
        engine.Seen(engine.Find(subject), At(minutes));
        return Told(engine);
    }

    private string Told(AlertEngine engine)
    {
        string told = string.Join(", ", engine.Raised.Select(alert => $"{(alert.Time - s_start).TotalMinutes} {alert.Kind} {alert.Subject}"));
        _told.AddRange(engine.Raised);
        engine.Raised.Clear();
        return told;
    }

    [Fact]
    public void Ten_thousand_subjects_cost_two_megabytes()
    {
        Dictionary<string, TimeSpan> thresholds = Enumerable.Range(0, 10_000).ToDictionary(static one => $"user{one}", static _ => TimeSpan.FromMinutes(5));
        AlertOptions options = new() { Thresholds = thresholds };
        long before = GC.GetAllocatedBytesForCurrentThread();
        AlertEngine engine = new(options, TimeZoneInfo.Utc);
        engine.Begin(AlertCase.Start.UtcTicks);
        long cost = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(engine);
        Assert.InRange(cost, 1_000_000, 2_500_000); // 1,968,640 when docs/decisions/0018 was written.
    }
}
