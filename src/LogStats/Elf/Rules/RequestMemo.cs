using System.Numerics;

namespace LogStats.Elf.Rules;

/// <summary>
/// What was found out about requests, by their bytes, in bounded memory: once it is full, all is forgotten at once and
/// what is seen often comes back first. Never takes one request for another.
/// </summary>
internal sealed class RequestMemo
{
    /// <summary>Room for 131,072 distinct paths: 6 MiB of places, of which half are filled, and 4 MiB of bytes.</summary>
    public const int DefaultPlaces = 1 << 18;
    public const int DefaultBytes = 4 << 20;

    /// <summary>The one behind all places is for what is not kept.</summary>
    private readonly Entry[] _entries;
    private readonly byte[] _bytes;
    private int _kept;
    private int _written;

    /// <summary>Places are rounded up to a power of two; without any nothing is kept.</summary>
    public RequestMemo(int places, int bytes)
    {
        Places = places == 0 ? 0 : Math.Max(2, (int)BitOperations.RoundUpToPowerOf2((uint)places));
        _entries = new Entry[Places + 1];
        _bytes = new byte[bytes];
    }

    /// <summary>Rows are numbered from 0 to this, both included.</summary>
    public int Places { get; }

    /// <summary>Longer requests are not kept, so that a few of them do not drive out all others.</summary>
    private int Longest => Math.Min(_bytes.Length / 4, 4096);

    /// <summary>
    /// What is known of the request; if it is not found, the entry is there to be filled in. The row is the entry's own
    /// as long as it is kept.
    /// </summary>
    public ref Entry Find(ReadOnlySpan<byte> request, ulong hash, out int row, out bool found)
    {
        hash = Math.Max(hash, 1);
        int mask = Places - 1;
        row = Places;
        found = false;
        if (request.Length > Longest || Places == 0)
        {
            return ref _entries[row];
        }

        row = (int)hash & mask;
        while (_entries[row].Hash != 0)
        {
            ref Entry entry = ref _entries[row];
            if (entry.Hash == hash && entry.Length == request.Length && request.SequenceEqual(_bytes.AsSpan(entry.At, entry.Length)))
            {
                found = true;
                return ref entry;
            }

            row = (row + 1) & mask;
        }

        if (_kept * 2 == Places || _bytes.Length - _written < request.Length)
        {
            Array.Clear(_entries);
            (_kept, _written) = (0, 0);
            row = (int)hash & mask;
        }

        request.CopyTo(_bytes.AsSpan(_written));
        _entries[row] = new Entry { Hash = hash, At = _written, Length = request.Length };
        _written += request.Length;
        _kept++;
        return ref _entries[row];
    }

    public struct Entry
    {
        /// <summary>0 is an empty place.</summary>
        public ulong Hash;
        public int At;
        public int Length;
        public int GroupId;
        public RequestStatus Status;
    }
}
