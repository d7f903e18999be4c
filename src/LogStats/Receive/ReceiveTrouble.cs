namespace LogStats.Receive;

/// <summary>Why a batch could not be taken now. Nothing of it was stored; all of these may pass.</summary>
public enum ReceiveTrouble : byte
{
    None,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The disk, or the ledger on it, gave an error.</summary>
    Failed,

    /// <summary>The source has stored as much as it may.</summary>
    Quota,

    /// <summary>There are as many sources, or files of this source, as there may be.</summary>
    TooMany,

    /// <summary>The receiver is about to end.</summary>
    Closing,
}
