using LogStats.Lines;

namespace LogStats.Tests.Infrastructure;

/// <summary>Gives its bytes in pieces of odd sizes, as a pipe or a network share may.</summary>
internal sealed class ChoppyBytes(byte[] data, int[] sizes, long start = 0) : ByteSource
{
    private int _given;
    private int _reads;

    public override long Start => start;

    public override long Consumed => _given;

    public override long? Length => data.Length;

    public override int Read(Span<byte> buffer)
    {
        int size = sizes.Length == 0 ? int.MaxValue : Math.Max(1, sizes[_reads++ % sizes.Length]);
        size = Math.Min(Math.Min(size, buffer.Length), data.Length - _given);
        data.AsSpan(_given, size).CopyTo(buffer);
        _given += size;
        return size;
    }
}
