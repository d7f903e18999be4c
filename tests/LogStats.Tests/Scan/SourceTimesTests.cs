using LogStats.Sinks;

namespace LogStats.Tests.Scan;

public class SourceTimesTests
{
    [Theory]
    [InlineData(new long[] { 10, 20, 100, 105 }, 10, 105, 20, 100)]
    [InlineData(new long[] { 10, 5, 12, 0, 50 }, 5, 50, 12, 50)]
    [InlineData(new long[] { 7 }, 7, 7, 0, 0)]
    [InlineData(new long[] { }, 0, 0, 0, 0)]
    public void The_longest_silence_is_found_in_one_part_and_in_many(long[] seconds, long first, long last, long silentFrom, long silentTo)
    {
        for (int cut = 0; cut <= seconds.Length; cut++)
        {
            SourceTimes[] parts = [new(), new()];
            for (int index = 0; index < seconds.Length; index++)
            {
                parts[index < cut ? 0 : 1].See(seconds[index] * TimeSpan.TicksPerSecond);
            }

            SourceSpan span = SourceTimes.Of(parts);
            if (cut == 0 || cut == seconds.Length || seconds.Order().SequenceEqual(seconds))
            {
                Assert.Equal((first, last, silentFrom, silentTo), (Second(span.First), Second(span.Last), Second(span.SilentFrom), Second(span.SilentTo)));
            }
        }
    }

    private static long Second(DateTimeOffset? time) => (time?.UtcTicks ?? 0) / TimeSpan.TicksPerSecond;
}
