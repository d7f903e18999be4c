using LogStats.Lines;

namespace LogStats.Tests.Infrastructure;

/// <summary>As many bytes as asked for without a line end, then one short line; nothing of it is ever held.</summary>
internal sealed class EndlessLine(long length, byte[] after) : ByteSource
{
    private long _given;

    public override long Consumed => _given;

    public override long? Length => length + after.Length;

    public override int Read(Span<byte> buffer)
    {
        if (_given < length)
        {
            int part = (int)Math.Min(buffer.Length, length - _given);
            buffer[..part].Fill((byte)'x');
            _given += part;
            return part;
        }

        int at = (int)(_given - length);
        int rest = Math.Min(buffer.Length, after.Length - at);
        after.AsSpan(at, rest).CopyTo(buffer);
        _given += rest;
        return rest;
    }
}
