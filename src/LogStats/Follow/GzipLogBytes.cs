using LogStats.Faults;
using LogStats.Lines;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Follow;

/// <summary>
/// A compressed log. It can only be decompressed forwards: the last part stays in a window, and what lies before that
/// is decompressed once more.
/// </summary>
internal sealed class GzipLogBytes(SafeFileHandle handle, string path) : LogBytes
{
    private readonly byte[] _window = new byte[1 << 20];
    private GzipBytes? _source;
    private LogStatsException? _fault;
    private long _start;
    private int _length;

    public override bool IsGzip => true;

    public override int Read(long at, Span<byte> buffer)
    {
        if (_source is null || at < _start)
        {
            Rewind();
        }

        int given = 0;
        while (given < buffer.Length)
        {
            long from = at + given - _start;
            if (from >= _length)
            {
                if (!Fill(throws: given == 0))
                {
                    break;
                }

                continue;
            }

            int part = Math.Min(buffer.Length - given, _length - (int)from);
            _window.AsSpan((int)from, part).CopyTo(buffer[given..]);
            given += part;
        }

        return given;
    }

    public override FileState State() => FileState.Of(handle, path);

    public override void Dispose()
    {
        _source?.Dispose();
        handle.Dispose();
    }

    private void Rewind()
    {
        (_start, _length, _fault) = (0, 0, null);
        _source?.Dispose();
        _source = new GzipBytes(new Compressed(handle, path), path);
    }

    /// <summary>Decompresses on. A fault waits until the bytes before it were given.</summary>
    private bool Fill(bool throws)
    {
        if (_length == _window.Length)
        {
            int kept = _window.Length / 2;
            _window.AsSpan(kept).CopyTo(_window);
            _start += kept;
            _length = kept;
        }

        if (_fault is not null)
        {
            return throws ? throw _fault : false;
        }

        try
        {
            int read = _source!.Read(_window.AsSpan(_length));
            _length += read;
            return read > 0;
        }
        catch (LogStatsException fault) when (!throws)
        {
            _fault = fault;
            return false;
        }
    }

    /// <summary>The file from its start, which stays open when the decompressor is done with it.</summary>
    private sealed class Compressed(SafeFileHandle handle, string path) : ByteSource
    {
        private long _position;

        public override long Consumed => _position;

        public override long? Length => null;

        public override int Read(Span<byte> buffer)
        {
            try
            {
                int read = RandomAccess.Read(handle, buffer, _position);
                _position += read;
                return read;
            }
            catch (IOException error)
            {
                throw Fail.FileRead(path, error);
            }
        }
    }
}
