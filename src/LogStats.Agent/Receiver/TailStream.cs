namespace LogStats.Agent.Receiver;

/// <summary>Passes on what is read, and remembers its last four bytes.</summary>
internal sealed class TailStream(Stream inner) : Stream
{
    private readonly byte[] _tail = new byte[4];

    public ReadOnlySpan<byte> Tail => _tail;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        ReadOnlySpan<byte> got = buffer.Span[..read];
        if (read >= _tail.Length)
        {
            got[^_tail.Length..].CopyTo(_tail);
        }
        else
        {
            _tail.AsSpan(read).CopyTo(_tail);
            got.CopyTo(_tail.AsSpan(_tail.Length - read));
        }

        return read;
    }

    /// <summary>Reads what nobody wanted.</summary>
    public async ValueTask DrainAsync(CancellationToken stop)
    {
        byte[] rest = new byte[256];
        while (await ReadAsync(rest, stop) > 0)
        {
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
