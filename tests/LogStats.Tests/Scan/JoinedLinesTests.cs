using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Scan;

/// <summary>Lines that go on with the one before are given with it, wherever blocks end, and each line is accounted for.</summary>
public sealed class JoinedLinesTests
{
    private const int NeverTooLong = 1 << 20;

    private static readonly Gen<byte[]> s_bytes = Gen.Elements(
        (byte)'\n', (byte)'\n', (byte)'\r', (byte)'\t', (byte)'\t', (byte)'a', (byte)'b', (byte)0xff).ArrayOf();

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
    public void Messages_are_those_of_the_plain_joiner_whatever_the_blocks()
        => Always.Holds(s_cases, test =>
        {
            List<SeenLine> seen = [];
            LineScan<Joiner, Joiner.View, Joiner> scan = Scan(seen, test.BlockSize, NeverTooLong);
            scan.Run(new ChoppyBytes(test.Data, test.Reads));
            Assert.Equal(Join(test.Data), seen);
            Assert.Equal((seen.Count, PlainLines.Split(test.Data).Count), ((int)scan.Counts.Records, (int)scan.Counts.Read));
            Assert.Equal(test.Data.Length, scan.Counts.Bytes);
        }, Shrink, 3000);

    [Fact]
    public void One_scan_reads_one_input_after_another()
        => Always.Holds(from first in s_cases from second in s_bytes select (first, second), test =>
        {
            List<SeenLine> seen = [];
            LineScan<Joiner, Joiner.View, Joiner> scan = Scan(seen, test.first.BlockSize, NeverTooLong);
            scan.Run(new ChoppyBytes(test.first.Data, test.first.Reads));
            scan.Run(new ChoppyBytes(test.second, [3]));
            Assert.Equal([.. Join(test.first.Data), .. Join(test.second)], seen);
        }, count: 500);

    [Fact]
    public void Lines_that_come_singly_are_joined_too()
        => Always.Holds(s_bytes, data =>
        {
            byte[] plain = [.. data.Where(letter => letter != '\r')];
            List<SeenLine> seen = [];
            LineScan<Joiner, Joiner.View, Joiner> scan = Scan(seen, 40, NeverTooLong);
            foreach (SeenLine line in PlainLines.Split(plain))
            {
                scan.Line(line.Bytes, line.Offset);
                Assert.NotNull(scan.Waiting);
            }

            scan.Pause();
            Assert.Null(scan.Waiting);
            Assert.Equal(Join(plain), seen);
            Assert.Equal(PlainLines.Split(plain).Count, scan.Counts.Read);
        }, count: 1000);

    [Fact]
    public void A_line_that_is_too_long_ends_the_message_before_it()
    {
        List<SeenLine> seen = [];
        LineScan<Joiner, Joiner.View, Joiner> scan = Scan(seen, 8, 32);
        scan.Run(new ChoppyBytes(Encoding.ASCII.GetBytes("one\n\ttwo\n" + new string('x', 100) + "\nthree\n\tfour\n"), []));
        Assert.Equal(["one\n\ttwo", "three\n\tfour"], seen.Select(line => Encoding.ASCII.GetString(line.Bytes)));
        Assert.Equal((5, 2, 2, 1), ((int)scan.Counts.Read, (int)scan.Counts.Records, (int)scan.Counts.Skipped, (int)scan.Counts.Rejected));
    }

    /// <summary>Memory stays bounded: a message takes up so many bytes and no more.</summary>
    [Fact]
    public void What_goes_on_without_an_end_is_read_in_pieces()
    {
        string log = "head\n" + string.Concat(Enumerable.Repeat("\tgoes on and on\n", 10_000)) + "next\n";
        List<SeenLine> seen = [];
        LineScan<Joiner, Joiner.View, Joiner> scan = Scan(seen, 4096, NeverTooLong);
        scan.Run(new ChoppyBytes(Encoding.ASCII.GetBytes(log), []));
        Assert.All(seen, line => Assert.InRange(line.Bytes.Length, 1, ScanDefaults.MaximumJoined));
        Assert.InRange(seen.Count, 3, 5);
        Assert.Equal(10_002, scan.Counts.Read);
    }

    private static IEnumerable<Case> Shrink(Case test) => Always.Shorter(test.Data).Select(data => test with { Data = data });

    private static LineScan<Joiner, Joiner.View, Joiner> Scan(List<SeenLine> seen, int blockSize, int maximumLine)
        => new(default, new Joiner(seen)) { BlockSize = blockSize, MaximumLine = maximumLine };

    /// <summary>In the plainest words: a message is a line and those behind it that begin with a TAB.</summary>
    private static List<SeenLine> Join(byte[] data)
    {
        List<SeenLine> lines = PlainLines.Split(data);
        List<SeenLine> messages = [];
        for (int index = 0; index < lines.Count; index++)
        {
            int last = index;
            while (last + 1 < lines.Count && lines[last + 1].Bytes is [(byte)'\t', ..])
            {
                last++;
            }

            int start = (int)lines[index].Offset;
            int end = (int)lines[last].Offset + lines[last].Bytes.Length;
            messages.Add(new SeenLine(start, data[start..end]));
            index = last;
        }

        return messages;
    }

    /// <summary>A format that takes every message and joins at a TAB.</summary>
    private readonly struct Joiner(List<SeenLine> seen) : ILineFormat<Joiner.View>, ILineVisitor<Joiner.View>
    {
        public static bool Joins => true;

        public static bool GoesOn(ReadOnlySpan<byte> line) => line is [(byte)'\t', ..];

        public LineVerdict Read(ReadOnlySpan<byte> line, out View view)
        {
            view = default;
            return LineVerdict.Record;
        }

        public void Visit(in View view, ReadOnlySpan<byte> line, long offset) => seen.Add(new SeenLine(offset, line.ToArray()));

        internal ref struct View;
    }
}
