namespace LogStats.Rsync;

/// <summary>What is told of sessions.</summary>
internal interface IRsyncSessionEnd
{
    /// <summary>The session is over, or the log is. The object is used again afterwards.</summary>
    void Ended(RsyncSession session);
}
