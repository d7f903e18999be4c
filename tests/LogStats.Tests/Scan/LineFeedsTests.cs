using FsCheck;
using FsCheck.Fluent;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Scan;

/// <summary>The fast way to find line ends finds those that are there.</summary>
public sealed class LineFeedsTests
{
    [Fact]
    public void The_mask_has_a_bit_for_every_LF_and_no_other()
        => Always.Holds(Gen.Elements((byte)'\n', (byte)'\r', (byte)0x8a, (byte)0, (byte)'x', (byte)'\v', (byte)9).ArrayOf().Resize(130), bytes =>
        {
            ulong plain = 0;
            for (int at = 0; at < bytes.Length && at < LineFeeds.Width; at++)
            {
                plain |= bytes[at] == 10 ? 1UL << at : 0;
            }

            Assert.Equal(plain, LineFeeds.Mask(bytes));
        }, Always.Shorter, 2000);

    [Fact]
    public void Long_lines_in_large_blocks_are_those_of_the_plain_splitter()
        => Always.Holds(
            from lines in Gen.Choose(0, 200).ArrayOf().Resize(20)
            from block in Gen.Choose(50, 700)
            from reads in Gen.Choose(1, 900).ArrayOf().Resize(5)
            select (lines, block, reads),
            test =>
            {
                byte[] data = [.. test.lines.SelectMany((length, index) => Enumerable.Repeat((byte)('a' + (index % 26)), length).Append((byte)'\n'))];
                List<SeenLine> seen = [];
                LineRecorder.Scan(seen, test.block, 1 << 20).Run(new ChoppyBytes(data, test.reads));
                Assert.Equal(PlainLines.Split(data), seen);
            }, count: 2000);
}
