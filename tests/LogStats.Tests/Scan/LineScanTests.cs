using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Scan;

/// <summary>The loop: every byte belongs to one line, every line is visited once, and offsets are where lines start.</summary>
public sealed class LineScanTests
{
    private const int NeverTooLong = 1 << 20;

    /// <summary>Bytes in which line ends, NUL and broken UTF-8 are common.</summary>
    private static readonly Gen<byte[]> s_bytes = Gen.Elements(
        (byte)'\n', (byte)'\r', (byte)'\n', (byte)'a', (byte)'b', (byte)0, (byte)0xff, (byte)0xc3, (byte)0xe2, (byte)0x80)
        .ArrayOf();

    private sealed record Case(byte[] Data, int BlockSize, int[] Reads)
    {
        public override string ToString() => $"{Convert.ToHexString(Data)} block {BlockSize} reads {string.Join(',', Reads)}";
    }

    private static readonly Gen<Case> s_cases =
        from data in s_bytes
        from block in Gen.Choose(1, 40)
        from reads in Gen.Choose(1, 17).ArrayOf()
        select new Case(data, block, reads);

    [Fact]
    public void Lines_are_those_of_the_plain_splitter_whatever_the_blocks()
        => Always.Holds(s_cases, test =>
        {
            List<SeenLine> seen = [];
            var scan = LineRecorder.Scan(seen, test.BlockSize, NeverTooLong);
            scan.Run(new ChoppyBytes(test.Data, test.Reads));
            Assert.Equal(PlainLines.Split(test.Data), seen);
            Assert.Equal(test.Data.Length, scan.Counts.Bytes);
            Assert.Equal(seen.Count, scan.Counts.Read);
        }, Shrink, 2000);

    [Fact]
    public void Offsets_count_from_where_the_source_starts()
        => Always.Holds(s_cases, test =>
        {
            List<SeenLine> seen = [];
            LineRecorder.Scan(seen, test.BlockSize, NeverTooLong).Run(new ChoppyBytes(test.Data, test.Reads, start: 1000));
            Assert.Equal(PlainLines.Split(test.Data).Select(line => line with { Offset = line.Offset + 1000 }), seen);
        }, Shrink, 200);

    [Fact]
    public void One_scan_reads_one_input_after_another()
        => Always.Holds(from first in s_cases from second in s_bytes select (first, second), test =>
        {
            List<SeenLine> seen = [];
            var scan = LineRecorder.Scan(seen, test.first.BlockSize, NeverTooLong);
            scan.Run(new ChoppyBytes(test.first.Data, test.first.Reads));
            scan.Run(new ChoppyBytes(test.second, [3]));
            Assert.Equal([.. PlainLines.Split(test.first.Data), .. PlainLines.Split(test.second)], seen);
        });

    /// <summary>The buffer holds a line and its LF, so a line is too long from the buffer's length on.</summary>
    [Fact]
    public void A_line_beyond_the_limit_is_counted_once_and_what_follows_keeps_its_offset()
        => Always.Holds(s_cases, test =>
        {
            const int limit = 8;
            int longest = Math.Max(limit, test.BlockSize) - 1;
            List<SeenLine> seen = [];
            var scan = LineRecorder.Scan(seen, test.BlockSize, limit);
            scan.Run(new ChoppyBytes(test.Data, test.Reads));
            List<SeenLine> plain = PlainLines.Split(test.Data);
            int Raw(SeenLine line) => RawLength(test.Data, line.Offset);
            Assert.Equal(plain.Where(line => Raw(line) <= longest), seen.Where(line => Raw(line) <= longest));
            Assert.Equal(plain.Count, scan.Counts.Read);
            Assert.Equal(plain.Count - seen.Count, scan.Counts.Rejected);

            // Only the very last line may be looked at though it fills the buffer to the byte: no LF had to fit.
            Assert.All(seen, line => Assert.True(Raw(line) <= longest || line.Offset == plain[^1].Offset));
        }, Shrink, 2000);

    [Fact]
    public void A_line_beyond_the_limit_is_sampled()
    {
        byte[] data = Encoding.ASCII.GetBytes("ok\n" + new string('x', 5000) + "\nafter\n");
        List<SeenLine> seen = [];
        var scan = LineRecorder.Scan(seen, 64, 1000);
        scan.Run(new ChoppyBytes(data, []));
        Assert.Equal([0, 5004], seen.Select(line => line.Offset));
        ReasonCount reason = Assert.Single(scan.Counts.Reasons);
        Assert.Same(LineReason.TooLong, reason.Reason);
        Assert.Equal((1, 3L), (reason.Count, reason.FirstOffset));
        Assert.Equal(ScanDefaults.SampleLength, reason.FirstLine.Length);
    }

    [Fact]
    public void A_gigabyte_without_a_line_end_stays_within_bounded_memory()
    {
        List<SeenLine> seen = [];
        var scan = new LineScan<LineRecorder, LineRecorder.View, LineRecorder>(default, new LineRecorder(seen));
        using EndlessLine source = new(1L << 30, "\nafter\r\n"u8.ToArray());
        long before = GC.GetAllocatedBytesForCurrentThread();
        scan.Run(source);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal([new SeenLine((1L << 30) + 1, "after"u8.ToArray())], seen);
        Assert.Equal(1, scan.Counts.Rejected);
        Assert.InRange(allocated, 0, 3L * ScanDefaults.MaximumLine);
    }

    [Theory]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\r\r\n", "a\r")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("a\r", "a\r")]
    [InlineData("\r", "\r")]
    [InlineData("\r\n", "")]
    [InlineData("\n\n", "|")]
    [InlineData("a\u2028b\u0085c\v\f\n", "a\u2028b\u0085c\v\f")]
    [InlineData("\uFEFFa\n", "\uFEFFa")]
    public void Only_LF_ends_a_line_and_one_CR_before_it_goes_too(string text, string lines)
        => Assert.Equal(
            lines.Split('|'),
            LineRecorder.All(new ChoppyBytes(Encoding.UTF8.GetBytes(text), [1])).Select(line => Encoding.UTF8.GetString(line.Bytes)));

    [Fact]
    public void A_line_from_elsewhere_loses_the_CR_that_stood_before_its_LF()
    {
        List<SeenLine> seen = [];
        var scan = LineRecorder.Scan(seen, 16, 64);
        scan.Line("a\r"u8, 7);
        scan.Line(""u8, 9);
        Assert.Equal([new SeenLine(7, [(byte)'a']), new SeenLine(9, [])], seen);
        Assert.Equal(2, scan.Counts.Read);
    }

    [Fact]
    public void A_scan_can_be_stopped_between_blocks()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        List<SeenLine> seen = [];
        Assert.Throws<OperationCanceledException>(
            () => LineRecorder.Scan(seen, 4, 64).Run(new ChoppyBytes("a\nb\nc\nd\n"u8.ToArray(), []), stop.Token));
        Assert.Equal(2, seen.Count);
    }

    private static int RawLength(byte[] data, long offset)
    {
        int end = data.AsSpan((int)offset).IndexOf((byte)'\n');
        return end < 0 ? data.Length - (int)offset : end;
    }

    private static IEnumerable<Case> Shrink(Case test)
        => Always.Shorter(test.Data).Select(data => test with { Data = data })
            .Concat(test.Reads.Length > 1 ? new[] { test with { Reads = [1] } } : []);
}
