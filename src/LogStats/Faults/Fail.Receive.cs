namespace LogStats.Faults;

/// <summary>What can be wrong where batches are received.</summary>
public static partial class Fail
{
    /// <summary>The ledger is gone, and what it knew of is there.</summary>
    public static LogStatsException LedgerMissing(string path, string directory) => new(
        FaultId.CheckpointCorrupt, $"'{path}' knows nothing, and there are files of sources in '{directory}'.",
        "Restore it from a copy; or begin anew (--begin-anew): then every sender sends again what it still has, and such lines are there twice.", path);

    public static LogStatsException LedgerCorrupt(string path, string reason, string advice, Exception? inner = null) => new(
        FaultId.CheckpointCorrupt, $"What has been received, kept in '{path}', cannot be trusted: {reason}.", advice, path, inner);

    public static LogStatsException FileWrite(string path, Exception inner) => new(
        FaultId.FileWrite, $"'{path}' cannot be written to: {inner.Message.TrimEnd('.')}.",
        "Check that this account may write there, and that there is room.", path, inner);
}
