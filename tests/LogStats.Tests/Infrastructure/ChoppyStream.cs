namespace LogStats.Tests.Infrastructure;

/// <summary>Standard input as it comes: in pieces, not to be rewound, and broken after some bytes if so wished.</summary>
internal sealed class ChoppyStream(byte[] data, int size, int breaksAt = int.MaxValue) : Stream
{
    private int _given;

    public bool Disposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given >= breaksAt)
        {
            throw new IOException("the device is gone");
        }

        int read = Math.Min(Math.Min(size, buffer.Length), data.Length - _given);
        data.AsSpan(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
