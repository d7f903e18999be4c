namespace LogStats.Sinks.Sftp;

/// <summary>What became of the files of an archive.</summary>
public sealed record ForwardAccount
{
    /// <summary>Sent now.</summary>
    public long Sent { get; init; }

    /// <summary>Were at the destination already.</summary>
    public long Had { get; init; }

    /// <summary>Not taken in the last look, and kept among those that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Not tried yet when the last look ended.</summary>
    public long Waiting { get; init; }

    /// <summary>Bytes that were sent.</summary>
    public long Bytes { get; init; }
}
