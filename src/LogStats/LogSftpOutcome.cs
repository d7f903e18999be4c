namespace LogStats;

/// <summary>What became of a file at its destination.</summary>
public enum LogSftpOutcome
{
    /// <summary>It was sent now.</summary>
    Sent,

    /// <summary>It was there already, byte for byte: an earlier answer got lost.</summary>
    AlreadyThere,
}
