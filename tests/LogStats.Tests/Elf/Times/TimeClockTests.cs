using System.Text;
using LogStats.Elf.Times;
using LogStats.Envelopes;

namespace LogStats.Tests.Elf.Times;

/// <summary>Parts of a time to a moment: what is in no calendar is none, and never an exception.</summary>
public sealed class TimeClockTests
{
    private static readonly TimeZoneInfo s_summer = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(1), "x", "x", "y",
    [
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 4, 1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 1)),
    ]);

    private static readonly DateTimeOffset s_latest = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("31/Feb/2024:10:59:59 +0000")]
    [InlineData("29/Feb/2023:10:59:59 +0000")]
    [InlineData("31/Apr/2024:10:59:59 +0000")]
    [InlineData("32/Jan/2024:10:59:59 +0000")]
    [InlineData("01/Jan/2024:24:00:00 +0000")]
    [InlineData("01/Jan/2024:23:60:00 +0000")]
    [InlineData("01/Jan/2024:23:59:61 +0000")]
    [InlineData("01/Jan/0001:00:00:00 +0001")]
    [InlineData("31/Dec/9999:23:59:59 -0001")]
    public void What_is_in_no_calendar_is_none(string text)
    {
        TimeClock clock = new(new ClockRules(TimeZoneInfo.Utc, s_latest));
        for (int round = 0; round < 2; round++)
        {
            Assert.False(clock.TryUtc(Parts(TimePattern.Clf, text), out _, out _));
            Assert.True(clock.TryUtc(Parts(TimePattern.Clf, "01/Jan/2024:23:59:59 +0000"), out _, out _));
        }
    }

    [Theory]
    [InlineData("01/Jan/0001:00:00:00 +0000")]
    [InlineData("31/Dec/9999:23:59:59 +0000")]
    [InlineData("29/Feb/2024:23:59:60 +0000")]
    public void The_edges_are_in(string text)
    {
        Assert.True(new TimeClock(new ClockRules(TimeZoneInfo.Utc, s_latest)).TryUtc(Parts(TimePattern.Clf, text), out long ticks, out _));
        Assert.Equal(text.EndsWith("59:60 +0000", StringComparison.Ordinal) ? 59 : new DateTime(ticks).Second, new DateTime(ticks).Second);
    }

    [Fact]
    public void One_day_after_the_other_is_its_own()
    {
        TimeClock clock = new(new ClockRules(s_summer, s_latest));
        TimeClock ofYearClock = new(new ClockRules(s_summer, s_latest));
        for (DateTime day = new(2023, 12, 1); day.Year < 2025; day = day.AddDays(1))
        {
            string text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(clock.TryUtc(Parts(TimePattern.Iso, text + "T12:00:00Z"), out long ticks, out _));
            Assert.Equal(day.AddHours(12).Ticks, ticks);
            string ofYear = day.Year + " " + day.DayOfYear.ToString("000", null);
            Assert.True(ofYearClock.TryUtc(Parts(TimePattern.FromStrftime("%Y %j"), ofYear), out ticks, out short offset));
            Assert.Equal(day.Ticks, ticks + (offset * TimeSpan.TicksPerMinute));
            Assert.Equal(s_summer.GetUtcOffset(day).TotalMinutes, offset);
        }
    }

    [Fact]
    public void Parts_without_a_date_are_no_moment()
    {
        TimeClock clock = new(new ClockRules(TimeZoneInfo.Utc, s_latest));
        Assert.False(clock.TryUtc(default, out _, out _));
        Assert.False(clock.TryUtc(Parts(TimePattern.TimeOfDay, "10:00:00"), out _, out _));
        Assert.False(clock.TryUtc(Parts(TimePattern.FromStrftime("%Y"), "2024"), out _, out _));
        Assert.False(clock.TryUtc(Parts(TimePattern.FromStrftime("%Y %j"), "2023 366"), out _, out _));
    }

    [Fact]
    public void A_time_without_a_zone_is_in_the_zone_of_the_rules()
    {
        TimeClock clock = new(new ClockRules(s_summer, s_latest));
        Assert.True(clock.TryUtc(Parts(TimePattern.Iso, "2024-01-10T12:00:00"), out long winter, out short winterOffset));
        Assert.True(clock.TryUtc(Parts(TimePattern.Iso, "2024-07-10T12:00:30.5"), out long summer, out short summerOffset));
        Assert.Equal((new DateTime(2024, 1, 10, 11, 0, 0).Ticks, 60), (winter, winterOffset));
        Assert.Equal((new DateTime(2024, 7, 10, 10, 0, 30, 500).Ticks, 120), (summer, summerOffset));
        Assert.True(clock.TryUtc(Parts(TimePattern.Iso, "2024-07-10T12:00:00-05:00"), out summer, out summerOffset));
        Assert.Equal((new DateTime(2024, 7, 10, 17, 0, 0).Ticks, -300), (summer, summerOffset));
    }

    [Fact]
    public void A_dialect_in_UTC_is_in_UTC()
    {
        TimeClock clock = new(new ClockRules(s_summer, s_latest), assumesUtc: true);
        Assert.True(clock.TryUtc(Parts(TimePattern.Iso, "2024-07-10T12:00:00"), out long ticks, out short offset));
        Assert.Equal((new DateTime(2024, 7, 10, 12, 0, 0).Ticks, 0), (ticks, offset));
    }

    [Theory]
    [InlineData("02/Mar 00:00:01", 2025)]
    [InlineData("01/Mar 23:59:59", 2026)]
    [InlineData("31/Dec 10:00:00", 2025)]
    [InlineData("29/Feb 10:00:00", 2024)]
    public void A_time_without_a_year_is_in_the_last_one_that_fits(string text, int year)
    {
        TimeClock clock = new(new ClockRules(TimeZoneInfo.Utc, s_latest));
        Assert.True(clock.TryUtc(Parts(TimePattern.FromStrftime("%d/%b %T"), text), out long ticks, out _));
        Assert.Equal(year, new DateTime(ticks).Year);
    }

    [Fact]
    public void Date_and_time_of_day_from_two_fields_and_a_fraction_from_a_third()
    {
        TimeParts parts = default;
        TimePattern.UsDate.Read("03/20/01"u8, ref parts);
        TimePattern.TimeOfDay.Read("7:55:20"u8, ref parts);
        TimePattern.MillisecondFraction.Read("042"u8, ref parts);
        Assert.True(new TimeClock(new ClockRules(TimeZoneInfo.Utc, s_latest)).TryUtc(parts, out long ticks, out _));
        Assert.Equal(new DateTime(2001, 3, 20, 7, 55, 20, 42).Ticks, ticks);

        parts = default;
        Assert.Equal(10, TimePattern.EpochWholeSeconds.Read("1795240933.434"u8, ref parts));
        TimePattern.MicrosecondFraction.Read("434001"u8, ref parts);
        Assert.True(new TimeClock(new ClockRules(s_summer, s_latest)).TryUtc(parts, out ticks, out short offset));
        Assert.Equal((DateTime.UnixEpoch.AddSeconds(1795240933).AddTicks(4_340_010).Ticks, 0), (ticks, offset));
    }

    private static TimeParts Parts(TimePattern pattern, string text)
    {
        TimeParts parts = default;
        Assert.Equal(text.Length, pattern.Read(Encoding.UTF8.GetBytes(text), ref parts));
        return parts;
    }
}
