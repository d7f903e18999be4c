namespace LogStats.Elf.Times;

/// <summary>How a time, or a part of one, is written: read from the front of a text, its length found by itself.</summary>
internal sealed class TimePattern
{
    /// <summary><c>21/Nov/2026:06:02:13 +0000</c>, the brackets around it being literals.</summary>
    public static TimePattern Clf { get; } = new();

    /// <summary>Reads the time at the front of <paramref name="text"/> into its parts; returns its length, -1 where it is none.</summary>
    public int Read(ReadOnlySpan<byte> text, ref TimeParts parts) => -1;
}
