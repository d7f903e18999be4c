using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>
/// The short way for the line that a busy daemon writes most: a per-file line of the default format, the process and its
/// head the same as not long ago. Such a line of the daemon's own log file is known after two comparisons, of the second
/// and of the head; only the name and the length are its own. In any other envelope it is the message alone that is known.
/// Every other line takes the long way, which teaches this one; both must read a line alike.
/// </summary>
internal sealed class RepeatMemo(EnvelopeReader envelopes)
{
    /// <summary>A power of two; sessions that run at the same time rarely share a slot.</summary>
    public const int Slots = 256;

    /// <summary><c>YYYY/MM/DD HH:MM:SS [</c></summary>
    private const int HeadAt = 21;

    private const int LongestHead = 512;
    private readonly Head[] _heads = new Head[Slots];

    /// <summary>Heads of lines in other envelopes: what begins one of these is never what stands behind a bracket.</summary>
    private Head[] _messageHeads = [];

    /// <summary>The stamp of the last line and the bracket behind it, in pieces that overlap.</summary>
    private ulong _stamp0;
    private ulong _stamp1;
    private ulong _stamp2;
    private long _ticks;
    private short _offsetMinutes;
    private uint _count;

    /// <summary>Reads the line if it repeats; leaves <paramref name="view"/> undefined if it does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ReadOnlySpan<byte> line, scoped ref RsyncLine view)
    {
        if (line.Length < HeadAt + 8 || (!IsSameSecond(line) && !ReadSecond(line)))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[HeadAt..];
        int slot = Slot(rest, 0);
        ref Head head = ref _heads[slot];
        if (head.Length == 0 || rest.Length <= head.Length || !StartsWith(rest, in head) || !ReadBehind(in head, rest, ref view))
        {
            return false;
        }

        view.Shape = EnvelopeShape.OwnFile;
        view.Ticks = _ticks;
        view.OffsetMinutes = _offsetMinutes;
        view.ProcessId = head.ProcessId;
        view.HeadSlot = slot;
        return true;
    }

    /// <summary>Reads the message of a line whose envelope has been read, if it repeats; else leaves the view undefined.</summary>
    public bool ReadMessage(ReadOnlySpan<byte> message, scoped ref RsyncLine view)
    {
        if (message.Length < 8 || _messageHeads.Length == 0)
        {
            return false;
        }

        int slot = Slot(message, view.ProcessId);
        ref Head head = ref _messageHeads[slot];
        if (head.Length == 0 || head.ProcessId != view.ProcessId || head.Origin != view.Origin
            || !message.StartsWith(head.Bytes.AsSpan(0, head.Length)) || !ReadBehind(in head, message, ref view))
        {
            return false;
        }

        view.HeadSlot = slot;
        return true;
    }

