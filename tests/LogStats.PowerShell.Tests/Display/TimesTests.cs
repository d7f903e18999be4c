using LogStats.PowerShell.Display;
using Xunit;

namespace LogStats.PowerShell.Tests.Display;

public sealed class TimesTests
{
    [Theory]
    [InlineData("0.00:00:00", "0s")]
    [InlineData("0.00:00:03.2", "3.2s")]
    [InlineData("0.00:05:03", "5m 3s")]
    [InlineData("0.02:05:59", "2h 5m")]
    [InlineData("3.04:59:00", "3d 4h")]
    [InlineData("-0.00:01:01", "-1m 1s")]
    public void ShowTheTwoLargestUnits(string span, string text)
        => Assert.Equal(text, Times.Text(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void ShowTheClockThatWasLogged()
        => Assert.Equal("2024-05-01 03:28:03", Times.Text(new DateTimeOffset(2024, 5, 1, 3, 28, 3, TimeSpan.FromHours(9))));

    [Fact]
    public void AreNothingWhereThereIsNone() => Assert.Equal("", Times.Text((DateTimeOffset?)null));
}
