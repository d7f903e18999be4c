using LogStats.Faults;
using LogStats.PowerShell.Parameters;
using LogStats.PowerShell.Tests.Running;
using Xunit;

namespace LogStats.PowerShell.Tests.Parameters;

public sealed class TimePointTests
{
    private static readonly TimeZoneInfo s_tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private readonly HandClock _clock = new();

    public static TheoryData<object, string> Times() => new()
    {
        { "2h", "2024-05-03T19:00:00+09:00" },
        { TimeSpan.FromDays(1), "2024-05-02T21:00:00+09:00" },
        { "today", "2024-05-03T00:00:00+09:00" },
        { "2024-05-01", "2024-05-01T00:00:00+09:00" },
        { "2024-05-01T03:28:03Z", "2024-05-01T03:28:03+00:00" },
        { new DateTime(2024, 5, 1, 3, 0, 0, DateTimeKind.Unspecified), "2024-05-01T03:00:00+09:00" },
        { new DateTime(2024, 5, 1, 3, 0, 0, DateTimeKind.Utc), "2024-05-01T03:00:00+00:00" },
        { new DateTimeOffset(2024, 5, 1, 3, 0, 0, TimeSpan.FromHours(2)), "2024-05-01T03:00:00+02:00" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void IsResolvedInTheZoneAndByTheClockOfTheCommand(object given, string expected)
    {
        DateTimeOffset time = TimePoint.From(given).Resolve("After", s_tokyo, _clock);

        Assert.Equal(expected, time.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("300")]
    [InlineData(300)]
    [InlineData("soon")]
    [InlineData("")]
    public void IsRefusedWhereItSaysNoTime(object given)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => TimePoint.From(given)).Id);
}