    /// <summary>Takes in a per-file line of the default format that the long way has read.</summary>
    public void Learn(ReadOnlySpan<byte> line, ReadOnlySpan<byte> message, scoped ref RsyncLine view)
    {
        bool own = view.Shape == EnvelopeShape.OwnFile;
        ReadOnlySpan<byte> rest = own ? line[HeadAt..] : message;
        int length = At(rest, view.Text);
        if (rest.Length < 8 || view.Text.IsEmpty || length > LongestHead)
        {
            return;
        }

        _messageHeads = own || _messageHeads.Length > 0 ? _messageHeads : new Head[Slots];
        int slot = Slot(rest, own ? 0 : view.ProcessId);
        ref Head head = ref (own ? _heads : _messageHeads)[slot];
        view.HeadSlot = slot;
        if (head.Length == length && head.ProcessId == view.ProcessId && head.Origin == view.Origin
            && rest[..length].SequenceEqual(head.Bytes.AsSpan(0, length)))
        {
            view.HeadStamp = head.Stamp;
            return;
        }

        head.Bytes ??= new byte[LongestHead];
        rest[..length].CopyTo(head.Bytes);
        head.Length = length;
        head.Stamp = view.HeadStamp = ++_count;
        (head.ProcessId, head.Origin, head.Operation) = (view.ProcessId, view.Origin, view.Operation);
        (head.HostAt, head.HostLength) = (At(rest, view.Host), view.Host.Length);
        (head.AddressAt, head.AddressLength) = (At(rest, view.Address), view.Address.Length);
        (head.ModuleAt, head.ModuleLength) = (At(rest, view.Module), view.Module.Length);
        (head.UserAt, head.UserLength) = (At(rest, view.User), view.User.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsSameSecond(ReadOnlySpan<byte> line)
        => BinaryPrimitives.ReadUInt64LittleEndian(line[(HeadAt - 8)..]) == _stamp2
            && BinaryPrimitives.ReadUInt64LittleEndian(line[8..]) == _stamp1
            && BinaryPrimitives.ReadUInt64LittleEndian(line) == _stamp0;

    private bool ReadSecond(ReadOnlySpan<byte> line)
    {
        if (!envelopes.OwnStamp(line, out long ticks, out short offset))
        {
            return false;
        }

        (_ticks, _offsetMinutes) = (ticks, offset);
        _stamp0 = BinaryPrimitives.ReadUInt64LittleEndian(line);
        _stamp1 = BinaryPrimitives.ReadUInt64LittleEndian(line[8..]);
        _stamp2 = BinaryPrimitives.ReadUInt64LittleEndian(line[(HeadAt - 8)..]);
        return true;
    }

    /// <summary>As <c>StartsWith</c>, without the call; heads are kept in more room than they need, lines need not have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool StartsWith(ReadOnlySpan<byte> rest, in Head head)
    {
        ReadOnlySpan<byte> bytes = head.Bytes.AsSpan(0, head.Length);
        if (!Vector256.IsHardwareAccelerated || bytes.Length < 32)
        {
            return rest.StartsWith(bytes);
        }

        ref byte left = ref MemoryMarshal.GetReference(rest);
        ref byte right = ref MemoryMarshal.GetReference(bytes);
        nuint last = (nuint)bytes.Length - 32;
        for (nuint at = 0; at < last; at += 32)
        {
            if (Vector256.LoadUnsafe(ref left, at) != Vector256.LoadUnsafe(ref right, at))
            {
                return false;
            }
        }

        return Vector256.LoadUnsafe(ref left, last) == Vector256.LoadUnsafe(ref right, last);
    }

    /// <summary>Takes from the head what it says, and reads what stands behind it: the name and the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ReadBehind(in Head head, ReadOnlySpan<byte> rest, scoped ref RsyncLine view)
    {
        ReadOnlySpan<byte> name = rest[head.Length..];
        int digits = Digits.Back(rest, out long length);
        int at = name.Length - 1 - digits;
        if (digits is 0 or > 18 || at < 0 || name[at] != ' ')
        {
            return false;
        }

        view.Kind = RsyncLineKind.File;
        view.Operation = head.Operation;
        view.Host = rest.Slice(head.HostAt, head.HostLength);
        view.Address = rest.Slice(head.AddressAt, head.AddressLength);
        view.Module = rest.Slice(head.ModuleAt, head.ModuleLength);
        view.User = rest.Slice(head.UserAt, head.UserLength);
        view.HasUser = true;
        view.Text = name[..at];
        view.Length = length;
        view.HeadStamp = head.Stamp;
        return true;
    }

    /// <summary>From the process and the first eight bytes; behind the bracket of an own line they hold the process.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ReadOnlySpan<byte> rest, int process)
        => (int)(((BinaryPrimitives.ReadUInt64LittleEndian(rest) + (uint)process) * 0x9E3779B97F4A7C15) >> 56);

    private static int At(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> part)
        => whole.Overlaps(part, out int at) ? at : 0;

    private struct Head
    {
        public byte[]? Bytes;
        public int Length;
        public uint Stamp;
        public int ProcessId;
        public ulong Origin;
        public RsyncOperation Operation;
        public int HostAt;
        public int HostLength;
        public int AddressAt;
        public int AddressLength;
        public int ModuleAt;
        public int ModuleLength;
        public int UserAt;
        public int UserLength;
    }
}
