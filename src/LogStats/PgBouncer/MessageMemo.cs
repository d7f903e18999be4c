using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>
/// The short way for what a pooler writes most: the same names with the same message, from another port and at another age.
/// Only lines that hold one place where a peer can stand come here, so that nothing of them is in doubt. Every other one takes
/// the long way, which teaches this one; both read a line alike.
/// </summary>
internal sealed class MessageMemo
{
    /// <summary>A power of two; the pools of a busy machine rarely share a slot.</summary>
    public const int Slots = 2048;

    private const int Longest = 256;
    private const int ShortestMessage = 16;

    private static ulong s_count;

    private Said[] _said = [];

    /// <summary>The words of all slots: one piece of memory for as long as a log is read.</summary>
    private byte[] _words = [];

    /// <summary>Reads the message if it repeats; else leaves the view as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ReadOnlySpan<byte> text, int names, int messageAt, scoped ref PgBouncerLine view)
    {
        int length = text.Length - messageAt;
        if (length < ShortestMessage || _said.Length == 0 || text[messageAt] is not ((byte)'l' or (byte)'c'))
        {
            return false;
        }

        ReadOnlySpan<byte> message = text[messageAt..];
        ReadOnlySpan<byte> words = WithoutAge(message, out long age);
        int slot = Slot(text, names, words);
        ref readonly Said said = ref _said[slot];
        if (said.Names != names || said.Length != words.Length || said.Side != view.Side || said.HasAge != age >= 0
            || !text[..names].SequenceEqual(_words.AsSpan(slot * Longest, names)) || !words.SequenceEqual(_words.AsSpan((slot * Longest) + names, words.Length)))
        {
            return false;
        }

        view.Type = said.Type;
        view.IsLoginFailure = said.IsLoginFailure;
        view.IsAmbiguous = said.IsAmbiguous;
        view.Database = said.Database.Of(text, messageAt);
        view.PoolDatabase = said.PoolDatabase.Of(text, messageAt);
        view.User = said.User.Of(text, messageAt);
        view.Tls = said.Tls.Of(text, messageAt);
        view.Replication = said.Replication.Of(text, messageAt);
        view.Reason = said.Reason.Of(text, messageAt);
        view.PeerId = said.PeerId;
        view.Age = age;
        view.Message = message;
        (view.SaidSlot, view.SaidStamp) = (slot, said.Stamp);
        return true;
    }

    /// <summary>Takes in a message that the long way has read.</summary>
    public void Learn(ReadOnlySpan<byte> text, int names, int messageAt, scoped ref PgBouncerLine view)
    {
        int length = text.Length - messageAt;
        if (length < ShortestMessage || view.Type is not (PgBouncerEventType.Login or PgBouncerEventType.Close))
        {
            return;
        }

        ReadOnlySpan<byte> words = WithoutAge(text[messageAt..], out long age);
        if (names + words.Length > Longest || age != view.Age)
        {
            return;
        }

        int slot = Slot(text, names, words);
        if (_said.Length == 0)
        {
            (_said, _words) = (new Said[Slots], new byte[Slots * Longest]);
        }

        text[..names].CopyTo(_words.AsSpan(slot * Longest));
        words.CopyTo(_words.AsSpan((slot * Longest) + names));
        _said[slot] = new Said
        {
            Stamp = Interlocked.Increment(ref s_count),
            Names = names,
            Length = words.Length,
            HasAge = age >= 0,
            Side = view.Side,
            Type = view.Type,
            IsLoginFailure = view.IsLoginFailure,
            IsAmbiguous = view.IsAmbiguous,
            PeerId = view.PeerId,
            Database = Part.At(text, view.Database, messageAt),
            PoolDatabase = Part.At(text, view.PoolDatabase, messageAt),
            User = Part.At(text, view.User, messageAt),
            Tls = Part.At(text, view.Tls, messageAt),
            Replication = Part.At(text, view.Replication, messageAt),
            Reason = Part.At(text, view.Reason, messageAt),
        };
        (view.SaidSlot, view.SaidStamp) = (slot, _said[slot].Stamp);
    }

    /// <summary>All but the number in <c> (age=N)</c> or <c> (age=Ns)</c> at the end; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> WithoutAge(ReadOnlySpan<byte> message, out long age)
    {
        age = -1;
        if (message[0] != 'c' || message[^1] != ')')
        {
            return message;
        }

        ReadOnlySpan<byte> rest = message[..^(message[^2] == 's' ? 2 : 1)];
        int digits = Digits.Back(rest, out long seconds);
        if (digits is 0 or > 18 || rest.Length - digits < sizeof(ulong) || !rest[..^digits].EndsWith(" (age="u8))
        {
            return message;
        }

        age = seconds;
        return rest[..^digits];
    }

    /// <summary>From both ends of the names and the end of the words. A message stands behind them: there is enough to read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ReadOnlySpan<byte> text, int names, ReadOnlySpan<byte> words)
    {
        ulong front = BinaryPrimitives.ReadUInt64LittleEndian(text) & (names >= 8 ? ulong.MaxValue : (1UL << (8 * names)) - 1);
        ulong back = names >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(text[(names - 8)..]) : 0;
        ulong end = BinaryPrimitives.ReadUInt64LittleEndian(words[^8..]);
        ulong hash = ((front * 0x9E3779B97F4A7C15) ^ back) * 0xC2B2AE3D27D4EB4F;
        hash = (hash ^ end ^ (uint)words.Length) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 53);
    }

    /// <summary>Where a value stands: among the names, or so far behind the beginning of the message.</summary>
    private readonly record struct Part(short Offset, short Length, bool IsInMessage)
    {
        public static Part At(ReadOnlySpan<byte> text, ReadOnlySpan<byte> value, int messageAt)
        {
            if (value.IsEmpty || !text.Overlaps(value, out int at))
            {
                return default;
            }

            return at >= messageAt ? new Part((short)(at - messageAt), (short)value.Length, true) : new Part((short)at, (short)value.Length, false);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, int messageAt)
            => text.Slice(Offset + (IsInMessage ? messageAt : 0), Length);
    }

    private struct Said
    {
        public ulong Stamp;
        public int Names;
        public int Length;
        public bool HasAge;
        public bool IsLoginFailure;
        public bool IsAmbiguous;
        public PgBouncerSide Side;
        public PgBouncerEventType Type;
        public long PeerId;
        public Part Database;
        public Part PoolDatabase;
        public Part User;
        public Part Tls;
        public Part Replication;
        public Part Reason;
    }
}
