namespace LogStats.Elf.Matching;

/// <summary>A line out of its envelope, and what the envelope tells. Lives until the next line is unwrapped.</summary>
internal ref struct UnwrappedLine
{
    public ReadOnlySpan<byte> Line;

    /// <summary>The machine that wrote it; empty where the envelope does not say.</summary>
    public ReadOnlySpan<byte> Host;

    /// <summary>When it was logged, as UTC ticks; 0 where the envelope does not say.</summary>
    public long Ticks;

    public short OffsetMinutes;

    /// <summary>Gives the request what only the envelope tells: the machine, and a time if the line has none.</summary>
    public readonly void Complete(ref ElfLine view)
    {
        view.LogHost = Host;
        if (view.Ticks == 0)
        {
            (view.Ticks, view.OffsetMinutes) = (Ticks, OffsetMinutes);
        }
    }
}
