using System.Globalization;
using LogStats.Faults;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Scan;

/// <summary>Points in time as people type them.</summary>
public sealed class TimeTextTests
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly FixedClock s_clock = new(new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("now", "2024-05-01T14:00:00+02:00")]
    [InlineData(" Today ", "2024-05-01T00:00:00+02:00")]
    [InlineData("yesterday", "2024-04-30T00:00:00+02:00")]
    [InlineData("30m", "2024-05-01T13:30:00+02:00")]
    [InlineData("1d12h", "2024-04-30T02:00:00+02:00")]
    [InlineData("1w", "2024-04-24T14:00:00+02:00")]
    [InlineData("90s", "2024-05-01T13:58:30+02:00")]
    [InlineData("2024-05-01", "2024-05-01T00:00:00+02:00")]
    [InlineData("2024-01-01", "2024-01-01T00:00:00+01:00")]
    [InlineData("2024/05/01 03:28", "2024-05-01T03:28:00+02:00")]
    [InlineData("2024-05-01T03:28:03", "2024-05-01T03:28:03+02:00")]
    [InlineData("2024-05-01T03:28:03Z", "2024-05-01T03:28:03+00:00")]
    [InlineData("2024-05-01 03:28:03.5-05:00", "2024-05-01T03:28:03.5-05:00")]
    public void A_time_is_read(string text, string time)
        => Assert.Equal(
            DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), TimeText.Read("After", text, s_berlin, s_clock));

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow's")]
    [InlineData("30")]
    [InlineData("m")]
    [InlineData("30x")]
    [InlineData("-30m")]
    [InlineData("999999999w")]
    [InlineData("9999999999s")]
    [InlineData("2024-02-31")]
    [InlineData("2024-05-01T25:00")]
    [InlineData("01.05.2024")]
    [InlineData("0001-01-01")]
    public void What_is_none_is_refused_and_named(string text)
    {
        LogStatsException error = Assert.Throws<LogStatsException>(() => TimeText.Read("After", text, s_berlin, s_clock));
        Assert.Equal((FaultId.ConfigInvalid, "After"), (error.Id, error.Target));
    }
}
