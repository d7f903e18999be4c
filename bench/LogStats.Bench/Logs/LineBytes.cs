using System.Globalization;

namespace LogStats.Bench.Logs;

/// <summary>A line, or a part of one, put together piece by piece, without an object for each.</summary>
internal sealed class LineBytes
{
    private readonly byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public LineBytes Clear()
    {
        _length = 0;
        return this;
    }

    public LineBytes Add(ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
        return this;
    }

    public LineBytes Add(long number, string? format = null)
    {
        number.TryFormat(_bytes.AsSpan(_length), out int written, format, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }
}
