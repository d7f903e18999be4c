using System.Text;

namespace LogStats.PowerShell.Bases;

/// <summary>Texts of the pipeline as the bytes that a log would hold, in a buffer that is used again.</summary>
internal sealed class LineBytes
{
    private byte[] _buffer = new byte[1024];

    /// <summary>Lives until the next call.</summary>
    public ReadOnlySpan<byte> Of(string line)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(line.Length);
        if (_buffer.Length < longest)
        {
            _buffer = new byte[longest];
        }

        return _buffer.AsSpan(0, Encoding.UTF8.GetBytes(line, _buffer));
    }
}
