using System.Net;
using System.Text;

namespace LogStats.Geo;

/// <summary>
/// An IP address as numbers, read from its text without allocating. An IPv4 address in the clothes of an IPv6 one is the
/// IPv4 address. A zone is passed over; a number with a leading zero is no IPv4 address, because it may be octal.
/// </summary>
internal readonly record struct GeoAddress(ulong High, ulong Low, bool IsV4)
{
    /// <summary>No address is written longer, its zone left out.</summary>
    public const int LongestText = 45;

    private const int Groups = 8;

    public static bool TryParse(ReadOnlySpan<byte> text, out GeoAddress address)
    {
        if (TryV4(text, out uint v4))
        {
            address = new GeoAddress(0, v4, IsV4: true);
            return true;
        }

        int zone = text.IndexOf((byte)'%');
        return TryV6(zone < 0 ? text : text[..zone], out address);
    }

    public static bool TryParse(string text, out GeoAddress address)
    {
        Span<byte> bytes = stackalloc byte[128];
        address = default;
        return text.Length <= bytes.Length && Encoding.Latin1.GetBytes(text, bytes) is int length && TryParse(bytes[..length], out address);
    }

    /// <summary>The network that it is in, by the first address of that: /24 of IPv4, /48 of IPv6.</summary>
    public GeoAddress Truncated() => IsV4 ? this with { Low = Low & 0xFFFFFF00 } : new GeoAddress(High & 0xFFFFFFFFFFFF0000, 0, IsV4: false);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (IsV4)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Low);
            return new IPAddress(bytes[..4]).ToString();
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPAddress(bytes).ToString();
    }

    private static bool TryV4(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        uint part = 0;
        int digits = 0;
        int dots = 0;
        foreach (byte letter in text)
        {
            uint digit = (uint)letter - '0';
            if (digit <= 9)
            {
                if (digits > 0 && part == 0)
                {
                    return false;
                }

                part = (part * 10) + digit;
                if (++digits > 3 || part > 255)
                {
                    return false;
                }
            }
            else if (letter == '.' && digits > 0 && dots < 3)
            {
                value = (value << 8) | part;
                (part, digits) = (0, 0);
                dots++;
            }
            else
            {
                return false;
            }
        }

        value = (value << 8) | part;
        return dots == 3 && digits > 0;
    }

    private static bool TryV6(ReadOnlySpan<byte> text, out GeoAddress address)
    {
        address = default;
        Span<ushort> groups = stackalloc ushort[Groups];
        if (text.Length is < 2 or > LongestText || !Fill(text, groups))
        {
            return false;
        }

        ulong high = 0;
        ulong low = 0;
        for (int index = 0; index < Groups / 2; index++)
        {
            high = (high << 16) | groups[index];
            low = (low << 16) | groups[index + (Groups / 2)];
        }

        address = high == 0 && low >> 32 == 0xFFFF ? new GeoAddress(0, (uint)low, IsV4: true) : new GeoAddress(high, low, IsV4: false);
        return true;
    }

    private static bool Fill(ReadOnlySpan<byte> text, Span<ushort> groups)
    {
        groups.Clear();
        int count = 0;
        int gap = -1;
        if (text.StartsWith("::"u8))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            if (count <= Groups - 2 && TryV4(text, out uint v4))
            {
                (groups[count], groups[count + 1]) = ((ushort)(v4 >> 16), (ushort)v4);
                count += 2;
                break;
            }

            int length = Hex(text, out ushort group);
            if (length == 0 || count == Groups)
            {
                return false;
            }

            groups[count++] = group;
            text = text[length..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text[0] != ':' || text.Length == 1)
            {
                return false;
            }

            text = text[1..];
            if (text[0] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                text = text[1..];
            }
        }

        if (gap < 0 || count == Groups)
        {
            return gap < 0 && count == Groups;
        }

        int behind = count - gap;
        groups[gap..count].CopyTo(groups[(Groups - behind)..]);
        groups[gap..(Groups - behind)].Clear();
        return true;
    }

    /// <summary>How many digits there were; 0 for none and for too many.</summary>
    private static int Hex(ReadOnlySpan<byte> text, out ushort value)
    {
        int sum = 0;
        int length = 0;
        while (length < text.Length && char.IsAsciiHexDigit((char)text[length]))
        {
            if (length == 4)
            {
                value = 0;
                return 0;
            }

            int letter = text[length++] | 0x20;
            sum = (sum << 4) | (letter >= 'a' ? letter - 'a' + 10 : letter - '0');
        }

        value = (ushort)sum;
        return length;
    }
}
