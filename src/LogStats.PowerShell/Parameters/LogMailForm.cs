namespace LogStats.PowerShell.Parameters;

/// <summary>What stands in a mail.</summary>
public enum LogMailForm
{
    /// <summary>HTML, and beside it the same as text.</summary>
    Html,

    /// <summary>Text alone.</summary>
    Text,
}
