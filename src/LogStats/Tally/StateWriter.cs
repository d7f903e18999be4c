using System.Buffers.Binary;
using System.Text;

namespace LogStats.Tally;

/// <summary>Writes the state of sums as few bytes: whole numbers take one for each seven bits they have.</summary>
internal sealed class StateWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Byte(byte value) => Room(1)[0] = value;

    /// <summary>Any number; one below zero takes ten bytes.</summary>
    public void Number(long value)
    {
        ulong left = (ulong)value;
        while (left >= 0x80)
        {
            Byte((byte)(left | 0x80));
            left >>= 7;
        }

        Byte((byte)left);
    }

    /// <summary>All eight bytes, for what is spread over all of them.</summary>
    public void Hash(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);

    /// <summary>Null is another text than an empty one.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        int length = Encoding.UTF8.GetByteCount(value);
        Number(length + 1L);
        _ = Encoding.UTF8.GetBytes(value, Room(length));
    }

    public void Time(DateTimeOffset? value)
    {
        Number(value?.UtcTicks ?? 0);
        if (value is { } time)
        {
            Number(time.TotalOffsetMinutes + StateReader.MostOffset);
        }
    }

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
