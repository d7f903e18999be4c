namespace LogStats;

/// <summary>What a notice of a watch says.</summary>
public enum LogAlertKind : byte
{
    /// <summary>It has not been seen for longer than it may be.</summary>
    Missing,

    /// <summary>It was missing, and has been seen again.</summary>
    Recovered,

    /// <summary>It was there, and has been silent for longer than it may be; told where that is not the same as missing.</summary>
    Inactive,
}
