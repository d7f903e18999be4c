using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Scan;

/// <summary>Ranges cover a file: every line is in one of them, whole, with its offset.</summary>
public sealed class FileRangesTests
{
    private static readonly Gen<(byte[] Data, int Ranges)> s_cases =
        from data in Gen.Elements((byte)'\n', (byte)'\r', (byte)'a', (byte)'b', (byte)'c').ArrayOf()
        from ranges in Gen.Choose(1, 12)
        select (data, ranges);

    [Fact]
    public void Ranges_together_are_the_file()
    {
        using TempFolder folder = new();
        Always.Holds(s_cases, test =>
        {
            LineInput input = LineInput.File(folder.Write("app.log", test.Data));
            long[] borders = FileRanges.Borders(input, test.Data.Length, test.Ranges);
            Assert.Equal((0, test.Data.Length), (borders[0], borders[^1]));
            Assert.InRange(borders.Length, 2, test.Ranges + 1);
            Assert.Equal(PlainLines.Split(test.Data), InRanges(input, borders));
        }, test => Always.Shorter(test.Data).Select(data => (data, test.Ranges)), 500);
    }

    [Fact]
    public void A_line_longer_than_a_window_makes_fewer_ranges()
    {
        using TempFolder folder = new();
        byte[] data = Encoding.ASCII.GetBytes("a\n" + new string('x', 300_000) + "\nb\nc\n");
        LineInput input = LineInput.File(folder.Write("app.log", data));
        long[] borders = FileRanges.Borders(input, data.Length, 5);
        Assert.Equal([0, 300_003, data.Length], borders);
        Assert.Equal(PlainLines.Split(data), InRanges(input, borders));
    }

    private static List<SeenLine> InRanges(LineInput input, long[] borders)
    {
        List<SeenLine> seen = [];
        for (int index = 1; index < borders.Length; index++)
        {
            using ByteSource source = input.OpenRange(borders[index - 1], borders[index]);
            Assert.Equal(borders[index] - borders[index - 1], source.Length);
            LineRecorder.Scan(seen, 5, 1 << 20).Run(source);
        }

        return seen;
    }
}
