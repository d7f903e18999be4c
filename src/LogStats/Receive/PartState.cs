namespace LogStats.Receive;

/// <summary>What may still become of a file of received lines.</summary>
public enum PartState : byte
{
    /// <summary>Lines are added.</summary>
    Open,

    /// <summary>No line is added any more; what is in it is being read back.</summary>
    Closed,

    /// <summary>Its manifest is there. It may be taken away, and its name is never used again.</summary>
    Sealed,

    /// <summary>It is not what was stored in it. Nothing touches it until somebody has looked.</summary>
    Damaged,
}
