namespace LogStats;

/// <summary>What the daemon did, seen from the daemon.</summary>
public enum RsyncOperation : byte
{
    None,

    /// <summary>Files left the daemon: the client downloaded ("rsync on").</summary>
    Send,

    /// <summary>Files reached the daemon: the client uploaded ("rsync to").</summary>
    Receive,

    /// <summary>A file was deleted on the daemon.</summary>
    Delete,
}
