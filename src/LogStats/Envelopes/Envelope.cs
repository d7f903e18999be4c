namespace LogStats.Envelopes;

/// <summary>
/// What a logger puts around a message: when, where, which program and process. The spans live as long as the line
/// (or, for a message that had to be unescaped, until the next line is read).
/// </summary>
public ref struct Envelope
{
    public EnvelopeShape Shape;

    /// <summary>When, as UTC ticks.</summary>
    public long Ticks;

    /// <summary>The offset from UTC in which the stamp was written, in minutes.</summary>
    public short OffsetMinutes;

    /// <summary>The process, or -1 where the line does not say.</summary>
    public int ProcessId;

    public ReadOnlySpan<byte> Host;

    /// <summary>The program's name for itself, without the process id.</summary>
    public ReadOnlySpan<byte> Tag;

    public ReadOnlySpan<byte> Message;
}
