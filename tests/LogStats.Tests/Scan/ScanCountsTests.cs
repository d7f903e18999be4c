using LogStats.Scan;

namespace LogStats.Tests.Scan;

/// <summary>Read is records, skipped and rejected together, merged or not.</summary>
public sealed class ScanCountsTests
{
    private static readonly LineReason s_other = new("other", "another program", IsSkip: true);

    [Fact]
    public void The_account_adds_up_and_keeps_the_first_of_each_reason()
    {
        ScanCounts first = new() { Records = 3, Bytes = 100 };
        first.Leave(LineReason.TooLong, "first"u8, 10);
        first.Leave(LineReason.TooLong, "second"u8, 20);
        ScanCounts second = new() { Records = 2, Bytes = 50 };
        second.Leave(s_other, "other"u8, 5);
        second.Leave(LineReason.TooLong, "third"u8, 30);
        first.Merge(second);
        Assert.Equal((150, 5, 1, 3, 9), (first.Bytes, first.Records, first.Skipped, first.Rejected, first.Read));
        Assert.Equal([LineReason.TooLong, s_other], first.Reasons.Select(count => count.Reason));
        Assert.Equal([("first", 10L), ("other", 5L)], first.Reasons.Select(count => (count.FirstText, count.FirstOffset)));
        Assert.Equal((0, 1, 1, 2), (0, second.Skipped, second.Rejected, second.Reasons.Count));
    }

    [Fact]
    public void A_sample_is_bounded()
    {
        ScanCounts counts = new();
        counts.Leave(LineReason.TooLong, new byte[10_000], 0);
        Assert.Equal(ScanDefaults.SampleLength, counts.Reasons[0].FirstLine.Length);
    }
}
