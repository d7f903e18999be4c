using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LogStats.Tests.Infrastructure;

/// <summary>
/// Writes databases in MaxMind's format: plain, for tests and benchmarks. A narrower network lies upon a wider one. Texts
/// that were written before become pointers, as the real writer does it.
/// </summary>
internal sealed class MmdbWriter(int recordSize = 28, int ipVersion = 6)
{
    private const uint Nothing = uint.MaxValue;

    /// <summary>Marks a child that is a place in the data, or nothing.</summary>
    private const uint Leaf = 0x80000000;

    private readonly List<(uint Left, uint Right)> _nodes = [(Nothing, Nothing)];
    private readonly MemoryStream _data = new();
    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<object, uint> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Written instead of what is true; for damaged files.</summary>
    public Dictionary<string, object> About { get; } = [];

    /// <summary>Add the wider networks first.</summary>
    /// <param name="network">192.0.2.0/24 or 2001:db8::/32.</param>
    /// <param name="value">A map, an array, a text, a number; the same object is written once.</param>
    public MmdbWriter Add(string network, object value)
    {
        IPNetwork parsed = IPNetwork.Parse(network);
        return Add(parsed.BaseAddress, parsed.PrefixLength, value);
    }

    public MmdbWriter Add(IPAddress address, int length, object value)
    {
        byte[] bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork && ipVersion == 6)
        {
            bytes = [.. new byte[12], .. bytes];
            length += 96;
        }

        int node = 0;
        for (int bit = 0; bit < length - 1; bit++)
        {
            uint next = Child(node, Bit(bytes, bit));
            if ((next & Leaf) != 0)
            {
                // What lay upon the whole lies upon both halves now.
                _nodes.Add((next, next));
                Set(node, Bit(bytes, bit), next = (uint)_nodes.Count - 1);
            }

            node = (int)next;
        }

        Set(node, Bit(bytes, length - 1), Leaf | Place(value));
        return this;
    }

    public byte[] ToArray()
    {
        using MemoryStream file = new();
        uint nodes = (uint)_nodes.Count;
        foreach ((uint left, uint right) in _nodes)
        {
            WriteNode(file, Target(left, nodes), Target(right, nodes));
        }

        file.Write(new byte[16]);
        _data.WriteTo(file);
        file.Write([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        Dictionary<string, object> about = new()
        {
            ["node_count"] = nodes,
            ["record_size"] = (ushort)recordSize,
            ["ip_version"] = (ushort)ipVersion,
            ["database_type"] = "LogStats-Test",
            ["languages"] = new object[] { "en" },
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = 1_700_000_000UL,
            ["description"] = new Dictionary<string, object> { ["en"] = "made by a test" },
        };
        foreach ((string name, object value) in About)
        {
            about[name] = value;
        }

        WriteValue(file, about, texts: null);
        return file.ToArray();
    }

    private static int Bit(byte[] bytes, int bit) => (bytes[bit >> 3] >> (7 - (bit & 7))) & 1;

    private static uint Target(uint child, uint nodes) => child == Nothing ? nodes : (child & Leaf) != 0 ? nodes + 16 + (child & ~Leaf) : child;

    private uint Child(int node, int right) => right == 0 ? _nodes[node].Left : _nodes[node].Right;

    private void Set(int node, int right, uint child)
        => _nodes[node] = right == 0 ? (child, _nodes[node].Right) : (_nodes[node].Left, child);

    private uint Place(object value)
    {
        if (!_places.TryGetValue(value, out uint place))
        {
            _places[value] = place = (uint)_data.Length;
            WriteValue(_data, value, _texts);
        }

        return place;
    }

    private void WriteNode(Stream file, uint left, uint right)
    {
        Span<byte> node = stackalloc byte[8];
        switch (recordSize)
        {
            case 24:
                BinaryPrimitives.WriteUInt32BigEndian(node, left << 8);
                BinaryPrimitives.WriteUInt32BigEndian(node[3..], right << 8);
                break;
            case 28:
                BinaryPrimitives.WriteUInt32BigEndian(node, left << 8);
                BinaryPrimitives.WriteUInt32BigEndian(node[3..], right);
                node[3] |= (byte)((left >> 20) & 0xF0);
                break;
            default:
                BinaryPrimitives.WriteUInt32BigEndian(node, left);
                BinaryPrimitives.WriteUInt32BigEndian(node[4..], right);
                break;
        }

        file.Write(node[..(recordSize / 4)]);
    }

    private static void WriteValue(Stream file, object value, Dictionary<string, long>? texts)
    {
        switch (value)
        {
            case string text when texts is not null && texts.TryGetValue(text, out long place):
                WritePointer(file, place);
                break;
            case string text:
                texts?.Add(text, file.Position);
                WriteBytes(file, 2, Encoding.UTF8.GetBytes(text));
                break;
            case IReadOnlyDictionary<string, object> map:
                WriteHead(file, 7, map.Count);
                foreach ((string key, object item) in map)
                {
                    WriteValue(file, key, texts);
                    WriteValue(file, item, texts);
                }

                break;
            case byte[] bytes:
                WriteBytes(file, 4, bytes);
                break;
            case object[] list:
                WriteHead(file, 11, list.Length);
                foreach (object item in list)
                {
                    WriteValue(file, item, texts);
                }

                break;
            case double number:
                byte[] eight = new byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(eight, number);
                WriteBytes(file, 3, eight);
                break;
            case float number:
                byte[] four = new byte[4];
                BinaryPrimitives.WriteSingleBigEndian(four, number);
                WriteBytes(file, 15, four);
                break;
            case bool truth:
                WriteHead(file, 14, truth ? 1 : 0);
                break;
            case int number:
                WriteBytes(file, 8, Shortest((uint)number));
                break;
            case ushort number:
                WriteBytes(file, 5, Shortest(number));
                break;
            case uint number:
                WriteBytes(file, 6, Shortest(number));
                break;
            case ulong number:
                WriteBytes(file, 9, Shortest(number));
                break;
            case UInt128 number:
                WriteBytes(file, 10, Shortest(number));
                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no kind in a database", nameof(value));
        }
    }

    private static byte[] Shortest(UInt128 number)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return [.. bytes.SkipWhile(part => part == 0)];
    }

    private static void WritePointer(Stream file, long place)
    {
        Span<byte> all = stackalloc byte[4];
        int width = place < 2048 ? 0 : place < 526_336 ? 1 : place < 134_744_064 ? 2 : 3;
        uint rest = (uint)(width switch { 0 => place, 1 => place - 2048, 2 => place - 526_336, _ => place });
        BinaryPrimitives.WriteUInt32BigEndian(all, rest);
        int top = width == 3 ? 0 : (int)(rest >> (8 * (width + 1)));
        file.WriteByte((byte)(0x20 | (width << 3) | top));
        file.Write(all[(3 - width)..]);
    }

    private static void WriteBytes(Stream file, int kind, byte[] bytes)
    {
        WriteHead(file, kind, bytes.Length);
        file.Write(bytes);
    }

    private static void WriteHead(Stream file, int kind, int size)
    {
        int shown = size < 29 ? size : size < 285 ? 29 : size < 65_821 ? 30 : 31;
        file.WriteByte((byte)((kind > 7 ? 0 : kind << 5) | shown));
        if (kind > 7)
        {
            file.WriteByte((byte)(kind - 7));
        }

        int rest = shown switch { 29 => size - 29, 30 => size - 285, 31 => size - 65_821, _ => 0 };
        for (int part = shown - 29; part >= 0; part--)
        {
            file.WriteByte((byte)(rest >> (8 * part)));
        }
    }
}
