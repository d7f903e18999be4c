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

    /// <summary>A file of tokens or keys that more than its owner and group may read.</summary>
    public static LogStatsException SecretReadable(string path) => new(
        FaultId.ConfigInvalid, $"'{path}' holds secrets, and others may read or change it.",
        $"Take that right away: chmod 640 '{path}', or 600.", path);

    /// <summary>The line itself is not shown: it may hold a token.</summary>
    public static LogStatsException TokenLine(string path, int line, string expected) => new(
        FaultId.ConfigInvalid, $"Line {line:N0} of '{path}' gives no token to a source, or one that another line gave already.",
        $"Expected: {expected}.", path);

    public static LogStatsException ListenOpen(string address, string reason) => new(
        FaultId.ConfigInvalid, $"The receiver would take tokens in clear text at {address}: {reason}.",
        "Listen with https and a certificate, or on 127.0.0.1 behind a proxy; or say --allow-unencrypted.", address);

    /// <summary>Somebody listens there already, or this account may not.</summary>
    public static LogStatsException ListenAddressInUse(string address, string reason, Exception? inner = null) => new(
        FaultId.ListenAddressInUse, $"The receiver cannot listen at {address}: {reason.TrimEnd('.')}.",
        "Look who has that port ('ss -ltnp'), name another, or ask for the right to it.", address, inner);

    /// <summary>The program that comes with the module cannot be started.</summary>
    public static LogStatsException AgentMissing(string program, string reason, Exception? inner = null) => new(
        FaultId.SinkConnect, $"The receiver '{program}' cannot be started: {reason.TrimEnd('.')}.",
        "Install .NET 10 with ASP.NET Core (package aspnetcore-runtime-10.0), or set DOTNET_ROOT to where it is.", program, inner);

    public static LogStatsException AgentFramework() => new(
        FaultId.SinkConnect, "The receiver cannot be started: ASP.NET Core 10 is not installed on this machine.",
        "Install the package aspnetcore-runtime-10.0, or the .NET SDK; PowerShell's own .NET does not hold it.", "logstats receive");

    public static LogStatsException AgentEnded(int code, string said) => new(
        FaultId.SinkConnect, $"The receiver has ended by itself (exit code {code}): {said.TrimEnd('.')}.",
        "What it answered is stored. Look into the system's log for who ended it, then start it again.", "logstats receive");
}
