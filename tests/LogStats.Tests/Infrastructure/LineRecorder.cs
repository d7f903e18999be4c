using LogStats.Lines;
using LogStats.Scan;

namespace LogStats.Tests.Infrastructure;

/// <summary>A format that takes every line, and a visitor that writes down what it was shown.</summary>
internal readonly struct LineRecorder(List<SeenLine> seen) : ILineFormat<LineRecorder.View>, ILineVisitor<LineRecorder.View>
{
    public LineVerdict Read(ReadOnlySpan<byte> line, out View view)
    {
        view = new View { Line = line };
        return LineVerdict.Record;
    }

    public void Visit(in View view, ReadOnlySpan<byte> line, long offset)
    {
        Assert.True(view.Line == line, "the view is of the line that is visited");
        seen.Add(new SeenLine(offset, line.ToArray()));
    }

    public static LineScan<LineRecorder, View, LineRecorder> Scan(List<SeenLine> seen, int blockSize, int maximumLine)
        => new(default, new LineRecorder(seen)) { BlockSize = blockSize, MaximumLine = maximumLine };

    public static List<SeenLine> All(ByteSource source)
    {
        List<SeenLine> seen = [];
        using (source)
        {
            new LineScan<LineRecorder, View, LineRecorder>(default, new LineRecorder(seen)).Run(source);
        }

        return seen;
    }

    internal ref struct View
    {
        public ReadOnlySpan<byte> Line;
    }
}

/// <summary>A line that was visited, and where it starts.</summary>
internal readonly record struct SeenLine(long Offset, byte[] Bytes)
{
    public bool Equals(SeenLine other) => Offset == other.Offset && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => HashCode.Combine(Offset, Bytes.Length);

    public override string ToString() => $"@{Offset}: {Convert.ToHexString(Bytes)}";
}
