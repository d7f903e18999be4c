namespace LogStats.Faults;

/// <summary>What can be wrong with logs of tstat and with its directories.</summary>
public static partial class Fail
{
    public static LogStatsException TstatHeaderMissing(string path, string seen) => new(
        FaultId.TstatHeaderMissing, $"'{path}' has no header, so nobody can say what its columns are. Its first line: {seen}",
        "Nothing of it was read. tstat 2 and newer begin each log with a line such as '#15#c_ip:1 c_port:2 …': put the header of a log "
        + "of the same tstat before it, or fetch the whole file.", path);

    public static LogStatsException NotTstatDirectory(string path) => new(
        FaultId.FormatMismatch, $"'{path}' is no directory of tstat: its name does not end in .out.",
        "Name such a directory, or have those below a folder found: Get-TstatDirectory, 'logstats tstat'.", path);

    /// <summary>A directory of tstat that must not be marked yet.</summary>
    public static LogStatsException TstatIncomplete(string path, string reason) => new(
        FaultId.DirectoryNotReady, $"'{path}' is not marked: {reason}.",
        "Wait until tstat has left it, or mark it with -Force if nothing will ever come into it.", path);

    /// <summary>Something came into a directory of tstat while it was read.</summary>
    public static LogStatsException TstatChanged(string path) => new(
        FaultId.DirectoryNotReady, $"'{path}' is not marked: its logs changed while they were read.",
        "Run the same command again: it goes on behind what was delivered.", path);

    /// <summary>A directory of tstat that was marked too early: what came later was delivered by nobody.</summary>
    public static LogStatsException TstatLate(string path, string reason) => new(
        FaultId.DirectoryNotReady, $"'{path}' is kept: {reason}.",
        "Take its mark (.processed) away so that it is delivered again, or remove the directory by hand if what came later is of no use.", path);

    public static LogStatsException TstatMark(string path, Exception inner) => new(
        FaultId.FileWrite, $"'{path}' cannot be marked as processed: {inner.Message.TrimEnd('.')}.",
        "Check that this account may write there, and that the disk has room and nothing else is called .processed. Until it is marked, its flows count as not delivered.",
        path, inner);

    /// <summary>Rows that the target will never take and that nobody keeps.</summary>
    public static LogStatsException TstatRefused(string path, long count) => new(
        FaultId.SinkRejected, $"The directory of '{path}' is not marked: {count:N0} of its {(count == 1 ? "flow was" : "flows were")} refused for good.",
        "Run it again with a file for refused rows: they are kept there with the reason, and the directory is done.", path);

    /// <summary>A directory of tstat that could be removed in part only, or not at all.</summary>
    public static LogStatsException TstatRemove(string path, string at, Exception inner) => new(
        FaultId.FileWrite, $"'{path}' cannot be removed: {inner.Message.TrimEnd('.')}, at '{at}'.",
        "Check that this account may write there. It stays marked as processed, so that it can be removed later.", path, inner);
}
