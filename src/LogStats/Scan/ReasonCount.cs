namespace LogStats.Scan;

/// <summary>How many lines were left out for one reason, and the first of them.</summary>
public sealed class ReasonCount(LineReason reason, long firstOffset, byte[] firstLine)
{
    public LineReason Reason { get; } = reason;

    public long Count { get; internal set; } = 1;

    /// <summary>Where the first such line starts in its input.</summary>
    public long FirstOffset { get; internal set; } = firstOffset;

    /// <summary>The front of the first such line, as bytes.</summary>
    public ReadOnlyMemory<byte> FirstLine { get; internal set; } = firstLine;

    /// <summary>The first such line, safe to show: control characters escaped.</summary>
    public string FirstText => LineText.Show(FirstLine.Span);
}
