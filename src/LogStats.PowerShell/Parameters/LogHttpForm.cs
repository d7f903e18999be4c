namespace LogStats.PowerShell.Parameters;

/// <summary>How rows stand together in a message.</summary>
public enum LogHttpForm
{
    JsonArray,

    /// <summary>One JSON object on each line.</summary>
    JsonLines,
}
