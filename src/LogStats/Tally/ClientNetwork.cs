using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LogStats.Tally;

/// <summary>The network of a client: the /24 of an IPv4 address, the /48 of an IPv6 address.</summary>
internal static class ClientNetwork
{
    /// <summary>Room for any network, and for anything short that is no address.</summary>
    public const int LongestName = 64;

    private const int Groups = 8;
    private const int Kept = 3;

    /// <summary>Writes the network's name; what is no address stays as it is. Allocates for unusual addresses alone.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> address, Span<byte> room)
    {
        int dot = address.LastIndexOf((byte)'.');
        if (dot > 0 && address.IndexOf((byte)':') < 0 && dot + 6 <= room.Length)
        {
            address[..(dot + 1)].CopyTo(room);
            "0/24"u8.CopyTo(room[(dot + 1)..]);
            return room[..(dot + 5)];
        }

        Span<ushort> groups = stackalloc ushort[Groups];
        return dot < 0 && Parse(address, groups) ? Format(groups[..Kept], room) : Unusual(address);
    }

    /// <summary>Reads the plain form: groups of hexadecimal digits, one <c>::</c> at most, no IPv4 part, no zone.</summary>
    private static bool Parse(ReadOnlySpan<byte> address, Span<ushort> groups)
    {
        groups.Clear();
        int count = 0;
        int gap = -1;
        if (address.StartsWith("::"u8))
        {
            gap = 0;
            address = address[2..];
        }

        while (!address.IsEmpty)
        {
            if (count == Groups || !Utf8Parser.TryParse(address, out ushort group, out int length, 'x') || length > 4)
            {
                return false;
            }

            groups[count++] = group;
            address = address[length..];
            if (address.IsEmpty)
            {
                break;
            }

            if (address[0] != ':' || address.Length == 1)
            {
                return false;
            }

            address = address[1..];
            if (address[0] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                address = address[1..];
            }
        }

        if (gap < 0 != (count == Groups))
        {
            return false;
        }

        if (gap >= 0)
        {
            groups[gap..count].CopyTo(groups[(Groups - (count - gap))..]);
            groups[gap..(Groups - (count - gap))].Clear();
        }

        // An IPv4 address in the clothes of an IPv6 one is read the unusual way.
        return groups[5] != 0xFFFF || groups[..5].IndexOfAnyExcept((ushort)0) >= 0;
    }

    private static ReadOnlySpan<byte> Format(scoped ReadOnlySpan<ushort> groups, Span<byte> room)
    {
        groups = groups.TrimEnd((ushort)0);
        int length = 0;
        foreach (ushort group in groups)
        {
            group.TryFormat(room[length..], out int written, "x");
            length += written;
            room[length++] = (byte)':';
        }

        ReadOnlySpan<byte> end = length == 0 ? "::/48"u8 : ":/48"u8;
        end.CopyTo(room[length..]);
        return room[..(length + end.Length)];
    }

    private static ReadOnlySpan<byte> Unusual(ReadOnlySpan<byte> address)
    {
        if (!IPAddress.TryParse(Encoding.ASCII.GetString(address), out IPAddress? parsed)
            || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (parsed.IsIPv4MappedToIPv6)
        {
            return Of(Encoding.ASCII.GetBytes(parsed.MapToIPv4().ToString()), new byte[LongestName]);
        }

        byte[] bytes = parsed.GetAddressBytes();
        bytes.AsSpan(6).Clear();
        return Encoding.ASCII.GetBytes(new IPAddress(bytes) + "/48");
    }
}
