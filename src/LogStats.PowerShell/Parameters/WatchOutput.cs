namespace LogStats.PowerShell.Parameters;

/// <summary>What a watch over pgbouncer gives.</summary>
public enum WatchOutput
{
    /// <summary>Alerts and summaries, as objects.</summary>
    Object,

    /// <summary>The texts of the program that this replaces.</summary>
    Original,
}
