namespace LogStats.Receive;

/// <summary>What somebody should look at.</summary>
public enum ReceiveAlarmKind : byte
{
    /// <summary>Two different batches have one key.</summary>
    Conflict,

    /// <summary>Two senders want to be the same source.</summary>
    ClaimRefused,

    /// <summary>A source has another sender now, because the one before was silent.</summary>
    ClaimPassed,

    /// <summary>Lines are nowhere to be had any more, says their sender.</summary>
    Loss,

    /// <summary>There are as many sources, or files of a source, as there may be.</summary>
    TooMany,

    /// <summary>A source may not store any more.</summary>
    Quota,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The disk, or the ledger on it, gives errors.</summary>
    DiskError,

    /// <summary>A file is not what was stored in it.</summary>
    PartDamaged,

    /// <summary>Lines had no time that could be read.</summary>
    Untimed,

    /// <summary>Somebody was turned away: no token, or not the right one.</summary>
    Refused,

    /// <summary>What came was not what it said it was.</summary>
    Damaged,
}
