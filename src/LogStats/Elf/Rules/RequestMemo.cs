using System.Numerics;

namespace LogStats.Elf.Rules;

/// <summary>
/// What was found out about requests, by their bytes, in bounded memory: places in pairs, of which the one that was
/// asked for longer ago is given up, and a ring of bytes that what is new overwrites. An entry whose bytes are no more
/// equals no request.
/// </summary>
internal sealed class RequestMemo
{
    /// <summary>Room for some ten thousand distinct paths: 256 KiB of places and 512 KiB of bytes.</summary>
    public const int DefaultPlaces = 8192;
    public const int DefaultBytes = 512 * 1024;

    /// <summary>One behind the pairs is for what is not kept.</summary>
    private readonly Entry[] _entries;
    private readonly byte[] _ring;
    private int _next;

    /// <summary>Places are rounded up to a power of two; without any nothing is kept.</summary>
    public RequestMemo(int places, int bytes)
    {
        Places = places == 0 ? 0 : Math.Max(2, (int)BitOperations.RoundUpToPowerOf2((uint)places));
        _entries = new Entry[Places + 1];
        _ring = new byte[bytes];
        for (int place = 0; place < _entries.Length; place++)
        {
            _entries[place] = new Entry { Row = place, Length = -1 };
        }
    }

    /// <summary>How many entries there can be; rows are numbered from 0 to this, both included.</summary>
    public int Places { get; }

    /// <summary>Longer requests are not kept, so that a few of them do not drive out all others.</summary>
    private int Longest => Math.Min(_ring.Length / 4, 4096);

    /// <summary>What is known of the request. If it is not found, the entry is there to be filled in.</summary>
    public ref Entry Find(ReadOnlySpan<byte> request, ulong hash, out bool found)
    {
        found = false;
        if (Places == 0)
        {
            return ref _entries[0];
        }

        int pair = (int)hash & (Places - 2);
        ref Entry first = ref _entries[pair];
        if (Is(in first, request, hash))
        {
            found = true;
            return ref first;
        }

        ref Entry second = ref _entries[pair + 1];
        found = Is(in second, request, hash);
        if (!found && request.Length > Longest)
        {
            return ref _entries[Places];
        }

        (first, second) = (second, first);
        if (!found)
        {
            first = new Entry { Hash = hash, At = Keep(request), Length = request.Length, Row = first.Row };
        }

        return ref first;
    }

    private bool Is(in Entry entry, ReadOnlySpan<byte> request, ulong hash)
        => entry.Hash == hash && entry.Length == request.Length
            && request.SequenceEqual(_ring.AsSpan(entry.At, entry.Length));

    private int Keep(ReadOnlySpan<byte> request)
    {
        int at = _ring.Length - _next < request.Length ? 0 : _next;
        request.CopyTo(_ring.AsSpan(at));
        _next = at + request.Length;
        return at;
    }

    public struct Entry
    {
        public ulong Hash;
        public int At;
        public int Length;

        /// <summary>A number of its own among the entries that are kept at any time.</summary>
        public int Row;
        public int GroupId;
        public RequestStatus Status;
    }
}
