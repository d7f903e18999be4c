namespace LogStats.Sinks.InfluxDb;

/// <summary>One line of a body: the row that it is of, where it ends, and its time.</summary>
internal readonly record struct InfluxLine(IRow Row, int End, long Time);

/// <summary>Lines for one request, and which row each is of. Used again and again, so that it is allocated once.</summary>
internal sealed class InfluxBody
{
    private byte[] _bytes = new byte[64 * 1024];

    public List<InfluxLine> Lines { get; } = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    public void Clear()
    {
        Length = 0;
        Lines.Clear();
    }

    /// <summary>Room for a line of that length; what is written there counts once it is added.</summary>
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        }

        return _bytes.AsSpan(Length);
    }

    public void Add(IRow row, int length, long time)
    {
        Length += length;
        Lines.Add(new InfluxLine(row, Length, time));
    }

    /// <summary>Becomes some lines of another body, in the order given.</summary>
    public void Take(InfluxBody from, ReadOnlySpan<int> lines)
    {
        Clear();
        foreach (int line in lines)
        {
            ReadOnlySpan<byte> text = from.Line(line);
            text.CopyTo(Room(text.Length + 1));
            _bytes[Length + text.Length] = (byte)'\n';
            Add(from.Lines[line].Row, text.Length + 1, from.Lines[line].Time);
        }
    }

    /// <summary>The text of a line without its end.</summary>
    public ReadOnlySpan<byte> Line(int index)
    {
        int start = index == 0 ? 0 : Lines[index - 1].End;
        return _bytes.AsSpan(start..(Lines[index].End - 1));
    }
}
