using LogStats.Faults;

namespace LogStats.Geo;

/// <summary>What a database says of itself at its end, checked against the file: its tree and its data are within it.</summary>
internal sealed class GeoMetadata
{
    /// <summary>The description begins in the last 128 KiB.</summary>
    private const int Tail = 128 * 1024;

    /// <summary>Zeros between tree and data.</summary>
    private const int Separator = 16;

    private GeoMetadata(GeoBytes bytes, long marker, Dictionary<string, object> map)
    {
        ulong Number(string name) => map.TryGetValue(name, out object? value) && value is ulong number
            ? number : throw bytes.Invalid($"its description does not tell {name}");
        Values = map;
        DatabaseType = map.GetValueOrDefault("database_type") as string ?? "";
        RecordSize = (int)Math.Min(Number("record_size"), 999);
        if (RecordSize is not (24 or 28 or 32))
        {
            throw bytes.Invalid($"its records are of {RecordSize} bits, and only 24, 28 and 32 are known");
        }

        IsV6 = Number("ip_version") switch
        {
            4 => false,
            6 => true,
            _ => throw bytes.Invalid("it is for neither IPv4 nor IPv6"),
        };
        if (Number("binary_format_major_version") != 2)
        {
            throw bytes.Invalid("it is in another version of the format");
        }

        NodeCount = (long)Math.Min(Number("node_count"), long.MaxValue);
        TreeSize = NodeCount <= uint.MaxValue ? NodeCount * RecordSize / 4 : long.MaxValue;
        if (NodeCount == 0 || TreeSize > marker - Separator)
        {
            throw bytes.Invalid("its tree is longer than the file");
        }

        DataStart = TreeSize + Separator;
        DataLength = marker - DataStart;
        if (bytes.Slice(TreeSize, Separator).ContainsAnyExcept((byte)0))
        {
            throw bytes.Invalid("its tree does not end where it says");
        }
    }

    private static ReadOnlySpan<byte> Marker => [0xAB, 0xCD, 0xEF, (byte)'M', (byte)'a', (byte)'x', (byte)'M', (byte)'i', (byte)'n', (byte)'d', (byte)'.', (byte)'c', (byte)'o', (byte)'m'];

    /// <summary>All that it says, by name.</summary>
    public IReadOnlyDictionary<string, object> Values { get; }

    public string DatabaseType { get; }

    public int RecordSize { get; }

    public bool IsV6 { get; }

    public long NodeCount { get; }

    public long TreeSize { get; }

    public long DataStart { get; }

    public long DataLength { get; }

    /// <exception cref="LogStatsException">It is no database, or one that cannot be.</exception>
    public static GeoMetadata Read(GeoBytes bytes)
    {
        int count = (int)Math.Min(bytes.Length, Tail);
        int found = bytes.Slice(bytes.Length - count, count).LastIndexOf(Marker);
        if (found < 0)
        {
            throw bytes.Invalid("it is not in MaxMind's format");
        }

        long start = bytes.Length - count + found + Marker.Length;
        GeoSection section = new(bytes, start, bytes.Length - start);
        long at = 0;
        int left = GeoSection.MostValues;
        return section.Value(ref at, ref left) is Dictionary<string, object> map
            ? new GeoMetadata(bytes, start - Marker.Length, map)
            : throw bytes.Invalid("its description is no map");
    }
}
