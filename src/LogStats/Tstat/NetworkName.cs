using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>The network of an address, of any length; the usual lengths without an allocation.</summary>
internal readonly struct NetworkName(int bits, int bitsOfIPv6)
{
    /// <summary>Room for any network, and for anything short that is no address.</summary>
    public const int Longest = ClientNetwork.LongestName;

    /// <summary>Writes the network's name; what is no address stays as it is.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> address, Span<byte> room)
    {
        bool isIPv6 = address.Contains((byte)':');
        if (isIPv6 ? bitsOfIPv6 == 48 : bits == 24)
        {
            return ClientNetwork.Of(address, room);
        }

        return isIPv6 ? OfIPv6(address) : OfIPv4(address, room);
    }

    private ReadOnlySpan<byte> OfIPv4(ReadOnlySpan<byte> address, Span<byte> room)
    {
        uint number = 0;
        ReadOnlySpan<byte> rest = address;
        for (int part = 0; part < 4; part++)
        {
            if (!Utf8Parser.TryParse(rest, out byte value, out int length) || (part < 3) != (length < rest.Length && rest[length] == '.')
                || (part == 3 && length != rest.Length))
            {
                return address;
            }

            number = (number << 8) | value;
            rest = part < 3 ? rest[(length + 1)..] : default;
        }

        number = bits == 0 ? 0 : number & (uint.MaxValue << (32 - bits));
        return System.Text.Unicode.Utf8.TryWrite(room, CultureInfo.InvariantCulture,
            $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}/{bits}", out int written) ? room[..written] : address;
    }

    private ReadOnlySpan<byte> OfIPv6(ReadOnlySpan<byte> address)
    {
        if (!IPAddress.TryParse(Encoding.ASCII.GetString(address), out IPAddress? parsed))
        {
            return address;
        }

        byte[] bytes = parsed.GetAddressBytes();
        for (int bit = bitsOfIPv6; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{bitsOfIPv6}"));
    }
}
