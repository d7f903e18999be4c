namespace LogStats.Faults;

/// <summary>What can be wrong with reports.</summary>
public static partial class Fail
{
    public static LogStatsException ReportWrite(string path, Exception inner) => new(
        FaultId.FileWrite, $"The report '{path}' cannot be written: {inner.Message.TrimEnd('.')}.",
        "Check that the folder is there, that this account may write in it and that the disk has room; a report that was there is as it was.", path, inner);

    /// <param name="path">The file.</param>
    /// <param name="what">What is so about it.</param>
    public static LogStatsException ReportInTheWay(string path, string what) => new(
        FaultId.FileWrite, $"'{path}' {what}, and was left as it is.",
        "Name another file for the report, or remove that one; -Force of Export-LogReport replaces what is no report.", path);

    public static LogStatsException ReportDamaged(string path, string reason, Exception? inner = null) => new(
        FaultId.SchemaMismatch, $"No summaries can be read from '{path}': {reason}.",
        "Name a report that Export-LogReport or 'logstats measure --report' wrote, and make it again if it was changed since.", path, inner);
}
