namespace LogStats.PowerShell.Parameters;

/// <summary>How hard to try to make files small.</summary>
public enum LogCompressionLevel
{
    Optimal,
    Fastest,
    Smallest,
}
