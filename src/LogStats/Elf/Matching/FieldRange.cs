namespace LogStats.Elf.Matching;

/// <summary>Where a field stands in the bytes of its line.</summary>
internal readonly struct FieldRange(int start, int length)
{
    public readonly int Start = start;

    public readonly int Length = length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}
