using LogStats.Scan;

namespace LogStats.Tests.Scan;

public sealed class ByteSizeTests
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
    public void HaveThreeDigitsAndAUnit(long bytes, string text) => Assert.Equal(text, ByteSize.Text(bytes));

    [Fact]
    public void AreNothingWhereTheLogSaysNothing() => Assert.Equal("", ByteSize.Text((long?)null));

    [Fact]
    public void FitTheirColumn()
    {
        for (long bytes = 1; bytes > 0; bytes += (bytes / 3) + 1)
        {
            Assert.InRange(ByteSize.Text(bytes).Length, 3, 8);
        }
    }
}
