using LogStats.Elf.Matching;

namespace LogStats.Elf;

/// <summary>
/// One request as a line of an access log tells it: ranges of the line's bytes, and the numbers read from them. Lives as
/// long as the line. What the line does not tell is empty, or -1 for a number.
/// </summary>
public ref struct ElfLine
{
    internal ReadOnlySpan<FieldRange> Ranges;

    /// <summary>What the ranges are in: the line, or what was unwrapped or unescaped from it.</summary>
    internal ReadOnlySpan<byte> Bytes;

    /// <summary>When, as UTC ticks; 0 where the line does not tell.</summary>
    internal long Ticks;

    internal short OffsetMinutes;

    internal int Status;

    internal long SentBytes;

    internal long ReceivedBytes;

    /// <summary>In microseconds, as are the two that follow.</summary>
    internal long Latency;

    internal long FirstByte;

    internal long UpstreamLatency;

    /// <summary>A field held the very text that should have ended it, so that another place was taken for its end.</summary>
    internal bool IsDoubtful;

    /// <summary>The machine that wrote the line, where an envelope says so.</summary>
    internal ReadOnlySpan<byte> LogHost;

    /// <summary>A field's bytes, its escapes not undone; empty for <c>-</c>.</summary>
    internal readonly ReadOnlySpan<byte> this[ElfField field]
    {
        get
        {
            ReadOnlySpan<byte> text = Ranges[(int)field].Of(Bytes);
            return text is [(byte)'-'] ? default : text;
        }
    }

    /// <summary>Path and query, from whichever fields tell them.</summary>
    internal readonly ReadOnlySpan<byte> Target
    {
        get
        {
            ReadOnlySpan<byte> target = this[ElfField.Target];
            return target.IsEmpty ? this[ElfField.Path] : target;
        }
    }
}
