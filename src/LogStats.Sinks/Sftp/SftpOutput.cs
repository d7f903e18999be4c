using System.Text;

namespace LogStats.Sinks.Sftp;

/// <summary>The client's output as lines, of which no more is kept than anybody needs: whoever is at the other end may send what he likes.</summary>
internal sealed class SftpOutput(Stream stream)
{
    private const int Longest = 4096;

    private readonly byte[] _block = new byte[16 << 10];
    private readonly byte[] _line = new byte[Longest];
    private int _next;
    private int _end;

    /// <summary>How many bytes have come so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next line, cut where it is very long; null at the end.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken stop)
    {
        int length = 0;
        while (true)
        {
            if (_next == _end)
            {
                (_next, _end) = (0, await stream.ReadAsync(_block, stop).ConfigureAwait(false));
                Bytes += _end;
                if (_end == 0)
                {
                    return length > 0 ? Encoding.UTF8.GetString(_line, 0, length) : null;
                }
            }

            int at = _block.AsSpan(_next, _end - _next).IndexOf((byte)'\n');
            int count = at < 0 ? _end - _next : at;
            int kept = Math.Min(count, Longest - length);
            _block.AsSpan(_next, kept).CopyTo(_line.AsSpan(length));
            (length, _next) = (length + kept, _next + count + (at < 0 ? 0 : 1));
            if (at >= 0)
            {
                return Encoding.UTF8.GetString(_line, 0, length).TrimEnd('\r');
            }

            if (Bytes > SftpSession.MostBytes)
            {
                return Encoding.UTF8.GetString(_line, 0, length); // A line without an end: let it be judged.
            }
        }
    }

    /// <summary>Counts anew.</summary>
    public void Reset() => Bytes = 0;
}
