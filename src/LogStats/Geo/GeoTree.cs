using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace LogStats.Geo;

/// <summary>The tree of a database: the bits of an address, one after the other, lead to a record of the data or to nothing.</summary>
internal sealed class GeoTree
{
    private const int V4Bits = 32;
    private const int Word = 64;
    private const int JumpBits = 16;

    private readonly GeoBytes _bytes;
    private readonly GeoMetadata _about;
    private readonly int _nodeSize;
    private readonly uint _nodes;

    /// <summary>Where IPv4 addresses begin in a tree of IPv6.</summary>
    private readonly uint _v4;

    /// <summary>Where the first 16 bits of an IPv4 address lead, found out when first wanted; 0: not known yet.</summary>
    private readonly uint[] _jumps = new uint[1 << JumpBits];

    public GeoTree(GeoBytes bytes, GeoMetadata about)
    {
        (_bytes, _about, _nodeSize, _nodes) = (bytes, about, about.RecordSize / 4, (uint)about.NodeCount);
        for (int bit = 0; about.IsV6 && bit < 96 && _v4 < _nodes; bit++)
        {
            _v4 = Child(_v4, 0);
        }
    }

    /// <summary>Where the record of an address stands in the data; -1 for none.</summary>
    public long Find(in GeoAddress address)
    {
        if (!address.IsV4)
        {
            return Find(in address, out _);
        }

        uint node = _jumps[address.Low >> JumpBits];
        int bits = 0;
        if (node == 0)
        {
            node = Walk(_v4, address.Low << V4Bits, JumpBits, ref bits);
            _jumps[address.Low >> JumpBits] = node;
        }

        return Place(Walk(node, address.Low << (V4Bits + JumpBits), JumpBits, ref bits));
    }

    /// <summary>The same, one bit after the other.</summary>
    /// <param name="address">The address.</param>
    /// <param name="bits">How many bits of it were looked at: the length of the network that the answer is for.</param>
    public long Find(in GeoAddress address, out int bits)
    {
        uint node = address.IsV4 ? _v4 : 0;
        bits = 0;
        if (address.IsV4)
        {
            node = Walk(node, address.Low << V4Bits, V4Bits, ref bits);
        }
        else if (_about.IsV6)
        {
            node = Walk(Walk(node, address.High, Word, ref bits), address.Low, Word, ref bits);
        }
        else
        {
            return -1;
        }

        return Place(node);
    }

    private long Place(uint node)
    {
        if (node == _nodes)
        {
            return -1;
        }

        long place = (long)node - _nodes - (_about.DataStart - _about.TreeSize);
        return node > _nodes && place >= 0 && place < _about.DataLength ? place : throw _bytes.Invalid(
            node < _nodes ? "its tree is deeper than addresses are long" : "its tree leads to where no record is");
    }

    private uint Walk(uint node, ulong rest, int count, ref int bits)
    {
        while (count > 0 && node < _nodes)
        {
            node = Child(node, (int)(rest >> (Word - 1)));
            rest <<= 1;
            count--;
            bits++;
        }

        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Child(uint node, int right)
    {
        ReadOnlySpan<byte> record = _bytes.From((long)node * _nodeSize);
        switch (_nodeSize)
        {
            case 6:
                record = record.Slice(right * 3, 3);
                return ((uint)record[0] << 16) | ((uint)record[1] << 8) | record[2];
            case 7:
                uint middle = record[3];
                return right == 0
                    ? ((middle & 0xF0) << 20) | (BinaryPrimitives.ReadUInt32BigEndian(record) >> 8)
                    : BinaryPrimitives.ReadUInt32BigEndian(record[3..]) & 0x0FFFFFFF;
            default:
                return BinaryPrimitives.ReadUInt32BigEndian(record[(right * 4)..]);
        }
    }
}
