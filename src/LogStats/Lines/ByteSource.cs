namespace LogStats.Lines;

/// <summary>
/// Where bytes come from: a file, a part of one, a decompressed stream, standard input. A source gives the bytes
/// as they are, once, in order, and never more than was asked for.
/// </summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>How many bytes of the underlying input have been consumed, before decompression: for progress.</summary>
    public abstract long Consumed { get; }

    /// <summary>How many bytes the underlying input holds, or null where nobody can know.</summary>
    public abstract long? Length { get; }

    /// <summary>The offset of the first byte that this source gives.</summary>
    public virtual long Start => 0;

    /// <summary>Fills the front of <paramref name="buffer"/>. Zero means the end, nothing else does.</summary>
    public abstract int Read(Span<byte> buffer);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
