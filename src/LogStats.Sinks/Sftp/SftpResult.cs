using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>What became of a file.</summary>
/// <param name="File">It.</param>
/// <param name="Receipt">It is complete at the destination.</param>
/// <param name="Fault">It is not.</param>
/// <param name="IsOwn">Whether that is about the file itself, and not about the way to the server.</param>
internal sealed record SftpResult(SftpFile File, LogSftpReceipt? Receipt, LogStatsException? Fault = null, bool IsOwn = true);
