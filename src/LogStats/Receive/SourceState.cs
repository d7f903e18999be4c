namespace LogStats.Receive;

/// <summary>What a receiver has in mind of a source.</summary>
internal sealed class SourceState(LedgerSource known, int files, bool isNew)
{
    public LedgerSource Known { get; set; } = known;

    /// <summary>Not in the ledger yet.</summary>
    public bool IsNew { get; set; } = isNew;

    public int Files { get; set; } = files;

    /// <summary>When something came under the claim in force.</summary>
    public DateTimeOffset ClaimUsed { get; set; }

    /// <summary>How many bytes lie in its folder, as far as known; -1 where nobody looked.</summary>
    public long Usage { get; set; } = -1;

    public int OpenParts { get; set; }
}
