using System.Globalization;
using LogStats.Alerts;
using LogStats.Faults;

namespace LogStats.Tests.Alerts;

/// <summary>When service is open on the nights in which clocks are changed, over midnight, and on which days.</summary>
public sealed class ServiceWindowTests
{
    private static readonly TimeZoneInfo s_paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    // The clock goes from 02:00 to 03:00 on 2026-03-29.
    [InlineData("22:00", "06:00", "2026-03-28T20:00Z", "2026-03-28T21:00Z", "2026-03-29T04:00Z")]
    [InlineData("02:30", "05:00", "2026-03-29T00:00Z", "2026-03-29T01:00Z", "2026-03-29T03:00Z")]
    [InlineData("22:00", "02:30", "2026-03-28T22:00Z", "2026-03-28T21:00Z", "2026-03-29T01:00Z")]
    // Both do not exist: there is no service that night, and the next one comes.
    [InlineData("02:10", "02:50", "2026-03-29T00:00Z", "2026-03-30T00:10Z", "2026-03-30T00:50Z")]
    // It goes from 03:00 to 02:00 on 2026-10-25.
    [InlineData("22:00", "06:00", "2026-10-24T19:00Z", "2026-10-24T20:00Z", "2026-10-25T05:00Z")]
    [InlineData("02:30", "05:00", "2026-10-24T23:00Z", "2026-10-25T00:30Z", "2026-10-25T04:00Z")]
    [InlineData("22:00", "02:30", "2026-10-24T23:00Z", "2026-10-24T20:00Z", "2026-10-25T01:30Z")]
    [InlineData("02:10", "02:50", "2026-10-24T23:00Z", "2026-10-25T00:10Z", "2026-10-25T01:50Z")]
    // A usual day; before it opens, at its first moment, at the first behind it.
    [InlineData("08:00", "19:00", "2026-11-18T01:00Z", "2026-11-18T07:00Z", "2026-11-18T18:00Z")]
    [InlineData("08:00", "19:00", "2026-11-18T07:00Z", "2026-11-18T07:00Z", "2026-11-18T18:00Z")]
    [InlineData("08:00", "19:00", "2026-11-18T18:00Z", "2026-11-19T07:00Z", "2026-11-19T18:00Z")]
    [InlineData("19:00", "24:00", "2026-11-18T12:00Z", "2026-11-18T18:00Z", "2026-11-18T23:00Z")]
    public void The_time_that_is_open_or_the_next(string open, string close, string at, string opens, string closes)
        => Assert.Equal(Span(opens, closes), new ServiceCalendar(Window(open, close), s_paris).At(Ticks(at)));

    [Fact]
    public void A_night_belongs_to_the_day_on_which_it_opens()
    {
        ServiceCalendar calendar = new(Window("22:00", "06:00", "fri"), TimeZoneInfo.Utc);

        Assert.Equal(Span("2026-11-20T22:00Z", "2026-11-21T06:00Z"), calendar.At(Ticks("2026-11-21T03:00Z")));
        Assert.Equal(Span("2026-11-27T22:00Z", "2026-11-28T06:00Z"), calendar.At(Ticks("2026-11-21T06:00Z")));
    }

    [Fact]
    public void Whole_days_that_follow_each_other_are_one()
    {
        ServiceCalendar calendar = new(Window("00:00", "24:00", "mon-fri"), TimeZoneInfo.Utc);

        Assert.Equal(Span("2026-11-16T00:00Z", "2026-11-21T00:00Z"), calendar.At(Ticks("2026-11-18T12:00Z")));
        Assert.Equal(Span("2026-11-23T00:00Z", "2026-11-28T00:00Z"), calendar.At(Ticks("2026-11-21T00:00Z")));
        Assert.True(new ServiceCalendar(Window("00:00", "24:00", "sun-sat"), TimeZoneInfo.Utc).IsAlways);
    }

    [Theory]
    [InlineData("08:00", "08:00")]
    [InlineData("24:00", "08:00")]
    public void A_window_that_cannot_be_is_refused(string open, string close)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(Window(open, close).Check).Id);

    [Theory]
    [InlineData("08:00", "19:00", "", 660)]
    [InlineData("22:00", "06:00", "", 480)]
    [InlineData("00:00", "24:00", "sat,sun,wed", 1440)]
    [InlineData("00:00", "24:00", "fri-mon", 4 * 1440)]
    public void A_threshold_as_long_as_the_window_is_refused(string open, string close, string days, int minutes)
    {
        ServiceWindow window = Window(open, close, days);

        window.Check("app", TimeSpan.FromMinutes(minutes - 1));
        Assert.Contains("'app'", Assert.Throws<LogStatsException>(() => window.Check("app", TimeSpan.FromMinutes(minutes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_threshold_is_none()
        => Assert.Throws<LogStatsException>(() => new ServiceWindow().Check("app", TimeSpan.Zero));

    [Theory]
    [InlineData("8", "x")]
    [InlineData("25:00", "x")]
    [InlineData("08:60", "x")]
    [InlineData("24:01", "x")]
    public void What_is_no_time_of_the_day_is_refused(string text, string name)
        => Assert.Contains(text, Assert.Throws<LogStatsException>(() => ClockTime.Read(name, text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("mon-fri", "Monday,Tuesday,Wednesday,Thursday,Friday")]
    [InlineData("Fri-Mon,wednesday", "Sunday,Monday,Wednesday,Friday,Saturday")]
    [InlineData("sun", "Sunday")]
    public void Days(string text, string days) => Assert.Equal(days, string.Join(',', ClockTime.ReadDays("x", text)));

    [Theory]
    [InlineData("moon")]
    [InlineData("mon-tue-wed")]
    [InlineData("")]
    public void What_is_no_day_is_refused(string text) => Assert.Throws<LogStatsException>(() => ClockTime.ReadDays("x", text));

    [Fact]
    public void A_time_of_the_day_comes_once_on_each_day_of_a_year()
    {
        foreach (string at in (string[])["00:00", "02:30", "19:00", "24:00"])
        {
            DailyTime daily = new(ClockTime.Read("x", at), s_paris);
            long moment = Ticks("2026-01-01T12:00Z");
            List<DateTime> days = [];
            for (int day = 0; day < 365; day++)
            {
                long next = daily.After(moment);
                Assert.Equal(next, daily.Before(next));
                Assert.Equal(next, daily.Before(next + 1));
                Assert.True(daily.Before(next - 1) < next);
                days.Add(TimeZoneInfo.ConvertTimeFromUtc(new DateTime(next, DateTimeKind.Utc), s_paris).Date);
                moment = next;
            }

            Assert.Equal(365, days.Distinct().Count());
            Assert.Equal(TimeSpan.FromDays(364), days[^1] - days[0]);
        }
    }

    private static ServiceWindow Window(string open, string close, string days = "") => new()
    {
        OpenAt = ClockTime.Read("open", open),
        CloseAt = ClockTime.Read("close", close),
        Weekdays = days.Length == 0 ? [] : ClockTime.ReadDays("days", days),
    };

    private static ServiceSpan? Span(string open, string close) => new ServiceSpan(Ticks(open), Ticks(close));

    private static long Ticks(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcTicks;
}
