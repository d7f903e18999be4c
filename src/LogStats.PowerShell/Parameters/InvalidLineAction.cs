namespace LogStats.PowerShell.Parameters;

/// <summary>What becomes of lines that cannot be read.</summary>
public enum InvalidLineAction
{
    /// <summary>They are counted, and one warning at the end says how many and where the first is.</summary>
    Report,

    /// <summary>They are counted without a warning.</summary>
    Skip,

    /// <summary>The first one ends the command.</summary>
    Stop,
}
