using LogStats.Faults;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Scan;

public sealed class TimeTextTests
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("+02", TimeSpan.FromHours(2), "+02", "+02");
    private static readonly FixedClock s_clock = new(new DateTimeOffset(2024, 5, 1, 23, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2024-05-01", "2024-05-01T00:00:00+02:00")]
    [InlineData("2024/05/01 03:28", "2024-05-01T03:28:00+02:00")]
    [InlineData("2024-05-01T03:28:03.5", "2024-05-01T03:28:03.5+02:00")]
    [InlineData("2024-05-01T03:28:03Z", "2024-05-01T03:28:03Z")]
    [InlineData("2024-05-01T03:28-05:00", "2024-05-01T03:28:00-05:00")]
    [InlineData("now", "2024-05-01T23:30:00Z")]
    [InlineData("Today", "2024-05-02T00:00:00+02:00")]
    [InlineData("yesterday", "2024-05-01T00:00:00+02:00")]
    [InlineData("30m", "2024-05-01T23:00:00Z")]
    [InlineData("90s", "2024-05-01T23:28:30Z")]
    [InlineData("1d12h", "2024-04-30T11:30:00Z")]
    [InlineData(" 1W ", "2024-04-24T23:30:00Z")]
    public void TextIsATime(string text, string expected)
        => Assert.Equal(DateTimeOffset.Parse(expected, null), TimeText.Read("--after", text, s_zone, s_clock));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("12")]
    [InlineData("h")]
    [InlineData("2 h")]
    [InlineData("-2h")]
    [InlineData("9999999999d")]
    [InlineData("999999w")]
    [InlineData("2024-13-01")]
    [InlineData("2024-05-01T25:00")]
    [InlineData("0001-01-01")]
    public void OtherTextIsAFaultThatNamesWhatItWasFor(string text)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => TimeText.Read("--after", text, s_zone, s_clock));

        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains("--after", fault.Message);
    }
}
