using LogStats.PowerShell.Display;
using Xunit;

namespace LogStats.PowerShell.Tests.Display;

public sealed class SizesTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "0.98 KB")]
    [InlineData(1024, "1.00 KB")]
    [InlineData(10 * 1024, "10.0 KB")]
    [InlineData(184494, "180 KB")]
    [InlineData(1023 * 1024, "1.00 MB")]
    [InlineData(734003200, "700 MB")]
    [InlineData(long.MaxValue, "8.00 EB")]
    [InlineData(-2048, "-2.00 KB")]
    public void HaveThreeDigitsAndAUnit(long bytes, string text) => Assert.Equal(text, Sizes.Text(bytes));

    [Fact]
    public void AreNothingWhereTheLogSaysNothing() => Assert.Equal("", Sizes.Text((long?)null));

    [Fact]
    public void FitTheirColumn()
    {
        for (long bytes = 1; bytes > 0; bytes += (bytes / 3) + 1)
        {
            Assert.InRange(Sizes.Text(bytes).Length, 3, 8);
        }
    }
}
