namespace LogStats.Geo;

/// <summary>The head of a value: its kind, its size, and where its content begins, or where a pointer leads.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Size">Bytes of a text or a number, pairs of a map, values of an array.</param>
/// <param name="At">Where its content begins.</param>
internal readonly record struct GeoHead(GeoValueKind Kind, int Size, long At)
{
    /// <summary>A pointer led there: what follows the pointer is not behind the content.</summary>
    public bool IsElsewhere { get; init; }
}
