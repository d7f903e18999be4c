namespace LogStats.Archive;

/// <summary>What became of a file of received lines.</summary>
public enum ArchiveState : byte
{
    /// <summary>It is closed for good, and was not delivered yet.</summary>
    Waiting,

    /// <summary>It was delivered.</summary>
    Sent,

    /// <summary>It could not be delivered, and is tried again.</summary>
    Failed,
}
