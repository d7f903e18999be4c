using System.Runtime.CompilerServices;

namespace LogStats.Rsync;

/// <summary>Per-file lines of one head within one stretch of time, added up before anybody looks up a group.</summary>
internal struct RsyncRun
{
    private byte[]? _texts;
    private int _hostLength;
    private int _addressLength;
    private int _moduleLength;
    private int _userLength;
    private RsyncOperation _operation;
    private short _offsetMinutes;
    private uint _stamp;
    private long _from;
    private long _bytes;
    private long _first;
    private long _last;

    public long Files { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Holds(in RsyncLine line, long ticks)
        => _stamp == line.HeadStamp && (ulong)(line.Ticks - _from) < (ulong)ticks
            && _offsetMinutes == line.OffsetMinutes && _texts is not null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long ticks, long length)
    {
        Files++;
        _bytes += length;
        _first = Math.Min(_first, ticks);
        _last = Math.Max(_last, ticks);
    }

    public void Begin(in RsyncLine line, long ticks)
    {
        _stamp = line.HeadStamp;
        _operation = line.Operation;
        _offsetMinutes = line.OffsetMinutes;
        long local = line.Ticks + (line.OffsetMinutes * TimeSpan.TicksPerMinute);
        _from = line.Ticks - (local % ticks);
        (Files, _bytes, _first, _last) = (0, 0, line.Ticks, line.Ticks);
        (_hostLength, _addressLength, _moduleLength, _userLength)
            = (line.Host.Length, line.Address.Length, line.Module.Length, line.User.Length);
        int length = _hostLength + _addressLength + _moduleLength + _userLength;
        if (_texts is null || _texts.Length < length)
        {
            _texts = new byte[Math.Max(length, 128)];
        }

        Span<byte> rest = _texts;
        line.Host.CopyTo(rest);
        rest = rest[_hostLength..];
        line.Address.CopyTo(rest);
        rest = rest[_addressLength..];
        line.Module.CopyTo(rest);
        line.User.CopyTo(rest[_moduleLength..]);
    }

    public readonly RsyncGroupKey Key()
    {
        ReadOnlySpan<byte> texts = _texts;
        int module = _hostLength + _addressLength;
        return new RsyncGroupKey
        {
            Ticks = _from,
            OffsetMinutes = _offsetMinutes,
            Operation = _operation,
            Host = texts[.._hostLength],
            Address = texts.Slice(_hostLength, _addressLength),
            Module = texts.Slice(module, _moduleLength),
            User = texts.Slice(module + _moduleLength, _userLength),
        };
    }

    public readonly RsyncSums Sums()
    {
        RsyncSums sums = default;
        switch (_operation)
        {
            case RsyncOperation.Send:
                (sums.FilesSent, sums.FileBytesSent) = (Files, _bytes);
                break;
            case RsyncOperation.Receive:
                (sums.FilesReceived, sums.FileBytesReceived) = (Files, _bytes);
                break;
            default:
                sums.FilesDeleted = Files;
                break;
        }

        (sums.FirstTicks, sums.LastTicks) = (_first, _last);
        return sums;
    }

    /// <summary>No head is numbered 0: none is taken for the one before.</summary>
    public void Empty() => (Files, _bytes, _stamp) = (0, 0, 0);
}
