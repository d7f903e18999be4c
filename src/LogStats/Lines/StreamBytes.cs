using LogStats.Faults;

namespace LogStats.Lines;

/// <summary>Bytes from a stream that nobody can seek in: standard input, mostly.</summary>
internal sealed class StreamBytes(Stream stream, string name) : ByteSource
{
    private long _consumed;

    public override long Consumed => _consumed;

    public override long? Length => null;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            int read = stream.Read(buffer);
            _consumed += read;
            return read;
        }
        catch (IOException error)
        {
            throw Fail.FileRead(name, error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }
    }
}
