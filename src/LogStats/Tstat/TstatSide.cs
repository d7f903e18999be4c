namespace LogStats.Tstat;

/// <summary>What one side of a flow sent, as numbers: all that every reader needs. Times are ticks.</summary>
internal struct TstatSide
{
    public int Port;

    /// <summary>Of TCP those that were sent again are left out.</summary>
    public long Bytes;

    /// <summary>Of TCP those with data.</summary>
    public long Packets;

    /// <summary>With and without data; as many as with data where the log does not tell.</summary>
    public long AllPackets;

    public long RetransmittedBytes;
    public long RetransmittedPackets;
    public long Resets;
    public long StartTicks;
    public long DurationTicks;

    /// <summary>Nothing was sent: there is no flow in this direction.</summary>
    public readonly bool IsEmpty => AllPackets == 0 && Packets == 0;
}
