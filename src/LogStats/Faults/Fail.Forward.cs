namespace LogStats.Faults;

/// <summary>What can be wrong where files are forwarded.</summary>
public static partial class Fail
{
    /// <summary>The key that a server shows is not the one that it is known by, or it is not known at all.</summary>
    public static LogStatsException SinkHostKey(string target, string reason, IReadOnlyList<string> keys, string advice) => new(
        FaultId.SinkHostKey, $"'{target}' is not believed to be itself: {reason}.{(keys.Count == 0 ? "" : $" It shows {string.Join(", ", keys)}.")}", advice, target);

    /// <summary>A program of this machine that is needed.</summary>
    public static LogStatsException ProgramMissing(string target, string program, string package) => new(
        FaultId.SinkConnect, $"'{target}' cannot be reached: there is no program '{program}' on this machine.",
        $"Install the OpenSSH client (package {package}), or put it on the PATH.", target);

    public static LogStatsException PrivateKeyReadable(string path) => new(
        FaultId.ConfigInvalid, $"The private key '{path}' may be read or changed by others.",
        $"Run 'chmod 600 {path}'; if others may have read it, make a new one.", path);

    public static LogStatsException FileRefused(string target, string path, string reason, string advice) => new(
        FaultId.SinkRejected, $"'{target}' did not take '{path}': {reason.TrimEnd('.')}.", advice, path) { MayPass = true };

    /// <summary>Something else stands there under the name of a file.</summary>
    public static LogStatsException FileConflict(string target, string path, string name, string reason) => new(
        FaultId.SinkRejected, $"'{target}' has another file '{name}' than '{path}': {reason}. It was left as it is.",
        "Compare the two. Move the one over there away, or have a folder made for each source there.", path);

    /// <summary>A file that is no longer what was received.</summary>
    public static LogStatsException PartDamaged(string path, string reason) => new(
        FaultId.FileRead, $"'{path}' is not what its manifest says: {reason}. It is not sent.",
        "Look at the disk. Put the file back from a copy, or take it and its manifest out of the archive.", path);

    public static LogStatsException ForwardInUse(string directory) => new(
        FaultId.CheckpointInUse, $"'{directory}' is being forwarded already.",
        "Look for the other one ('systemctl', 'ps'): two of them would send each file twice.", directory);
}
