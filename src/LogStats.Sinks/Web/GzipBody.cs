using System.IO.Compression;

namespace LogStats.Sinks.Web;

/// <summary>Room for one compressed body at a time, used again and again.</summary>
internal sealed class GzipBody : IDisposable
{
    private readonly MemoryStream _room = new();

    /// <summary>The bytes compressed; they stay as they are until the next are.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body)
    {
        _room.SetLength(0);
        using (GZipStream gzip = new(_room, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.Span);
        }

        return _room.GetBuffer().AsMemory(0, (int)_room.Length);
    }

    public void Dispose() => _room.Dispose();
}
