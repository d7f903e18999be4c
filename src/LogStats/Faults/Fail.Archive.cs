namespace LogStats.Faults;

/// <summary>What can be wrong with the files that a receiver keeps.</summary>
public static partial class Fail
{
    public static LogStatsException NotArchive(string path) => new(
        FaultId.FileOpen, $"'{path}' is a file, not a directory.",
        "Name the directory that the receiver writes to.", path);

    /// <summary>Two that compress and remove in the same place would take each other's files away.</summary>
    public static LogStatsException ArchiveInUse(string directory) => new(
        FaultId.DirectoryNotReady, $"The archive '{directory}' is being tidied by another process.",
        "Wait until that one has ended, or stop it; nothing was touched.", directory);

    /// <summary>A delivered file that is not what its manifest says.</summary>
    public static LogStatsException ArchiveDamaged(string path, string reason) => new(
        FaultId.FileRead, $"'{path}' is kept as it is: {reason}.",
        "Compare it with what was delivered; remove it and its manifest by hand if it is of no use.", path);

    public static LogStatsException ArchiveWork(string path, string what, Exception inner) => new(
        FaultId.FileWrite, $"'{path}' cannot be {what}: {inner.Message.TrimEnd('.')}.",
        "Check that this account may write in its folder, that no link stands in the way, and that there is room. It is tried again next time.", path, inner);

    /// <summary>More than it should be waits for its delivery.</summary>
    public static LogStatsException ArchiveQuota(string directory, string waiting, string quota) => new(
        FaultId.QuotaExceeded, $"{waiting} in '{directory}' are not delivered, more than the {quota} that there should be.",
        "Look why nothing is delivered, or make room: nothing of it is ever removed.", directory);
}
