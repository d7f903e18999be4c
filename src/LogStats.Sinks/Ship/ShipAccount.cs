namespace LogStats.Sinks.Ship;

/// <summary>What became of the lines that were read: <c>Read = Sent + Had + Skipped + Stopped</c>, once none waits any more.</summary>
public sealed record ShipAccount
{
    public long Read { get; init; }

    /// <summary>Lines that the receiver stored now.</summary>
    public long Sent { get; init; }

    /// <summary>Lines that it had already.</summary>
    public long Had { get; init; }

    /// <summary>Lines that a rule passed over.</summary>
    public long Skipped { get; init; }

    /// <summary>Lines of files that are not sent any further.</summary>
    public long Stopped { get; init; }

    /// <summary>Batches that the receiver answered.</summary>
    public long Batches { get; init; }

    /// <summary>Bytes of the lines that were sent, before compression.</summary>
    public long Bytes { get; init; }

    /// <summary>Lines too long to be sent. They are told one by one, and are not among those read.</summary>
    public long TooLong { get; init; }

    /// <summary>Bytes that the receiver misses and that nobody has any more.</summary>
    public long LostBytes { get; init; }

    /// <summary>Files that are not sent any further.</summary>
    public int StoppedFiles { get; init; }
}
