namespace LogStats.Lines;

/// <summary>A source whose first bytes have been looked at already and are given back first.</summary>
internal sealed class HeldBytes(byte[] head, int length, ByteSource rest) : ByteSource
{
    private int _given;

    public override long Consumed => rest.Consumed - (length - _given);

    public override long? Length => rest.Length;

    /// <summary>Looks through gzip on a source that cannot be rewound.</summary>
    public static ByteSource Unwrap(ByteSource source, string name)
    {
        byte[] head = new byte[2];
        int length = 0;
        int read;
        while (length < head.Length && (read = source.Read(head.AsSpan(length))) > 0)
        {
            length += read;
            if (!Gzip.IsMagic([head[0], 0x8b]))
            {
                break;
            }
        }

        HeldBytes held = new(head, length, source);
        return Gzip.IsMagic(head.AsSpan(0, length)) ? new GzipBytes(held, name) : held;
    }

    public override int Read(Span<byte> buffer)
    {
        int held = Math.Min(length - _given, buffer.Length);
        if (held == 0)
        {
            return rest.Read(buffer);
        }

        head.AsSpan(_given, held).CopyTo(buffer);
        _given += held;
        return held;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }
    }
}
