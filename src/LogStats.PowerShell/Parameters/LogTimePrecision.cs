namespace LogStats.PowerShell.Parameters;

/// <summary>How exact the times of a log are.</summary>
public enum LogTimePrecision
{
    /// <summary>As exact as each time is written.</summary>
    Auto,

    Second,

    Millisecond,

    Microsecond,
}
