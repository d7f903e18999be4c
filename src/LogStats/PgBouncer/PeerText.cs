using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>
/// One place where <c>@host:port </c> stands: <c>192.0.2.4:51234</c>, <c>[2001:db8::7]:51234</c>, before 1.6
/// <c>2001:db8::7:51234</c>, <c>unix:6432</c>, <c>unix(3512):6432</c>.
/// </summary>
internal struct PeerText
{
    private const int LongestAddress = 64;

    private static readonly SearchValues<byte> s_ofIPv4 = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> s_ofIPv6 = SearchValues.Create("0123456789abcdefABCDEF:."u8);
    private static readonly SearchValues<byte> s_ofZone = SearchValues.Create("0123456789abcdefABCDEF:.%"u8);

    /// <summary>Where the @ stands.</summary>
    public int At;

    /// <summary>Where the message begins.</summary>
    public int MessageAt;

    public PeerKind Kind;
    public int AddressAt;
    public int AddressLength;
    public int Port;
    public long Process;

    /// <summary>The first such place: nearly always behind the first @, with an address that has a short way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FindFirst(ReadOnlySpan<byte> text, out PeerText peer)
    {
        peer = default;
        int at = text.IndexOf((byte)'@');
        return at >= 0 && (ReadPlain(text[(at + 1)..], at + 1, ref peer) || Find(text, at, out peer));
    }

    /// <summary>The next such place from <paramref name="from"/> on.</summary>
    public static bool Find(ReadOnlySpan<byte> text, int from, out PeerText peer)
    {
        peer = default;
        while (from < text.Length)
        {
            int at = text[from..].IndexOf((byte)'@');
            if (at < 0)
            {
                return false;
            }

            from += at + 1;
            peer.At = from - 1;
            if (Read(text, from, ref peer))
            {
                return true;
            }
        }

        return false;
    }

    public readonly ReadOnlySpan<byte> Address(ReadOnlySpan<byte> text) => text.Slice(AddressAt, AddressLength);

    private static bool Read(ReadOnlySpan<byte> text, int at, ref PeerText peer)
    {
        ReadOnlySpan<byte> rest = text[at..];
        peer.Process = -1;
        int length;
        if (rest.StartsWith("unix"u8))
        {
            peer.Kind = PeerKind.Unix;
            (peer.AddressAt, peer.AddressLength) = (at, 4);
            length = 4 + ProcessLength(rest[4..], out peer.Process);
        }
        else
        {
            peer.Kind = PeerKind.Address;
            bool bracketed = rest is [(byte)'[', ..];
            length = bracketed ? Bracketed(rest) : Bare(rest);
            (peer.AddressAt, peer.AddressLength) = bracketed ? (at + 1, length - 2) : (at, length);
            if (length <= 0)
            {
                return false;
            }
        }

        if (length >= rest.Length || rest[length] != ':')
        {
            return false;
        }

        int digits = Digits.Front(rest[(length + 1)..], out long port);
        int end = length + 1 + digits;
        if (digits is 0 or > 5 || port > ushort.MaxValue || end >= rest.Length || rest[end] != ' ')
        {
            return false;
        }

        peer.Port = (int)port;
        peer.MessageAt = at + end + 1;
        return true;
    }

    /// <summary>The short way for what most clients have: <c>192.0.2.4:51234 </c>, looked at as a whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ReadPlain(ReadOnlySpan<byte> rest, int at, ref PeerText peer)
    {
        if (!Vector256.IsHardwareAccelerated || rest.Length < Vector256<byte>.Count)
        {
            return false;
        }

        Vector256<byte> front = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(rest));
        uint digits = Vector256.LessThanOrEqual(front - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();
        uint dots = Vector256.Equals(front, Vector256.Create((byte)'.')).ExtractMostSignificantBits();
        int colon = BitOperations.TrailingZeroCount(~(digits | dots));
        uint address = dots & ((1U << colon) - 1);
        if (colon is < 7 or > 15 || rest[colon] != ':' || BitOperations.PopCount(address) != 3 || (address & 1) != 0 || (address >> (colon - 1)) != 0)
        {
            return false;
        }

        int length = BitOperations.TrailingZeroCount(~(digits >> (colon + 1)));
        if (length is 0 or > 5 || rest[colon + 1 + length] != ' ')
        {
            return false;
        }

        int port = 0;
        for (int digit = 0; digit < length; digit++)
        {
            port = (port * 10) + (rest[colon + 1 + digit] - '0');
        }

        peer.Kind = PeerKind.Address;
        peer.Process = -1;
        (peer.At, peer.AddressAt, peer.AddressLength, peer.Port, peer.MessageAt) = (at - 1, at, colon, port, at + colon + length + 2);
        return port <= ushort.MaxValue;
    }

    /// <summary>The length of <c>(3512)</c>, 0 where it is none.</summary>
    private static int ProcessLength(ReadOnlySpan<byte> rest, out long process)
    {
        process = -1;
        if (rest is not [(byte)'(', ..])
        {
            return 0;
        }

        int digits = Digits.Front(rest[1..], out long id);
        if (digits == 0 || digits + 1 >= rest.Length || rest[digits + 1] != ')')
        {
            return 0;
        }

        process = id;
        return digits + 2;
    }

    private static int Bracketed(ReadOnlySpan<byte> rest)
    {
        int end = rest[..Math.Min(rest.Length, LongestAddress)].IndexOf((byte)']');
        return end > 1 && rest[1..end].Contains((byte)':') && rest[1..end].IndexOfAnyExcept(s_ofZone) is int other
            && (other < 0 || rest[1..end].Contains((byte)'%')) ? end + 1 : 0;
    }

    /// <summary>Four numbers with dots, or an address of IPv6 up to the last colon, behind which the port is.</summary>
    private static int Bare(ReadOnlySpan<byte> rest)
    {
        int end = rest[..Math.Min(rest.Length, LongestAddress)].IndexOf((byte)' ');
        int colon = end < 0 ? -1 : rest[..end].LastIndexOf((byte)':');
        if (colon < 2)
        {
            return 0;
        }

        ReadOnlySpan<byte> address = rest[..colon];
        bool isOld = address.IndexOfAnyExcept(s_ofIPv4) < 0
            ? address.Count((byte)'.') == 3 && address[0] != '.' && address[^1] != '.'
            : address.Count((byte)':') >= 2 && address.IndexOfAnyExcept(s_ofIPv6) < 0;
        return isOld ? colon : 0;
    }
}
