namespace LogStats.Lines;

/// <summary>How gzip is recognised.</summary>
internal static class Gzip
{
    public static bool IsMagic(ReadOnlySpan<byte> head) => head is [0x1f, 0x8b, ..];
}
