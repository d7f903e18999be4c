namespace LogStats.PowerShell.Parameters;

/// <summary>How records are written as text.</summary>
public enum LogTextForm
{
    /// <summary>One JSON object a line, with every column.</summary>
    JsonLine,

    /// <summary>Comma-separated values with a header.</summary>
    Csv,

    /// <summary>What a record shows of itself.</summary>
    Line,
}
