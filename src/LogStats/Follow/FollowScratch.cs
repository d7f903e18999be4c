namespace LogStats.Follow;

/// <summary>The buffers of a follower: one of each for all its files, because they are read one after the other.</summary>
internal sealed class FollowScratch(int blockSize)
{
    private const int LargestKept = 1 << 20;

    private byte[] _line = [];

    public byte[] Block { get; } = new byte[blockSize];

    public byte[] Front { get; } = new byte[FilePrint.LongestFront];

    /// <summary>How many bytes were read since somebody set it to zero.</summary>
    public long Given { get; set; }

    /// <summary>Room for a line longer than a block. Only a small one is kept for the next.</summary>
    public Span<byte> Line(int length)
    {
        if (length <= _line.Length)
        {
            return _line.AsSpan(0, length);
        }

        byte[] line = new byte[length];
        _line = length <= LargestKept ? line : _line;
        return line;
    }
}
